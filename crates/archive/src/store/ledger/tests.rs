use std::path::PathBuf;
use std::time::Duration;

use dateline::record::Span;
use jiff::civil::{Date, date};

use super::*;
use crate::ledger::{Became, Evidence, Kind, Outcome, Somebody, lay_over};
use crate::store::{Writer, forget};

const LAST: Date = date(2031, 4, 30);

fn evidence(report: u64, day: Option<Date>) -> Evidence {
    Evidence {
        report,
        id: format!("r{report}"),
        published: day,
        publisher: report.is_multiple_of(2).then(|| "Harbour Post".to_owned()),
        span: Span { start: 7 * report as u32, end: 7 * report as u32 + 40 },
        words: format!("Sentence {report} asks for it."),
        claimed_by: None,
    }
}

fn somebody(number: u64) -> Somebody {
    let names =
        [("General Oru", Some("NGA")), ("Élan Ménard", Some("TGO")), ("the dockers", None), ("Nordia", Some("NOR"))];
    let (name, country) = names[number as usize % names.len()];
    serde_json::from_value(serde_json::json!({ "name": name, "country": country, "is_state": false, "is_sure": true }))
        .expect("somebody")
}

fn outcome(number: u64, became: Became) -> Outcome {
    let told = evidence(number + 2, None);
    Outcome {
        link: format!("{}-{}-{}", became.name(), told.report, told.span.start),
        became,
        day: Some(LAST),
        score: 0.57,
        why: "it is told as a fact".to_owned(),
        claimed: false,
        told: vec![told],
        by_hand: false,
    }
}

/// An entry that is like no other; told by the report of its number and the next one.
fn entry(number: u64) -> Entry {
    let first = (!number.is_multiple_of(11)).then(|| date(2031, 3, 1 + (number / 4) as i8));
    let days = first.map(|first| [first, first.saturating_add(jiff::Span::new().days((number % 5) as i64))]);
    let kind = Kind::ALL[number as usize % 4];
    let told = vec![evidence(number, first), evidence(number + 1, first)];
    let outcomes = match number % 3 {
        0 => vec![outcome(number, Became::CarriedOut)],
        1 => vec![outcome(number, Became::Repeated)],
        _ => Vec::new(),
    };
    Entry {
        entry: format!("{}-{}-{}", kind.name(), number, told[0].span.start),
        kind,
        who: vec![somebody(number)],
        to: (0..number % 3).map(|other| somebody(number + other)).collect(),
        what: "to leave".to_owned(),
        condition: None,
        deadline: None,
        days,
        reports: 2,
        independent: 1,
        told,
        status: number.is_multiple_of(3).then_some(Became::CarriedOut),
        outcomes,
        open_days: None,
        rejected: false,
        corrections: Vec::new(),
    }
}

/// A ledger of so many entries in their order, as it is read from no report.
fn whole(entries: u64) -> WholeLedger {
    let mut entries: Vec<Entry> = (1..=entries).map(entry).collect();
    entries.sort_by_key(|entry| (entry.days.is_none(), entry.days));
    lay_over(&mut entries, &[], Some(LAST));
    let (days, program) = (Some([date(2031, 3, 1), LAST]), keeping::PROGRAM.to_owned());
    let from = ReadFrom { reports: 0, days, program, compared: Compared::Words, at: 0 };
    WholeLedger { entries, from, last: 0, change: 0 }
}

fn archive(name: &str) -> (PathBuf, Archive) {
    let path = std::env::temp_dir().join(format!("dateline-kept-{name}-{}.db", std::process::id()));
    forget(&path);
    let archive = Archive::open_to_write(&path, &Writer::here("a test"), Duration::ZERO, |_| {}).expect("made");
    (path, archive)
}

fn said(entry: &str, link: Option<String>, verdict: Verdict) -> Correction {
    Correction { entry: entry.to_owned(), link, verdict, note: None, by: "the desk".to_owned(), at: 0 }
}

/// Corrections of entries under their names and those that they had, of links, and of what is not there.
fn corrections() -> Vec<Correction> {
    let name = |number: u64| entry(number).entry;
    // By the sentence of its second report.
    let other = format!("{}-6-42", entry(5).kind.name());
    vec![
        said(&name(3), None, Verdict::Reject),
        said(&other, None, Verdict::Outcome("withdrawn".to_owned())),
        said(&name(9), Some(entry(9).outcomes[0].link.clone()), Verdict::Reject),
        said(&name(8), None, Verdict::Reject),
        said(&name(8), None, Verdict::Confirm),
        said("demand-999-1", None, Verdict::Reject),
        said("no name", None, Verdict::Note),
        said(&name(22), None, Verdict::Note),
    ]
}

fn wishes() -> Vec<Wanted> {
    let mut wishes = Vec::new();
    for open in [false, true] {
        for standing in [false, true] {
            for kind in [None, Some(Kind::Demand), Some(Kind::Refusal)] {
                for actor in
                    [None, Some("nga"), Some("NGA"), Some("oru"), Some("ÉLAN"), Some("%"), Some(""), Some("x\0")]
                {
                    for since in [None, Some(date(2031, 3, 5))] {
                        for until in [None, Some(date(2031, 3, 5)), Some(date(2031, 2, 1))] {
                            let actor = actor.map(str::to_owned);
                            wishes.push(Wanted { open, standing, kind, actor, since, until });
                        }
                    }
                }
            }
        }
    }
    wishes
}

