//! Safe output.

mod foreign;
mod hostile;
mod left_over;
mod private;
mod steps;
mod together;
