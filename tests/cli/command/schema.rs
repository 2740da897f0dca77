//! `cvpn schema`.

use crate::support::place::Place;

#[test]
fn the_schema_is_printed_as_it_is_used() {
    let place = Place::empty();
    for format in ["human", "json"] {
        let run = place.run(&["schema", "--format", format]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        assert_eq!(&run.json(), cvpn_blueprint::schema());
    }
}
