//! When are two happenings one, and which of two lists belong together?

use std::collections::BTreeSet;

use super::happening::Happening;

/// The highest level at which two happenings are the same: 0 the act in a sentence of both, 1 the parties too, 2 with their
/// sectors. Nothing if at none.
pub(super) fn level(a: &Happening, b: &Happening) -> Option<usize> {
    if !a.roots.iter().any(|root| b.roots.contains(root)) || !a.overlaps(b) {
        return None;
    }
    let differ = |x: &BTreeSet<&str>, y: &BTreeSet<&str>| x.is_disjoint(y);
    let (actors, others) = (Happening::entities(&a.actor), Happening::entities(&b.actor));
    let (recipients, targets) = (Happening::entities(&a.recipient), Happening::entities(&b.recipient));
    let actors_differ = !(actors.is_empty() && others.is_empty()) && differ(&actors, &others);
    if actors_differ || !recipients.is_empty() && !targets.is_empty() && differ(&recipients, &targets) {
        return Some(0);
    }
    let (actors, others) = (whole_codes(&a.actor), whole_codes(&b.actor));
    let told = |codes| whole_codes(codes).into_iter().filter(|code| !code.is_empty()).collect::<BTreeSet<_>>();
    let (recipients, targets) = (told(&a.recipient), told(&b.recipient));
    let same = !actors.is_disjoint(&others);
    let same_recipient = recipients.is_empty() || targets.is_empty() || !recipients.is_disjoint(&targets);
    Some(if same && same_recipient { 2 } else { 1 })
}

/// Codes without the mark of an organization between states, which says nothing beside its name.
fn whole_codes(codes: &[String]) -> BTreeSet<String> {
    let normal = |code: &String| {
        let words: Vec<&str> = code.split_whitespace().collect();
        let is_alone = words.len() == 1;
        words.into_iter().filter(|word| *word != "IGO" || is_alone).collect::<Vec<_>>().join(" ")
    };
    codes.iter().map(normal).collect()
}

/// Pairs of two lists, one to one, the highest levels first; of equal ones the last.
pub(super) fn matched(left: &[Happening], right: &[Happening], at_least: usize) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (x, a) in left.iter().enumerate() {
        let levels = right.iter().enumerate().filter_map(|(y, b)| level(a, b).map(|level| (level, x, y)));
        pairs.extend(levels.filter(|(level, ..)| *level >= at_least));
    }
    pairs.sort_unstable_by(|a, b| b.cmp(a));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (_, x, y) in pairs {
        if !taken.iter().any(|(left, right)| *left == x || *right == y) {
            taken.push((x, y));
        }
    }
    taken
}

/// Whether two happenings are the same with nothing forgiven: at most half of a side's parties are beside the other's, and a
/// recipient is there if and only if the other has one.
fn strict(a: &Happening, b: &Happening) -> bool {
    let side = |x: &[String], y: &[String]| {
        let (x, y) = (Happening::entities(x), Happening::entities(y));
        x.is_empty() && y.is_empty() || x.len() <= 2 * x.intersection(&y).count()
    };
    level(a, b) >= Some(1) && side(&a.actor, &b.actor) && side(&a.recipient, &b.recipient)
}

/// Pairs of two lists, one to one, with nothing forgiven, in their order.
pub(super) fn joined(mine: &[Happening], wanted: &[Happening]) -> Vec<(usize, usize)> {
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (x, a) in mine.iter().enumerate() {
        for (y, b) in wanted.iter().enumerate() {
            if !taken.iter().any(|(left, right)| *left == x || *right == y) && strict(a, b) {
                taken.push((x, y));
            }
        }
    }
    taken
}
