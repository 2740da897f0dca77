//! SAML metadata: what an identity provider's file says, and what AWS would not take in it.
//!
//! Metadata is a file of somebody else's making, so nothing in it is trusted: no entities are read, and its size is
//! bounded before it is parsed.

use roxmltree::{Document, Node, ParsingOptions};
use std::fmt;
use time::Date;
use x509_parser::prelude::{FromDer, X509Certificate};

/// The namespace of SAML metadata.
pub const METADATA: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";
const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

/// The characters that IAM takes.
const LEAST: usize = 1_000;
const MOST: usize = 10_000_000;
/// Far more than the few dozen that metadata has.
const ELEMENTS: u32 = 100_000;
/// Far more than an element of metadata has. The reader compares each with each, and so it does with namespaces, which
/// elements inherit.
const ATTRIBUTES: usize = 64;
const NAMESPACES: usize = 256;

/// What a metadata file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The name of the identity provider: of one application, in Identity Center.
    pub entity_id: String,
    /// Until when each signing certificate is valid.
    pub valid_until: Vec<Date>,
}

/// What AWS would not take in a metadata file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is in it.
    Empty,
    /// It has too few or too many characters.
    Size(usize),
    /// It is a web page: a sign-in page or an error page that was saved in place of the file.
    WebPage,
    /// It has a document type definition, which metadata never needs.
    DocumentType,
    /// It is not well-formed XML: why and where.
    Syntax(String),
    /// It has far more elements, attributes or namespaces than metadata.
    Bulk(&'static str),
    /// Its root is another element: its name and namespace.
    Root(String, String),
    /// It describes the other side: the application that people sign in to.
    ServiceProvider,
    /// It describes no identity provider.
    NoIdentityProvider,
    /// It does not name the identity provider.
    NoEntityId,
    /// It has no address for requests by redirect.
    NoRedirect,
    /// It has no signing certificate.
    NoCertificate,
    /// Signing certificates cannot be read: how many, and in which line the first is.
    Certificates(usize, u32),
}

impl Metadata {
    /// Reads a metadata file. What can be read is there beside the problems.
    pub fn read(text: &str) -> (Metadata, Vec<Problem>) {
        let mut metadata = Metadata::default();
        let mut problems = Vec::new();
        let length = text.chars().count();
        if text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}').is_empty() {
            return (metadata, vec![Problem::Empty]);
        }
        if is_web_page(text) {
            return (metadata, vec![Problem::WebPage]);
        }
        if length > MOST {
            return (metadata, vec![Problem::Size(length)]);
        }
        if let Some(what) = bulk(text) {
            return (metadata, vec![Problem::Bulk(what)]);
        }
        let options = ParsingOptions { allow_dtd: false, nodes_limit: ELEMENTS, ..ParsingOptions::default() };
        match Document::parse_with_options(text, options) {
            Ok(document) => metadata.entity(&document, &mut problems),
            Err(roxmltree::Error::DtdDetected) => problems.push(Problem::DocumentType),
            Err(roxmltree::Error::NodesLimitReached) => problems.push(Problem::Bulk("100,000 elements")),
            Err(error) => problems.push(Problem::Syntax(error.to_string())),
        }
        if length < LEAST {
            problems.push(Problem::Size(length));
        }
        (metadata, problems)
    }

    fn entity(&mut self, document: &Document, problems: &mut Vec<Problem>) {
        let root = document.root_element();
        if !root.has_tag_name((METADATA, "EntityDescriptor")) {
            let short = |text: &str| text.chars().take(80).collect();
            let (name, namespace) = (root.tag_name().name(), root.tag_name().namespace().unwrap_or_default());
            problems.push(Problem::Root(short(name), short(namespace)));
            return;
        }
        match root.attribute("entityID") {
            Some(id) if !id.is_empty() => id.clone_into(&mut self.entity_id),
            _ => problems.push(Problem::NoEntityId),
        }
        let Some(provider) = children(root, METADATA, "IDPSSODescriptor").next() else {
            let other = children(root, METADATA, "SPSSODescriptor").next().is_some();
            problems.push(if other { Problem::ServiceProvider } else { Problem::NoIdentityProvider });
            return;
        };
        let mut services = children(provider, METADATA, "SingleSignOnService");
        if !services.any(|service| service.attribute("Binding") == Some(REDIRECT)) {
            problems.push(Problem::NoRedirect);
        }
        // A key without `use` is for signing and for encryption.
        let keys = children(provider, METADATA, "KeyDescriptor")
            .filter(|key| key.attribute("use").is_none_or(|purpose| purpose == "signing"));
        let mut certificates = keys
            .flat_map(|key| key.descendants().filter(|node| node.has_tag_name((SIGNATURE, "X509Certificate"))))
            .peekable();
        if certificates.peek().is_none() {
            problems.push(Problem::NoCertificate);
        }
        let (mut unreadable, mut first) = (0, None);
        for certificate in certificates {
            match valid_until(certificate.text().unwrap_or_default()) {
                Some(date) => self.valid_until.push(date),
                None => {
                    unreadable += 1;
                    first.get_or_insert(certificate);
                }
            }
        }
        let line = |node: Node| document.text_pos_at(node.range().start).row;
        problems.extend(first.map(|first| Problem::Certificates(unreadable, line(first))));
    }
}

