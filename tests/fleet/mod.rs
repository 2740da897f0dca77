//! Many blueprints: what they have to do with one another, and how they are worked on.

mod between;
mod defaults;
mod run;
mod stack_set;
mod stack_set_run;

pub use stack_set_run::example_stack_set;
