//! `cvpn completions` and `cvpn man`.

use crate::support::place::Place;

#[test]
fn every_shell_gets_completions_of_every_command() {
    let place = Place::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = place.run(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{shell}");
        for word in ["synth", "explain", "runbook", "--format"] {
            // Fish names options without their dashes.
            assert!(run.stdout.contains(word.trim_start_matches('-')), "{shell} completes {word}");
        }
    }
}

#[test]
fn the_manual_page_is_printed() {
    let run = Place::empty().run(&["man"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains(".TH cvpn 1"), "{}", run.stdout);
}

#[test]
fn neither_is_json() {
    for command in [&["man"][..], &["completions", "bash"]] {
        let run = Place::empty().run(&[command, &["--format", "json"]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.stderr.ends_with("help: it has only `human`\n"), "{run:?}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let place = Place::empty();
    let run = place.run(&["man", "pages"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let pages = place.tree("pages");
    let listed: Vec<String> = pages.keys().map(|name| format!("pages/{name}")).collect();
    let mut printed: Vec<&str> = run.stdout.lines().collect();
    printed.sort_unstable();
    assert_eq!(printed, listed);
    assert!(pages["cvpn-cert-new.1"].contains("\\-\\-domain"), "the commands below a command have pages too");
    assert!(!pages.keys().any(|name| name.contains("-help")), "{:?}", pages.keys());
    for command in ["access", "check", "completions", "explain", "init", "man", "runbook", "schema", "synth"] {
        let page = &pages[&format!("cvpn-{command}.1")];
        assert!(page.contains("Examples:"), "cvpn-{command}.1 has examples");
        assert!(page.contains("\\-\\-format"), "cvpn-{command}.1 has the options of every command");
    }
}
