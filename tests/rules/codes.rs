//! The codes of the rules: one each, in kebab-case, documented, and with a test that shows the message.

use cvpn_blueprint::rule;
use std::collections::BTreeSet;
use std::fs;

fn codes() -> Vec<&'static str> {
    rule::all().map(|rule| rule.code).collect()
}

#[test]
fn a_code_is_one_rules_alone_and_in_kebab_case() {
    let unique: BTreeSet<_> = codes().into_iter().collect();
    assert_eq!(unique.len(), codes().len());
    for code in unique {
        let kebab = code
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9')));
        assert!(kebab, "{code}");
    }
}

#[test]
fn every_rule_says_what_it_finds_in_one_sentence_first() {
    for rule in rule::all() {
        let first = rule.doc.split("\n\n").next().unwrap_or_default().trim();
        assert!(first.ends_with('.') && first.len() < 200, "{}: {first}", rule.code);
    }
}

#[test]
fn every_rule_shows_its_message_in_a_test() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");
    let shown: BTreeSet<String> = fs::read_dir(folder)
        .expect("the snapshots")
        .filter_map(|file| fs::read_to_string(file.expect("a file").path()).ok())
        .flat_map(|text| {
            let titles = text.lines().filter_map(|line| line.split_once('[')?.1.split_once("]: "));
            titles.map(|(code, _)| code.to_owned()).collect::<Vec<_>>()
        })
        .collect();
    let missing: Vec<_> = codes().into_iter().filter(|code| !shown.contains(*code)).collect();
    assert!(missing.is_empty(), "without a snapshot: {missing:?}");
}
