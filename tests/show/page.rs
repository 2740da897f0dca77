//! The report.

use crate::support::{TODAY, circumstances, gallery, small};
use cvpn_blueprint::{Document, examine};
use cvpn_compiler::Language;
use cvpn_compiler::show::cost::{self, Prices, WORKING};
use cvpn_compiler::show::page::{Vpn, page};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The report of a blueprint.
pub fn report(text: &str) -> String {
    report_in(text, Language::En)
}

fn report_in(text: &str, language: Language) -> String {
    let parsed = Document::parse("vpn.yaml", text);
    let whole = parsed.faults.is_empty();
    let blueprint = parsed.blueprint.clone().filter(|_| whole);
    let files = blueprint.as_ref().map(|blueprint| circumstances(blueprint).files).unwrap_or_default();
    let examined = examine(parsed, circumstances);
    let estimate = blueprint.as_ref().map(|blueprint| cost::estimate(blueprint, &Prices::embedded(), WORKING));
    let vpn = Vpn {
        document: &examined.document,
        blueprint: blueprint.as_ref(),
        files: &files,
        faults: &examined.faults,
        estimate: estimate.as_ref(),
    };
    page(&[vpn], "1.0.0", Some(TODAY), language)
}

/// What stands between two texts, each time.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap_or_default()).collect()
}

/// The start of each element with the names of its attributes, and how often it stands there.
fn elements(html: &str) -> BTreeMap<String, usize> {
    let mut elements = BTreeMap::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap_or(rest.len());
        let name: String = rest[..end].chars().take_while(|letter| !letter.is_whitespace()).collect();
        *elements.entry(name).or_default() += 1;
    }
    elements
}

/// What the look-up of a report shows.
pub fn data(html: &str) -> Value {
    let blocks = between(html, "<script type=\"application/json\" id=\"vpn-1-data\">", "</script>");
    assert_eq!(blocks.len(), 1);
    serde_json::from_str(blocks[0]).expect("JSON")
}

#[test]
fn it_has_all_parts_in_their_order() {
    let html = report(&gallery("multi-group"));
    let headings = between(&html, "<h3>", "</h3>");
    assert_eq!(headings, ["Picture", "Who reaches what", "Faults", "Cost", "Certificates", "Checklist"]);
    for text in ["<svg ", "2616.02", "Not, despite a wider rule", "CloudFormation cannot make users", "1. Open IAM"] {
        assert!(html.contains(text), "{text} in {html}");
    }
    assert!(html.matches("<input type=\"checkbox\" aria-label=\"Done\">").count() > 10);
}

#[test]
fn it_needs_nothing_from_elsewhere() {
    let html = report(&gallery("multi-group"));
    for attribute in ["src=\"", "url(", "@import", "fetch(", "XMLHttpRequest", "<iframe", "<object"] {
        assert!(!html.contains(attribute), "{attribute}");
    }
    assert_eq!(between(&html, "<link ", ">"), ["rel=\"icon\" href=\"data:,\""]);
}

#[test]
fn only_the_pages_own_script_may_run() {
    let html = report(&gallery("multi-group"));
    let scripts = between(&html, "<script>", "</script>");
    assert_eq!(scripts.len(), 1);
    let digest = data_encoding::BASE64.encode(&Sha256::digest(scripts[0]));
    assert!(html.contains(&format!("default-src 'none'; script-src 'sha256-{digest}';")), "{digest}");
}

#[test]
fn the_matrix_says_who_is_let_in_and_who_is_not_despite_a_wider_rule() {
    let html = report(&gallery("multi-group"));
    let row = between(&html, "<th scope=\"row\">10.0.20.0/24</th>", "</tr>")[0];
    let cells: Vec<String> =
        between(row, "<td", "</td>").iter().map(|cell| cell.split_once('>').expect("a cell").1.to_owned()).collect();
    assert_eq!(cells, ["Database subnet", "✓ yes", "no", "✓ yes", "VPN-Engineering", "routed"]);
}

#[test]
fn the_matrix_counts_between_clients_only_rules_for_everyone() {
    let clients = |rule: &str| {
        let to = format!("to: 192.168.0.0/22, {rule}");
        let text =
            small(&[("to: 10.0.1.0/24, groups: [Staff]", &to), ("network:\n", "network:\n  client_to_client: true\n")]);
        between(&report(&text), "<th scope=\"row\">192.168.0.0/22</th>", "</tr>")[0].to_owned()
    };
    let row = clients("groups: [Staff]");
    assert!(row.contains(">no</td>") && row.contains("clients do not reach one another by it"), "{row}");
    let row = clients("everyone: true");
    assert!(row.contains(">everyone</td>") && row.contains(">routed</td>"), "{row}");
}

