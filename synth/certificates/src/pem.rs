//! PEM files: their blocks, where they stand, and a view of the text that shows no key.

use base64ct::{Base64, Encoding};
use cvpn_blueprint::fault::Span;
use std::ops::Range;
use zeroize::Zeroizing;

/// The most blocks that are read of a file: far more than chains and bundles have.
const MOST: usize = 1_000;

/// What is wrong with the form of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// More than the label stands on the line with which it begins.
    Begin,
    /// The line with which it ends is missing, or has another label.
    End,
    /// What is between is not Base64.
    Base64,
}

/// A block: what stands between `-----BEGIN …-----` and `-----END …-----`.
pub(crate) struct Block {
    /// What it says it is, such as `CERTIFICATE`.
    pub label: String,
    /// Its first line.
    pub span: Span,
    /// Where its text is.
    pub range: Range<usize>,
    /// What is in it.
    pub contents: Result<Zeroizing<Vec<u8>>, Flaw>,
    /// Whether its header says that it is encrypted, in the way older than PKCS #8.
    encrypted: bool,
}

impl Block {
    /// Whether it holds a private key.
    pub fn is_private_key(&self) -> bool {
        self.label.ends_with("PRIVATE KEY")
    }

    /// Whether it holds an encrypted private key.
    pub fn is_encrypted(&self) -> bool {
        self.is_private_key() && (self.encrypted || self.label.starts_with("ENCRYPTED"))
    }
}

/// A PEM file.
pub(crate) struct Pem {
    /// The lines that begin and end blocks, where they stand. All other lines are empty: reports show this text, and no
    /// byte of a key is in it, wherever somebody has put one.
    pub outline: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Where the first block is that was not read, because there are too many.
    pub more: Option<Span>,
}

/// The label of a line that begins or ends a block.
fn label<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let label = line.strip_prefix("-----")?.strip_prefix(word)?.strip_prefix(' ')?.strip_suffix("-----")?;
    let fine =
        (1..=64).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ');
    fine.then_some(label)
}

/// A block that is being read.
struct Open {
    label: String,
    span: Span,
    start: usize,
    body: Zeroizing<String>,
    encrypted: bool,
}

impl Open {
    fn close(self, end: usize, flaw: Option<Flaw>) -> Block {
        let contents = match flaw {
            Some(flaw) => Err(flaw),
            // A body in the old encrypted form has no meaning without its headers; nobody reads it here.
            None if self.encrypted => Ok(Zeroizing::default()),
            None => Base64::decode_vec(&self.body).map(Zeroizing::new).map_err(|_| Flaw::Base64),
        };
        Block { label: self.label, span: self.span, range: self.start..end, contents, encrypted: self.encrypted }
    }
}

/// Reads the blocks of a file. What stands outside of them has no meaning, such as the text that easy-rsa puts above a
/// certificate.
pub(crate) fn read(bytes: &[u8]) -> Pem {
    let text = Zeroizing::new(String::from_utf8_lossy(bytes).into_owned());
    let mut pem = Pem { outline: String::new(), blocks: Vec::new(), more: None };
    let mut open: Option<Open> = None;
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let (start, line) = (at, whole.trim());
        at += whole.len();
        if pem.blocks.len() + usize::from(open.is_some()) == MOST && line.contains("-----BEGIN ") {
            let end = pem.outline.len() + "-----BEGIN".len();
            pem.more = Some(Span { start: pem.outline.len(), end });
            pem.outline.push_str("-----BEGIN\n");
            at = start;
            break;
        }
        let shown = if let Some(found) = label(line, "BEGIN") {
            let span = Span { start: pem.outline.len(), end: pem.outline.len() + line.len() };
            // A key's text must not move while it grows, because what it leaves behind is not wiped.
            let room = if found.ends_with("PRIVATE KEY") { 16 << 10 } else { 0 };
            let body = Zeroizing::new(String::with_capacity(room));
            let next = Open { label: found.to_owned(), span, start, body, encrypted: false };
            pem.blocks.extend(open.replace(next).map(|unfinished| unfinished.close(start, Some(Flaw::End))));
            line
        } else if let Some(found) = label(line, "END") {
            pem.blocks.extend(open.take().map(|open| {
                let flaw = (open.label != found).then_some(Flaw::End);
                open.close(at, flaw)
            }));
            line
        } else if line.contains("-----BEGIN ") && open.is_none() {
            let span = Span { start: pem.outline.len(), end: pem.outline.len() + "-----BEGIN".len() };
            let block = Open { label: String::new(), span, start, body: Zeroizing::default(), encrypted: false };
            pem.blocks.push(block.close(at, Some(Flaw::Begin)));
            "-----BEGIN"
        } else {
            if let Some(open) = &mut open {
                if line.contains(':') {
                    open.encrypted |= line.starts_with("Proc-Type:") && line.ends_with("ENCRYPTED");
                } else if !open.encrypted {
                    open.body.push_str(line);
                }
            }
            ""
        };
        pem.outline.push_str(shown);
        pem.outline.push('\n');
    }
    pem.blocks.extend(open.map(|unfinished| unfinished.close(at, Some(Flaw::End))));
    pem
}
