//! How long each stage takes: `cargo bench`.
//!
//! Small is the quickstart of the gallery; large has 200 rules and 100 routes; a fleet is 1,000 small ones.

use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::{Checked, Circumstances, Document, check, examine};
use cvpn_compiler::synthesize;
use divan::{Bencher, black_box};
use std::fmt::Write;

const SMALL: &str = include_str!("../../blueprints/gallery/quickstart.yaml");
const METADATA: &str = include_str!("../../blueprints/gallery/saml/client-vpn.xml");

fn main() {
    divan::main();
}

/// The quickstart with more rules and routes.
fn large(rules: usize, routes: usize) -> String {
    let (head, _) = SMALL.split_once("\naccess:").expect("quickstart has rules");
    let mut text = head.to_owned() + "\n  routes:\n";
    for route in 0..routes {
        let _ = writeln!(text, "    - {{ to: 172.16.{route}.0/24 }}");
    }
    text.push_str("access:\n");
    for rule in 0..rules {
        let _ = writeln!(text, "  - {{ to: 172.16.{}.{}/32, groups: [VPN-User-Group] }}", rule % routes, rule / routes);
    }
    text
}

fn text(size: &str) -> String {
    if size == "small" { SMALL.to_owned() } else { large(200, 100) }
}

fn circumstances(blueprint: &Blueprint) -> Circumstances {
    let files = blueprint.files().into_iter().map(|file| (file.clone(), Ok(METADATA.to_owned()))).collect();
    Circumstances { files, ..Circumstances::default() }
}

fn blueprint(size: &str) -> Blueprint {
    Document::parse("vpn.yaml", text(size)).blueprint.expect("a blueprint")
}

fn checked(size: &str) -> Checked {
    let blueprint = blueprint(size);
    let circumstances = circumstances(&blueprint);
    check(blueprint, circumstances).0.expect("no errors")
}

#[divan::bench(args = ["small", "large"])]
fn parsing(bencher: Bencher, size: &str) {
    let text = text(size);
    bencher.bench(|| Document::parse("vpn.yaml", black_box(&text)));
}

#[divan::bench(args = ["small", "large"])]
fn checking(bencher: Bencher, size: &str) {
    let blueprint = blueprint(size);
    let circumstances = circumstances(&blueprint);
    bencher
        .with_inputs(|| (blueprint.clone(), circumstances.clone()))
        .bench_values(|(blueprint, known)| check(blueprint, known));
}

#[divan::bench(args = ["small", "large"])]
fn compiling(bencher: Bencher, size: &str) {
    let checked = checked(size);
    bencher.bench(|| synthesize(black_box(&checked), "0.0.0"));
}

/// Text to text, for one after the other of 1,000 blueprints.
#[divan::bench]
fn fleet(bencher: Bencher) {
    let texts: Vec<String> =
        (0..1_000).map(|number| SMALL.replace("name: quickstart", &format!("name: vpn-{number}"))).collect();
    bencher.bench(|| {
        for text in &texts {
            let examined = examine(Document::parse("vpn.yaml", text), circumstances);
            black_box(synthesize(&examined.checked.expect("no errors"), "0.0.0"));
        }
    });
}
