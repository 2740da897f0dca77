//! Certificates: what is made, how it changes, what is found in those of others.

mod change;
mod command;
mod hostile;
mod import;
mod listing;
mod make;
mod place;
mod profile;
mod rules;
pub mod sample;

// The folder of a set, which a test stops at each of its steps.
#[path = "../../synth/cli/command/cert/folder.rs"]
#[allow(unused, reason = "the program uses more of it")]
mod folder;
#[path = "../../synth/cli/command/cert/guard.rs"]
#[allow(unused, reason = "the program uses more of it")]
mod guard;
