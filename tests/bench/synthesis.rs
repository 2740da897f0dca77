//! How long each stage takes: `cargo bench --bench synthesis`.
//!
//! Small has 3 rules and 1 route, large 200 and 100; a fleet is 1,000 small ones. Whole processes are measured by
//! `python3 tests/bench/peers`.

// What writes belongs to the program and to no crate.
#[allow(dead_code)]
#[path = "../../synth/cli/failure.rs"]
mod failure;
#[allow(dead_code, unused_imports)]
#[path = "../../synth/cli/write/mod.rs"]
mod write;

use cvpn_blueprint::fault::Target;
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::{Checked, Circumstances, Document, check, examine};
use cvpn_compiler::lower::lower;
use cvpn_compiler::target::{cfn, hcl};
use cvpn_compiler::{Language, runbook, synthesize};
use divan::{Bencher, black_box};
use std::collections::BTreeMap;
use std::fmt::Write;
use tempfile::TempDir;
use write::{Disk, OutFolder, Output, publish};

const SMALL: &str = include_str!("peers/small.yaml");
const METADATA: &str = include_str!("../../blueprints/gallery/saml/client-vpn.xml");

fn main() {
    divan::main();
}

/// The small one with more rules and routes.
fn large(rules: usize, routes: usize) -> String {
    let (head, _) = SMALL.split_once("  routes:\n").expect("it has routes");
    let mut text = head.to_owned() + "  routes:\n";
    for route in 0..routes {
        let _ = writeln!(text, "    - {{ to: 172.16.{route}.0/24 }}");
    }
    text.push_str("access:\n");
    for rule in 0..rules {
        let _ = writeln!(text, "  - {{ to: 172.16.{}.{}/32, groups: [Staff] }}", rule % routes, rule / routes);
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

/// Both targets, one after the other.
#[divan::bench(args = ["small", "large"])]
fn lowering(bencher: Bencher, size: &str) {
    let checked = checked(size);
    bencher.bench(|| checked.targets().map(|target| lower(black_box(&checked), target)).collect::<Vec<_>>());
}

/// Plan to documents to text.
#[divan::bench(args = ["small", "large"])]
fn printing_cloudformation(bencher: Bencher, size: &str) {
    let plan = lower(&checked(size), Target::CloudFormation);
    bencher.bench_local(|| cfn::templates(black_box(&plan), "0.0.0"));
}

/// Plan to documents to text.
#[divan::bench(args = ["small", "large"])]
fn printing_terraform(bencher: Bencher, size: &str) {
    let plan = lower(&checked(size), Target::Terraform);
    bencher.bench_local(|| {
        let modules = hcl::modules(black_box(&plan), &BTreeMap::new());
        modules.iter().map(|(_, body)| hcl::print(body)).collect::<Vec<_>>()
    });
}

#[divan::bench(args = ["small", "large"])]
fn printing_runbook(bencher: Bencher, size: &str) {
    let blueprint = blueprint(size);
    bencher.bench(|| runbook(black_box(&blueprint), Language::En));
}

/// All of lowering and printing.
#[divan::bench(args = ["small", "large"])]
fn synthesizing(bencher: Bencher, size: &str) {
    let checked = checked(size);
    bencher.bench(|| synthesize(black_box(&checked), "0.0.0"));
}

fn output(size: &str) -> Output {
    Output::new("corp-vpn", "", "0.0.0", synthesize(&checked(size), "0.0.0").artifacts)
}

fn folder(place: &TempDir) -> OutFolder {
    OutFolder::to_write(place.path(), &mut Disk::default(), || ()).expect("a folder")
}

#[divan::bench(args = ["small", "large"])]
fn writing(bencher: Bencher, size: &str) {
    let output = output(size);
    // Dropped, that is removed, when the time has been taken.
    bencher.with_inputs(|| tempfile::tempdir().expect("a folder")).bench_refs(|place| {
        publish(&mut Disk::default(), &folder(place), black_box(&output)).expect("written");
    });
}

#[divan::bench(args = ["small", "large"])]
fn writing_what_is_there(bencher: Bencher, size: &str) {
    let (output, place) = (output(size), tempfile::tempdir().expect("a folder"));
    let out = folder(&place);
    publish(&mut Disk::default(), &out, &output).expect("written");
    bencher.bench(|| publish(&mut Disk::default(), &out, black_box(&output)).expect("compared"));
}

/// Text to text, for one after the other of 1,000 blueprints.
#[divan::bench]
fn fleet(bencher: Bencher) {
    let texts: Vec<String> =
        (0..1_000).map(|number| SMALL.replace("name: corp-vpn", &format!("name: vpn-{number}"))).collect();
    bencher.bench(|| {
        for text in &texts {
            let examined = examine(Document::parse("vpn.yaml", text), circumstances);
            black_box(synthesize(&examined.checked.expect("no errors"), "0.0.0"));
        }
    });
}
