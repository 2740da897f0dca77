//! What a check knows besides the blueprint: files beside it, today's date, the targets. The caller reads them, so that
//! the check needs no clock and no file system.

use crate::fault::Target;
use crate::model::Blueprint;
use crate::types::FileName;
use std::collections::BTreeMap;
use time::Date;

/// What a check knows besides the blueprint.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// Today, for rules about expiry. `None`: they are silent.
    pub today: Option<Date>,
    /// The files that the blueprint names, or why they could not be read.
    pub files: BTreeMap<FileName, Result<String, String>>,
    /// The targets asked for.
    pub targets: Vec<Target>,
}

impl Default for Circumstances {
    fn default() -> Self {
        Circumstances { today: None, files: BTreeMap::new(), targets: Target::ALL.to_vec() }
    }
}

impl Circumstances {
    /// The text of a file, if it could be read.
    pub fn text(&self, file: &FileName) -> Option<&str> {
        self.files.get(file)?.as_deref().ok()
    }
}

impl Blueprint {
    /// The files beside the blueprint that it names.
    pub fn files(&self) -> Vec<&FileName> {
        let applications = self.identity_center.iter().flat_map(|center| center.applications());
        let metadata = applications.filter_map(|(_, application)| application.metadata.as_ref());
        metadata.chain(self.endpoint.authorization_policy.as_ref().map(|policy| &policy.file)).collect()
    }
}
