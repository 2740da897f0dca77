//! The difference between the output on disk and the one that should be there, as `git diff` shows it.

use super::Report;
use super::outcome::Delivery;
use anstyle::AnsiColor;
use cvpn_blueprint::report::visible;
use similar::TextDiff;

impl Report {
    /// A unified diff of all files that differ; `git apply` takes it.
    pub fn diff(&self, delivery: &Delivery) -> String {
        let mut text = String::new();
        for change in &delivery.comparison.changes {
            let path = delivery.folder.join(&change.path).display().to_string();
            let path = path.trim_start_matches('/');
            let before = String::from_utf8_lossy(change.before.as_deref().unwrap_or_default());
            let after = change.after.as_deref().unwrap_or_default();
            let old = if change.before.is_some() { format!("a/{path}") } else { "/dev/null".to_owned() };
            let new = if change.after.is_some() { format!("b/{path}") } else { "/dev/null".to_owned() };
            let diff = TextDiff::from_lines(&*before, after);
            let diff = diff.unified_diff().header(&old, &new).to_string();
            for line in diff.split_inclusive('\n') {
                text += &self.diff_line(line);
            }
        }
        text
    }
    fn diff_line(&self, line: &str) -> String {
        // What stands on disk may come from anybody; a terminal must not act on it.
        let line = if self.terminal { visible(line) } else { line.to_owned() };
        let style = match line.as_bytes().first() {
            Some(b'+') => AnsiColor::Green,
            Some(b'-') => AnsiColor::Red,
            Some(b'@') => AnsiColor::Cyan,
            _ => return line,
        };
        match line.strip_suffix('\n') {
            Some(line) if self.colour_of_data => {
                let style = style.on_default();
                format!("{style}{line}{style:#}\n")
            }
            _ => line,
        }
    }
}
