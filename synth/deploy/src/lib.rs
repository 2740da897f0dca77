//! Deploys a VPN: texts and parameters in, calls of AWS out.
//!
//! ```text
//! blueprint ─► templates ─► preflight ─► certificate ─► stacks ─► tags ─► check ─► profile
//!              (compiler)   faults       ACM            change sets         events all along
//! ```
//!
//! All state lives in AWS, under names that follow from the blueprint, so every step finds out what is there before it does
//! anything, and the same command goes on wherever an earlier run stopped.

mod caller;
pub mod client;
pub mod compare;
mod deploy;
mod destroy;
mod error;
mod event;
mod order;
mod pace;
pub mod retry;
pub mod stack;
mod tags;

pub use caller::Caller;
pub use deploy::{Deployed, Plan, deploy, plan};
pub use destroy::destroy;
pub use error::{Error, Result};
pub use event::{Event, Sink};
pub use order::{Callers, Order, Planned};
pub use pace::Pace;
