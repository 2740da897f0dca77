//! A VPN as the template sees it.

use super::certificate::{Certificate, certificates};
use super::{Vpn, checklist, data, json_in_html};
use crate::runbook::Language;
use crate::show::cost::{Estimate, notes, row, total};
use crate::show::graph::{Graph, svg};
use crate::show::reach::{Reach, Routed, reach};
use cvpn_blueprint::Date;
use cvpn_blueprint::access::Subject;
use cvpn_blueprint::fault::{Fault, Severity};
use cvpn_blueprint::model::{Blueprint, IdentitySource, MfaPrompt, SignIn, Transport};
use cvpn_blueprint::types::GroupName;
use serde::Serialize;
use serde_json::json;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// So many groups have a column each.
const COLUMNS: usize = 10;
/// So many faults are shown; a person mends them in rounds.
const FAULTS: usize = 200;

#[derive(Debug, Serialize)]
pub(super) struct View {
    id: String,
    pub name: String,
    file: String,
    counts: String,
    shown: Option<Shown>,
    faults: Vec<Found>,
    /// So many are not shown.
    more: usize,
}

/// What is shown of a blueprint that could be read.
#[derive(Debug, Serialize)]
struct Shown {
    summary: Vec<(&'static str, String)>,
    svg: String,
    data: String,
    groups: Vec<String>,
    matrix: Vec<Row>,
    cost: Option<Cost>,
    certificates: Vec<Certificate>,
    checklist: String,
}

/// A network in the access matrix.
#[derive(Debug, Serialize)]
struct Row {
    to: String,
    description: String,
    /// For each group with a column, whether it is let in.
    cells: Vec<bool>,
    open: String,
    closed: String,
    way: &'static str,
    unreachable: bool,
}

#[derive(Debug, Serialize)]
struct Cost {
    title: String,
    rows: Vec<[String; 5]>,
    words: &'static str,
    total: String,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Found {
    severity: Severity,
    code: &'static str,
    message: String,
    file: String,
    line: usize,
    column: usize,
    allowed: Option<String>,
    help: Option<String>,
}

impl View {
    pub fn of(index: usize, vpn: &Vpn, today: Option<Date>, language: Language) -> Self {
        let document = vpn.document;
        let mut shown: Vec<&Fault> = vpn.faults.iter().collect();
        if shown.len() > FAULTS {
            // What is left out is not the worst.
            shown.sort_by_key(|fault| Reverse(fault.severity));
            shown.truncate(FAULTS);
        }
        let more = vpn.faults.len() - shown.len();
        let faults = shown.into_iter().map(|fault| {
            let (document, span) = document.find(&fault.place);
            let (line, column) = document.position(span.start);
            Found {
                file: document.name.clone(),
                severity: fault.severity,
                code: fault.code,
                message: fault.message.clone(),
                line,
                column,
                allowed: fault.allowed.clone(),
                help: fault.help.clone(),
            }
        });
        View {
            id: format!("vpn-{}", index + 1),
            name: vpn.blueprint.map_or_else(|| document.name.clone(), |blueprint| blueprint.name.to_string()),
            file: document.name.clone(),
            counts: counts(vpn),
            shown: vpn.blueprint.map(|blueprint| Shown::of(blueprint, vpn, today, language)),
            faults: faults.collect(),
            more,
        }
    }
}

fn counts(vpn: &Vpn) -> String {
    let all = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts: Vec<String> = all
        .into_iter()
        .map(|(severity, word)| (vpn.faults.iter().filter(|fault| fault.severity == severity).count(), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    match (vpn.blueprint, counts.is_empty()) {
        (None, _) => format!("It cannot be shown, because it cannot be read whole: {}.", counts.join(", ")),
        (_, true) => "No faults.".to_owned(),
        _ => format!("{}.", counts.join(", ")),
    }
}

impl Shown {
    fn of(blueprint: &Blueprint, vpn: &Vpn, today: Option<Date>, language: Language) -> Self {
        let all = reach(blueprint);
        let groups: BTreeSet<&GroupName> = blueprint.access.iter().flat_map(|rule| &rule.groups).collect();
        let groups: Vec<&GroupName> = if groups.len() <= COLUMNS { groups.into_iter().collect() } else { Vec::new() };
        Shown {
            summary: summary(blueprint),
            svg: svg(&Graph::of(blueprint)),
            data: json_in_html(&json!(data::look_up(blueprint, vpn.document))),
            matrix: all.iter().map(|reach| Row::of(reach, &groups)).collect(),
            groups: groups.into_iter().map(ToString::to_string).collect(),
            cost: vpn.estimate.map(Cost::of),
            certificates: certificates(blueprint, vpn, today),
            checklist: checklist::checklist(blueprint, language),
        }
    }
}

impl Row {
    fn of(reach: &Reach, groups: &[&GroupName]) -> Self {
        let reached = !matches!(reach.routed, Routed::Nowhere(_));
        let lets_in = |group: &&GroupName| {
            reached && reach.open.iter().any(|who| matches!(who, Subject::Everyone) || *who == Subject::Group(group))
        };
        let names = |all: &[Subject], everyone: &str| {
            let names = all.iter().map(|who| match who {
                Subject::Everyone => everyone.to_owned(),
                Subject::Group(group) => group.to_string(),
            });
            names.collect::<Vec<_>>().join(", ")
        };
        Row {
            to: reach.to.to_string(),
            description: reach.description.unwrap_or_default().to_owned(),
            cells: groups.iter().map(lets_in).collect(),
            open: match (reached, reach.open.is_empty()) {
                (true, false) => names(&reach.open, "everyone"),
                _ => "nobody".to_owned(),
            },
            closed: names(&reach.closed, "everyone else"),
            way: match reach.routed {
                _ if reach.open.is_empty() => "routed, but no rule opens it",
                Routed::Wholly => "routed",
                Routed::Partly => "routed in part",
                Routed::Nowhere(obstacle) => obstacle.words(),
            },
            unreachable: !reached || reach.open.is_empty(),
        }
    }
}

impl Cost {
    fn of(estimate: &Estimate) -> Self {
        let (words, total) = total(estimate);
        Cost {
            title: format!("An estimate for a month of 30 days in {}.", estimate.region),
            rows: estimate.parts.iter().map(row).collect(),
            words,
            total,
            notes: notes(estimate, str::to_owned),
        }
    }
}

fn summary(blueprint: &Blueprint) -> Vec<(&'static str, String)> {
    let (endpoint, network) = (&blueprint.endpoint, &blueprint.network);
    let mut summary = vec![
        ("Account and Region", format!("{}, {}", blueprint.account, blueprint.region)),
        ("Sign-in", sign_in(blueprint)),
    ];
    if let Some(SignIn::IdentityCenter(center)) = blueprint.sign_in() {
        let words = match center.mfa.as_ref().map(|mfa| mfa.prompt).unwrap_or_default() {
            _ if center.source == IdentitySource::External => "asked for by the external identity provider",
            MfaPrompt::Always => "at each sign-in",
            MfaPrompt::ContextAware => "when device, browser or place change",
            MfaPrompt::Never => "never",
        };
        summary.push(("Second factor", words.to_owned()));
    }
    let tunnel = if endpoint.split_tunnel { "split tunnel" } else { "full tunnel" };
    let transport = match endpoint.transport {
        Transport::Udp => "UDP",
        Transport::Tcp => "TCP",
    };
    let clients = endpoint.client_cidr.map_or_else(|| "IPv6 only".to_owned(), |cidr| format!("addresses of {cidr}"));
    summary.push(("Clients", format!("{clients}; {tunnel}; {transport}")));
    let hours = endpoint.session.timeout_hours;
    summary.push(("Session", format!("at most {hours} hours")));
    let behind = match (&network.vpc, &network.transit_gateway) {
        (_, Some(gateway)) => format!("transit gateway {}", gateway.id),
        (Some(vpc), None) => format!("VPC {}", vpc.id),
        (None, None) => "none".to_owned(),
    };
    summary.push(("Network", format!("{behind}; associations: {}", network.associations())));
    let groups: BTreeSet<&GroupName> = blueprint.access.iter().flat_map(|rule| &rule.groups).collect();
    summary.push((
        "Access",
        format!(
            "rules: {}; groups in them: {}; routes: {}",
            blueprint.access.len(),
            groups.len(),
            network.routes.len()
        ),
    ));
    let log = &endpoint.logging;
    let log = if log.enabled { format!("kept for {} days", log.retention_days) } else { "none".to_owned() };
    summary.push(("Connection log", log));
    summary
}

fn sign_in(blueprint: &Blueprint) -> String {
    let way = match blueprint.sign_in() {
        Some(SignIn::IdentityCenter(center)) => {
            format!("application {} in IAM Identity Center", center.application.name)
        }
        Some(SignIn::Provider(federated)) => format!("SAML provider {}", federated.saml_provider_arn),
        Some(SignIn::Directory(directory)) => format!("Active Directory {}", directory.id),
        Some(SignIn::Certificate(_)) => return "by a certificate on the device alone".to_owned(),
        None => return "not said".to_owned(),
    };
    let methods = blueprint.endpoint.authentication.as_ref();
    if methods.is_some_and(|methods| methods.mutual.is_some()) {
        format!("{way}, and a certificate on the device")
    } else {
        way
    }
}
