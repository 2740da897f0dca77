//! What happens in AWS, shown as it happens: lines, or lines of JSON.

use crate::args::Format;
use crate::report::Report;
use cvpn_deploy::compare::{Change, print};
use cvpn_deploy::{Deployed, Event};
use serde_json::json;
use std::cell::RefCell;
use std::time::Instant;

/// Shows events.
pub struct Progress<'r> {
    report: &'r Report,
    start: Instant,
    /// The stack at work: its name and Region.
    stack: RefCell<Option<(String, String)>>,
}

impl<'r> Progress<'r> {
    /// Shows them where the report goes.
    pub fn new(report: &'r Report) -> Self {
        Progress { report, start: Instant::now(), stack: RefCell::new(None) }
    }

    /// Takes an event.
    pub fn take(&self, event: &Event) {
        if let Event::Stack { stack, region, state, .. } = event {
            let moving = state.ends_with("_IN_PROGRESS");
            self.stack.replace(moving.then(|| (stack.clone(), region.clone())));
        }
        if self.report.format == Format::Json {
            // Nobody listens any more: the work goes on.
            let _ = self.report.data(&format!("{}\n", serde_json::to_string(event).unwrap_or_default()));
            return;
        }
        match event {
            Event::Step { text } => self.line(&format!("{text} …")),
            Event::Done { text } => self.line(text),
            Event::Note { text } => self.report.note(text),
            Event::Changes { changes, .. } => self.report.say(print::human(changes).trim_end()),
            Event::Stack { stack, state, .. } => self.line(&format!("stack {stack}: {state}")),
            Event::Resource { resource, kind, state, reason, .. } => {
                let reason = reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
                self.line(&format!("  {resource} ({kind}): {state}{reason}"));
            }
        }
    }

    /// Stops what moves on the screen.
    pub fn pause(&self) {}

    /// Says what goes on in AWS although nobody waits for it any more.
    pub fn interrupted(&self) {
        match &*self.stack.borrow() {
            Some((stack, region)) => {
                self.report.say(format_args!("interrupted; CloudFormation goes on with the stack {stack} by itself"));
                self.report.say(format_args!(
                    "help: the same command waits for it and goes on; to look: `aws cloudformation describe-stack-events \
                     --region {region} --stack-name {stack}`"
                ));
            }
            None => {
                self.report.say("interrupted; nothing goes on in AWS, and the same command goes on where it stopped")
            }
        }
    }

    /// Asks a question.
    pub fn ask(&self, question: &str) {
        eprint!("{question} ");
    }

    /// Says which changes are refused, and how to allow them.
    pub fn refused(&self, changes: &[Change]) {
        if self.report.format == Format::Json {
            let _ = self.report.data(&format!("{}\n", json!({ "event": "refused", "changes": changes })));
            return;
        }
        for change in changes {
            let words = change.words.as_deref().unwrap_or_default();
            self.report.failure(
                &crate::failure::Failure::new(format!("{}: {words}", change.resource))
                    .help(format!("take the change back, or agree with --allow-replace {}", change.resource)),
            );
        }
        self.report.say("nothing was changed");
    }

    /// Says how it ended.
    pub fn end(&self, deployed: &Deployed, text: &str) {
        if self.report.format == Format::Json {
            let end = json!({ "event": "deployed", "endpoint": deployed.endpoint, "changed": deployed.changed });
            let _ = self.report.data(&format!("{end}\n"));
        } else {
            self.line(text);
        }
    }

    fn line(&self, text: &str) {
        let seconds = self.start.elapsed().as_secs();
        self.report.say(format_args!("{:>3}:{:02}  {text}", seconds / 60, seconds % 60));
    }
}
