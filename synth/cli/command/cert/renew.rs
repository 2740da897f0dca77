//! `cvpn cert renew`: a certificate with a later end.

use super::{Place, made, new};
use crate::report::{Exit, Report, Stop};
use cvpn_certificates::ClientName;
use cvpn_certificates::set::{DAYS, Whose, client, client_key};

/// Renew the server's certificate, or that of a client
///
/// It keeps the CA and the names, so profiles that people have keep working. Import it under the same ARN: the endpoint takes
/// it up within five hours. It ends with the CA at the latest; then a new set is due, and new profiles for everyone.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn cert renew                the server's certificate, with a new key
  cvpn cert renew --same-key
  cvpn cert renew taro.yamada    a client's")]
pub struct Args {
    /// The client [default: the server]
    #[arg(value_name = "NAME")]
    client: Option<ClientName>,
    /// Keep the key too
    #[arg(long)]
    same_key: bool,
    /// Days for which the certificate is valid
    #[arg(long, value_name = "N", default_value_t = DAYS, value_parser = new::days())]
    days: u32,
    #[command(flatten)]
    place: Place,
}

/// Runs it.
pub(super) fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let whose = args.client.clone().map_or(Whose::Server, Whose::Client);
    let (folder, made) =
        args.place.change(|set, passphrase, now| set.renew(&whose, args.same_key, args.days, passphrase, now))?;
    let next = match &whose {
        Whose::Server => vec![made::import(&folder, true), "profiles stay as they are".to_owned()],
        Whose::Client(name) => vec![format!(
            "put {} and {} into the client's profile",
            folder.shown(&client(name.as_str())).display(),
            folder.shown(&client_key(name.as_str())).display()
        )],
    };
    made::print(&[made], &next, &folder, report)?;
    Ok(Exit::Fine)
}
