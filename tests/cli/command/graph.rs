//! `cvpn graph`.

use crate::support::place::Place;

#[test]
fn each_format_has_its_beginning() {
    let place = Place::small();
    for (format, start) in [
        ("human", "flowchart LR\n"),
        ("mermaid", "flowchart LR\n"),
        ("dot", "digraph \"corp-vpn\" {\n"),
        ("svg", "<svg xmlns="),
        ("json", "{\n  \"file\": \"vpn.yaml\""),
    ] {
        let run = place.run(&["graph", "vpn.yaml", "--format", format]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{format}");
        assert!(run.stdout.starts_with(start), "{run:?}");
    }
}

#[test]
fn a_file_is_replaced_as_a_whole() {
    let place = Place::small();
    place.write("vpn.svg", "old");
    let run = place.run(&["graph", "vpn.yaml", "--format", "svg", "-o", "vpn.svg"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (Some(0), "", ""));
    assert!(place.read("vpn.svg").starts_with("<svg") && place.read("vpn.svg").ends_with("</svg>\n"));
    // Nothing is left beside it.
    let files: Vec<String> = place.tree(".").into_keys().filter(|path| path.contains("tmp")).collect();
    assert_eq!(files, [""; 0]);
    let run = place.run(&["graph", "vpn.yaml", "-o", "saml"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(2), "error: cannot write saml: it is a folder\n"));
    let run = place.run(&["graph", "vpn.yaml", "-o", "none/vpn.svg"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: cannot write none/vpn.svg: "), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let place = Place::small();
    place.write("real/vpn.svg", "old");
    std::os::unix::fs::symlink("real/vpn.svg", place.path("vpn.svg")).expect("a link");
    place.run(&["graph", "vpn.yaml", "-o", "vpn.svg"]);
    assert!(place.path("vpn.svg").is_symlink());
    assert!(place.read("real/vpn.svg").starts_with("flowchart"));
}

#[test]
fn the_blueprint_itself_is_never_replaced() {
    let place = Place::small();
    let before = place.read("vpn.yaml");
    for command in ["graph", "report"] {
        let run = place.run(&[command, "vpn.yaml", "-o", "saml/../vpn.yaml"]);
        let message =
            "error: cannot write saml/../vpn.yaml: it is the blueprint\nhelp: name another file; nothing was written\n";
        assert_eq!((run.code, run.stderr.as_str()), (Some(2), message));
    }
    assert_eq!(place.read("vpn.yaml"), before);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_through_and_stays() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    let place = Place::small();
    let run = place.run(&["graph", "vpn.yaml", "-o", "/dev/null"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let null = std::fs::metadata("/dev/null").expect("a device");
    assert!(null.file_type().is_char_device());
    let run = place.run(&["graph", "vpn.yaml", "-o", "/dev/stdout"]);
    assert!(run.stdout.starts_with("flowchart"), "{run:?}");
    symlink("new.mmd", place.path("link.mmd")).expect("a link");
    place.run(&["graph", "vpn.yaml", "-o", "link.mmd"]);
    assert!(place.path("link.mmd").is_symlink() && place.read("new.mmd").starts_with("flowchart"));
    // A file for a few stays one for a few.
    std::fs::set_permissions(place.path("new.mmd"), PermissionsExt::from_mode(0o640)).expect("a mode");
    place.run(&["graph", "vpn.yaml", "-o", "new.mmd"]);
    let mode = std::fs::metadata(place.path("new.mmd")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn errors_are_told_beside_the_picture() {
    let place = Place::small();
    place.edit("vpn.yaml", "192.168.0.0/22", "192.168.0.0/24");
    let run = place.run(&["graph", "vpn.yaml"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.starts_with("flowchart LR\n") && run.stderr.contains("error[client-cidr-size]"), "{run:?}");
    place.edit("vpn.yaml", "network:", "netwrok: x\nnetwork:");
    let run = place.run(&["graph", "vpn.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
}
