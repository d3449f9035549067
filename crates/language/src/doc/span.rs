//! What can I ask about words that stand side by side, and about a name?

use std::iter::FusedIterator;

use crate::label::NameKind;
use crate::span::Bytes;

use super::{Doc, Token};

/// Some words of a [`Doc`] that stand side by side.
#[derive(Clone, Copy)]
pub struct Span<'d> {
    pub(super) doc: &'d Doc,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl<'d> Span<'d> {
    /// Number of the first word.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the number of the last word.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// How many words.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there is no word in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words in order.
    pub fn tokens(self) -> Tokens<'d> {
        Tokens { doc: self.doc, start: self.start, end: self.end }
    }

    /// Where it stands, in bytes, without white space after the last word.
    pub fn bytes(self) -> Bytes {
        match (self.tokens().next(), self.tokens().next_back()) {
            (Some(first), Some(last)) => Bytes { start: first.bytes().start, end: last.bytes().end },
            _ => {
                let at = self.doc.entries.get(self.start()).map_or(self.doc.text.len() as u32, |e| e.bytes.start);
                Bytes { start: at, end: at }
            }
        }
    }

    /// As written.
    pub fn text(self) -> &'d str {
        &self.doc.text[self.bytes().range()]
    }

    /// The first word whose head is outside, or that is a root.
    pub fn root(self) -> Option<Token<'d>> {
        self.tokens().find(|token| token.is_root() || !self.holds(token.head()))
    }

    /// Whether the word is one of these.
    pub fn holds(self, token: Token<'_>) -> bool {
        (self.start..self.end).contains(&token.i)
    }
}

impl std::fmt::Debug for Span<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.text())
    }
}

/// Words one after the other.
#[derive(Clone, Debug)]
pub struct Tokens<'d> {
    doc: &'d Doc,
    start: u32,
    end: u32,
}

impl<'d> Iterator for Tokens<'d> {
    type Item = Token<'d>;

    fn next(&mut self) -> Option<Token<'d>> {
        let i = self.start;
        (i < self.end).then(|| {
            self.start += 1;
            Token { doc: self.doc, i }
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.end - self.start) as usize;
        (left, Some(left))
    }
}

impl DoubleEndedIterator for Tokens<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        (self.start < self.end).then(|| {
            self.end -= 1;
            Token { doc: self.doc, i: self.end }
        })
    }
}

impl ExactSizeIterator for Tokens<'_> {}
impl FusedIterator for Tokens<'_> {}

/// A name found in a [`Doc`], with its kind.
#[derive(Clone, Copy)]
pub struct Name<'d> {
    pub(super) doc: &'d Doc,
    pub(super) i: u32,
}

impl<'d> Name<'d> {
    /// Its kind.
    pub fn label(self) -> NameKind {
        self.doc.names[self.i as usize].kind
    }

    /// Its words.
    pub fn span(self) -> Span<'d> {
        let name = self.doc.names[self.i as usize];
        Span { doc: self.doc, start: name.start, end: name.end }
    }

    /// As written.
    pub fn text(self) -> &'d str {
        self.span().text()
    }
}

impl std::fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}/{}", self.text(), self.label())
    }
}
