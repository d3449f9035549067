//! The analysed text: words, their tags and tree, sentences and names. Everything handed out is borrowed from the
//! [`Doc`]; a [`Token`], a [`Span`] and a [`Name`] are a reference and a number or two.

use std::iter::FusedIterator;
use std::sync::Arc;

use crate::label::{NameKind, Pos, Relation, Scheme, Tag};
use crate::span::{Bytes, Chars};

/// The labels of a package, shared by all documents of a pipeline.
#[derive(Debug)]
pub(crate) struct Labels {
    /// How the package spells relations.
    pub(crate) scheme: Scheme,
    /// As the tagger counts them.
    pub(crate) tags: Vec<Tag>,
    /// As the parser counts them; nothing for those that stand only between its moves.
    pub(crate) relations: Vec<Option<Relation>>,
    /// As the recognizer of names counts them.
    pub(crate) names: Vec<NameKind>,
    /// Morphologies, as the ruler sets them; the first is empty.
    pub(crate) morphs: Vec<Box<str>>,
}

/// Where a derived form of a word stands among the document's strings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Form {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) bytes: Bytes,
    pub(crate) chars: Chars,
    pub(crate) lemma: Form,
    pub(crate) lower: Form,
    pub(crate) head: u32,
    pub(crate) left_edge: u32,
    pub(crate) right_edge: u32,
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

/// A text with its words, trees and names, as [`Annotator::annotate`](crate::Annotator::annotate) makes it.
#[derive(Clone, Debug)]
pub struct Doc {
    pub(crate) text: Arc<str>,
    pub(crate) labels: Arc<Labels>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) strings: String,
    /// The children of each word, those of word `i` at `child_starts[i]..child_starts[i + 1]`, in order.
    pub(crate) children: Vec<u32>,
    pub(crate) child_starts: Vec<u32>,
    /// First word of each sentence, and the number of words at the end.
    pub(crate) sentence_starts: Vec<u32>,
    pub(crate) names: Vec<crate::names::Name>,
}

impl Doc {
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

    /// The names in order. None overlap.
    pub fn names(&self) -> impl DoubleEndedIterator<Item = Name<'_>> + ExactSizeIterator + Clone {
        (0..self.names.len()).map(|i| Name { doc: self, i: i as u32 })
    }

    /// The base noun phrases in order: a noun with what stands before it ("the Hungarian prime minister"), not nested.
    pub fn noun_chunks(&self) -> impl Iterator<Item = Span<'_>> {
        crate::chunks::noun_chunks(self)
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

/// A word of a [`Doc`].
#[derive(Clone, Copy)]
pub struct Token<'d> {
    doc: &'d Doc,
    i: u32,
}

