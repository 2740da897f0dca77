//! HCL means to another parser what the document meant, and lies as `terraform fmt` leaves it.

use super::layout::formatted;
use crate::support::case::{Case, gallery};
use crate::support::generate;
use crate::support::generate::words::hostile;
use crate::support::said::{Said, of_hcl};
use cvpn_blueprint::fault::Target;
use cvpn_compiler::lower::lower;
use cvpn_compiler::target::hcl::{Body, Expression, Item, modules, print};
use proptest::prelude::*;
use proptest::sample::select;

/// A part of a body, without its layout.
#[derive(Debug, PartialEq)]
enum Part {
    Attribute(String, Said),
    Block(String, Vec<String>, Vec<Part>),
}

/// What a document means.
fn meant(body: &Body) -> Vec<Part> {
    let parts = body.0.iter().filter_map(|item| match item {
        Item::Attribute(name, value) => Some(Part::Attribute(name.clone(), value_of(value))),
        Item::Block(name, labels, inner) => Some(Part::Block(name.clone(), labels.clone(), meant(inner))),
        Item::Comment(_) | Item::Blank => None,
    });
    parts.collect()
}

fn value_of(value: &Expression) -> Said {
    match value {
        Expression::Text(text) => Said::Text(text.clone()),
        Expression::Number(number) => Said::Number(number.to_string()),
        Expression::Bool(flag) => Said::Bool(*flag),
        Expression::List(items) => Said::List(items.iter().map(value_of).collect()),
        Expression::Object(entries) => {
            Said::Map(entries.iter().map(|(key, value)| (key.clone(), value_of(value))).collect())
        }
        Expression::Code(code) => of_hcl(&code.parse().expect("code of the compiler is an expression")),
    }
}

/// What a text means to the other parser.
fn read(text: &str) -> Vec<Part> {
    fn parts(body: &hcl::Body) -> Vec<Part> {
        let parts = body.iter().map(|structure| match structure {
            hcl::Structure::Attribute(attribute) => {
                Part::Attribute(attribute.key().to_owned(), of_hcl(attribute.expr()))
            }
            hcl::Structure::Block(block) => {
                let labels = block.labels().iter().map(|label| label.as_str().to_owned()).collect();
                Part::Block(block.identifier().to_owned(), labels, parts(block.body()))
            }
        });
        parts.collect()
    }
    parts(&hcl::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}")))
}

/// Checks each file of a root module against the document it was printed from.
fn check(case: &Case) {
    let blueprint = case.checked.blueprint();
    let tags = blueprint.tags.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    let plan = lower(&case.checked, Target::Terraform);
    for (file, body) in modules(&plan, &tags) {
        let text = case.artifacts.iter().find(|artifact| artifact.path == format!("terraform/{file}"));
        let text = &text.unwrap_or_else(|| panic!("{file} was written")).text;
        assert_eq!(read(text), meant(&body), "{file} of {}", case.name());
        assert_eq!(&formatted(text), text, "{file} of {}", case.name());
    }
}

#[test]
fn the_gallery_means_what_was_meant() {
    gallery().iter().filter(|case| case.has(Target::Terraform)).for_each(check);
}

/// Names that HCL takes without quotes.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z][a-z0-9_]{0,9}", Just("for".to_owned()), Just("null".to_owned())]
}

/// Expressions of all kinds. Code is what the compiler writes.
fn expressions() -> impl Strategy<Value = Expression> {
    let code = ["var.x", "string", "aws_x.y-1_z.id", "can(regex(\"^a[0-9]{2}$\", var.x))", "aws_x.y.status == \"OK\""];
    let leaf = prop_oneof![
        6 => hostile(60).prop_map(Expression::Text),
        1 => any::<i64>().prop_map(Expression::Number),
        1 => any::<bool>().prop_map(Expression::Bool),
        1 => select(code.to_vec()).prop_map(|code| Expression::Code(code.to_owned())),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let entry = (prop_oneof![name(), hostile(12)], inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(Expression::List),
            prop::collection::vec(entry, 0..5).prop_map(|mut entries| {
                entries.sort_by(|one, other| one.0.cmp(&other.0));
                entries.dedup_by(|one, other| one.0 == other.0);
                Expression::Object(entries)
            }),
        ]
    })
}

/// Documents of all kinds of items; an attribute's name carries its place, because HCL takes each name once.
fn bodies() -> impl Strategy<Value = Body> {
    let item = prop_oneof![
        6 => (name(), expressions()).prop_map(|(name, value)| Item::Attribute(name, value)),
        1 => Just(Item::Blank),
        1 => Just(Item::Comment("two\nlines = {")),
    ];
    let flat = prop::collection::vec(item.clone(), 0..6).prop_map(Body);
    let nested = flat.prop_recursive(3, 24, 4, move |inner| {
        let block = (name(), prop::collection::vec("[a-z_][a-zA-Z0-9_-]{0,9}", 0..3), inner)
            .prop_map(|(name, labels, body)| Item::Block(name, labels, body));
        prop::collection::vec(prop_oneof![item.clone(), block], 0..6).prop_map(Body)
    });
    nested.prop_map(|mut body| {
        number(&mut body);
        body
    })
}

fn number(body: &mut Body) {
    for (place, item) in body.0.iter_mut().enumerate() {
        match item {
            Item::Attribute(name, _) => name.push_str(&format!("_{place}")),
            Item::Block(name, _, inner) => {
                name.push_str("_block");
                number(inner);
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(generate::whole())]

    #[test]
    fn any_blueprint_means_what_was_meant(case in generate::cases()) {
        if case.has(Target::Terraform) {
            check(&case);
        }
    }
}

proptest! {
    #![proptest_config(generate::small())]

    #[test]
    fn any_document_means_what_was_meant(body in bodies()) {
        let text = print(&body);
        prop_assert_eq!(read(&text), meant(&body), "{}", text);
        prop_assert_eq!(formatted(&text), text);
    }
}
