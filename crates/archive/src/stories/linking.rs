//! Average linkage: the two groups of reports that are most alike on average are joined, again and again, while that
//! average is high enough.
//!
//! The mean likeness of two groups is the product of their sums divided by the number of pairs, so a group needs one
//! vector. Only groups of which two reports are neighbours are ever compared.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use rayon::prelude::*;

use super::copies::number;
use super::likeness::{Vector, product, sum};
use super::lists::Lists;
use super::neighbours::{KEPT, Pair, within};

/// Share of the pairs of their reports that are neighbours in two groups of one story; a report has so many at most.
const MOST: f64 = 0.5;

/// Mean likeness of their other pairs in groups where fewer are. Reports of two happenings have about a hundredth.
const REST: f64 = 0.03;

/// A group while it grows.
#[derive(Debug)]
struct Group {
    sum: Vector,
    size: u32,
    days: Option<(i32, i32)>,
    /// Groups near it, when last compared.
    near: BTreeMap<u32, Near>,
    /// Groups that tell of something else in the same form, and are never joined with it.
    apart: BTreeSet<u32>,
    alive: bool,
}

impl Group {
    /// A report by itself.
    fn alone(sum: Vector, days: Option<(i32, i32)>) -> Self {
        Self { sum, size: 1, days, near: BTreeMap::new(), apart: BTreeSet::new(), alive: true }
    }
}

/// How near two groups are to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Near {
    /// Mean likeness of their reports.
    likeness: f64,
    /// Pairs of their reports that are neighbours, and the sum of their likenesses.
    links: u32,
    linked: f64,
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

/// The first report of each report's group; `days` has the first and last day of each, `vector` gives what it is about. Of
/// `pairs` those that are `apart`, in order and the smaller number first, come into one group neither by themselves nor by
/// others that are like both.
///
/// Reports to which no chain of neighbours leads cannot come into one group, so that each such component is linked by
/// itself: its vectors are made when it is, and no more are held.
pub(super) fn link(
    days: &[Option<(i32, i32)>],
    pairs: &[Pair],
    apart: &[(u32, u32)],
    vector: impl Fn(u32) -> Vector + Sync,
    (window, least): (i32, f64),
) -> Vec<u32> {
    let of = components(days.len(), pairs);
    let count = of.iter().max().map_or(0, |last| last + 1);
    let reports = Lists::of(count as usize, || of.iter().copied().zip(0_u32..));
    let within = Lists::of(count as usize, || pairs.iter().map(|pair| of[pair.a as usize]).zip(0_u32..));
    let joined = |component: u32| {
        let reports = reports.get(component);
        let place = |report| reports.binary_search(&report).expect("neighbours are of one component") as u32;
        let local = |&pair: &u32| {
            let Pair { a, b, likeness } = pairs[pair as usize];
            Offer { likeness, a: place(a.min(b)), b: place(a.max(b)) }
        };
        let alone = |&report: &u32| Group::alone(vector(report), days[report as usize]);
        let offers = within.get(component).iter().map(local).collect();
        let heads = if reports.len() > 1 {
            let apart = |a: u32, b: u32| apart.binary_search(&(reports[a as usize], reports[b as usize])).is_ok();
            link_component(reports.iter().map(alone).collect(), offers, apart, (window, least))
        } else {
            vec![0]
        };
        heads.into_iter().zip(reports).map(|(head, &report)| (report, reports[head as usize])).collect::<Vec<_>>()
    };
    let mut joined: Vec<(u32, u32)> = (0..count).into_par_iter().flat_map_iter(joined).collect();
    joined.par_sort_unstable();
    joined.into_iter().map(|(_, head)| head).collect()
}

/// For each report the number of its component.
fn components(count: usize, pairs: &[Pair]) -> Vec<u32> {
    let mut heads: Vec<u32> = (0..count as u32).collect();
    for pair in pairs {
        let (a, b) = (head(&mut heads, pair.a), head(&mut heads, pair.b));
        heads[a.max(b) as usize] = a.min(b);
    }
    number(&(0..count as u32).map(|report| head(&mut heads, report)).collect::<Vec<_>>())
}

