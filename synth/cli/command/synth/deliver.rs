//! What is done with one blueprint once it is examined: its output is written, or compared with what is there.

use super::Args;
use crate::args::{Format, VERSION};
use crate::examine::Examination;
use crate::failure::Failure;
use crate::report::{Delivery, Done, Exit, Outcome, Report, Told};
use crate::write::{Disk, OutFolder, Output, compare, publish};
use cvpn_blueprint::model::Blueprint;
use cvpn_compiler::artifact::{Artifact, digest};
use cvpn_compiler::{Language, runbook};
use std::sync::OnceLock;

/// Locks the folder of the output.
pub(super) fn open(args: &Args, report: &Report) -> Result<OutFolder, Failure> {
    let waiting = || report.note(&format!("waiting for another cvpn that uses {}", args.out.display()));
    if args.check {
        return Ok(OutFolder::to_read(&args.out, waiting));
    }
    OutFolder::to_write(&args.out, &mut Disk::default(), waiting)
}

/// Does what is left for a blueprint. `out` is opened for the first one that has output: until then there may be nothing to
/// write.
///
/// # Errors
///
/// `out` cannot be opened, so that there is no use in going on.
pub(super) fn finish(
    mut examination: Examination,
    out: &OnceLock<Result<OutFolder, Failure>>,
    args: &Args,
    report: &Report,
) -> Result<Told, Failure> {
    let done = match output(&mut examination, args) {
        Some(output) => {
            let out = out.get_or_init(|| open(args, report)).as_ref().map_err(Failure::clone)?;
            deliver(&examination, output, args, out)
        }
        None => Ok(Done::Withheld),
    };
    let done = done.unwrap_or_else(|failure| {
        examination.failure = Some(failure);
        Done::Withheld
    });
    if let Done::Written(delivery) | Done::Compared(delivery) = &done {
        examination.compare(delivery.comparison.before());
    }
    Ok(tell(Outcome { examination, done }, report))
}

/// Writes the output of a blueprint, or compares it with what is there.
fn deliver(examination: &Examination, output: Output, args: &Args, out: &OutFolder) -> Result<Done, Failure> {
    let folder = args.out.join(&output.name);
    if args.check {
        let comparison = compare(&args.out, &output)?;
        return Ok(Done::Compared(Delivery { folder, output, comparison }));
    }
    // A runbook alone is for the first time; it does not take away what is there of a time with metadata.
    let whole = examination.artifacts.is_some();
    if !whole && compare(out.path(), &output)?.superfluous().next().is_some() {
        return Ok(Done::Withheld);
    }
    let comparison = publish(&mut Disk::default(), out, &output)?;
    Ok(Done::Written(Delivery { folder, output, comparison }))
}

/// What is kept of a blueprint, with the line or the diff that standard output has of it.
fn tell(outcome: Outcome, report: &Report) -> Told {
    let data = match &outcome.done {
        Done::Compared(delivery) if report.format == Format::Human => report.diff(delivery),
        Done::Written(delivery) if outcome.exit() == Exit::Fine => format!("{}\n", delivery.folder.display()),
        _ => String::new(),
    };
    report.told(&outcome, data)
}

/// What is to be written of a blueprint, taken from its examination: all of it, or the runbook alone while the metadata is
/// missing.
fn output(examination: &mut Examination, args: &Args) -> Option<Output> {
    if examination.failure.is_some() {
        return None;
    }
    let blueprint = examination.blueprint.as_ref()?;
    let awaits_metadata = examination.awaits_metadata();
    let artifacts = match &mut examination.artifacts {
        Some(artifacts) => std::mem::take(artifacts),
        None if awaits_metadata && !args.check => Language::ALL
            .map(|language| Artifact { path: language.file().to_owned(), text: runbook(blueprint, language) })
            .to_vec(),
        None => return None,
    };
    Some(Output::new(blueprint.name.as_str(), &digest_of(blueprint), VERSION, artifacts))
}

/// The digest of what a blueprint says, whatever comments, order of keys or notation it is written in.
pub(super) fn digest_of(blueprint: &Blueprint) -> String {
    digest(&serde_json::to_string(&blueprint.in_order()).unwrap_or_default())
}
