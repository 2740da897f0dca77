//! The commands.

mod check;
mod code_hosts;
mod cost;
mod explain;
mod graph;
mod init;
mod live;
mod metadata;
mod pages;
mod report;
mod runbook;
mod schema;
mod synth;
mod synth_check;
