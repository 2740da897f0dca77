//! The gallery as it is embedded.

use cvpn_blueprint::Document;
use cvpn_blueprint::gallery;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_file_of_the_gallery_is_in_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("blueprints/gallery");
    let names = fs::read_dir(folder).expect("the gallery").map(|entry| entry.expect("an entry").file_name());
    let files: BTreeSet<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned))
        .collect();
    let embedded: BTreeSet<String> = gallery::ALL.iter().map(|entry| entry.name.to_owned()).collect();
    assert_eq!(embedded, files);
}

#[test]
fn an_entry_has_its_own_name_and_the_files_that_it_names() {
    for entry in gallery::ALL {
        let blueprint = Document::parse(entry.name, entry.text).blueprint.expect("a blueprint");
        assert_eq!(blueprint.name.as_str(), entry.name);
        let named: BTreeSet<&str> = blueprint.files().into_iter().map(|file| file.as_str()).collect();
        let files: BTreeSet<&str> = entry.files.iter().map(|(path, _)| *path).collect();
        assert_eq!(files, named, "{}", entry.name);
    }
}
