//! Check: runs the rules over a blueprint. Only a checked blueprint can be compiled.

use crate::circumstances::Circumstances;
use crate::fault::{Fault, Severity, Target};
use crate::model::Blueprint;
use crate::rule::{self, Context};

/// A blueprint without errors, with the files that its output holds.
#[derive(Clone, Debug)]
pub struct Checked {
    blueprint: Blueprint,
    circumstances: Circumstances,
    blocked: Vec<Target>,
}

impl Checked {
    /// The blueprint.
    pub fn blueprint(&self) -> &Blueprint {
        &self.blueprint
    }

    /// What was known besides.
    pub fn circumstances(&self) -> &Circumstances {
        &self.circumstances
    }

    /// The targets asked for that can express the blueprint.
    pub fn targets(&self) -> impl Iterator<Item = Target> {
        self.circumstances.targets.iter().copied().filter(|target| !self.blocked.contains(target))
    }
}

/// Checks a blueprint. The faults are in the order of the rules; those that the blueprint accepts are left out. There is
/// something to compile if no fault is an error.
pub fn check(blueprint: Blueprint, circumstances: Circumstances) -> (Option<Checked>, Vec<Fault>) {
    let mut faults = Vec::new();
    rule::run(&Context { blueprint: &blueprint, circumstances: &circumstances }, &mut faults);
    let blocked = faults.iter().filter_map(|fault| fault.blocks).collect();
    let failed = faults.iter().any(|fault| fault.severity == Severity::Error);
    let checked = (!failed).then_some(Checked { blueprint, circumstances, blocked });
    (checked, faults)
}
