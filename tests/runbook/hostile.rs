//! Text of the blueprint is data: it comes out as itself, whatever it looks like to Markdown, HTML or a shell.

use super::blueprint;
use super::reading::Runbook;
use crate::support::gallery;
use cvpn_blueprint::model::Blueprint;
use cvpn_compiler::runbook::markdown;
use cvpn_compiler::{Language, runbook};
use proptest::prelude::*;
use std::str::FromStr;

/// Text that means something to Markdown, HTML, handlebars, a shell, or the eye.
fn hostile() -> impl Strategy<Value = String> {
    let marks = prop_oneof![
        Just("`"),
        Just("``"),
        Just("```"),
        Just("|"),
        Just("\\|"),
        Just("\\"),
        Just("\\\\"),
        Just("*"),
        Just("**"),
        Just("_"),
        Just("~~"),
        Just("#"),
        Just("# "),
        Just("- "),
        Just("+ "),
        Just("1. "),
        Just("12) "),
        Just("> "),
        Just("=== "),
        Just("---"),
        Just("["),
        Just("]("),
        Just("![x](y)"),
        Just("[x](javascript:y)"),
        Just("[x]: y"),
        Just("<b>"),
        Just("<script>"),
        Just("</code>"),
        Just("<!--"),
        Just("&amp;"),
        Just("&#124;"),
        Just("${user:x}"),
        Just("$x$"),
        Just("$(x)"),
        Just("{{x}}"),
        Just("{{{x}}}"),
        Just("{{/each}}"),
        Just("'"),
        Just("\""),
        Just(" "),
        Just("    "),
        Just("\u{202e}"),
        Just("\u{200f}"),
        Just("\u{200b}"),
        Just("\u{feff}"),
        Just("\u{2028}"),
        Just("\u{a0}"),
        Just("日本"),
        Just("é"),
        Just("e\u{301}"),
        Just("😀"),
        Just("x"),
        Just("y z"),
        Just(":"),
        Just("!"),
        Just("- [ ] "),
    ];
    let letters =
        any::<char>().prop_filter("a control character", |letter| !letter.is_control()).prop_map(String::from);
    let part = prop_oneof![4 => marks.prop_map(str::to_owned), 1 => letters];
    prop::collection::vec(part, 1..8).prop_map(|parts| parts.concat())
}

/// The same with new lines and tabs, where a blueprint takes them.
fn hostile_lines() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![3 => hostile(), 1 => Just("\n".to_owned()), 1 => Just("\t".to_owned())], 1..4)
        .prop_map(|parts| parts.concat())
}

fn typed<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// A blueprint of the gallery with other text in every place that the runbook shows.
fn with(name: &str, words: &[String], lines: &[String]) -> Option<(Blueprint, Vec<String>, Option<String>)> {
    let mut blueprint = blueprint(&gallery(name));
    let center = blueprint.identity_center.as_mut()?;
    let mut values = vec![words[0].clone(), words[1].clone(), lines[0].clone(), lines[1].clone()];
    center.application.name = typed(&words[0])?;
    center.application.arn = None;
    if let Some(file) = typed(&words[2]) {
        center.application.metadata = Some(file);
        values.push(words[2].clone());
    }
    let user_name: String = words[3].split_whitespace().collect();
    let user_name: String = user_name.chars().filter(|letter| !letter.is_whitespace()).collect();
    let group = typed(&words[1])?;
    let mut user = center.users.values().next()?.clone();
    user.given_name = typed(&lines[0])?;
    user.family_name = typed(&lines[1])?;
    if let Some(email) = typed(&format!("{user_name}@example.com")) {
        user.email = email;
        values.push(user.email.to_string());
    }
    let user_name: cvpn_blueprint::types::UserName = typed(&user_name)?;
    values.push(user_name.to_string());
    let made = cvpn_blueprint::model::Group { members: vec![user_name.clone()], ..Default::default() };
    center.users = [(user_name, user)].into();
    center.groups = [(group, made)].into();
    let route = blueprint.network.routes.first_mut();
    let mut description = None;
    if let Some(route) = route {
        route.description = Some(typed(&lines[2])?);
        description = Some(lines[2].clone()).filter(|text| !text.trim().is_empty());
        route.description = route.description.clone().filter(|_| description.is_some());
    }
    Some((blueprint, values, description))
}

/// Places in which a text can stand.
const PLACES: [&str; 7] =
    ["TEXT", "before TEXT after", "# TEXT", "- [ ] TEXT", "1. TEXT", "> TEXT", "| a | b |\n|---|---|\n| TEXT | TEXT |"];

fn words_of(read: &Runbook) -> Vec<String> {
    let titles = read.sections.iter().map(|section| section.title.clone()).filter(|title| !title.is_empty());
    titles.chain(read.sections.iter().flat_map(|section| section.texts.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_comes_out_as_itself_and_changes_nothing_around_it(
        words in prop::collection::vec(hostile(), 4),
        lines in prop::collection::vec(hostile_lines(), 3),
        name in prop_oneof![Just("transit-gateway"), Just("full-tunnel"), Just("multi-group")],
    ) {
        let Some((blueprint, values, description)) = with(name, &words, &lines) else { return Ok(()) };
        let tame = ["tame", "tamer", "tame.xml", "tamest"].map(str::to_owned);
        let (tame, ..) = with(name, &tame, &["a", "b", "c"].map(str::to_owned)).expect("tame text");
        let mut tame = tame;
        let described = blueprint.network.routes[0].description.is_some();
        tame.network.routes[0].description = tame.network.routes[0].description.clone().filter(|_| described);
        for language in Language::ALL {
            let text = runbook(&blueprint, language);
            let read = Runbook::read(&text);
            let found: Vec<&String> = read.sections.iter().flat_map(|section| &section.values).collect();
            for value in &values {
                prop_assert!(found.contains(&value), "{value:?} is not in {found:?}\n{text}");
            }
            if let Some(description) = &description {
                let texts: Vec<&String> = read.sections.iter().flat_map(|section| &section.texts).collect();
                let wanted = format!("({description})");
                prop_assert!(texts.iter().any(|text| text.contains(&wanted)), "{wanted:?} is not in {texts:?}\n{text}");
            }
            prop_assert_eq!(&read.shape, &Runbook::read(&runbook(&tame, language)).shape, "{}", text);
        }
    }

    #[test]
    fn an_escaped_text_reads_as_itself_in_every_place(text in hostile_lines()) {
        for place in PLACES {
            let tame = Runbook::read(&place.replace("TEXT", "tame"));
            let read = Runbook::read(&place.replace("TEXT", &markdown::escape(&text)));
            let wanted: Vec<String> = words_of(&tame).iter().map(|words| words.replace("tame", &text)).collect();
            prop_assert_eq!(words_of(&read), wanted, "in {:?}", place);
            prop_assert_eq!(read.shape, tame.shape, "in {:?}", place);

            let tame = Runbook::read(&place.replace("TEXT", "`tame`"));
            let read = Runbook::read(&place.replace("TEXT", &markdown::code(&text)));
            let values: Vec<&String> = read.sections.iter().flat_map(|section| &section.values).collect();
            prop_assert!(!values.is_empty() && values.iter().all(|value| **value == text), "{:?} in {:?}", values, place);
            prop_assert_eq!(read.shape, tame.shape, "in {:?}", place);
        }
    }
}
