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

#[test]
fn names_seen_once_are_names_everywhere() {
    let text = "The harbour union Dokvern struck on Monday. Nurses who joined Dokvern walked out. \"We stand by Dokvern,\" \
        Liv Sang Pak-hoi said. Ferries stopped, said Pak-hoi's office.";
    let record = read(text);
    let (_, words) = mentions(&record, text, "Dokvern");
    assert_eq!(words.iter().filter(|words| words.ends_with("Dokvern")).count(), 3, "{words:?}");
    assert_eq!(mentions(&record, text, "Pak-hoi").1[0], "Liv Sang Pak-hoi");
}

#[test]
fn each_of_a_list_has_its_own_words() {
    let text = "In the harbour ward, councillors Claire Morton of HDB and Paul Whitby of BPV were re-elected. Voters chose \
        David Hargrove of the Harvest Party and Anna Wright of the Coast Party on Sunday. Teams from Norway, Sweden and \
        Chile, which had voted before, watched.";
    let record = read(text);
    for whole in ["Claire Morton of HDB", "Paul Whitby of BPV", "Anna Wright of the Coast Party"] {
        let (name, _) = whole.split_once(" of ").expect("a name and a body");
        assert_eq!(mentions(&record, text, name).1, [whole]);
    }
    assert_eq!(mentions(&record, text, "David Hargrove").1, ["David Hargrove of the Harvest Party"]);
    assert_eq!(mentions(&record, text, "Norway").1, ["Norway"]);
}

#[test]
fn a_name_holds_the_noun_before_it_and_a_noun_what_counts_it() {
    let text = "Hundreds of thousands of nurses marched in Lima on Friday. The weekly paper Sentinel said the number of \
        nurses had doubled.";
    let record = read(text);
    assert_eq!(mentions(&record, text, "nurses").1, ["Hundreds of thousands of nurses", "nurses"]);
}

#[test]
fn short_names_mean_who_is_named_in_full() {
    let text = "North Korea fired a rocket on Monday. The North said it was a test. The Church of Vespera closed its \
        temples. The Church had sold two of them.";
    let record = read(text);
    assert_eq!(mentions(&record, text, "North Korea").1[..2], ["North Korea", "The North"]);
    let church = record.actors.iter().find(|actor| actor.name.contains("Church")).expect("the report names it");
    assert!(church.mentions.len() >= 2, "{:?}", record.actors);
}

#[test]
fn an_office_and_a_titled_name_behind_it_are_one() {
    let text = "Kuwait's oil minister said on Monday that output would rise. Sheikh Nasser Al-Qattan said prices had \
        fallen.";
    let (code, words) = mentions(&read(text), text, "Al-Qattan");
    assert_eq!((code.as_str(), words.len()), ("KWT GOV", 2));
    let text = "Kuwait's oil minister met Clara Tolnay. Sheikh Nasser Al-Qattan said prices had fallen.";
    assert_eq!(mentions(&read(text), text, "Al-Qattan").1, ["Sheikh Nasser Al-Qattan"]);
}

#[test]
fn his_country_is_that_of_whom_he_is() {
    let text = "Norwegian prime minister Aksel Bruland met miners in Peru. He said his country would buy copper.";
    assert_eq!(mentions(&read(text), text, "Norway").1, ["his country"]);
}
