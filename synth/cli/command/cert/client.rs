//! `cvpn cert client`: a client more.

use super::{Place, made, new};
use crate::report::{Exit, Report, Stop};
use cvpn_certificates::ClientName;
use cvpn_certificates::set::{CA, DAYS, SERVER, client, client_key};

/// Make a certificate for a client, for mutual authentication
///
/// The name becomes the common name: connection logs and connect handlers show it, so take a stable name of a person or a
/// device.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The client's name
    #[arg(value_name = "NAME")]
    name: ClientName,
    /// Days for which the certificate is valid
    #[arg(long, value_name = "N", default_value_t = DAYS, value_parser = new::days())]
    days: u32,
    #[command(flatten)]
    place: Place,
}

/// Runs it.
pub(super) fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let add = args.place.change(|set, passphrase, now| set.add_client(&args.name, args.days, passphrase, now));
    let (folder, made) = add?;
    let (certificate, key) = (client(args.name.as_str()), client_key(args.name.as_str()));
    let next = format!(
        "cvpn profile render --endpoint DNSNAME --ca {} --server {} --cert {} --key {} -o {}.ovpn",
        folder.shown(CA).display(),
        folder.shown(SERVER).display(),
        folder.shown(&certificate).display(),
        folder.shown(&key).display(),
        args.name
    );
    made::print(&[made], &[next], &folder, report)?;
    Ok(Exit::Fine)
}
