//! Does a group of reports tell of two happenings of one kind?
//!
//! Two arrests of two players of one team for the same offence share most of their words. What they do not share shows
//! only against each other: the words that all reports of the group have are left out of account, and among the rest the
//! group falls into halves that have hardly anything in common, or it does not. The halves are those of the leading
//! eigenvector of the reports' likenesses less their mean (spectral bisection); the group is parted if reports of
//! different halves are much less alike than those of one half.

use rustc_hash::FxHashMap;

use super::likeness::Rarity;
use super::telling::{Telling, Term, TermKind};

/// What counts when a group is examined, and how much. Names and pairs of words tell happenings of a kind apart; figures
/// help; single words mostly belong to the kind.
const VIEWS: [(TermKind, f64); 3] = [(TermKind::Name, 1.0), (TermKind::Pair, 1.0), (TermKind::Number, 0.3)];

/// Reports that each half has at least.
const HALF: usize = 3;

/// How much less alike reports of different halves are than those of one half, for a very large group.
const APART: f64 = 0.5;

/// Reports for which that is reduced by half: a few reports fall apart by chance.
const FEW: f64 = 6.0;

/// Steps of the power iteration; the gap between eigenvalues is wide where there are two happenings.
const STEPS: usize = 200;

/// The groups that `group` falls into: itself, if it is about one happening.
pub(super) fn part(group: Vec<u32>, tellings: &[&Telling], rarity: &Rarity) -> Vec<Vec<u32>> {
    if group.len() < 2 * HALF {
        return vec![group];
    }
    let contrast = Contrast::of(&group, tellings, rarity);
    let sides = contrast.halves();
    let sizes = [sides.iter().filter(|&&side| side).count(), sides.iter().filter(|&&side| !side).count()];
    let size = group.len() as f64;
    if sizes.into_iter().min() < Some(HALF) || contrast.between(&sides) >= APART * size / (size + FEW) {
        return vec![group];
    }
    let half = |side: bool| group.iter().zip(&sides).filter(move |(_, s)| **s == side).map(|(&report, _)| report);
    let halves = [half(true).collect::<Vec<_>>(), half(false).collect()];
    halves.into_iter().flat_map(|half| part(half, tellings, rarity)).collect()
}

/// The reports of a group as vectors of what is not common to all of it.
struct Contrast {
    vectors: Vec<Vec<(usize, f64)>>,
    terms: usize,
}

impl Contrast {
    fn of(group: &[u32], tellings: &[&Telling], rarity: &Rarity) -> Self {
        let mut within: FxHashMap<Term, u32> = FxHashMap::default();
        let members: Vec<Vec<(Term, u16)>> = group.iter().map(|&report| tellings[report as usize].terms()).collect();
        for &(term, _) in members.iter().flatten() {
            *within.entry(term).or_default() += 1;
        }
        let size = group.len() as f64;
        let mut numbers: FxHashMap<Term, usize> = FxHashMap::default();
        let mut vectors = Vec::new();
        for terms in &members {
            let mut vector = Vec::new();
            for (kind, importance) in VIEWS {
                let start = vector.len();
                for &(term, count) in terms.iter().filter(|(term, _)| term.kind() == kind && within[term] > 1) {
                    let rare_here = ((size + 0.5) / f64::from(within[&term])).ln().max(0.0);
                    let next = numbers.len();
                    let number = *numbers.entry(term).or_insert(next);
                    vector.push((number, (1.0 + f64::from(count).ln()) * rare_here * rarity.weight(term)));
                }
                let length = vector[start..].iter().map(|(_, x)| x * x).sum::<f64>().sqrt();
                let whole: f64 = VIEWS.iter().map(|(_, importance)| importance).sum();
                let scale = (importance / whole).sqrt() / length.max(f64::MIN_POSITIVE);
                vector[start..].iter_mut().for_each(|(_, x)| *x *= scale);
            }
            vectors.push(vector);
        }
        Self { vectors, terms: numbers.len() }
    }

    /// The sum of the vectors, each times its factor.
    fn sum(&self, factors: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; self.terms];
        for (vector, factor) in self.vectors.iter().zip(factors) {
            for &(term, x) in vector {
                sum[term] += x * factor;
            }
        }
        sum
    }

    fn lengths(&self) -> Vec<f64> {
        self.vectors.iter().map(|vector| vector.iter().map(|(_, x)| x * x).sum()).collect()
    }

    /// The side of each report. Likenesses of a report with itself are left out.
    fn halves(&self) -> Vec<bool> {
        let size = self.vectors.len();
        let lengths = self.lengths();
        let all = self.sum(&vec![1.0; size]);
        let total: f64 = all.iter().map(|x| x * x).sum::<f64>() - lengths.iter().sum::<f64>();
        let mean = total / (size * (size - 1)) as f64;
        // Larger than any eigenvalue in amount, so that the leading one is the largest, not the most negative.
        let shift = 1.0 + mean.abs() * size as f64;
        let mut side: Vec<f64> = (0..size).map(|i| (i as f64 + 1.0).sin()).collect();
        for _ in 0..STEPS {
            let sum = self.sum(&side);
            let whole: f64 = side.iter().sum();
            let mut next: Vec<f64> = Vec::with_capacity(size);
            for (i, vector) in self.vectors.iter().enumerate() {
                let alike = dot(vector, &sum) - lengths[i] * side[i];
                next.push(alike - mean * (whole - side[i]) + shift * side[i]);
            }
            let length = next.iter().map(|x| x * x).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
            side = next.into_iter().map(|x| x / length).collect();
        }
        side.into_iter().map(|x| x > 0.0).collect()
    }

    /// Mean likeness of reports of different halves, as a share of that within the looser half.
    fn between(&self, sides: &[bool]) -> f64 {
        let lengths = self.lengths();
        let half = |side: bool| {
            let factors: Vec<f64> = sides.iter().map(|&s| f64::from(u8::from(s == side))).collect();
            let count: f64 = factors.iter().sum();
            let sum = self.sum(&factors);
            let own: f64 = lengths.iter().zip(&factors).map(|(length, factor)| length * factor).sum();
            let pairs = sum.iter().map(|x| x * x).sum::<f64>() - own;
            (count, pairs / (count * (count - 1.0)), sum)
        };
        let ((a, within_a, sum_a), (b, within_b, sum_b)) = (half(true), half(false));
        let between: f64 = sum_a.iter().zip(&sum_b).map(|(x, y)| x * y).sum::<f64>() / (a * b);
        between / within_a.min(within_b).max(f64::MIN_POSITIVE)
    }
}

fn dot(vector: &[(usize, f64)], sum: &[f64]) -> f64 {
    vector.iter().map(|&(term, x)| x * sum[term]).sum()
}
