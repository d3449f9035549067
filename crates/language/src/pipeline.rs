//! A loaded model, and the desk at which it reads one text after the other.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::doc::{Doc, Entry, Form, Labels};
use crate::encode::{self, Encoder, Rows, Scratch};
use crate::error::{Error, Result};
use crate::label::{NameKind, Pos, Relation, Scheme, Tag};
use crate::lemma::Lemmatizer;
use crate::names::NameFinder;
use crate::package::Package;
use crate::parse::{Edges, Parser, ROOT, Tree, lift};
use crate::span::{Bytes, Chars};
use crate::tag::{Ruler, Seen, Tagger};
use crate::tokenize::{Piece, Tokenizer, Word};
use crate::vocab::{Lexeme, Vocab};

/// Distinct words remembered before an [`Annotator`] forgets them all and starts anew: about 30 MB.
const WORDS_REMEMBERED: usize = 30_000;

/// A model package, loaded: tokenizer, tagger, parser, attribute ruler, lemmatizer, entity recognizer.
///
/// Shared by any number of threads, each with an [`Annotator`] of its own.
///
/// # Example
///
/// ```no_run
/// let pipeline = dateline_language::Pipeline::open("en_core_web_sm-3.8.0")?;
/// let doc = pipeline.annotator().annotate("The minister met rebels in Bamako.");
/// let met = doc.tokens().find(|token| token.lemma() == "meet").expect("a verb");
/// assert_eq!(met.child(dateline_language::Relation::Nsubj).map(|subject| subject.text()), Some("minister"));
/// # Ok::<(), dateline_language::Error>(())
/// ```
#[derive(Debug)]
pub struct Pipeline {
    tokenizer: Tokenizer,
    vocab: Vocab,
    encoder: Encoder,
    tagger: Tagger,
    parser: Parser,
    ruler: Ruler,
    lemmatizer: Lemmatizer,
    names: NameFinder,
    labels: Arc<Labels>,
    /// The number of each morphology.
    morphs: FxHashMap<Box<str>, u16>,
    /// The parser's label of a root.
    root: u8,
}

impl Pipeline {
    /// Loads an unpacked spaCy package: the folder with `config.cfg`, or one around it.
    ///
    /// # Errors
    ///
    /// If a file is missing or damaged, or the architecture is not that of `en_core_web_sm` 3.x; the error names file and
    /// field.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self> {
        let package = Package::open(folder.as_ref())?;
        package.expect("nlp", "lang", "en")?;
        let network = package.network("tok2vec")?;
        let encoder = Encoder::read(&package, "components.tok2vec.model", &network)?;
        let tagger = Tagger::read(&package, &encoder)?;
        let parser = Parser::read(&package)?;
        let ruler = Ruler::read(&package)?;
        let names = NameFinder::read(&package)?;
        let mut rulings: Vec<Box<str>> = vec!["".into()];
        rulings.extend(ruler.values().map(Box::from));
        rulings.sort_unstable();
        rulings.dedup();
        let labels = labels(&package, &tagger, &parser, &names, rulings)?;
        let root = parser.labels().iter().position(|dep| &**dep == ROOT).unwrap_or_default() as u8;
        Ok(Self {
            tokenizer: Tokenizer::read(&package)?,
            vocab: Vocab::read(&package)?,
            lemmatizer: Lemmatizer::read(&package)?,
            morphs: (0..).zip(&labels.morphs).map(|(i, morph)| (morph.clone(), i)).collect(),
            labels: Arc::new(labels),
            encoder,
            tagger,
            parser,
            ruler,
            names,
            root,
        })
    }

    /// A desk to read texts at. Keep it for as many texts as you like: it remembers words.
    pub fn annotator(&self) -> Annotator<'_> {
        Annotator { pipeline: self, words: Words::default(), scratch: Scratch::default() }
    }
}

