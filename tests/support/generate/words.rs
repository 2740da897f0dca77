//! Texts that would break a careless compiler.

use proptest::prelude::*;
use std::str::FromStr;

/// Pieces that mean something to YAML, JSON, HCL, CloudFormation, Markdown, HTML or a terminal, or that are hard to see.
pub const HOSTILE: &[&str] = &[
    "${aws_iam_user.x.arn}",
    "%{if true}yes%{endif}",
    "$${",
    "%%{",
    "$",
    "%",
    "${",
    "%{",
    "}",
    "~}",
    "\"",
    "'",
    "`",
    "\\",
    "\\n",
    "\\u0041",
    "\n",
    "\t",
    "\n  ",
    "<<EOT\n",
    "\nEOT\n",
    "# ",
    "// ",
    "/*",
    ": ",
    "- ",
    "&a",
    "*a",
    "!!null",
    "|",
    ">",
    "{\"Fn::Sub\":\"${AWS::AccountId}\"}",
    "{\"Ref\":\"Endpoint\"}",
    "{{resolve}}",
    "AWS::NoValue",
    "[text](https://example.com)",
    "![x](y)",
    "**bold**",
    "| a | b |",
    "<script>alert(1)</script>",
    "&lt;",
    "<!--",
    "-->",
    "{{name}}",
    "{{{name}}}",
    "\u{202e}",
    "\u{200f}",
    "\u{2066}",
    "\u{2069}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{2028}",
    "\u{2029}",
    "\u{ad}",
    "\u{61c}",
    "\u{e0041}",
    "e\u{301}",
    "\u{e9}",
    "\u{1100}\u{1161}",
    "\u{1f468}\u{200d}\u{1f469}",
    "\u{1f3f3}\u{fe0f}",
    "日本語",
    "مرحبا",
    "\u{a0}",
    "\u{3000}",
    "null",
    "true",
    "~",
    "0x10",
    "1e3",
    "yes",
    "no",
    "=",
    "A",
    "a",
    "In",
    "_in_",
    "Group",
    "x",
    "_",
    "-",
    " ",
    ".",
];

/// A text of hostile and other pieces, of at most so many characters.
pub fn hostile(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
        2 => "[a-zA-Z0-9 ]{1,8}",
        // Letters of categories, so that a letter that only a newer Unicode has is not among them.
        1 => "[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Z}\\p{Cf}\\p{Cc}\\p{Co}]",
    ];
    prop::collection::vec(piece, 1..6).prop_map(move |pieces| pieces.concat().chars().take(most).collect())
}

/// The nearest value of a domain type: without the characters that it refuses, and shorter if need be.
pub fn fit<T: FromStr>(text: &str) -> T {
    let takes = |text: &str| text.parse::<T>().ok();
    let kept: Vec<char> = text.chars().filter(|letter| takes(&format!("a{letter}a")).is_some()).collect();
    (1..=kept.len())
        .rev()
        .find_map(|length| takes(&kept[..length].iter().collect::<String>()))
        .or_else(|| takes("x"))
        .unwrap_or_else(|| panic!("no part of {text:?} fits"))
}

/// A value of a domain type from a text that is known to be one.
pub fn known<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap_or_else(|error| panic!("{text:?}: {error:?}"))
}

/// Hostile values of a domain type.
pub fn of<T: FromStr + std::fmt::Debug>(most: usize) -> impl Strategy<Value = T> {
    hostile(most).prop_map(|text| fit(&text))
}

/// Names that differ, each of hostile pieces and its own number.
pub fn names<T: FromStr<Err: std::fmt::Debug> + std::fmt::Debug>(count: usize) -> impl Strategy<Value = Vec<T>> {
    let plain = "[A-Za-z][A-Za-z0-9._-]{0,12}".boxed();
    let piece = prop_oneof![plain, hostile(40).boxed()];
    prop::collection::vec(piece, count).prop_map(|texts| {
        let numbered = texts.iter().enumerate().map(|(number, text)| format!("{text}{number}"));
        numbered
            .map(|text| {
                let kept: String = text.chars().filter(|letter| format!("a{letter}a").parse::<T>().is_ok()).collect();
                // Some texts start with what is reserved.
                kept.parse().unwrap_or_else(|_| known(&format!("x{kept}")))
            })
            .collect()
    })
}
