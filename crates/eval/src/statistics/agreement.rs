//! How far do coders agree, beyond chance?

use std::collections::BTreeMap;

/// Cohen's κ (1960, Educational and Psychological Measurement 20) of two coders, a pair of answers for each case that both
/// have judged. Nothing without a case, or where both gave one answer throughout: chance alone explains that.
///
/// # Examples
///
/// ```
/// let pairs = [("right", "right"), ("right", "wrong"), ("wrong", "wrong"), ("right", "right")];
/// assert_eq!(dateline_eval::statistics::cohens_kappa(&pairs), Some(0.5));
/// ```
pub fn cohens_kappa<A: Ord>(pairs: &[(A, A)]) -> Option<f64> {
    let all = pairs.len() as f64;
    let mut by_answer: BTreeMap<&A, [f64; 2]> = BTreeMap::new();
    for (first, second) in pairs {
        by_answer.entry(first).or_default()[0] += 1.0;
        by_answer.entry(second).or_default()[1] += 1.0;
    }
    let same = pairs.iter().filter(|(first, second)| first == second).count() as f64;
    let by_chance = by_answer.values().map(|[first, second]| first * second).sum::<f64>() / all;
    (all > by_chance).then(|| (same - by_chance) / (all - by_chance))
}

/// Krippendorff's α (Content Analysis, 2004, chapter 11) of any number of coders for answers without an order: the answers
/// that each case has, of those coders who judged it. Nothing where no case has two answers, or all answers are one.
///
/// # Examples
///
/// ```
/// let cases = [vec!["right", "right", "right"], vec!["wrong", "wrong"], vec!["right", "wrong"], vec!["wrong"]];
/// assert!((dateline_eval::statistics::krippendorffs_alpha(&cases).unwrap() - 0.5).abs() < 1e-12);
/// ```
pub fn krippendorffs_alpha<A: Ord>(cases: &[Vec<A>]) -> Option<f64> {
    let mut by_answer: BTreeMap<&A, f64> = BTreeMap::new();
    let mut differing = 0.0;
    for case in cases.iter().filter(|case| case.len() > 1) {
        let mut here: BTreeMap<&A, f64> = BTreeMap::new();
        case.iter().for_each(|answer| *here.entry(answer).or_default() += 1.0);
        let answers = case.len() as f64;
        let alike: f64 = here.values().map(|count| count * (count - 1.0)).sum();
        differing += (answers * (answers - 1.0) - alike) / (answers - 1.0);
        here.into_iter().for_each(|(answer, count)| *by_answer.entry(answer).or_default() += count);
    }
    let all: f64 = by_answer.values().sum();
    let expected = all * all - by_answer.values().map(|count| count * count).sum::<f64>();
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * differing / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_is_one_nought_or_below() {
        assert_eq!(cohens_kappa(&[(1, 1), (2, 2)]), Some(1.0));
        assert_eq!(cohens_kappa(&[(1, 2), (2, 1)]), Some(-1.0));
        assert_eq!((cohens_kappa(&[(1, 1), (1, 1)]), cohens_kappa::<u8>(&[])), (None, None));
    }

    /// Krippendorff's own example of four coders and twelve units with gaps ("Computing Krippendorff's Alpha-Reliability",
    /// 2011, section C): 0.743 for nominal data.
    #[test]
    fn alpha_of_the_published_example() {
        let coders = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ];
        let case = |unit: usize| coders.iter().map(|coder| coder[unit]).filter(|answer| *answer > 0).collect();
        let cases: Vec<Vec<i32>> = (0..12).map(case).collect();
        assert!((krippendorffs_alpha(&cases).expect("there are cases") - 0.743).abs() < 5e-4);
        assert_eq!(krippendorffs_alpha(&[vec![1], vec![2]]), None);
        assert_eq!(krippendorffs_alpha(&[vec![1, 1]]), None);
    }
}
