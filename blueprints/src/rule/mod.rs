//! The rules. One rule a file, named as its code; its doc comment is what `cvpn explain CODE` prints.
//!
//! A rule adds faults, nothing else. Rules do not depend on one another: each looks at what it needs and stays silent
//! where another rule has already spoken for the cause. To add one: its file, its `mod` line in [`rules!`] below, its
//! test.

use crate::circumstances::Circumstances;
use crate::fault::{Fault, Severity};
use crate::model::Blueprint;

/// Declares a rule: its documentation, its name in code, its code, its severity, its check.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident $(, $check:expr)?) => {
        $(#[doc = $doc])+
        pub static $name: $crate::rule::Rule = $crate::rule::Rule {
            code: $code,
            severity: $crate::fault::Severity::$severity,
            doc: concat!($($doc, "\n"),+),
            check: check_or_none!($($check)?),
        };
    };
}

macro_rules! check_or_none {
    () => {
        None
    };
    ($check:expr) => {
        Some($check)
    };
}

pub mod acceptance;
pub mod certificate;
pub mod form;
pub mod plan;
pub mod profile;

/// A rule: a code, how much its faults weigh, what it is about, and how it finds them.
#[derive(Debug)]
pub struct Rule {
    /// The code, in kebab-case.
    pub code: &'static str,
    /// How much its faults weigh.
    pub severity: Severity,
    /// Its documentation, in Markdown.
    pub doc: &'static str,
    /// How it looks at a blueprint. `None` where the reader or the compiler finds the fault.
    pub check: Option<fn(&Context, &mut Vec<Fault>)>,
}

/// What a rule may look at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The blueprint.
    pub blueprint: &'a Blueprint,
    /// What is known besides.
    pub circumstances: &'a Circumstances,
}

/// Declares the rules' files and collects what they declare.
macro_rules! rules {
    ($($file:ident: $($name:ident),+;)+) => {
        $(pub mod $file;)+

        /// All rules that look at a blueprint.
        static CHECKS: &[&Rule] = &[$($(&$file::$name),+),+];
    };
}

rules! {
    client_cidr_size: CLIENT_CIDR_SIZE;
    client_cidr_overlap: CLIENT_CIDR_OVERLAP;
}

/// All rules: of form, of the blueprint, of the plan, of certificates and profiles.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let blueprint = form::ALL.iter().chain(CHECKS).chain(acceptance::ALL).chain(plan::ALL);
    blueprint.chain(certificate::ALL).chain(profile::ALL).copied()
}

/// The rule with a code.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

/// Runs all rules that look at a blueprint.
pub(crate) fn run(context: &Context, faults: &mut Vec<Fault>) {
    for rule in CHECKS {
        if let Some(check) = rule.check {
            check(context, faults);
        }
    }
}
