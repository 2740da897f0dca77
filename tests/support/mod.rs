//! What tests share: a small blueprint, edits of it, and the report of its faults; blueprints with their outputs, read
//! back; a place to run the program in.

pub mod case;
pub mod generate;
pub mod output;
pub mod place;
pub mod said;
pub mod shuffle;
pub mod style;

use cvpn_blueprint::{Circumstances, Date, Document, Examined, examine, fault::Fault, model::Blueprint, report};

/// The smallest blueprint of a VPN, without a fault.
pub const SMALL: &str = r#"version: 1
name: corp-vpn
account: "111122223333"
region: ap-northeast-1

identity_center:
  identity_store_id: d-0123456789
  application:
    name: AWS Client VPN
    arn: arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef
    metadata: saml/client-vpn.xml
  groups:
    Staff: { description: People who may connect }

endpoint:
  client_cidr: 192.168.0.0/22
  server_certificate:
    arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000

network:
  vpc: { id: vpc-0123456789abcdef0, cidrs: [10.0.0.0/16] }
  subnets:
    - { id: subnet-0a1b2c3d4e5f60718, availability_zone: ap-northeast-1a, cidr: 10.0.10.0/24 }
    - { id: subnet-0a1b2c3d4e5f60719, availability_zone: ap-northeast-1c, cidr: 10.0.20.0/24 }

access:
  - { to: 10.0.1.0/24, groups: [Staff], description: Application subnet }
"#;

/// The date of all tests.
pub const TODAY: Date = match Date::from_ordinal_date(2026, 300) {
    Ok(date) => date,
    Err(_) => panic!("a date"),
};

/// The small blueprint with edits. Each text to replace must stand in it exactly once.
pub fn small(edits: &[(&str, &str)]) -> String {
    edit(SMALL, edits)
}

/// A text with edits. Each text to replace must stand in it exactly once.
pub fn edit(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from:?} stands exactly once in\n{text}");
        text.replace(from, to)
    })
}

/// A blueprint of the gallery, by its name.
pub fn gallery(name: &str) -> String {
    let file = format!("{}/blueprints/gallery/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The files beside the blueprint: those of the gallery, unless a test gives others.
pub fn circumstances(blueprint: &Blueprint) -> Circumstances {
    let gallery = concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints/gallery/");
    let files = blueprint
        .files()
        .into_iter()
        .map(|file| {
            let text = std::fs::read_to_string(format!("{gallery}{file}")).map_err(|error| error.to_string());
            (file.clone(), text)
        })
        .collect();
    Circumstances { today: Some(TODAY), files, ..Circumstances::default() }
}

/// The blueprint in a text that has no fault of form.
pub fn parsed(text: &str) -> Blueprint {
    let parsed = Document::parse("vpn.yaml", text);
    assert!(parsed.faults.is_empty(), "{}", render(&(parsed.document, parsed.faults)));
    parsed.blueprint.expect("no fault, so a blueprint")
}

/// The faults of a blueprint, in file order.
pub fn faults(text: &str) -> (Document, Vec<Fault>) {
    faults_with(text, |_| {})
}

/// The faults of a blueprint under other circumstances.
pub fn faults_with(text: &str, change: impl FnOnce(&mut Circumstances)) -> (Document, Vec<Fault>) {
    let examined = examined_with(text, change);
    (examined.document, examined.faults)
}

/// All that examining a blueprint under other circumstances gives.
pub fn examined_with(text: &str, change: impl FnOnce(&mut Circumstances)) -> Examined {
    examine(Document::parse("vpn.yaml", text), |blueprint| {
        let mut circumstances = circumstances(blueprint);
        change(&mut circumstances);
        circumstances
    })
}

/// The codes of a blueprint's faults, in file order.
pub fn codes(text: &str) -> Vec<&'static str> {
    faults(text).1.iter().map(|fault| fault.code).collect()
}

/// The report of a blueprint's faults, as people read it.
pub fn report(text: &str) -> String {
    render(&faults(text))
}

/// Faults as people read them.
pub fn render((document, faults): &(Document, Vec<Fault>)) -> String {
    faults.iter().map(|fault| report::human(fault, document, false)).collect::<Vec<_>>().join("\n")
}

/// Compares a text with `snapshots/NAME.snap`.
macro_rules! snapshot {
    ($name:expr, $text:expr) => {
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!($name, $text);
        })
    };
}

pub(crate) use snapshot;
