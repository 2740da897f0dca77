//! Markdown tables, for a page or a pull request.

use super::super::answer::{Answer, Cut, Question};
use super::human::{Told, parts};
use cvpn_compiler::runbook::markdown::{code, escape};

/// The answers to a question, or the whole address space by who reaches what.
pub fn markdown(question: &Question) -> String {
    if question.to.is_empty() {
        let line = |part: Told| {
            vec![part.range.to_string(), escape(&part.people.join(", ")), lines(&part.rules), lines(&part.routes)]
        };
        let head = ["Destination", "Reached by", "Rules", "Routes"];
        return table(&head, parts(question).into_iter().map(line));
    }
    let line = |answer: Answer| {
        vec![
            escape(&answer.person.who.to_string()),
            answer.to.clone(),
            if answer.decision.allowed() { "yes" } else { "no" }.to_owned(),
            escape(&question.reason(&answer)),
            lines(
                &question.reach.grounds(answer.decision).iter().map(|place| question.line(place)).collect::<Vec<_>>(),
            ),
        ]
    };
    table(&["Who", "Destination", "Reached", "Why", "Lines"], question.answers(Cut::Ranges).map(line))
}

/// Lines under a head. The cells are Markdown already.
pub fn table(head: &[&str], lines: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = head.iter().map(ToString::to_string).collect();
    let rule: Vec<String> = head.iter().map(|_| "---".to_owned()).collect();
    let body: String = lines.into_iter().map(|cells| line(&cells)).collect();
    line(&head) + &line(&rule) + &body
}

fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| code(line)).collect::<Vec<_>>().join(", ")
}
