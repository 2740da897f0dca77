//! The name of a blueprint, for which the text is read no further than there: the one that the whole text gives, or none.

use crate::support::case::gallery_texts;
use cvpn_blueprint::Document;

#[test]
fn it_is_the_one_of_the_blueprint() {
    for (file, text) in gallery_texts() {
        let blueprint = Document::parse("vpn.yaml", &*text).blueprint.expect("a blueprint");
        assert_eq!(Document::name_of(&text).as_deref(), Some(blueprint.name.as_str()), "{file}");
    }
}

#[test]
fn it_is_found_wherever_it_stands() {
    let texts = [
        "name: vpn",
        "\u{feff}version: 1\nname: 'vpn'\naccess: [",
        "{ \"endpoint\": { \"name\": \"other\" }, \"name\": \"vpn\" }",
        "access:\n  - name: other\n  - [name, other]\nname: vpn",
        "one: &name name\nother: *name\nname: vpn",
        "name: vpn\nname: other",
    ];
    for text in texts {
        assert_eq!(Document::name_of(text).as_deref(), Some("vpn"), "{text}");
    }
}

#[test]
fn there_is_none_where_the_whole_text_must_say() {
    let deep = "[".repeat(10_000);
    let texts = [
        "",
        "version: 1",
        "- name: vpn",
        "- name\n- vpn",
        "name: [vpn]",
        "name: { name: vpn }",
        "one: &vpn other\nname: *vpn\nsecond: vpn",
        "endpoint: { name: vpn }",
        "access: [\nname: vpn",
        &deep,
    ];
    for text in texts {
        assert_eq!(Document::name_of(text), None, "{text}");
    }
}
