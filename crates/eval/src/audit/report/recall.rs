//! How much of what is told was found?
//!
//! Of the happenings in the whole so many are told by the text; of the sentences without one so many tell an act all the same.

use serde::Serialize;

use super::super::draw::Drawn;
use super::super::{Field, Verdict};
use super::precision::Precision;
use super::{Basis, Decided};
use crate::statistics::{Interval, Share, ratio};

/// An estimate of recall.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recall {
    /// Sentences without a happening that were judged and decided.
    pub judged: u64,
    /// In so many of them an act is told.
    pub missed: u64,
    /// Of which coders cannot tell.
    pub cannot_tell: u64,
    /// Of which coders say different things, and nobody has decided.
    pub undecided: u64,
    /// Sentences without a happening in the whole.
    pub sentences: f64,
    /// What share of them tells an act.
    pub share: Option<f64>,
    /// Its 95 % interval.
    pub share_interval: Option<Interval>,
    /// The estimate, from 0 to 1.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
}

pub(super) fn recall(basis: &Basis, drawn: &Drawn, precision: &[Precision]) -> Option<Recall> {
    let mut share = Share::default();
    let (mut cannot_tell, mut undecided) = (0, 0);
    let sheets = basis.sheets.iter().filter(|sheet| sheet.happening.is_none());
    for found in sheets.filter_map(|sheet| basis.decided.get(&(sheet.number, Field::NoAct))) {
        match found {
            Decided::Undecided => undecided += 1,
            Decided::Holds(Verdict::CannotTell, _) => cannot_tell += 1,
            Decided::Holds(verdict, _) => share.count(*verdict == Verdict::Wrong),
        }
    }
    if share.all + cannot_tell + undecided == 0 {
        return None;
    }
    let event = precision.iter().find(|precision| precision.field == Some(Field::Event));
    let found = event.and_then(|event| Some((event.figure.value?, event.figure.interval?)));
    let estimate = found.zip(share.value().zip(share.interval())).and_then(|(found, missed)| {
        // Those found wrongly are not told by the text: they are none that were found of what it tells.
        let of = |(value, interval): (f64, Interval), size: f64| {
            (value * size, Interval { low: interval.low * size, high: interval.high * size })
        };
        let (ratio, interval) = ratio(of(missed, drawn.sentences), of(found, drawn.happenings as f64))?;
        let recall = |ratio: f64| 1.0 / (1.0 + ratio);
        Some((recall(ratio), Interval { low: recall(interval.high), high: recall(interval.low) }))
    });
    Some(Recall {
        judged: share.all,
        missed: share.right,
        cannot_tell,
        undecided,
        sentences: drawn.sentences,
        share: share.value(),
        share_interval: share.interval(),
        value: estimate.map(|(value, _)| value),
        interval: estimate.map(|(_, interval)| interval),
    })
}
