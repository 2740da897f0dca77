//! `cvpn profile render`: a profile for an endpoint, or AWS's own with a client's certificate.

use super::{check, hand_out};
use crate::args::Format;
use crate::clock;
use crate::command::cert::{self, refused};
use crate::failure::Failure;
use crate::report::{Exit, Report, Stop};
use clap::ValueEnum;
use cvpn_certificates::Zeroizing;
use cvpn_certificates::inspect::{Content, Inspection, Source, Terms, inspect};
use cvpn_certificates::profile::{self, Client, Endpoint, Expected, Profile};
use serde_json::json;
use std::path::PathBuf;

/// Write a profile from an endpoint's name and the CA, or add a client's certificate to an exported one
///
/// With --cert and --key it is for one person or device: it holds a private key, so it is readable by you alone and never
/// printed. A profile with an error is not written, and no file is overwritten.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn profile render --endpoint cvpn-endpoint-….amazonaws.com --ca ca.crt --server server.crt -o vpn.ovpn
  cvpn profile render --from exported.ovpn --cert taro.crt --key taro.key -o taro.ovpn")]
pub struct Args {
    /// The endpoint, by its DNS name
    #[arg(long, value_name = "DNSNAME", required_unless_present = "from", requires = "ca")]
    endpoint: Option<Endpoint>,
    /// The CA of the server's certificate
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// The server's certificate: its common name is pinned, so that no other certificate of the CA is taken for it
    #[arg(long, value_name = "FILE")]
    server: Option<PathBuf>,
    /// Start from a profile that AWS exported
    #[arg(long, value_name = "FILE", conflicts_with_all = ["endpoint", "transport", "port", "sign_in"], requires = "cert")]
    from: Option<PathBuf>,
    /// The protocol of the endpoint
    #[arg(long, value_enum, default_value_t)]
    transport: Transport,
    /// The port of the endpoint
    #[arg(long, value_name = "PORT", default_value_t = 443, value_parser = port)]
    port: u16,
    /// How people sign in, besides a certificate
    #[arg(long, value_enum, default_value_t)]
    sign_in: SignIn,
    /// The client's certificate, for mutual authentication
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// The client's private key
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// The profile to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Transport {
    #[default]
    Udp,
    Tcp,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum SignIn {
    /// In the browser; only the AWS VPN Client can do that
    #[default]
    Saml,
    /// Name and password of an Active Directory
    Password,
    /// With the certificate alone
    Certificate,
}

fn port(text: &str) -> Result<u16, String> {
    text.parse().ok().filter(|port| [443, 1194].contains(port)).ok_or_else(|| "443 or 1194".to_owned())
}

/// Runs it.
pub(super) fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    if args.sign_in == SignIn::Certificate && args.cert.is_none() {
        return Err(Failure::new("there is no certificate to sign in with").help("give --cert and --key").into());
    }
    let read = |path: &Option<PathBuf>| path.as_deref().map(cert::read).transpose();
    let (from, ca, server) = (read(&args.from)?, read(&args.ca)?, read(&args.server)?);
    let (certificate, key) = (read(&args.cert)?.map(text).transpose()?, read(&args.key)?.map(text).transpose()?);
    let client = certificate.as_ref().zip(key.as_ref()).map(|(certificate, key)| Client { certificate, key });
    let terms = Terms { now: clock::now()?, warn_days: 45 };
    let text = match (&from, &args.endpoint, &ca, client) {
        (Some(from), _, _, Some(client)) => profile::with_client(&text(from.clone())?, &client),
        (None, Some(endpoint), Some(ca), client) => Profile {
            endpoint,
            transport: match args.transport {
                Transport::Udp => profile::Transport::Udp,
                Transport::Tcp => profile::Transport::Tcp,
            },
            port: args.port,
            sign_in: match args.sign_in {
                SignIn::Saml => profile::SignIn::Saml,
                SignIn::Password => profile::SignIn::Password,
                SignIn::Certificate => profile::SignIn::Certificate,
            },
            ca: &text(ca.clone())?,
            server_name: server.as_ref().and_then(|server| common_name(server, terms)).as_deref(),
            client,
        }
        .text(),
        _ => return Err(Failure::new("there is no endpoint").help("give --endpoint and --ca, or --from").into()),
    };
    let text = text.map_err(|error| refused(&error))?;
    let checked = checked(args, &text, ca.as_ref(), server.as_ref(), terms);
    if report.format == Format::Human {
        check::say(&checked, report);
    }
    if !checked.failed() {
        hand_out::write(&args.output, &text)?;
    }
    let written = (!checked.failed()).then(|| args.output.display().to_string());
    let next = hand_out::steps(&args.output, args.cert.is_some(), &text);
    match report.format {
        Format::Json => {
            report.json(&json!({ "written": written, "next": next, "faults": checked.json()["faults"] }))?
        }
        _ => {
            let steps = next.iter().enumerate().map(|(index, step)| format!("\n  {}. {step}", index + 1));
            if let Some(written) = &written {
                report.data(&format!("{written}\n"))?;
                report.say(format_args!("Next:{}", steps.collect::<String>()));
            }
        }
    }
    Ok(if checked.failed() { Exit::Faults } else { Exit::Fine })
}

fn text(source: Source) -> Result<Zeroizing<String>, Failure> {
    let text = std::str::from_utf8(&source.bytes).map_err(|_| Failure::new(format!("{} is no text", source.name)))?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn common_name(server: &Source, terms: Terms) -> Option<String> {
    let look = inspect(std::slice::from_ref(server), terms);
    look.files.iter().flat_map(|file| &file.items).find_map(|item| match &item.content {
        Content::Certificate(certificate) if !certificate.ca => certificate.common_name.clone(),
        _ => None,
    })
}

fn checked(args: &Args, text: &str, ca: Option<&Source>, server: Option<&Source>, terms: Terms) -> Inspection {
    let profile =
        Source { name: args.output.display().to_string(), bytes: Zeroizing::new(text.into()), readable: false };
    profile::check(&profile, &Expected { endpoint: args.endpoint.as_ref(), ca, server }, terms)
}
