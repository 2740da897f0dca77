//! Whole runbooks.

use super::blueprint;
use crate::support::{gallery, snapshot};
use cvpn_compiler::{Language, runbook};

pub const GALLERY: [&str; 10] = [
    "active-directory",
    "dns-validated",
    "dual-stack",
    "full-tunnel",
    "multi-group",
    "mutual-and-sso",
    "quickstart",
    "split-accounts",
    "transit-gateway",
    "zero-trust",
];

#[test]
fn the_runbook_of_the_quickstart_in_english() {
    snapshot!("runbook-quickstart", runbook(&blueprint(&gallery("quickstart")), Language::En));
}

#[test]
fn the_runbook_of_the_quickstart_in_japanese() {
    snapshot!("runbook-quickstart-ja", runbook(&blueprint(&gallery("quickstart")), Language::Ja));
}

#[test]
fn nothing_is_left_over_where_a_part_does_not_apply() {
    for name in GALLERY {
        for language in Language::ALL {
            let text = runbook(&blueprint(&gallery(name)), language);
            for leftover in ["{{", "}}", "undefined", "null", "[object", "()", "( ", " )", "\n\n\n", " \n", "\t"] {
                assert!(!text.contains(leftover), "{leftover:?} in the runbook of {name}:\n{text}");
            }
            for line in text.lines() {
                let bare = line.trim_start().trim_start_matches("- [ ]").trim_start_matches(['-', '#', '|', ' ']);
                assert!(line.is_empty() || !bare.is_empty() || line.starts_with("|---"), "an empty {line:?} in {name}");
                for gap in ["  ", " .", " ,", ":.", "..", "。。", "、、", "、。"] {
                    assert!(line.starts_with("  ") || !line.contains(gap), "{gap:?} in {line:?} of {name}");
                }
            }
            assert!(text.ends_with('\n') && !text.ends_with("\n\n") && text.starts_with("# "), "{name}");
        }
    }
}

#[test]
fn the_gallery_is_all_here() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints/gallery")).unwrap();
    let names = folder
        .filter_map(|entry| entry.unwrap().file_name().into_string().unwrap().strip_suffix(".yaml").map(str::to_owned));
    let mut names: Vec<String> = names.collect();
    names.sort();
    assert_eq!(names, GALLERY);
}
