//! Dynamic references: text in a template that CloudFormation would replace by a value of another service.

use crate::target::cfn::Printed;
use cvpn_blueprint::Checked;
use cvpn_blueprint::fault::{Fault, Path, Severity, Target};
use cvpn_blueprint::path;
use cvpn_blueprint::rule::plan::DYNAMIC_REFERENCE;
use serde_json::Value;

/// How a dynamic reference starts.
const MARK: &str = "{{resolve:";

/// The texts of a blueprint that must not stand in its templates, if any of these holds one.
pub(crate) fn references(checked: &Checked, templates: &[Printed]) -> Vec<Fault> {
    if !templates.iter().any(|printed| printed.text.contains(MARK)) {
        return Vec::new();
    }
    let mut places = Vec::new();
    search(&serde_json::to_value(checked.blueprint()).unwrap_or_default(), &Path::default(), &mut places);
    if places.is_empty() {
        // It stands in a file beside the blueprint.
        places.push(path![]);
    }
    // What blocks the last target leaves nothing to write.
    let alone = checked.targets().count() == 1;
    let fault = |place: Path| {
        let mut fault = Fault::new(
            &DYNAMIC_REFERENCE,
            place,
            format!("CloudFormation would replace `{MARK}…}}}}` by a value of another service"),
        )
        .help("write the text in another way; no CloudFormation is written, because it has no escape for this")
        .blocks(Target::CloudFormation);
        if alone {
            fault.severity = Severity::Error;
        }
        fault
    };
    places.into_iter().map(fault).collect()
}

/// The paths of all texts that hold a mark.
fn search(value: &Value, at: &Path, found: &mut Vec<Path>) {
    match value {
        Value::String(text) if text.contains(MARK) => found.push(at.clone()),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| search(item, &at.with(index), found)),
        Value::Object(entries) => {
            for (key, value) in entries {
                if key.contains(MARK) {
                    found.push(at.with(key));
                }
                search(value, &at.with(key), found);
            }
        }
        _ => {}
    }
}
