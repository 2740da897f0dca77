//! What is worth asking again.
//!
//! The SDK asks again by itself after throttling, errors of the server and lost connections. Here is what it does not know:
//! an endpoint that is busy, and what was made a moment ago and is not known everywhere yet.

use crate::error::{Error, Result};
use crate::pace::Pace;
use std::time::Duration;

/// Codes of AWS that go away by waiting.
const PASSING: &[&str] = &[
    // The endpoint takes ten changes at a time.
    "ConcurrentMutationLimitExceeded",
    // The first association is still being made.
    "InvalidClientVpnActiveAssociationNotFound",
    "IncorrectState",
    "DependencyViolation",
    // Two changes of a stack, a change set or an assignment at the same moment.
    "OperationInProgressException",
    "ConflictException",
];

/// How often to ask, with waits of up to 1, 2, 4, … 30 seconds between: three minutes at most.
pub(crate) const ATTEMPTS: u32 = 9;
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(30);

/// Whether an error goes away by waiting.
pub fn passes(error: &Error) -> bool {
    error.is(PASSING)
}

/// Whether the words of a failed resource say that it would succeed a little later.
pub fn passes_by_reason(reason: &str) -> bool {
    PASSING[..2]
        .iter()
        .chain(&["Throttling", "Rate exceeded", "RequestLimitExceeded"])
        .any(|code| reason.contains(code))
}

/// Whether nobody knows if it was done, or it certainly was not and may succeed at once.
pub fn lost(error: &Error) -> bool {
    let busy = ["Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException"];
    match error {
        Error::Unanswered { message, .. } => !message.contains("credentials"),
        Error::Refused { server, .. } => *server || error.is(&busy) || passes(error),
        _ => false,
    }
}

/// Asks until the answer is not one that goes away by waiting. Waits grow and have jitter.
pub async fn patiently<T>(pace: Pace, mut ask: impl AsyncFnMut() -> Result<T>) -> Result<T> {
    for attempt in 1.. {
        match ask().await {
            Err(error) if passes(&error) && attempt < ATTEMPTS => backoff(pace, attempt).await,
            answer => return answer,
        }
    }
    unreachable!("the last attempt returns")
}

/// Waits before the next attempt: any time up to twice the last one.
pub async fn backoff(pace: Pace, attempt: u32) {
    let longest = LONGEST.min(FIRST * 2_u32.pow(attempt.min(10) - 1));
    tokio::time::sleep(pace.of(longest).mul_f64(fastrand::f64())).await;
}
