//! Between what does the ratio of two figures lie, each of which has an interval of its own?

use super::share::Interval;

/// The ratio of two independent figures with its 95 % interval, from theirs (the method of variance estimates recovery: Donner and
/// Zou 2012, Statistical Methods in Medical Research 21). The figures are not below 0. Nothing if the second is 0.
///
/// # Examples
///
/// ```
/// use dateline_eval::statistics::{Interval, ratio};
///
/// let (ratio, interval) =
///     ratio((10.0, Interval { low: 6.0, high: 15.0 }), (40.0, Interval { low: 30.0, high: 52.0 })).unwrap();
/// assert!(ratio == 0.25 && interval.low > 0.13 && interval.high < 0.42);
/// ```
pub fn ratio(over: (f64, Interval), under: (f64, Interval)) -> Option<(f64, Interval)> {
    let ((over, o), (under, u)) = (over, under);
    if under <= 0.0 {
        return None;
    }
    let product = over * under;
    let end = |over_end: f64, under_end: f64, side: f64| {
        let divisor = under_end * (2.0 * under - under_end);
        let root = (product * product - over_end * divisor * (2.0 * over - over_end)).max(0.0).sqrt();
        match divisor.abs() < 1e-12 * under * under {
            // Where the second may be 0, the ratio has no upper end; else this is what both sides come to.
            true if under_end <= 0.0 => f64::INFINITY,
            true if product > 0.0 => over_end * (2.0 * over - over_end) / (2.0 * product),
            true => 0.0,
            false => (product + side * root) / divisor,
        }
    };
    Some((over / under, Interval { low: end(o.low, u.high, -1.0).max(0.0), high: end(o.high, u.low, 1.0) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(low: f64, high: f64) -> Interval {
        Interval { low, high }
    }

    #[test]
    fn certain_figures_have_a_certain_ratio() {
        let (value, found) = ratio((3.0, interval(3.0, 3.0)), (12.0, interval(12.0, 12.0))).expect("there is one");
        assert!(value == 0.25 && (found.low - 0.25).abs() < 1e-12 && (found.high - 0.25).abs() < 1e-12);
    }

    #[test]
    fn nothing_found_and_nothing_sure() {
        let (value, found) = ratio((0.0, interval(0.0, 4.0)), (10.0, interval(8.0, 12.0))).expect("there is one");
        assert_eq!((value, found.low), (0.0, 0.0));
        assert!((found.high - 4.0 / 96_f64.sqrt()).abs() < 1e-12, "{found:?}");
        let (_, open) = ratio((1.0, interval(0.5, 2.0)), (1.0, interval(0.0, 2.0))).expect("there is one");
        assert!(open.high.is_infinite() && open.low.is_finite());
        assert_eq!(ratio((1.0, interval(0.5, 2.0)), (0.0, interval(0.0, 1.0))), None);
    }
}
