//! Commands for bash and zsh. They are data, so that both languages print the same ones.

/// A command that is being put together. Every word is quoted where a shell would read something into it.
#[derive(Clone, Debug)]
pub(super) struct Command(Vec<String>);

/// The width up to which a line is filled.
const WIDTH: usize = 100;

impl Command {
    /// A program with its subcommands.
    pub(super) fn new(program: &str) -> Self {
        Command(vec![program.to_owned()])
    }

    /// An option with its value.
    pub(super) fn option(self, name: &str, value: impl AsRef<str>) -> Self {
        self.raw(format!("{name} {}", quote(value.as_ref())))
    }

    /// An option whose value is a variable that an earlier command set.
    pub(super) fn variable(self, name: &str, variable: &str) -> Self {
        self.raw(format!("{name} \"${variable}\""))
    }

    /// Words that the shell is meant to read as they are.
    pub(super) fn raw(mut self, words: impl Into<String>) -> Self {
        self.0.push(words.into());
        self
    }

    /// The command as text, on as few lines as it needs.
    pub(super) fn print(self) -> String {
        let mut lines: Vec<String> = Vec::new();
        for words in self.0 {
            match lines.last_mut() {
                Some(line) if line.len() + words.len() < WIDTH => {
                    line.push(' ');
                    line.push_str(&words);
                }
                _ => lines.push(words),
            }
        }
        lines.join(" \\\n  ")
    }

    /// The command as text, its output kept in a variable for later ones.
    pub(super) fn keep(self, variable: &str) -> String {
        format!("{variable}=$({})", self.print())
    }
}

/// A word as a shell reads it back.
fn quote(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_@%+=:,./-".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    if word.contains('\'') && !word.contains(['"', '$', '`', '\\', '!']) {
        return format!("\"{word}\"");
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
