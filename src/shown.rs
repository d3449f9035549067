//! What is shown to people, and how much: no character of a text that a terminal obeys, no notes where quiet is wanted.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::sync::OnceLock;

use clap::Args;

/// How much is told besides the answers.
#[derive(Args, Clone, Copy, Default)]
pub(crate) struct Loudness {
    /// Tell nothing but errors and what could not be read.
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Tell more: what is read with, from where, how long it took.
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

static LOUDNESS: OnceLock<Loudness> = OnceLock::new();

impl Loudness {
    /// From now on, for the whole program.
    pub(crate) fn set(self) {
        let _ = LOUDNESS.set(self);
    }
}

/// Whether nothing but errors is told.
pub(crate) fn quiet() -> bool {
    LOUDNESS.get().is_some_and(|loudness| loudness.quiet)
}

/// Whether more is told.
pub(crate) fn verbose() -> bool {
    LOUDNESS.get().is_some_and(|loudness| loudness.verbose)
}

/// Tells what went wrong, or what could not be read, on the standard error.
pub(crate) fn error(what: impl Display) {
    tell(&format!("dateline: {what}"));
}

/// Tells what is good to know, unless quiet is wanted.
pub(crate) fn note(what: impl Display) {
    if !quiet() {
        tell(&format!("dateline: {what}"));
    }
}

/// Tells what few want to know.
pub(crate) fn detail(what: impl Display) {
    if verbose() {
        tell(&format!("dateline: {what}"));
    }
}

/// A line on the standard error, unless quiet is wanted: of a summary.
pub(crate) fn line(what: impl Display) {
    if !quiet() {
        tell(&what.to_string());
    }
}

fn tell(line: &str) {
    // A standard error that is gone is no reason to stop.
    let _ = writeln!(io::stderr().lock(), "{}", Form::Plain.safe(line));
}

/// How characters that a terminal obeys are written instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As a mark that stands for them.
    Plain,
    /// The same, but colours of our own stay.
    Coloured,
    /// As JSON's `\u001b`, which means the same to a program.
    Json,
}

impl Form {
    /// Of a table on the standard output, which has colours where they are wanted.
    pub(crate) fn of_tables() -> Self {
        let coloured = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
        if coloured { Self::Coloured } else { Self::Plain }
    }

    /// The text as it may be shown.
    pub(crate) fn safe(self, text: &str) -> Cow<'_, str> {
        let text = match self {
            Self::Plain if text.contains("\x1b[") => Cow::Owned(without_colours(text)),
            Self::Plain | Self::Coloured | Self::Json => Cow::Borrowed(text),
        };
        if !text.chars().any(is_obeyed) {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = &*text;
        while let Some(c) = rest.chars().next() {
            let colour = if self == Self::Coloured { colour(rest) } else { 0 };
            let taken = colour.max(c.len_utf8());
            match self {
                _ if colour > 0 || !is_obeyed(c) => out.push_str(&rest[..taken]),
                Self::Json => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                    let _ = write!(out, "\\u{unit:04x}");
                }),
                Self::Plain | Self::Coloured => out.push(char::REPLACEMENT_CHARACTER),
            }
            rest = &rest[taken..];
        }
        Cow::Owned(out)
    }
}

/// The text without sequences that set colours.
fn without_colours(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\x1b[") {
        let (before, behind) = rest.split_at(at);
        let length = colour(behind).max(1);
        out.push_str(before);
        // What only looks like one is left to be marked.
        out.push_str(if length == 1 { "\x1b" } else { "" });
        rest = &behind[length..];
    }
    out + rest
}

/// How long the sequence is that sets a colour here; zero if there is none.
fn colour(text: &str) -> usize {
    let Some(sequence) = text.strip_prefix("\x1b[") else { return 0 };
    let length = sequence.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
    if sequence[length..].starts_with('m') { length + 3 } else { 0 }
}

/// Whether a terminal, or who lays out text, does something with this character instead of showing it: controls, and marks
/// that turn the direction of writing, end lines or hide what is between them.
fn is_obeyed(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A character as it may be shown within a line.
pub(crate) fn printable(c: char) -> char {
    if c.is_control() || is_obeyed(c) { char::REPLACEMENT_CHARACTER } else { c }
}

/// A text on one line: white space folded, and no character that a terminal would obey.
pub(crate) fn tame(chars: impl IntoIterator<Item = char>) -> String {
    let mut out = String::new();
    for c in chars {
        if !c.is_whitespace() {
            out.push(printable(c));
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Where answers are written: whole texts in, harmless texts out.
pub(crate) struct Shown<W: Write> {
    out: W,
    form: Form,
}

/// The standard output, for answers of this form.
pub(crate) fn out(form: Form) -> Shown<BufWriter<StdoutLock<'static>>> {
    Shown { out: BufWriter::new(io::stdout().lock()), form }
}

impl<W: Write> Write for Shown<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let whole = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let text = std::str::from_utf8(&bytes[..whole]).unwrap_or_default();
        if text.is_empty() && !bytes.is_empty() {
            self.out.write_all("\u{fffd}".as_bytes())?;
            return Ok(1);
        }
        self.out.write_all(self.form.safe(text).as_bytes())?;
        Ok(whole)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NASTY: [&str; 9] = [
        "a\x1b[2Jb",
        "a\x1b]0;title\x07b",
        "a\u{9b}31mb",
        "a\rb",
        "a\u{202e}b",
        "a\u{2066}b",
        "a\u{200f}b",
        "a\x7fb",
        "a\u{e0041}b",
    ];

    #[test]
    fn no_character_that_is_obeyed_gets_through() {
        for text in NASTY {
            for form in [Form::Plain, Form::Coloured, Form::Json] {
                let safe = form.safe(text);
                assert!(!safe.chars().any(is_obeyed) && safe.starts_with('a') && safe.ends_with('b'), "{safe:?}");
            }
        }
        assert_eq!(Form::Plain.safe("naïve “北京”\n\tyes"), "naïve “北京”\n\tyes");
    }

    #[test]
    fn json_means_the_same_afterwards() {
        for text in NASTY {
            let line = serde_json::json!({ "text": text }).to_string();
            let again: serde_json::Value = serde_json::from_str(&Form::Json.safe(&line)).expect("JSON");
            assert_eq!(again["text"], text);
        }
    }

    #[test]
    fn colours_stay_where_they_are_wanted() {
        assert_eq!(Form::Coloured.safe("\x1b[1;33mred\x1b[0m\x1b[2J"), "\x1b[1;33mred\x1b[0m\u{fffd}[2J");
        assert_eq!(Form::Plain.safe("\x1b[1;33mred\x1b[0m\x1b[2J"), "red\u{fffd}[2J");
    }

    #[test]
    fn a_text_that_comes_in_pieces_is_written_whole() {
        let mut shown = Shown { out: Vec::new(), form: Form::Plain };
        shown.write_all(b"caf\xc3\xa9 \xff.").expect("written");
        assert_eq!(shown.out, "café \u{fffd}.".as_bytes());
    }
}
