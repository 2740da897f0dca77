//! What people say of their repository. Each setting holds only letters that mean nothing to YAML, to a shell, to GitHub or
//! in an ARN.

use std::fmt;
use std::str::FromStr;

/// Declares a setting: its documentation, whether a text is one, and what is allowed.
macro_rules! setting {
    ($(#[doc = $doc:literal])+ $name:ident, $allowed:literal, $fine:expr) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Its text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let fine: fn(&str) -> bool = $fine;
                if fine(text) { Ok($name(text.to_owned())) } else { Err(concat!("allowed: ", $allowed).to_owned()) }
            }
        }
    };
}

/// Whether a text has so many letters, all of them ASCII letters, digits or one of some others.
fn plain(text: &str, most: usize, others: &str) -> bool {
    let fine = |letter: char| letter.is_ascii_alphanumeric() || others.contains(letter);
    (1..=most).contains(&text.len()) && text.chars().all(fine)
}

setting! {
    /// A repository of GitHub.
    Repository,
    "OWNER/NAME as GitHub spells them: an owner of up to 39 letters, digits, `-` and `_`, a name of up to 100 letters, digits, `-`, `_` and `.`",
    |text| text.split_once('/').is_some_and(|(owner, name)| {
        plain(owner, 39, "-_") && plain(name, 100, "-_.") && ![".", ".."].contains(&name)
    })
}

setting! {
    /// A branch.
    Branch, "up to 200 letters, digits, `.`, `_`, `/` and `-`, a letter or digit first",
    |text| plain(text, 200, "._/-") && text.starts_with(|first: char| first.is_ascii_alphanumeric())
}

setting! {
    /// An environment of GitHub.
    Environment, "up to 100 letters, digits, `.`, `_` and `-`", |text| plain(text, 100, "._-")
}

setting! {
    /// A role of IAM.
    RoleName, "1 to 64 letters, digits and `+=,.@-_`", |text| plain(text, 64, "+=,.@-_")
}

setting! {
    /// A repository of git that has the sources of cvpn.
    Source, "https://HOST/PATH of letters, digits, `.`, `_`, `~`, `/` and `-`",
    |text| text.strip_prefix("https://").is_some_and(|rest| {
        plain(rest, 400, "._~/-") && rest.split('/').count() > 1 && rest.starts_with(|first: char| first.is_ascii_alphanumeric())
    })
}

setting! {
    /// A commit.
    Revision, "the 40 hexadecimal digits of a commit: a branch or a tag can be moved to other code",
    |text| text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

impl Default for Branch {
    fn default() -> Self {
        Branch("main".to_owned())
    }
}
