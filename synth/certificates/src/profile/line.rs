//! A line of a profile, read as OpenVPN 2.6 reads it: `.ci/openvpn` holds it to that.

/// What a line says that stands in no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A file of this name begins: `<ca>`.
    Begin(String),
    /// A file of this name ends: `</ca>`.
    End(String),
    /// An option and its arguments, such as `proto udp`.
    Directive(String, Vec<String>),
    /// Nothing, or nothing that OpenVPN would take.
    Nothing,
}

impl Line {
    pub fn read(line: &str) -> Self {
        // OpenVPN takes no longer ones, and what is this long may be a key.
        if line.len() > 1_000 {
            return Line::Nothing;
        }
        let mut words = words(line);
        if let [word] = words.as_slice()
            && let Some(tag) = word.strip_prefix('<').and_then(|word| word.strip_suffix('>'))
        {
            return match tag.strip_prefix('/') {
                _ if !is_name(tag.strip_prefix('/').unwrap_or(tag)) => Line::Nothing,
                Some(name) => Line::End(name.to_owned()),
                None => Line::Begin(tag.to_owned()),
            };
        }
        // `setenv opt NAME …` is the option itself, for clients that may not know it.
        if words.len() > 2 && words[0] == "setenv" && words[1] == "opt" {
            words.drain(..2);
        }
        let mut words = words.into_iter();
        let first = words.next().unwrap_or_default();
        let name = first.strip_prefix("--").unwrap_or(&first);
        if name.len() > 1 && is_name(name) { Line::Directive(name.to_owned(), words.collect()) } else { Line::Nothing }
    }
}

/// Whether a line in a file ends it. What follows on it does not count.
pub(super) fn ends(line: &str, name: &str) -> bool {
    line.strip_prefix("</").and_then(|rest| rest.strip_prefix(name)).is_some_and(|rest| rest.starts_with('>'))
}

/// Whether OpenVPN, which reads a long line in pieces of 255 bytes, may find the end of a file within it.
pub(super) fn may_end_within(line: &str, name: &str) -> bool {
    line.len() >= 255 && line.contains(&format!("</{name}>"))
}

/// The words of a line: quotes hold words together, and a mark begins a comment.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote): (Vec<String>, Option<String>, Option<char>) = (Vec::new(), None, None);
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(mark), _) if letter == mark => quote = None,
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(letters.next()),
            (Some(_), _) => word.get_or_insert_default().push(letter),
            (None, '"' | '\'') => {
                word.get_or_insert_default();
                quote = Some(letter);
            }
            (None, '#' | ';') if word.is_none() => break,
            (None, _) if letter.is_whitespace() => words.extend(word.take()),
            (None, _) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// Whether a word can be the name of an option. Lines of keys are none: they are longer, and have capital letters.
fn is_name(word: &str) -> bool {
    (1..=40).contains(&word.len())
        && word.starts_with(|first: char| first.is_ascii_lowercase())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
