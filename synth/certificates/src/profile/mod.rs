//! Profiles: the files with which clients connect (`.ovpn`).

mod check;
mod endpoint;
mod render;

pub use check::{Checked, Expected, check};
pub use endpoint::Endpoint;
pub use render::{Client, Profile, SignIn, Transport, with_client};

use crate::Zeroizing;
use cvpn_blueprint::Document;
use cvpn_blueprint::fault::{Fault, Span};
use cvpn_blueprint::rule::profile::PROFILE_SYNTAX;
use std::collections::BTreeMap;

/// A line that says something, such as `proto udp`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Directive {
    name: String,
    arguments: Vec<String>,
    span: Span,
}

/// A file in the profile, between `<name>` and `</name>`.
struct Inline {
    name: String,
    body: Zeroizing<String>,
    span: Span,
}

/// What stands in a profile.
struct Parts {
    /// Its text without what is in files, so that no byte of a key is in it.
    document: Document,
    directives: Vec<Directive>,
    /// By their names. Of several with one name, the first.
    inlines: BTreeMap<String, Inline>,
}

impl Parts {
    /// Reads a profile.
    fn read(name: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Self {
        let text = Zeroizing::new(String::from_utf8_lossy(bytes).into_owned());
        let (mut directives, mut inlines, mut outline) = (Vec::new(), BTreeMap::new(), String::new());
        let mut length = 0;
        let mut open: Option<Inline> = None;
        for whole in text.split_inclusive('\n') {
            let line = whole.trim();
            let shown = if open.as_ref().is_some_and(|inline| is_end(line, &inline.name)) {
                if let Some(inline) = open.take() {
                    inlines.entry(inline.name.clone()).or_insert(inline);
                }
                line
            } else if let Some(inline) = &mut open {
                if !inlines.contains_key(&inline.name) {
                    inline.body.push_str(whole);
                }
                if is_pem_line(line) { line } else { "" }
            } else if is_directive(line) || tag(line).is_some() {
                line
            } else {
                ""
            };
            let span = Span { start: length, end: length + shown.chars().count() };
            match tag(line) {
                Some(name) if open.is_none() && line == shown && !is_end(line, name) => {
                    // A key's text must not move while it grows, because what it leaves behind is not wiped.
                    let room = if name == "key" && !inlines.contains_key(name) { 16 << 10 } else { 0 };
                    let body = Zeroizing::new(String::with_capacity(room));
                    open = Some(Inline { name: name.to_owned(), body, span });
                }
                _ if open.is_none() && is_directive(line) => directives.push(Directive::read(line, span)),
                _ => {}
            }
            outline.push_str(shown);
            outline.push('\n');
            length = span.end + 1;
        }
        if let Some(inline) = open {
            let message = format!("`<{}>` has no end", inline.name);
            faults.push(Fault::new(&PROFILE_SYNTAX, inline.span, message).allowed(format!("`</{}>`", inline.name)));
        }
        if !directives.iter().any(|directive| ["client", "remote"].contains(&directive.name.as_str())) {
            faults.push(
                Fault::new(&PROFILE_SYNTAX, Span::default(), "the file is no profile").allowed("`client`, `remote …`"),
            );
            outline.clear();
        }
        Parts { document: Document::plain(name, outline), directives, inlines }
    }

    fn directive(&self, name: &str) -> Option<&Directive> {
        self.directives.iter().find(|directive| directive.name == name)
    }

    fn inline(&self, name: &str) -> Option<&Inline> {
        self.inlines.get(name)
    }
}

impl Directive {
    fn read(line: &str, span: Span) -> Self {
        let mut words = words(line).into_iter();
        Directive { name: words.next().unwrap_or_default(), arguments: words.collect(), span }
    }

    fn argument(&self, index: usize) -> Option<&str> {
        self.arguments.get(index).map(String::as_str)
    }
}

/// The words of a line, as OpenVPN splits it: quotes hold words together, and a mark begins a comment.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote): (Vec<String>, Option<String>, Option<char>) = (Vec::new(), None, None);
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(mark), _) if letter == mark => quote = None,
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(letters.next()),
            (Some(_), _) => word.get_or_insert_default().push(letter),
            (None, '"' | '\'') => {
                word.get_or_insert_default();
                quote = Some(letter);
            }
            (None, '#' | ';') if word.is_none() => break,
            (None, _) if letter.is_whitespace() => words.extend(word.take()),
            (None, _) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// Whether a line is a directive. Lines of keys are not: they are longer than names, and have capital letters.
fn is_directive(line: &str) -> bool {
    let name = line.split_whitespace().next().unwrap_or_default();
    let name = name.strip_prefix("--").unwrap_or(name);
    (2..=40).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && line.len() <= 1_000
}

/// The name of a line that begins or ends a file.
fn tag(line: &str) -> Option<&str> {
    let name = line.strip_prefix('<')?.strip_suffix('>')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let fine = (1..=40).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || b"-0123456789".contains(&byte));
    fine.then_some(name)
}

fn is_end(line: &str, name: &str) -> bool {
    line.strip_prefix("</").and_then(|rest| rest.strip_suffix('>')) == Some(name)
}

fn is_pem_line(line: &str) -> bool {
    ["-----BEGIN CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----", "-----BEGIN ENCRYPTED PRIVATE KEY-----"]
        .contains(&line)
}
