//! The picture.

use crate::support::{gallery, small, snapshot};
use cvpn_blueprint::Document;
use cvpn_compiler::show::graph::{Graph, State, dot, mermaid, svg};
use std::fmt::Write;

fn graph(text: &str) -> Graph {
    let parsed = Document::parse("vpn.yaml", text);
    assert_eq!(parsed.faults, []);
    Graph::of(&parsed.blueprint.expect("a blueprint"))
}

/// The node of a layer with a name.
fn lines<'a>(graph: &'a Graph, name: &str) -> (&'a [String], State) {
    let node = graph.nodes().find(|node| node.lines[0] == name).unwrap_or_else(|| panic!("{name} in {graph:#?}"));
    (&node.lines, node.state)
}

/// A blueprint with so many rules, each for a group and a network of its own.
fn large(rules: usize) -> String {
    let (mut groups, mut access) = (String::new(), String::new());
    for number in 0..rules {
        let _ = writeln!(groups, "    Team-{number:03}: {{ description: Team {number} }}");
        let _ = writeln!(access, "  - {{ to: 10.0.{number}.0/24, groups: [Team-{number:03}] }}");
    }
    small(&[
        ("    Staff: { description: People who may connect }\n", &groups),
        ("  - { to: 10.0.1.0/24, groups: [Staff], description: Application subnet }\n", &access),
    ])
}

