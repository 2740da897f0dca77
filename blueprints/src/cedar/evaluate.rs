//! What a policy says of one device and user, by the evaluator of Cedar itself.

use super::parse::{deep, short, statements};
use super::{Outcome, Problem, Verdict};
use cedar_policy_core::ast::{Context, Effect, EntityUID, EntityUIDEntry, Request};
use cedar_policy_core::entities::Entities;
use cedar_policy_core::entities::json::{ContextJsonParser, NullContextSchema};
use cedar_policy_core::evaluator::Evaluator;
use cedar_policy_core::extensions::Extensions;
use serde_json::Value;

/// Evaluates a policy.
pub(super) fn evaluate(text: &str, context: &Value) -> Result<Verdict, Vec<Problem>> {
    deep(text, || {
        let set = statements(text)?;
        let request = Request::new_unchecked(nobody()?, nobody()?, nobody()?, Some(read(context)?));
        let entities = Entities::new();
        let evaluator = Evaluator::new(request, &entities, Extensions::all_available());
        let (mut permits, mut forbids, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        for statement in set.policies() {
            let at = statement.loc().map_or(0, |loc| loc.start());
            match (evaluator.evaluate(statement), statement.effect()) {
                (Ok(true), Effect::Permit) => permits.push((at, None)),
                (Ok(true), Effect::Forbid) => forbids.push((at, None)),
                (Ok(false), _) => {}
                (Err(error), _) => errors.push((at, Some(short(error.to_string())))),
            }
        }
        let (outcome, mut statements) = if !errors.is_empty() {
            (Outcome::Error, errors)
        } else if !forbids.is_empty() || permits.is_empty() {
            (Outcome::Deny, forbids)
        } else {
            (Outcome::Permit, permits)
        };
        statements.sort();
        Ok(Verdict { outcome, statements })
    })
}

/// Somebody, something: nothing that a policy can name.
fn nobody() -> Result<EntityUIDEntry, Vec<Problem>> {
    let entity = EntityUID::with_eid_and_type("Unknown", "").map_err(|error| problem(error.to_string()))?;
    Ok(EntityUIDEntry::known(entity, None))
}

fn read(context: &Value) -> Result<Context, Vec<Problem>> {
    let parser = ContextJsonParser::new(None::<&NullContextSchema>, Extensions::all_available());
    parser.from_json_value(context.clone()).map_err(|error| problem(format!("the context is not one: {error}")))
}

fn problem(message: String) -> Vec<Problem> {
    vec![Problem { message: short(message), help: None, at: 0..0 }]
}
