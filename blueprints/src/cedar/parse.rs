//! From the text of a policy to its expressions, by the parser of Cedar itself.

use super::{Policy, Problem, guard, types};
use cedar_policy_core::ast::{Effect, PolicySet};
use cedar_policy_core::parser;
use miette::Diagnostic;

/// Brackets inside one another. The parser goes down with them without a limit of its own.
const DEPTH: usize = 100;
/// Enough for the deepest policy within the limits: about 12 MiB in a build without optimization, and some to spare.
const STACK: usize = 64 << 20;
/// As much of the parser's words as a message shows.
const WIDTH: usize = 200;

/// Reads a policy.
pub(super) fn read(text: &str) -> Result<Policy, Vec<Problem>> {
    deep(text, || {
        let set = statements(text)?;
        let mut mentions: Vec<_> =
            set.all_templates().flat_map(|statement| guard::mentions(&statement.condition())).collect();
        mentions.sort_by(|one, other| (one.at.start, &one.path).cmp(&(other.at.start, &other.path)));
        let permits = set.all_templates().any(|statement| statement.effect() == Effect::Permit);
        Ok(Policy { permits, mentions, types: types::problems(&set) })
    })
}

/// Works on a policy, on a thread with a stack of its own, because parser and expressions are recursive.
pub(super) fn deep<T: Send>(
    text: &str,
    work: impl FnOnce() -> Result<T, Vec<Problem>> + Send,
) -> Result<T, Vec<Problem>> {
    if let Some(at) = too_deep(text) {
        let message = format!("brackets are nested more than {DEPTH} levels deep");
        return Err(vec![Problem {
            message,
            help: Some("split the policy into several statements".to_owned()),
            at: at..at + 1,
        }]);
    }
    let failed = |why: &str| {
        let message = format!("the parser of Cedar failed: {why}");
        Err(vec![Problem { message, help: None, at: 0..0 }])
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => failed("it stopped in the middle of the text"),
            Err(error) => failed(&error.to_string()),
        }
    })
}

/// The statements of a policy.
pub(super) fn statements(text: &str) -> Result<PolicySet, Vec<Problem>> {
    let set = parser::parse_policyset(text).map_err(|errors| {
        let mut problems: Vec<_> = errors.iter().map(problem).collect();
        problems.sort_by_key(|problem| problem.at.start);
        problems
    })?;
    let slots = slots(&set);
    if slots.is_empty() { Ok(set) } else { Err(slots) }
}

/// Statements with `?principal` or `?resource` are templates; an endpoint has nothing to fill them with.
fn slots(set: &PolicySet) -> Vec<Problem> {
    let templates = set.all_templates().filter(|statement| statement.slots().next().is_some());
    let mut problems: Vec<_> = templates
        .map(|template| Problem {
            message: "this is a template, with `?principal` or `?resource` in it".to_owned(),
            help: Some("write `permit (principal, action, resource)`".to_owned()),
            at: template.loc().map_or(0..0, |loc| loc.start()..loc.end()),
        })
        .collect();
    problems.sort_by_key(|problem| problem.at.start);
    problems
}

/// What Cedar says of a text, and where.
pub(super) fn problem(error: &(impl Diagnostic + ?Sized)) -> Problem {
    let at =
        error.labels().into_iter().flatten().next().map_or(0..0, |label| label.offset()..label.offset() + label.len());
    Problem { message: short(error.to_string()), help: error.help().map(|help| short(help.to_string())), at }
}

/// As much of the words of Cedar as a message shows.
pub(super) fn short(text: String) -> String {
    match text.char_indices().nth(WIDTH) {
        Some((byte, _)) => format!("{}…", &text[..byte]),
        None => text,
    }
}

/// Where brackets are nested too deep, if they are; those in texts and comments do not count.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut rest = text.char_indices().peekable();
    while let Some((at, letter)) = rest.next() {
        match letter {
            '"' => {
                while let Some((_, letter)) = rest.next() {
                    match letter {
                        '\\' => drop(rest.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            '/' if rest.peek().is_some_and(|(_, next)| *next == '/') => {
                rest.by_ref().find(|(_, letter)| *letter == '\n');
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            return Some(at);
        }
    }
    None
}
