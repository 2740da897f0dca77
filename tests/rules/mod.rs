//! Each rule, with the whole message that a person reads.

mod acceptance;
mod access;
mod authentication;
mod client_cidr;
mod codes;
mod endpoint;
mod form;
mod gallery;
mod identity;
mod network;
mod policy;
mod saml;
mod target;
