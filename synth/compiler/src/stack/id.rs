//! Names of resources in the output. They are made from content (a group's name, a network, a subnet), never from a
//! position in a list, because a changed name destroys and makes anew what it names.

use crate::artifact::digest;
use cvpn_blueprint::types::Cidr;

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
        let mut letters = word.chars();
        let capital = letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str());
        self.push(&capital.unwrap_or_default(), word)
    }

    /// Adds a network: 10.0.1.0/24 becomes `10x0x1x0x24` and `10_0_1_0_24`.
    #[must_use]
    pub fn net(self, cidr: Cidr) -> Self {
        let text = cidr.to_string();
        let with = |separator: &str| text.replace(['.', ':', '/'], separator);
        self.push(&with("x"), &with("_"))
    }

    /// Adds a name that somebody chose. Where letters are lost, a digest of the name keeps two names apart.
    #[must_use]
    pub fn name(self, name: &str) -> Self {
        let mark = &digest(name)[..10];
        let mut cfn = String::new();
        for word in name.split(|letter: char| !letter.is_ascii_alphanumeric()) {
            let mut letters = word.chars();
            cfn.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            cfn.extend(letters);
        }
        cfn.truncate(64);
        if cfn != name {
            cfn.push_str(mark);
        }
        let mut hcl: String =
            name.chars().map(|letter| if matches!(letter, 'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-') { letter } else { '_' }).collect();
        hcl.truncate(64);
        if hcl != name || (self.hcl.is_empty() && !hcl.starts_with(|first: char| first.is_ascii_alphabetic())) {
            hcl = format!("{}_{mark}", hcl.trim_matches('_'));
            if self.hcl.is_empty() && !hcl.starts_with(|first: char| first.is_ascii_alphabetic()) {
                hcl.insert(0, '_');
            }
        }
        self.push(&cfn, &hcl)
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
