//! The actions that are called, in one place.

use cvpn_deploy::client::all_actions;
use std::collections::BTreeSet;

#[test]
fn each_action_is_listed_once_as_iam_names_it() {
    let all: Vec<&str> = all_actions().iter().map(|action| action.0).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    for action in all {
        let (service, operation) = action.split_once(':').expect("service:Operation");
        assert!(service.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{action}");
        assert!(operation.starts_with(|letter: char| letter.is_ascii_uppercase()), "{action}");
    }
}
