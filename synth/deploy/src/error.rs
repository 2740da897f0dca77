//! Why something could not be done in AWS.

use crate::client::Action;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use std::fmt;

/// The result of work in AWS.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something could not be done in AWS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// AWS said no.
    Refused {
        /// What was asked for.
        action: Action,
        /// AWS's code, such as `AccessDenied`.
        code: String,
        /// AWS's words.
        message: String,
        /// Whether the fault is AWS's own.
        server: bool,
    },
    /// There was no answer, so nobody knows whether it was done.
    Unanswered {
        /// What was asked for.
        action: Action,
        /// Why there was none.
        message: String,
    },
    /// A stack failed, for the reason that one of its resources gave.
    Stack {
        /// The stack.
        stack: String,
        /// Its state afterwards.
        state: String,
        /// The resource that failed first, by its logical id and type.
        resource: Option<(String, String)>,
        /// What it said.
        reason: String,
    },
    /// Something else, with what to do.
    Other {
        /// What.
        message: String,
        /// What to do.
        help: String,
    },
}

impl Error {
    /// Another error.
    pub fn other(message: impl Into<String>, help: impl Into<String>) -> Self {
        Error::Other { message: message.into(), help: help.into() }
    }

    /// What the SDK says of a call.
    pub(crate) fn of<E>(action: Action, error: SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        match &error {
            SdkError::ServiceError(answer) => {
                let meta = answer.err().meta();
                let code = meta.code().unwrap_or("without a code").to_owned();
                let message = meta.message().unwrap_or("AWS gave no reason").to_owned();
                let server = answer.raw().status().is_server_error();
                Error::Refused { action, code, message, server }
            }
            _ => Error::Unanswered { action, message: words(&error) },
        }
    }

    /// AWS's code, if AWS said no.
    pub fn code(&self) -> Option<&str> {
        match self {
            Error::Refused { code, .. } => Some(code),
            _ => None,
        }
    }

    /// Whether AWS said no with one of these codes.
    pub fn is(&self, codes: &[&str]) -> bool {
        self.code().is_some_and(|code| codes.contains(&code))
    }

    /// What to do.
    pub fn help(&self) -> String {
        match self {
            Error::Refused { action, code, .. } if denied(code) => {
                format!("allow {action} to whoever deploys")
            }
            Error::Refused { code, .. } if code.contains("Expired") => "sign in again, and run the same command".into(),
            Error::Refused { .. } => "put that right, and run the same command: it goes on where it stopped".into(),
            Error::Unanswered { message, .. } if message.contains("credentials") => {
                "sign in (`aws sso login`, AWS_PROFILE or --profile), and run the same command".into()
            }
            Error::Unanswered { .. } => "run the same command again: it finds out what was done, and goes on".into(),
            Error::Stack { .. } => "put that right, and run the same command: it cleans up and goes on".into(),
            Error::Other { help, .. } => help.clone(),
        }
    }
}

/// Whether a code of AWS means that it is not allowed.
pub(crate) fn denied(code: &str) -> bool {
    ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized"].contains(&code)
}

/// The causes of an error in one line, without repeating themselves.
fn words(error: &(dyn std::error::Error + 'static)) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let text = error.to_string();
        if !parts.contains(&text) {
            parts.push(text);
        }
        next = error.source();
    }
    if parts.is_empty() { DisplayErrorContext(error).to_string() } else { parts.join(": ") }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused { action, code, message, .. } => write!(f, "{action} was refused: {message} ({code})"),
            Error::Unanswered { action, message } => write!(f, "{action} had no answer: {message}"),
            Error::Stack { stack, state, resource: Some((id, kind)), reason } => {
                write!(f, "{id} ({kind}) of the stack {stack} failed: {reason}; the stack is {state}")
            }
            Error::Stack { stack, state, resource: None, reason } => {
                write!(f, "the stack {stack} is {state}: {reason}")
            }
            Error::Other { message, .. } => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}
