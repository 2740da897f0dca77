//! Profiles: the files with which clients connect (`.ovpn`).

mod check;
mod endpoint;
mod line;
mod parts;
mod render;

pub use check::{Checked, Expected, check};
pub use endpoint::Endpoint;
pub use render::{Client, Profile, SignIn, Transport, with_client};

use parts::{Directive, Inline, Parts};