/// What there is far too much of, before it is parsed. In XML a `<` begins a tag wherever it stands, but for comments and
/// character data, and two quotes go with an attribute.
fn bulk(text: &str) -> Option<&'static str> {
    let many = |tag: &str| tag.bytes().filter(|byte| matches!(byte, b'"' | b'\'')).count() > 2 * ATTRIBUTES;
    if text.split('<').any(many) {
        Some("64 attributes in one element")
    } else if text.matches("xmlns").nth(NAMESPACES).is_some() {
        Some("256 namespaces")
    } else {
        None
    }
}

/// Whether a text starts as a web page does.
fn is_web_page(text: &str) -> bool {
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(400).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.contains("<html")
}

fn children<'a>(node: Node<'a, 'a>, namespace: &'a str, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name((namespace, name)))
}

/// The last day of a certificate in base64.
fn valid_until(text: &str) -> Option<Date> {
    let letters: String = text.split_whitespace().collect();
    let bytes = data_encoding::BASE64.decode(letters.as_bytes()).ok()?;
    let (_, certificate) = X509Certificate::from_der(&bytes).ok()?;
    Some(certificate.validity().not_after.to_datetime().date())
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Empty => f.write_str("is empty"),
            Problem::Size(length) => write!(f, "has {length} characters"),
            Problem::WebPage => f.write_str("is a web page, not SAML metadata"),
            Problem::DocumentType => f.write_str("has a document type definition (`<!DOCTYPE`)"),
            Problem::Syntax(why) => write!(f, "is not well-formed XML: {why}"),
            Problem::Bulk(what) => write!(f, "has more than {what}"),
            Problem::Root(name, namespace) => {
                write!(f, "has the root element `{name}` of the namespace `{namespace}`, which is not SAML metadata")
            }
            Problem::ServiceProvider => f.write_str("describes a service provider, not the identity provider"),
            Problem::NoIdentityProvider => f.write_str("describes no identity provider (`IDPSSODescriptor`)"),
            Problem::NoEntityId => f.write_str("does not name the identity provider (`entityID`)"),
            Problem::NoRedirect => f.write_str("has no `SingleSignOnService` with the HTTP-Redirect binding"),
            Problem::NoCertificate => f.write_str("has no signing certificate (`KeyDescriptor`)"),
            Problem::Certificates(1, line) => {
                write!(f, "has a signing certificate that cannot be read, in line {line}")
            }
            Problem::Certificates(count, line) => {
                write!(f, "has {count} signing certificates that cannot be read, the first in line {line}")
            }
        }
    }
}
