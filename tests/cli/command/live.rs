//! The commands that talk to AWS, before they do.

use crate::support::place::Place;

/// A use of each.
const COMMANDS: [&[&str]; 7] = [
    &["deploy", "vpn.yaml"],
    &["diff", "vpn.yaml"],
    &["status", "vpn.yaml"],
    &["sessions", "vpn.yaml"],
    &["profile", "vpn.yaml", "-o", "corp.ovpn"],
    &["crl", "import", "vpn.yaml"],
    &["destroy", "vpn.yaml"],
];

#[cfg(not(feature = "deploy"))]
#[test]
fn a_build_without_the_feature_says_how_to_get_it() {
    let place = Place::small();
    for command in COMMANDS {
        let run = place.run(command);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{command:?}");
        assert!(run.stderr.contains("`cargo install --path . --features deploy`"), "{command:?}: {run:?}");
    }
}

#[test]
fn a_profile_without_a_blueprint_is_wrong_use() {
    let run = Place::small().run(&["profile"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("there is no blueprint"), "{run:?}");
}

#[cfg(feature = "deploy")]
mod with {
    use super::COMMANDS;
    use crate::support::place::Place;

    #[test]
    fn a_blueprint_with_faults_is_not_deployed() {
        let place = Place::small();
        place.edit("vpn.yaml", "192.168.0.0/22", "10.0.0.0/22");
        for command in COMMANDS.into_iter().filter(|command| command[0] != "crl") {
            let run = place.run(command);
            assert_eq!(run.code, Some(1), "{command:?}: {run:?}");
            assert!(run.stderr.contains("error[client-cidr-overlap]"), "{command:?}: {run:?}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_told() {
        let run = Place::empty().run(&["deploy", "vpn.yaml"]);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains("cannot read vpn.yaml"), "{run:?}");
    }

    #[test]
    fn a_pace_that_is_none_is_told() {
        let place = Place::small();
        let output = place.command(&["status", "vpn.yaml"]).env("CVPN_PACE", "0").output().expect("it runs");
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("CVPN_PACE is \"0\"") && said.contains("from 0.001 to 1"), "{said}");
    }

    #[test]
    fn nothing_is_taken_down_unless_its_name_is_typed() {
        let place = Place::small();
        let other = place.run(&["destroy", "vpn.yaml", "--yes", "other"]);
        assert_eq!(other.code, Some(2));
        assert!(other.stderr.contains("\"other\" is not the name of the VPN, corp-vpn"), "{other:?}");
        let nobody = place.run(&["destroy", "vpn.yaml"]);
        assert_eq!(nobody.code, Some(2));
        assert!(nobody.stderr.contains("there is no terminal to ask in"), "{nobody:?}");
    }

    #[test]
    fn a_revocation_list_is_looked_at_before_it_is_imported() {
        let place = Place::small();
        place.write("certificates/crl.pem", "not a list");
        let run = place.run(&["crl", "import", "vpn.yaml"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("pem-unreadable"), "{run:?}");
    }
}
