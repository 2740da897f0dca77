//! Blueprints of a wrong form, made by changing every place of a complete one in many ways: the schema and the parser
//! agree about each.

use super::{faults, json, refused};
use serde_json::{Map, Value, json as value};
use std::collections::BTreeSet;

/// A blueprint with every key.
fn complete() -> Value {
    json(include_str!("complete.yaml"))
}

/// All places of a value, as pointers of JSON.
fn places(value: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, out: &mut Vec<String>) {
        out.push(at.to_owned());
        match value {
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, item)| walk(item, &format!("{at}/{index}"), out))
            }
            Value::Object(entries) => entries.iter().for_each(|(key, item)| walk(item, &format!("{at}/{key}"), out)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    walk(value, "", &mut out);
    out
}

/// Checks that the schema and the parser agree, and gives what both say.
fn verdict(what: &str, blueprint: &Value) -> bool {
    let (schema, parser) = (refused(blueprint), faults(blueprint));
    assert_eq!(
        schema.is_empty(),
        parser.is_empty(),
        "{what}\nthe schema says {schema:#?}\nthe parser says {parser:#?}"
    );
    parser.is_empty()
}

#[test]
fn the_complete_blueprint_has_every_key_and_is_valid() {
    let whole = complete();
    assert!(verdict("the complete blueprint", &whole), "{:?}", faults(&whole));
    let used: BTreeSet<String> =
        places(&whole).iter().filter_map(|place| Some(place.rsplit_once('/')?.1.to_owned())).collect();
    let schema = cvpn_blueprint::schema();
    let parts = schema["$defs"].as_object().expect("definitions").values().chain([schema]);
    let keys: BTreeSet<&String> =
        parts.flat_map(|part| part["properties"].as_object().into_iter().flatten()).map(|(key, _)| key).collect();
    let missing: Vec<_> = keys.into_iter().filter(|key| !used.contains(*key)).collect();
    assert!(missing.is_empty(), "complete.yaml lacks {missing:?}");
}

/// Other values for a place: one of every type, and some that are nearly right.
fn others(value: &Value) -> Vec<Value> {
    let near = match value {
        Value::Number(_) => vec![value!(0), value!(-1), value!(1.5), value!(70_000), value!(5_000_000_000u64)],
        Value::String(_) => vec![value!(""), value!("no\u{1}"), value!("x".repeat(5000))],
        Value::Array(_) => vec![value!(["text"]), value!([7])],
        Value::Object(_) => vec![value!({ "text": "text" })],
        _ => Vec::new(),
    };
    [vec![Value::Null, value!(true), value!(7), value!("text"), value!([]), value!({})], near].concat()
}

#[test]
fn another_value_anywhere_is_judged_alike() {
    let whole = complete();
    let mut taken = 0;
    for place in places(&whole) {
        for other in others(whole.pointer(&place).expect("a place of it")) {
            let mut changed = whole.clone();
            *changed.pointer_mut(&place).expect("a place of it") = other.clone();
            taken += usize::from(verdict(&format!("{other} at {place}"), &changed));
        }
    }
    assert!(taken > 100, "only {taken} variants are right, so the wrong ones may be refused for another reason");
}

/// The mappings whose keys people choose.
const NAMES: [&str; 3] = ["/tags", "/identity_center/users", "/identity_center/groups"];

#[test]
fn a_key_more_or_less_anywhere_is_judged_alike() {
    let whole = complete();
    for place in places(&whole) {
        let Some(entries) = whole.pointer(&place).and_then(Value::as_object).cloned() else { continue };
        let put = |what: &str, entries: Map<String, Value>| {
            let mut changed = whole.clone();
            *changed.pointer_mut(&place).expect("a place of it") = entries.into();
            verdict(&format!("{what} at {place}"), &changed)
        };
        for key in ["unknown_key", "", "a\u{1}b", "$schema"] {
            let mut more = entries.clone();
            more.insert(key.to_owned(), entries.values().next().cloned().unwrap_or_default());
            let taken = put(&format!("the key {key:?} more"), more);
            assert!(!taken || NAMES.contains(&place.as_str()), "the key {key:?} is taken at {place}");
        }
        for key in entries.keys() {
            let mut less = entries.clone();
            less.remove(key);
            put(&format!("the key {key:?} less"), less);
        }
    }
}

#[test]
fn a_server_certificate_is_of_exactly_one_kind() {
    let arn = value!("arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000");
    let issued = value!({ "domain": "vpn.example.com" });
    for (certificate, right) in [
        (value!({ "arn": arn }), true),
        (value!({ "issued": issued }), true),
        (value!({ "arn": arn, "issued": issued }), false),
        (value!({ "issued": issued, "dns_validated": { "domain": "vpn.example.com", "hosted_zone_id": "Z1" } }), false),
        (value!({}), false),
        (value!({ "arns": arn }), false),
        (arn, false),
    ] {
        let mut changed = complete();
        changed["endpoint"]["server_certificate"] = certificate.clone();
        assert_eq!(verdict(&certificate.to_string(), &changed), right, "{certificate}");
    }
}

#[test]
fn what_json_schema_cannot_say_is_refused_by_the_parser_alone() {
    for (place, other, why) in [
        ("/endpoint/port", value!(443.0), "to JSON Schema 443.0 is a whole number"),
        ("/endpoint/client_cidr", value!("192.168.0.1/22"), "bits after the prefix"),
        ("/endpoint/client_cidr", value!("192.168.0.0/33"), "a prefix that IPv4 does not have"),
        ("/network/vpc/cidrs/0", value!("2001:db8:0::/48"), "another way to write a network of IPv6"),
        ("/endpoint/dns_servers/0", value!("10.0.0.256"), "digits and dots that are no address"),
    ] {
        let mut changed = complete();
        *changed.pointer_mut(place).expect("a place of it") = other;
        assert!(!faults(&changed).is_empty(), "{place}: {why}");
        if !refused(&changed).is_empty() {
            panic!("the schema says more than this list knows: {place}: {why}");
        }
    }
}
