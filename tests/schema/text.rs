//! The texts of a blueprint: the pattern of each domain type takes what the type takes, and nothing else where a pattern
//! can say it.

use crate::support::generate;
use crate::support::generate::words::HOSTILE;
use cvpn_blueprint::types;
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Types of which a pattern takes too much, and why it cannot do better. The parser refuses the rest.
const LOOSE: &[(&str, &str)] = &[
    ("Cidr", "no bit may be set after the prefix, and IPv6 has one canonical form"),
    ("DnsServer", "whether digits and colons are an address cannot be said in a pattern"),
    ("Email", "its length is counted in bytes"),
];

/// Whether a type takes a text.
type Takes = fn(&str) -> bool;

/// The text types by name, each with whether it takes a text.
macro_rules! types {
    ($($name:ident)+) => {
        const TYPES: &[(&str, Takes)] = &[$((stringify!($name), |text| text.parse::<types::$name>().is_ok())),+];
    };
}

types! {
    AccountId ApplicationArn ApplicationName AvailabilityZone Banner CertificateArn Cidr Description DirectoryId DnsServer
    DefaultsFile DomainName Email FileName GroupDescription GroupId GroupName HostedZoneId HttpsUrl IdentityStoreId InstanceArn KmsKeyArn
    LambdaArn Name PersonName Region SamlProviderArn SecurityGroupId SnsTopicArn SubnetId TagValue TransitGatewayId VpcId
    UserName TagKey Words Reason
}

struct Pattern {
    validator: Validator,
    example: String,
}

/// The patterns of all text types. The keys of a mapping have theirs in the schema of the mapping.
static PATTERNS: LazyLock<Vec<(&str, Takes, Pattern)>> = LazyLock::new(|| {
    let schema = cvpn_blueprint::schema();
    let key = |pointer: &str| {
        let patterns = schema.pointer(pointer).and_then(Value::as_object).expect("a mapping by names");
        json!({ "pattern": patterns.keys().next(), "examples": ["name"] })
    };
    let of = |name: &str| match name {
        "TagKey" => key("/properties/tags/patternProperties"),
        "UserName" if schema["$defs"].get(name).is_none() => {
            key("/$defs/IdentityCenter/properties/users/patternProperties")
        }
        _ => schema["$defs"][name].clone(),
    };
    let pattern = |name: &str| {
        let part = of(name);
        let text = part["pattern"].as_str().unwrap_or_else(|| panic!("{name} has no pattern"));
        let validator = jsonschema::validator_for(&json!({ "type": "string", "pattern": text })).expect("a pattern");
        Pattern { validator, example: part["examples"][0].as_str().expect("an example").to_owned() }
    };
    TYPES.iter().map(|(name, takes)| (*name, *takes, pattern(name))).collect()
});

/// Whether the type and its pattern agree about a text; a loose pattern may take more.
fn check(name: &str, takes: Takes, pattern: &Pattern, text: &str) -> Result<(), TestCaseError> {
    let (of_type, of_pattern) = (takes(text), pattern.validator.is_valid(&text.into()));
    let loose = LOOSE.iter().any(|(loose, _)| *loose == name);
    prop_assert!(
        of_type == of_pattern || loose && of_pattern,
        "{} {:?}: the type says {}, its pattern {}",
        name,
        text,
        of_type,
        of_pattern
    );
    Ok(())
}

#[test]
fn all_text_types_are_held_against_their_patterns() {
    let definitions = cvpn_blueprint::schema()["$defs"].as_object().expect("definitions");
    let texts: BTreeSet<&str> =
        definitions.iter().filter(|(_, part)| part.get("pattern").is_some()).map(|(name, _)| name.as_str()).collect();
    let known: BTreeSet<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    assert_eq!(texts.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn every_example_is_one() {
    for (name, takes, pattern) in PATTERNS.iter() {
        assert!(takes(&pattern.example) && pattern.validator.is_valid(&pattern.example.as_str().into()), "{name}");
    }
}

#[test]
fn lengths_are_counted_alike() {
    for (name, takes, pattern) in PATTERNS.iter() {
        for letter in ["a", "7", "é", "字", "\u{1f512}", "a.", "-"] {
            for count in [
                0, 1, 2, 8, 12, 17, 30, 31, 32, 63, 64, 65, 100, 101, 127, 128, 129, 254, 255, 256, 257, 1024, 1025,
                1400, 1401, 4096, 4097,
            ] {
                check(name, *takes, pattern, &letter.repeat(count))
                    .unwrap_or_else(|error| panic!("{count} times {letter:?}: {error}"));
            }
        }
    }
}

/// Small changes of a text.
fn changed() -> impl Strategy<Value = Vec<(Index, usize, String)>> {
    let piece = prop_oneof![select(HOSTILE).prop_map(str::to_owned), "[a-zA-Z0-9.:/ _@-]{1,2}", Just("..".to_owned())];
    prop::collection::vec((any::<Index>(), 0..3usize, piece), 1..3)
}

proptest! {
    #![proptest_config(generate::small())]

    #[test]
    fn a_type_and_its_pattern_agree(changes in changed()) {
        for (name, takes, pattern) in PATTERNS.iter() {
            let mut letters: Vec<char> = pattern.example.chars().collect();
            for (at, removed, piece) in &changes {
                let at = at.index(letters.len() + 1);
                let end = (at + removed).min(letters.len());
                letters.splice(at..end, piece.chars());
            }
            let text: String = letters.into_iter().collect();
            check(name, *takes, pattern, &text)?;
        }
    }
}
