//! How is a document made by hand? From CoNLL-U, one word a line, as a document is written too.
//!
//! A document needs no model then: a rule is tested on the tree that it is about, and trees of other programs can be read.

use std::sync::Arc;

use crate::doc::{Doc, Entry, Form, NameEntry, Token};
use crate::error::{Error, Result};
use crate::label::{NameKind, Pos, Relation, Scheme, Tag};
use crate::span::{Bytes, Chars};
use crate::vocab::is_space;

/// Columns of a line: number, form, lemma, part of speech, tag, morphology, head, relation, more relations, the rest.
const COLUMNS: usize = 10;
/// A column without a value.
const NOTHING: &str = "_";
/// Keys of the last column: the name that a word belongs to, and whether a space follows.
const NAME: &str = "NER=";
const NO_SPACE: &str = "SpaceAfter=No";

impl Doc {
    /// A document of this text with the words, trees and names that a CoNLL-U document tells, as [`Doc::to_conllu`] and
    /// `dateline parse --format conllu` write it. The words must follow each other in the text; what lies between them is
    /// passed over. Each block of lines is a sentence. Relations are those of CLEAR or of Universal Dependencies, names
    /// stand in the last column (`NER=B-GPE`, `NER=I-GPE`).
    ///
    /// # Errors
    ///
    /// If a word is not in the text after the one before it, a label is unknown, or heads do not make a tree; the error
    /// names the line.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline_language::{Doc, Relation};
    ///
    /// let conllu = "1\tRebels\trebel\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_\n\
    ///               2\tfled\tflee\tVERB\tVBD\t_\t0\tROOT\t_\t_\n\
    ///               3\tBamako\tBamako\tPROPN\tNNP\t_\t2\tdobj\t_\tSpaceAfter=No|NER=B-GPE\n\
    ///               4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No\n";
    /// let doc = Doc::from_conllu("Rebels fled Bamako.", conllu)?;
    /// let fled = doc.token(1);
    /// assert_eq!((fled.lemma(), fled.child(Relation::Nsubj).map(|word| word.text())), ("flee", Some("Rebels")));
    /// assert_eq!(doc.names().map(|name| name.text()).collect::<Vec<_>>(), ["Bamako"]);
    /// # Ok::<(), dateline_language::Error>(())
    /// ```
    pub fn from_conllu(text: impl Into<Arc<str>>, conllu: &str) -> Result<Self> {
        let text: Arc<str> = text.into();
        let mut built = Built::default();
        for (number, line) in (1..).zip(conllu.lines().map(|line| line.trim_end_matches('\r'))) {
            match Line::read(number, line)? {
                Some(line) => built.add(&text, line)?,
                None if line.is_empty() => built.end_sentence()?,
                None => {}
            }
        }
        built.end_sentence()?;
        built.into_doc(text)
    }

    /// The document as CoNLL-U: one sentence after the other, tags, relations and lemmas as the model has them. White space
    /// words are left out, and what hangs on one hangs on its head.
    pub fn to_conllu(&self) -> String {
        let mut written = String::new();
        for sentence in self.sentences() {
            let words: Vec<_> = sentence.tokens().filter(|token| !token.is_space()).collect();
            if words.is_empty() {
                continue;
            }
            let text = sentence.text().split_whitespace().collect::<Vec<_>>().join(" ");
            written += &format!("# text = {text}\n");
            let number = |token: Token<'_>| words.binary_search_by_key(&token.i(), |word| word.i()).ok().map(|i| i + 1);
            for (i, token) in words.iter().enumerate() {
                let head = token.ancestors().find_map(number).unwrap_or(0);
                written += &line(i + 1, *token, head);
            }
            written.push('\n');
        }
        written
    }
}

impl Token<'_> {
    /// Whether it begins a name (`B-GPE`), goes on with one (`I-GPE`), or belongs to none (`O`).
    pub fn iob(self) -> String {
        match self.name() {
            None => "O".into(),
            Some(name) if name.span().start() == self.i() => format!("B-{}", name.label()),
            Some(name) => format!("I-{}", name.label()),
        }
    }
}

