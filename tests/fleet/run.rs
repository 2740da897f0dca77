//! A command over many blueprints.

use crate::support::place::Place;
use crate::support::{small, snapshot};

/// A folder with so many blueprints of accounts of their own.
fn fleet(count: usize) -> Place {
    let place = Place::small();
    std::fs::remove_file(place.path("vpn.yaml")).expect("the small one");
    for number in 0..count {
        let name = format!("vpn-{number:04}");
        let own = format!("{:012}", 111_122_223_333 + number);
        place.write(
            &format!("{name}.yaml"),
            small(&[("corp-vpn", &name)])
                .replace("111122223333", &own)
                .replace("d-0123456789", &format!("d-{number:010x}"))
                .replace("vpc-0123456789abcdef0", &format!("vpc-{number:017x}")),
        );
    }
    place
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let place = fleet(70);
    let runs = ["1", "2", "7"].map(|jobs| {
        let run = place.run(&["synth", "--jobs", jobs, "--out", &format!("out-{jobs}")]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let said =
            (run.stdout.replace(&format!("out-{jobs}"), "out"), run.stderr.replace(&format!("out-{jobs}"), "out"));
        (said, place.tree(&format!("out-{jobs}")))
    });
    assert_eq!(runs[0].1.len(), 70 * 11);
    assert!(runs[0] == runs[1] && runs[1] == runs[2]);
}

#[test]
fn a_summary_tells_the_accounts_and_regions() {
    let place = fleet(3);
    place.edit("vpn-0001.yaml", "192.168.0.0/22", "192.168.0.0/24");
    place.write("vpn-0002.yaml", "version: 1\nname: x\nnetwork: [\n");
    let run = place.run(&["check"]);
    let table: Vec<_> = run.stderr.lines().skip_while(|line| !line.starts_with("account")).collect();
    snapshot!("fleet-summary", table.join("\n"));
}

#[test]
fn alternatives_are_checked_each_by_itself() {
    let place = Place::small();
    place.write("twin.yaml", small(&[("corp-vpn", "twin")]));
    let run = place.run(&["check"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("fleet-same-group"), "{run:?}");
    let separate = place.run(&["check", "--separate"]);
    assert_eq!((separate.code, separate.stderr.contains("fleet-")), (Some(0), false), "{separate:?}");
}

#[test]
fn a_blueprint_that_clashes_with_another_leaves_its_old_output_as_it_is() {
    let place = fleet(3);
    assert_eq!(place.run(&["synth"]).code, Some(0));
    let before = place.tree("out/vpn-0002");
    place.edit("vpn-0002.yaml", "d-0000000002", "d-0000000001");
    let run = place.run(&["synth"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), "out/vpn-0000\nout/vpn-0001\n"), "{run:?}");
    assert!(run.stderr.contains("vpn-0002.yaml: 1 error; nothing is written\n"), "{run:?}");
    assert!(run.stderr.ends_with("3 blueprints: 2 unchanged, 1 faulty\n"), "{run:?}");
    assert_eq!(place.tree("out/vpn-0002"), before);
}

#[test]
fn machines_get_the_faults_between_blueprints_with_their_files() {
    let place = Place::small();
    place.write("twin.yaml", small(&[("corp-vpn", "twin")]));
    let run = place.run(&["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let of = |file: &str| {
        json["blueprints"].as_array()?.iter().find(|blueprint| blueprint["file"] == file)?["faults"].as_array()
    };
    let codes = |file| {
        of(file).expect("faults").iter().map(|fault| fault["code"].as_str().expect("a code")).collect::<Vec<_>>()
    };
    assert_eq!(codes("twin.yaml"), [""; 0]);
    assert!(codes("vpn.yaml").contains(&"fleet-same-group"), "{json}");
    let place = &of("vpn.yaml").expect("faults")[0]["place"];
    assert_eq!((&place["file"], place["line"].is_u64()), (&"vpn.yaml".into(), true), "{json}");
}

#[test]
fn formats_of_continuous_integration_have_the_faults_between_blueprints() {
    let place = Place::small();
    place.write("twin.yaml", small(&[("corp-vpn", "twin")]));
    let github = place.run(&["check", "--format", "github"]).stdout;
    assert!(github.contains("::error file=vpn.yaml,line="), "{github}");
    assert!(github.contains("fleet-same-group"), "{github}");
    let sarif: serde_json::Value =
        serde_json::from_str(&place.run(&["check", "--format", "sarif"]).stdout).expect("SARIF");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert!(results.iter().any(|result| result["ruleId"] == "fleet-same-group"), "{sarif}");
}
