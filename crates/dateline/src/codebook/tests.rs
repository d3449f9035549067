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
    assert!(codebook.role("foreign minister").is_some_and(|role| role.sector == [Sector::Gov]));
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
        Codebook::built_in().add_entries(&text).expect_err("a mistake").to_string()
    };
    assert!(refused("@ships", "@boats").starts_with("9: entry coerce-toll: no class is called @boats"));
    assert!(refused("COERCE\"", "COERCION\"").contains("PLOVER has no event COERCION"));
    assert!(refused("\"restrict\"", "\"tax\"").contains("COERCE has no mode tax"));
    assert!(refused("[\"object\"]", "[\"Object!\"]").contains("no place \"Object!\""));
    assert!(refused("[\"object\"]", "[\"form\", \"with\"]").starts_with("10: entry coerce-toll: \"form\" is neither"));
    assert!(
        refused("[\"@ships\"]", "[]\nadjunct = { wiht = [\"@ships\"] }").contains("10: entry coerce-toll: \"wiht\"")
    );
    assert!(refused("172", "176x").starts_with("6: entry coerce-toll: CAMEO has no code 176x"));
    assert!(refused("what =", "why =").starts_with("7: "));
}

#[test]
fn all_mistakes_of_a_file_are_told_and_nothing_of_it_is_taken_up() {
    let mut codebook = Codebook::built_in();
    let sound = TOLLS.replace("coerce-toll", "coerce-toll-2");
    let wrong = TOLLS.replace("@ships", "@boats").replace("\"172\"", "\"172");
    let mistakes = |error: crate::Error| -> Vec<(usize, Option<String>)> {
        error.mistakes().iter().map(|mistake| (mistake.line, mistake.entry.clone())).collect()
    };
    let before = format!("{codebook:?}");
    let id = Some("coerce-toll".to_owned());
    let unclosed = codebook.add_entries(&(sound.clone() + &wrong)).expect_err("a text that is not closed");
    assert_eq!(mistakes(unclosed).first(), Some(&(18, None)));
    let wrong = TOLLS.replace("@ships", "@boats").replace("172", "999");
    let error = codebook.add_entries(&(sound + &wrong)).expect_err("two mistakes behind a sound entry");
    assert_eq!(mistakes(error), [(18, id.clone()), (21, id)]);
    let actors = "[[role]]\nwords = [\"ice pilot\"]\nsector = [\"LAB\"]\nperson = true\n\
        [[organization]]\nname = \"Ice Watch\"\ncountry = \"XXX\"\nsector = [\"NGO\"]\nkind = \"ngo\"\n\
        [[person]]\nname = \"Ilmar Toomsalu\"\ngender = \"m\"\ncountry = \"EST\"\noffices = [\n  \
        { title = \"mayor\", country = \"EST\", sector = [\"GOV\"], from = \"2019\", to = \"2018-02\" },\n]\n";
    let error = codebook.add_actors(actors).expect_err("two mistakes behind a sound role");
    assert_eq!(
        error.to_string(),
        "7: entry Ice Watch: there is no country with the code XXX\n15: entry Ilmar Toomsalu: from 2019 is after to 2018-02"
    );
    assert!(before == format!("{codebook:?}"), "the codebook is as it was");
}

#[test]
fn the_sixteen_events_have_entries_by_the_thousand() {
    let codebook = Codebook::built_in();
    let events: std::collections::BTreeSet<EventType> = codebook.entries().map(|entry| entry.event).collect();
    assert_eq!(events.len(), 16);
    assert!(codebook.entries().map(|entry| entry.words().count()).sum::<usize>() > 2000);
}
