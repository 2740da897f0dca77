//! Of whom the command line asks.

use crate::failure::Failure;
use crate::report::{Report, Stop};
use cvpn_blueprint::access::{Person, Reach, Who};
use cvpn_blueprint::nearest;
use cvpn_blueprint::types::{GroupName, UserName};

/// Those that the command line names, once each; else every group, or everyone where there is no group.
pub fn asked<'a>(
    reach: &Reach<'a>,
    users: &[UserName],
    groups: &[GroupName],
    report: &Report,
) -> Result<Vec<Person<'a>>, Stop> {
    let mut asked: Vec<Person> = Vec::new();
    for who in groups.iter().map(Who::Group).chain(users.iter().map(Who::User)) {
        let person = reach.person(who).ok_or_else(|| unknown(reach, who))?;
        if matches!(who, Who::User(_)) && person.groups.is_empty() {
            report
                .note(&format!("`{who}` is in no group of the blueprint, so the application is not assigned to them"));
        }
        if !asked.contains(person) {
            asked.push(person.clone());
        }
    }
    if asked.is_empty() {
        let groups = reach.people().iter().filter(|person| matches!(person.who, Who::Group(_)));
        asked.extend(groups.cloned());
    }
    if asked.is_empty() {
        asked.push(Person::everyone());
    }
    Ok(asked)
}

fn unknown(reach: &Reach, who: Who) -> Failure {
    let (what, name) = match who {
        Who::User(name) => ("user", name.as_str()),
        Who::Group(name) => ("group", name.as_str()),
        Who::Everyone => ("group", "everyone"),
    };
    let known: Vec<&str> = reach
        .people()
        .iter()
        .filter_map(|person| match (person.who, who) {
            (Who::Group(name), Who::Group(_)) => Some(name.as_str()),
            (Who::User(name), Who::User(_)) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let failure = Failure::new(format!("the blueprint has no {what} `{name}`"));
    match nearest(name, known.iter().copied()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => failure.help(format!("it names no {what} at all")),
        None if known.len() <= 10 => failure.help(format!("it has {}", known.join(", "))),
        None => failure.help(format!("it has {} {what}s; `cvpn access FILE` shows who reaches what", known.len())),
    }
}
