//! How a stack set is asked for.

use crate::command::synth::{Args as Synth, Targets};
use crate::failure::Failure;
use clap::ValueEnum;
use cvpn_compiler::stack_set::{Options, Permission};
use std::num::NonZero;

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "With --target stackset")]
pub(in crate::command::synth) struct StackSet {
    /// The stack set's name: a letter, then letters, digits and -, 128 at most; its folder is out/NAME/
    #[arg(long, value_name = "NAME", required_if_eq("target", "stackset"), value_parser = name)]
    stack_set: Option<String>,
    /// An organizational unit, or the root, that has the accounts; without it, accounts need the roles for stack sets
    #[arg(long = "ou", value_name = "OU", requires = "stack_set", value_parser = unit)]
    units: Vec<String>,
    /// From which account it is deployed: the organization's own, or that of a delegated administrator
    #[arg(long, value_name = "WHO", requires = "units", value_enum)]
    call_as: Option<CallAs>,
    /// Stacks of a Region that may fail before it stops [default: 0]
    #[arg(long, value_name = "N", requires = "stack_set")]
    failure_tolerance: Option<u32>,
    /// Stacks that are made at a time [default: 1]
    #[arg(long, value_name = "N", requires = "stack_set")]
    max_concurrent: Option<NonZero<u32>>,
    /// Work on Regions at a time, not one after another
    #[arg(long, requires = "stack_set")]
    parallel_regions: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CallAs {
    #[value(name = "self")]
    Own,
    DelegatedAdmin,
}

impl StackSet {
    /// What is asked for, if it is a stack set.
    pub fn options(&self, synth: &Synth) -> Result<Option<Options>, Failure> {
        let wanted = matches!(synth.target, Targets::StackSet);
        let Some(name) = self.stack_set.as_ref().filter(|_| wanted) else {
            if self.stack_set.is_some() {
                let failure = Failure::new("`--stack-set` is for `--target stackset` alone");
                return Err(failure.help("add `--target stackset`, or leave out `--stack-set`"));
            }
            return Ok(None);
        };
        if synth.fleet.separate {
            let failure = Failure::new("blueprints of a stack set are one fleet, which `--separate` denies");
            return Err(failure.help("leave out `--separate`"));
        }
        let delegated = matches!(self.call_as, Some(CallAs::DelegatedAdmin));
        Ok(Some(Options {
            name: name.clone(),
            permission: if self.units.is_empty() {
                Permission::SelfManaged
            } else {
                Permission::ServiceManaged { units: self.units.clone(), delegated }
            },
            failure_tolerance: self.failure_tolerance.unwrap_or(0),
            max_concurrent: self.max_concurrent.map_or(1, NonZero::get),
            parallel_regions: self.parallel_regions,
        }))
    }
}

fn name(text: &str) -> Result<String, &'static str> {
    let letters = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let first = text.starts_with(|first: char| first.is_ascii_alphabetic());
    (letters && first && text.len() <= 128)
        .then(|| text.to_owned())
        .ok_or("a letter, then letters, digits and -, 128 at most")
}

fn unit(text: &str) -> Result<String, &'static str> {
    let plain = |text: &str, least| {
        (least..=32).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    let fits = match text.split('-').collect::<Vec<_>>()[..] {
        ["r", root] => plain(root, 4),
        ["ou", root, unit] => plain(root, 4) && plain(unit, 8),
        _ => false,
    };
    fits.then(|| text.to_owned()).ok_or("it looks like ou-ab12-cdefgh34, or r-ab12 for the root")
}
