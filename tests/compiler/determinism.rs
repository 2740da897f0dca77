//! The same blueprint gives the same bytes, however it is written.

use crate::support::case::{Case, gallery, gallery_texts};
use crate::support::shuffle::{shuffled, yaml};
use crate::support::{generate, parsed};
use cvpn_blueprint::model::Blueprint;
use cvpn_compiler::artifact::Artifact;
use proptest::prelude::*;
use serde_json::Value;

/// The output of a blueprint that is read from a text.
fn written(text: &str) -> Vec<Artifact> {
    let mut blueprint = parsed(text);
    blueprint.accept.clear();
    Case::of(blueprint).expect("no errors").artifacts
}

fn value(blueprint: &Blueprint) -> Value {
    serde_json::to_value(blueprint).expect("a blueprint is JSON")
}

#[test]
fn two_runs_give_the_same_bytes() {
    for ((file, text), case) in gallery_texts().iter().zip(gallery()) {
        assert_eq!(difference(&written(text), &case.artifacts), None, "{file}");
        assert!(!case.artifacts.is_empty(), "{file}");
    }
}

#[test]
fn json_gives_the_same_bytes_as_yaml() {
    for case in gallery() {
        let written = written(&value(case.checked.blueprint()).to_string());
        assert_eq!(difference(&written, &case.artifacts), None, "{}", case.name());
    }
}

/// The first line in which two outputs differ.
fn difference(one: &[Artifact], other: &[Artifact]) -> Option<String> {
    let lines = |artifacts: &[Artifact]| -> Vec<String> {
        let of = |artifact: &Artifact| {
            artifact.text.lines().map(|line| format!("{}: {line}", artifact.path)).collect::<Vec<_>>()
        };
        artifacts.iter().flat_map(of).collect()
    };
    let (left, right) = (lines(one), lines(other));
    let found =
        left.iter().zip(&right).find(|(left, right)| left != right).map(|(left, right)| format!("{left}\n{right}"));
    found.or_else(|| (one != other).then(|| "one ends before the other".to_owned()))
}

/// A blueprint, and the same in another order.
fn reordered() -> impl Strategy<Value = (Blueprint, Value)> {
    generate::blueprints().prop_flat_map(|blueprint| {
        let value = shuffled(value(&blueprint));
        (Just(blueprint), value)
    })
}

proptest! {
    #![proptest_config(generate::whole())]

    #[test]
    fn another_order_gives_the_same_bytes((blueprint, value) in reordered()) {
        let case = Case::of(blueprint).expect("no errors");
        for text in [yaml(&value), value.to_string()] {
            prop_assert_eq!(difference(&written(&text), &case.artifacts), None, "{}", text);
        }
    }
}
