//! A report of VPNs as one page of HTML: it needs nothing beside it, no network and no server.
//!
//! Everything that a blueprint says goes through the template's escaping. What stands in the template as it is, is made
//! here: the style, the script, the picture, the look-up's data and the checklist, each of which escapes for itself.
//! Beyond that the page's policy lets no script run but its own.

mod certificate;
mod checklist;
mod data;
mod view;

use crate::runbook::Language;
use crate::show::cost::Estimate;
use cvpn_blueprint::Date;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::report::visible;
use cvpn_blueprint::source::Document;
use cvpn_blueprint::types::FileName;
use data_encoding::BASE64;
use handlebars::Handlebars;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const CSS: &str = include_str!("page.css");
const JS: &str = include_str!("page.js");

/// A VPN to report on.
#[derive(Clone, Copy, Debug)]
pub struct Vpn<'a> {
    /// The blueprint's text.
    pub document: &'a Document,
    /// The blueprint. `None` if it could not be read whole; then only its faults are shown.
    pub blueprint: Option<&'a Blueprint>,
    /// The files that it names.
    pub files: &'a BTreeMap<FileName, Result<String, String>>,
    /// All faults, in file order.
    pub faults: &'a [Fault],
    /// What it costs.
    pub estimate: Option<&'a Estimate>,
}

/// What the template sees.
#[derive(Debug, Serialize)]
struct Page<'a> {
    title: String,
    version: &'a str,
    today: Option<String>,
    several: bool,
    language: &'static str,
    policy: String,
    css: &'static str,
    js: &'static str,
    vpns: Vec<view::View>,
}

/// The page. `language` is that of the checklist: it names what the console shows, and the console has many languages.
pub fn page(vpns: &[Vpn], version: &str, today: Option<Date>, language: Language) -> String {
    let view = |(index, vpn)| view::View::of(index, vpn, today, language);
    let vpns: Vec<view::View> = vpns.iter().enumerate().map(view).collect();
    let title = match &vpns[..] {
        [one] => format!("Client VPN {}", one.name),
        all => format!("{} Client VPNs", all.len()),
    };
    let page = Page {
        title,
        version,
        today: today.map(|date| date.to_string()),
        several: vpns.len() > 1,
        language: language.code(),
        policy: policy(),
        css: CSS,
        js: JS,
        vpns,
    };
    let mut template = Handlebars::new();
    template.set_strict_mode(true);
    template.register_escape_fn(escape);
    template.register_template_string("page", include_str!("page.hbs")).expect("the template can be read");
    template.render("page", &page).expect("the template names only what the data has")
}

/// What the page may do: run its own script, which is known by its digest, and have its own style. Nothing is fetched.
fn policy() -> String {
    let digest = BASE64.encode(&Sha256::digest(JS));
    format!(
        "default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
    )
}

/// Text of HTML. Letters that nobody sees are shown.
fn escape(text: &str) -> String {
    handlebars::html_escape(&visible(text))
}

/// A document of JSON for a script element, which no text in it can end.
fn json_in_html(value: &serde_json::Value) -> String {
    // Within JSON these letters stand only in strings.
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