fn line(number: usize, token: Token<'_>, head: usize) -> String {
    let morph = if token.morph().is_empty() { NOTHING } else { token.morph() };
    let space = if token.space_after() { String::new() } else { format!("{NO_SPACE}|") };
    let (text, lemma, name) = (token.text(), token.lemma(), token.iob());
    let (pos, tag, dep) = (token.pos(), token.tag(), token.dep());
    format!("{number}\t{text}\t{lemma}\t{pos}\t{tag}\t{morph}\t{head}\t{dep}\t_\t{space}{NAME}{name}\n")
}

/// The line of a word.
struct Line<'l> {
    number: usize,
    columns: [&'l str; COLUMNS],
}

impl<'l> Line<'l> {
    /// Nothing for an empty line, a comment, and a line that joins words or stands for one that is left out.
    fn read(number: usize, line: &'l str) -> Result<Option<Self>> {
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let wrong = || Error::line(number, format!("{} columns, not {COLUMNS}", columns.len()));
        let columns: [&str; COLUMNS] = columns.as_slice().try_into().map_err(|_| wrong())?;
        Ok((!columns[0].contains(['-', '.'])).then_some(Self { number, columns }))
    }

    fn error(&self, problem: impl Into<String>) -> Error {
        Error::line(self.number, problem)
    }

    /// What a column holds, as a label.
    fn label<T>(&self, column: usize, what: &str, of: impl Fn(&str) -> Option<T>) -> Result<T> {
        of(self.columns[column]).ok_or_else(|| self.error(format!("unknown {what} {:?}", self.columns[column])))
    }

    /// The word's head, counted from one; zero for a root.
    fn head(&self) -> Result<usize> {
        self.label(6, "head", |column| column.parse().ok())
    }

    /// The kind of the name that the word belongs to, and whether it begins it.
    fn name(&self) -> Result<Option<(bool, NameKind)>> {
        let name = self.columns[9].split('|').find_map(|field| field.strip_prefix(NAME));
        let (begins, kind) = match name.map(|name| name.split_at_checked(2)) {
            None | Some(None) => return Ok(None),
            Some(Some(("B-", kind))) => (true, kind),
            Some(Some(("I-", kind))) => (false, kind),
            Some(Some(_)) => return Err(self.error("a name begins with B- or I-")),
        };
        let kind = NameKind::of(kind).ok_or_else(|| self.error(format!("unknown kind of name {kind:?}")))?;
        Ok(Some((begins, kind)))
    }
}

/// A document of which some lines have been read.
#[derive(Default)]
struct Built {
    entries: Vec<Entry>,
    strings: String,
    morphs: Vec<Box<str>>,
    heads: Vec<u32>,
    /// First word of each sentence.
    starts: Vec<usize>,
    names: Vec<NameEntry>,
    /// How each relation is spelled, and in which line.
    relations: Vec<(usize, String)>,
    /// The lines of the sentence that is being read: number, and head as written.
    open: Vec<(usize, usize)>,
    /// Where the last word ended.
    end: usize,
    chars: u32,
}

impl Built {
    fn add(&mut self, text: &str, line: Line<'_>) -> Result<()> {
        let form = line.columns[1];
        let place = if form.is_empty() { None } else { text[self.end..].find(form) };
        let start = self.end + place.ok_or_else(|| line.error(format!("{form:?} does not follow in the text")))?;
        let end = start + form.len();
        let first = self.chars + text[self.end..start].chars().count() as u32;
        self.chars = first + form.chars().count() as u32;
        self.end = end;
        self.add_to_name(&line)?;
        self.open.push((line.number, line.head()?));
        self.relations.push((line.number, line.columns[7].to_owned()));
        let entry = Entry {
            bytes: Bytes { start: start as u32, end: end as u32 },
            chars: Chars { start: first, end: self.chars },
            lower: Form::append(&mut self.strings, &form.to_lowercase()),
            lemma: Form::append(&mut self.strings, if line.columns[2] == NOTHING { form } else { line.columns[2] }),
            morph: self.morph(&line)?,
            pos: line.label(3, "part of speech", |pos| Pos::of(if pos == NOTHING { "" } else { pos }))?,
            tag: line.label(4, "tag", |tag| if tag == NOTHING { Some(Tag::Xx) } else { Tag::of(tag) })?,
            is_space: form.chars().all(is_space),
            space_after: text[end..].starts_with(' ') && !line.columns[9].split('|').any(|field| field == NO_SPACE),
            ..Entry::EMPTY
        };
        self.entries.push(entry);
        Ok(())
    }

