//! `cvpn cert new`: a new set.

use super::folder::Folder;
use super::{Place, made, passphrase, refused};
use crate::clock;
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use crate::source::Source;
use clap::builder::RangedU64ValueParser;
use cvpn_blueprint::model::{Blueprint, ServerCertificate};
use cvpn_blueprint::types::DomainName;
use cvpn_certificates::set::{CA_DAYS, CA_KEY, DAYS, Order, SERVER};
use cvpn_certificates::{ClientName, Set};
use std::path::{Path, PathBuf};

/// Make a CA, a server certificate and, for mutual authentication, client certificates
///
/// RSA 2048, SHA-256, and the domain both as common name and as DNS name: what Client VPN takes. The CA's key is encrypted
/// with a passphrase, or not kept. Nothing is overwritten, and all files are written or none.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn cert new --domain vpn.example.com
  cvpn cert new --domain vpn.example.com --client taro.yamada --client hanako.sato
  cvpn cert new --blueprint corp-vpn.yaml --passphrase-file ~/.vpn-ca
  cvpn cert new --domain vpn.example.com --ephemeral-ca    cannot be renewed: a new set and new profiles later")]
pub struct Args {
    /// The domain of the server; profiles pin it, and it need not exist in DNS
    #[arg(long, value_name = "DOMAIN", required_unless_present = "blueprint")]
    domain: Option<DomainName>,
    /// Take the domain from `endpoint.server_certificate.issued`; with mutual authentication its users get certificates
    #[arg(long, value_name = "FILE", conflicts_with = "domain")]
    blueprint: Option<PathBuf>,
    /// A client for mutual authentication, by a stable name of a person or a device
    #[arg(long = "client", value_name = "NAME")]
    clients: Vec<ClientName>,
    /// Days for which certificates are valid
    #[arg(long, value_name = "N", default_value_t = DAYS, value_parser = days())]
    days: u32,
    /// Days for which the CA is valid
    #[arg(long, value_name = "N", default_value_t = CA_DAYS, value_parser = days())]
    ca_days: u32,
    /// Keep no key of the CA: nobody can steal it, and nothing can be renewed, added or revoked
    #[arg(long, conflicts_with = "passphrase_file")]
    ephemeral_ca: bool,
    #[command(flatten)]
    place: Place,
}

/// From one day to a hundred years.
pub(super) fn days() -> RangedU64ValueParser<u32> {
    RangedU64ValueParser::new().range(1..=36_500)
}

/// Runs it.
pub(super) fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let mut clients = args.clients.clone();
    let domain = match (&args.domain, &args.blueprint) {
        (Some(domain), _) => domain.clone(),
        (None, Some(file)) => from_blueprint(file, &mut clients)?,
        (None, None) => return Err(Failure::new("there is no domain").help("give --domain or --blueprint").into()),
    };
    let folder = Folder::at(&args.place.dir)?;
    folder.must_be_new()?;
    let ca_passphrase =
        if args.ephemeral_ca { None } else { Some(passphrase::chosen(args.place.passphrase_file.as_deref())?) };
    let order = Order { domain, clients, days: args.days, ca_days: args.ca_days, ca_passphrase };
    let (set, made) = Set::new(&order, clock::now()?).map_err(|error| refused(&error))?;
    folder.create(&set, &mut || Ok(()))?;
    made::print(&made, &next(&order, &made, &folder), &folder, report)?;
    Ok(Exit::Fine)
}

fn next(order: &Order, made: &[made::Made], folder: &Folder) -> Vec<String> {
    let mut next = vec![made::import(folder, false)];
    let end =
        made.iter().find(|made| made.file == SERVER).map(|made| made.until.date().to_string()).unwrap_or_default();
    match order.ca_passphrase {
        Some(_) => {
            next.push(format!(
                "keep {} and its passphrase apart, in a safe place, and upload neither; both are needed for every renewal",
                folder.shown(CA_KEY).display()
            ));
            next.push(format!("before {end}: `cvpn cert renew`, and import again under the same ARN"));
        }
        None => next.push(format!(
            "before {end}: make a new set and hand out new profiles to everyone; this one cannot be renewed, because the CA's \
             key was not kept"
        )),
    }
    if !order.clients.is_empty() {
        next.push("`cvpn profile render --cert … --key …` puts a client's certificate into a profile".to_owned());
    }
    next
}

/// The domain of a blueprint. With mutual authentication its users become clients.
fn from_blueprint(file: &Path, clients: &mut Vec<ClientName>) -> Result<DomainName, Failure> {
    let parsed = Source::of(file).parse()?;
    let Some(blueprint) = parsed.blueprint.filter(|_| parsed.faults.is_empty()) else {
        return Err(Failure::new(format!("{} has faults", file.display())).help("`cvpn check` shows them"));
    };
    let ServerCertificate::Issued(issued) = &blueprint.endpoint.server_certificate else {
        return Err(Failure::new(format!("{} has no `endpoint.server_certificate.issued`", file.display()))
            .help("its server certificate comes from elsewhere; --domain makes one without a blueprint"));
    };
    for name in users(&blueprint) {
        let name: ClientName = name.parse().map_err(|error| refused(&error))?;
        if !clients.contains(&name) {
            clients.push(name);
        }
    }
    Ok(issued.domain.clone())
}

fn users(blueprint: &Blueprint) -> Vec<&str> {
    let mutual = blueprint.endpoint.authentication.as_ref().is_some_and(|methods| methods.mutual.is_some());
    let center = blueprint.identity_center.as_ref().filter(|_| mutual);
    center.iter().flat_map(|center| center.users.keys()).map(|name| name.as_str()).collect()
}
