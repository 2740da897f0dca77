//! What is at work, on a terminal: a line for each resource that CloudFormation is changing, with the time that it has taken.

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;

/// How often the times move on.
const TICK: Duration = Duration::from_millis(200);

/// The lines of what is at work, below what was said.
pub struct Tree {
    lines: MultiProgress,
    at_work: RefCell<BTreeMap<String, ProgressBar>>,
}

impl Tree {
    /// On standard error. Nothing is drawn where that is no terminal.
    pub fn new() -> Self {
        Tree { lines: MultiProgress::with_draw_target(ProgressDrawTarget::stderr()), at_work: RefCell::default() }
    }

    /// Says something above the lines.
    pub fn say(&self, text: &str) {
        for line in text.lines() {
            let _ = self.lines.println(line);
        }
    }

    /// Something is at work. `depth`: a stack stands above its resources.
    pub fn begin(&self, key: &str, depth: usize, text: &str, usual: Option<&str>) {
        let mut at_work = self.at_work.borrow_mut();
        let bar = at_work.entry(key.to_owned()).or_insert_with(|| {
            let bar = self.lines.add(ProgressBar::new_spinner());
            let usual = usual.map(|usual| format!(" (usually {usual})")).unwrap_or_default();
            let form = format!("{}{{spinner}} {{msg}} {{elapsed}}{usual}", "  ".repeat(depth));
            bar.set_style(ProgressStyle::with_template(&form).unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.enable_steady_tick(TICK);
            bar
        });
        bar.set_message(text.to_owned());
    }

    /// It is at rest.
    pub fn end(&self, key: &str) {
        if let Some(bar) = self.at_work.borrow_mut().remove(key) {
            bar.finish_and_clear();
            self.lines.remove(&bar);
        }
    }

    /// Everything is at rest, or nobody waits any more.
    pub fn clear(&self) {
        for (_, bar) in std::mem::take(&mut *self.at_work.borrow_mut()) {
            bar.finish_and_clear();
        }
        let _ = self.lines.clear();
    }
}
