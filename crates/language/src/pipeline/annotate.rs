//! Here is a text: what are its words, tags, tree and names?

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::analyse::{Layout, Part};
use super::{Model, Pipeline};
use crate::doc::Doc;
use crate::span::Bytes;
use crate::tok2vec::{self, Rows, Scratch};
use crate::tokenize::{Piece, Word};
use crate::vocab::{Lexeme, Vocab};

/// Distinct words remembered before an [`Annotator`] forgets them all and starts anew: about 30 MB.
const WORDS_REMEMBERED: usize = 30_000;

/// Reads texts with a [`Pipeline`], one after the other.
///
/// What it answers for a text does not depend on the texts before.
#[derive(Debug)]
pub struct Annotator {
    model: Arc<Model>,
    words: Words,
    scratch: Scratch,
}

impl Pipeline {
    /// A desk to read texts at. Keep it for as many texts as you like: it remembers words.
    pub fn annotator(&self) -> Annotator {
        Annotator { model: self.0.clone(), words: Words::default(), scratch: Scratch::default() }
    }
}

impl Annotator {
    /// Analyses a text of any length (up to 4 GB).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # let pipeline = dateline_language::Pipeline::open("en_core_web_sm-3.8.0")?;
    /// let mut annotator = pipeline.annotator();
    /// let doc = annotator.annotate("Talks failed. The envoy left Geneva.");
    /// assert_eq!(doc.sentences().count(), 2);
    /// assert_eq!(doc.names().map(|name| name.text()).collect::<Vec<_>>(), ["Geneva"]);
    /// # Ok::<(), dateline_language::Error>(())
    /// ```
    pub fn annotate(&mut self, text: impl Into<Arc<str>>) -> Doc {
        let text: Arc<str> = text.into();
        let whole = Bytes { start: 0, end: text.len() as u32 };
        self.annotate_parts(text, &[whole])
    }

    /// Analyses parts of a text, each as if it stood alone, into one document; what lies between them is passed over.
    ///
    /// A headline, a heading and a paragraph are parts: a sentence never runs from one into the next.
    ///
    /// # Panics
    ///
    /// If the parts overlap, are out of order, or do not lie on character boundaries of the text.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use dateline_language::Bytes;
    /// # let pipeline = dateline_language::Pipeline::open("en_core_web_sm-3.8.0")?;
    /// let text = "Talks fail\n\nThe envoy left Geneva.";
    /// let doc = pipeline.annotator().annotate_parts(text, &[Bytes { start: 0, end: 10 }, Bytes { start: 12, end: 34 }]);
    /// assert_eq!(doc.sentences().count(), 2);
    /// # Ok::<(), dateline_language::Error>(())
    /// ```
    pub fn annotate_parts(&mut self, text: impl Into<Arc<str>>, parts: &[Bytes]) -> Doc {
        self.annotate_parts_while(text, parts, &|| true)
    }

