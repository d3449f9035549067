//! What does each component of the model say of a document's words?

use std::ops::Range;
use std::sync::Arc;

use super::Model;
use super::long::{self, Cut};
use crate::doc::{Doc, Entry, Form, NameEntry};
use crate::label::{Pos, Relation, Tag};
use crate::parse::{Tree, lift};
use crate::span::{Bytes, Chars};
use crate::tag::Seen;
use crate::tok2vec::{Rows, Scratch};
use crate::tokenize::Word;
use crate::vocab::Lexeme;

/// A part of a text: its words, and the row of the first.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) words: Range<usize>,
    pub(super) row: usize,
}

impl Part {
    fn rows(&self) -> Range<usize> {
        self.row..self.row + self.words.len()
    }
}

/// The parts of a text, and their rows for the networks of word vectors.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) parts: Vec<Part>,
    pub(super) rows: Rows,
}

/// What tagger and parser say of a text's words.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) tags: Vec<u8>,
    pub(super) tree: Tree,
    /// Sentences that were too long to be parsed whole.
    pub(super) cut_sentences: u32,
}

impl Model {
    /// The document with its words and nothing said about them.
    pub(super) fn start_doc(&self, text: Arc<str>, words: &[Word], lexemes: &[&Lexeme]) -> Doc {
        let mut entries = Vec::with_capacity(words.len());
        let mut strings = String::with_capacity(2 * text.len());
        let (mut byte, mut char) = (0, 0);
        let mut chars_to = |to: usize| {
            char += text[byte..to].chars().count() as u32;
            byte = to;
            char
        };
        for (word, lexeme) in words.iter().zip(lexemes) {
            let end = word.start + word.piece.length as usize;
            entries.push(Entry {
                bytes: Bytes { start: word.start as u32, end: end as u32 },
                chars: Chars { start: chars_to(word.start), end: chars_to(end) },
                lower: Form::append(&mut strings, &lexeme.lower),
                is_space: lexeme.is_space,
                space_after: word.space_after,
                ..Entry::EMPTY
            });
        }
        Doc::start(text, self.morphs.clone(), entries, strings)
    }

    /// Tags and tree from the word vectors that both share; each block of rows is tagged when the parser first reaches it.
    pub(super) fn tag_and_parse(
        &self,
        layout: &Layout,
        table: &[f32],
        scratch: &mut Scratch,
        lexemes: &[&Lexeme],
        may_go_on: &dyn Fn() -> bool,
    ) -> Parsed {
        let mut row_tags = Vec::with_capacity(layout.rows.len());
        let width = self.tok2vec.width();
        let vectors = |block: Range<usize>, hand_over: &mut dyn FnMut(&[f32], usize)| {
            let vectors = self.tok2vec.encode(&layout.rows, table, block.clone(), scratch);
            if block.start == row_tags.len() {
                self.tagger.tag(vectors, width, &mut row_tags);
            }
            hand_over(vectors, width);
        };
        let mut steps = self.parser.steps(layout.rows.len(), vectors);
        let (mut all, mut cut_sentences) = (Tree::default(), 0);
        for part in &layout.parts {
            let first = part.words.start;
            let mut tree = self.parser.parse(part.rows(), &mut steps, may_go_on);
            let pieces = long::pieces(&tree, |i| self.cut_behind(&tree, i, lexemes[first + i]));
            cut_sentences += pieces.iter().filter(|piece| piece.opens).count() as u32;
            for piece in pieces.into_iter().map(|piece| piece.words) {
                let rows = part.row + piece.start..part.row + piece.end;
                tree.put(piece.start, self.parser.parse(rows, &mut steps, may_go_on));
            }
            let roots = tree.labels.iter_mut().zip(&tree.heads).enumerate();
            roots.filter(|(i, (_, head))| **head as usize == *i).for_each(|(_, (label, _))| *label = self.root);
            lift(&self.parser, &mut tree, |i| lexemes[first + i].is_space);
            all.heads.extend(tree.heads.iter().map(|head| head + first as u32));
            all.labels.extend(tree.labels);
        }
        drop(steps);
        // Of a text that was given up, not all blocks were reached.
        row_tags.resize(layout.rows.len(), 0);
        let tags = layout.parts.iter().flat_map(|part| &row_tags[part.rows()]).copied().collect();
        Parsed { tags, tree: all, cut_sentences }
    }

