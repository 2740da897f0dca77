//! What the blueprints of a command have to do with one another, found before the first of them is written.
//!
//! Each is read once for it, and forgotten but for a few facts; when the rules have seen these, they are forgotten too. So a
//! blueprint that clashes with another leaves its old output as it is, and memory holds either facts or output.

use crate::crew::Crew;
use crate::examine::Examination;
use crate::failure::Failure;
use crate::source::Source;
use cvpn_blueprint::fault::Fault;
use cvpn_blueprint::fleet::{self, Found, Member};
use cvpn_blueprint::types::Name;
use std::collections::BTreeMap;
use std::path::Path;

/// What was found.
#[derive(Debug, Default)]
pub struct Between {
    /// The faults, by the file in which they are mended.
    faults: BTreeMap<String, Vec<Fault>>,
    /// The files of each name that several have: they would go to one place.
    names: BTreeMap<String, Vec<String>>,
}

impl Between {
    /// Looks at all blueprints of a command. Those that are `separate` may not have the same name, and need not fit together
    /// otherwise.
    pub fn of(sources: &[Source], separate: bool, crew: &Crew) -> Self {
        let mut between = Between::default();
        if sources.len() < 2 {
            return between;
        }
        let (mut names, mut members) = (Vec::with_capacity(sources.len()), Vec::with_capacity(sources.len()));
        for batch in crew.batches(sources.iter().collect()) {
            for (name, member) in crew.map(batch, look).into_iter().flatten() {
                names.push(name);
                members.extend(member.filter(|_| !separate));
            }
        }
        for Found { member, fault } in fleet::check(&members) {
            between.faults.entry(members[member].file.to_owned()).or_default().push(fault);
        }
        names.sort_unstable();
        for twins in names.chunk_by(|(one, _), (other, _)| one == other).filter(|twins| twins.len() > 1) {
            let files = twins.iter().map(|(_, file)| (*file).to_owned()).collect();
            between.names.insert(twins[0].0.to_string(), files);
        }
        between
    }

    /// Adds to a blueprint the faults that were found of it.
    pub fn tell(&self, examination: &mut Examination) {
        if let Some(faults) = self.faults.get(&examination.file) {
            examination.add(faults.iter().cloned());
        }
    }

    /// Refuses a blueprint that has the name of another one. Both would go to the same folder of `out`.
    pub fn refuse_twin(&self, examination: &mut Examination, out: &Path) {
        let Some((name, files)) = examination.name().and_then(|name| self.names.get_key_value(name)) else { return };
        let file = &examination.file;
        let own = files.iter().position(|other| other == file);
        // By place, because file names that are no UTF-8 may look the same.
        let others = files.iter().enumerate().filter(|(place, _)| Some(*place) != own);
        let others: Vec<&str> = others.map(|(_, other)| other.as_str()).collect();
        let (others, out) = (others.join(" and "), out.join(name));
        let message = format!("{file} has the name `{name}`, as {others} has, and both go to {}", out.display());
        examination.failure = Some(Failure::new(message).help("give each a `name` of its own"));
    }
}

/// The name of a blueprint and its file, and its facts if all of it can be read.
fn look(source: &Source) -> Option<((Name, &str), Option<Member<'_>>)> {
    let parsed = source.parse().ok()?;
    let (blueprint, file) = (parsed.blueprint?, source.name.as_str());
    let member = parsed.faults.is_empty().then(|| Member::of(file, &blueprint));
    Some(((blueprint.name, file), member))
}
