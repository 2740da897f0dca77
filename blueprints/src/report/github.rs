//! A fault as a workflow command of GitHub Actions, which shows it beside the line.
//!
//! Source: GitHub Actions, "Workflow commands for GitHub Actions".

use super::human::visible;
use crate::fault::{Fault, Severity};
use crate::source::Document;

/// A fault as one line, ending with a new line.
pub fn github(fault: &Fault, document: &Document) -> String {
    let level = match fault.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (document, span) = document.find(&fault.place);
    let (line, column) = document.position(span.start);
    let (end_line, end_column) = document.position(span.end);
    let place = format!("line={line},endLine={end_line},col={column},endColumn={end_column}");
    let (file, code, text) = (property(&document.name), property(fault.code), data(&fault.whole()));
    format!("::{level} file={file},{place},title={code}::{text}\n")
}

/// That a file could not be examined, as one line.
pub fn github_error(file: &str, why: &str) -> String {
    format!("::error file={}::{}\n", property(file), data(why))
}

/// What stands after the second `::`.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands after a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
