//! What happens in AWS, shown as it happens: a live tree on a terminal, lines elsewhere, lines of JSON for machines.

use super::tree::Tree;
use crate::args::Format;
use crate::failure::Failure;
use crate::report::Report;
use cvpn_blueprint::report::visible;
use cvpn_deploy::compare::{Change, print};
use cvpn_deploy::status::print::drifted;
use cvpn_deploy::{Deployed, Event, usual};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Shows events.
pub struct Progress<'r> {
    report: &'r Report,
    start: Instant,
    /// On a terminal.
    tree: Option<Tree>,
    /// When each resource began.
    began: RefCell<BTreeMap<String, Instant>>,
    /// The stack at work: its name and Region.
    stack: RefCell<Option<(String, String)>>,
}

impl<'r> Progress<'r> {
    /// Shows them where the report goes.
    pub fn new(report: &'r Report) -> Self {
        let terminal = report.format == Format::Human && io::stderr().is_terminal();
        Progress {
            report,
            start: Instant::now(),
            tree: terminal.then(Tree::new),
            began: RefCell::default(),
            stack: RefCell::default(),
        }
    }

    /// Takes an event.
    pub fn take(&self, event: &Event) {
        if let Event::Stack { stack, region, state, .. } = event {
            let moving = state.ends_with("_IN_PROGRESS");
            self.stack.replace(moving.then(|| (stack.clone(), region.clone())));
        }
        if self.report.format == Format::Json {
            self.json(&serde_json::to_value(event).unwrap_or_default());
            return;
        }
        match event {
            Event::Step { text } => self.line(&format!("{text} …")),
            Event::Done { text } => self.line(text),
            Event::Note { text } => self.say(&format!("note: {text}")),
            Event::Changes { changes } => self.say(print::human(changes).trim_end()),
            Event::Stack { stack, state, total, .. } => self.stack(stack, state, *total),
            Event::Resource { resource, kind, state, reason, .. } => {
                self.resource(resource, kind, state, reason.as_deref());
            }
        }
    }

    fn stack(&self, stack: &str, state: &str, total: usize) {
        let count = if total > 0 { format!(", {total} changes") } else { String::new() };
        match &self.tree {
            Some(tree) if state.ends_with("_IN_PROGRESS") => {
                tree.begin(stack, 0, &format!("stack {stack} {state}{count}"), None)
            }
            tree => {
                tree.iter().for_each(|tree| tree.end(stack));
                self.line(&format!("stack {stack}: {state}{count}"));
            }
        }
    }

    fn resource(&self, resource: &str, kind: &str, state: &str, reason: Option<&str>) {
        if state.ends_with("_IN_PROGRESS") {
            // CloudFormation says it twice: when it begins, and when AWS has begun.
            let again = self.began.borrow_mut().insert(resource.to_owned(), Instant::now());
            if let Some(first) = again {
                self.began.borrow_mut().insert(resource.to_owned(), first);
            }
            match &self.tree {
                Some(tree) => tree.begin(resource, 1, &format!("{resource} {state}"), usual(kind)),
                None if again.is_none() => self.line(&format!("  {resource} ({kind}): {state}")),
                None => {}
            }
            return;
        }
        let began = self.began.borrow_mut().remove(resource);
        self.tree.iter().for_each(|tree| tree.end(resource));
        let took = began.map(|began| format!(" in {}", short(began.elapsed()))).unwrap_or_default();
        let reason = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
        self.line(&format!("  {resource} ({kind}): {state}{took}{reason}"));
    }

    /// Takes what moves off the screen.
    pub fn pause(&self) {
        self.tree.iter().for_each(Tree::clear);
    }

    /// Says what goes on in AWS although nobody waits for it any more.
    pub fn interrupted(&self) {
        self.pause();
        let stack = self.stack.borrow();
        let (message, help) = match &*stack {
            Some((stack, region)) => (
                format!("interrupted; CloudFormation goes on with the stack {stack} by itself"),
                format!(
                    "the same command waits for it and goes on; to look: `aws cloudformation describe-stack-events --region \
                     {region} --stack-name {stack}`"
                ),
            ),
            None => (
                "interrupted; CloudFormation is not at work".to_owned(),
                "the same command goes on where this one stopped".to_owned(),
            ),
        };
        if self.report.format == Format::Json {
            let stack = stack.as_ref().map(|(stack, _)| stack);
            self.json(&json!({ "event": "interrupted", "stack": stack, "message": message, "help": help }));
        } else {
            self.report.failure(&Failure::new(message).help(help));
        }
    }

    /// Asks a question.
    pub fn ask(&self, question: &str) {
        self.pause();
        let _ = write!(io::stderr(), "{question} ");
        let _ = io::stderr().flush();
    }

    /// Says which changes are refused, and how to allow them.
    pub fn refused(&self, changes: &[Change]) {
        if self.report.format == Format::Json {
            return self.json(&json!({ "event": "refused", "changes": changes }));
        }
        for change in changes {
            let words = change.words.as_deref().unwrap_or_default();
            let help = format!("take the change back, or agree with --allow-replace {}", change.resource);
            self.report.failure(&Failure::new(format!("{}: {words}", change.resource)).help(help));
        }
        self.report.say("nothing was changed");
    }

    /// Says how it ended, and what comes next.
    pub fn end(&self, deployed: &Deployed, blueprint: &Path) {
        let Deployed { endpoint, changed, status, .. } = deployed;
        if self.report.format == Format::Json {
            let (drift, by_hand) = (&status.drift, &status.by_hand);
            return self.json(&json!({
                "event": "deployed", "endpoint": endpoint, "changed": changed, "drift": drift, "by_hand": by_hand,
            }));
        }
        self.line(&format!("{endpoint} is {}", if *changed { "deployed" } else { "as it should be" }));
        for drift in &status.drift {
            self.say(&format!("note: {}", drifted(drift)));
        }
        let name = format!("{}.ovpn", status.name);
        let profile =
            format!("`cvpn profile {} -o {name}` writes the profile for everyone who connects", blueprint.display());
        let hand = status.by_hand.iter().map(|step| format!("check by hand: {step}"));
        let steps = std::iter::once(profile).chain(hand).enumerate();
        let steps = steps.map(|(index, step)| format!("\n  {}. {step}", index + 1));
        if *changed {
            self.say(&format!("Next:{}", steps.collect::<String>()));
        }
    }

    /// If nobody listens any more, the work goes on all the same.
    fn json(&self, value: &Value) {
        let _ = self.report.data(&format!("{value}\n"));
    }

    fn line(&self, text: &str) {
        self.say(&format!("{:>6}  {text}", short(self.start.elapsed())));
    }

    fn say(&self, text: &str) {
        // AWS says it, and in it perhaps somebody else.
        let text = visible(text);
        match &self.tree {
            Some(tree) => tree.say(&text),
            None => self.report.say(text),
        }
    }
}

/// A time as minutes and seconds.
fn short(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}