#[test]
fn the_checklist_is_in_the_language_of_the_console() {
    let html = report_in(&gallery("quickstart"), Language::Ja);
    assert!(html.contains("<div class=\"checklist\" lang=\"ja\">") && html.contains("aria-label=\"完了\""), "{html}");
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && html.contains("<h3>Cost</h3>"), "{html}");
    assert!(report(&gallery("quickstart")).contains("<div class=\"checklist\" lang=\"en\">"));
}

#[test]
fn nobody_reaches_what_has_no_route() {
    let html = report(&small(&[("to: 10.0.1.0/24", "to: 172.16.0.0/12")]));
    let row = between(&html, "<th scope=\"row\">172.16.0.0/12</th>", "</tr>")[0];
    assert!(row.contains(">no</td>") && row.contains("<td class=\"bad\">no route leads there</td>"), "{row}");
}

/// Marks of HTML, of scripts, of Markdown and of templates.
const HOSTILE: &str = "]]>-->\u{3c}/script>\u{3c}script>alert(1)\u{3c}/script>\u{3c}img/src=x/onerror=alert(1)>'\"`&lt;{{x}}[a](javascript:b)";

#[test]
fn a_hostile_name_is_text_wherever_it_stands() {
    let edits = |name: &str, text: &str| {
        let name = serde_json::to_string(name).expect("a text");
        text.replace("Staff", &name)
            .replace("Application subnet", &name)
            .replace("People who may connect", &name)
            .replace("name: AWS Client VPN", &format!("name: {}", &name.replace("[a](javascript:b)", "")))
    };
    let text = small(&[]) + "\ntags: { team: x }\n";
    let (harmless, hostile) = (report(&edits("x", &text)), report(&edits(HOSTILE, &text)));
    assert_eq!(elements(&hostile), elements(&harmless));
    assert!(!hostile.contains("<img") && !hostile.contains("href=\"javascript"), "{hostile}");
    assert_eq!(data(&hostile)["people"][0]["name"], HOSTILE);
}

#[test]
fn a_blueprint_with_errors_is_shown_with_its_faults() {
    let html = report(&small(&[("192.168.0.0/22", "192.168.0.0/24")]));
    assert!(html.contains("<svg ") && html.contains("<code>vpn.yaml:16:16</code> · client-cidr-size"), "{html}");
    assert!(html.contains("<p>1 error.</p>"));
}

#[test]
fn thousands_of_faults_are_not_all_shown_and_the_errors_among_them_are() {
    let wide = |index| format!("  - {{ to: 10.0.0.0/16, groups: [Wide-{index}] }}\n");
    let narrow = |index| format!("  - {{ to: 10.0.2.{index}/32, groups: [Staff] }}\n");
    let rules: String = (0..16).map(wide).chain((0..16).map(narrow)).collect();
    let names: String = (0..16).map(|index| format!("    Wide-{index}: {{}}\n")).collect();
    let html = report(&small(&[
        (
            "  - { to: 10.0.1.0/24, groups: [Staff], description: Application subnet }\n",
            &format!("{rules}  - {{ to: 10.0.0.0/16, groups: [Nobody] }}\n"),
        ),
        ("    Staff: {", &format!("{names}    Staff: {{")),
    ]));
    assert_eq!(html.matches("<li class=\"error\">").count(), 1, "{html}");
    assert_eq!(html.matches("<span class=\"severity\">").count(), 200);
    assert!(html.contains("more: <code>cvpn check --format json</code> has them all."), "{html}");
}

#[test]
fn a_blueprint_that_cannot_be_read_whole_has_its_faults_alone() {
    let html = report(&small(&[("network:\n", "netwrok: 1\nnetwork:\n")]));
    assert!(html.contains("It cannot be shown, because it cannot be read whole: 1 error."), "{html}");
    assert!(!html.contains("<svg ") && html.contains("unknown-key"));
}

#[test]
fn certificates_have_their_dates_and_the_days_left() {
    let html = report(&gallery("quickstart"));
    let rows = between(&html, "<h3>Certificates</h3>", "<h3>")[0];
    assert!(rows.contains("<th scope=\"row\">Signs for AWS Client VPN</th><td>no end</td>"), "{rows}");
    let html = report(&small(&[("    metadata: saml/client-vpn.xml\n", "")]));
    assert!(html.contains("the metadata is not there yet"), "{html}");
}

#[test]
fn the_same_blueprint_gives_the_same_page() {
    assert_eq!(report(&gallery("zero-trust")), report(&gallery("zero-trust")));
}
