use jiff::civil::date;

use super::correction::lay_over;
use super::judge::Judged;
use super::lexicon::LEXICON;
use super::linking::judged;
use super::meaning::Relation;
use super::saying::{Line, Named, Saying};
use super::*;
use dateline::record::Span;

fn evidence(report: u64) -> Evidence {
    Evidence {
        report,
        id: format!("r{report}"),
        published: Some(date(2031, 3, report as i8)),
        publisher: None,
        span: Span { start: 10, end: 20 },
        words: "They refused.".to_owned(),
        claimed_by: None,
    }
}

/// An entry of two reports that a third one says was refused.
fn entry() -> Entry {
    let outcome = Outcome {
        link: "refused-3-10".to_owned(),
        became: Became::Refused,
        day: Some(date(2031, 3, 3)),
        score: 0.8,
        why: String::new(),
        claimed: false,
        told: vec![evidence(3)],
        by_hand: false,
    };
    Entry {
        entry: "demand-1-10".to_owned(),
        kind: Kind::Demand,
        who: Vec::new(),
        to: Vec::new(),
        what: "to leave".to_owned(),
        condition: None,
        deadline: None,
        days: None,
        reports: 2,
        independent: 2,
        told: vec![evidence(1), evidence(2)],
        outcomes: vec![outcome],
        status: Some(Became::Refused),
        open_days: None,
        rejected: false,
        corrections: Vec::new(),
    }
}

fn said(entry: &str, link: Option<&str>, verdict: Verdict) -> Correction {
    let (note, by) = (None, "the desk".to_owned());
    Correction { entry: entry.to_owned(), link: link.map(str::to_owned), verdict, note, by, at: 0 }
}

#[test]
fn a_link_that_is_rejected_leaves_the_entry_open() {
    let mut entries = vec![entry()];
    lay_over(&mut entries, &[said("demand-1-10", Some("refused-3-10"), Verdict::Reject)], None);
    assert_eq!((entries[0].outcomes.len(), entries[0].status), (0, None));
}

#[test]
fn what_is_set_by_hand_counts_before_what_was_found() {
    let mut entries = vec![entry()];
    lay_over(&mut entries, &[said("demand-1-10", None, Verdict::Outcome("carried-out".to_owned()))], None);
    assert_eq!(entries[0].status, Some(Became::CarriedOut));
    assert!(!entries[0].outcomes[0].by_hand, "what was found stays as it was");
}

#[test]
fn an_entry_is_known_by_each_of_its_sentences() {
    let mut entries = vec![entry()];
    lay_over(&mut entries, &[said("demand-2-10", None, Verdict::Reject)], None);
    assert!(entries[0].rejected);
    let mut entries = vec![entry()];
    let both = [said("demand-2-10", None, Verdict::Reject), said("demand-1-10", None, Verdict::Confirm)];
    lay_over(&mut entries, &both, None);
    assert!(!entries[0].rejected, "the last word counts");
}

#[test]
fn what_was_set_aside_is_told_and_neither_open_nor_wanted_where_it_is_left_out() {
    let dated = || Entry { days: Some([date(2031, 3, 1), date(2031, 3, 2)]), outcomes: Vec::new(), ..entry() };
    let (mut entries, last) = (vec![Entry { status: None, ..dated() }], Some(date(2031, 3, 9)));
    lay_over(&mut entries, &[], last);
    assert_eq!(entries[0].open_days, Some(8));
    let (all, open) = (Wanted::default(), Wanted { open: true, ..Wanted::default() });
    let standing = Wanted { standing: true, ..Wanted::default() };
    assert!([&all, &open, &standing].iter().all(|wanted| wanted.has(&entries[0])));
    lay_over(&mut entries, &[said("demand-1-10", None, Verdict::Reject)], last);
    assert!(all.has(&entries[0]) && !open.has(&entries[0]) && !standing.has(&entries[0]));
    assert_eq!(entries[0].open_days, None);
    let told = serde_json::to_value(&entries[0]).expect("JSON");
    assert_eq!((&told["rejected"], told["corrections"].as_array().map(Vec::len)), (&true.into(), Some(1)));
}

