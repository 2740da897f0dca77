//! Safe output.

mod foreign;
mod hostile;
mod private;
mod steps;
mod together;