/// The labels that a package uses, as types.
fn labels(
    package: &Package,
    tagger: &Tagger,
    parser: &Parser,
    names: &NameFinder,
    morphs: Vec<Box<str>>,
) -> Result<Labels> {
    let unknown = |field: &str, label: &str| Error::field(package.folder(), field, format!("unknown label {label:?}"));
    let known = |field: &str, label: &str, found: bool| if found { Ok(()) } else { Err(unknown(field, label)) };
    for tag in tagger.labels() {
        known("tagger", tag, Tag::of(tag).is_some())?;
    }
    for kind in names.labels() {
        known("ner", kind, NameKind::of(kind).is_some())?;
    }
    // Labels such as `dobj||conj` stand only between the moves of the parser.
    let plain = parser.labels().iter().map(|label| &**label).filter(|label| !label.is_empty() && !label.contains("||"));
    let scheme = Scheme::of(plain).map_err(|label| unknown("parser", label))?;
    for (field, count) in [("tagger", tagger.labels().len()), ("ner", names.labels().len())] {
        if count == 0 || count > 256 {
            return Err(Error::field(package.folder(), field, format!("{count} labels")));
        }
    }
    Ok(Labels {
        scheme,
        tags: tagger.labels().iter().filter_map(|tag| Tag::of(tag)).collect(),
        relations: parser.labels().iter().map(|label| Relation::of(label, scheme)).collect(),
        names: names.labels().iter().filter_map(|kind| NameKind::of(kind)).collect(),
        morphs,
    })
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

/// Reads texts with a [`Pipeline`], one after the other.
///
/// What it answers for a text does not depend on the texts before.
#[derive(Debug)]
pub struct Annotator<'p> {
    pipeline: &'p Pipeline,
    words: Words,
    scratch: Scratch,
}

