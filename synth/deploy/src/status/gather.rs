//! Looking at all that is live of a VPN.

use super::drift::{self, UNCHECKED};
use super::meant::{Meant, text};
use super::names::Names;
use super::{Drift, Endpoint, Expiry, Part, Status, hand};
use crate::caller::Caller;
use crate::client::cloudformation::StackResource;
use crate::client::ec2::Entry;
use crate::error::Result;
use crate::order::{Callers, Order};
use crate::plan::{CERTIFICATE, Known, store};
use crate::stack::Stack;
use crate::tags;
use cvpn_blueprint::model::ServerCertificate;
use cvpn_blueprint::saml::Metadata;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use time::OffsetDateTime;

/// Looks at all that is live of a VPN, and compares it with what is meant.
pub async fn status(order: &Order<'_>, callers: &Callers) -> Result<Status> {
    let mut status = Status { name: order.blueprint.name.to_string(), ..Status::default() };
    let mut known = Known::new();
    let mut own: Vec<StackResource> = Vec::new();
    for planned in &order.stacks {
        let stack = Stack { caller: callers.of(planned), name: &planned.name, sink: &|_| {} };
        let live = order.live(&stack).await?;
        let state = live.as_ref().map_or("absent", |live| live.status.as_str()).to_owned();
        if live.as_ref().is_none_or(|live| !live.status.ends_with("_COMPLETE") || live.status.starts_with("ROLLBACK")) {
            let place = format!("stack {}", planned.name);
            status.drift.push(Drift { place, meant: Some("complete".into()), live: Some(state.clone()) });
        }
        status.stacks.push(Part { name: planned.name.clone(), state });
        if let Some(live) = live {
            known.extend(live.parameters);
            known.extend(live.outputs);
            own.extend(callers.of(planned).cloudformation.resources(&planned.name).await?);
        }
    }
    if let Some(center) = &order.blueprint.identity_center {
        known.extend(store(callers, center).await?.map(|store| ("IdentityStoreId".to_owned(), store)));
    }
    let meant = Meant::new(order.stacks.iter().map(|planned| &planned.template), &known, &own);
    let people = Names::new(order, &known);
    if let Some(id) = known.get("EndpointId") {
        endpoint(order, callers, id, &meant, &people, &mut status).await?;
    }
    if !own.is_empty() {
        assignments(callers, &meant, &people, &mut status).await?;
    }
    expiries(order, callers, &known, &mut status).await?;
    status.by_hand = hand::steps(order.blueprint);
    status.drift.sort();
    Ok(status)
}

async fn endpoint(
    order: &Order<'_>,
    callers: &Callers,
    id: &str,
    meant: &Meant,
    people: &Names,
    status: &mut Status,
) -> Result<()> {
    let ec2 = &callers.vpn.ec2;
    let Some(live) = ec2.endpoint(id).await? else {
        let drift = Drift { place: format!("endpoint {id}"), meant: Some("there".into()), live: None };
        status.drift.push(drift);
        return Ok(());
    };
    status.endpoint = Some(Endpoint {
        id: id.to_owned(),
        state: live.text("status.code").to_owned(),
        dns_name: live.text("dnsName").to_owned(),
        portal: Some(live.text("selfServicePortalUrl").to_owned()).filter(|url| !url.is_empty()),
    });
    let nothing = Map::new();
    let properties = meant.of("AWS::EC2::ClientVpnEndpoint").next().map_or(&nothing, |(_, properties)| properties);
    drift::endpoint(properties, &live, &mut status.drift);
    let unchecked = UNCHECKED.iter().filter(|(property, _)| properties.contains_key(*property));
    status.unchecked.extend(unchecked.map(|(_, what)| format!("{what} of the endpoint")));
    for (key, value) in tags::missing(order.blueprint, &live.tags()) {
        let live = live.tags().get(&key).cloned();
        status.drift.push(Drift { place: format!("endpoint tag {key}"), meant: Some(value), live });
    }

    let found = ec2.associations(id).await?;
    let subnets = meant.of("AWS::EC2::ClientVpnTargetNetworkAssociation");
    let subnets = subnets.filter_map(|(_, association)| association.get("SubnetId").map(text)).collect();
    status.associations = found.iter().map(|one| part(one.text("targetNetworkId").to_owned(), one)).collect();
    if order.blueprint.network.vpc.is_some() {
        drift::set("association", subnets, names(&status.associations, &[]), &mut status.drift);
    }

    let found = ec2.rules(id).await?;
    status.rules = found
        .iter()
        .map(|rule| part(drift::rule_name(rule.text("destinationCidr"), &people.of(rule.text("groupId"))), rule))
        .collect();
    drift::set("rule", drift::rules(meant, |id| people.of(id)), names(&status.rules, &[]), &mut status.drift);

    let found = ec2.routes(id).await?;
    let name = |route: &Entry| drift::route_name(route.text("destinationCidr"), route.text("targetSubnet"));
    status.routes = found.iter().map(|route| part(name(route), route)).collect();
    // AWS adds those of the VPC with each association.
    let added: Vec<String> = found.iter().filter(|route| route.text("origin") == "associate").map(name).collect();
    drift::set("route", drift::routes(meant), names(&status.routes, &added), &mut status.drift);

    let failed: Vec<&Part> = status.associations.iter().chain(&status.rules).chain(&status.routes).collect();
    let failed = failed.into_iter().filter(|part| part.state.contains("fail"));
    let failed: Vec<Drift> = failed
        .map(|part| Drift { place: part.name.clone(), meant: Some("active".into()), live: Some(part.state.clone()) })
        .collect();
    status.drift.extend(failed);
    let connections = ec2.connections(id).await?;
    status.connections = connections.iter().filter(|connection| connection.text("status.code") == "active").count();
    Ok(())
}

