//! The commands, as a person or a script runs them.

use super::sample::PASSPHRASE;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// `cvpn` in a folder, at the time of all tests.
fn cvpn(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cvpn"))
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", super::sample::NOW.unix_timestamp().to_string())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn texts(output: &Output) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("passphrase"), format!("{PASSPHRASE}\r\nmore\n")).unwrap();
    folder
}

/// Every line of every key of a set.
fn key_lines(folder: &Path) -> Vec<String> {
    let keys = ["ca.key", "server.key", "clients/taro.key", "clients/hanako.key"]
        .map(|key| folder.join("certificates").join(key));
    let texts = keys.iter().filter_map(|key| fs::read_to_string(key).ok());
    texts.flat_map(|text| text.lines().filter(|line| line.len() == 64).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn no_command_prints_a_key_or_a_passphrase() {
    let folder = folder();
    let mut said = String::new();
    let mut keys = Vec::new();
    let mut run = |arguments: &[&str], code: i32| {
        let (out, err, status) = texts(&cvpn(folder.path(), arguments));
        assert_eq!(status, Some(code), "{arguments:?}: {out}{err}");
        said += &(out + &err);
        keys.extend(key_lines(folder.path()));
    };
    let file = ["--passphrase-file", "passphrase"];
    run(&[&["cert", "new", "--domain", "vpn.example.com", "--client", "taro"][..], &file].concat(), 0);
    run(&[&["cert", "client", "hanako"][..], &file].concat(), 0);
    run(&["cert", "inspect", "certificates"], 0);
    run(&["cert", "inspect", "certificates", "--format", "json"], 0);
    run(&[&["cert", "renew"][..], &file].concat(), 0);
    run(&[&["cert", "renew", "taro", "--same-key", "--format", "json"][..], &file].concat(), 0);
    run(&[&["cert", "revoke", "taro"][..], &file].concat(), 0);
    let endpoint = "cvpn-endpoint-0123456789abcdef0.prod.clientvpn.ap-northeast-1.amazonaws.com";
    let hanako = ["--cert", "certificates/clients/hanako.crt", "--key", "certificates/clients/hanako.key"];
    let ca = ["--ca", "certificates/ca.crt", "--server", "certificates/server.crt"];
    let render = ["profile", "render", "--endpoint", endpoint];
    run(&[&render[..], &ca, &hanako, &["-o", "hanako.ovpn"]].concat(), 0);
    run(&[&render[..], &ca, &hanako, &["-o", "hanako.ovpn"]].concat(), 2);
    run(&[&render[..], &ca, &["-o", "vpn.ovpn"]].concat(), 0);
    run(&[&["profile", "render", "--from", "vpn.ovpn"][..], &hanako, &["-o", "from.ovpn"]].concat(), 0);
    run(&[&["profile", "check", "hanako.ovpn", "--format", "json"][..], &ca].concat(), 0);
    let other_key = ["--cert", "certificates/clients/hanako.crt", "--key", "certificates/server.key"];
    run(&[&render[..], &ca, &other_key, &["-o", "wrong.ovpn"]].concat(), 1);
    assert!(!folder.path().join("wrong.ovpn").exists());
    assert_eq!(fs::metadata(folder.path().join("hanako.ovpn")).unwrap().permissions().mode() & 0o777, 0o600);
    run(&["cert", "inspect", "certificates/server.key", "certificates/ca.key", "certificates/ca.crt"], 1);
    run(&["cert", "renew", "--passphrase-file", "certificates/server.key"], 2);
    // A key where a certificate is expected, and a key that is damaged.
    let server_key = fs::read(folder.path().join("certificates/server.key")).unwrap();
    fs::write(folder.path().join("certificates/server.crt"), &server_key).unwrap();
    run(&[&["cert", "renew"][..], &file].concat(), 2);
    fs::write(folder.path().join("certificates/ca.key"), &server_key[..900]).unwrap();
    run(&["cert", "renew"], 2);
    run(&["cert", "inspect", "certificates"], 1);
    assert!(keys.len() > 80);
    for key in keys {
        // Any part of a line would do, so its middle must not be there either.
        assert!(!said.contains(&key[20..44]), "a part of a key in {said}");
    }
    assert!(!said.contains(PASSPHRASE));
}

#[test]
fn new_says_what_a_discarded_ca_key_means() {
    let folder = folder();
    let output = cvpn(folder.path(), &["cert", "new", "--domain", "vpn.example.com", "--ephemeral-ca"]);
    let (out, err, status) = texts(&output);
    assert_eq!(status, Some(0), "{err}");
    assert_eq!(out, "certificates/ca.crt      until 2036-10-23\ncertificates/server.crt  until 2029-01-28\n");
    assert!(err.contains("this one cannot be renewed, because the CA's key was not kept"), "{err}");
    let (_, err, status) = texts(&cvpn(folder.path(), &["cert", "renew"]));
    assert_eq!(status, Some(2));
    assert!(err.contains("there is no ca.key, so nothing can be signed"), "{err}");
}

#[test]
fn without_a_terminal_the_passphrase_comes_from_a_file() {
    let folder = folder();
    let (_, err, status) = texts(&cvpn(folder.path(), &["cert", "new", "--domain", "vpn.example.com"]));
    assert_eq!(status, Some(2));
    assert!(err.contains("give --passphrase-file, or --ephemeral-ca"), "{err}");
    assert!(!folder.path().join("certificates").exists());
}

#[test]
fn a_domain_that_aws_would_not_find_is_refused() {
    let folder = folder();
    let (_, err, status) = texts(&cvpn(folder.path(), &["cert", "new", "--domain", "server", "--ephemeral-ca"]));
    assert_eq!(status, Some(2));
    assert!(err.contains("`server` is not a domain that a server certificate can carry"), "{err}");
}

#[test]
fn the_domain_and_the_clients_come_from_a_blueprint() {
    let folder = folder();
    let blueprint = crate::support::small(&[(
        "    arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-0000-0000-000000000000",
        "    issued: { domain: vpn.example.org }",
    )]);
    fs::write(folder.path().join("vpn.yaml"), blueprint).unwrap();
    let arguments = ["cert", "new", "--blueprint", "vpn.yaml", "--ephemeral-ca", "--dir", "set"];
    let (out, err, status) = texts(&cvpn(folder.path(), &arguments));
    assert_eq!(status, Some(0), "{err}");
    assert!(out.contains("set/server.crt"), "{out}");
    let (out, ..) = texts(&cvpn(folder.path(), &["cert", "inspect", "set"]));
    assert!(out.contains("server CN=vpn.example.org"), "{out}");
    fs::write(folder.path().join("other.yaml"), crate::support::SMALL).unwrap();
    let (_, err, status) =
        texts(&cvpn(folder.path(), &["cert", "new", "--blueprint", "other.yaml", "--ephemeral-ca", "--dir", "b"]));
    assert_eq!(status, Some(2));
    assert!(err.contains("has no `endpoint.server_certificate.issued`"), "{err}");
}

#[test]
fn inspect_serves_as_a_check() {
    let folder = folder();
    let status = |arguments: &[&str]| texts(&cvpn(folder.path(), arguments)).2;
    cvpn(folder.path(), &["cert", "new", "--domain", "vpn.example.com", "--ephemeral-ca", "--days", "30"]);
    let (_, err, code) = texts(&cvpn(folder.path(), &["cert", "inspect", "certificates"]));
    assert_eq!(code, Some(0));
    assert!(err.contains("warning[certificate-expires-soon]"), "{err}");
    assert_eq!(texts(&cvpn(folder.path(), &["cert", "inspect", "certificates", "--warn-days", "29"])).1, "");
    assert_eq!(status(&["cert", "inspect", "passphrase"]), Some(1));
    assert_eq!(status(&["cert", "inspect", "nowhere"]), Some(2));
    fs::create_dir(folder.path().join("empty")).unwrap();
    assert_eq!(status(&["cert", "inspect", "empty"]), Some(2));
}
