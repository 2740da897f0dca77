//! Runs at once, and runs that are killed for good.

use crate::support::place::Place;
use std::collections::BTreeMap;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

/// A place with two blueprints of one name, and what each becomes.
fn rivals() -> (Place, [BTreeMap<String, String>; 2]) {
    let place = Place::small();
    let text = place.read("vpn.yaml");
    place.write("wide.yaml", text.replace("10.0.1.0/24", "10.0.2.0/24"));
    let outputs = ["vpn.yaml", "wide.yaml"].map(|file| {
        let run = place.run(&["synth", file]);
        assert_eq!(run.code, Some(0), "{run:?}");
        place.tree("out/corp-vpn")
    });
    assert_ne!(outputs[0], outputs[1]);
    (place, outputs)
}

#[test]
fn runs_at_once_leave_one_output_whole() {
    let (place, outputs) = rivals();
    for round in 0..5 {
        let files = ["vpn.yaml", "wide.yaml"].into_iter().cycle().take(8);
        let children: Vec<_> = files
            .map(|file| {
                let mut command = place.command(&["synth", file]);
                command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs")
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().expect("it ends");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert!(outputs.contains(&place.tree("out/corp-vpn")), "round {round}");
        assert_eq!(std::fs::read_dir(place.path("out")).expect("out").count(), 1, "round {round}");
    }
}

#[test]
fn a_run_that_is_killed_leaves_one_output_whole() {
    let (place, outputs) = rivals();
    for round in 0..60_u64 {
        let file = ["vpn.yaml", "wide.yaml"][usize::from(round % 2 == 0)];
        let mut command = place.command(&["synth", file]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        sleep(Duration::from_micros(round * 337 % 20_000));
        child.kill().expect("killed");
        child.wait().expect("it ends");
        assert!(outputs.contains(&place.tree("out/corp-vpn")), "round {round}");
    }
    assert_eq!(place.run(&["synth", "wide.yaml"]).code, Some(0));
    assert_eq!(place.tree("out").len(), outputs[1].len(), "nothing is left beside it");
}