impl Annotator<'_> {
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
        let encoders = [&self.pipeline.encoder, &self.pipeline.names.encoder];
        for part in &mut layout {
            part.row = rows.add_part(encoders, embeddings[part.words.clone()].iter().copied());
        }
        let lexemes: Vec<&Lexeme> = numbers.iter().map(|&number| &self.words.lexemes[number as usize]).collect();
        let layout = Layout { parts: layout, rows };
        let mut doc = self.pipeline.start_doc(text.clone(), &words, &lexemes);
        let (tags, tree) = self.pipeline.tag_and_parse(&layout, &self.words.shared_table, &mut self.scratch, &lexemes);
        self.pipeline.rule(&mut doc, &lexemes, &tags, &tree);
        self.pipeline.arrange(&mut doc, &tree, &layout);
        self.pipeline.find_names(&mut doc, &layout, &self.words.names_table, &mut self.scratch);
        doc
    }

    fn tokenize(&mut self, text: &str) -> Vec<Word> {
        let chunks = &mut self.words.chunks;
        self.pipeline.tokenizer.words(text, |tokenizer, chunk| {
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
        self.words.number(&self.pipeline.vocab, text, &word.piece.norm)
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
        let form = |&(number, space_after): &(u32, bool)| encode::Form {
            lexeme: &known.lexemes[number as usize],
            space_after,
        };
        let forms: Vec<_> = new.iter().map(form).collect();
        self.pipeline.encoder.embed(&forms, &mut self.scratch, &mut known.shared_table);
        self.pipeline.names.encoder.embed(&forms, &mut self.scratch, &mut known.names_table);
        rows
    }
}

impl Pipeline {
    /// The document with its words and nothing said about them.
    fn start_doc(&self, text: Arc<str>, words: &[Word], lexemes: &[&Lexeme]) -> Doc {
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
                lower: append(&mut strings, &lexeme.lower),
                is_space: lexeme.is_space,
                space_after: word.space_after,
                ..Entry::EMPTY
            });
        }
        Doc {
            text,
            labels: self.labels.clone(),
            entries,
            strings,
            children: Vec::new(),
            child_starts: Vec::new(),
            sentence_starts: Vec::new(),
            names: Vec::new(),
        }
    }

    /// Tags and tree from the encoder that both share; each block of rows is tagged when the parser first reaches it.
    fn tag_and_parse(
        &self,
        layout: &Layout,
        table: &[f32],
        scratch: &mut Scratch,
        lexemes: &[&Lexeme],
    ) -> (Vec<u8>, Tree) {
        let mut row_tags = Vec::with_capacity(layout.rows.len());
        let width = self.encoder.width();
        let vectors = |block: Range<usize>, hand_over: &mut dyn FnMut(&[f32], usize)| {
            let vectors = self.encoder.encode(&layout.rows, table, block.clone(), scratch);
            if block.start == row_tags.len() {
                self.tagger.tag(vectors, width, &mut row_tags);
            }
            hand_over(vectors, width);
        };
        let mut steps = self.parser.steps(layout.rows.len(), vectors);
        let mut all = Tree::default();
        for part in &layout.parts {
            let first = part.words.start;
            let mut tree = self.parser.parse(part.rows(), &mut steps);
            for (i, label) in tree.labels.iter_mut().enumerate() {
                if tree.heads[i] as usize == i {
                    *label = self.root;
                }
            }
            lift(&self.parser, &mut tree, |i| lexemes[first + i].is_space);
            all.heads.extend(tree.heads.iter().map(|head| head + first as u32));
            all.labels.extend(tree.labels);
        }
        drop(steps);
        let tags = layout.parts.iter().flat_map(|part| &row_tags[part.rows()]).copied().collect();
        (tags, all)
    }

    /// Part of speech, morphology and lemma of each word.
    fn rule(&self, doc: &mut Doc, lexemes: &[&Lexeme], tags: &[u8], tree: &Tree) {
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
            entry.morph = self.morphs.get(morph).copied().unwrap_or_default();
            entry.lemma = append(&mut doc.strings, &lemma);
        }
    }

    /// Heads, children, edges and sentences.
    fn arrange(&self, doc: &mut Doc, tree: &Tree, layout: &Layout) {
        let edges = Edges::of(&tree.heads);
        let length = tree.heads.len();
        let mut starts = vec![0; length + 1];
        for (i, &head) in tree.heads.iter().enumerate() {
            if head as usize != i {
                starts[head as usize + 1] += 1;
            }
        }
        for i in 0..length {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        doc.children = vec![0; starts[length] as usize];
        let mut sentence = 0;
        for (i, entry) in doc.entries.iter_mut().enumerate() {
            let head = tree.heads[i];
            if head as usize != i {
                doc.children[next[head as usize] as usize] = i as u32;
                next[head as usize] += 1;
            }
            if edges.starts[i] || layout.parts.binary_search_by_key(&i, |part| part.words.start).is_ok() {
                doc.sentence_starts.push(i as u32);
                sentence = doc.sentence_starts.len() as u32 - 1;
            }
            entry.head = head;
            entry.left_edge = edges.left[i];
            entry.right_edge = edges.right[i];
            entry.sentence = sentence;
        }
        doc.sentence_starts.push(length as u32);
        doc.child_starts = starts;
    }

    fn find_names(&self, doc: &mut Doc, layout: &Layout, table: &[f32], scratch: &mut Scratch) {
        let encoder = &self.names.encoder;
        let vectors = |block: Range<usize>, hand_over: &mut dyn FnMut(&[f32], usize)| {
            hand_over(encoder.encode(&layout.rows, table, block, scratch), encoder.width());
        };
        let mut steps = self.names.steps(layout.rows.len(), vectors);
        for part in &layout.parts {
            let first = part.words.start;
            let starts = |i: usize| doc.sentence_starts.binary_search(&((first + i) as u32)).is_ok();
            let is_space = |i: usize| doc.entries[first + i].is_space;
            let names = self.names.find(part.rows(), starts, is_space, &mut steps);
            doc.names.extend(names.into_iter().map(|mut name| {
                name.start += first as u32;
                name.end += first as u32;
                name
            }));
        }
        for (number, name) in (1..).zip(&doc.names) {
            for entry in &mut doc.entries[name.start as usize..name.end as usize] {
                entry.name = number;
            }
        }
    }
}

/// A part of a text: its words, and the row of the first.
#[derive(Debug)]
struct Part {
    words: Range<usize>,
    row: usize,
}

impl Part {
    fn rows(&self) -> Range<usize> {
        self.row..self.row + self.words.len()
    }
}

/// The parts of a text, and their rows for the encoder.
#[derive(Debug)]
struct Layout {
    parts: Vec<Part>,
    rows: Rows,
}

fn append(strings: &mut String, text: &str) -> Form {
    let start = strings.len() as u32;
    strings.push_str(text);
    Form { start, end: strings.len() as u32 }
}
