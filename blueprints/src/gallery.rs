//! The gallery: ready-made blueprints to start from, with the files that they name.

use crate::types::Name;

/// A ready-made blueprint.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its name; that of its file and of its VPN.
    pub name: &'static str,
    /// When to take it, in a few words.
    pub summary: &'static str,
    /// Its text.
    pub text: &'static str,
    /// The files that it names, with their texts. SAML metadata among them is a stand-in that nobody can sign in with.
    pub files: &'static [(&'static str, &'static str)],
}

macro_rules! gallery {
    ($($name:literal: $summary:literal, [$($file:literal),*];)+) => {
        /// The gallery, the simplest first.
        pub static ALL: &[Entry] = &[$(Entry {
            name: $name,
            summary: $summary,
            text: include_str!(concat!("../gallery/", $name, ".yaml")),
            files: &[$(($file, include_str!(concat!("../gallery/", $file)))),*],
        }),+];
    };
}

gallery! {
    "quickstart": "One group of people, one VPC, everything in one account", ["saml/client-vpn.xml"];
    "multi-group": "Teams that reach different networks, some beyond the VPC", ["saml/client-vpn.xml"];
    "split-accounts": "Identity Center in another account and Region, groups by SCIM", ["saml/client-vpn.xml"];
    "full-tunnel": "All traffic through the VPN, with the self-service portal",
        ["saml/client-vpn.xml", "saml/client-vpn-portal.xml"];
    "dns-validated": "A server certificate that renews itself, and alarms", ["saml/client-vpn.xml"];
    "mutual-and-sso": "A client certificate beside the sign-in", ["saml/client-vpn.xml"];
    "active-directory": "Sign-in with an Active Directory password, no Identity Center", [];
    "transit-gateway": "Many VPCs behind one transit gateway", ["saml/client-vpn.xml"];
    "dual-stack": "IPv6 beside IPv4", ["saml/client-vpn.xml"];
    "zero-trust": "Device posture and a Cedar policy; CloudFormation only",
        ["saml/client-vpn.xml", "policies/zero-trust.cedar"];
}

/// The entry with a name.
pub fn by_name(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.name == name)
}

impl Entry {
    /// The text for somebody who starts from it: under a name of their own, and without what only their console can
    /// give, the ARN and the metadata of the SAML applications. With the stand-ins, a VPN could be deployed that trusts
    /// a certificate of nobody.
    pub fn draft(&self, name: &Name) -> String {
        let mut draft = String::with_capacity(self.text.len() + 256);
        for line in self.text.lines() {
            let (indent, entry) = line.split_at(line.len() - line.trim_start().len());
            let line = if line.starts_with("name: ") {
                format!("name: {name}\n")
            } else if entry.starts_with("arn: arn:aws:sso::") {
                let note = "# Uncomment both once the application exists; `cvpn runbook` says how to make it.";
                format!("{indent}{note}\n{indent}# {entry}\n")
            } else if entry.starts_with("metadata: ") {
                format!("{indent}# {entry}\n")
            } else {
                format!("{line}\n")
            };
            draft += &line;
        }
        draft
    }
}
