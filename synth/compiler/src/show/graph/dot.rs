//! A picture in the language of Graphviz.
//!
//! Source: Graphviz, "DOT Language", "escString".

use super::{Edge, Graph, State};
use cvpn_blueprint::report::visible;
use std::fmt::Write;

/// Prints a picture.
pub fn dot(graph: &Graph) -> String {
    let mut text = format!("digraph {} {{\n", quoted(&[&graph.name]));
    text += "  rankdir=LR; node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];\n";
    for (number, layer) in graph.layers.iter().enumerate() {
        let _ = writeln!(text, "  subgraph cluster_{number} {{\n    label={}; color=gray;", quoted(&[layer.name]));
        for node in &layer.nodes {
            let lines: Vec<&str> = node.lines.iter().map(String::as_str).collect();
            let _ = writeln!(text, "    n{} [label={}{}];", node.id, quoted(&lines), style(node.state, "rounded,"));
        }
        text += "  }\n";
    }
    for Edge { from, to, state } in &graph.edges {
        let _ = writeln!(text, "  n{from} -> n{to} [dir=forward{}];", style(*state, ""));
    }
    text + "}\n"
}

fn style(state: State, shape: &str) -> String {
    match state {
        State::Open => String::new(),
        State::Partly => ", color=\"#a15c00\"".to_owned(),
        State::Closed => format!(", color=\"#777777\", style=\"{shape}dashed\""),
        State::Unreachable => format!(", color=\"#b3261e\", style=\"{shape}dashed\""),
    }
}

/// A quoted string. Graphviz reads entities of HTML and escapes by backslashes in it.
fn quoted(lines: &[&str]) -> String {
    let escape = |line: &&str| visible(line).replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", lines.iter().map(escape).collect::<Vec<_>>().join("\\n"))
}
