//! `topic-count`

use super::Context;
use crate::fault::Fault;
use crate::path;
use std::collections::BTreeSet;

rule! {
    /// More than five topics in `monitoring.notify`.
    ///
    /// An alarm tells at most five for each of its states.
    ///
    /// Source: CloudWatch API, PutMetricAlarm, AlarmActions and OKActions.
    TOPIC_COUNT = "topic-count", Error, check
}

/// The topics that an alarm tells.
const MOST: usize = 5;

fn check(context: &Context, faults: &mut Vec<Fault>) {
    let Some(monitoring) = &context.blueprint.monitoring else { return };
    let count = monitoring.notify.iter().collect::<BTreeSet<_>>().len();
    if monitoring.alarms && count > MOST {
        faults.push(
            Fault::new(&TOPIC_COUNT, path!["monitoring", "notify", MOST], format!("alarms would tell {count} topics"))
                .label("the first one too many")
                .allowed("at most 5 topics")
                .help("subscribe the others to one of these topics"),
        );
    }
}
