//! Hostile names: no format acts on them.

use crate::support::place::Place;
use crate::support::small;
use pulldown_cmark::{Event, Options, Parser};

const NAMES: [&str; 5] = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "a | b ` [x](javascript:alert(1)) **c**",
    "\"quoted\", and, commas",
    "$(touch gone) \u{ff5c} -- @evil",
];

/// A blueprint whose groups have such names, in a file whose name a spreadsheet would calculate.
fn hostile() -> Place {
    let place = Place::empty();
    let quoted: Vec<String> = NAMES.iter().map(|name| serde_json::json!(name).to_string()).collect();
    let groups: String = quoted.iter().map(|name| format!("    {name}: {{}}\n")).collect();
    let text = small(&[
        ("    Staff: { description: People who may connect }\n", &groups),
        (
            "groups: [Staff], description: Application subnet }",
            // What turns the direction of writing can stand in no name, but in a line that is shown.
            &format!("groups: [{}] }} # \u{202e}", quoted.join(", ")),
        ),
    ]);
    place.write("=1+1.yaml", &text);
    let less = text.replace(&format!("[{}]", quoted.join(", ")), &format!("[{}]", quoted[4]));
    place.write("+less.yaml", less);
    place
}

fn runs() -> [Vec<&'static str>; 5] {
    [
        vec!["access", "=1+1.yaml"],
        vec!["access", "=1+1.yaml", "--to", "10.0.1.5"],
        vec!["access", "=1+1.yaml", "--to", "10.0.9.9"],
        vec!["access", "=1+1.yaml", "--matrix"],
        vec!["access", "diff", "=1+1.yaml", "+less.yaml"],
    ]
}

fn run(arguments: &[&str], format: &str) -> String {
    let run = hostile().run(&[arguments, &["--format", format]].concat());
    assert!(matches!(run.code, Some(0 | 1)), "{run:?}");
    run.stdout
}

#[test]
fn a_spreadsheet_calculates_nothing() {
    for arguments in runs() {
        let text = run(&arguments, "csv");
        let mut lines = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut count = 0;
        for line in lines.records() {
            for field in &line.expect("as many fields in every line") {
                assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{field:?} in {text}");
                count += 1;
            }
        }
        assert!(count > 6, "{text}");
    }
    assert!(run(&runs()[0], "csv").contains(",'=1+1.yaml:"), "the file's name is one such field");
}

#[test]
fn a_page_shows_names_as_they_are() {
    for arguments in runs() {
        let text = run(&arguments, "markdown");
        let mut shown = String::new();
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Text(text) | Event::Code(text) => shown += &text,
                Event::Start(tag) => {
                    let name = format!("{tag:?}");
                    let plain = ["Table", "TableHead", "TableRow", "TableCell", "Paragraph"];
                    assert!(plain.iter().any(|plain| name.starts_with(plain)), "{name} in {text}");
                }
                Event::End(_) => shown.push('\n'),
                other => panic!("{other:?} in {text}"),
            }
        }
        if !arguments.contains(&"10.0.9.9") {
            assert!(NAMES[..4].iter().all(|name| shown.contains(name)), "{shown}");
        }
    }
}

#[test]
fn a_terminal_is_not_acted_on() {
    for arguments in runs() {
        let text = run(&arguments, "human");
        assert!(!text.contains('\u{202e}'), "{text}");
    }
    assert!(run(&["access", "=1+1.yaml", "--to", "10.0.9.9"], "human").contains("does not reach"));
}

#[test]
fn machines_get_the_names_themselves() {
    let json: serde_json::Value = serde_json::from_str(&run(&runs()[1], "json")).expect("JSON");
    let mut who: Vec<&str> =
        json["decisions"].as_array().expect("them").iter().filter_map(|one| one["who"].as_str()).collect();
    who.sort_unstable();
    let mut names: Vec<String> = NAMES.iter().map(|name| format!("group:{name}")).collect();
    names.sort_unstable();
    assert_eq!(who, names);
}
