//! How AWS reads authorization rules.

use cvpn_blueprint::access::{Access, Loss, Subject};
use cvpn_blueprint::model::AccessRule;
use cvpn_blueprint::types::{Cidr, GroupName};

fn cidr(text: &str) -> Cidr {
    text.parse().expect("a network")
}

fn group(name: &str) -> GroupName {
    name.parse().expect("a name")
}

fn rule(to: &str, groups: &[&str], everyone: bool) -> AccessRule {
    AccessRule { to: cidr(to), groups: groups.iter().map(|name| group(name)).collect(), everyone, description: None }
}

#[test]
fn the_longest_prefix_decides_alone() {
    let rules = [
        rule("0.0.0.0/0", &["staff"], false),
        rule("10.20.7.0/24", &["dba"], false),
        rule("10.20.0.0/16", &["ops"], false),
    ];
    let access = Access::of(&rules);
    let order: Vec<_> = access.networks().iter().map(|network| network.cidr.to_string()).collect();
    assert_eq!(order, ["0.0.0.0/0", "10.20.0.0/16", "10.20.7.0/24"]);
    for (address, who) in [("10.20.7.1/32", "dba"), ("10.20.8.1/32", "ops"), ("10.21.0.1/32", "staff")] {
        let network = access.deciding(cidr(address)).expect("a network");
        for name in ["dba", "ops", "staff"] {
            assert_eq!(network.lets_in(Subject::Group(&group(name))), name == who, "{name} at {address}");
        }
    }
    assert!(access.deciding(cidr("2001:db8::1/128")).is_none());
}

#[test]
fn a_rule_that_names_nobody_does_not_exist() {
    let rules = [rule("10.0.0.0/16", &["ops"], false), rule("10.0.1.0/24", &[], false)];
    let access = Access::of(&rules);
    assert_eq!(access.networks().len(), 1);
    assert_eq!(access.losses(), []);
}

/// Networks in one another, and what each of them may say.
const NETWORKS: [&str; 5] = ["10.0.0.0/29", "10.0.0.0/30", "10.0.0.0/31", "10.0.0.2/31", "10.0.0.0/32"];
const SAID: [(&[&str], bool); 5] = [(&[], false), (&["a"], false), (&["b"], false), (&["a", "b"], false), (&[], true)];

/// Whether somebody reaches an address, as AWS documents it: of all rules that contain it those with the longest
/// prefix, and no others.
fn reaches(rules: &[AccessRule], who: Subject, address: Cidr) -> bool {
    let containing = || rules.iter().filter(|rule| names_somebody(rule) && rule.to.contains(address));
    let longest = containing().map(|rule| rule.to.prefix()).max();
    containing().any(|rule| Some(rule.to.prefix()) == longest && opens(rule, who))
}

fn names_somebody(rule: &AccessRule) -> bool {
    rule.everyone || !rule.groups.is_empty()
}

fn opens(rule: &AccessRule, who: Subject) -> bool {
    rule.everyone || matches!(who, Subject::Group(name) if rule.groups.contains(name))
}

/// All sets of rules over the networks above are compared with the definition: 3,125 of them, so nothing is left to
/// luck.
#[test]
fn losses_are_what_rules_seem_to_open_and_do_not() {
    let (a, b) = (group("a"), group("b"));
    let people = [Subject::Everyone, Subject::Group(&a), Subject::Group(&b)];
    let addresses = ["10.0.0.0/32", "10.0.0.1/32", "10.0.0.2/32", "10.0.0.4/32"].map(cidr);
    for number in 0..SAID.len().pow(5) {
        let mut rules: Vec<AccessRule> = (0u32..)
            .zip(NETWORKS)
            .map(|(digit, network)| {
                let (groups, everyone) = SAID[number / SAID.len().pow(digit) % SAID.len()];
                rule(network, groups, everyone)
            })
            .collect();
        // The order of the entries means nothing.
        if number % 2 == 1 {
            rules.reverse();
        }
        let access = Access::of(&rules);
        let losses = access.losses();
        let lost = |loss: &Loss, address| {
            loss.lost.contains(address) && !loss.except.iter().any(|except| except.contains(address))
        };
        for address in addresses {
            for who in people {
                let reaches = reaches(&rules, who, address);
                let decided = access.deciding(address).is_some_and(|network| network.lets_in(who));
                assert_eq!(decided, reaches, "{who:?} at {address}: {rules:?}");
                let seems_open = rules.iter().any(|rule| rule.to.contains(address) && opens(rule, who));
                let reported = losses
                    .iter()
                    .any(|loss| lost(loss, address) && (loss.who == who || loss.who == Subject::Everyone && !reaches));
                assert_eq!(reported, seems_open && !reaches, "{who:?} at {address}: {rules:?}\n{losses:?}");
            }
        }
        for (index, loss) in losses.iter().enumerate() {
            let rule = &rules[loss.rule];
            assert!(
                opens(rule, loss.who) && rule.to.contains(loss.lost) && rule.to != loss.lost,
                "{loss:?}: {rules:?}"
            );
            assert!(loss.decided_by.iter().all(|entry| rules[*entry].to == loss.lost), "{loss:?}: {rules:?}");
            for (index, except) in loss.except.iter().enumerate() {
                let apart = loss.except[index + 1..].iter().all(|other| !other.overlaps(*except));
                assert!(apart && loss.lost.contains(*except), "{loss:?}: {rules:?}");
            }
            for other in &losses[index + 1..] {
                let same = (other.who, other.rule) == (loss.who, loss.rule);
                assert!(!same || !other.lost.overlaps(loss.lost), "{loss:?} and {other:?}: {rules:?}");
            }
        }
    }
}
