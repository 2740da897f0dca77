//! Each rule, with the whole message that a person reads.

mod authentication;
mod client_cidr;
mod form;
mod identity;
mod policy;
mod saml;
mod target;
