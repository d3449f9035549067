//! Between what do figures lie, and do two systems differ, of articles that might have been others?
//!
//! Answers within an article stand or fall together: so articles are drawn, not answers.

use fastrand::Rng;

use super::share::Interval;

/// How often articles are drawn, and from which seed: the same draws every time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resampling {
    /// How often.
    pub draws: usize,
    /// Where chance begins.
    pub seed: u64,
}

impl Default for Resampling {
    fn default() -> Self {
        Self { draws: 2000, seed: 1 }
    }
}

impl Resampling {
    /// The 95 % intervals of figures of so many articles: these are drawn with repetition, and of what each draw makes of the
    /// figures the middle 95 % are kept (percentile bootstrap: Efron and Tibshirani 1993, An Introduction to the Bootstrap,
    /// chapter 13). `figures` gets the numbers of the articles drawn. Draws in which a figure is no number do not count for
    /// it; it has no interval if that is so of all. Given the differences of two systems' figures, these are paired intervals.
    ///
    /// # Examples
    ///
    /// ```
    /// use dateline_eval::statistics::Resampling;
    ///
    /// let right = [1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0];
    /// let share = |drawn: &[usize]| vec![drawn.iter().map(|i| right[*i]).sum::<f64>() / drawn.len() as f64];
    /// let interval = Resampling::default().intervals(right.len(), share)[0].unwrap();
    /// assert!(interval.low < 0.75 && 0.75 < interval.high);
    /// ```
    pub fn intervals(self, articles: usize, figures: impl Fn(&[usize]) -> Vec<f64>) -> Vec<Option<Interval>> {
        let mut chance = Rng::with_seed(self.seed);
        let mut drawn = vec![0; articles];
        let mut by_figure: Vec<Vec<f64>> = Vec::new();
        // Of one article nothing can be drawn but itself.
        for _ in 0..if articles < 2 { 0 } else { self.draws } {
            drawn.fill_with(|| chance.usize(..articles));
            let found = figures(&drawn);
            by_figure.resize_with(found.len(), Vec::new);
            for (values, value) in by_figure.iter_mut().zip(found) {
                values.extend(Some(value).filter(|value| value.is_finite()));
            }
        }
        by_figure.into_iter().map(middle).collect()
    }

    /// The probabilities of differences at least as great if it did not matter which system an answer is of: in each of many
    /// trials the two systems' answers change places in each article or not, by chance (approximate randomization: Noreen
    /// 1989, Computer-Intensive Methods for Testing Hypotheses; Yeh 2000, COLING). `differences` gets for each article whether
    /// they have changed places.
    pub fn chances(self, articles: usize, differences: impl Fn(&[bool]) -> Vec<f64>) -> Vec<f64> {
        let mut chance = Rng::with_seed(self.seed);
        let mut changed = vec![false; articles];
        let found = differences(&changed);
        let mut as_great = vec![0_usize; found.len()];
        for _ in 0..self.draws {
            changed.fill_with(|| chance.bool());
            for ((count, by_chance), found) in as_great.iter_mut().zip(differences(&changed)).zip(&found) {
                // Sums in another order differ in their last digits.
                *count += usize::from(by_chance.abs() >= found.abs() - 1e-12);
            }
        }
        as_great.into_iter().map(|count| (count + 1) as f64 / (self.draws + 1) as f64).collect()
    }
}

/// What lies between the 2.5th and the 97.5th percentile.
fn middle(mut values: Vec<f64>) -> Option<Interval> {
    values.sort_by(f64::total_cmp);
    Some(Interval { low: percentile(&values, 0.025)?, high: percentile(&values, 0.975)? })
}

/// The percentile of values in their order, between two of them where it falls so (Hyndman and Fan 1996, type 7).
fn percentile(values: &[f64], share: f64) -> Option<f64> {
    let at = values.len().checked_sub(1)? as f64 * share;
    let below = *values.get(at.floor() as usize)?;
    let above = *values.get(at.ceil() as usize)?;
    Some(below + (above - below) * at.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(of: impl Iterator<Item = f64>) -> f64 {
        let (sum, count) = of.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
        sum / count
    }

    #[test]
    fn percentiles_lie_between_values() {
        assert_eq!(percentile(&[1.0, 2.0, 3.0, 4.0], 0.025), Some(1.075));
        assert_eq!((percentile(&[7.0], 0.975), percentile(&[], 0.5)), (Some(7.0), None));
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        let values: Vec<f64> = (0..50).map(f64::from).collect();
        let draw = |seed| {
            Resampling { draws: 500, seed }
                .intervals(50, |drawn| vec![mean(drawn.iter().map(|i| values[*i])), f64::NAN])
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        let interval = draw(1)[0].expect("there are cases");
        // The mean is 24.5, its standard error 14.43 / √50 = 2.04.
        assert!((interval.low - 20.5).abs() < 0.6 && (interval.high - 28.5).abs() < 0.6, "{interval:?}");
        assert_eq!(draw(1)[1], None, "what is no number has no interval");
    }

    #[test]
    fn differences_are_by_chance_or_not() {
        let test = |gains: &[f64]| {
            let sign = |changed: bool| if changed { -1.0 } else { 1.0 };
            let difference = |changed: &[bool]| vec![changed.iter().zip(gains).map(|(c, gain)| sign(*c) * gain).sum()];
            Resampling::default().chances(gains.len(), difference)[0]
        };
        assert!(test(&[1.0; 12]) < 0.005);
        assert!(test(&[1.0, -1.0, 1.0, -1.0]) > 0.9);
        // Of the 2⁴ signs of four equal gains two are as great.
        assert!((test(&[1.0; 4]) - 0.125).abs() < 0.03);
    }

    #[test]
    fn no_articles_have_no_interval() {
        assert!(Resampling::default().intervals(0, |_| vec![1.0]).is_empty());
    }
}