fn part(name: String, entry: &Entry) -> Part {
    Part { name, state: entry.text("status.code").to_owned() }
}

fn names(parts: &[Part], without: &[String]) -> BTreeSet<String> {
    // What is on its way out is as good as gone.
    let leaving = ["disassociating", "disassociated", "revoking", "deleting"];
    let staying = parts.iter().filter(|part| !leaving.contains(&part.state.as_str()));
    staying.map(|part| part.name.clone()).filter(|name| !without.contains(name)).collect()
}

async fn assignments(callers: &Callers, meant: &Meant, people: &Names, status: &mut Status) -> Result<()> {
    let mut applications: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (_, assignment) in meant.of("AWS::SSO::ApplicationAssignment") {
        let application = assignment.get("ApplicationArn").map(text).unwrap_or_default();
        if !applications.iter().any(|(known, _)| *known == application) {
            let assigned = callers.identity.sso.assigned(&application).await?;
            applications.push((application.clone(), assigned));
        }
        let assigned = applications.iter().find(|(known, _)| *known == application);
        let group = assignment.get("PrincipalId").map_or(&Value::Null, |group| group);
        let there = assigned.is_some_and(|(_, assigned)| assigned.contains(&text(group)));
        let name = format!("{} to {}", people.of(&text(group)), people.of(&application));
        if !there {
            let place = format!("assignment of {name}");
            status.drift.push(Drift { place, meant: Some("there".into()), live: None });
        }
        status.assignments.push(Part { name, state: if there { "assigned" } else { "absent" }.to_owned() });
    }
    Ok(())
}

async fn expiries(order: &Order<'_>, callers: &Callers, known: &Known, status: &mut Status) -> Result<()> {
    let certificate = match &order.blueprint.endpoint.server_certificate {
        ServerCertificate::Arn(arn) => Some(arn.to_string()),
        ServerCertificate::Issued(_) => known.get(CERTIFICATE).cloned(),
        ServerCertificate::DnsValidated(_) => None,
    };
    if let Some(arn) = certificate {
        let found = callers.vpn.acm.certificate(&arn).await?;
        if let Some(until) = found.and_then(|certificate| certificate.until) {
            status.expiries.push(expiry("server certificate".to_owned(), until));
        }
    }
    for (output, name) in [("SamlProviderArn", "sign-in"), ("PortalSamlProviderArn", "portal")] {
        let Some(arn) = known.get(output) else { continue };
        signing(&callers.vpn, arn, name, status).await?;
    }
    Ok(())
}

/// The signing certificates in the metadata that IAM has.
async fn signing(caller: &Caller, arn: &str, name: &str, status: &mut Status) -> Result<()> {
    let Some(metadata) = caller.iam.metadata(arn).await? else {
        status.drift.push(Drift { place: format!("SAML provider {arn}"), meant: Some("there".into()), live: None });
        return Ok(());
    };
    for until in Metadata::read(&metadata).0.valid_until {
        status
            .expiries
            .push(expiry(format!("signing certificate of the {name} application"), until.midnight().assume_utc()));
    }
    Ok(())
}

fn expiry(name: String, until: OffsetDateTime) -> Expiry {
    Expiry { name, until: until.date().to_string(), days: (until - OffsetDateTime::now_utc()).whole_days() }
}
