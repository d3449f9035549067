//! What can I ask about a word?

use crate::label::{Pos, Relation, Tag};
use crate::span::{Bytes, Chars};

use super::{Doc, Entry, Form, Name, Span, UNREACHED};

/// A word of a [`Doc`].
#[derive(Clone, Copy)]
pub struct Token<'d> {
    pub(super) doc: &'d Doc,
    pub(super) i: u32,
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
        &self.doc.morphs[self.entry().morph as usize]
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
        let (own, above) = (self.entry(), other.entry());
        if own.walked == UNREACHED {
            return self.ancestors().any(|ancestor| ancestor.i == other.i);
        }
        above.walked < own.walked && own.walked <= above.walked_below
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
