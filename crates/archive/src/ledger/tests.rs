use jiff::civil::date;

use super::correction::lay_over;
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
    lay_over(&mut entries, &[said("demand-1-10", Some("refused-3-10"), Verdict::Reject)]);
    assert_eq!((entries[0].outcomes.len(), entries[0].status), (0, None));
}

#[test]
fn what_is_set_by_hand_counts_before_what_was_found() {
    let mut entries = vec![entry()];
    lay_over(&mut entries, &[said("demand-1-10", None, Verdict::Outcome("carried-out".to_owned()))]);
    assert_eq!(entries[0].status, Some(Became::CarriedOut));
    assert!(!entries[0].outcomes[0].by_hand, "what was found stays as it was");
}

#[test]
fn an_entry_is_known_by_each_of_its_sentences() {
    let mut entries = vec![entry()];
    lay_over(&mut entries, &[said("demand-2-10", None, Verdict::Reject)]);
    assert!(entries.is_empty());
    entries.push(entry());
    let both = [said("demand-2-10", None, Verdict::Reject), said("demand-1-10", None, Verdict::Confirm)];
    lay_over(&mut entries, &both);
    assert_eq!(entries.len(), 1, "the last word counts");
}

#[test]
fn an_archive_without_reports_has_no_entries() {
    assert_eq!(ledger(&[], &[], &|| false), Some(Vec::new()));
}
