//! The files beside a blueprint that it names: SAML metadata, a policy.
//!
//! A blueprint may come from somebody else, and what it names ends up in the output. So nothing is read that lies
//! outside the blueprint's folder, by whatever symbolic link, and nothing that is not a regular file of a sane size.

use super::read;
use cvpn_blueprint::model::Blueprint;
use cvpn_blueprint::types::FileName;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

/// Reads the files that a blueprint names, or says of each why it cannot be read.
pub fn beside(blueprint: &Blueprint, folder: &Path) -> BTreeMap<FileName, Result<String, String>> {
    blueprint.files().into_iter().map(|file| (file.clone(), one(folder, file))).collect()
}

/// Reads one of them.
pub(super) fn one(folder: &Path, file: &FileName) -> Result<String, String> {
    let resolve = |path: &Path| {
        path.canonicalize().map_err(|error| match error.kind() {
            ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => crate::failure::reason(&error),
        })
    };
    let folder = resolve(folder)?;
    let path = resolve(&folder.join(file.as_str()))?;
    if !path.starts_with(&folder) {
        return Err("it leads out of the blueprint's folder by a symbolic link".to_owned());
    }
    read::beside(&path)
}
