//! The layout that `terraform fmt` gives, done again from the text alone: two spaces a bracket, and the equals signs of
//! neighbouring one-line arguments below one another. Only what the compiler writes is understood: no heredocs, no
//! comments behind code.

use unicode_segmentation::UnicodeSegmentation;

/// A text laid out anew.
pub fn formatted(text: &str) -> String {
    let mut depth = 0usize;
    let mut lines = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        let closing = line.chars().take_while(|letter| matches!(letter, '}' | ']' | ')')).count();
        let indent = "  ".repeat(depth - closing.min(depth));
        let (open, close) = brackets(line);
        depth = (depth + open).checked_sub(close).expect("brackets that close were opened");
        let argument = argument(line).filter(|(_, value)| brackets(value).0 == brackets(value).1);
        lines.push((indent, line, argument));
    }
    assert_eq!(depth, 0, "brackets that are opened are closed");
    let mut out = String::new();
    for (at, (indent, line, argument)) in lines.iter().enumerate() {
        let Some((name, value)) = argument else {
            out += if line.is_empty() { "" } else { indent };
            out += line;
            out += "\n";
            continue;
        };
        let before = lines[..at].iter().rev().map_while(|(.., argument)| *argument);
        let after = lines[at..].iter().map_while(|(.., argument)| *argument);
        let widest = before.chain(after).map(|(name, _)| columns(name)).max().unwrap_or(0);
        out += &format!("{indent}{name}{} = {value}\n", " ".repeat(widest - columns(name)));
    }
    out
}

/// The letters of a name; quotes around it, `$` and `%` are letters of their own, even before a mark that would join them.
fn columns(name: &str) -> usize {
    if let Some(inner) = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return columns(inner) + 2;
    }
    let marks = ['$', '%'];
    name.split(marks).map(|part| part.graphemes(true).count()).sum::<usize>() + name.matches(marks).count()
}

/// The letters of a line outside its strings and comments, each with its place.
fn code(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut inside = false;
    let mut escaped = false;
    let mut comment = false;
    line.char_indices().filter(move |(_, letter)| {
        let was_inside = inside;
        match letter {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' if !comment => inside = !inside,
            '#' if !inside => comment = true,
            _ => {}
        }
        !was_inside && !inside && !comment
    })
}

/// How many brackets a line opens and closes.
fn brackets(line: &str) -> (usize, usize) {
    let count = |set: [char; 3]| code(line).filter(|(_, letter)| set.contains(letter)).count();
    (count(['{', '[', '(']), count(['}', ']', ')']))
}

/// The name and the value of an argument. A comparison is none.
fn argument(line: &str) -> Option<(&str, &str)> {
    let (at, _) = code(line).find(|(_, letter)| *letter == '=')?;
    if line[at + 1..].starts_with('=') || line[..at].ends_with(['!', '<', '>']) {
        return None;
    }
    Some((line[..at].trim_end(), line[at + 1..].trim_start()))
}

#[test]
fn a_text_that_is_laid_out_badly_is_not_a_fixed_point() {
    let good = "a {\n  b   = 1\n  ccc = \"= {\"\n  d = [\n    1,\n  ]\n}\n";
    assert_eq!(formatted(good), good);
    for bad in [
        "a {\nb = 1\n}\n",
        "a {\n    b = 1\n}\n",
        "a {\n  b = 1\n  ccc = 2\n}\n",
        "a {\n  b  = 1\n}\n",
        "a {\n  b = 1 \n}\n",
        "a {\n  b = [\n  1,\n  ]\n}\n",
    ] {
        assert_ne!(formatted(bad), bad);
    }
}
