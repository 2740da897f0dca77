//! Whether a policy uses values as what they are: a schema of what AWS describes, and the validator of Cedar itself.

use super::parse::{problem, short};
use super::vocabulary::{self, Kind, NAMESPACES};
use super::{Problem, guard};
use cedar_policy_core::ast::PolicySet;
use cedar_policy_core::extensions::Extensions;
use cedar_policy_core::validator::validation_errors::{IncompatibleTypes, LubContext, UnexpectedType};
use cedar_policy_core::validator::{ValidationError, ValidationMode, Validator, ValidatorSchema};
use serde_json::{Map, Value, json};

/// The values that are used as something else. Other rules speak of attributes that are not there or not asked for.
///
/// Only the types of described attributes are known, so statements that read others are left alone.
pub(super) fn problems(set: &PolicySet) -> Vec<Problem> {
    let Ok(schema) = ValidatorSchema::from_json_value(schema(), Extensions::all_available()) else { return Vec::new() };
    let known = |path: &[String]| {
        vocabulary::described(&path[0]).is_none_or(|_| vocabulary::described_length(path) == path.len())
            && (path.len() == 1 || typed(path))
    };
    let statements = set.all_templates();
    let statements = statements
        .filter(|statement| guard::mentions(&statement.condition()).iter().all(|mention| known(&mention.path)))
        .map(|statement| statement.id())
        .collect::<Vec<_>>();
    let result = Validator::new(schema).validate(set, ValidationMode::Strict);
    let mut problems: Vec<Problem> = result
        .validation_errors()
        .filter_map(|error| {
            let (statement, message) = match error {
                ValidationError::UnexpectedType(error) => (&error.policy_id, unexpected(error)),
                // A set of different things, and an `if` with different ends, can be evaluated.
                ValidationError::IncompatibleTypes(error) if compares(&error.context) => {
                    (&error.policy_id, incompatible(error))
                }
                _ => return None,
            };
            statements.contains(&statement).then(|| Problem { message, help: None, ..problem(error) })
        })
        .collect();
    problems.sort_by(|one, other| (one.at.start, &one.message).cmp(&(other.at.start, &other.message)));
    problems.dedup();
    problems
}

/// Whether it is known what an attribute below a namespace holds.
fn typed(path: &[String]) -> bool {
    let Some((namespace, rest)) = path.split_first() else { return false };
    let rest = rest.join(".");
    let inside = |name: &str| name.strip_prefix(&rest).is_some_and(|more| more.is_empty() || more.starts_with('.'));
    vocabulary::table(namespace).iter().any(|(name, _)| inside(name))
}

fn unexpected(error: &UnexpectedType) -> String {
    let expected: Vec<String> = error.expected.iter().map(|kind| format!("`{kind}`")).collect();
    short(format!("this is `{}`, and {} is needed here", error.actual, expected.join(" or ")))
}

fn compares(context: &LubContext) -> bool {
    matches!(context, LubContext::Equality | LubContext::Contains | LubContext::ContainsAnyAll)
}

fn incompatible(error: &IncompatibleTypes) -> String {
    let kinds: Vec<String> = error.types.iter().map(|kind| format!("`{kind}`")).collect();
    short(format!("{} are never equal", kinds.join(" and ")))
}

/// The schema of Cedar: a request by anybody, with all that AWS describes of `context`, none of it certain to be there.
fn schema() -> Value {
    let namespaces = NAMESPACES.into_iter().map(|namespace| {
        let mut tree = Map::new();
        for (name, kind) in vocabulary::table(namespace) {
            let mut attributes = &mut tree;
            let mut names = name.split('.').peekable();
            while let Some(name) = names.next() {
                let found = match names.peek() {
                    Some(_) => json!({ "type": "Record", "required": false, "attributes": {} }),
                    None => leaf(*kind),
                };
                let entry = attributes.entry(name).or_insert(found);
                match entry.get_mut("attributes").and_then(Value::as_object_mut) {
                    Some(inner) => attributes = inner,
                    None => break,
                }
            }
        }
        (namespace.to_owned(), json!({ "type": "Record", "required": false, "attributes": tree }))
    });
    let context = json!({ "type": "Record", "attributes": namespaces.collect::<Map<_, _>>() });
    let applies = json!({ "principalTypes": ["Anybody"], "resourceTypes": ["Anybody"], "context": context });
    json!({ "": { "entityTypes": { "Anybody": {} }, "actions": { "connect": { "appliesTo": applies } } } })
}

fn leaf(kind: Kind) -> Value {
    match kind {
        Kind::Number => json!({ "type": "Long", "required": false }),
        Kind::Text => json!({ "type": "String", "required": false }),
        Kind::Truth => json!({ "type": "Boolean", "required": false }),
        Kind::Texts => json!({ "type": "Set", "element": { "type": "String" }, "required": false }),
    }
}
