//! The command line: the real program in folders of its own.

mod access;
mod command;
mod gallery;
mod help;
mod saml;
mod source;
mod terminal;
mod write;
