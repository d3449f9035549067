//! When and where events were, how many they concerned, in sentences that tell it or do not.

use jiff::civil::date;

use crate::codebook::Codebook;
use crate::parses;
use crate::record::{EventType, Record};
use crate::report::Report;

/// The record of a report of Tuesday, 1 February 2022.
fn read(text: &str) -> Record {
    let mut report = Report::new(text);
    report.published = Some(date(2022, 2, 1));
    parses::reader(Codebook::built_in().rules_only()).read(&report)
}

/// Kind, day, how it is known, place, how it is known of each event.
fn told(text: &str) -> Vec<[String; 5]> {
    let row = |event: &crate::record::Event| {
        let (value, how) = event.when.as_ref().map_or(("", ""), |when| (when.value.as_str(), when.how.name()));
        let (place, from) = event.place.as_ref().map_or(("", ""), |place| (place.name.as_str(), place.how.name()));
        [event.event.name(), value, how, place, from].map(str::to_owned)
    };
    read(text).events.iter().map(row).collect()
}

#[track_caller]
fn check(text: &str, wanted: &[[&str; 5]]) {
    assert_eq!(told(text), wanted, "{text}");
}

#[test]
fn the_clause_tells_when_and_where() {
    check("Rebels attacked soldiers in Goma on Friday.", &[["ASSAULT", "2022-01-28", "clause", "Goma", "clause"]]);
    check(
        "Rebels killed nine soldiers at a market in Goma on Friday.",
        &[["ASSAULT", "2022-01-28", "clause", "Goma", "clause"]],
    );
}

#[test]
fn a_day_is_carried_within_a_paragraph_and_else_assumed() {
    check(
        "Rebels attacked soldiers in Goma on Friday. They killed nine soldiers.",
        &[
            ["ASSAULT", "2022-01-28", "clause", "Goma", "clause"],
            ["ASSAULT", "2022-01-28", "carried", "Goma", "carried"],
        ],
    );
    check(
        "The harvest was poor in Goma on Friday.\n\nRebels killed nine soldiers.",
        &[["ASSAULT", "2022-02-01", "assumed", "Goma", "assumed"]],
    );
}

#[test]
fn who_acts_and_what_is_spoken_of_is_no_place() {
    check("Kyiv accused Moscow of lying.", &[["ACCUSE", "2022-02-01", "assumed", "", ""]]);
    check("France condemned Russia in remarks on the fighting there.", &[["ACCUSE", "2022-02-01", "assumed", "", ""]]);
}

#[test]
fn the_dateline_places_the_first_paragraphs() {
    let text = "Soldiers die in ambush\n\nGOMA, Congo, Jan 31 (Reuters) - Rebels killed nine soldiers, the army said.\n\nThe \
                road was closed.\n\nThe rain went on.\n\nRebels killed two policemen.";
    let found = told(text);
    let places: Vec<&[String]> = found.iter().filter(|row| row[0] == "ASSAULT").map(|row| &row[3..]).collect();
    assert_eq!(places.first().map(|place| place.join(" ")).as_deref(), Some("Goma dateline"));
    assert_eq!(places.len(), 2);
}

#[test]
fn casualties_belong_to_the_violence_that_caused_them() {
    let record = read("Rebels killed 12 soldiers and wounded 30 civilians in Goma, the army said.");
    let size = record.events.iter().find_map(|event| event.size.clone()).unwrap_or_default();
    assert_eq!((size.dead, size.injured, size.arrested), (Some(12.0), Some(30.0), None));
    let record = read("France and Russia held talks after a blast that killed 12 people.");
    let talks: Vec<_> = record.events.iter().filter(|event| event.event == EventType::Consult).collect();
    assert!(!talks.is_empty() && talks.iter().all(|event| event.size.is_none()));
}
