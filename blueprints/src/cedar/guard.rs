//! Which attributes a condition reads, and which of them are known to exist where it reads them.
//!
//! `A && B` reads `B` only if `A` was true, so whatever `A` asks for with `has` exists in `B`; likewise for `||`, `if`
//! and `!`.

use super::Mention;
use cedar_policy_core::ast::{Expr, ExprKind, Literal, UnaryOp, Var};
use std::collections::BTreeSet;

type Attribute = Vec<String>;

/// Attributes that exist after an expression had a certain result; `None` if it never has it.
type Known = Option<BTreeSet<Attribute>>;

/// What is known after an expression was true, and after it was false.
struct Outcome {
    yes: Known,
    no: Known,
}

impl Outcome {
    /// Nothing new in either case.
    fn silent() -> Self {
        Outcome { yes: Some(BTreeSet::new()), no: Some(BTreeSet::new()) }
    }
}

/// Both happened.
fn both(one: &Known, other: &Known) -> Known {
    Some(one.as_ref()? | other.as_ref()?)
}

/// One of the two happened.
fn either(one: &Known, other: &Known) -> Known {
    match (one, other) {
        (Some(one), Some(other)) => Some(one & other),
        (one, other) => one.as_ref().or(other.as_ref()).cloned(),
    }
}

/// The attributes that a condition reads or asks about.
pub(super) fn mentions(condition: &Expr) -> Vec<Mention> {
    let mut walk = Walk { mentions: Vec::new() };
    walk.expression(condition, &BTreeSet::new());
    walk.mentions
}

struct Walk {
    mentions: Vec<Mention>,
}

impl Walk {
    /// Visits an expression at which `known` exist.
    fn expression(&mut self, expression: &Expr, known: &BTreeSet<Attribute>) -> Outcome {
        let with = |more: &Known| more.as_ref().map_or_else(|| known.clone(), |more| known | more);
        match expression.expr_kind() {
            ExprKind::Lit(Literal::Bool(true)) => Outcome { no: None, ..Outcome::silent() },
            ExprKind::Lit(Literal::Bool(false)) => Outcome { yes: None, ..Outcome::silent() },
            ExprKind::And { left, right } => {
                let left = self.expression(left, known);
                let right = self.expression(right, &with(&left.yes));
                Outcome { yes: both(&left.yes, &right.yes), no: either(&left.no, &both(&left.yes, &right.no)) }
            }
            ExprKind::Or { left, right } => {
                let left = self.expression(left, known);
                let right = self.expression(right, &with(&left.no));
                Outcome { yes: either(&left.yes, &both(&left.no, &right.yes)), no: both(&left.no, &right.no) }
            }
            ExprKind::If { test_expr, then_expr, else_expr } => {
                let test = self.expression(test_expr, known);
                let then = self.expression(then_expr, &with(&test.yes));
                let other = self.expression(else_expr, &with(&test.no));
                Outcome {
                    yes: either(&both(&test.yes, &then.yes), &both(&test.no, &other.yes)),
                    no: either(&both(&test.yes, &then.no), &both(&test.no, &other.no)),
                }
            }
            ExprKind::UnaryApp { op: UnaryOp::Not, arg } => {
                let Outcome { yes, no } = self.expression(arg, known);
                Outcome { yes: no, no: yes }
            }
            ExprKind::HasAttr { expr, attr } => self.has(expression, expr, &[attr.as_str()], known),
            ExprKind::ExtHasAttr { expr, attrs } => {
                let attributes: Vec<&str> = attrs.iter().map(|attribute| attribute.as_str()).collect();
                self.has(expression, expr, &attributes, known)
            }
            ExprKind::GetAttr { expr, .. } => {
                match attribute(expression) {
                    Some(path) => self.mention(expression, path.clone(), path.len(), known),
                    None => drop(self.expression(expr, known)),
                }
                Outcome::silent()
            }
            kind => {
                self.children(kind, known);
                Outcome::silent()
            }
        }
    }

    /// Visits the parts of an expression that says nothing about what exists.
    fn children(&mut self, kind: &ExprKind, known: &BTreeSet<Attribute>) {
        let mut visit = |expression: &Expr| drop(self.expression(expression, known));
        match kind {
            ExprKind::UnaryApp { arg, .. } => visit(arg),
            ExprKind::BinaryApp { arg1, arg2, .. } => [arg1, arg2].into_iter().for_each(|part| visit(part)),
            ExprKind::ExtensionFunctionApp { args, .. } => args.iter().for_each(visit),
            ExprKind::Like { expr, .. } | ExprKind::Is { expr, .. } => visit(expr),
            ExprKind::Set(items) => items.iter().for_each(visit),
            ExprKind::Record(entries) => entries.values().for_each(visit),
            _ => {}
        }
    }

    /// `of has names…`: if it is true, the attribute and all on the way to it exist.
    fn has(&mut self, whole: &Expr, of: &Expr, names: &[&str], known: &BTreeSet<Attribute>) -> Outcome {
        let Some(base) = attribute(of) else {
            self.expression(of, known);
            return Outcome::silent();
        };
        let path: Attribute = base.iter().cloned().chain(names.iter().map(|name| (*name).to_owned())).collect();
        let found = (base.len() + 1..=path.len()).map(|length| path[..length].to_vec()).collect();
        self.mention(whole, path, base.len(), known);
        Outcome { yes: Some(found), ..Outcome::silent() }
    }

    /// Notes a mention that reads the first `read` names of a path.
    fn mention(&mut self, expression: &Expr, path: Attribute, read: usize, known: &BTreeSet<Attribute>) {
        let unguarded = (1..=read).filter(|length| !known.contains(&path[..*length])).collect();
        let at = expression.source_loc().map_or(0..0, |loc| loc.start()..loc.end());
        self.mentions.push(Mention { path, at, unguarded });
    }
}

/// The attribute of `context` that an expression reads, if it is one: `context.a["b"]` is `["a", "b"]`.
fn attribute(mut expression: &Expr) -> Option<Attribute> {
    let mut path = Vec::new();
    loop {
        match expression.expr_kind() {
            ExprKind::Var(Var::Context) => break,
            ExprKind::GetAttr { expr, attr } => {
                path.push(attr.to_string());
                expression = expr;
            }
            _ => return None,
        }
    }
    path.reverse();
    Some(path)
}