    fn add_to_name(&mut self, line: &Line<'_>) -> Result<()> {
        let word = self.entries.len() as u32;
        match line.name()? {
            None => {}
            Some((true, kind)) => self.names.push(NameEntry { start: word, end: word + 1, kind }),
            Some((false, kind)) => match self.names.last_mut() {
                Some(name) if name.end == word && name.kind == kind => name.end += 1,
                _ => return Err(line.error(format!("no name of kind {kind} goes on here"))),
            },
        }
        Ok(())
    }

    /// The number of the word's morphology; the first is empty.
    fn morph(&mut self, line: &Line<'_>) -> Result<u16> {
        if self.morphs.is_empty() {
            self.morphs.push("".into());
        }
        let wanted = if line.columns[5] == NOTHING { "" } else { line.columns[5] };
        let found = self.morphs.iter().position(|morph| **morph == *wanted).unwrap_or_else(|| {
            self.morphs.push(wanted.into());
            self.morphs.len() - 1
        });
        u16::try_from(found).map_err(|_| line.error("too many morphologies"))
    }

    /// Hangs the words of a sentence on their heads.
    fn end_sentence(&mut self) -> Result<()> {
        let (first, lines) = (self.heads.len(), std::mem::take(&mut self.open));
        if lines.is_empty() {
            return Ok(());
        }
        for &(line, head) in &lines {
            if head > lines.len() {
                return Err(Error::line(line, format!("no word {head} in the sentence")));
            }
        }
        if let Some(line) = circle(&lines) {
            return Err(Error::line(line, "the heads form a circle"));
        }
        self.starts.push(first);
        self.heads
            .extend((0..).zip(&lines).map(|(i, &(_, head))| (first + if head == 0 { i } else { head - 1 }) as u32));
        Ok(())
    }

    fn into_doc(mut self, text: Arc<str>) -> Result<Doc> {
        let scheme = Scheme::of(self.relations.iter().map(|(_, name)| name.as_str())).unwrap_or(Scheme::Clear);
        for (entry, (line, name)) in self.entries.iter_mut().zip(&self.relations) {
            let dep = Relation::of(name, scheme).or_else(|| Relation::of(name, Scheme::Universal));
            entry.dep = dep.ok_or_else(|| Error::line(*line, format!("unknown relation {name:?}")))?;
        }
        let mut doc = Doc::start(text, self.morphs.into(), self.entries, self.strings);
        doc.arrange(&self.heads, |i, _| self.starts.binary_search(&i).is_ok());
        doc.names = self.names;
        doc.number_names();
        Ok(doc)
    }
}

