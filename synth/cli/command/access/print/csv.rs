//! Comma-separated values, which a spreadsheet opens without calculating anything.

use super::super::answer::{Answer, Cut, Question};
use crate::failure::Failure;
use csv::Writer;

/// The answers, a line for each.
pub fn csv(question: &Question) -> Result<String, Failure> {
    let head = ["who", "destination", "allowed", "reason", "rule", "rule_line", "route", "route_line"];
    let blueprint = question.reach.blueprint();
    let line = |answer: Answer| {
        let rule = answer.decision.rule.map(|entry| {
            let place = cvpn_blueprint::path!["access", entry, "to"].into();
            (blueprint.access[entry].to.to_string(), question.line(&place))
        });
        let route = answer
            .decision
            .route
            .map(|way| (way.to(blueprint).map(|to| to.to_string()).unwrap_or_default(), question.line(&way.place())));
        let ((rule, rule_line), (route, route_line)) = (rule.unwrap_or_default(), route.unwrap_or_default());
        let (who, to, allowed) = (answer.person.who.to_string(), answer.to.clone(), answer.decision.allowed());
        vec![who, to, allowed.to_string(), question.reason(&answer), rule, rule_line, route, route_line]
    };
    table(&head, question.answers(Cut::Networks).map(line))
}

/// Lines under a head.
pub fn table(head: &[&str], lines: impl IntoIterator<Item = Vec<String>>) -> Result<String, Failure> {
    let mut writer = Writer::from_writer(Vec::new());
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("cannot write CSV: {error}"));
    writer.write_record(head.iter().map(|field| inert(field))).map_err(|error| failed(&error))?;
    for line in lines {
        writer.write_record(line.iter().map(|field| inert(field))).map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}

/// A field that no spreadsheet takes for a formula.
fn inert(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if formula { format!("'{field}") } else { field.to_owned() }
}
