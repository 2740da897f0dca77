//! `cvpn cert revoke`: clients that the endpoint refuses from now on.

use super::{Place, made};
use crate::report::{Exit, Report, Stop};
use cvpn_certificates::ClientName;
use cvpn_certificates::set::REVOKED;

/// Put clients on the revocation list
///
/// All certificates of a client are revoked, those replaced by a renewal too. The list counts for 180 days; after that the
/// endpoint refuses everyone, so make it anew in time with --refresh.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn cert revoke taro.yamada
  cvpn cert revoke --refresh      the same list, for another 180 days")]
pub struct Args {
    /// The clients
    #[arg(value_name = "NAME", required_unless_present = "refresh")]
    clients: Vec<ClientName>,
    /// Make the list anew without another client
    #[arg(long, conflicts_with = "clients")]
    refresh: bool,
    #[command(flatten)]
    place: Place,
}

/// Runs it.
pub(super) fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let (folder, made) = args.place.change(|set, passphrase, now| set.revoke(&args.clients, passphrase, now))?;
    let next = [
        format!(
            "aws ec2 import-client-vpn-client-certificate-revocation-list --client-vpn-endpoint-id ID \
             --certificate-revocation-list file://{}; it resets all connections, and counts within four hours",
            folder.shown(REVOKED).display()
        ),
        format!("before {}: `cvpn cert revoke --refresh`, and import it again", made.until.date()),
    ];
    made::print(&[made], &next, &folder, report)?;
    Ok(Exit::Fine)
}
