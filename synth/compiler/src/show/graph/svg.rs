//! A picture as SVG, with a layout of its own: a column a layer, each centred, edges as curves between them.

use super::{Edge, Graph, Layer, Node};
use cvpn_blueprint::report::visible;
use std::collections::BTreeMap;
use std::fmt::Write;

const LINE: u32 = 16;
const PADDING: u32 = 9;
const BETWEEN_NODES: u32 = 12;
const BETWEEN_LAYERS: u32 = 38;
const MARGIN: u32 = 16;
/// Room for the names of the layers.
const HEAD: u32 = 28;
/// The widest line; longer ones are cut, and whole in the node's title.
const WIDEST: u32 = 220;

/// Colours with enough contrast on both papers. How something stands is said by words and dashes too.
const STYLE: &str = "\
.cvpn-graph{--paper:#ffffff;--box:#f6f8fa;--ink:#1b1f24;--faint:#57606a;--open:#2f5fa8;--partly:#8a4b00;\
--closed:#57606a;--unreachable:#b3261e;font:12px system-ui,sans-serif}\
@media (prefers-color-scheme:dark){.cvpn-graph{--paper:#14181d;--box:#1f252c;--ink:#e8ecf1;--faint:#a3adb8;\
--open:#8db8f5;--partly:#f0b45c;--closed:#a3adb8;--unreachable:#ff8f85}}\
@media print{.cvpn-graph{--paper:#ffffff;--box:#ffffff;--ink:#000000;--faint:#444444;--open:#2f5fa8;--partly:#8a4b00;\
--closed:#57606a;--unreachable:#b3261e}}\
.cvpn-graph .paper{fill:var(--paper)}.cvpn-graph text{fill:var(--ink)}.cvpn-graph .layer{fill:var(--faint)}\
.cvpn-graph .more{fill:var(--faint)}.cvpn-graph .first{font-weight:600}\
.cvpn-graph rect.node{fill:var(--box);stroke:var(--c);stroke-width:1.5}\
.cvpn-graph path{fill:none;stroke:var(--c);stroke-width:1.3;opacity:.75}\
.cvpn-graph .open{--c:var(--open)}.cvpn-graph .partly{--c:var(--partly)}.cvpn-graph .closed{--c:var(--closed)}\
.cvpn-graph .unreachable{--c:var(--unreachable)}\
.cvpn-graph .closed>rect,.cvpn-graph .unreachable>rect,.cvpn-graph path.closed,.cvpn-graph path.unreachable\
{stroke-dasharray:5 4}";

/// Where a node stands.
#[derive(Clone, Copy, Debug)]
struct Spot {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

/// Prints a picture.
pub fn svg(graph: &Graph) -> String {
    let (spots, width, height) = layout(graph);
    let name = escape(&graph.name);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cvpn-graph\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"{name}-title {name}-desc\">\n\
         <title id=\"{name}-title\">{name}</title>\n<desc id=\"{name}-desc\">{}</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n",
        escape(&graph.description),
    );
    for edge in &graph.edges {
        text += &path(edge, spots[&edge.from], spots[&edge.to]);
    }
    for layer in &graph.layers {
        if let Some(first) = layer.nodes.first() {
            let x = spots[&first.id].x;
            let _ =
                writeln!(text, "<text class=\"layer\" x=\"{x}\" y=\"{}\">{}</text>", MARGIN + 8, escape(layer.name));
        }
        for node in &layer.nodes {
            text += &draw(node, spots[&node.id]);
        }
    }
    text + "</svg>\n"
}

/// Where all nodes stand, and the size of the whole.
fn layout(graph: &Graph) -> (BTreeMap<usize, Spot>, u32, u32) {
    let height = |node: &Node| node.lines.len() as u32 * LINE + 2 * PADDING;
    let column = |layer: &Layer| {
        let nodes: u32 = layer.nodes.iter().map(height).sum();
        nodes + BETWEEN_NODES * (layer.nodes.len() as u32).saturating_sub(1)
    };
    let tallest = graph.layers.iter().map(column).max().unwrap_or_default();
    let mut spots = BTreeMap::new();
    let mut x = MARGIN;
    for layer in &graph.layers {
        let lines = layer.nodes.iter().flat_map(|node| node.lines.iter().enumerate());
        let widest = lines.map(|(index, line)| width(&cut(line, index == 0), index == 0)).max().unwrap_or_default();
        let widest = widest.max(width(layer.name, false)) + 2 * PADDING;
        let mut y = MARGIN + HEAD + (tallest - column(layer)) / 2;
        for node in &layer.nodes {
            spots.insert(node.id, Spot { x, y, width: widest, height: height(node) });
            y += height(node) + BETWEEN_NODES;
        }
        x += widest + BETWEEN_LAYERS;
    }
    (spots, x - BETWEEN_LAYERS + MARGIN, tallest + HEAD + 2 * MARGIN)
}

/// How wide a text is, about, in a common typeface without serifs.
fn width(text: &str, bold: bool) -> u32 {
    let tenths: u32 = text.chars().map(letter_width).sum();
    (if bold { tenths * 11 / 10 } else { tenths }).div_ceil(10)
}

fn letter_width(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 105,
        'A'..='Z' => 84,
        _ if letter.is_ascii() => 74,
        // East Asian letters and pictures.
        _ if u32::from(letter) >= 0x1100 => 125,
        _ => 80,
    }
}

/// A line that is no wider than the widest.
fn cut(line: &str, bold: bool) -> String {
    let line = visible(line);
    if width(&line, bold) <= WIDEST {
        return line;
    }
    let mut kept = String::new();
    for letter in line.chars() {
        kept.push(letter);
        if width(&kept, bold) + 10 > WIDEST {
            kept.pop();
            break;
        }
    }
    kept + "…"
}

fn path(edge: &Edge, from: Spot, to: Spot) -> String {
    let (x1, y1) = (from.x + from.width, from.y + from.height / 2);
    let (x2, y2) = (to.x, to.y + to.height / 2);
    let middle = x1.midpoint(x2);
    let state = edge.state.name();
    format!("<path class=\"{state}\" d=\"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}\"/>\n")
}

fn draw(node: &Node, spot: Spot) -> String {
    let Spot { x, y, width, height } = spot;
    let whole = node.lines.join("\n");
    let mut text = format!(
        "<g class=\"{}\"><title>{}</title><rect class=\"node\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
         rx=\"6\"/>",
        node.state.name(),
        escape(&whole),
    );
    for (index, line) in node.lines.iter().enumerate() {
        let y = y + PADDING + LINE * index as u32 + 12;
        let class = if index == 0 { "first" } else { "more" };
        let _ = write!(
            text,
            "<text class=\"{class}\" x=\"{}\" y=\"{y}\">{}</text>",
            x + PADDING,
            escape(&cut(line, index == 0))
        );
    }
    text + "</g>\n"
}

/// Text of XML. Letters that nobody sees are shown, and those that XML cannot hold are replaced.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
    out
}
