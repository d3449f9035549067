//! The codebook keeps its promises: each entry is found in its example and not in its counter-example.

use super::*;
use crate::installed;
use crate::reading::Reader;
use crate::record::Record;
use crate::report::Report;

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
            cue && (named || example.counter)
        }),
    }
}

#[test]
fn examples_are_read_and_counter_examples_are_not() {
    let Some(pipeline) = installed::pipeline() else { return };
    let codebook = Codebook::built_in();
    let mut reader = Reader::new(pipeline, &codebook);
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

#[test]
fn the_built_in_codebook_loads_and_knows_names() {
    let codebook = Codebook::built_in();
    assert!(matches!(codebook.known("U.S."), [Known::Country(_), ..]));
    assert!(matches!(codebook.known("the Kremlin"), [Known::Seat(i), ..] if codebook.countries[*i].code == "RUS"));
    assert!(codebook.role("foreign minister").is_some_and(|role| role.sector == ["GOV"]));
}
