//! `tag-count`

use super::Context;
use crate::fault::{Fault, Place};
use crate::path;

rule! {
    /// More than 49 tags.
    ///
    /// AWS takes 50 tags on a resource, and the endpoint has its name as one more.
    ///
    /// Source: EC2 User Guide, "Tag your Amazon EC2 resources", "Tag restrictions".
    TAG_COUNT = "tag-count", Error, check
}

/// The tags of a resource, without the one that holds its name.
const MOST: usize = 49;

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let count = context.blueprint.tags.len();
    if count > MOST {
        faults.push(
            Fault::new(&TAG_COUNT, Place::key(path!["tags"]), format!("there are {count} tags"))
                .allowed("at most 49 tags; the endpoint's name is one more")
                .help("remove those that nobody reads"),
        );
    }
}