/// The texts of an SVG, and what its structure is.
fn parsed(svg: &str) -> (Vec<String>, Vec<String>) {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error} in {svg}"));
    let named = |name: &str| {
        let nodes = document.descendants().filter(|node| node.tag_name().name() == name);
        nodes.map(|node| node.text().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let mut elements: Vec<String> = document
        .descendants()
        .filter(|node| node.is_element())
        .map(|node| {
            let attributes: Vec<&str> = node.attributes().map(|attribute| attribute.name()).collect();
            format!("{} {}", node.tag_name().name(), attributes.join(" "))
        })
        .collect();
    elements.sort();
    elements.dedup();
    (named("title"), elements)
}

#[test]
fn it_leads_from_people_to_networks() {
    let graph = graph(&gallery("multi-group"));
    let layers: Vec<&str> = graph.layers.iter().map(|layer| layer.name).collect();
    let all = ["People", "Groups", "Sign-in", "Provider", "Endpoint", "Associations", "Behind them", "Networks"];
    assert_eq!(layers, all);
    // Each edge goes to the right, and each node but those of the first layer is reached.
    let layer_of = |id| graph.layers.iter().position(|layer| layer.nodes.iter().any(|node| node.id == id));
    assert!(graph.edges.iter().all(|edge| layer_of(edge.from) < layer_of(edge.to)));
    for node in graph.layers[1..].iter().flat_map(|layer| &layer.nodes) {
        assert!(graph.edges.iter().any(|edge| edge.to == node.id), "{node:?}");
    }
    snapshot!("show-graph-mermaid", mermaid(&graph));
    snapshot!("show-graph-dot", dot(&graph));
    snapshot!("show-graph-svg", svg(&graph).replace("><", ">\n<"));
}

#[test]
fn a_group_that_loses_a_network_to_a_longer_prefix_stands_at_that_network() {
    let graph = graph(&gallery("multi-group"));
    let (lines, state) = lines(&graph, "10.0.20.0/24");
    assert_eq!(state, State::Partly);
    assert_eq!(lines.last().map(String::as_str), Some("not for VPN-Engineering"));
}

#[test]
fn a_rule_without_a_route_is_unreachable_and_a_route_without_a_rule_is_closed() {
    let text = small(&[(
        "access:\n",
        "  routes: [{ to: 10.50.0.0/16, description: Data }]\n\naccess:\n  - { to: 172.16.0.0/12, everyone: true }\n",
    )]);
    let graph = graph(&text);
    let (unreachable, state) = lines(&graph, "172.16.0.0/12");
    assert_eq!(state, State::Unreachable);
    assert_eq!(unreachable, ["172.16.0.0/12", "for everyone", "unreachable: no route leads there"]);
    let (closed, state) = lines(&graph, "10.50.0.0/16");
    assert_eq!((closed[2].as_str(), state), ("closed: no rule opens it", State::Closed));
    assert!(graph.description.ends_with(", 1 without a route, 1 without a rule"), "{}", graph.description);
}

#[test]
fn a_rule_wider_than_the_routes_is_routed_in_part() {
    let graph = graph(&small(&[("to: 10.0.1.0/24", "to: 10.0.0.0/8")]));
    assert_eq!(lines(&graph, "10.0.0.0/8").0.last().map(String::as_str), Some("routed only in part"));
}

#[test]
fn a_group_without_a_rule_is_closed() {
    let graph = graph(&small(&[("    Staff: {", "    Others: { description: Nobody }\n    Staff: {")]));
    assert_eq!(lines(&graph, "Others").1, State::Closed);
}

#[test]
fn all_ways_to_sign_in_are_drawn() {
    for (name, node) in [
        ("active-directory", "Active Directory"),
        ("mutual-and-sso", "Client certificate"),
        ("transit-gateway", "Transit gateway"),
        ("quickstart", "SAML provider"),
    ] {
        let graph = graph(&gallery(name));
        assert!(graph.nodes().any(|one| one.lines.iter().any(|line| line == node)), "{name}: {graph:#?}");
    }
}

#[test]
fn hundreds_of_rules_are_folded_and_none_is_forgotten() {
    let graph = graph(&large(200));
    assert!(graph.layers.iter().all(|layer| layer.nodes.len() <= 16), "{graph:#?}");
    assert!(graph.description.contains("200 groups") && graph.description.contains("200 networks"));
    assert!(graph.nodes().any(|node| node.lines[0] == "and 185 more networks"), "{graph:#?}");
    assert!(graph.nodes().any(|node| node.lines[0] == "and 185 more groups"));
    assert!(svg(&graph).len() < 30_000);
}

#[test]
fn networks_for_the_same_people_become_one_node_where_there_are_many() {
    let rules: String = (0..100).map(|number| format!("  - {{ to: 10.0.{number}.0/24, groups: [Staff] }}\n")).collect();
    let graph =
        graph(&small(&[("  - { to: 10.0.1.0/24, groups: [Staff], description: Application subnet }\n", &rules)]));
    let (lines, _) = lines(&graph, "100 networks");
    assert_eq!(lines[1..], ["10.0.0.0/24, 10.0.1.0/24, 10.0.2.0/24 and 97 more", "for Staff"]);
}

#[test]
fn what_stands_badly_is_not_folded_away() {
    let text = large(200).replace("to: 10.0.199.0/24", "to: 172.16.0.0/12");
    let graph = graph(&text);
    assert_eq!(lines(&graph, "172.16.0.0/12").1, State::Unreachable);
}

/// A name with marks of every language that is printed here.
const HOSTILE: &str = "a]]><script>alert(1)</script>\"'`&amp;#quot;|[x](y){z}\\n%%*_~";

#[test]
fn a_hostile_name_is_text_in_svg() {
    let (_, harmless) = parsed(&svg(&graph(&small(&[]))));
    let name = serde_json::to_string(HOSTILE).expect("a text");
    let text = small(&[]).replace("Staff", &name).replace("Application subnet", &name);
    let (titles, elements) = parsed(&svg(&graph(&text)));
    assert_eq!(elements, harmless);
    assert!(titles.iter().any(|title| title.starts_with(HOSTILE)), "{titles:?}");
}

#[test]
fn letters_that_nobody_sees_are_shown_in_svg() {
    let graph = graph(&small(&[("Application subnet", "\"a\\u202eb\\uffffc\"")]));
    let (titles, _) = parsed(&svg(&graph));
    assert!(titles.iter().any(|title| title.contains("a\\u{202e}b\u{fffd}c")), "{titles:?}");
}

#[test]
fn a_hostile_name_is_text_in_mermaid() {
    let name = serde_json::to_string(HOSTILE).expect("a text");
    let text = mermaid(&graph(&small(&[]).replace("Staff", &name).replace("Application subnet", &name)));
    // No mark of it stands unescaped, in any line.
    let names: Vec<&str> = text.lines().filter(|line| line.contains("script")).collect();
    assert!(names.len() >= 2, "{text}");
    for line in names {
        let inner = line.split('"').nth(1).expect("a label").replace("<br/>", "");
        assert!(!inner.contains(['<', '>', '"', '`', '[', '(', '{', '|', '\\', '*', '_', '~', '%', '&']), "{line}");
        assert_eq!(line.matches('"').count(), 2, "{line}");
    }
}

#[test]
fn a_hostile_name_is_text_in_dot() {
    let name = serde_json::to_string(HOSTILE).expect("a text");
    let text = dot(&graph(&small(&[]).replace("Staff", &name)));
    let escaped = HOSTILE.replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"");
    assert!(text.contains(&format!("label=\"{escaped}\\n")), "{text}");
}

#[test]
fn a_long_name_is_cut_in_the_box_and_whole_in_its_title() {
    let long = "W".repeat(200);
    let text = svg(&graph(&small(&[("Application subnet", &long)])));
    let (titles, _) = parsed(&text);
    assert!(titles.iter().any(|title| title.contains(&long)));
    let document = roxmltree::Document::parse(&text).expect("XML");
    let shown = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    let longest = shown.filter_map(|node| node.text()).map(|text| text.chars().count()).max();
    assert!(longest < Some(40), "{longest:?}");
}
