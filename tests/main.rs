//! The tests of cvpn: one program, its folders as those of the sources.

mod certificates;
mod rules;
mod support;

#[path = "../synth/cli/failure.rs"]
#[allow(unused, reason = "the program uses more of it")]
mod failure;
