//! The codebook keeps its promises: each entry is found in its example and not in its counter-example.

use std::sync::Arc;

use super::*;
use crate::parses;
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

/// The examples that are not read with this codebook, and the counter-examples that are.
fn broken(codebook: &Arc<Codebook>) -> Vec<String> {
    let mut reader = parses::reader(Arc::clone(codebook));
    let examples = codebook.examples();
    assert!(examples.len() > 300, "the codebook has its examples");
    let broken = examples.iter().filter(|example| {
        let record = reader.read(&Report::new(example.text));
        finds(example, &record) == example.counter
    });
    let told = |example: &Example<'_>| {
        let what = if example.counter { "counter-example found" } else { "example not found" };
        format!("{what}: {}: {}", example.entry, example.text)
    };
    broken.map(told).collect()
}

#[test]
fn rules_read_the_examples_and_not_the_counter_examples() {
    let broken = broken(&Arc::new(Codebook::built_in().rules_only()));
    assert!(broken.is_empty(), "{}:\n{}", broken.len(), broken.join("\n"));
}

/// Weights judge a whole sentence, so that an entry cannot promise what they make of it; most must hold.
#[test]
fn weights_keep_what_the_examples_promise() {
    let codebook = Arc::new(Codebook::built_in());
    let broken = broken(&codebook);
    assert!(100 * broken.len() <= 2 * codebook.examples().len(), "{}:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn the_built_in_codebook_loads_and_knows_names() {
    let codebook = Codebook::built_in();
    assert!(matches!(codebook.known("U.S."), [Known::Country(_), ..]));
    assert!(matches!(codebook.known("the Kremlin"), [Known::Seat(i), ..] if codebook.countries[*i].code == "RUS"));
    assert!(codebook.role("foreign minister").is_some_and(|role| role.sector == ["GOV"]));
}

const TOLLS: &str = r#"
[[entry]]
id = "coerce-toll"
event = "COERCE"
mode = ["restrict"]
cameo = "172"
what = "Taking a toll from strangers."
verb = ["toll"]
object = ["@ships"]
recipient = ["object"]
example = "Norway tolled Swedish ships."
counter = "The bell tolled."
"#;

#[test]
fn entries_of_users_join_the_built_in_ones() {
    let mut codebook = Codebook::built_in();
    let before = codebook.entries().count();
    codebook.add_entries(TOLLS).expect("a sound file");
    assert_eq!(codebook.entries().count(), before + 1);
    let added = codebook.entries().find(|entry| entry.id == "coerce-toll").expect("it is there");
    assert!(added.pattern().iter().any(|(key, words)| *key == "object" && words.contains("frigate")));
    codebook.add_entries(TOLLS).expect("again");
    assert_eq!(codebook.entries().count(), before + 1, "it takes the place of the entry of that name");
}

#[test]
fn mistakes_in_entries_are_told_with_their_line() {
    let refused = |from: &str, to: &str| {
        let text = TOLLS.replace(from, to);
        Codebook::built_in().add_entries(&text).expect_err("a mistake")
    };
    assert!(refused("@ships", "@boats").starts_with("3: entry coerce-toll: no class is called @boats"));
    assert!(refused("COERCE\"", "COERCION\"").contains("PLOVER has no event COERCION"));
    assert!(refused("\"restrict\"", "\"tax\"").contains("COERCE has no mode tax"));
    assert!(refused("[\"object\"]", "[\"Object!\"]").contains("no place \"Object!\""));
    assert!(refused("what =", "why =").starts_with("7: "));
}

#[test]
fn the_sixteen_events_have_entries_by_the_thousand() {
    let codebook = Codebook::built_in();
    let events: std::collections::BTreeSet<&str> = codebook.entries().map(|entry| entry.event).collect();
    assert_eq!(events.len(), 16);
    assert!(codebook.entries().map(|entry| entry.words().count()).sum::<usize>() > 2000);
}
