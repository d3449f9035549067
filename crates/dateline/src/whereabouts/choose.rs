//! Which of the places of a name is meant? It is told by the place that it is said to lie in, the article's other places,
//! the paper's home, and how well known it is.

use super::candidates::Candidate;
use super::containers::lies_within;
use super::group::Name;
use crate::gazetteer::Entry;
use crate::home::Home;
use crate::record::Feature;

/// What speaks for a candidate.
mod weight {
    /// Its prior.
    pub(super) const PRIOR: f64 = 1.5;
    /// The text says that it lies in a place that holds it.
    pub(super) const CONTAINER: f64 = 5.0;
    /// It holds a place that the text says lies in it.
    pub(super) const CONTAINED: f64 = 2.0;
    /// Other places of the article are in its country.
    pub(super) const COUNTRY: f64 = 1.0;
    /// Other places of the article are in its division.
    pub(super) const DIVISION: f64 = 1.0;
    /// Other places of the article are in its neighbourhood.
    pub(super) const NEAR: f64 = 0.7;
    /// The paper is at home in its country, division, neighbourhood.
    pub(super) const HOME: [f64; 3] = [0.6, 0.8, 2.2];
}

/// What speaks for a place near the home of a local paper that the gazetteer lacks: somewhat more than for a town of 500,000 people far
/// away.
const HERE: f64 = 6.2;

/// How often the choices are made anew with those of the round before as context.
const ROUNDS: usize = 3;

/// How many names tell where the others lie: more than any report has.
const CONTEXT: usize = 256;

/// Chooses for each name, again and again with what was chosen for the others.
pub(super) fn choose(names: &mut [Name], home: &Home) {
    let around = most_named(names);
    for round in 0..=ROUNDS {
        let around = if round > 0 { &around[..] } else { &[] };
        let choices: Vec<_> = (0..names.len()).map(|i| choice(names, i, home, around)).collect();
        for (name, (chosen, confidence, scores)) in names.iter_mut().zip(choices) {
            (name.chosen, name.confidence, name.scores) = (chosen, confidence, scores);
        }
    }
}

/// The names that tell for all others where they lie: those that are mentioned most, in their order.
fn most_named(names: &[Name]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(names[i].mentions));
    order.truncate(CONTEXT);
    order.sort_unstable();
    order
}

/// The best candidate of a name, how sure it is, and the scores of all.
fn choice(names: &[Name], i: usize, home: &Home, around: &[usize]) -> (Option<usize>, f64, Vec<f64>) {
    let name = &names[i];
    let score = |candidate: &Candidate| {
        let near_home: f64 = home.nearness(&candidate.entry).iter().zip(weight::HOME).map(|(n, w)| n * w).sum();
        let others = around.iter().filter(|&&other| other != i).map(|&other| &names[other]);
        let context = if around.is_empty() { 0.0 } else { context(name, others, &candidate.entry) };
        weight::PRIOR * candidate.prior + near_home + context + contained(names, i, candidate)
    };
    let scores: Vec<f64> = name.candidates.iter().map(score).collect();
    let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)));
    let Some(best) = best.filter(|&best| !is_too_far(name, best, scores[best], home)) else {
        return (None, 0.0, scores);
    };
    let entry = &name.candidates[best].entry;
    let rivals = (0..scores.len()).filter(|&k| name.candidates[k].entry.km_to(entry.lat, entry.lon) > 100.0);
    let rival = rivals.map(|k| scores[k]).fold(f64::NEG_INFINITY, f64::max);
    // Nothing beside it in the gazetteer leaves places that are too small for the gazetteer.
    let margin = (scores[best] - rival).min(scores[best] - 2.0);
    let sure = 1.0 / (1.0 + (-margin).exp());
    (Some(best), if name.candidates[best].peeled { 0.7 * sure } else { sure }, scores)
}

/// Whether a local paper rather means a place around it that the gazetteer lacks than this town far away.
fn is_too_far(name: &Name, best: usize, score: f64, home: &Home) -> bool {
    let entry = &name.candidates[best].entry;
    let there = || home.nearness(entry)[2];
    home.is_local() && entry.feature == Feature::City && name.within.is_empty() && score < HERE && there() < 0.1
}

/// What the places that it is said to lie in, or to hold, say for a candidate.
fn contained(names: &[Name], i: usize, candidate: &Candidate) -> f64 {
    let name = &names[i];
    let within = name.within.iter().any(|&outer| {
        let outer = &names[outer];
        match outer.entry() {
            Some(entry) => lies_within(&candidate.entry, entry),
            None => outer.candidates.iter().any(|c| lies_within(&candidate.entry, &c.entry)),
        }
    });
    let holds =
        name.holds.iter().any(|&inner| names[inner].candidates.iter().any(|c| lies_within(&c.entry, &candidate.entry)));
    let list = name.candidates.iter().any(|c| c.entry.feature == Feature::Country);
    let within_weight = if list { 1.0 } else { weight::CONTAINER };
    f64::from(u8::from(within)) * within_weight + f64::from(u8::from(holds)) * weight::CONTAINED
}

/// What the article's other places say for a candidate.
fn context<'n, 'g: 'n>(own: &Name<'g>, others: impl Iterator<Item = &'n Name<'g>>, entry: &Entry) -> f64 {
    let (mut country, mut division, mut near, mut peers) = (0.0, 0.0, 0.0, 0.0);
    let has = |feature: Feature| own.candidates.iter().any(|candidate| candidate.entry.feature == feature);
    let both = has(Feature::Country) && has(Feature::State);
    for name in others {
        let Some(other) = name.entry() else { continue };
        let counts = name.confidence * (1.0 + (name.mentions as f64).ln());
        if both && other.feature == Feature::Country {
            // Countries stand beside countries; its own country says nothing for a state.
            let foreign = own.candidates.iter().all(|c| c.entry.country != other.country);
            country += if foreign && entry.feature == Feature::Country { counts } else { 0.0 };
        } else if both && other.feature == Feature::State && entry.country == other.country {
            (country, peers) = (country + counts, peers + counts);
        } else if !entry.country.is_empty() && entry.country == other.country {
            country += counts;
            if !entry.admin1.is_empty() && entry.admin1 == other.admin1 {
                division += counts;
            }
        }
        if other.feature != Feature::Country && other.feature != Feature::Continent {
            near += counts * (-entry.km_to(other.lat, other.lon) / 100.0).exp();
        }
    }
    let full = |sum: f64| 1.0 - (-sum).exp();
    full(peers) + weight::COUNTRY * full(country) + weight::DIVISION * full(division) + weight::NEAR * full(near)
}
