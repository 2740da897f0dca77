//! `posture-key`

use super::Context;
use crate::fault::{Fault, Place};
use crate::model::PostureProvider;
use crate::path;

rule! {
    /// A product that vouches for devices is without the address of its signing keys, or has one that it does not need.
    ///
    /// CrowdStrike and JumpCloud sign what they say about a device, and AWS fetches the keys for it from
    /// `public_signing_key_url`. The API takes an entry without it, but the administrator guide expects it, and without
    /// the keys no device could be trusted. Jamf needs none.
    ///
    /// CrowdStrike's is `https://assets-public.falcon.crowdstrike.com/zta/jwk.json`.
    ///
    /// Source: Client VPN administrator guide, "Configure device posture trust providers"; EC2 API, TrustProvider.
    POSTURE_KEY = "posture-key", Warning, check
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    for (index, entry) in context.blueprint.endpoint.device_posture.iter().enumerate() {
        let path = path!["endpoint", "device_posture", index];
        let name = entry.provider;
        match (name, &entry.public_signing_key_url) {
            (PostureProvider::Jamf, Some(_)) => faults.push(
                Fault::new(&POSTURE_KEY, path.with("public_signing_key_url"), format!("`{name}` needs no signing keys"))
                    .related(path.with("type"), "the product")
                    .help("remove `public_signing_key_url`"),
            ),
            (PostureProvider::CrowdStrike | PostureProvider::JumpCloud, None) => faults.push(
                Fault::new(&POSTURE_KEY, Place::from(path.with("type")), format!("`{name}` is without its signing keys"))
                    .searched(path.with("public_signing_key_url"))
                    .help("add `public_signing_key_url`, the address of the keys with which the product signs"),
            ),
            _ => {}
        }
    }
}
