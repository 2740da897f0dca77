//! `cvpn graph`: a picture of a VPN.

use crate::args::Format;
use crate::clock;
use crate::examine;
use crate::report::{Exit, Report, Stop};
use crate::source::Source;
use crate::write::replace;
use clap::ValueHint;
use cvpn_blueprint::fault::Target;
use cvpn_compiler::show::graph::{self, Graph};
use serde_json::json;
use std::path::PathBuf;

/// Draw who reaches what, through which endpoint
///
/// People and groups, how they sign in, the endpoint, its associations, and the networks behind them; with what is
/// closed or unreachable marked as such. Networks for the same people become one node where there are many.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cvpn graph corp-vpn.yaml --format svg -o corp-vpn.svg
  cvpn graph corp-vpn.yaml                               Mermaid, for a README or a pull request
  cvpn graph corp-vpn.yaml --format dot | dot -Tpdf -o corp-vpn.pdf

Formats:
  human, mermaid   a flowchart of Mermaid
  dot              a graph of Graphviz
  svg              a drawing, made without another program
  json             nodes and edges")]
pub struct Args {
    /// The blueprint, or - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// The file to write, which is replaced if it is there [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
}

/// The formats that it has.
pub const FORMATS: &[Format] = &[Format::Human, Format::Json, Format::Mermaid, Format::Dot, Format::Svg];

/// Runs it.
pub fn run(args: &Args, report: &Report) -> Result<Exit, Stop> {
    let examination = examine::one(Source::of(&args.file), &Target::ALL, clock::today()?, cvpn_compiler::compile);
    report.errors(&examination);
    let graph = examination.shown().map(Graph::of);
    let text = match (&graph, report.format) {
        (graph, Format::Json) => {
            let mut value = examination.json();
            value["graph"] = json!(graph);
            format!("{value:#}\n")
        }
        (None, _) => return Ok(examination.exit()),
        (Some(graph), Format::Dot) => graph::dot(graph),
        (Some(graph), Format::Svg) => graph::svg(graph),
        (Some(graph), _) => graph::mermaid(graph),
    };
    match &args.output {
        Some(file) => replace(file, &text, [&args.file])?,
        None => report.data(&text)?,
    }
    Ok(examination.exit())
}
