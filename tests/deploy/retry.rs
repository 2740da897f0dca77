//! What is worth asking again.

use cvpn_deploy::client::Action;
use cvpn_deploy::{Error, Pace, retry};
use std::cell::Cell;

fn refused(code: &str) -> Error {
    Error::Refused { action: Action("ec2:CreateTags"), code: code.into(), message: "no".into(), server: false }
}

fn waiting<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(work)
}

#[test]
fn a_busy_endpoint_is_asked_again_and_other_errors_are_told_at_once() {
    assert!(retry::passes(&refused("ConcurrentMutationLimitExceeded")));
    assert!(retry::passes(&refused("InvalidClientVpnActiveAssociationNotFound")));
    for code in ["AccessDenied", "InvalidParameterValue", "ClientVpnRouteLimitExceeded", "ValidationError"] {
        assert!(!retry::passes(&refused(code)), "{code}");
    }
}

#[test]
fn a_resource_that_failed_because_aws_was_busy_is_tried_again() {
    assert!(retry::passes_by_reason("… (ErrorCode: ConcurrentMutationLimitExceeded)"));
    assert!(retry::passes_by_reason("Rate exceeded"));
    assert!(!retry::passes_by_reason("The specified log group already exists"));
}

#[test]
fn it_is_asked_until_the_answer_is_another_one() {
    let asked = Cell::new(0);
    let pace = Pace::new(0.001).expect("a pace");
    let answer = waiting(retry::patiently(pace, async || {
        asked.set(asked.get() + 1);
        if asked.get() < 3 { Err(refused("ConcurrentMutationLimitExceeded")) } else { Ok(asked.get()) }
    }));
    assert_eq!(answer, Ok(3));
    let answer: Result<(), _> = waiting(retry::patiently(pace, async || {
        asked.set(asked.get() + 1);
        Err(refused("AccessDenied"))
    }));
    assert_eq!((answer, asked.get()), (Err(refused("AccessDenied")), 4), "asked once");
}

#[test]
fn it_ends_some_day() {
    let asked = Cell::new(0);
    let pace = Pace::new(0.001).expect("a pace");
    let answer: Result<(), _> = waiting(retry::patiently(pace, async || {
        asked.set(asked.get() + 1);
        Err(refused("ConcurrentMutationLimitExceeded"))
    }));
    assert_eq!((answer.is_err(), asked.get()), (true, 9));
}

#[test]
fn an_error_says_the_action_and_what_to_do() {
    let denied = refused("UnauthorizedOperation");
    assert_eq!(denied.to_string(), "ec2:CreateTags was refused: no (UnauthorizedOperation)");
    assert_eq!(denied.help(), "allow ec2:CreateTags to whoever deploys");
    let failed = Error::Stack {
        stack: "corp-vpn".into(),
        state: "ROLLBACK_COMPLETE".into(),
        resource: Some(("SamlProvider".into(), "AWS::IAM::SAMLProvider".into())),
        reason: "Provider exists".into(),
    };
    let words = "SamlProvider (AWS::IAM::SAMLProvider) of the stack corp-vpn failed: Provider exists; the stack is ROLLBACK_COMPLETE";
    assert_eq!(failed.to_string(), words);
}

#[test]
fn a_pace_is_a_part_of_the_whole() {
    assert!([0.0, -1.0, 1.5, f64::NAN].iter().all(|part| Pace::new(*part).is_none()));
}
