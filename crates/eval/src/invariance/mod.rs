//! Do answers stay as they are where a report is written otherwise without telling anything else?
//!
//! Each report is read again with changes that leave alone what happened; where the trigger of a happening stood before
//! tells which are the same.

mod changes;
mod edited;

use std::collections::{BTreeMap, BTreeSet};

use dateline::Report;
use dateline::record::Record;
use dateline_archive::reading::Reading;
use serde::Serialize;

use self::changes::Change;
use self::edited::Edited;
use crate::measure::{Estimate, Judged, Measure, Tally, figures};
use crate::statistics::Resampling;

/// How many answers a change has changed.
#[derive(Clone, Debug, Serialize)]
pub struct Invariance {
    /// The change.
    pub change: String,
    /// Reports in which it could be made.
    pub articles: usize,
    /// Happenings of these reports as they were.
    pub happenings: usize,
    /// The share of them that is gone or another, with its interval by articles.
    pub lost: Option<Estimate>,
    /// Happenings that are new, for each as it was.
    pub added: Option<Estimate>,
}

/// A happening, wherever its words stand now.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    event: String,
    actor: BTreeSet<String>,
    recipient: BTreeSet<String>,
    /// Where its triggers stood in the report as it was.
    at: BTreeSet<usize>,
}

impl Answer {
    fn is_same(&self, other: &Self) -> bool {
        let codes = (&self.event, &self.actor, &self.recipient) == (&other.event, &other.actor, &other.recipient);
        codes && !self.at.is_disjoint(&other.at)
    }
}

/// Reads the reports as they are and with each change, and counts what is otherwise.
pub fn invariance(reading: &Reading<'_>, reports: &[Report], resampling: Resampling) -> Vec<Invariance> {
    let records = records(reading, reports.to_vec());
    let mut found = Vec::new();
    for change in Change::ALL {
        let mut changed: Vec<(usize, Edited)> = Vec::new();
        for (i, report) in reports.iter().enumerate() {
            let Some(record) = &records[i] else { continue };
            let other = &reports[(i + 1) % reports.len()].text;
            changed.extend(change.made(&report.text, record, other).map(|edited| (i, edited)));
        }
        let texts = changed.iter().map(|(i, edited)| Report { text: edited.text.clone(), ..reports[*i].clone() });
        let again = self::records(reading, texts.collect());
        let judged: Vec<Judged> = changed
            .iter()
            .zip(again)
            .filter_map(|((i, edited), again)| Some(compared(records[*i].as_ref()?, &again?, edited)))
            .collect();
        found.push(counted(change, &judged, resampling));
    }
    found
}

fn records(reading: &Reading<'_>, reports: Vec<Report>) -> Vec<Option<Record>> {
    let count = reports.len();
    let mut records: Vec<Option<Record>> = reading.records(reports).into_iter().map(Result::ok).collect();
    records.resize_with(count, || None);
    records
}

/// What became of the happenings of a report: one tally of those that are gone, one of those that are new.
fn compared(before: &Record, after: &Record, edited: &Edited) -> Judged {
    let old = answers(before, Some);
    let mut new = answers(after, |at| edited.origin(at));
    // What stands in words that were added is told of them alone.
    new.retain(|answer| !answer.at.is_empty());
    let mut lost = 0;
    for answer in &old {
        match new.iter().position(|other| answer.is_same(other)) {
            Some(same) => drop(new.swap_remove(same)),
            None => lost += 1,
        }
    }
    let tallies = vec![Tally::share(lost, old.len()), Tally::share(new.len(), old.len())];
    Judged { id: before.source.id.clone(), tallies, ..Judged::default() }
}

/// The happenings of a record, with the places of their triggers in the report as it was.
fn answers(record: &Record, origin: impl Fn(usize) -> Option<usize>) -> Vec<Answer> {
    let mut by_happening: BTreeMap<String, Answer> = BTreeMap::new();
    for event in &record.events {
        let key = serde_json::to_string(&event.happening).unwrap_or_default();
        let codes = |parties: &[dateline::record::Party]| -> BTreeSet<String> {
            parties.iter().filter_map(|party| party.code.as_ref().map(ToString::to_string)).collect()
        };
        let answer = by_happening.entry(key).or_insert_with(|| Answer {
            event: format!("{:?}", event.event),
            actor: BTreeSet::new(),
            recipient: BTreeSet::new(),
            at: BTreeSet::new(),
        });
        answer.actor.extend(codes(&event.actor));
        answer.recipient.extend(codes(&event.recipient));
        answer.at.extend(origin(event.trigger.span.start as usize));
    }
    by_happening.into_values().collect()
}

fn counted(change: Change, judged: &[Judged], resampling: Resampling) -> Invariance {
    let measures = ["lost", "added"].map(|name| Measure::Share(name.to_owned()));
    let found = figures(&measures, judged, resampling);
    let figure = |name: &str| found.iter().find(|figures| figures.name == name);
    let lost = figure("lost");
    Invariance {
        change: change.name().to_owned(),
        articles: judged.len(),
        happenings: lost.map_or(0, |lost| lost.tally.wanted as usize),
        lost: lost.and_then(|lost| lost.value),
        added: figure("added").and_then(|added| added.value),
    }
}
