//! What happens, as it happens. Whoever calls renders it.

use crate::compare::Change;
use serde::Serialize;

/// Takes events as they happen.
pub type Sink<'s> = &'s dyn Fn(Event);

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A step begins.
    Step {
        /// What is done, in a few words.
        text: String,
    },
    /// Something is as it should be, or was made so.
    Done {
        /// What.
        text: String,
    },
    /// Something to know.
    Note {
        /// What.
        text: String,
    },
    /// What is going to be changed.
    Changes {
        /// The changes.
        changes: Vec<Change>,
    },
    /// A stack has come to a state.
    Stack {
        /// The stack.
        stack: String,
        /// Its Region.
        region: String,
        /// The state, such as `CREATE_IN_PROGRESS`.
        state: String,
        /// How many resources are to be changed.
        total: usize,
    },
    /// A resource of a stack has come to a state.
    Resource {
        /// The stack.
        stack: String,
        /// Its logical id.
        resource: String,
        /// Its type.
        kind: String,
        /// The state, such as `CREATE_COMPLETE`.
        state: String,
        /// Why.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
}

impl Event {
    /// A step begins.
    pub fn step(text: impl Into<String>) -> Self {
        Event::Step { text: text.into() }
    }

    /// Something is as it should be, or was made so.
    pub fn done(text: impl Into<String>) -> Self {
        Event::Done { text: text.into() }
    }

    /// Something to know.
    pub fn note(text: impl Into<String>) -> Self {
        Event::Note { text: text.into() }
    }
}

/// How long AWS usually takes for a resource of a type, where that is long enough to wonder.
///
/// Source: Client VPN, "Target networks"; Terraform looks at an association after four minutes for the first time.
pub fn usual(kind: &str) -> Option<&'static str> {
    match kind {
        "AWS::EC2::ClientVpnTargetNetworkAssociation" => Some("4 to 10 minutes"),
        "AWS::CertificateManager::Certificate" => Some("minutes, once its record stands in DNS"),
        _ => None,
    }
}
