//! A picture as a flowchart of Mermaid, which code hosts draw in Markdown.
//!
//! Source: Mermaid, "Flowcharts", "Entity codes to escape characters".

use super::{Edge, Graph, State};
use cvpn_blueprint::report::visible;
use std::fmt::Write;

/// Prints a picture.
pub fn mermaid(graph: &Graph) -> String {
    let mut text = String::from("flowchart LR\n");
    let _ = writeln!(text, "  accTitle: {}\n  accDescr: {}", escape(&graph.name), escape(&graph.description));
    for (number, layer) in graph.layers.iter().enumerate() {
        let _ = writeln!(text, "  subgraph layer{number}[\"{}\"]", escape(layer.name));
        for node in &layer.nodes {
            let lines: Vec<String> = node.lines.iter().map(|line| escape(line)).collect();
            let _ = writeln!(text, "    n{}[\"{}\"]:::{}", node.id, lines.join("<br/>"), node.state.name());
        }
        text += "  end\n";
    }
    for Edge { from, to, state } in &graph.edges {
        let arrow = if matches!(state, State::Open | State::Partly) { "-->" } else { "-.-x" };
        let _ = writeln!(text, "  n{from} {arrow} n{to}");
    }
    text += "  classDef open stroke:#3f6fb5\n";
    text += "  classDef partly stroke:#a15c00,stroke-width:2px\n";
    text += "  classDef closed stroke:#777777,stroke-dasharray:4 3\n";
    text += "  classDef unreachable stroke:#b3261e,stroke-width:2px,stroke-dasharray:4 3\n";
    text
}

/// Letters that could be marks of Mermaid, of HTML or of Markdown become entities, by their numbers.
fn escape(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let inside = |other: Option<&char>| other.is_some_and(|other| other.is_alphanumeric());
        let plain = match letter {
            ' ' | ',' | '/' => true,
            // Within a number or a word; at its edge they could make a list.
            '.' | ':' | '-' => inside(before.as_ref()) && inside(letters.peek()),
            _ => letter.is_alphanumeric(),
        };
        if plain {
            out.push(letter);
        } else {
            let _ = write!(out, "#{};", u32::from(letter));
        }
        before = Some(letter);
    }
    out
}