impl<'d> Token<'d> {
    fn entry(self) -> &'d Entry {
        &self.doc.entries[self.i as usize]
    }

    fn at(self, i: u32) -> Self {
        Self { doc: self.doc, i }
    }

    /// Its number in the document.
    pub fn i(self) -> usize {
        self.i as usize
    }

    /// The document.
    pub fn doc(self) -> &'d Doc {
        self.doc
    }

    /// As written.
    pub fn text(self) -> &'d str {
        &self.doc.text[self.bytes().range()]
    }

    /// In lower case.
    pub fn lower(self) -> &'d str {
        self.form(self.entry().lower)
    }

    /// Its dictionary form: `meet` of "met".
    pub fn lemma(self) -> &'d str {
        self.form(self.entry().lemma)
    }

    fn form(self, form: Form) -> &'d str {
        &self.doc.strings[form.start as usize..form.end as usize]
    }

    /// Its Penn Treebank tag, such as `VBD`.
    pub fn tag(self) -> Tag {
        self.entry().tag
    }

    /// Its universal part of speech, such as `VERB`.
    pub fn pos(self) -> Pos {
        self.entry().pos
    }

    /// Its morphology, such as `Tense=Past|VerbForm=Fin`; empty where the tag says nothing.
    pub fn morph(self) -> &'d str {
        &self.doc.labels.morphs[self.entry().morph as usize]
    }

    /// Its relation to its head, such as `nsubj`; `ROOT` at the top of a sentence.
    pub fn dep(self) -> Relation {
        self.entry().dep
    }

    /// Where it stands, in bytes.
    pub fn bytes(self) -> Bytes {
        self.entry().bytes
    }

    /// Where it stands, in characters.
    pub fn chars(self) -> Chars {
        self.entry().chars
    }

    /// Whether it is a run of white space.
    pub fn is_space(self) -> bool {
        self.entry().is_space
    }

    /// Whether it is punctuation by its part of speech.
    pub fn is_punct(self) -> bool {
        self.pos() == Pos::Punct
    }

    /// Whether one space, not a word of its own, follows.
    pub fn space_after(self) -> bool {
        self.entry().space_after
    }

    /// The word it hangs on; itself at a root.
    pub fn head(self) -> Self {
        self.at(self.entry().head)
    }

    /// Whether it hangs on no other word.
    pub fn is_root(self) -> bool {
        self.entry().head == self.i
    }

    /// The words that hang on it, in order.
    pub fn children(self) -> impl DoubleEndedIterator<Item = Token<'d>> + ExactSizeIterator + Clone {
        let starts = &self.doc.child_starts[self.i as usize..];
        let children = &self.doc.children[starts[0] as usize..starts[1] as usize];
        children.iter().map(move |&i| self.at(i))
    }

    /// The children before it.
    pub fn lefts(self) -> impl DoubleEndedIterator<Item = Token<'d>> + Clone {
        self.children().filter(move |child| child.i < self.i)
    }

    /// The children after it.
    pub fn rights(self) -> impl DoubleEndedIterator<Item = Token<'d>> + Clone {
        self.children().filter(move |child| child.i > self.i)
    }

    /// The first child with this relation.
    pub fn child(self, dep: Relation) -> Option<Token<'d>> {
        self.children().find(|child| child.dep() == dep)
    }

    /// Its head, the head's head, and so on up to the root.
    pub fn ancestors(self) -> impl Iterator<Item = Token<'d>> + Clone {
        let above = |token: &Token<'d>| (!token.is_root()).then(|| token.head());
        // No tree is higher than its document is long; a cycle would never end otherwise.
        std::iter::successors(above(&self), above).take(self.doc.len())
    }

    /// Whether `other` is among its ancestors.
    pub fn is_below(self, other: Token<'_>) -> bool {
        self.ancestors().any(|ancestor| ancestor.i == other.i)
    }

    /// It and all words below it, in order.
    pub fn subtree(self) -> impl DoubleEndedIterator<Item = Token<'d>> + Clone {
        self.reach().tokens().filter(move |token| token.i == self.i || token.is_below(self))
    }

    /// From the first word of its subtree to the last. With crossing arcs, other words may stand between.
    pub fn reach(self) -> Span<'d> {
        Span { doc: self.doc, start: self.entry().left_edge, end: self.entry().right_edge + 1 }
    }

    /// The first word of its subtree.
    pub fn left_edge(self) -> Self {
        self.at(self.entry().left_edge)
    }

    /// The last word of its subtree.
    pub fn right_edge(self) -> Self {
        self.at(self.entry().right_edge)
    }

    /// Its sentence.
    pub fn sentence(self) -> Span<'d> {
        let starts = &self.doc.sentence_starts[self.entry().sentence as usize..];
        Span { doc: self.doc, start: starts[0], end: starts[1] }
    }

    /// The number of its sentence.
    pub fn sentence_number(self) -> usize {
        self.entry().sentence as usize
    }

    /// The name it belongs to.
    pub fn name(self) -> Option<Name<'d>> {
        let number = self.entry().name.checked_sub(1)?;
        Some(Name { doc: self.doc, i: number })
    }

    /// The word before it.
    pub fn previous(self) -> Option<Self> {
        Some(self.at(self.i.checked_sub(1)?))
    }

    /// The word after it.
    pub fn next(self) -> Option<Self> {
        (self.i() + 1 < self.doc.len()).then(|| self.at(self.i + 1))
    }
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.i == other.i && std::ptr::eq(self.doc, other.doc)
    }
}

impl Eq for Token<'_> {}

impl std::fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.text(), self.tag(), self.dep())
    }
}

/// Some words of a [`Doc`] that stand side by side.
#[derive(Clone, Copy)]
pub struct Span<'d> {
    doc: &'d Doc,
    start: u32,
    end: u32,
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
    doc: &'d Doc,
    i: u32,
}

impl<'d> Name<'d> {
    /// Its kind.
    pub fn label(self) -> NameKind {
        self.doc.labels.names[self.doc.names[self.i as usize].label as usize]
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
