//! `cvpn report`.

use crate::support::place::Place;

#[test]
fn it_writes_one_page_for_all() {
    let place = Place::small();
    place.small_as("other");
    place.write("report.html", "old");
    let run = place.run(&["report", "-o", "report.html"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    let html = place.read("report.html");
    assert!(html.starts_with("<!DOCTYPE html>\n") && html.ends_with("</html>\n"));
    assert!(html.contains("<h1>2 Client VPNs</h1>") && html.contains("<a href=\"#vpn-2\">corp-vpn</a>"), "{html}");
    assert!(html.contains("on 2026-10-27 from"), "{html}");
}

#[test]
fn without_a_file_it_prints_the_page() {
    let run = Place::small().run(&["report", "vpn.yaml"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.starts_with("<!DOCTYPE html>\n"), "{run:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_others_are_reported_on() {
    let place = Place::small();
    let run = place.run(&["report", "missing.yaml", "vpn.yaml"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: cannot read missing.yaml"), "{run:?}");
    assert!(run.stdout.contains("<h1>Client VPN corp-vpn</h1>"), "{run:?}");
    let run = place.run(&["report", "missing.yaml", "-o", "report.html"]);
    assert_eq!(run.code, Some(2));
    assert!(!place.path("report.html").exists());
}

#[test]
fn the_report_has_one_format() {
    let run = Place::small().run(&["report", "--format", "json"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.ends_with("help: it has only `human`\n"), "{run:?}");
}
