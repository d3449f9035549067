//! How alike are two articles in what they are about?
//!
//! Three views of an article — its words, its pairs of words, its names with the days it speaks of — are weighed by how
//! rare their terms are, and each is brought to length one. The likeness of two articles is the mean of the cosines of
//! their views, which is one product of two vectors when each view is scaled beforehand. A long article so does not drown
//! its names in words.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::telling::{Kind, Telling, Term};

/// The views; each counts the same.
const VIEWS: [&[Kind]; 3] = [&[Kind::Word], &[Kind::Pair], &[Kind::Name, Kind::Day]];

/// How fast a term's count stops to matter (the k1 of BM25).
const SATURATION: f64 = 1.2;

/// Articles that are thought to stand behind those at hand, so that few reports have rare and common words too.
const BACKGROUND: f64 = 100.0;

/// Terms with their weights, in order of terms.
pub(super) type Vector = Vec<(Term, f32)>;

/// In how many reports each term stands; copies of one report count once.
#[derive(Debug)]
pub(super) struct Rarity {
    frequency: FxHashMap<Term, u32>,
    reports: f64,
}

impl Rarity {
    pub(super) fn of<'t>(tellings: impl Iterator<Item = &'t Telling>) -> Self {
        let mut frequency: FxHashMap<Term, u32> = FxHashMap::default();
        let mut reports = 0.0;
        for telling in tellings {
            reports += 1.0;
            for &(term, _) in &telling.terms {
                *frequency.entry(term).or_default() += 1;
            }
        }
        Self { frequency, reports }
    }

    /// Logarithm of how many reports there are for one that has the term.
    pub(super) fn weight(&self, term: Term) -> f64 {
        let with = f64::from(self.frequency.get(&term).copied().unwrap_or(0));
        let usual = BACKGROUND * usual_share(term.kind());
        ((self.reports + BACKGROUND + 1.0) / (with + usual + 0.5)).ln().max(0.0)
    }

    fn is_shared(&self, term: Term) -> bool {
        self.frequency.get(&term).is_some_and(|&reports| reports > 1)
    }

    /// The vector of one report; terms that no other report has count for its length, but are left out.
    pub(super) fn vector(&self, telling: &Telling) -> Vector {
        let weigh = |&(term, count): &(Term, u16)| {
            let count = f64::from(count);
            count / (count + SATURATION) * self.weight(term)
        };
        let mut vector = Vec::with_capacity(telling.terms.len());
        for kinds in VIEWS {
            let view = telling.terms.iter().filter(|(term, _)| kinds.contains(&term.kind()));
            let length = view.clone().map(|entry| weigh(entry).powi(2)).sum::<f64>().sqrt();
            let scale = (1.0 / VIEWS.len() as f64).sqrt() / length.max(f64::MIN_POSITIVE);
            vector.extend(
                view.filter(|(term, _)| self.is_shared(*term)).map(|entry| (entry.0, (weigh(entry) * scale) as f32)),
            );
        }
        vector.sort_unstable_by_key(|&(term, _)| term);
        vector
    }

    /// The vectors of many reports.
    pub(super) fn vectors(&self, tellings: &[&Telling]) -> Vec<Vector> {
        tellings.par_iter().map(|telling| self.vector(telling)).collect()
    }
}

/// Share of all reports that a term of this kind stands in, when nothing is known of it but its kind.
fn usual_share(kind: Kind) -> f64 {
    match kind {
        Kind::Word => 0.02,
        Kind::Name | Kind::Number | Kind::Day => 0.005,
        Kind::Pair => 0.0005,
    }
}

/// The product of two vectors.
pub(super) fn product(a: &[(Term, f32)], b: &[(Term, f32)]) -> f64 {
    let mut sum = 0.0;
    let (mut i, mut j) = (0, 0);
    while let (Some(&(left, x)), Some(&(right, y))) = (a.get(i), b.get(j)) {
        match left.cmp(&right) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += f64::from(x) * f64::from(y);
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// The sum of two vectors.
pub(super) fn sum(a: &[(Term, f32)], b: &[(Term, f32)]) -> Vector {
    let mut sum = Vec::with_capacity(a.len().max(b.len()));
    let (mut i, mut j) = (0, 0);
    loop {
        match (a.get(i), b.get(j)) {
            (Some(&left), Some(&right)) if left.0 == right.0 => {
                sum.push((left.0, left.1 + right.1));
                i += 1;
                j += 1;
            }
            (Some(&left), right) if right.is_none_or(|right| left.0 < right.0) => {
                sum.push(left);
                i += 1;
            }
            (_, Some(&right)) => {
                sum.push(right);
                j += 1;
            }
            (_, None) => return sum,
        }
    }
}

/// The terms in which two vectors agree most, the strongest first.
pub(super) fn common(a: &[(Term, f32)], b: &[(Term, f32)], most: usize) -> Vec<Term> {
    let other: FxHashMap<Term, f32> = b.iter().copied().collect();
    let weighed = a.iter().filter_map(|&(term, x)| Some((term, x * other.get(&term)?)));
    let mut weighed: Vec<(Term, f32)> = weighed.collect();
    weighed.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    weighed.into_iter().take(most).map(|(term, _)| term).collect()
}
