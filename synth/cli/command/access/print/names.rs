//! People by name, in words.

use cvpn_blueprint::access::Who;

/// Names of people among all that are in question. If everyone is among them, the others need no names, and those that
/// are missing do.
pub fn names(people: &[Who], all: &[Who]) -> Vec<String> {
    if !people.contains(&Who::Everyone) {
        return people.iter().map(ToString::to_string).collect();
    }
    let missing: Vec<String> = all.iter().filter(|who| !people.contains(who)).map(ToString::to_string).collect();
    match missing.is_empty() {
        true => vec!["everyone".to_owned()],
        false => vec![format!("everyone but {}", missing.join(", "))],
    }
}
