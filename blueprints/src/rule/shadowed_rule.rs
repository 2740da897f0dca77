//! `shadowed-rule`

use super::Context;
use crate::access::{Access, Loss, Subject};
use crate::fault::{Fault, Path};
use crate::model::AccessRule;
use crate::path;

rule! {
    /// A rule seems to open a network, and a part of it stays closed.
    ///
    /// For each address AWS looks at the rules of all groups, keeps those with the longest prefix, and asks those
    /// alone. There is no way back to a shorter prefix, and the order of the list means nothing. So a rule for
    /// 10.0.20.0/24 and one group closes that network to every group that has only 10.0.0.0/16, and a rule for
    /// 0.0.0.0/0 opens nothing that any other rule names.
    ///
    /// If the group should reach it, add the group to a rule for exactly the narrower network. If it is closed on
    /// purpose, accept this warning with the reason.
    ///
    /// Source: Client VPN guide, "Authorization rules".
    SHADOWED_RULE = "shadowed-rule", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let rules = &context.blueprint.access;
    faults.extend(Access::of(rules).losses().into_iter().map(|loss| fault(rules, &loss)));
}

fn fault(rules: &[AccessRule], loss: &Loss) -> Fault {
    let (lost, wide) = (loss.lost, rules[loss.rule].to);
    let except = match loss.except.len() {
        0 => String::new(),
        1..=3 => {
            let given_back: Vec<String> = loss.except.iter().map(ToString::to_string).collect();
            format!(" (only {} of it)", given_back.join(", "))
        }
        more => format!(" (only {more} networks of it)"),
    };
    let fault = match loss.who {
        Subject::Group(group) => Fault::new(
            &SHADOWED_RULE,
            subject(rules, loss),
            format!("`{group}` does not reach {lost}{except}, although its rule for {wide} contains it"),
        )
        .help(format!(
            "add `{group}` to a rule for exactly {lost}, or accept `shadowed-rule` with the reason why it is closed"
        )),
        Subject::Everyone => Fault::new(
            &SHADOWED_RULE,
            subject(rules, loss),
            format!("not everyone reaches {lost}{except}, although the rule for {wide} contains it"),
        )
        .help(format!(
            "add `everyone: true` for exactly {lost}, or accept `shadowed-rule` with the reason why it is closed"
        )),
    };
    let fault = fault.label(format!("let into {wide} here"));
    loss.decided_by.iter().fold(fault, |fault, entry| {
        let whom = rules[*entry].groups.iter().map(|group| format!("`{group}`")).collect::<Vec<_>>().join(", ");
        fault.related(path!["access", *entry, "to"], format!("the longer prefix decides, and lets in {whom}"))
    })
}

/// Where the losing rule names who loses.
fn subject(rules: &[AccessRule], loss: &Loss) -> Path {
    let item = |name| rules[loss.rule].groups.iter().position(|group| group == name);
    match loss.who {
        Subject::Group(name) => path!["access", loss.rule, "groups", item(name).unwrap_or_default()],
        Subject::Everyone => path!["access", loss.rule, "everyone"],
    }
}
