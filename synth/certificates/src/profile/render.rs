//! Writes profiles.

use super::{Endpoint, Parts};
use crate::{Error, Zeroizing, pem};
use std::fmt::Write;

/// The protocol of the tunnel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transport {
    /// UDP.
    #[default]
    Udp,
    /// TCP.
    Tcp,
}

/// How a person signs in, besides a certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignIn {
    /// In the browser, through SAML. Only AWS's own client can do that.
    #[default]
    Saml,
    /// With name and password, against an Active Directory.
    Password,
    /// Not at all: the certificate is enough.
    Certificate,
}

/// A client's certificate and its key, as the texts of their files.
#[derive(Clone, Copy)]
pub struct Client<'a> {
    /// The certificate.
    pub certificate: &'a str,
    /// The key.
    pub key: &'a str,
}

/// What a profile says.
#[derive(Clone)]
pub struct Profile<'a> {
    /// The endpoint.
    pub endpoint: &'a Endpoint,
    /// Its protocol.
    pub transport: Transport,
    /// Its port.
    pub port: u16,
    /// How a person signs in.
    pub sign_in: SignIn,
    /// The text of the file with the CAs of the server's certificate.
    pub ca: &'a str,
    /// The common name of the server's certificate, which the profile pins.
    pub server_name: Option<&'a str>,
    /// The client's certificate, for mutual authentication.
    pub client: Option<Client<'a>>,
}

impl Profile<'_> {
    /// Its text. It holds the client's key.
    pub fn text(&self) -> Result<Zeroizing<String>, Error> {
        let Profile { endpoint, transport, port, sign_in, ca, server_name, client } = self;
        let ca = blocks(ca, "CERTIFICATE").filter(|text| !text.is_empty());
        let ca = ca.ok_or_else(|| Error::UnreadableCertificate("the CA's file".to_owned()))?;
        let transport = match transport {
            Transport::Udp => "udp",
            Transport::Tcp => "tcp",
        };
        // All of it at once, because a text with a key must not move while it grows.
        let mut text = Zeroizing::new(String::with_capacity(64 << 10));
        let _ = write!(
            text,
            "client\ndev tun\nproto {transport}\nremote {endpoint} {port}\nremote-random-hostname\nresolv-retry infinite\n\
             nobind\nremote-cert-tls server\ncipher AES-256-GCM\nverb 3\n<ca>\n{}</ca>\n",
            ca.as_str()
        );
        match sign_in {
            SignIn::Saml => text.push_str("auth-federate\nauth-retry interact\nauth-nocache\n"),
            SignIn::Password => text.push_str("auth-user-pass\nauth-retry interact\nauth-nocache\n"),
            SignIn::Certificate => {}
        }
        text.push_str("reneg-sec 0\n");
        if let Some(name) = server_name {
            let _ = writeln!(text, "verify-x509-name {} name", quoted(name)?);
        }
        if let Some(client) = client {
            client.append(&mut text)?;
        }
        Ok(text)
    }
}

/// A profile that AWS exported, with the certificate of a client.
pub fn with_client(profile: &str, client: &Client) -> Result<Zeroizing<String>, Error> {
    let parts = Parts::read("", profile.as_bytes(), &mut Vec::new());
    let there = |name: &str| parts.directive(name).is_some() || parts.inline(name).is_some();
    if there("cert") || there("key") {
        return Err(Error::ClientInProfile);
    }
    let mut text = Zeroizing::new(String::with_capacity(profile.len() + (64 << 10)));
    text.push_str(profile);
    if !profile.ends_with('\n') {
        text.push('\n');
    }
    client.append(&mut text)?;
    Ok(text)
}

impl Client<'_> {
    fn append(&self, text: &mut Zeroizing<String>) -> Result<(), Error> {
        let certificate = blocks(self.certificate, "CERTIFICATE").filter(|text| !text.is_empty());
        let certificate =
            certificate.ok_or_else(|| Error::UnreadableCertificate("the client's certificate file".to_owned()))?;
        // It might be any key, such as that of a CA, and could not be compared with the certificate.
        if pem::read(self.key.as_bytes()).blocks.iter().any(pem::Block::is_encrypted) {
            return Err(Error::ClientKeyEncrypted);
        }
        let key = blocks(self.key, "PRIVATE KEY").filter(|text| !text.is_empty());
        let key = key.ok_or_else(|| Error::UnreadableKey("the client's key file".to_owned()))?;
        for part in ["<cert>\n", &certificate, "</cert>\n<key>\n", &key, "</key>\n"] {
            text.push_str(part);
        }
        Ok(())
    }
}

/// The blocks of a PEM file whose label ends so, without what stands around them. `None` if one of them is broken, or
/// there are far too many.
fn blocks(text: &str, label: &str) -> Option<Zeroizing<String>> {
    let mut found = Zeroizing::new(String::with_capacity(text.len() + 1));
    let pem = pem::read(text.as_bytes());
    if pem.more.is_some() {
        return None;
    }
    for block in pem.blocks {
        block.contents.as_ref().ok()?;
        if block.label.ends_with(label) {
            for line in text.get(block.range)?.lines() {
                found.push_str(line.trim());
                found.push('\n');
            }
        }
    }
    Some(found)
}

/// A name as OpenVPN reads one word.
fn quoted(name: &str) -> Result<String, Error> {
    if name.contains(|letter: char| letter.is_control()) {
        return Err(Error::ServerName(name.to_owned()));
    }
    let plain = |letter: char| letter.is_alphanumeric() || ".-_@*".contains(letter);
    if !name.is_empty() && name.chars().all(plain) {
        return Ok(name.to_owned());
    }
    Ok(format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")))
}