fn names(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.entry.as_str()).collect()
}

#[test]
fn what_is_kept_comes_back_and_is_chosen_as_all_entries_are() {
    let (path, mut archive) = archive("chosen");
    let ledger = whole(60);
    archive.keep_ledger(&ledger).expect("kept");
    for corrections in [Vec::new(), corrections()] {
        corrections.iter().for_each(|said| archive.correct_ledger(said).expect("kept"));
        let mut all = ledger.entries.clone();
        lay_over(&mut all, &corrections, Some(LAST));
        for wanted in wishes() {
            let has: Vec<Entry> = all.iter().filter(|entry| wanted.has(entry)).cloned().collect();
            let kept = archive.kept_ledger(&wanted, Leaf::ALL).expect("read").expect("there");
            assert_eq!(
                serde_json::to_string(&kept.entries).expect("JSON"),
                serde_json::to_string(&has).expect("JSON"),
                "{wanted:?}"
            );
            let open = has.iter().filter(|entry| entry.is_open()).count();
            assert_eq!((kept.found, kept.open, kept.of), (has.len(), open, 60), "{wanted:?}");
        }
        let rejected = archive.kept_ledger(&Wanted::default(), Leaf::ALL).expect("read").expect("there").corrected;
        assert_eq!(rejected.iter().filter(|entry| entry.rejected).count(), usize::from(!corrections.is_empty()));
        for entry in &all {
            let kept = archive.kept_entry(&entry.entry).expect("read").expect("it is there");
            assert_eq!(serde_json::to_string(&kept).expect("JSON"), serde_json::to_string(entry).expect("JSON"));
        }
    }
    assert_eq!(archive.kept_entry("demand-999-1").expect("read"), None);
    let told_later = format!("{}-6-42", entry(5).kind.name());
    assert_eq!(archive.kept_entry(&told_later).expect("read").map(|found| found.entry), Some(entry(5).entry));
    forget(&path);
}

#[test]
fn leaves_follow_each_other_the_newest_first_and_those_without_a_day_last() {
    let (path, mut archive) = archive("leaves");
    let ledger = whole(40);
    archive.keep_ledger(&ledger).expect("kept");
    let dated = ledger.entries.iter().rev().filter(|entry| entry.days.is_some());
    let all: Vec<Entry> = dated.chain(ledger.entries.iter().filter(|entry| entry.days.is_none())).cloned().collect();
    let mut leafed = Vec::new();
    for skip in [0, 15, 30, 45] {
        let leaf = Leaf { newest: true, skip, most: 15 };
        leafed.extend(archive.kept_ledger(&Wanted::default(), leaf).expect("read").expect("there").entries);
    }
    assert_eq!(names(&leafed), names(&all));
    forget(&path);
}

#[test]
fn a_ledger_is_kept_whole_or_not_and_the_next_takes_its_place() {
    let (path, mut archive) = archive("place");
    assert_eq!(archive.ledger_state().expect("read"), None);
    assert!(archive.kept_ledger(&Wanted::default(), Leaf::ALL).expect("read").is_none());
    archive.keep_ledger(&whole(30)).expect("kept");
    archive.keep_ledger(&whole(5)).expect("kept");
    let rows = |archive: &Archive, table: &str| -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        archive.connection.query_row(&sql, [], |row| row.get(0)).expect("counted")
    };
    assert_eq!((rows(&archive, "ledger_kept"), rows(&archive, "ledger_read")), (5, 1));
    // One that was begun later was kept meanwhile.
    archive.keep_ledger(&WholeLedger { last: 4, ..whole(5) }).expect("kept");
    archive.keep_ledger(&whole(30)).expect("kept");
    assert_eq!(rows(&archive, "ledger_kept"), 5);
    assert!(archive.ledger_state().expect("read").is_some_and(|state| state.is_current()));
    // What quotes a report goes with it: entry 2 and 3 tell it, what became of entry 1 does.
    removed(&archive.connection, 3).expect("removed");
    assert_eq!(rows(&archive, "ledger_kept"), 2);
    let left = rows(&archive, "ledger_reports WHERE entry NOT IN (SELECT number FROM ledger_kept)")
        + rows(&archive, "ledger_parties WHERE entry NOT IN (SELECT number FROM ledger_kept)");
    assert_eq!(left, 0);
    forget(&path);
}

#[test]
fn a_ledger_of_another_version_is_not_of_now() {
    let (path, mut archive) = archive("version");
    let mut ledger = whole(3);
    ledger.from.program = "dateline 0.0.0".to_owned();
    archive.keep_ledger(&ledger).expect("kept");
    assert!(archive.ledger_state().expect("read").is_some_and(|state| !state.is_current()));
    archive.connection.execute("UPDATE ledger_kept SET packed = x'00'", []).expect("damaged");
    let error = archive.kept_ledger(&Wanted::default(), Leaf::ALL).expect_err("damaged").to_string();
    assert!(error.contains("the ledger that is kept is damaged"), "{error}");
    let faults = archive.check(|_| {}).expect("looked at");
    assert!(faults.len() == 1 && faults[0].mended && faults[0].what.contains("ledger"), "{faults:?}");
    archive.repair(|_| {}).expect("repaired");
    assert_eq!(archive.ledger_state().expect("read"), None);
    forget(&path);
}