    /// How good a place for a cut the words of a tree have behind this one.
    fn cut_behind(&self, tree: &Tree, i: usize, lexeme: &Lexeme) -> Cut {
        let next = tree.labels.get(i + 1).and_then(|&label| self.labels.relations[label as usize]);
        match (&*lexeme.lower, next) {
            (";", _) => Cut::Semicolon,
            (",", _) => Cut::Comma,
            (_, Some(Relation::Cc)) => Cut::Conjunction,
            (_, Some(Relation::Mark | Relation::Prep)) => Cut::Phrase,
            _ => Cut::Anywhere,
        }
    }

    /// Part of speech, morphology and lemma of each word.
    pub(super) fn rule(&self, doc: &mut Doc, lexemes: &[&Lexeme], tags: &[u8], tree: &Tree) {
        let labels = &self.labels;
        let seen = |i: usize| Seen {
            tag: &self.tagger.labels()[tags[i] as usize],
            lower: &lexemes[i].lower,
            dep: &self.parser.labels()[tree.labels[i] as usize],
            is_space: lexemes[i].is_space,
        };
        for i in 0..doc.entries.len() {
            let ruling = self.ruler.rule(i, doc.entries.len(), seen);
            let pos = ruling.pos.unwrap_or_default();
            let morph = ruling.morph.unwrap_or_default();
            let text = &doc.text[doc.entries[i].bytes.range()];
            let lemma: std::borrow::Cow<'_, str> = match ruling.lemma {
                Some(lemma) => lemma.into(),
                None => String::from(self.lemmatizer.lemma(text, &lexemes[i].lower, pos, morph)).into(),
            };
            let entry = &mut doc.entries[i];
            entry.tag = ruling.tag.and_then(Tag::of).unwrap_or(labels.tags[tags[i] as usize]);
            let dep = labels.relations[tree.labels[i] as usize].unwrap_or(Relation::Dep);
            entry.dep = ruling.dep.and_then(|dep| Relation::of(dep, labels.scheme)).unwrap_or(dep);
            entry.pos = Pos::of(pos).unwrap_or(Pos::Unknown);
            entry.morph = self.morph_numbers.get(morph).copied().unwrap_or_default();
            entry.lemma = Form::append(&mut doc.strings, &lemma);
        }
    }

    /// The names of each part.
    pub(super) fn find_names(
        &self,
        doc: &mut Doc,
        layout: &Layout,
        table: &[f32],
        scratch: &mut Scratch,
        may_go_on: &dyn Fn() -> bool,
    ) {
        let tok2vec = &self.names.tok2vec;
        let vectors = |block: Range<usize>, hand_over: &mut dyn FnMut(&[f32], usize)| {
            hand_over(tok2vec.encode(&layout.rows, table, block, scratch), tok2vec.width());
        };
        let mut steps = self.names.steps(layout.rows.len(), vectors);
        for part in layout.parts.iter().take_while(|_| may_go_on()) {
            let first = part.words.start;
            let starts = |i: usize| doc.sentence_starts.binary_search(&((first + i) as u32)).is_ok();
            let is_space = |i: usize| doc.entries[first + i].is_space;
            let names = self.names.find(part.rows(), starts, is_space, &mut steps, may_go_on);
            doc.names.extend(names.into_iter().map(|name| NameEntry {
                start: name.start + first as u32,
                end: name.end + first as u32,
                kind: self.labels.names[name.label as usize],
            }));
        }
        doc.number_names();
    }
}
