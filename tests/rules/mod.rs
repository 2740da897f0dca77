//! Each rule, with the whole message that a person reads.

mod client_cidr;
mod form;
