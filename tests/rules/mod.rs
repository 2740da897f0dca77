//! Each rule, with the whole message that a person reads.

mod access;
mod client_cidr;
mod endpoint;
mod form;
mod network;
