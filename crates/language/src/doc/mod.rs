//! The analysed text: words, their tags and tree, sentences and names. Everything handed out is borrowed from the
//! [`Doc`]; a [`Token`], a [`Span`] and a [`Name`] are a reference and a number or two.

mod arrange;
mod span;
mod token;

use std::sync::Arc;

use crate::label::{NameKind, Pos, Relation, Tag};
use crate::span::{Bytes, Chars};

pub use span::{Name, Span, Tokens};
pub use token::Token;

/// Where a derived form of a word stands among the document's strings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Form {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Form {
    /// Puts a form behind the document's strings.
    pub(crate) fn append(strings: &mut String, text: &str) -> Self {
        let start = strings.len() as u32;
        strings.push_str(text);
        Self { start, end: strings.len() as u32 }
    }
}

/// The number of a word that no walk from a root comes to.
pub(crate) const UNREACHED: u32 = u32::MAX;

/// A word, and all that is said of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) bytes: Bytes,
    pub(crate) chars: Chars,
    pub(crate) lemma: Form,
    pub(crate) lower: Form,
    pub(crate) head: u32,
    pub(crate) left_edge: u32,
    pub(crate) right_edge: u32,
    /// Its number when trees are walked from their roots down, and the last number below it; [`UNREACHED`] from no root.
    pub(crate) walked: u32,
    pub(crate) walked_below: u32,
    /// The sentence it stands in.
    pub(crate) sentence: u32,
    /// The name it belongs to, counted from one; zero outside of names.
    pub(crate) name: u32,
    pub(crate) morph: u16,
    pub(crate) pos: Pos,
    pub(crate) tag: Tag,
    pub(crate) dep: Relation,
    pub(crate) is_space: bool,
    pub(crate) space_after: bool,
}

impl Entry {
    /// A word of which nothing is said yet.
    pub(crate) const EMPTY: Self = Self {
        bytes: Bytes { start: 0, end: 0 },
        chars: Chars { start: 0, end: 0 },
        lemma: Form { start: 0, end: 0 },
        lower: Form { start: 0, end: 0 },
        head: 0,
        left_edge: 0,
        right_edge: 0,
        walked: UNREACHED,
        walked_below: UNREACHED,
        sentence: 0,
        name: 0,
        morph: 0,
        pos: Pos::Unknown,
        tag: Tag::Xx,
        dep: Relation::Dep,
        is_space: false,
        space_after: false,
    };
}

/// A name: its first word, one past its last, and its kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameEntry {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: NameKind,
}

/// A text with its words, trees and names, as [`Annotator::annotate`](crate::Annotator::annotate) makes it.
#[derive(Clone, Debug)]
pub struct Doc {
    pub(crate) text: Arc<str>,
    /// The morphologies that its words may have; the first is empty.
    pub(crate) morphs: Arc<[Box<str>]>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) strings: String,
    /// The children of each word, those of word `i` at `child_starts[i]..child_starts[i + 1]`, in order.
    pub(crate) children: Vec<u32>,
    pub(crate) child_starts: Vec<u32>,
    /// First word of each sentence, and the number of words at the end.
    pub(crate) sentence_starts: Vec<u32>,
    pub(crate) names: Vec<NameEntry>,
    /// Sentences that were too long to be parsed whole.
    pub(crate) cut_sentences: u32,
}

impl Doc {
    /// A text with these words and nothing said of them yet.
    pub(crate) fn start(text: Arc<str>, morphs: Arc<[Box<str>]>, entries: Vec<Entry>, strings: String) -> Self {
        let (children, child_starts, sentence_starts, names) = Default::default();
        Self { text, morphs, entries, strings, children, child_starts, sentence_starts, names, cut_sentences: 0 }
    }

    /// The text that was analysed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many words there are, punctuation and runs of white space included.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The word with this number.
    ///
    /// # Panics
    ///
    /// If there are not that many.
    pub fn token(&self, i: usize) -> Token<'_> {
        assert!(i < self.len(), "word {i} of {}", self.len());
        Token { doc: self, i: i as u32 }
    }

    /// The words in order.
    pub fn tokens(&self) -> Tokens<'_> {
        self.span(0, self.len()).tokens()
    }

    /// The words from `start` up to `end`, not included.
    ///
    /// # Panics
    ///
    /// If `end` is beyond the last word or before `start`.
    pub fn span(&self, start: usize, end: usize) -> Span<'_> {
        assert!(start <= end && end <= self.len(), "words {start}..{end} of {}", self.len());
        Span { doc: self, start: start as u32, end: end as u32 }
    }

    /// The sentences in order; together they hold every word.
    pub fn sentences(&self) -> impl DoubleEndedIterator<Item = Span<'_>> + ExactSizeIterator + Clone {
        self.sentence_starts.windows(2).map(|pair| Span { doc: self, start: pair[0], end: pair[1] })
    }

    /// How many sentences were too long to be parsed whole, and stand as pieces among the [sentences](Doc::sentences).
    pub fn cut_sentences(&self) -> usize {
        self.cut_sentences as usize
    }

    /// The names in order. None overlap.
    pub fn names(&self) -> impl DoubleEndedIterator<Item = Name<'_>> + ExactSizeIterator + Clone {
        (0..self.names.len()).map(|i| Name { doc: self, i: i as u32 })
    }

    /// The word that holds the byte, or the first one after it.
    pub fn token_at(&self, byte: u32) -> Option<Token<'_>> {
        let i = self.entries.partition_point(|entry| entry.bytes.end <= byte);
        (i < self.len()).then(|| self.token(i))
    }

    /// The words that share a byte with the stretch.
    pub fn span_over(&self, bytes: Bytes) -> Span<'_> {
        let start = self.entries.partition_point(|entry| entry.bytes.end <= bytes.start);
        let end = self.entries.partition_point(|entry| entry.bytes.start < bytes.end);
        self.span(start, end.max(start))
    }
}
