//! Which share has the whole, of which strata were sampled unequally?

use super::share::{Interval, Share, wilson};

/// A stratum: how many it has in the whole, and what its sample says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratum {
    /// How many there are.
    pub size: f64,
    /// How many of those that were judged were right.
    pub share: Share,
}

/// A share of the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighted {
    /// The share, each stratum weighed by its size.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// How many cases drawn from the whole at random would tell as much.
    pub worth: f64,
    /// What of the whole lies in strata of which something was judged, from 0 to 1: the share is of these alone.
    pub covered: f64,
}

/// The share of the whole (post-stratified) with a score interval for the sample's worth (Korn and Graubard 1998, Survey
/// Methodology 24; with Wilson's interval: Dean and Pagano 2015, Journal of Survey Statistics and Methodology 3). The worth is told by the variance
/// within strata with one right and one wrong case added to each (Laplace): a stratum whose few cases agree is not taken for
/// certain. Nothing if nothing was judged.
///
/// # Examples
///
/// ```
/// use dateline_eval::statistics::{Share, Stratum, weighted};
///
/// let common = Stratum { size: 900.0, share: Share { right: 18, all: 20 } };
/// let rare = Stratum { size: 100.0, share: Share { right: 5, all: 20 } };
/// assert!((weighted(&[common, rare]).unwrap().value - 0.835).abs() < 1e-12);
/// ```
pub fn weighted(strata: &[Stratum]) -> Option<Weighted> {
    let size = |strata: &mut dyn Iterator<Item = &Stratum>| strata.map(|stratum| stratum.size).sum::<f64>();
    let judged: Vec<(f64, f64, f64)> = strata
        .iter()
        .filter_map(|stratum| Some((stratum.size, stratum.share.value()?, stratum.share.all as f64)))
        .collect();
    let whole: f64 = judged.iter().map(|(size, ..)| size).sum();
    if whole == 0.0 {
        return None;
    }
    let (mut value, mut smooth, mut variance) = (0.0, 0.0, 0.0);
    for (size, share, cases) in judged {
        let weight = size / whole;
        let smoothed = (share * cases + 1.0) / (cases + 2.0);
        value += weight * share;
        smooth += weight * smoothed;
        variance += weight * weight * smoothed * (1.0 - smoothed) / cases;
    }
    let worth = smooth * (1.0 - smooth) / variance;
    let covered = whole / size(&mut strata.iter());
    Some(Weighted { value, interval: wilson(value.clamp(0.0, 1.0), worth), worth, covered })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(size: u64, right: u64, all: u64) -> Stratum {
        Stratum { size: size as f64, share: Share { right, all } }
    }

    #[test]
    fn one_stratum_is_a_plain_share() {
        let found = weighted(&[stratum(1000, 9, 10)]).expect("there are cases");
        assert!((found.worth - 10.0).abs() < 1e-9 && (found.value - 0.9).abs() < 1e-12);
        let plain = Share { right: 9, all: 10 }.interval().expect("there are cases");
        assert!((found.interval.low - plain.low).abs() < 1e-12 && (found.interval.high - plain.high).abs() < 1e-12);
    }

    #[test]
    fn a_stratum_without_cases_is_not_covered() {
        let found = weighted(&[stratum(300, 3, 4), stratum(100, 0, 0)]).expect("there are cases");
        assert_eq!((found.value, found.covered), (0.75, 0.75));
        assert_eq!(weighted(&[stratum(5, 0, 0)]), None);
        assert_eq!(weighted(&[]), None);
    }

    #[test]
    fn strata_that_agree_are_not_certain() {
        let found = weighted(&[stratum(500, 10, 10), stratum(500, 10, 10)]).expect("there are cases");
        assert_eq!(found.value, 1.0);
        assert!(found.interval.low > 0.7 && found.interval.low < 0.9 && found.interval.high == 1.0, "{found:?}");
    }
}
