//! Into which strata do groups of happenings fall, and how many are drawn of each?
//!
//! Small groups are pooled with their neighbours, so that of each stratum some are drawn: first those that differ in the last
//! dimension alone, and only at last different values of the first.

use std::collections::BTreeMap;

/// Fewest that are drawn of a stratum, if it has so many.
const FLOOR: u64 = 2;

/// On average so many are drawn of a stratum.
const USUAL: u64 = 4;

/// Happenings of which some are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// The value of each dimension; nothing where several are pooled.
    pub(super) key: Vec<Option<String>>,
    /// How many there are.
    pub(super) size: u64,
    /// Of which groups they are.
    pub(super) groups: Vec<usize>,
}

/// The strata of groups with their sizes, from which so many are wanted.
pub(super) fn cells(groups: &[(Vec<String>, u64)], wanted: u64) -> Vec<Cell> {
    let mut cells: BTreeMap<Vec<Option<String>>, Cell> = BTreeMap::new();
    for (at, (key, size)) in groups.iter().enumerate() {
        let key: Vec<Option<String>> = key.iter().cloned().map(Some).collect();
        cells.insert(key.clone(), Cell { key, size: *size, groups: vec![at] });
    }
    let all: u64 = groups.iter().map(|(_, size)| size).sum();
    let depth = groups.first().map_or(0, |(key, _)| key.len());
    for depth in (0..depth).rev() {
        if cells.len() as u64 * FLOOR <= wanted {
            break;
        }
        cells = pooled(cells, depth, |size| size * wanted < all * USUAL);
    }
    cells.into_values().collect()
}

/// Pools cells that are small and have the first values in common.
fn pooled(
    cells: BTreeMap<Vec<Option<String>>, Cell>,
    depth: usize,
    is_small: impl Fn(u64) -> bool,
) -> BTreeMap<Vec<Option<String>>, Cell> {
    let mut pooled: BTreeMap<Vec<Option<String>>, Cell> = BTreeMap::new();
    for (key, cell) in cells {
        let mut to = key.clone();
        if is_small(cell.size) {
            to[depth..].iter_mut().for_each(|value| *value = None);
        }
        let there = pooled.entry(to.clone()).or_insert(Cell { key: to, size: 0, groups: Vec::new() });
        there.size += cell.size;
        there.groups.extend(cell.groups);
    }
    pooled
}

/// How many are drawn of strata with these sizes: in proportion, but some of each.
pub(super) fn shares(sizes: &[u64], wanted: u64) -> Vec<u64> {
    let all: u64 = sizes.iter().sum();
    let wanted = wanted.min(all);
    let floors = |floor: u64| sizes.iter().map(move |size| floor.min(*size)).collect::<Vec<u64>>();
    let fits = (0..=FLOOR).rev().map(floors).find(|shares| shares.iter().sum::<u64>() <= wanted);
    let mut shares = fits.unwrap_or_default();
    for _ in shares.iter().sum::<u64>()..wanted {
        // Where the most are missing.
        let missing = |at: &usize| sizes[*at] as f64 * wanted as f64 / all as f64 - shares[*at] as f64;
        let open = (0..sizes.len()).filter(|at| shares[*at] < sizes[*at]);
        let most = open.max_by(|one, other| missing(one).total_cmp(&missing(other)).then(other.cmp(one)));
        let Some(most) = most else { break };
        shares[most] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(event: &str, country: &str, size: u64) -> (Vec<String>, u64) {
        (vec![event.to_owned(), country.to_owned()], size)
    }

    #[test]
    fn small_groups_are_pooled_within_their_event_first() {
        let groups = [
            group("AID", "GHA", 400),
            group("AID", "NGA", 3),
            group("AID", "TGO", 5),
            group("ASSAULT", "GHA", 580),
            group("COERCE", "GHA", 12),
        ];
        let all = cells(&groups, 100);
        assert_eq!(all.len(), 5, "so many fit");
        let few = cells(&groups, 8);
        let keys: Vec<(Option<&str>, Option<&str>)> =
            few.iter().map(|cell| (cell.key[0].as_deref(), cell.key[1].as_deref())).collect();
        assert_eq!(keys, [(Some("AID"), None), (Some("ASSAULT"), Some("GHA")), (Some("COERCE"), None)]);
        assert_eq!((few[0].size, &few[0].groups[..]), (408, &[0, 1, 2][..]));
        assert_eq!(cells(&groups, 6).len(), 3, "events stay apart as long as there are enough");
        assert_eq!(cells(&groups, 5).len(), 1);
    }

    #[test]
    fn shares_are_in_proportion_with_a_floor() {
        assert_eq!(shares(&[900, 90, 10], 20), [16, 2, 2]);
        assert_eq!(shares(&[900, 90, 1], 20), [17, 2, 1]);
        assert_eq!(shares(&[5, 3], 300), [5, 3]);
        assert_eq!(shares(&[10, 10, 10], 4), [2, 1, 1]);
        assert_eq!(shares(&[10, 10, 10], 2), [1, 1, 0]);
        assert_eq!(shares(&[], 5), Vec::<u64>::new());
    }
}