#[test]
fn name_and_note_are_lines_that_show_something() {
    let by = |by: &str| Correction { by: by.to_owned(), ..said("demand-1-10", None, Verdict::Note) }.check();
    assert!(by("the desk").is_ok() && by("王").is_ok() && by(&"x".repeat(100)).is_ok());
    for odd in ["", " ", "\u{200B}", "a\nb", "\u{1b}[2J", &"x".repeat(101)] {
        assert!(by(odd).is_err(), "{odd:?}");
    }
    let note =
        |note: &str| Correction { note: Some(note.to_owned()), ..said("demand-1-10", None, Verdict::Note) }.check();
    assert!(note("by telephone").is_ok() && note(&"x".repeat(5_000)).is_err() && note("two\r\nlines").is_err());
}

#[test]
fn an_archive_without_reports_has_no_entries() {
    assert_eq!(ledger(&[], &[], None, &|| false), Some(Vec::new()));
}

/// What the words of a sentence say, in which these names stand.
fn sayings(words: &str, names: &[&str]) -> Vec<(Kind, String, String)> {
    let named = |name: &&str| {
        let start = words.find(name).expect("it is named");
        let who = Somebody::place(name, None);
        Named { who, start, end: start + name.len(), is_name: true, is_place: false, is_free: true }
    };
    let named: Vec<Named> = names.iter().map(named).collect();
    let stems = LEXICON.stems(words);
    let hits = LEXICON.cues(&stems);
    let line = Line { words, stems: &stems, hits: &hits, named: &named, voice: None, last: None };
    let name = |who: &[Somebody]| who.first().map_or_else(String::new, |who| who.name.clone());
    let tell = |saying: Saying| (saying.kind, name(&saying.who), words[saying.what.0..saying.what.1].trim().to_owned());
    line.sayings().into_iter().map(tell).collect()
}

#[test]
fn a_word_that_says_something_has_its_speaker_before_it_and_what_is_said_behind() {
    let told = sayings("Nordia urged Sudia on Monday to free the pilots.", &["Nordia", "Sudia"]);
    assert_eq!(told, [(Kind::Demand, "Nordia".to_owned(), "to free the pilots.".to_owned())]);
    let told = sayings("The Guild threatened to shut the harbour, and left.", &["The Guild"]);
    assert_eq!(told[0].0, Kind::Threat);
    assert_eq!(told[0].1, "The Guild");
}

#[test]
fn what_is_said_may_stand_before_who_says_it() {
    let told =
        sayings("Otherwise the troops would storm the mine, General Oru warned.", &["the troops", "General Oru"]);
    assert_eq!(told, [(Kind::Threat, "General Oru".to_owned(), "the troops would storm the mine".to_owned())]);
}

#[test]
fn questions_denials_and_what_is_called_off_say_nothing() {
    for words in ["Nordia asked who had fired.", "Nordia did not demand a vote.", "Nordia called off its strike."] {
        assert_eq!(sayings(words, &["Nordia"]), [], "{words}");
    }
}

#[test]
fn that_something_became_of_it_is_surer_than_what() {
    let became = |shares: [f32; 8], words: Option<&Judged>| {
        judged(&Relation::of(shares), words).map(|judged| (judged.became, (judged.score * 100.0).round()))
    };
    let (no, yes) = ([0.1, 0.0, 0.0, 0.0, 0.5, 0.0, 0.4, 0.0], [0.5, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0]);
    assert_eq!(became(no, None), Some((Became::Refused, 90.0)));
    assert_eq!(became(yes, None), None);
    let words = Judged { became: Became::Refused, score: 0.6, words: 1.0, why: "a phrase says no".to_owned() };
    assert_eq!(became(yes, Some(&words)), Some((Became::Refused, 100.0)));
    let why = judged(&Relation::of(yes), Some(&words)).map(|judged| judged.why);
    assert_eq!(why.as_deref(), Some("a phrase says no; as the encoder reads it: refused 50 %"));
    assert_eq!(became([0.2, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.7], None), Some((Became::Repeated, 70.0)));
}
