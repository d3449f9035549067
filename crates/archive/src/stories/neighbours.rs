//! Which reports may belong to one story? Those that share rare terms and are not too many days apart.
//!
//! An inverted index over each report's strongest terms gives the pairs; of a term that very many reports have, only the
//! nearest in time are looked at. The cost so grows with the number of reports, not of pairs.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::likeness::{Number, Vector, product};
use super::lists::Lists;

/// Terms of a report that are looked up.
const STRONGEST: usize = 40;

/// Reports before it that are looked at for each term.
const BACK: usize = 128;

/// Neighbours that a report keeps among those before it.
pub(super) const KEPT: usize = 24;

/// Two reports and how alike they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    /// The earlier one.
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) likeness: f64,
}

/// The pairs at least as alike as `least`, published at most `window` days apart.
///
/// `days` are the first and last day of each report (of its copies), where known.
pub(super) fn neighbours(vectors: &[Vector], days: &[Option<(i32, i32)>], window: i32, least: f64) -> Vec<Pair> {
    let mut order: Vec<u32> = (0..vectors.len() as u32).collect();
    order.sort_by_key(|&report| (days[report as usize].is_none(), days[report as usize], report));
    let index = Index::of(vectors, &order);
    let look = |place: u32| {
        let report = order[place as usize];
        let near = |other: u32| within(days[order[other as usize] as usize], days[report as usize], window);
        let mut shared = index.before(place, near);
        shared.sort_by(|x, y| y.1.total_cmp(&x.1).then(order[x.0 as usize].cmp(&order[y.0 as usize])));
        shared.truncate(KEPT);
        let pair = |(place, _): (u32, f32)| {
            let a = order[place as usize];
            Pair { a, b: report, likeness: product(&vectors[a as usize], &vectors[report as usize]) }
        };
        shared.into_iter().map(pair).filter(|pair| pair.likeness >= least).collect::<Vec<_>>()
    };
    (0..vectors.len() as u32).into_par_iter().flat_map_iter(look).collect()
}

/// Which reports have each term among their strongest.
struct Index {
    /// The strongest terms of the reports, in the order in which these were published.
    strongest: Vec<Box<[(Number, f32)]>>,
    /// For each term the reports' places in that order, with the term's weight.
    having: Lists<(u32, f32)>,
}

impl Index {
    fn of(vectors: &[Vector], order: &[u32]) -> Self {
        let strongest: Vec<Box<[(Number, f32)]>> =
            order.par_iter().map(|&report| strongest(&vectors[report as usize])).collect();
        let last = vectors.iter().filter_map(|vector| vector.last()).map(|last| last.0 as usize).max();
        let having = Lists::of(last.map_or(0, |last| last + 1), || {
            (0_u32..)
                .zip(&strongest)
                .flat_map(|(place, terms)| terms.iter().map(move |&(term, weight)| (term, (place, weight))))
        });
        Self { strongest, having }
    }

    /// Reports before this one that share strong terms with it, and how alike they are in these.
    fn before(&self, place: u32, near: impl Fn(u32) -> bool) -> Vec<(u32, f32)> {
        let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
        for &(term, weight) in &self.strongest[place as usize] {
            let list = self.having.get(term);
            let here = list.partition_point(|&(other, _)| other < place);
            for &(other, other_weight) in list[here.saturating_sub(BACK)..here].iter().rev() {
                if near(other) {
                    *shared.entry(other).or_default() += weight * other_weight;
                }
            }
        }
        shared.into_iter().collect()
    }
}

/// Whether two spans of days are at most `window` days apart; an unknown day is near any other.
pub(super) fn within(a: Option<(i32, i32)>, b: Option<(i32, i32)>, window: i32) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    b.0 - a.1 <= window && a.0 - b.1 <= window
}

fn strongest(vector: &[(Number, f32)]) -> Box<[(Number, f32)]> {
    let mut terms = vector.to_vec();
    terms.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    terms.truncate(STRONGEST);
    terms.into()
}
