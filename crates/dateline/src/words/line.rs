//! The words of a text without the white space between them, with a gap where nothing may run on.

use std::borrow::Cow;

use dateline_language::{Bytes, Doc, Tag, Token};

use crate::codebook::{PhraseSet, Vocabulary, WordSet};

/// A word, as the phrases of time and number see it.
#[derive(Clone, Debug)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    pub(crate) lower: Cow<'a, str>,
    pub(crate) bytes: Bytes,
    /// The word of the document; a dateline has none.
    pub(crate) token: Option<Token<'a>>,
}

/// The words of a text in order.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    words: Vec<Word<'a>>,
    /// What its language has words for.
    pub(crate) vocabulary: &'a Vocabulary,
}

impl<'a> Words<'a> {
    /// The words of a document. An empty word stands between two paragraphs.
    pub(crate) fn of(doc: &'a Doc, vocabulary: &'a Vocabulary) -> Self {
        let text = doc.text();
        let mut words: Vec<Word<'a>> = Vec::with_capacity(doc.len() + doc.len() / 16);
        for token in doc.tokens().filter(|token| !token.is_space()) {
            let bytes = token.bytes();
            let before = words.last().map_or(bytes.start, |word| word.bytes.end);
            if bytes.start - before > 1 && text[before as usize..bytes.start as usize].matches('\n').count() > 1 {
                words.push(Word::gap(before));
            }
            words.push(Word { text: token.text(), lower: Cow::Borrowed(token.lower()), bytes, token: Some(token) });
        }
        Self { words, vocabulary }
    }

    /// The words of a stretch that was not analysed: runs of letters and digits, and every other sign by itself.
    pub(crate) fn split(text: &'a str, bytes: Bytes, vocabulary: &'a Vocabulary) -> Self {
        let mut words: Vec<Word<'a>> = Vec::new();
        let stretch = &text[bytes.range()];
        let mut start = 0;
        while let Some(first) = stretch[start..].chars().next() {
            let joins = |c: char| c.is_alphanumeric() || ".:’'/".contains(c);
            let run = stretch[start..].find(|c: char| !joins(c)).unwrap_or(stretch.len() - start);
            let length = if run == 0 { first.len_utf8() } else { run };
            if !first.is_whitespace() {
                let text = &stretch[start..start + length];
                let at = bytes.start + start as u32;
                let bytes = Bytes { start: at, end: at + length as u32 };
                words.push(Word { text, lower: Cow::Owned(text.to_lowercase()), bytes, token: None });
            }
            start += length;
        }
        Self { words, vocabulary }
    }

    /// How many words, gaps included.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word with this number.
    pub(crate) fn get(&self, i: usize) -> Option<&Word<'a>> {
        self.words.get(i)
    }

    /// The word in lower case; empty in a gap and beyond the ends.
    pub(crate) fn lower(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| &word.lower)
    }

    /// The word before, in lower case.
    pub(crate) fn before(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |i| self.lower(i))
    }

    /// The word as written.
    pub(crate) fn text(&self, i: usize) -> &'a str {
        self.words.get(i).map_or("", |word| word.text)
    }

    /// The Penn tag of the word; that of an unknown one where there is none.
    pub(crate) fn tag(&self, i: usize) -> Tag {
        self.token(i).map_or(Tag::Xx, Token::tag)
    }

    /// The word of the document.
    pub(crate) fn token(&self, i: usize) -> Option<Token<'a>> {
        self.words.get(i).and_then(|word| word.token)
    }

    /// Whether no space stands between the word and the next.
    pub(crate) fn touches_next(&self, i: usize) -> bool {
        match (self.words.get(i), self.words.get(i + 1)) {
            (Some(word), Some(next)) => word.bytes.end == next.bytes.start,
            _ => false,
        }
    }

    /// Whether the word is one of these.
    pub(crate) fn is(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(i))
    }

    /// Whether the word is in a list.
    pub(crate) fn is_in(&self, i: usize, list: &WordSet) -> bool {
        list.holds(self.lower(i))
    }

    /// How many words the longest phrase of a list has that begins with the word.
    pub(crate) fn phrase(&self, i: usize, list: &PhraseSet) -> Option<usize> {
        list.length(|k| self.lower(i + k))
    }

    /// The number of the word after a hyphen that stands here, else this number.
    pub(crate) fn after_hyphen(&self, i: usize) -> usize {
        i + usize::from(self.is(i, &["-", "‑", "–"]) && self.touches_next(i))
    }

    /// Where the words from `start` up to `end` stand.
    pub(crate) fn bytes(&self, start: usize, end: usize) -> Bytes {
        Bytes { start: self.words[start].bytes.start, end: self.words[end - 1].bytes.end }
    }
}

impl Word<'_> {
    fn gap(at: u32) -> Self {
        Self { text: "", lower: Cow::Borrowed(""), bytes: Bytes { start: at, end: at }, token: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;

    #[test]
    fn a_dateline_is_split_at_its_signs() {
        let text = "LOME, Feb. 1 (ANSA)";
        let codebook = Codebook::built_in();
        let words = Words::split(text, Bytes { start: 0, end: text.len() as u32 }, &codebook.vocabulary);
        let found: Vec<&str> = (0..words.len()).map(|i| words.text(i)).collect();
        assert_eq!(found, ["LOME", ",", "Feb.", "1", "(", "ANSA", ")"]);
    }
}
