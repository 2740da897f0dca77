//! What is in the files, for people and for machines.

use super::{All, Certificate, Content, File, Inspection, List, PrivateKey};
use cvpn_blueprint::report::{self, visible};
use serde_json::{Value, json};
use std::fmt::Write;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

impl Inspection {
    /// What is in the files, as people read it. Letters that a terminal would act on are made visible.
    pub fn text(&self) -> String {
        let all = All::of(&self.files);
        let mut text = String::new();
        let mut certificate = 0;
        for file in &self.files {
            let _ = writeln!(text, "{}", visible(&file.document.name));
            for item in &file.items {
                let (title, lines) = match &item.content {
                    Content::Certificate(it) => {
                        certificate += 1;
                        self.certificate(it, certificate - 1, &all)
                    }
                    Content::Key(it) => (format!("private key {}", owner(it, &all)), Vec::new()),
                    Content::List(it) => self.list(it),
                    Content::Other(label) => (format!("{label}, which says nothing about a VPN"), Vec::new()),
                    Content::Unreadable => ("cannot be read".to_owned(), Vec::new()),
                };
                let _ = writeln!(text, "  {}", visible(&title));
                for (name, value) in lines {
                    let _ = writeln!(text, "    {name:<9} {}", visible(&value));
                }
            }
        }
        text
    }

    fn certificate(&self, it: &Certificate, index: usize, all: &All) -> (String, Vec<(&'static str, String)>) {
        let mut lines = Vec::new();
        let names: Vec<&str> = it.domains.iter().chain(&it.other_names).map(String::as_str).collect();
        if !names.is_empty() {
            lines.push(("names", names.join(", ")));
        }
        lines.push(("key", it.key.to_string()));
        let uses = it.purposes.iter().flatten().map(String::as_str);
        let uses: Vec<&str> = uses.chain(it.usages.iter().flatten().copied()).collect();
        if !uses.is_empty() {
            lines.push(("use", uses.join(", ")));
        }
        lines.push(("valid", format!("{} to {}", it.from.date(), self.end(it.until))));
        lines.push(("signed by", self.signer(it, index, all)));
        lines.push(("serial", it.serial.clone()));
        (format!("{} {}", kind(it), it.title()), lines)
    }

    fn list(&self, it: &List) -> (String, Vec<(&'static str, String)>) {
        let until = it.until.map_or_else(|| "no end given".to_owned(), |until| self.end(until));
        let lines =
            vec![("counts", format!("{} to {until}", it.from.date())), ("entries", it.serials.len().to_string())];
        (format!("revocation list of {}", it.issuer), lines)
    }

    fn end(&self, until: OffsetDateTime) -> String {
        match self.terms.days_left(until) {
            _ if until < self.terms.now => format!("{}, which is past", until.date()),
            1 => format!("{}, 1 day left", until.date()),
            left => format!("{}, {left} days left", until.date()),
        }
    }

    fn signer(&self, it: &Certificate, index: usize, all: &All) -> String {
        let (path, whole) = all.path(&self.issuers, index);
        match self.issuers[index].signer() {
            None if whole => "itself, verified".to_owned(),
            Some(_) if whole => {
                let names: Vec<&str> = path.iter().map(|index| all.certificates[*index].it.title()).collect();
                format!("{}, verified", names.join(", signed by "))
            }
            Some(signer) => {
                format!("{}, verified, whose own CA is not among the files", all.certificates[signer].it.title())
            }
            None => format!("{}, not verified", it.issuer),
        }
    }

    /// What is in the files, and the faults, for machines.
    pub fn json(&self) -> Value {
        let all = All::of(&self.files);
        let mut certificate = 0;
        let mut item = |content: &Content| match content {
            Content::Certificate(it) => {
                certificate += 1;
                self.certificate_json(it, certificate - 1, &all)
            }
            Content::Key(it) => json!({ "kind": "key", "encrypted": it.encrypted, "owner": owner(it, &all) }),
            Content::List(it) => json!({
                "kind": "revocation list", "issuer": it.issuer, "from": time(it.from), "until": it.until.map(time),
                "days_left": it.until.map(|until| self.terms.days_left(until)), "serials": it.serials,
            }),
            Content::Other(label) => json!({ "kind": "other", "label": label }),
            Content::Unreadable => json!({ "kind": "unreadable" }),
        };
        let mut file = |file: &File| {
            let items = file.items.iter().map(|each| {
                let mut value = item(&each.content);
                value["line"] = file.document.position(each.span.start).0.into();
                value
            });
            json!({ "file": file.document.name, "items": items.collect::<Vec<_>>() })
        };
        let files: Vec<Value> = self.files.iter().map(&mut file).collect();
        let faults: Vec<Value> = self.faults().map(|(fault, document)| report::json(fault, document)).collect();
        json!({ "files": files, "faults": faults })
    }

    fn certificate_json(&self, it: &Certificate, index: usize, all: &All) -> Value {
        let (_, verified) = all.path(&self.issuers, index);
        json!({
            "kind": kind(it),
            "subject": it.subject,
            "common_name": it.common_name,
            "domains": it.domains,
            "other_names": it.other_names,
            "issuer": it.issuer,
            "verified": verified,
            "serial": it.serial,
            "key": { "algorithm": it.key.algorithm, "bits": it.key.bits },
            "signature": it.signature,
            "key_usage": it.usages,
            "extended_key_usage": it.purposes,
            "from": time(it.from),
            "until": time(it.until),
            "days_left": self.terms.days_left(it.until),
        })
    }
}

fn kind(it: &Certificate) -> &'static str {
    match (it.ca, it.is_server(), it.is_client()) {
        (true, ..) => "CA",
        (_, true, true) => "server and client",
        (_, true, false) => "server",
        (_, false, true) => "client",
        _ => "certificate",
    }
}

fn time(time: OffsetDateTime) -> Option<String> {
    time.format(&Rfc3339).ok()
}

fn owner(key: &PrivateKey, all: &All) -> String {
    let Some(public) = &key.public else {
        return if key.encrypted { "encrypted".to_owned() } else { "of a kind that is not compared".to_owned() };
    };
    let owner = all.certificates.iter().find(|at| at.it.key.bytes == *public);
    owner.map_or_else(|| "of no certificate here".to_owned(), |at| format!("of {}", at.it.title()))
}
