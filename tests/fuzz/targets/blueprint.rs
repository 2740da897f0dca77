//! Blueprints: every text has faults or an output, and the output is read back by parsers that others have made and is
//! what the schemas of both targets allow.

#![no_main]

mod schema;
mod support;

use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::{Circumstances, Date, Document, examine, report};
use cvpn_compiler::synthesize;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let examined = examine(Document::parse("vpn.yaml", text), circumstances);
    // A report of very many faults is as long as they are many; the program shows 50.
    for fault in examined.faults.iter().take(50) {
        report::human(fault, &examined.document, true);
        report::json(fault, &examined.document);
    }
    let Some(checked) = &examined.checked else {
        assert!(!examined.faults.is_empty(), "neither a blueprint nor a fault");
        return;
    };
    let synthesis = synthesize(checked, "1.0.0");
    let mut modules = Vec::new();
    for artifact in &synthesis.artifacts {
        let (path, text) = (&artifact.path, &artifact.text);
        if path.ends_with(".json") {
            let template: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            let faults = schema::cloudformation::faults(&template);
            assert!(faults.is_empty(), "{path}: {faults:?}\n{text}");
        } else if path.ends_with(".tf") {
            modules.push(hcl::parse(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}")));
        }
    }
    if !modules.is_empty() {
        let faults = schema::terraform::faults(&modules);
        assert!(faults.is_empty(), "{faults:?}");
    }
});

/// The gallery's files, by whatever folder they are named.
fn circumstances(blueprint: &Blueprint) -> Circumstances {
    let files = blueprint.files().into_iter().map(|file| {
        let name = file.to_string();
        let text = match name.rsplit('/').next().unwrap_or_default() {
            "client-vpn.xml" => include_str!("../../../blueprints/gallery/saml/client-vpn.xml"),
            "client-vpn-portal.xml" => include_str!("../../../blueprints/gallery/saml/client-vpn-portal.xml"),
            "zero-trust.cedar" => include_str!("../../../blueprints/gallery/policies/zero-trust.cedar"),
            _ => return (file.clone(), Err("it is not there".to_owned())),
        };
        (file.clone(), Ok(text.to_owned()))
    });
    let today = Date::from_ordinal_date(2026, 300).ok();
    Circumstances { today, files: files.collect(), ..Circumstances::default() }
}
