//! What EC2 would allow, asked with dry runs, and what other services did not let anybody ask.

use super::Facts;
use crate::client::ec2::Trial;
use crate::error::Result;
use crate::order::{Callers, Order};
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::model::ServerCertificate;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::PERMISSION_MISSING;

/// An ARN of the right form, where the certificate is not there yet.
const ANY: &str = "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";

pub(super) async fn look(order: &Order<'_>, callers: &Callers, facts: &mut Facts) -> Result<()> {
    let blueprint = order.blueprint;
    let network = &blueprint.network;
    let subnets: Vec<&str> = network.subnets.iter().map(|subnet| subnet.id.as_str()).collect();
    let trial = Trial {
        certificate: match &blueprint.endpoint.server_certificate {
            ServerCertificate::Arn(arn) => arn.as_str(),
            _ => ANY,
        },
        endpoint: facts.endpoint(),
        subnets: &subnets,
        routes: !network.routes.is_empty(),
        group_in: network.vpc.as_ref().filter(|_| network.security_groups.is_none()).map(|vpc| vpc.id.as_str()),
    };
    facts.denied = callers.vpn.ec2.denied(&trial).await?;
    Ok(())
}

pub(super) fn check(facts: &Facts, faults: &mut Vec<Fault>) {
    for action in &facts.denied {
        let fault = Fault::new(&PERMISSION_MISSING, path!["account"], format!("{action} is not allowed"));
        let help = format!("allow {action} to whoever deploys; CloudFormation acts with the same permissions");
        faults.push(fault.help(help));
    }
    for (action, words) in &facts.refused {
        let fault = Fault::new(&PERMISSION_MISSING, path!["account"], format!("{action} is not allowed: {words}"));
        faults.push(fault.help(format!("allow {action} to whoever deploys")));
    }
}
