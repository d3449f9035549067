//! Which reports may belong to one story? Those that share rare terms and are not too many days apart.
//!
//! An inverted index over each report's strongest terms gives the pairs; of a term that very many reports have, only the
//! nearest in time are looked at. The cost so grows with the number of reports, not of pairs.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::likeness::{Vector, product};
use super::telling::Term;

/// Terms of a report that are looked up.
const STRONGEST: usize = 40;

/// Reports before it that are looked at for each term.
const BACK: usize = 128;

/// Neighbours that a report keeps among those before it.
const KEPT: usize = 24;

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
    let strongest: Vec<Vec<(Term, f32)>> = vectors.par_iter().map(strongest).collect();
    let mut index: FxHashMap<Term, Vec<(u32, f32)>> = FxHashMap::default();
    for (place, &report) in (0_u32..).zip(&order) {
        for &(term, weight) in &strongest[report as usize] {
            index.entry(term).or_default().push((place, weight));
        }
    }
    let look = |(place, &report): (u32, &u32)| {
        let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
        for &(term, weight) in &strongest[report as usize] {
            let list = &index[&term];
            let here = list.partition_point(|&(other, _)| other < place);
            for &(other, other_weight) in list[here.saturating_sub(BACK)..here].iter().rev() {
                let other = order[other as usize];
                if within(days[other as usize], days[report as usize], window) {
                    *shared.entry(other).or_default() += weight * other_weight;
                }
            }
        }
        let mut shared: Vec<(u32, f32)> = shared.into_iter().collect();
        shared.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        shared.truncate(KEPT);
        let pair = |(a, _): (u32, f32)| {
            let likeness = product(&vectors[a as usize], &vectors[report as usize]);
            Pair { a, b: report, likeness }
        };
        shared.into_iter().map(pair).filter(|pair| pair.likeness >= least).collect::<Vec<_>>()
    };
    let places: Vec<(u32, &u32)> = (0_u32..).zip(&order).collect();
    places.into_par_iter().flat_map_iter(look).collect()
}

/// Whether two spans of days are at most `window` days apart; an unknown day is near any other.
pub(super) fn within(a: Option<(i32, i32)>, b: Option<(i32, i32)>, window: i32) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    b.0 - a.1 <= window && a.0 - b.1 <= window
}

fn strongest(vector: &Vector) -> Vector {
    let mut terms = vector.clone();
    terms.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    terms.truncate(STRONGEST);
    terms
}
