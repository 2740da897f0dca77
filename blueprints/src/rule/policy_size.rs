//! `policy-size`

use super::Context;
use crate::fault::{Fault, Path};
use crate::model::AuthorizationPolicy;
use crate::path;

/// The bytes that AWS takes.
pub(super) const MOST: usize = 10_000;

rule! {
    /// The file of the authorization policy cannot be read, is empty, or has more than 10,000 bytes.
    ///
    /// AWS counts bytes of UTF-8, comments included: a Japanese letter is three.
    ///
    /// Source: EC2 API, ModifyClientVpnEndpointAuthorizationPolicy, PolicyDocument.
    POLICY_SIZE = "policy-size", Error, check
}

/// The authorization policy with its text and the place of its file, if the text is one that AWS takes by its size.
pub(super) fn text<'a>(context: &Context<'a>) -> Option<(&'a AuthorizationPolicy, &'a str, Path)> {
    let policy = context.blueprint.endpoint.authorization_policy.as_ref()?;
    let text = context.circumstances.text(&policy.file)?;
    let fits = text.len() <= MOST && !text.trim().is_empty();
    fits.then(|| (policy, text, path!["endpoint", "authorization_policy", "file"]))
}

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(policy) = &context.blueprint.endpoint.authorization_policy else { return };
    let file = &policy.file;
    let (message, help) = match context.circumstances.files.get(file) {
        None => (format!("cannot read `{file}`: it was not given"), "write the policy into that file"),
        Some(Err(why)) => (format!("cannot read `{file}`: {why}"), "write the policy into that file"),
        Some(Ok(text)) if text.trim().is_empty() => {
            (format!("`{file}` is empty"), "write the policy into it, or remove `authorization_policy`")
        }
        Some(Ok(text)) if text.len() > MOST => (
            format!("`{file}` has {} bytes", text.len()),
            "shorten the comments; AWS counts them too, and a letter beyond ASCII as two to four bytes",
        ),
        Some(Ok(_)) => return,
    };
    faults.push(
        Fault::new(&POLICY_SIZE, path!["endpoint", "authorization_policy", "file"], message)
            .allowed("a file beside the blueprint of 1 to 10,000 bytes")
            .help(help),
    );
}
