//! Colours and pipes.

use crate::support::place::{Place, Run};
use std::io::Read;
use std::process::Stdio;

fn with_environment(place: &Place, arguments: &[&str], variable: &str, value: &str) -> Run {
    let output = place.command(arguments).env(variable, value).output().expect("it runs");
    Run {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn faulty() -> Place {
    let place = Place::small();
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/24");
    place
}

#[test]
fn a_pipe_gets_no_colours() {
    let run = faulty().run(&["check"]);
    assert!(run.stderr.contains("error[client-cidr-size]"), "{run:?}");
    assert!(!run.stderr.contains('\x1b'), "{run:?}");
}

#[test]
fn colours_can_be_asked_for_and_refused() {
    let place = faulty();
    let colourful = place.run(&["check", "--color", "always"]);
    assert!(colourful.stderr.contains('\x1b'), "{colourful:?}");
    let plain = with_environment(&place, &["check", "--color", "never"], "CLICOLOR_FORCE", "1");
    assert!(!plain.stderr.contains('\x1b'), "{plain:?}");
    let forced = with_environment(&place, &["check"], "CLICOLOR_FORCE", "1");
    assert!(forced.stderr.contains('\x1b'), "{forced:?}");
    let refused = with_environment(&place, &["check"], "NO_COLOR", "1");
    assert!(!refused.stderr.contains('\x1b'), "{refused:?}");
}

#[test]
fn colours_can_be_asked_for_in_help_and_wrong_use() {
    let place = Place::empty();
    assert!(place.run(&["--color=always", "--help"]).stdout.contains('\x1b'));
    assert!(place.run(&["synth", "--color", "always", "--chek"]).stderr.contains('\x1b'));
    let plain = with_environment(&place, &["--help", "--color", "never"], "CLICOLOR_FORCE", "1");
    assert!(!plain.stdout.contains('\x1b'), "{plain:?}");
}

#[test]
fn a_diff_has_colours_where_they_are_wanted() {
    let place = Place::small();
    let coloured = place.run(&["synth", "--check", "--color", "always"]).stdout;
    assert!(coloured.contains("\x1b[32m+"), "{coloured}");
    let plain = place.run(&["synth", "--check"]).stdout;
    assert!(!plain.contains('\x1b'), "{plain}");
}

#[test]
fn data_for_machines_has_no_colours() {
    let run = faulty().run(&["check", "--format", "json", "--color", "always"]);
    assert!(!run.stdout.contains('\x1b'), "{run:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::small();
    // What was found still decides how a command ends: nothing is written yet, so `--check` finds it missing.
    for (arguments, code) in [
        (&["schema"][..], 0),
        (&["explain"], 0),
        (&["synth", "--check"], 1),
        (&["--help"], 0),
        (&["man"], 0),
        (&["synth", "-h"], 0),
    ] {
        let mut command = place.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().expect("standard error").read_to_string(&mut stderr).expect("UTF-8");
        let status = child.wait().expect("it ends");
        assert_eq!(status.code(), Some(code), "{arguments:?}: {stderr}");
        assert!(!stderr.contains("error") && !stderr.contains("panic"), "{arguments:?}: {stderr}");
    }
}

#[test]
fn files_are_written_although_nobody_reads() {
    let place = Place::small();
    let mut command = place.command(&["synth"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop((child.stdout.take(), child.stderr.take()));
    child.wait().expect("it ends");
    assert!(place.path("out/corp-vpn/manifest.json").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn data_that_cannot_be_printed_is_an_error() {
    let place = Place::empty();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
    let output = place.command(&["schema"]).stdout(full).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(stderr, "error: cannot write to standard output: no space left on device\n");
}

#[test]
fn there_is_no_backtrace_whatever_the_environment_says() {
    let place = Place::empty();
    let run = with_environment(&place, &["check", "missing.yaml"], "RUST_BACKTRACE", "full");
    assert_eq!(run.stderr, "error: cannot read missing.yaml: there is no such file\n");
}