    /// The same, as long as `may_go_on` says so. It is asked every few hundred words; once it says no, what is left to do is
    /// left undone, and the document is good for nothing.
    ///
    /// # Panics
    ///
    /// As [`annotate_parts`](Self::annotate_parts).
    pub fn annotate_parts_while(
        &mut self,
        text: impl Into<Arc<str>>,
        parts: &[Bytes],
        may_go_on: &dyn Fn() -> bool,
    ) -> Doc {
        let text: Arc<str> = text.into();
        assert!(parts.is_sorted_by(|a, b| a.end <= b.start), "parts in order, none overlapping");
        if self.words.lexemes.len() > WORDS_REMEMBERED || self.words.chunks.len() > WORDS_REMEMBERED {
            self.words = Words::default();
        }
        let (mut words, mut layout, mut rows) = (Vec::new(), Vec::new(), Rows::default());
        for part in parts {
            let first = words.len();
            words.extend(self.tokenize(&text[part.range()]).into_iter().map(|mut word| {
                word.start += part.start as usize;
                word
            }));
            layout.push(Part { words: first..words.len(), row: 0 });
        }
        let numbers: Vec<u32> = words.iter().map(|word| self.number(&text, word)).collect();
        let embeddings = self.embed(&words, &numbers);
        let networks = [&self.model.tok2vec, &self.model.names.tok2vec];
        for part in &mut layout {
            part.row = rows.add_part(networks, embeddings[part.words.clone()].iter().copied());
        }
        let lexemes: Vec<&Lexeme> = numbers.iter().map(|&number| &self.words.lexemes[number as usize]).collect();
        let layout = Layout { parts: layout, rows };
        let mut doc = self.model.start_doc(text.clone(), &words, &lexemes);
        let table = &self.words.shared_table;
        let parsed = self.model.tag_and_parse(&layout, table, &mut self.scratch, &lexemes, may_go_on);
        let tree = &parsed.tree;
        doc.cut_sentences = parsed.cut_sentences;
        self.model.rule(&mut doc, &lexemes, &parsed.tags, tree);
        let opens_part = |i: usize| layout.parts.binary_search_by_key(&i, |part| part.words.start).is_ok();
        doc.arrange(&tree.heads, |i, starts_tree| starts_tree || opens_part(i));
        self.model.find_names(&mut doc, &layout, &self.words.names_table, &mut self.scratch, may_go_on);
        doc
    }

    fn tokenize(&mut self, text: &str) -> Vec<Word> {
        let chunks = &mut self.words.chunks;
        self.model.tokenizer.words(text, |tokenizer, chunk| {
            if let Some(pieces) = chunks.get(chunk) {
                return pieces.clone();
            }
            let pieces = tokenizer.chunk(chunk, true);
            chunks.insert(chunk.into(), pieces.clone());
            pieces
        })
    }

    fn number(&mut self, text: &str, word: &Word) -> u32 {
        let text = &text[word.start..word.start + word.piece.length as usize];
        self.words.number(&self.model.vocab, text, &word.piece.norm)
    }

    /// The rows of the words' embeddings in both tables, computing those of new words.
    fn embed(&mut self, words: &[Word], numbers: &[u32]) -> Vec<u32> {
        let known = &mut self.words;
        let mut new = Vec::new();
        let mut rows = Vec::with_capacity(words.len());
        for (word, &number) in words.iter().zip(numbers) {
            let row = &mut known.rows[number as usize][usize::from(word.space_after)];
            rows.push(*row.get_or_insert_with(|| {
                new.push((number, word.space_after));
                known.embedded += 1;
                known.embedded - 1
            }));
        }
        let form = |&(number, space_after): &(u32, bool)| tok2vec::Form {
            lexeme: &known.lexemes[number as usize],
            space_after,
        };
        let forms: Vec<_> = new.iter().map(form).collect();
        self.model.tok2vec.embed(&forms, &mut self.scratch, &mut known.shared_table);
        self.model.names.tok2vec.embed(&forms, &mut self.scratch, &mut known.names_table);
        rows
    }
}

/// Words seen before, with what was computed for them.
#[derive(Debug, Default)]
struct Words {
    chunks: FxHashMap<Box<str>, Vec<Piece>>,
    numbers: FxHashMap<(Box<str>, Option<Box<str>>), u32>,
    lexemes: Vec<Lexeme>,
    /// Row of each lexeme's embedding, without and with a space after it.
    rows: Vec<[Option<u32>; 2]>,
    embedded: u32,
    shared_table: Vec<f32>,
    names_table: Vec<f32>,
}

impl Words {
    fn number(&mut self, vocab: &Vocab, text: &str, norm: &Option<Box<str>>) -> u32 {
        let key = (text.into(), norm.clone());
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let mut lexeme = vocab.lexeme(text);
        if let Some(norm) = norm {
            lexeme.norm = crate::vocab::string_id(norm);
        }
        let number = self.lexemes.len() as u32;
        self.lexemes.push(lexeme);
        self.rows.push([None; 2]);
        self.numbers.insert(key, number);
        number
    }
}
