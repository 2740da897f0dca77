//! Looks at certificates, keys and revocation lists, whoever made them: what they say, and what Client VPN or ACM would not
//! take.

mod certificate;
mod chain;
mod fold;
mod form;
mod import;
mod key;
mod list;
mod print;
mod purpose;
mod tries;
mod validity;

pub use certificate::{Certificate, PublicKey};
pub use import::inspect_import;
pub use key::PrivateKey;
pub use list::List;

use crate::Zeroizing;
use cvpn_blueprint::Document;
use cvpn_blueprint::fault::{Fault, Severity, Span};
use cvpn_blueprint::report;
use std::fmt;
use time::OffsetDateTime;
use tries::Tries;

/// A file to look at.
#[derive(Clone)]
pub struct Source {
    /// Its name, as messages show it.
    pub name: String,
    /// Its bytes.
    pub bytes: Zeroizing<Vec<u8>>,
    /// Whether other users of the machine can read it.
    pub readable: bool,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The bytes may be those of a key.
        f.debug_tuple("Source").field(&self.name).finish()
    }
}

/// What a look depends on besides the files.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Now.
    pub now: OffsetDateTime,
    /// Days before the end of a certificate from which on there is a warning.
    pub warn_days: u32,
}

impl Terms {
    /// Whole days until a time, negative if it is past.
    pub(crate) fn days_left(&self, until: OffsetDateTime) -> i64 {
        (until - self.now).whole_days()
    }
}

/// A file that was looked at.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name and the lines that begin and end its blocks. No other line of the file is in it.
    pub document: Document,
    /// What is in it, in file order.
    pub items: Vec<Item>,
}

/// A block of a file.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its first line.
    pub span: Span,
    /// Its bytes as text.
    pub size: usize,
    /// What it is.
    pub content: Content,
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum Content {
    /// A certificate.
    Certificate(Box<Certificate>),
    /// A private key.
    Key(PrivateKey),
    /// A revocation list.
    List(Box<List>),
    /// Something else, which says nothing about a VPN: its label.
    Other(String),
    /// A block that cannot be read.
    Unreadable,
}

/// What a look gives.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// The files, in the order in which they were given.
    pub files: Vec<File>,
    /// The faults, each with the index of its file, in file order.
    pub faults: Vec<(usize, Fault)>,
    /// For each certificate in order of the files: who signed it.
    issuers: Vec<chain::Issuer>,
    terms: Terms,
}

/// Looks at files together: a certificate's CA, key and revocation list may be in any of them.
pub fn inspect(sources: &[Source], terms: Terms) -> Inspection {
    let mut inspection = look(sources, terms);
    inspection.settle();
    inspection
}

/// The same with faults in any order and number.
pub(crate) fn look(sources: &[Source], terms: Terms) -> Inspection {
    let mut faults = Vec::new();
    let files: Vec<File> =
        sources.iter().enumerate().map(|(index, source)| form::read(index, source, &mut faults)).collect();
    let all = All::of(&files);
    let issuers = all.issuers();
    purpose::check(&all, &mut faults);
    validity::check(&all, &issuers, terms, &mut faults);
    chain::check(&all, &issuers, &mut faults);
    list::check(&all, &mut faults);
    key::check(&all, sources, &mut faults);
    Inspection { files, faults, issuers, terms }
}

impl Inspection {
    /// Whether a fault is an error.
    pub fn failed(&self) -> bool {
        self.faults.iter().any(|(_, fault)| fault.severity == Severity::Error)
    }

    /// The faults with their documents.
    pub fn faults(&self) -> impl Iterator<Item = (&Fault, &Document)> {
        self.faults.iter().filter_map(|(file, fault)| Some((fault, &self.files.get(*file)?.document)))
    }

    /// The faults as people read them.
    pub fn report(&self, colour: bool) -> String {
        let texts: Vec<_> = self.faults().map(|(fault, document)| report::human(fault, document, colour)).collect();
        texts.join("\n")
    }

    /// Brings the faults into file order, and very many of one kind down to some.
    pub(crate) fn settle(&mut self) {
        let files = &self.files;
        let start = |(file, fault): &(usize, Fault)| {
            (*file, files.get(*file).map_or(0, |file| file.document.locate(&fault.place).start))
        };
        self.faults.sort_by_key(start);
        fold::fold(&mut self.faults);
    }
}

/// All that is in the files, each with the index of its file and its place.
struct All<'a> {
    certificates: Vec<At<'a, Certificate>>,
    keys: Vec<At<'a, PrivateKey>>,
    lists: Vec<At<'a, List>>,
    tries: Tries,
}

/// Something, and where it is.
struct At<'a, T> {
    file: usize,
    name: &'a str,
    span: Span,
    it: &'a T,
}

impl<'a> All<'a> {
    fn of(files: &'a [File]) -> Self {
        let mut all = All { certificates: Vec::new(), keys: Vec::new(), lists: Vec::new(), tries: Tries::default() };
        for (index, file) in files.iter().enumerate() {
            let name = file.document.name.as_str();
            for item in &file.items {
                let (file, span) = (index, item.span);
                match &item.content {
                    Content::Certificate(it) => all.certificates.push(At { file, name, span, it }),
                    Content::Key(it) => all.keys.push(At { file, name, span, it }),
                    Content::List(it) => all.lists.push(At { file, name, span, it }),
                    Content::Other(_) | Content::Unreadable => {}
                }
            }
        }
        all
    }
}
