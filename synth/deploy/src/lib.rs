//! Deploys a VPN: texts and parameters in, calls of AWS out.
//!
//! ```text
//! blueprint ─► templates ─► preflight ─► certificate ─► stacks ─► tags ─► check ─► profile
//!              (compiler)   faults       ACM            change sets         events all along
//! ```
//!
//! All state lives in AWS, under names that follow from the blueprint, so every step finds out what is there before it does
//! anything, and the same command goes on wherever an earlier run stopped.

mod beside;
mod bring;
mod caller;
mod certificate;
pub mod client;
pub mod compare;
mod deploy;
mod destroy;
mod error;
mod event;
mod order;
mod pace;
mod plan;
mod point;
pub mod preflight;
mod profile;
pub mod retry;
mod sessions;
pub mod stack;
pub mod status;
mod tags;

pub use caller::Caller;
pub use certificate::Issued;
pub use deploy::{Deployed, deploy};
pub use destroy::Left;
pub use destroy::destroy;
pub use error::{Error, Result};
pub use event::{Event, Sink, usual};
pub use order::{Callers, Order, Planned};
pub use pace::Pace;
pub use plan::{Plan, compared, plan};
pub use point::endpoint;
pub use profile::{Exported, import_list, profile};
pub use sessions::{Session, Which, kill, sessions};
