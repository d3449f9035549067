//! Which pieces of the encoder's vocabulary make up a word? BERT's uncased WordPiece, each word taken alone.

use std::mem;
use std::ops::Range;
use std::path::Path;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::config::Json;
use crate::doc::Doc;
use crate::error::Result;

/// Of a word's pieces so many are kept, the first: an address has no end, and its beginning tells enough.
const MOST: usize = 32;

/// Characters of a part that is looked up; a longer one is unknown.
const LONGEST_PART: usize = 100;

/// Characters that are words of their own: first and last of each block of ideographs.
const IDEOGRAPHS: [(char, char); 8] = [
    ('\u{4E00}', '\u{9FFF}'),
    ('\u{3400}', '\u{4DBF}'),
    ('\u{20000}', '\u{2A6DF}'),
    ('\u{2A700}', '\u{2B73F}'),
    ('\u{2B740}', '\u{2B81F}'),
    ('\u{2B820}', '\u{2CEAF}'),
    ('\u{F900}', '\u{FAFF}'),
    ('\u{2F800}', '\u{2FA1F}'),
];

/// The numbers of the pieces.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Pieces that begin a part.
    first: FxHashMap<Box<str>, u32>,
    /// Pieces that go on with it.
    later: FxHashMap<Box<str>, u32>,
    unknown: u32,
    /// What stands at the two ends of a window.
    ends: [u32; 2],
}

impl Vocabulary {
    /// Reads `tokenizer.json`; its numbers must be below `count`.
    pub(super) fn read(folder: &Path, count: usize) -> Result<Self> {
        let json = Json::read(folder, "tokenizer.json")?;
        json.expect("/model/type", &"WordPiece".into())?;
        json.expect("/model/continuing_subword_prefix", &"##".into())?;
        json.expect("/model/max_input_chars_per_word", &LONGEST_PART.into())?;
        json.expect("/normalizer/lowercase", &true.into())?;
        let entries = json.at("/model/vocab").as_object().ok_or_else(|| json.error("/model/vocab", "not a table"))?;
        let (mut first, mut later) = (FxHashMap::default(), FxHashMap::default());
        for (piece, number) in entries {
            let number = number.as_u64().filter(|&number| number < count as u64);
            let number = number
                .ok_or_else(|| json.error(&format!("/model/vocab/{piece}"), format!("no number below {count}")))?;
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => later.insert(rest.into(), number as u32),
                _ => first.insert(piece.as_str().into(), number as u32),
            };
        }
        let special = |piece: &str| {
            first.get(piece).copied().ok_or_else(|| json.error("/model/vocab", format!("{piece} is missing")))
        };
        let (unknown, ends) = (special("[UNK]")?, [special("[CLS]")?, special("[SEP]")?]);
        Ok(Self { first, later, unknown, ends })
    }

    /// Pieces as the network reads them, with both ends.
    pub(super) fn sequence(&self, pieces: &[u32]) -> Vec<u32> {
        let [start, end] = self.ends;
        [&[start], pieces, &[end]].concat()
    }

    /// What stands at the beginning of what is read together, and behind each part of it.
    pub(super) fn ends(&self) -> [u32; 2] {
        self.ends
    }

    /// Adds a word's pieces.
    pub(super) fn add_word(&self, word: &str, pieces: &mut Vec<u32>) {
        let start = pieces.len();
        parts(word, |part| self.add_part(part, pieces));
        pieces.truncate(start + MOST);
    }

    /// Adds a part's pieces, the longest first; one number for "unknown" if they do not make it up.
    fn add_part(&self, part: &str, pieces: &mut Vec<u32>) {
        let start = pieces.len();
        let mut rest = if part.chars().count() > LONGEST_PART { None } else { Some(part) };
        while let Some(text) = rest.filter(|text| !text.is_empty()) {
            let known = if text.len() == part.len() { &self.first } else { &self.later };
            let mut ends = text.char_indices().rev().map(|(at, c)| at + c.len_utf8());
            let found = ends.find_map(|end| known.get(&text[..end]).map(|&number| (number, end)));
            rest = found.map(|(number, end)| {
                pieces.push(number);
                &text[end..]
            });
        }
        if rest.is_none() {
            pieces.truncate(start);
            pieces.push(self.unknown);
        }
    }
}

