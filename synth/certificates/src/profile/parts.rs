//! What stands in a profile.

use super::line::{Line, ends, may_end_within};
use crate::Zeroizing;
use cvpn_blueprint::Document;
use cvpn_blueprint::fault::{Fault, Span};
use cvpn_blueprint::rule::profile::PROFILE_SYNTAX;
use std::collections::BTreeMap;
use std::ops::Range;

/// More than any profile: those of AWS have a few KiB, and a certificate with its key adds as much.
const LARGEST: usize = 256 << 10;

const AGAIN: &str = "export the profile again, or take it from whoever hands it out";

/// A line that says something, such as `proto udp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive {
    pub name: String,
    pub arguments: Vec<String>,
    pub span: Span,
}

impl Directive {
    pub fn argument(&self, index: usize) -> Option<&str> {
        self.arguments.get(index).map(String::as_str)
    }
}

/// A file in the profile, between `<name>` and `</name>`.
#[derive(Clone, Debug)]
pub(super) struct Inline {
    pub name: String,
    pub span: Span,
    range: Range<usize>,
}

/// What stands in a profile.
pub(super) struct Parts {
    /// Its text without what is in files, so that no byte of a key is in it.
    pub document: Document,
    /// In file order, with those of `<connection>` blocks: OpenVPN prefers their `remote` to others.
    pub directives: Vec<Directive>,
    /// By their names. Of several with one name, the last.
    inlines: BTreeMap<String, Inline>,
    text: Zeroizing<String>,
}

/// A profile that is being read.
#[derive(Default)]
struct Reader {
    outline: String,
    /// The characters of the outline.
    length: usize,
    directives: Vec<Directive>,
    inlines: BTreeMap<String, Inline>,
    open: Option<Inline>,
    connection: Option<Span>,
    faults: Vec<Fault>,
}

impl Parts {
    /// Reads a profile.
    pub fn read(name: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Self {
        let mut reader = Reader::default();
        let mut text = Zeroizing::new(String::new());
        if is_too_large(bytes) {
            let message = format!("the file has {} bytes", bytes.len());
            faults.push(Fault::new(&PROFILE_SYNTAX, Span::default(), message).allowed("at most 256 KiB").help(AGAIN));
        } else {
            text = Zeroizing::new(String::from_utf8_lossy(bytes).into_owned());
            reader.read(&text);
            reader.finish();
            faults.append(&mut reader.faults);
        }
        let Reader { outline, directives, inlines, .. } = reader;
        Parts { document: Document::plain(name, outline), directives, inlines, text }
    }

    /// The line that counts for an option: of several the last, as OpenVPN reads them, and none if a file comes after it.
    pub fn directive(&self, name: &str) -> Option<&Directive> {
        let last = self.directives.iter().rfind(|directive| directive.name == name);
        last.filter(|last| self.inlines.get(name).is_none_or(|inline| inline.span.start < last.span.start))
    }

    /// The file that counts for an option: the last, and none if a line comes after it.
    pub fn inline(&self, name: &str) -> Option<&Inline> {
        self.inlines.get(name).filter(|_| self.directive(name).is_none())
    }

    /// What is in a file.
    pub fn body(&self, inline: &Inline) -> &str {
        self.text.get(inline.range.clone()).unwrap_or_default()
    }
}

/// Whether it is larger than any profile, so that nobody looks into it.
pub(super) fn is_too_large(bytes: &[u8]) -> bool {
    bytes.len() > LARGEST
}

impl Reader {
    fn read(&mut self, text: &str) {
        // OpenVPN skips one mark of byte order.
        let mut at = text.strip_prefix('\u{feff}').map_or(0, |_| '\u{feff}'.len_utf8());
        for whole in text[at..].split_inclusive('\n') {
            let (start, line) = (at, whole.trim());
            at += whole.len();
            match self.open.take() {
                Some(mut inline) if ends(line, &inline.name) => {
                    inline.range.end = start;
                    self.show(&format!("</{}>", inline.name));
                    self.inlines.insert(inline.name.clone(), inline);
                }
                Some(inline) => {
                    if may_end_within(line, &inline.name) {
                        let message = format!("`</{}>` stands within a line", inline.name);
                        let fault = Fault::new(&PROFILE_SYNTAX, self.span(0), message);
                        self.faults
                            .push(fault.allowed(format!("`</{}>` on a line of its own", inline.name)).help(AGAIN));
                    }
                    self.open = Some(inline);
                    self.show(if is_pem_line(line) { line } else { "" });
                }
                None => self.line(line, at),
            }
        }
    }

    /// A line that stands in no file; what follows it begins at `after`.
    fn line(&mut self, line: &str, after: usize) {
        let end = self.connection.is_some() && ends(line, "connection");
        match if end { Line::End("connection".to_owned()) } else { Line::read(line) } {
            Line::Begin(name) if name == "connection" => self.connection = Some(self.show("<connection>")),
            Line::Begin(name) => {
                let span = self.show(&format!("<{name}>"));
                self.open = Some(Inline { name, span, range: after..after });
            }
            Line::End(_) if end => {
                self.connection = None;
                self.show("</connection>");
            }
            Line::End(name) => {
                let span = self.show(&format!("</{name}>"));
                let message = format!("`</{name}>` has no beginning");
                self.faults.push(
                    Fault::new(&PROFILE_SYNTAX, span, message).allowed(format!("`<{name}>` before it")).help(AGAIN),
                );
            }
            Line::Directive(name, arguments) => {
                let span = self.show(line);
                self.directives.push(Directive { name, arguments, span });
            }
            Line::Nothing => {
                self.show("");
            }
        }
    }

    /// Adds a line to the outline.
    fn show(&mut self, line: &str) -> Span {
        let span = self.span(line.chars().count());
        self.outline.push_str(line);
        self.outline.push('\n');
        self.length = span.end + 1;
        span
    }

    fn span(&self, length: usize) -> Span {
        Span { start: self.length, end: self.length + length }
    }

    fn finish(&mut self) {
        let open = self.open.take().map(|inline| (inline.name, inline.span));
        for (name, span) in open.into_iter().chain(self.connection.map(|span| ("connection".to_owned(), span))) {
            let message = format!("`<{name}>` has no end");
            self.faults.push(Fault::new(&PROFILE_SYNTAX, span, message).allowed(format!("`</{name}>`")));
        }
        if !self.directives.iter().any(|directive| ["client", "remote"].contains(&directive.name.as_str())) {
            self.faults.push(
                Fault::new(&PROFILE_SYNTAX, Span::default(), "the file is no profile").allowed("`client`, `remote …`"),
            );
            self.outline.clear();
        }
    }
}

fn is_pem_line(line: &str) -> bool {
    ["-----BEGIN CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----", "-----BEGIN ENCRYPTED PRIVATE KEY-----"]
        .contains(&line)
}
