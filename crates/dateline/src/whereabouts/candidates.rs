//! Which entries of the gazetteer may a name stand for, and how readily?

use crate::codebook::{Codebook, Known, Places};
use crate::gazetteer::{Entry, fold};
use crate::record::Feature;

/// An entry that a name may stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'g> {
    pub(super) entry: Entry<'g>,
    /// How readily the name is meant so where nothing else is known.
    pub(super) prior: f64,
    /// Whether words of the name were left aside to find it ("Greater", "Township").
    pub(super) peeled: bool,
}

/// Most that are weighed for a name.
const MOST: usize = 40;

/// What the name may stand for, most readily first.
pub(super) fn candidates<'g>(name: &str, codebook: &'g Codebook) -> Vec<Candidate<'g>> {
    let mut found = spelled(name, &fold(name), codebook, false);
    if found.is_empty() {
        found = divisions(name, codebook);
    }
    let mut rest = fold(name);
    while found.is_empty() && name.chars().any(char::is_uppercase) {
        let Some(shorter) = peel(&rest, &codebook.vocabulary.places) else { break };
        found = spelled(shorter, shorter, codebook, true);
        found.retain(|candidate| candidate.entry.feature != Feature::Continent);
        rest = shorter.to_owned();
    }
    found.sort_by(|a, b| b.prior.total_cmp(&a.prior));
    found.truncate(MOST);
    found
}

/// The divisions of a country that a name with their usual word may stand for: "Donetsk Oblast", "Henan province".
fn divisions<'g>(name: &str, codebook: &'g Codebook) -> Vec<Candidate<'g>> {
    let Some((shorter, kind)) = name.rsplit_once(' ') else { return Vec::new() };
    if !codebook.vocabulary.places.division_kinds.holds(&kind.to_lowercase()) {
        return Vec::new();
    }
    let mut found = spelled(shorter, &fold(shorter), codebook, false);
    found.retain(|candidate| is_division(&candidate.entry));
    found
}

/// Whether it is a part of a country.
pub(super) fn is_division(entry: &Entry<'_>) -> bool {
    matches!(entry.feature, Feature::State | Feature::Province | Feature::Region | Feature::County)
}

fn spelled<'g>(name: &str, key: &str, codebook: &'g Codebook, peeled: bool) -> Vec<Candidate<'g>> {
    let mut entries = codebook.gazetteer().named(key);
    if key.len() <= 4 && !peeled {
        entries.retain(|entry| may_be_short(entry, name, key));
    }
    let candidates: Vec<_> =
        entries.iter().map(|&entry| Candidate { entry, prior: prior(&entry, codebook), peeled }).collect();
    let state = entries.iter().find(|entry| entry.feature == Feature::State);
    // "New York" alone is the city where the state has the most of its people there.
    let chief = |entry: &Entry| state.is_some_and(|s| entry.admin1 == s.admin1 && entry.population * 3 > s.population);
    candidates
        .into_iter()
        .map(|c| Candidate {
            prior: c.prior + if c.entry.feature == Feature::City && chief(&c.entry) { 0.8 } else { 0.0 },
            ..c
        })
        .collect()
}

/// Short names are read as they are spelled: "Me." is no "me", "US" no "us".
fn may_be_short(entry: &Entry, name: &str, key: &str) -> bool {
    let straight = name.replace('’', "'");
    let capitals = name.chars().all(|c| !c.is_lowercase());
    if entry.is_spelled(&straight) || entry.is_spelled(&format!("{straight}.")) {
        return true;
    }
    let full = fold(entry.name) == key;
    if capitals { full && key.len() >= 4 } else { full || entry.feature == Feature::City && key.len() > 3 }
}

fn prior(entry: &Entry, codebook: &Codebook) -> f64 {
    let people = (entry.population.max(1) as f64).log10();
    match entry.feature {
        Feature::Continent | Feature::Country => 4.3,
        Feature::State => 4.0,
        Feature::Region => 3.1,
        Feature::Sea => 3.2,
        Feature::Province => 3.0,
        Feature::Site => 3.0,
        Feature::River | Feature::Lake | Feature::Island | Feature::Mountain | Feature::Desert => 2.9,
        Feature::County => 2.2,
        Feature::City => {
            let seat = codebook
                .known(entry.name)
                .iter()
                .any(|known| matches!(known, Known::Seat(i) if codebook.countries[*i].code == entry.country));
            (0.6 * people).max(1.2) + if seat { 0.8 } else { 0.0 }
        }
    }
}

/// The name without a word that tells its kind or part.
fn peel<'k>(key: &'k str, words: &Places) -> Option<&'k str> {
    let before = || words.before_peeled.iter().find_map(|word| key.strip_prefix(&**word)?.strip_prefix(' '));
    let behind = || words.behind_peeled.iter().find_map(|word| key.strip_suffix(&**word)?.strip_suffix(' '));
    behind().or_else(before).filter(|rest| rest.len() > 3 && !words.ordinary.holds(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str) -> Option<(Feature, String)> {
        let codebook = Codebook::built_in();
        candidates(name, &codebook).first().map(|c| (c.entry.feature, c.entry.country.to_owned()))
    }

    #[test]
    fn short_names_are_read_as_spelled() {
        assert_eq!(first("Ky."), Some((Feature::State, "USA".into())));
        assert_eq!(first("US"), Some((Feature::Country, "USA".into())));
        assert_eq!(first("us"), None);
    }

    #[test]
    fn words_for_the_kind_of_place_are_left_aside() {
        assert_eq!(first("Greater Lyon"), Some((Feature::City, "FRA".into())));
        assert_eq!(first("City of Antwerp"), Some((Feature::City, "BEL".into())));
    }

    #[test]
    fn a_state_outweighs_its_towns_but_not_its_metropolis() {
        assert_eq!(first("New York").map(|found| found.0), Some(Feature::City));
        assert_eq!(first("Quebec").map(|found| found.0), Some(Feature::State));
    }
}