/// Hands over the parts of a word in lower case without accents: punctuation marks and ideographs one by one, what stands
/// between them, and what stands between white space.
fn parts(word: &str, mut hand_over: impl FnMut(&str)) {
    let mut part = String::new();
    for c in word.nfd().filter(|&c| !is_dropped(c)) {
        let is_alone = is_mark(c) || IDEOGRAPHS.iter().any(|&(first, last)| (first..=last).contains(&c));
        if (is_alone || c.is_whitespace()) && !part.is_empty() {
            hand_over(&mem::take(&mut part));
        }
        if !c.is_whitespace() {
            part.extend(c.to_lowercase());
        }
        if is_alone {
            hand_over(&mem::take(&mut part));
        }
    }
    if !part.is_empty() {
        hand_over(&part);
    }
}

/// Whether a character is no part of any word: accents, control characters and others that are not seen.
fn is_dropped(c: char) -> bool {
    let is_accent = c.general_category() == GeneralCategory::NonspacingMark;
    let is_unseen = c.general_category_group() == GeneralCategoryGroup::Other && !c.is_whitespace();
    c == '\u{FFFD}' || is_accent || is_unseen
}

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() || c.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// The pieces of a document's words.
#[derive(Debug)]
pub(super) struct Pieces {
    ids: Vec<u32>,
    /// Where those of each word begin, and where the last ends.
    starts: Vec<usize>,
}

impl Pieces {
    pub(super) fn of(doc: &Doc, vocabulary: &Vocabulary) -> Self {
        let mut pieces = Self { ids: Vec::with_capacity(doc.len() * 3 / 2), starts: vec![0] };
        for token in doc.tokens() {
            vocabulary.add_word(token.text(), &mut pieces.ids);
            pieces.starts.push(pieces.ids.len());
        }
        pieces
    }

    pub(super) fn ids(&self, words: Range<usize>) -> &[u32] {
        &self.ids[self.starts[words.start]..self.starts[words.end]]
    }

    pub(super) fn count(&self, words: Range<usize>) -> usize {
        self.ids(words).len()
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Vocabulary, parts};

    fn parts_of(word: &str) -> Vec<String> {
        let mut found = Vec::new();
        parts(word, |part| found.push(part.to_owned()));
        found
    }

    #[test]
    fn parts_are_in_lower_case_without_accents() {
        assert_eq!(parts_of("Zürich"), ["zurich"]);
        assert_eq!(parts_of("U.S.-led"), ["u", ".", "s", ".", "-", "led"]);
        assert_eq!(parts_of("“ÖVP”"), ["“", "ovp", "”"]);
        assert_eq!(parts_of("北京kg"), ["北", "京", "kg"]);
        assert_eq!(parts_of("a\u{200b}b\u{fffd}c\td \n"), ["abc", "d"]);
        assert!(parts_of("\u{a0}\n").is_empty());
    }

    #[test]
    fn pieces_are_the_longest_first() {
        let first = ["un", "unit", "a", "."].into_iter().zip(10..).map(|(piece, id)| (piece.into(), id)).collect();
        let later = ["it", "ed", "s"].into_iter().zip(20..).map(|(piece, id)| (piece.into(), id)).collect();
        let vocabulary = Vocabulary { first, later, unknown: 1, ends: [2, 3] };
        let pieces = |word: &str| {
            let mut pieces = Vec::new();
            vocabulary.add_word(word, &mut pieces);
            pieces
        };
        assert_eq!(pieces("United"), [11, 21]);
        assert_eq!(pieces("units."), [11, 22, 13]);
        assert_eq!(pieces("uniform.a"), [1, 13, 12]);
        assert_eq!(pieces(&"a".repeat(101)), [1]);
        assert_eq!(pieces(&"a.".repeat(40)).len(), MOST);
        assert_eq!(vocabulary.sequence(&[11]), [2, 11, 3]);
    }
}
