//! The runbook, as an administrator who follows it reads it.

mod hostile;
mod languages;
mod output;
mod parts;
mod reading;
mod whole;

use crate::support::gallery;
use cvpn_blueprint::Document;
use cvpn_blueprint::model::Blueprint;
use cvpn_compiler::{Language, runbook};
use reading::Runbook;

/// A blueprint, checked or not.
fn blueprint(text: &str) -> Blueprint {
    let parsed = Document::parse("vpn.yaml", text);
    assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
    parsed.blueprint.expect("a blueprint without faults of form")
}

/// The English runbook of a blueprint.
fn english(text: &str) -> Runbook {
    Runbook::read(&runbook(&blueprint(text), Language::En))
}

/// The English runbook of a blueprint of the gallery.
fn of_gallery(name: &str) -> Runbook {
    english(&gallery(name))
}
