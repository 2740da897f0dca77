//! What the READMEs name: paths exist, commands and their options are those of the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn readmes() -> Vec<(&'static str, String)> {
    let files = [
        "README.md",
        "synth/README.md",
        "tests/aws/README.md",
        "tests/bench/README.md",
        "tests/fuzz/README.md",
        "tests/schemas/README.md",
    ];
    files.map(|file| (file, fs::read_to_string(Path::new(ROOT).join(file)).expect("a README"))).into()
}

/// The words between backticks, and the targets of links.
fn named(text: &str) -> Vec<String> {
    let code = text.split('`').skip(1).step_by(2).map(str::to_owned);
    let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link.to_owned());
    code.chain(links).collect()
}

#[test]
fn paths_exist() {
    let tops = ["blueprints/", "synth/", "tests/", "snapshots/", "out/", ".ci/"];
    let mut seen = 0;
    for (file, text) in readmes() {
        let names = named(&text).into_iter().filter(|name| {
            tops.iter().any(|top| name.starts_with(top))
                && !name.contains(['<', '*', '{', ' ', '…'])
                && !name.contains("NAME")
        });
        for name in names.filter(|name| !name.contains("corp-vpn")) {
            let beside = Path::new(ROOT).join(file).parent().expect("a folder").join(&name);
            assert!(Path::new(ROOT).join(&name).exists() || beside.exists(), "{file} names {name}");
            seen += 1;
        }
    }
    assert!(seen > 10, "the READMEs name paths: {seen}");
}

#[test]
fn commands_and_their_options_are_those_of_the_program() {
    let mut seen = BTreeSet::new();
    for (file, text) in readmes() {
        let lines = text.lines().filter_map(|line| line.strip_prefix("$ "));
        let commands =
            lines.filter_map(|line| line.strip_prefix("cvpn ").or_else(|| line.strip_prefix("cargo run -- ")));
        for command in commands {
            let words: Vec<&str> = command.split_whitespace().collect();
            let depth = if matches!(words[0], "cert" | "ci" | "saml" | "profile") { 2 } else { 1 };
            let mut help = Command::new(env!("CARGO_BIN_EXE_cvpn"));
            let output = help.args(&words[..depth]).arg("--help").output().expect("it runs");
            assert!(output.status.success(), "{file} names `cvpn {command}`");
            let help = String::from_utf8_lossy(&output.stdout);
            for option in words.iter().filter(|word| word.starts_with("--")) {
                assert!(help.contains(option), "{file} names `cvpn {command}`, which has no {option}");
            }
            seen.insert(words[0].to_owned());
        }
    }
    assert!(seen.len() > 5, "the README names commands: {seen:?}");
}

#[test]
fn the_gallery_is_listed() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).expect("the README");
    for entry in fs::read_dir(Path::new(ROOT).join("blueprints/gallery")).expect("the gallery") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(readme.contains(&format!("| `{name}` |")), "README.md lists {name}");
        }
    }
}
