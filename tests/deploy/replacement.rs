//! What replaces a resource, against the schemas of CloudFormation.

use crate::compiler::schema::schema;
use cvpn_deploy::compare::create_only;
use std::collections::BTreeSet;
use std::fs;

#[test]
fn what_replaces_a_resource_is_what_its_schema_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/cloudformation");
    for file in fs::read_dir(folder).expect("the schemas") {
        let name = file.expect("a file").file_name().to_string_lossy().into_owned();
        let schema = schema(&format!("cloudformation/{name}"));
        let kind = schema["typeName"].as_str().expect("a type");
        // A stack set is for CloudFormation to distribute, not for `cvpn deploy`.
        if kind == "AWS::CloudFormation::StackSet" {
            continue;
        }
        let pointers = schema["createOnlyProperties"].as_array().into_iter().flatten();
        let pointers = pointers.filter_map(|pointer| pointer.as_str()?.strip_prefix("/properties/"));
        let known = create_only(kind).unwrap_or_else(|| panic!("{kind} is not known"));
        assert_eq!(known.iter().copied().collect::<BTreeSet<_>>(), pointers.collect(), "{kind}");
    }
}
