//! The tests of cvpn: one program, its folders as those of the sources.

mod access;
mod certificates;
mod cli;
mod compiler;
#[cfg(feature = "deploy")]
mod deploy;
mod docs;
mod fleet;
mod permission;
mod rules;
mod runbook;
mod schema;
mod show;
mod support;
mod types;
mod workflow;

// The safe output of the program, which a test stops at each of its steps.
#[path = "../synth/cli/failure.rs"]
#[allow(unused, reason = "the program uses more of it")]
mod failure;
#[path = "../synth/cli/write/mod.rs"]
#[allow(unused, reason = "the program uses more of it")]
mod write;
