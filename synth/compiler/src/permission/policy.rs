//! The policies of a blueprint, each no longer than IAM takes it.

use super::statement::{Scope, Statements};
use super::{Purpose, call};
use crate::lower::lower;
use crate::stack::Placement;
use cvpn_blueprint::Checked;
use cvpn_blueprint::fault::Target;
use cvpn_blueprint::types::AccountId;
use serde::Serialize;
use serde_json::{Value, json};

/// Characters that a managed policy of IAM holds, white space not counted.
const CHARACTERS: usize = 6144;

/// A policy of IAM.
#[derive(Clone, Debug, Serialize)]
pub struct Policy {
    /// What it allows: `deploy` or `status`.
    pub purpose: &'static str,
    /// The account that it belongs to.
    pub account: AccountId,
    /// A name for it, unique in its account.
    pub name: String,
    /// Which of several it is, where one would be too long for IAM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Split>,
    /// The document.
    pub document: Value,
}

/// A part of what one policy cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Split {
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

/// The policies for some purposes. `bucket` is where templates go that are too large to be sent directly.
pub fn policies(checked: &Checked, purposes: &[Purpose], bucket: Option<&str>) -> Vec<Policy> {
    let plan = lower(checked, Target::CloudFormation);
    let beside = plan.identity.account == plan.endpoint.account;
    // The statements of each account.
    let mut accounts: Vec<(&AccountId, Statements)> = Vec::new();
    for identity in [false, true] {
        let place = if identity { &plan.identity } else { &plan.endpoint };
        if !beside || accounts.is_empty() {
            accounts.push((&place.account, Statements::default()));
        }
        let Some((_, statements)) = accounts.last_mut() else { continue };
        let scope = scope(&plan.name, place, identity, bucket);
        if !identity || plan.apart() {
            call::stacks(&scope, statements);
        }
        if identity {
            call::identity(&scope, checked, statements);
        } else {
            call::endpoint(&scope, checked, statements);
        }
        for placed in plan.resources.iter().filter(|placed| placed.identity == identity) {
            placed.resource.permissions(&scope, statements);
        }
    }
    let each = |purpose: &Purpose| {
        let all = accounts.iter();
        all.flat_map(|(account, statements)| split(&plan.name, *purpose, account, statements)).collect::<Vec<_>>()
    };
    purposes.iter().flat_map(each).collect()
}

fn scope<'a>(name: &'a str, place: &'a Placement, identity: bool, bucket: Option<&'a str>) -> Scope<'a> {
    let words: &[&str] = if identity { &["identity"] } else { &["routes-*", "rules-*"] };
    let mut stacks: Vec<String> = words.iter().map(|word| format!("{name}-{word}")).collect();
    if !identity {
        stacks.push(name.to_owned());
    }
    Scope { place, stacks, bucket }
}

/// The policies that hold some statements. Each statement is far shorter than a policy may be.
fn split(name: &str, purpose: Purpose, account: &AccountId, statements: &Statements) -> Vec<Policy> {
    let mut documents: Vec<Vec<Value>> = vec![Vec::new()];
    for statement in statements.json(purpose) {
        let last = documents.len() - 1;
        documents[last].push(statement.clone());
        if document(&documents[last]).to_string().len() > CHARACTERS && documents[last].len() > 1 {
            documents[last].pop();
            documents.push(vec![statement]);
        }
    }
    let of = documents.len();
    let policy = |(index, statements): (usize, &Vec<Value>)| {
        let part = (of > 1).then_some(Split { number: index + 1, of });
        let number = part.map(|part| format!("-{}", part.number)).unwrap_or_default();
        Policy {
            purpose: purpose.word(),
            account: account.clone(),
            name: format!("{name}-{}{number}", purpose.word()),
            part,
            document: document(statements),
        }
    };
    documents.iter().enumerate().map(policy).collect()
}

fn document(statements: &[Value]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statements })
}
