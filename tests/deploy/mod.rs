//! Deploying, as far as it can be seen without AWS. `.ci/deploy` runs the program on a stand-in.

mod actions;
mod changes;
mod drift;
mod order;
mod preflight;
mod replacement;
mod retry;
mod situation;
