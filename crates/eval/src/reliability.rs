//! How far can the confidence of events be trusted?

use serde::Serialize;

use crate::statistics::{Interval, Share};

/// Tenths of confidence.
const BINS: usize = 10;

/// Confidence against truth.
#[derive(Clone, Debug, Serialize)]
pub struct Reliability {
    /// The part of the set.
    pub part: String,
    /// How many events were judged.
    pub events: usize,
    /// The expected calibration error: how far, on average, the share that is right is from the confidence (Naeini, Cooper and
    /// Hauskrecht 2015, AAAI).
    pub error: f64,
    /// Tenths of confidence that have events.
    pub bins: Vec<Bin>,
}

/// The events of a tenth of confidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// Their mean confidence.
    pub confidence: f64,
    /// How many of them are right.
    pub share: Share,
    /// The share that is right, with its interval.
    pub right: f64,
    /// The 95 % interval of that.
    pub interval: Interval,
}

impl Reliability {
    /// Of pairs of a confidence and whether the event is right.
    pub(crate) fn of(part: &str, pairs: &[(f64, bool)]) -> Self {
        let mut bins: Vec<(f64, Share)> = vec![(0.0, Share::default()); BINS];
        for (confidence, is_right) in pairs {
            let (sum, share) = &mut bins[((confidence * BINS as f64) as usize).min(BINS - 1)];
            *sum += confidence;
            share.count(*is_right);
        }
        let bin = |(sum, share): (f64, Share)| {
            let (right, interval) = (share.value()?, share.interval()?);
            Some(Bin { confidence: sum / share.all as f64, share, right, interval })
        };
        let bins: Vec<Bin> = bins.into_iter().filter_map(bin).collect();
        let off = |bin: &Bin| bin.share.all as f64 * (bin.confidence - bin.right).abs();
        let error = bins.iter().map(off).sum::<f64>() / pairs.len().max(1) as f64;
        Self { part: part.to_owned(), events: pairs.len(), error, bins }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_mean_distance() {
        let pairs = [(0.95, true), (0.95, true), (0.95, false), (0.35, false)];
        let found = Reliability::of("dev", &pairs);
        assert_eq!((found.events, found.bins.len()), (4, 2));
        // Three at .95 of which two thirds are right, one at .35 of which none is.
        let error = (3.0 * (0.95 - 2.0 / 3.0) + 0.35) / 4.0;
        assert!((found.error - error).abs() < 1e-9, "{}", found.error);
        assert!(Reliability::of("dev", &[(1.0, true)]).error < 1e-9, "certain events have a bin");
    }
}
