//! How many of how many, and between what does the true share lie?

use serde::{Deserialize, Serialize};

use super::Z;

/// A 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Those that were right.
    pub right: u64,
    /// All that were judged.
    pub all: u64,
}

impl Share {
    /// One more was judged.
    pub fn count(&mut self, right: bool) {
        self.right += u64::from(right);
        self.all += 1;
    }

    /// The share, from 0 to 1; nothing of nothing.
    pub fn value(self) -> Option<f64> {
        (self.all > 0).then(|| self.right as f64 / self.all as f64)
    }

    /// Its 95 % score interval (Wilson 1927, Journal of the American Statistical Association 22), which covers as it says
    /// also near 0 and 1 and with few cases (Brown, Cai and DasGupta 2001, Statistical Science 16).
    ///
    /// # Examples
    ///
    /// ```
    /// let nine_of_ten = dateline_eval::statistics::Share { right: 9, all: 10 }.interval().unwrap();
    /// assert!((nine_of_ten.low - 0.5958).abs() < 5e-5 && (nine_of_ten.high - 0.9821).abs() < 5e-5);
    /// ```
    pub fn interval(self) -> Option<Interval> {
        self.value().map(|share| wilson(share, self.all as f64))
    }
}

/// The score interval of a share of so many cases; as many as a sample is worth need not be a whole number.
pub(super) fn wilson(share: f64, cases: f64) -> Interval {
    let z2 = Z * Z / cases;
    let middle = (share + z2 / 2.0) / (1.0 + z2);
    let half = Z / (1.0 + z2) * (share * (1.0 - share) / cases + z2 / cases / 4.0).sqrt();
    Interval { low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// statsmodels 0.15, `proportion_confint(right, all, method="wilson")`.
    #[test]
    fn intervals_are_those_of_statsmodels() {
        for (right, all, low, high) in [
            (0, 10, 0.0, 0.277_532_799_86),
            (9, 10, 0.595_849_973_205, 0.982_123_786_905),
            (150, 300, 0.443_779_516_134, 0.556_220_483_866),
            (1, 1, 0.206_549_314_377, 1.0),
        ] {
            let found = Share { right, all }.interval().expect("there are cases");
            assert!((found.low - low).abs() < 1e-9 && (found.high - high).abs() < 1e-9, "{right} of {all}: {found:?}");
        }
        assert_eq!((Share::default().value(), Share::default().interval()), (None, None));
    }

    #[test]
    fn a_share_counts() {
        let mut share = Share::default();
        [true, false, true].into_iter().for_each(|right| share.count(right));
        assert_eq!(share, Share { right: 2, all: 3 });
    }
}
