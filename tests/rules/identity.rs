//! Rules about the people and groups of Identity Center.

use crate::support::{faults, report, small, snapshot};

#[test]
fn an_invisible_letter_in_a_name_of_identity_center_is_refused_by_its_number() {
    let edits = [
        ("    Staff: { description: People who may connect }", "    \"St\\u200Faff\": { description: \"\" }"),
        (
            "groups:\n",
            "users:\n    \"taro yamada\": { given_name: \"Ta\\u200Bro\", family_name: \"Yama\\u0085da\", email: \"t\\uFEFFaro@example.com\" }\n  groups:\n",
        ),
        ("[Staff]", "[Everybody\u{a0}else]"),
    ];
    snapshot!("invalid-value-identity-store", report(&small(&edits)));
}

#[test]
fn names_of_identity_center_may_be_of_any_script() {
    let edits = [
        ("    Staff: {", "    社員　全員 (東京) é: {"),
        ("[Staff]", "[社員　全員 (東京) é]"),
        ("groups:\n", "users:\n    山田+太郎: { given_name: 太郎, family_name: O’Neil, email: yamada@例え.jp }\n  groups:\n"),
    ];
    let (_, faults) = faults(&small(&edits));
    assert!(faults.iter().all(|fault| fault.code != "invalid-value"), "{faults:?}");
}
