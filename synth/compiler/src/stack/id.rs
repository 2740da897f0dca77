//! Names of resources in the output. They are made from content (a group's name, a network, a subnet), never from a
//! position in a list, because a changed name destroys and makes anew what it names.

use crate::artifact::digest;
use cvpn_blueprint::types::Cidr;

/// Hexadecimal digits of a digest that keeps two names apart.
const MARK: usize = 8;

/// Letters of a chosen name that are kept.
const LONGEST: usize = 64;

/// The ASCII letters and digits of a text, each word with a capital first.
fn camel(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words
        .flat_map(|word| {
            word.chars().enumerate().map(|(at, letter)| if at == 0 { letter.to_ascii_uppercase() } else { letter })
        })
        .collect()
}

/// What keeps a text apart from others that look like it.
fn mark(text: &str) -> String {
    let mut mark = digest(text);
    mark.truncate(MARK);
    mark
}

/// The name of a resource: a logical id in CloudFormation, the last part of an address in Terraform.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogicalId {
    cfn: String,
    hcl: String,
}

impl LogicalId {
    /// A name from a word in each target's style: `Endpoint` and `vpn`. Terraform's may be empty if more follows, since
    /// its type says the rest.
    pub fn new(cfn: &str, hcl: &str) -> Self {
        LogicalId { cfn: cfn.to_owned(), hcl: hcl.to_owned() }
    }

    /// The logical id in CloudFormation: letters and digits.
    pub fn cfn(&self) -> &str {
        &self.cfn
    }

    /// The name in Terraform.
    pub fn hcl(&self) -> &str {
        &self.hcl
    }

    /// Adds a word.
    #[must_use]
    pub fn word(self, word: &str) -> Self {
        self.push(&camel(word), word)
    }

    /// Adds a network: 10.0.1.0/24 becomes `10x0x1x0x24` and `10_0_1_0_24`.
    #[must_use]
    pub fn net(self, cidr: Cidr) -> Self {
        let text = cidr.to_string();
        let with = |separator: &str| text.replace(['.', ':', '/'], separator);
        self.push(&with("x"), &with("_"))
    }

    /// Adds an id of EC2: subnet-0a1b2c3d becomes `Subnet0a1b2c3d` and `subnet-0a1b2c3d`.
    #[must_use]
    pub fn ec2(self, id: &str) -> Self {
        self.push(&camel(id), id)
    }

    /// Adds a name that somebody chose. Where letters are lost, a digest of the name keeps two names apart. A name that
    /// looks as if it ended with such a digest gets one too.
    #[must_use]
    pub fn name(self, name: &str) -> Self {
        let marked = |text: &str| {
            let end = text.len().saturating_sub(MARK);
            text.is_char_boundary(end)
                && text.len() >= MARK
                && text[end..].bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };

        let mut cfn = camel(name);
        cfn.truncate(LONGEST);
        if cfn != name || marked(name) {
            cfn += &mark(name);
        }

        let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
        let mut hcl: String = name.chars().map(|letter| if plain(letter) { letter } else { '_' }).collect();
        hcl.truncate(LONGEST);
        if hcl != name || marked(name) {
            hcl = format!("{}_{}", hcl.trim_matches('_'), mark(name));
        }
        // Terraform's names start with a letter or an underscore.
        if self.hcl.is_empty() && !hcl.starts_with(|first: char| first.is_ascii_alphabetic()) {
            hcl = format!("_{hcl}");
        }
        self.push(&cfn, &hcl)
    }

    /// Adds two chosen names with a word between them. Where that word stands in one of the names too, nobody could say
    /// where the one ends and the other begins, so a digest of both follows.
    #[must_use]
    pub fn pair(self, first: &str, word: &str, second: &str) -> Self {
        let mark = || mark(&format!("{first}\0{second}"));
        let twice = |text: &str, joint: &str| {
            text.as_bytes().windows(joint.len()).filter(|window| *window == joint.as_bytes()).nth(1).is_some()
        };
        let mut id = self.name(first).word(word).name(second);
        if twice(&id.cfn, &camel(word)) {
            id.cfn += &mark();
        }
        if twice(&id.hcl, &format!("_{word}_")) {
            id.hcl = format!("{}_{}", id.hcl, mark());
        }
        id
    }

    fn push(mut self, cfn: &str, hcl: &str) -> Self {
        self.cfn.push_str(cfn);
        if !self.hcl.is_empty() {
            self.hcl.push('_');
        }
        self.hcl.push_str(hcl);
        self
    }
}
