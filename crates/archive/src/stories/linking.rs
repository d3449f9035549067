//! Average linkage: the two groups of reports that are most alike on average are joined, again and again, while that
//! average is high enough.
//!
//! The mean likeness of two groups is the product of their sums divided by the number of pairs, so a group needs one
//! vector. Only groups of which two reports are neighbours are ever compared.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::likeness::{Vector, product, sum};
use super::neighbours::{Pair, within};

/// A group while it grows.
#[derive(Debug)]
struct Group {
    sum: Vector,
    size: u32,
    days: Option<(i32, i32)>,
    /// Groups near it; how alike when last compared.
    near: BTreeMap<u32, f64>,
    alive: bool,
}

/// Two groups that may be joined.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Offer {
    likeness: f64,
    a: u32,
    b: u32,
}

impl Eq for Offer {}

impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.likeness.total_cmp(&other.likeness).then((other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The first report of each report's group.
pub(super) fn link(
    vectors: Vec<Vector>,
    days: &[Option<(i32, i32)>],
    pairs: &[Pair],
    window: i32,
    least: f64,
) -> Vec<u32> {
    let mut heads: Vec<u32> = (0..vectors.len() as u32).collect();
    let alone = |(sum, &days): (Vector, &_)| Group { sum, size: 1, days, near: BTreeMap::new(), alive: true };
    let mut groups: Vec<Group> = vectors.into_iter().zip(days).map(alone).collect();
    let mut offers = BinaryHeap::new();
    for &Pair { a, b, likeness } in pairs {
        let (a, b) = (a.min(b), a.max(b));
        groups[a as usize].near.insert(b, likeness);
        groups[b as usize].near.insert(a, likeness);
        offers.push(Offer { likeness, a, b });
    }
    // A report without a neighbour is compared no more.
    groups.iter_mut().filter(|group| group.near.is_empty()).for_each(|group| group.sum = Vec::new());
    while let Some(offer) = offers.pop() {
        let (a, b) = (offer.a as usize, offer.b as usize);
        let current = groups[a].near.get(&offer.b) == Some(&offer.likeness);
        if offer.likeness < least {
            break;
        }
        if groups[a].alive && groups[b].alive && current && within(groups[a].days, groups[b].days, window) {
            join(&mut groups, &mut offers, offer.a, offer.b);
            heads[b] = offer.a;
        }
    }
    (0..heads.len() as u32).map(|report| head(&heads, report)).collect()
}

/// Joins `b` to `a` and compares the group with those near either.
fn join(groups: &mut [Group], offers: &mut BinaryHeap<Offer>, a: u32, b: u32) {
    let joined = std::mem::replace(
        &mut groups[b as usize],
        Group { sum: Vec::new(), size: 0, days: None, near: BTreeMap::new(), alive: false },
    );
    let group = &mut groups[a as usize];
    group.sum = sum(&group.sum, &joined.sum);
    group.size += joined.size;
    group.days = match (group.days, joined.days) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    };
    let mut near: Vec<u32> = std::mem::take(&mut group.near).into_keys().chain(joined.near.into_keys()).collect();
    near.sort_unstable();
    near.dedup();
    for other in near.into_iter().filter(|&other| other != a && other != b) {
        let (this, that) = (&groups[a as usize], &groups[other as usize]);
        let likeness = product(&this.sum, &that.sum) / (f64::from(this.size) * f64::from(that.size));
        groups[other as usize].near.remove(&b);
        groups[other as usize].near.insert(a, likeness);
        groups[a as usize].near.insert(other, likeness);
        offers.push(Offer { likeness, a: a.min(other), b: a.max(other) });
    }
}

fn head(heads: &[u32], mut report: u32) -> u32 {
    while heads[report as usize] != report {
        report = heads[report as usize];
    }
    report
}
