//! Which named field does a line begin, and where does the text end that stands among them?

use std::borrow::Cow;

use super::description::{Fields, Holds, Style};
use super::lines::Line;
use crate::words::WORDS;

/// Bytes that a name may have.
const LONGEST_NAME: usize = 48;
/// Characters of a field that ends a document.
const LONGEST_LAST: usize = 80;
/// Words of a field that names a language.
const LONGEST_LANGUAGE: usize = 6;

/// A field and its value on the line that begins it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'t> {
    pub(super) holds: Holds,
    pub(super) value: &'t str,
    /// Whether its name is in capitals, which no paragraph begins with.
    capital: bool,
    /// Whether its name stands alone.
    alone: bool,
}

impl Fields {
    /// The field that a line begins; before the text, names may be less plain.
    pub(super) fn begun<'t>(&self, line: &'t str, before_text: bool) -> Option<Field<'t>> {
        match self.style {
            Style::Colon => self.with_colon(line, before_text),
            Style::Columns => self.in_column(line, before_text),
        }
    }

    fn with_colon<'t>(&self, line: &'t str, before_text: bool) -> Option<Field<'t>> {
        if line.len() <= LONGEST_NAME && self.headings.contains(&self.cased(line).into_owned()) {
            let holds = self.holds(line)?;
            return Some(Field { holds, value: "", capital: false, alone: true });
        }
        let (name, value) = line.split_once(':').filter(|(name, _)| name.len() <= LONGEST_NAME)?;
        let (name, value) = (name.trim_end(), value.trim());
        let unknown = || before_text && self.unknown.as_ref().is_some_and(|unknown| unknown.is_match(line));
        let holds = self.holds(name).or_else(|| unknown().then_some(Holds::Other))?;
        let capital = name.chars().count() > 2 && !name.chars().any(char::is_lowercase);
        Some(Field { holds, value, capital, alone: false })
    }

    fn in_column<'t>(&self, line: &'t str, before_text: bool) -> Option<Field<'t>> {
        let end = line.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(line.len());
        let (name, rest) = line.split_at(end);
        let apart = rest.is_empty() || rest.starts_with("  ") || rest.starts_with('\t') || rest.starts_with(" \t");
        let holds = self.holds(name).filter(|_| apart || before_text && rest.starts_with(' '))?;
        Some(Field { holds, value: rest.trim(), capital: true, alone: rest.is_empty() })
    }

    fn holds(&self, name: &str) -> Option<Holds> {
        let name = self.cased(name);
        self.names.iter().find(|(known, _)| *known == name).map(|(_, holds)| *holds)
    }

    /// A name as it is compared.
    pub(super) fn cased<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if self.any_case { name.to_lowercase().into() } else { name.into() }
    }

    /// Where the text that begins at a line ends: at the first field behind it.
    pub(super) fn end_of_text(&self, lines: &[Line], start: usize) -> usize {
        let is_field = |line: &Line| line.opens && self.begun(line.text, false).is_some();
        let last = lines.iter().rposition(is_field).unwrap_or_default();
        let found = (start + 1..lines.len()).find(|at| self.ends_text(lines, *at, last));
        found.unwrap_or(lines.len())
    }

    /// Whether the text ends here. Paragraphs may begin as fields do, "Graphic footage", "Language: a barrier": behind
    /// a field stands another, or nothing more; the last stands at `last`.
    fn ends_text(&self, lines: &[Line], at: usize, last: usize) -> bool {
        let follows = |at: usize| lines.get(at).is_some_and(|line| self.begun(line.text, false).is_some());
        let Some(field) = self.begun(lines[at].text, false) else {
            // A name that is not known, among those that are.
            let named = lines[at].opens && self.begun(lines[at].text, true).is_some();
            return named && (at + 1..lines.len()).find(|at| lines[*at].opens).is_some_and(follows);
        };
        match field.holds {
            Holds::Body => false,
            Holds::Length if self.style == Style::Colon => false,
            _ if self.style == Style::Columns => true,
            Holds::Loaded | Holds::Identifier => true,
            _ if !(lines[at].opens || field.capital && follows(at + 1)) => false,
            Holds::Language if field.value.split_whitespace().count() > LONGEST_LANGUAGE => false,
            Holds::Language if WORDS.language(field.value).is_some() => true,
            Holds::Address if field.value.contains(' ') => false,
            _ if field.capital => true,
            _ if field.alone => at < last,
            _ => match (at + 1..lines.len()).find(|at| lines[*at].opens || follows(*at)) {
                Some(next) => follows(next),
                None => field.value.chars().count() <= LONGEST_LAST,
            },
        }
    }
}
