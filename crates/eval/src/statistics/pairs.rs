//! Is one of two right more often, judged on the same cases?

/// The probability (two-sided, exact) of parting so unevenly by chance, of the cases in which the first alone was right and
/// those in which the second alone was: McNemar's test (1947, Psychometrika 12), by the binomial distribution.
///
/// # Examples
///
/// ```
/// assert_eq!(dateline_eval::statistics::mcnemar(0, 0), 1.0);
/// assert!((dateline_eval::statistics::mcnemar(1, 8) - 0.0390625).abs() < 1e-12);
/// ```
pub fn mcnemar(first_alone: u64, second_alone: u64) -> f64 {
    let all = first_alone + second_alone;
    // Logarithms, since 2⁻ⁿ is nothing in a number of 64 bits from 1,075 cases on.
    let mut log_chance = -(all as f64) * std::f64::consts::LN_2;
    let mut sum = 0.0;
    for few in 0..=first_alone.min(second_alone) {
        sum += log_chance.exp();
        log_chance += ((all - few) as f64 / (few + 1) as f64).ln();
    }
    (2.0 * sum).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// statsmodels 0.15, `mcnemar([[0, b], [c, 0]], exact=True)`.
    #[test]
    fn chances_are_those_of_statsmodels() {
        for (first, second, chance) in [(5, 5, 1.0), (1, 8, 0.039_062_5), (10, 25, 0.016_673_847_800_1)] {
            assert!((mcnemar(first, second) - chance).abs() < 1e-9, "{first}, {second}: {}", mcnemar(first, second));
        }
        assert!(mcnemar(2000, 1000) < 1e-60 && mcnemar(2000, 1000) > 0.0);
    }
}
