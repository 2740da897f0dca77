//! Both languages tell people to do the same.

use super::blueprint;
use super::reading::{Runbook, Section};
use super::whole::GALLERY;
use crate::support::{edit, gallery, small};
use cvpn_compiler::{Language, runbook};

fn both(text: &str) -> [Runbook; 2] {
    let blueprint = blueprint(text);
    Language::ALL.map(|language| Runbook::read(&runbook(&blueprint, language)))
}

/// The number of a step, if the section is one.
fn number(section: &Section) -> Option<usize> {
    section.title.split_once(". ")?.0.parse().ok()
}

fn sorted(values: &[String]) -> Vec<&String> {
    let mut values: Vec<&String> = values.iter().collect();
    values.sort();
    values
}

fn assert_same(name: &str, text: &str) {
    let [english, japanese] = both(text);
    assert_eq!(
        english.sections.len(),
        japanese.sections.len(),
        "{name}: {:?} {:?}",
        english.titles(),
        japanese.titles()
    );
    for (one, other) in english.sections.iter().zip(&japanese.sections) {
        let place = format!("{name}: {} | {}", one.title, other.title);
        assert_eq!(number(one), number(other), "{place}");
        assert_eq!(one.boxes, other.boxes, "boxes of {place}");
        assert_eq!(one.commands, other.commands, "commands of {place}");
        assert_eq!(sorted(&one.values), sorted(&other.values), "values of {place}");
        assert_eq!(one.labels.len(), other.labels.len(), "labels of {place}\n{:?}\n{:?}", one.labels, other.labels);
        assert_eq!(one.texts.len(), other.texts.len(), "texts of {place}\n{:#?}\n{:#?}", one.texts, other.texts);
    }
}

#[test]
fn both_languages_have_the_same_steps_values_and_commands() {
    for name in GALLERY {
        assert_same(name, &gallery(name));
    }
}

#[test]
fn both_languages_say_the_same_of_choices_that_the_gallery_does_not_make() {
    for (name, from, to) in [
        ("a provider that exists", super::parts::EXISTING.0, super::parts::EXISTING.1),
        ("no arn", "    arn: arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef\n", ""),
        (
            "context-aware",
            "  application:\n",
            "  mfa: { prompt: context_aware, unregistered_device: block }\n  application:\n",
        ),
        ("never", "  application:\n", "  mfa: { prompt: never }\n  application:\n"),
        ("email", "  application:\n", "  mfa: { unregistered_device: email_otp }\n  application:\n"),
        ("allow", "  application:\n", "  mfa: { unregistered_device: allow }\n  application:\n"),
        ("directory", "  application:\n", "  source: active_directory\n  application:\n"),
        ("no store", "  identity_store_id: d-0123456789\n", ""),
        ("no log", "endpoint:\n", "endpoint:\n  logging: { enabled: false }\n"),
        (
            "key",
            "endpoint:\n",
            "endpoint:\n  logging: { kms_key_arn: 'arn:aws:kms:ap-northeast-1:111122223333:key/a' }\n",
        ),
        ("enforced", "endpoint:\n", "endpoint:\n  route_enforcement: true\n  ip: { traffic: dual-stack }\n"),
    ] {
        assert_same(name, &small(&[(from, to)]));
    }
}

#[test]
fn both_languages_say_the_same_without_identity_center() {
    let text = gallery("active-directory");
    let federated = "federated: { saml_provider_arn: 'arn:aws:iam::111122223333:saml-provider/Okta', \
                     portal_saml_provider_arn: 'arn:aws:iam::111122223333:saml-provider/Okta-portal' }";
    let mutual = "mutual: { client_root_chain_arn: 'arn:aws:acm:ap-northeast-1:111122223333:certificate/\
                  00000000-0000-0000-0000-000000000000' }";
    for method in [federated, mutual] {
        assert_same(method, &edit(&text, &[("directory: { id: d-0123456789 }", method)]));
    }
}

#[test]
fn emphasis_reaches_no_reader_as_asterisks() {
    for name in GALLERY {
        for read in both(&gallery(name)) {
            assert!(!read.text().contains('*'), "{name}: {}", read.text());
        }
    }
}

#[test]
fn a_japanese_label_that_aws_may_word_otherwise_has_the_english_one_beside_it() {
    let text = runbook(&blueprint(&gallery("quickstart")), Language::Ja);
    assert!(text.contains("**設定 → 認証 → 多要素認証 → 設定** を"));
    assert!(text.contains("**サインインするたび (always-on)** (Every time they sign in (always-on))"));
    assert!(text.contains("**アクション → 属性マッピングを編集** (Actions → Edit attribute mappings)"));
}
