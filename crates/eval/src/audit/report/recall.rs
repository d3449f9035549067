//! How much of what is told was found?
//!
//! Of the happenings in the whole so many are told by the text; of the others so many tell another act, which was missed; of
//! the sentences without one so many tell an act all the same.

use serde::Serialize;

use super::super::draw::Drawn;
use super::super::{Field, Verdict};
use super::precision::Precision;
use super::{Basis, Decided};
use crate::statistics::{Interval, Share, Weighted, ratio};

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

pub(super) fn recall(
    basis: &Basis,
    drawn: &Drawn,
    precision: &[Precision],
    misnamed: Option<Weighted>,
) -> Option<Recall> {
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
        let mut missed = times(missed, drawn.sentences);
        if let Some(misnamed) = misnamed.filter(|misnamed| misnamed.value > 0.0) {
            missed = sum(missed, times((misnamed.value, misnamed.interval), drawn.happenings as f64));
        }
        estimate(missed, times(found, drawn.happenings as f64))
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

/// How many of so many.
fn times((value, interval): (f64, Interval), size: f64) -> (f64, Interval) {
    (value * size, Interval { low: interval.low * size, high: interval.high * size })
}

/// The sum of two, with its interval from those of both (Zou and Donner 2008).
fn sum((one, of_one): (f64, Interval), (other, of_other): (f64, Interval)) -> (f64, Interval) {
    let low = (one - of_one.low).hypot(other - of_other.low);
    let high = (of_one.high - one).hypot(of_other.high - other);
    (one + other, Interval { low: (one + other - low).max(0.0), high: one + other + high })
}

/// What share was found of what is told.
fn estimate(missed: (f64, Interval), found: (f64, Interval)) -> Option<(f64, Interval)> {
    let recall = |ratio: f64| 1.0 / (1.0 + ratio);
    if found.0 == 0.0 && missed.0 > 0.0 {
        // Nothing is right: at most so much as may have been found of what was missed at least.
        let (most, least) = (found.1.high, missed.1.low);
        return Some((0.0, Interval { low: 0.0, high: most / (most + least) }));
    }
    let (ratio, interval) = ratio(missed, found)?;
    Some((recall(ratio), Interval { low: recall(interval.high), high: recall(interval.low) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_right_is_a_recall_of_nought() {
        let some = |value: f64, low: f64, high: f64| (value, Interval { low, high });
        let (value, interval) = estimate(some(20.0, 16.0, 20.0), some(0.0, 0.0, 4.0)).expect("acts were missed");
        assert_eq!((value, interval.low, interval.high), (0.0, 0.0, 0.2));
        assert_eq!(estimate(some(0.0, 0.0, 3.0), some(0.0, 0.0, 4.0)), None);
        let (value, interval) = sum(some(20.0, 17.0, 24.0), some(10.0, 6.0, 13.0));
        assert_eq!((value, interval.low, interval.high), (30.0, 25.0, 35.0));
    }
}
