//! Prints the workflow: the template, in which every value becomes a quoted scalar of YAML.

use crate::target::invisible;
use handlebars::Handlebars;
use serde::Serialize;
use std::fmt::Write;

/// Steps that several jobs have.
const PARTS: [(&str, &str); 5] = [
    ("checkout", include_str!("part/checkout.hbs")),
    ("install", include_str!("part/install.hbs")),
    ("take", include_str!("part/take.hbs")),
    ("profiles", include_str!("part/profiles.hbs")),
    ("credentials", include_str!("part/credentials.hbs")),
];

/// Prints data through the template.
pub(super) fn print(data: &impl Serialize) -> String {
    let mut template = Handlebars::new();
    template.set_strict_mode(true);
    template.register_escape_fn(scalar);
    for (name, text) in PARTS.into_iter().chain([("github", include_str!("github.hbs"))]) {
        template.register_template_string(name, text).expect("the template can be read");
    }
    template.render("github", data).expect("the template names only what the data has")
}

/// A text as a double-quoted scalar. Letters that nobody sees are escaped, so that a review shows them.
fn scalar(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            hidden if hidden.is_control() || invisible(hidden) => {
                let _ = write!(out, "\\U{:08X}", u32::from(hidden));
            }
            plain => out.push(plain),
        }
    }
    out.push('"');
    out
}
