//! What a command made, in words.

use super::folder::Folder;
use crate::args::Format;
use crate::report::{Report, Stop};
pub(super) use cvpn_certificates::set::Made;
use serde_json::json;

/// Prints the files that were made, and what comes next.
pub(super) fn print(made: &[Made], next: &[String], folder: &Folder, report: &Report) -> Result<(), Stop> {
    let path = |made: &Made| folder.shown(&made.file).display().to_string();
    match report.format {
        Format::Json => {
            let files = made.iter().map(|made| {
                json!({ "file": path(made), "until": made.until.date().to_string(), "ends_with_ca": made.ends_with_ca })
            });
            report.json(&json!({ "made": files.collect::<Vec<_>>(), "next": next }))
        }
        _ => {
            let width = made.iter().map(|made| path(made).len()).max().unwrap_or_default();
            let lines = made.iter().map(|made| format!("{:width$}  until {}\n", path(made), made.until.date()));
            report.data(&lines.collect::<String>())?;
            for made in made.iter().filter(|made| made.ends_with_ca) {
                report.note(&format!("{} {}", path(made), ends_with_ca(made)));
            }
            let steps = next.iter().enumerate().map(|(index, step)| format!("\n  {}. {step}", index + 1));
            report.say(format_args!("Next:{}", steps.collect::<String>()));
            Ok(())
        }
    }
}

fn ends_with_ca(made: &Made) -> String {
    format!(
        "ends with its CA on {}, earlier than asked for; a new CA (`cvpn cert new`) means a new profile for everyone, so hand \
         them out before that day",
        made.until.date()
    )
}

/// How the server's certificate gets into ACM.
pub(super) fn import(folder: &Folder, again: bool) -> String {
    let file = |name: &str| format!("fileb://{}", folder.shown(name).display());
    let arn = if again { " --certificate-arn ARN" } else { "" };
    format!(
        "aws acm import-certificate{arn} --certificate {} --private-key {} --certificate-chain {}",
        file(cvpn_certificates::set::SERVER),
        file(cvpn_certificates::set::SERVER_KEY),
        file(cvpn_certificates::set::CA)
    )
}
