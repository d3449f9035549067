//! Who is who in reports written for it.

use crate::codebook::Codebook;
use crate::parses;
use crate::record::{self, Record};
use crate::report::Report;

fn read(text: &str) -> Record {
    parses::reader(Codebook::built_in()).read(&Report::new(text))
}

/// The words of all mentions of the actor whose name ends so, in order, with its code.
fn mentions(record: &Record, text: &str, name: &str) -> (String, Vec<String>) {
    let chars: Vec<char> = text.chars().collect();
    let actor = record.actors.iter().find(|actor| actor.name.ends_with(name)).expect("the report names it");
    let words = |mention: &record::Mention| {
        chars[mention.span.start as usize..mention.span.end as usize].iter().collect::<String>()
    };
    (actor.code.clone().unwrap_or_default(), actor.mentions.iter().map(words).collect())
}

#[test]
fn a_mention_is_the_whole_noun_phrase() {
    let text = "Chilean mining minister Tomasa Urrutigoity, who took office in May, flew to Antofagasta on Monday. The \
        minister's spokesman said she would meet the owners of the mine.";
    let record = read(text);
    let (code, words) = mentions(&record, text, "Urrutigoity");
    assert_eq!(code, "CHL GOV");
    let wanted = ["Chilean mining minister Tomasa Urrutigoity, who took office in May", "The minister's", "she"];
    assert_eq!(words, wanted);
}

#[test]
fn pronouns_in_someones_words_are_the_speaker_and_others() {
    let text = "Ruben Oyarvide met Clara Tolnay in Bergen. \"I trust her and she trusts me,\" Oyarvide said.";
    let record = read(text);
    assert_eq!(mentions(&record, text, "Oyarvide").1, ["Ruben Oyarvide", "I", "me", "Oyarvide"]);
    assert_eq!(mentions(&record, text, "Tolnay").1, ["Clara Tolnay", "her", "she"]);
}

#[test]
fn a_counterpart_holds_the_same_office_elsewhere() {
    let text = "Norwegian foreign minister Aksel Bruland called his Danish counterpart on Friday.";
    let record = read(text);
    assert!(record.actors.iter().any(|actor| actor.code.as_deref() == Some("DNK GOV")), "{:?}", record.actors);
}

#[test]
fn nouns_mean_what_was_called_so_before() {
    let text = "The Harvest Party lost its majority in Denmark on Sunday. The country will vote again, and the party \
        said it would stand.";
    let record = read(text);
    assert_eq!(mentions(&record, text, "Harvest Party").1, ["The Harvest Party", "its", "the party", "it"]);
    assert_eq!(mentions(&record, text, "Denmark").1, ["Denmark", "The country"]);
}

#[test]
fn a_capital_that_acts_is_the_government() {
    let text = "Moscow said on Tuesday that the talks in Lisbon had failed.";
    let record = read(text);
    assert_eq!(mentions(&record, text, "Moscow"), ("RUS GOV".into(), vec!["Moscow".into()]));
    assert_eq!(mentions(&record, text, "Lisbon"), ("PRT".into(), vec!["Lisbon".into()]));
}

#[test]
fn a_state_owns_bodies_under_names_that_others_use() {
    let text = "Chile's Defense Department bought six helicopters.";
    let record = read(text);
    assert!(record.actors.iter().any(|actor| actor.code.as_deref() == Some("CHL GOV MIL")), "{:?}", record.actors);
}