/// The first line from which heads lead into a circle; each has its number and its head, counted from one.
fn circle(lines: &[(usize, usize)]) -> Option<usize> {
    // The word from which a word was come by first.
    let mut from = vec![0; lines.len() + 1];
    for (start, &(line, _)) in (1..).zip(lines) {
        let mut at = start;
        while at > 0 && from[at] == 0 {
            from[at] = start;
            at = lines[at - 1].1;
        }
        if at > 0 && from[at] == start {
            return Some(line);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“Talks” failed.\n\nThe envoy of São Tomé left.";
    const CONLLU: &str = "\
# text = “Talks” failed.
1\t“\t\"\tPUNCT\t``\t_\t4\tpunct\t_\tSpaceAfter=No|NER=O
2\tTalks\ttalk\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\tSpaceAfter=No|NER=O
3\t”\t\"\tPUNCT\t''\t_\t4\tpunct\t_\tNER=O
4\tfailed\tfail\tVERB\tVBD\tTense=Past\t0\tROOT\t_\tSpaceAfter=No|NER=O
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\tSpaceAfter=No|NER=O

# text = The envoy of São Tomé left.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tNER=O
2\tenvoy\tenvoy\tNOUN\tNN\tNumber=Sing\t6\tnsubj\t_\tNER=O
3\tof\tof\tADP\tIN\t_\t2\tprep\t_\tNER=O
4\tSão\tSão\tPROPN\tNNP\tNumber=Sing\t5\tcompound\t_\tNER=B-GPE
5\tTomé\tTomé\tPROPN\tNNP\tNumber=Sing\t3\tpobj\t_\tNER=I-GPE
6\tleft\tleave\tVERB\tVBD\tTense=Past\t0\tROOT\t_\tSpaceAfter=No|NER=O
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\tSpaceAfter=No|NER=O

";

    #[test]
    fn a_document_is_written_as_it_was_read() {
        let doc = Doc::from_conllu(TEXT, CONLLU).expect("it is sound");
        assert_eq!(doc.to_conllu(), CONLLU);
        let tome = doc.token(9);
        assert_eq!((tome.text(), &TEXT[tome.bytes().range()]), ("Tomé", "Tomé"));
        assert_eq!(TEXT.chars().nth(tome.chars().start as usize), Some('T'));
        assert_eq!((tome.head().text(), tome.sentence_number(), tome.sentence().start()), ("of", 1, 5));
        let subtree: Vec<&str> = doc.token(6).subtree().map(|word| word.text()).collect();
        assert_eq!(subtree, ["The", "envoy", "of", "São", "Tomé"]);
        assert_eq!(doc.noun_chunks().map(|chunk| chunk.text()).collect::<Vec<_>>(), ["Talks", "The envoy", "São Tomé"]);
        assert_eq!(
            doc.names().map(|name| (name.text(), name.label())).collect::<Vec<_>>(),
            [("São Tomé", NameKind::Gpe)]
        );
    }

    #[test]
    fn nothing_is_a_document_too() {
        let doc = Doc::from_conllu("", "").expect("it is sound");
        assert!(doc.is_empty() && doc.sentences().count() == 0 && doc.to_conllu().is_empty());
    }

    #[test]
    fn relations_may_be_those_of_universal_dependencies() {
        let conllu = "1\tThey\t_\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tmet\t_\tVERB\tVBD\t_\t0\troot\t_\t_\n\
            3\tenvoys\t_\tNOUN\tNNS\t_\t2\tobj\t_\t_\n";
        let doc = Doc::from_conllu("They met envoys", conllu).expect("it is sound");
        assert_eq!(doc.token(1).dep(), Relation::Root);
        assert_eq!(Relation::of("obj", Scheme::Universal), Some(doc.token(2).dep()));
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let refused = |from: &str, to: &str| {
            assert!(CONLLU.contains(from), "{from}");
            let error = Doc::from_conllu(TEXT, &CONLLU.replacen(from, to, 1)).expect_err("a mistake");
            assert!(error.line_number().is_some() && error.file().is_none());
            error.to_string()
        };
        assert_eq!(refused("envoy\tenvoy", "consul\tconsul"), "line 10: \"consul\" does not follow in the text");
        assert_eq!(refused("\tNNS\t", "\tNNX\t"), "line 3: unknown tag \"NNX\"");
        assert_eq!(refused("\tpobj\t", "\tpobk\t"), "line 13: unknown relation \"pobk\"");
        assert_eq!(refused("B-GPE", "O"), "line 13: no name of kind GPE goes on here");
        assert_eq!(refused("\t6\tnsubj", "\t9\tnsubj"), "line 10: no word 9 in the sentence");
        assert_eq!(refused("\t6\tnsubj", "\t5\tnsubj"), "line 9: the heads form a circle");
        assert_eq!(refused("\tprep\t_\tNER=O", ""), "line 11: 7 columns, not 10");
    }
}
