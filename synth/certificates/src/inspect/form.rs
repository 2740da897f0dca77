//! Files to blocks: what is in them, and faults of their form and size.

use super::{Certificate, Content, File, Item, List, PrivateKey, Source};
use crate::pem::{self, Block, Flaw};
use cvpn_blueprint::Document;
use cvpn_blueprint::fault::{Fault, Span};
use cvpn_blueprint::rule::certificate::{PEM_SIZE, PEM_UNREADABLE};

/// The most bytes that ACM takes of a certificate, a private key and a chain.
const CERTIFICATE: usize = 32_768;
const KEY: usize = 5_120;
const CHAIN: usize = 2 << 20;
/// The most bytes of a file that is looked at: twice the longest chain, and three times a revocation list of 20,000 entries.
const FILE: usize = 4 << 20;
/// PEM of that size has two thirds as many lines.
const LINES: usize = 100_000;

/// Reads a file.
pub(super) fn read(index: usize, source: &Source, faults: &mut Vec<(usize, Fault)>) -> File {
    let lines = source.bytes.iter().filter(|byte| **byte == b'\n').count();
    if source.bytes.len() > FILE || lines > LINES {
        let message = format!("the file has {} bytes and {lines} lines", source.bytes.len());
        let fault = Fault::new(&PEM_SIZE, Span::default(), message);
        faults.push((
            index,
            fault.allowed("at most 4 MiB and 100,000 lines").help("take it apart, if it is the right file"),
        ));
        return File { document: Document::plain(&source.name, ""), items: Vec::new() };
    }
    let pem = pem::read(&source.bytes);
    let mut push = |fault: Fault| faults.push((index, fault));
    if pem.blocks.is_empty() {
        push(without_block(&source.bytes));
    }
    let items: Vec<Item> = pem.blocks.iter().map(|block| item(block, &mut push)).collect();
    let chain: usize = items.iter().filter(|item| is_ca(item)).map(|item| item.size).sum();
    if chain > CHAIN {
        let first = items.iter().find(|item| is_ca(item)).map_or(Span::default(), |item| item.span);
        let fault = Fault::new(&PEM_SIZE, first, format!("the chain has {chain} bytes"));
        push(fault.allowed("at most 2 MiB").help("import only the CAs between the certificate and its root"));
    }
    if let Some(at) = pem.more {
        let fault = Fault::new(&PEM_SIZE, at, "the file has more than 1,000 blocks");
        push(fault.allowed("at most 1,000 blocks").help("from here on nothing was looked at; take the file apart"));
    }
    // Without a block there is nothing of the file that may be shown.
    let outline = if pem.blocks.is_empty() { String::new() } else { pem.outline };
    File { document: Document::plain(&source.name, outline), items }
}

fn is_ca(item: &Item) -> bool {
    matches!(&item.content, Content::Certificate(certificate) if certificate.ca)
}

fn without_block(bytes: &[u8]) -> Fault {
    let fault = Fault::new(&PEM_UNREADABLE, Span::default(), "the file has no PEM block");
    let fault = fault.allowed("`-----BEGIN …-----`, Base64, `-----END …-----`");
    match bytes {
        [] => Fault { message: "the file is empty".to_owned(), ..fault },
        [0x30, 0x80..=0x84, ..] => {
            fault.help("it looks like DER: `openssl x509 -inform der -in FILE` turns it into PEM")
        }
        _ => fault,
    }
}

fn item(block: &Block, push: &mut impl FnMut(Fault)) -> Item {
    let content = match &block.contents {
        Err(flaw) => {
            let message = match flaw {
                Flaw::Begin => "more than its label stands on the first line of the block".to_owned(),
                Flaw::End => format!("the block {} has no end", block.label),
                Flaw::Base64 => format!("the block {} is not Base64", block.label),
            };
            push(Fault::new(&PEM_UNREADABLE, block.span, message).help("copy the file again, as a whole"));
            Content::Unreadable
        }
        Ok(bytes) => content(block, bytes, push),
    };
    let (what, most) = match content {
        Content::Certificate(_) => ("certificate", CERTIFICATE),
        Content::Key(_) => ("private key", KEY),
        _ => ("block", usize::MAX),
    };
    if block.range.len() > most {
        let fault = Fault::new(&PEM_SIZE, block.span, format!("the {what} has {} bytes", block.range.len()));
        let most = if most == KEY { "5,120" } else { "32,768" };
        push(fault.allowed(format!("at most {most} bytes")));
    }
    Item { span: block.span, size: block.range.len(), content }
}

fn content(block: &Block, bytes: &[u8], push: &mut impl FnMut(Fault)) -> Content {
    let (what, content) = match block.label.as_str() {
        "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => {
            ("certificate", Certificate::read(bytes).map(|read| Content::Certificate(Box::new(read))))
        }
        "X509 CRL" => ("revocation list", List::read(bytes).map(|read| Content::List(Box::new(read)))),
        _ if block.is_private_key() => {
            return Content::Key(PrivateKey::read(block, bytes));
        }
        other => ("", Some(Content::Other(other.to_owned()))),
    };
    content.unwrap_or_else(|| {
        let fault = Fault::new(&PEM_UNREADABLE, block.span, format!("the block is no {what} that can be read"));
        push(fault.help("copy the file again, as a whole"));
        Content::Unreadable
    })
}
