//! What EC2 would allow, asked with dry runs.

use super::Look;
use crate::client::ec2::Trial;
use crate::error::Result;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::model::ServerCertificate;
use cvpn_blueprint::path;
use cvpn_blueprint::rule::live::PERMISSION_MISSING;

/// An ARN of the right form, where the certificate is not there yet.
const ANY: &str = "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";

pub(super) async fn check(look: Look<'_>, faults: &mut Vec<Fault>) -> Result<()> {
    let blueprint = look.blueprint();
    let network = &blueprint.network;
    let subnets: Vec<&str> = network.subnets.iter().map(|subnet| subnet.id.as_str()).collect();
    let trial = Trial {
        certificate: match &blueprint.endpoint.server_certificate {
            ServerCertificate::Arn(arn) => arn.as_str(),
            _ => ANY,
        },
        endpoint: look.endpoint(),
        subnets: &subnets,
        routes: !network.routes.is_empty(),
        group_in: network.vpc.as_ref().filter(|_| network.security_groups.is_none()).map(|vpc| vpc.id.as_str()),
    };
    for action in look.callers.vpn.ec2.denied(&trial).await? {
        let fault = Fault::new(&PERMISSION_MISSING, path!["account"], format!("{action} is not allowed"));
        faults.push(
            fault.help(format!("allow {action} to whoever deploys; CloudFormation acts with the same permissions")),
        );
    }
    Ok(())
}
