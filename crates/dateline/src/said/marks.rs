//! What stands between quotation marks?

use dateline_language::{Bytes, Doc, Tag};

use crate::article::Article;
use crate::grammar::reporting;

/// A stretch between quotation marks, the marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub(crate) bytes: Bytes,
    /// Number of the part of the article it stands in.
    pub(crate) part: usize,
    /// Whether a mark closes it before its paragraph ends.
    pub(crate) closed: bool,
    /// Whether the marks are single ones.
    pub(crate) single: bool,
}

/// A pair of marks: opening, closing.
const PAIRS: [(&str, &[&str]); 10] = [
    ("“", &["”", "“", "\""]),
    ("\"", &["\"", "”"]),
    ("„", &["“", "”", "\""]),
    ("«", &["»"]),
    ("»", &["«"]),
    ("‹", &["›"]),
    ("``", &["''", "\""]),
    ("''", &["''", "\""]),
    ("‘", &["’"]),
    ("'", &["'"]),
];

/// What stands in quotation marks in each part of the article. Single marks count where no double ones are open and they
/// are no apostrophes.
pub(crate) fn quoted(article: &Article) -> Vec<Quoted> {
    let parts = article.parts.iter().enumerate();
    parts.flat_map(|(number, part)| quoted_in(&article.text[part.bytes.range()], part.bytes.start, number)).collect()
}

fn quoted_in(text: &str, start: u32, part: usize) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let step = rest.chars().next().map_or(1, char::len_utf8);
        let before = text[..at].chars().next_back();
        let Some((open, closers)) =
            PAIRS.iter().find(|(open, _)| rest.starts_with(open) && opens(before, &rest[open.len()..], open))
        else {
            at += step;
            continue;
        };
        let single = matches!(*open, "‘" | "'" | "‹");
        match closing(text, at + open.len(), closers, single) {
            Some(end) => {
                let bytes = Bytes { start: start + at as u32, end: start + end as u32 };
                found.push(Quoted { bytes, part, closed: true, single });
                if !single {
                    found.extend(quoted_within(text, at + open.len()..end, start, part));
                }
                at = end;
            }
            // An open double mark runs to the end of the paragraph; a single one is an apostrophe.
            None if !single && *open != "»" => {
                let bytes = Bytes { start: start + at as u32, end: start + text.trim_end().len() as u32 };
                found.push(Quoted { bytes, part, closed: false, single });
                at = text.len();
            }
            None => at += step,
        }
    }
    found
}

/// What stands in single marks within double ones: only ‘ tells them from apostrophes there.
fn quoted_within(text: &str, inside: std::ops::Range<usize>, start: u32, part: usize) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut at = inside.start;
    while let Some(open) = text[at..inside.end].find('‘').map(|open| at + open) {
        let after = open + '‘'.len_utf8();
        match closing(&text[..inside.end], after, &["’"], true) {
            Some(end) => {
                let bytes = Bytes { start: start + open as u32, end: start + end as u32 };
                found.push(Quoted { bytes, part, closed: true, single: true });
                at = end;
            }
            None => at = after,
        }
    }
    found
}

/// Whether a mark that can open a quotation does: something follows it, and nothing it could close comes before.
fn opens(before: Option<char>, after: &str, mark: &str) -> bool {
    let next = after.chars().next();
    let free = before.is_none_or(|c| c.is_whitespace() || "([{-–—/:,“\"‘".contains(c));
    let word_follows = next.is_some_and(|c| !c.is_whitespace());
    match mark {
        "“" | "„" | "``" | "«" | "‹" => word_follows || next.is_some(),
        "\"" => {
            word_follows && (free || before.is_some_and(|c| !c.is_alphanumeric() && !".!?".contains(c)))
                || free && next.is_some()
        }
        _ => free && word_follows,
    }
}

/// The end of the mark that closes a quotation whose words begin at `from`.
fn closing(text: &str, from: usize, closers: &[&str], single: bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (i, _) in text[from..].char_indices() {
        let at = from + i;
        let rest = &text[at..];
        let Some(mark) = closers.iter().find(|mark| rest.starts_with(**mark)) else { continue };
        let after = rest[mark.len()..].chars().next();
        let before = text[..at].chars().next_back();
        if !single {
            return Some(at + mark.len());
        }
        // An apostrophe stands inside a word, or behind an s before a noun.
        let ends_word = after.is_none_or(|c| !c.is_alphanumeric());
        let after_space = before.is_none_or(char::is_whitespace);
        if ends_word && !after_space {
            let plural = before.is_some_and(reporting::ends_plural) && after == Some(' ');
            if plural && best.is_none() {
                best = Some(at + mark.len());
                continue;
            }
            return Some(at + mark.len());
        }
    }
    best
}

impl Quoted {
    /// Whether the stretch reads as speech by itself: a clause or a long phrase, not a word or a title.
    pub(crate) fn is_speech(&self, doc: &Doc) -> bool {
        let words = doc.span_over(self.bytes);
        let count = words.tokens().filter(|token| !token.is_punct() && !token.is_space()).count();
        let verb = words.tokens().any(|token| matches!(token.tag(), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
        count >= 12 || count >= 4 && verb || count >= 2 && verb && ends_sentence(words.text())
    }
}

fn ends_sentence(quoted: &str) -> bool {
    quoted.trim_end_matches(['”', '"', '’', '\'', '“', '»']).ends_with(['.', ',', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::quoted_in;

    fn texts(text: &str) -> Vec<&str> {
        quoted_in(text, 0, 0).into_iter().map(|quoted| &text[quoted.bytes.range()]).collect()
    }

    #[test]
    fn all_kinds_of_marks_pair() {
        assert_eq!(texts("“We wait,” he said. “No more.”"), ["“We wait,”", "“No more.”"]);
        assert_eq!(texts("\"We wait,\" he said."), ["\"We wait,\""]);
        assert_eq!(texts("„Wir warten“, «nous», ``we''"), ["„Wir warten“", "«nous»", "``we''"]);
        assert_eq!(
            texts("Lund ‘holds the keys to the port’s gate’, says Berg"),
            ["‘holds the keys to the port’s gate’"]
        );
    }

    #[test]
    fn marks_within_marks_are_found_too() {
        assert_eq!(texts("“He told us ‘it’s gone’,” she said."), ["“He told us ‘it’s gone’,”", "‘it’s gone’"]);
    }

    #[test]
    fn apostrophes_are_no_marks_and_open_quotations_run_on() {
        assert_eq!(texts("Russia’s and the envoys’ concerns don't count"), Vec::<&str>::new());
        assert_eq!(texts("“We wait. We always did."), ["“We wait. We always did."]);
    }
}
