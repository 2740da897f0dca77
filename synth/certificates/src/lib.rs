//! The certificates of a Client VPN: made, renewed, revoked, inspected; and the profiles that go with them.
//!
//! ```text
//! Order ──► Set ──► files ──► ACM, people's devices
//!            ▲ │
//!            │ └─ issue, renew, revoke
//!          files ──► inspect ──► facts and faults
//! ```
//!
//! Signatures, keys and encodings are those of rcgen, aws-lc-rs, pkcs8 and x509-parser. The caller gives the time and the
//! texts of files; only keys and serial numbers are random.

mod authority;
mod error;
mod index;
pub mod inspect;
mod key;
mod leaf;
mod name;
mod pem;
pub mod profile;
mod revocation;
pub mod set;
mod term;

pub use error::Error;
pub use index::{Entry, Index, Kind};
pub use key::{Key, Passphrase};
pub use name::ClientName;
pub use set::Set;
pub use term::Term;
pub use zeroize::Zeroizing;
