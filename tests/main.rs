//! The tests of cvpn: one program, its folders as those of the sources.

mod access;
mod rules;
mod runbook;
mod support;
