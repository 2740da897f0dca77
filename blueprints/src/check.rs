//! Check: runs the rules over a blueprint. Only a checked blueprint can be compiled.

use crate::circumstances::Circumstances;
use crate::fault::{Fault, Severity, Target};
use crate::model::Blueprint;
use crate::report;
use crate::rule::{self, Context, acceptance};
use crate::source::{Document, LeftOut, Parsed};

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

    /// Whether the blueprint accepts a fault that the compiler found.
    pub fn accepts(&self, fault: &Fault) -> bool {
        let codes = self.blueprint.accept.iter().map(|acceptance| acceptance.fault.as_str());
        fault.severity != Severity::Error && codes.into_iter().any(|code| code == fault.code)
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
    let context = Context { blueprint: &blueprint, circumstances: &circumstances };
    rule::run(&context, &mut faults);
    let blocked = faults.iter().filter_map(|fault| fault.blocks).collect();
    acceptance::apply(&context, &mut faults);
    let failed = faults.iter().any(|fault| fault.severity == Severity::Error);
    let checked = (!failed).then_some(Checked { blueprint, circumstances, blocked });
    (checked, faults)
}

/// The targets that can express a blueprint, whatever else is wrong with it.
pub fn targets(blueprint: &Blueprint) -> Vec<Target> {
    let mut faults = Vec::new();
    rule::run(&Context { blueprint, circumstances: &Circumstances::default() }, &mut faults);
    let blocked: Vec<Target> = faults.iter().filter_map(|fault| fault.blocks).collect();
    Target::ALL.into_iter().filter(|target| !blocked.contains(target)).collect()
}

/// What reading and checking a text gives.
#[derive(Clone, Debug)]
pub struct Examined {
    /// The text with its positions.
    pub document: Document,
    /// The blueprint, if no fault is an error.
    pub checked: Option<Checked>,
    /// All faults, of form and of the rules, in file order.
    pub faults: Vec<Fault>,
}

/// Checks what was read from a text. Where there are faults of form, the rules look at what is left of the blueprint, so
/// that one run shows everything; what they say of an entry that is left out is not said again.
pub fn examine(parsed: Parsed, circumstances: impl FnOnce(&Blueprint) -> Circumstances) -> Examined {
    let Parsed { mut document, blueprint, mut faults, left_out } = parsed;
    let whole = faults.is_empty();
    let mut checked = None;
    if let Some(blueprint) = blueprint {
        let circumstances = circumstances(&blueprint);
        let files = circumstances.files.clone();
        let (good, found) = check(blueprint, circumstances);
        for file in found.iter().filter_map(|fault| fault.place.file.as_ref()) {
            if let Some(Ok(text)) = files.get(file) {
                document.add_beside(file, text);
            }
        }
        checked = good.filter(|_| whole);
        faults
            .extend(found.into_iter().map(|fault| in_file(fault, &left_out)).filter(|fault| stands(fault, &left_out)));
    }
    report::in_file_order(&mut faults, &document);
    Examined { document, checked, faults }
}

/// A fault of the blueprint with its places in the file.
fn in_file(mut fault: Fault, left_out: &LeftOut) -> Fault {
    let related = fault.related.iter_mut().map(|(place, _)| &mut place.path);
    for path in [&mut fault.place.path].into_iter().chain(related).chain(&mut fault.searched) {
        *path = left_out.in_file(path);
    }
    fault
}

/// Whether a fault holds whatever is meant by what is left out.
fn stands(fault: &Fault, left_out: &LeftOut) -> bool {
    let related = fault.related.iter().map(|(place, _)| &place.path);
    let mut paths = [&fault.place.path].into_iter().chain(related).chain(&fault.searched);
    !paths.any(|path| left_out.touches(path))
}