/// The first group of each group, after all that are alike enough have been joined.
fn link_component(
    mut groups: Vec<Group>,
    offers: Vec<Offer>,
    apart: impl Fn(u32, u32) -> bool,
    (window, least): (i32, f64),
) -> Vec<u32> {
    let mut heads: Vec<u32> = (0..groups.len() as u32).collect();
    for &Offer { likeness, a, b } in &offers {
        let near = Near { likeness, links: 1, linked: likeness };
        groups[a as usize].near.insert(b, near);
        groups[b as usize].near.insert(a, near);
        if apart(a, b) {
            groups[a as usize].apart.insert(b);
            groups[b as usize].apart.insert(a);
        }
    }
    let mut offers = BinaryHeap::from(offers);
    while let Some(offer) = offers.pop() {
        let (a, b) = (offer.a as usize, offer.b as usize);
        let current = groups[a].near.get(&offer.b).is_some_and(|near| near.likeness == offer.likeness);
        if offer.likeness < least {
            break;
        }
        let may = groups[a].alive && groups[b].alive && current && !groups[a].apart.contains(&offer.b);
        let may = may && is_one(&groups[a], &groups[b], groups[a].near[&offer.b]);
        if may && within(groups[a].days, groups[b].days, window) {
            join(&mut groups, &mut offers, offer.a, offer.b);
            heads[b] = offer.a;
        }
    }
    (0..heads.len() as u32).map(|group| head(&mut heads, group)).collect()
}

/// Joins `b` to `a` and compares the group with those near either.
fn join(groups: &mut [Group], offers: &mut BinaryHeap<Offer>, a: u32, b: u32) {
    let joined =
        std::mem::replace(&mut groups[b as usize], Group { size: 0, alive: false, ..Group::alone(Vec::new(), None) });
    let group = &mut groups[a as usize];
    group.sum = sum(&group.sum, &joined.sum);
    group.size += joined.size;
    group.days = match (group.days, joined.days) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    };
    for other in joined.apart {
        groups[other as usize].apart.remove(&b);
        groups[other as usize].apart.insert(a);
        groups[a as usize].apart.insert(other);
    }
    let group = &mut groups[a as usize];
    let mut links: BTreeMap<u32, Near> = BTreeMap::new();
    for (other, near) in std::mem::take(&mut group.near).into_iter().chain(joined.near) {
        let sum = links.entry(other).or_default();
        (sum.links, sum.linked) = (sum.links + near.links, sum.linked + near.linked);
    }
    for (other, sum) in links.into_iter().filter(|&(other, _)| other != a && other != b) {
        let (this, that) = (&groups[a as usize], &groups[other as usize]);
        let likeness = product(&this.sum, &that.sum) / (f64::from(this.size) * f64::from(that.size));
        let near = Near { likeness, ..sum };
        groups[other as usize].near.remove(&b);
        groups[other as usize].near.insert(a, near);
        groups[a as usize].near.insert(other, near);
        offers.push(Offer { likeness, a: a.min(other), b: a.max(other) });
    }
}

/// Whether two groups are one story, and not two that a report which tells both holds together: most pairs of their reports
/// are neighbours, or those that are none have something in common, too.
fn is_one(a: &Group, b: &Group, near: Near) -> bool {
    let (fewer, more) = (f64::from(a.size.min(b.size)), f64::from(a.size.max(b.size)));
    let (pairs, links) = (fewer * more, f64::from(near.links));
    let known = fewer * more.min(KEPT as f64);
    links > MOST * known || (near.likeness * pairs - near.linked) / (pairs - links) >= REST
}

/// The first report of a report's group. Whoever is passed on the way is led to the one after the next, which halves the
/// way for those who ask later (path halving, Tarjan and van Leeuwen 1984): no order of reports makes long ways.
fn head(heads: &mut [u32], mut report: u32) -> u32 {
    while heads[report as usize] != report {
        let next = heads[report as usize];
        heads[report as usize] = heads[next as usize];
        report = heads[report as usize];
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_do_not_depend_on_the_order_of_pairs() {
        let pair = |a, b| Pair { a, b, likeness: 0.5 };
        // Two chains, of even and of odd reports; the last report is alone.
        let pairs: Vec<Pair> = (0..8).map(|report| pair(report, report + 2)).collect();
        let newest_first: Vec<Pair> = pairs.iter().rev().map(|&Pair { a, b, .. }| pair(b, a)).collect();
        let wanted = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 2];
        assert_eq!(components(11, &pairs), wanted);
        assert_eq!(components(11, &newest_first), wanted);
    }

    #[test]
    fn the_way_to_the_first_is_halved_each_time() {
        let mut heads = vec![0, 0, 1, 2, 3, 4, 5, 6];
        assert_eq!(head(&mut heads, 7), 0);
        assert_eq!(heads, [0, 0, 1, 1, 3, 3, 5, 5]);
    }
}
