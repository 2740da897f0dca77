//! What is live beside what is meant.

mod drift;
mod gather;
mod hand;
mod meant;
mod names;
pub mod print;

pub use gather::status;

use serde::Serialize;

/// What is live of a VPN.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Status {
    /// Its name.
    pub name: String,
    /// Its stacks.
    pub stacks: Vec<Part>,
    /// The endpoint. `None` if there is none.
    pub endpoint: Option<Endpoint>,
    /// The associations, by subnet or zone.
    pub associations: Vec<Part>,
    /// The authorization rules.
    pub rules: Vec<Part>,
    /// The routes, those that AWS adds with an association among them.
    pub routes: Vec<Part>,
    /// The groups, and to which applications they are assigned.
    pub assignments: Vec<Part>,
    /// What ends some day.
    pub expiries: Vec<Expiry>,
    /// How many connections are open.
    pub connections: usize,
    /// Where what is live is not what is meant.
    pub drift: Vec<Drift>,
    /// What AWS does not tell, so that nothing can be said about it.
    pub unchecked: Vec<String>,
    /// What only a person can confirm.
    pub by_hand: Vec<String>,
}

impl Status {
    /// Whether anything is not what is meant.
    pub fn drifts(&self) -> bool {
        !self.drift.is_empty()
    }
}

/// The endpoint.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Endpoint {
    /// Its id.
    pub id: String,
    /// Its state.
    pub state: String,
    /// Its DNS name.
    pub dns_name: String,
    /// The address of the self-service portal, if it is enabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portal: Option<String>,
}

/// A part of it, and its state.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Part {
    /// What it is.
    pub name: String,
    /// Its state.
    pub state: String,
}

/// Something that ends some day.
#[derive(Clone, Debug, Serialize)]
pub struct Expiry {
    /// What it is.
    pub name: String,
    /// The day.
    pub until: String,
    /// How many days are left.
    pub days: i64,
}

/// Something that is not what is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Drift {
    /// Where: a resource or one of its properties.
    pub place: String,
    /// What is meant; nothing where there should be none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant: Option<String>,
    /// What is live; nothing where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<String>,
}
