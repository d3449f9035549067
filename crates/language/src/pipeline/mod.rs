//! A loaded model: which package is it, and which labels does it use?

mod analyse;
mod annotate;
mod long;

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::error::{Error, Result};
use crate::label::{NameKind, Relation, Scheme, Tag};
use crate::lemma::Lemmatizer;
use crate::names::NameFinder;
use crate::package::Package;
use crate::parse::{Parser, ROOT};
use crate::tag::{Ruler, Tagger};
use crate::tok2vec::Tok2Vec;
use crate::tokenize::Tokenizer;
use crate::vocab::Vocab;

pub use annotate::Annotator;

/// A model package, loaded: tokenizer, tagger, parser, attribute ruler, lemmatizer, entity recognizer.
///
/// A handle: its clones share one model, and any number of threads may read with it, each with an [`Annotator`] of its
/// own.
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
#[derive(Clone, Debug)]
pub struct Pipeline(Arc<Model>);

/// What a package holds.
#[derive(Debug)]
struct Model {
    tokenizer: Tokenizer,
    vocab: Vocab,
    tok2vec: Tok2Vec,
    tagger: Tagger,
    parser: Parser,
    ruler: Ruler,
    lemmatizer: Lemmatizer,
    names: NameFinder,
    labels: Labels,
    /// Morphologies, as the ruler sets them; the first is empty.
    morphs: Arc<[Box<str>]>,
    /// The number of each morphology.
    morph_numbers: FxHashMap<Box<str>, u16>,
    /// The parser's label of a root.
    root: u8,
}

/// The labels of a package, as types.
#[derive(Debug)]
struct Labels {
    /// How the package spells relations.
    scheme: Scheme,
    /// As the tagger counts them.
    tags: Vec<Tag>,
    /// As the parser counts them; nothing for those that stand only between its moves.
    relations: Vec<Option<Relation>>,
    /// As the recognizer of names counts them.
    names: Vec<NameKind>,
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
        let tok2vec = Tok2Vec::read(&package, "components.tok2vec.model", &network)?;
        let tagger = Tagger::read(&package, &tok2vec)?;
        let parser = Parser::read(&package)?;
        let ruler = Ruler::read(&package)?;
        let names = NameFinder::read(&package)?;
        let mut rulings: Vec<Box<str>> = vec!["".into()];
        rulings.extend(ruler.values().map(Box::from));
        rulings.sort_unstable();
        rulings.dedup();
        let labels = Labels::of(&package, &tagger, &parser, &names)?;
        let root = parser.labels().iter().position(|dep| &**dep == ROOT).unwrap_or_default() as u8;
        let model = Model {
            tokenizer: Tokenizer::read(&package)?,
            vocab: Vocab::read(&package)?,
            lemmatizer: Lemmatizer::read(&package)?,
            morph_numbers: (0..).zip(&rulings).map(|(i, morph)| (morph.clone(), i)).collect(),
            morphs: rulings.into(),
            labels,
            tok2vec,
            tagger,
            parser,
            ruler,
            names,
            root,
        };
        Ok(Self(Arc::new(model)))
    }
}

impl Labels {
    /// The labels that a package uses.
    fn of(package: &Package, tagger: &Tagger, parser: &Parser, names: &NameFinder) -> Result<Self> {
        let unknown =
            |field: &str, label: &str| Error::field(package.folder(), field, format!("unknown label {label:?}"));
        let known = |field: &str, label: &str, found: bool| if found { Ok(()) } else { Err(unknown(field, label)) };
        for tag in tagger.labels() {
            known("tagger", tag, Tag::of(tag).is_some())?;
        }
        for kind in names.labels() {
            known("ner", kind, NameKind::of(kind).is_some())?;
        }
        // Labels such as `dobj||conj` stand only between the moves of the parser.
        let plain =
            parser.labels().iter().map(|label| &**label).filter(|label| !label.is_empty() && !label.contains("||"));
        let scheme = Scheme::of(plain).map_err(|label| unknown("parser", label))?;
        for (field, count) in [("tagger", tagger.labels().len()), ("ner", names.labels().len())] {
            if count == 0 || count > 256 {
                return Err(Error::field(package.folder(), field, format!("{count} labels")));
            }
        }
        Ok(Self {
            scheme,
            tags: tagger.labels().iter().filter_map(|tag| Tag::of(tag)).collect(),
            relations: parser.labels().iter().map(|label| Relation::of(label, scheme)).collect(),
            names: names.labels().iter().filter_map(|kind| NameKind::of(kind)).collect(),
        })
    }
}
