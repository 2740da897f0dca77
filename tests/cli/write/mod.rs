//! Safe output.

mod foreign;
mod hostile;
mod steps;
mod together;
