//! Which of the places of a name is meant: by the place it is said to lie in, the article's other places, the paper's
//! home, and how well known it is. One sense a name within an article, unless its containers differ.

use crate::desk::{Place, Use};
use rustc_hash::FxHashMap;

use super::Toponym;
use super::candidates::{Candidate, candidates};
use super::containers::{containers, lies_within};
use crate::codebook::Codebook;
use crate::gazetteer::{Entry, Feature, fold};
use crate::home::Home;
use crate::record;

/// What speaks for a candidate.
mod weight {
    /// Its prior.
    pub(super) const PRIOR: f64 = 1.5;
    /// The text says that it lies in a place that holds it.
    pub(super) const CONTAINER: f64 = 5.0;
    /// It holds a place that the text says lies in it.
    pub(super) const CONTAINED: f64 = 2.0;
    /// Other places of the article are in its country, division, neighbourhood.
    pub(super) const COUNTRY: f64 = 1.0;
    pub(super) const DIVISION: f64 = 1.0;
    pub(super) const NEAR: f64 = 0.7;
    /// The paper is at home in its country, division, neighbourhood.
    pub(super) const HOME: [f64; 3] = [0.6, 0.8, 2.2];
}

/// How often the choices are made anew with those of the round before as context.
const ROUNDS: usize = 3;

/// Mentions that share a name and a sense.
struct Name<'g> {
    candidates: Vec<Candidate<'g>>,
    mentions: usize,
    /// Names that it is said to lie in, and to hold.
    within: Vec<usize>,
    holds: Vec<usize>,
    chosen: Option<usize>,
    /// From 0 to 1.
    confidence: f64,
    /// What speaks for each candidate, all told.
    scores: Vec<f64>,
}

impl<'g> Name<'g> {
    fn entry(&self) -> Option<&Entry<'g>> {
        self.chosen.map(|i| &self.candidates[i].entry)
    }
}

/// The place that each toponym names; without a point where none is known.
pub(super) fn resolve(text: &str, toponyms: &[Toponym], home: &Home, codebook: &Codebook) -> Vec<Place> {
    let written: Vec<&str> =
        toponyms.iter().map(|toponym| toponym.of.as_deref().unwrap_or(&text[toponym.bytes.range()])).collect();
    let mut by_key: FxHashMap<String, Vec<Candidate>> = FxHashMap::default();
    let keys: Vec<String> = toponyms.iter().zip(&written).map(|(toponym, name)| key(toponym, name)).collect();
    for ((key, name), toponym) in keys.iter().zip(&written).zip(toponyms) {
        if !by_key.contains_key(key) {
            let mut found = candidates(name, codebook);
            if toponym.of.is_some() && found.iter().any(|c| c.entry.feature != Feature::City) {
                found.retain(|c| matches!(c.entry.feature, Feature::Country | Feature::Continent | Feature::Region));
            }
            by_key.insert(key.clone(), found);
        }
    }
    let of_mention: Vec<&[Candidate]> = keys.iter().map(|key| by_key[key].as_slice()).collect();
    let held = containers(text, toponyms, &of_mention);
    let (mut names, name_of) = group(&keys, &held, &by_key);
    choose(&mut names, home);
    let focus = focus(&names, home);
    let place = |(i, toponym): (usize, &Toponym)| {
        let name = &names[name_of[i]];
        match name.chosen {
            Some(chosen) => Place {
                alternatives: alternatives(name, chosen),
                ..settled(toponym, &name.candidates[chosen], name.confidence)
            },
            None => {
                unknown(toponym, written[i], name.within.iter().find_map(|&outer| names[outer].entry()), focus.as_ref())
            }
        }
    };
    toponyms.iter().enumerate().map(place).collect()
}

/// What mentions of one name share; short forms are told apart by how they are spelled.
fn key(toponym: &Toponym, name: &str) -> String {
    let folded = fold(name);
    match toponym.of {
        Some(_) => format!("={folded}"),
        None if folded.len() <= 4 => name.to_owned(),
        None => folded,
    }
}

/// Puts mentions of a name together, those without a container with the first.
fn group<'g>(
    keys: &[String],
    held: &[Option<usize>],
    by_key: &FxHashMap<String, Vec<Candidate<'g>>>,
) -> (Vec<Name<'g>>, Vec<usize>) {
    let container = |i: usize| {
        let outer = held[i]?;
        let holds = |inner: &Candidate| by_key[&keys[outer]].iter().any(|c| lies_within(&inner.entry, &c.entry));
        (keys[outer] != keys[i] && by_key[&keys[i]].iter().any(holds)).then_some(outer)
    };
    let mut names: Vec<Name> = Vec::new();
    let mut senses: FxHashMap<&str, Vec<(Option<&str>, usize)>> = FxHashMap::default();
    let mut name_of = vec![0; keys.len()];
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&i| container(i).is_none());
    for i in order {
        let outer = container(i).map(|outer| keys[outer].as_str());
        let known = senses.entry(&keys[i]).or_default();
        let same = known.iter().find(|(own, _)| outer.is_none() || *own == outer).map(|(_, name)| *name);
        let name = same.unwrap_or_else(|| {
            let candidates = by_key[&keys[i]].clone();
            names.push(Name {
                candidates,
                mentions: 0,
                within: vec![],
                holds: vec![],
                chosen: None,
                confidence: 0.0,
                scores: vec![],
            });
            known.push((outer, names.len() - 1));
            names.len() - 1
        });
        names[name].mentions += 1;
        name_of[i] = name;
    }
    for (i, outer) in held.iter().enumerate().filter_map(|(i, outer)| Some((i, (*outer)?))) {
        let (inner, outer) = (name_of[i], name_of[outer]);
        if inner != outer {
            names[inner].within.push(outer);
            names[outer].holds.push(inner);
        }
    }
    (names, name_of)
}

fn choose(names: &mut [Name], home: &Home) {
    for round in 0..=ROUNDS {
        let choices: Vec<_> = (0..names.len()).map(|i| choice(names, i, home, round > 0)).collect();
        for (name, (chosen, confidence, scores)) in names.iter_mut().zip(choices) {
            (name.chosen, name.confidence, name.scores) = (chosen, confidence, scores);
        }
    }
}

/// The best candidate of a name, how sure it is, and the scores of all.
fn choice(names: &[Name], i: usize, home: &Home, with_context: bool) -> (Option<usize>, f64, Vec<f64>) {
    let name = &names[i];
    let score = |candidate: &Candidate| {
        let near_home: f64 = home.nearness(&candidate.entry).iter().zip(weight::HOME).map(|(n, w)| n * w).sum();
        let context = if with_context { context(names, i, &candidate.entry) } else { 0.0 };
        weight::PRIOR * candidate.prior + near_home + context + contained(names, i, candidate)
    };
    let scores: Vec<f64> = name.candidates.iter().map(score).collect();
    let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)));
    let Some(best) = best else { return (None, 0.0, scores) };
    let entry = &name.candidates[best].entry;
    let rivals = (0..scores.len()).filter(|&k| name.candidates[k].entry.km_to(entry.lat, entry.lon) > 100.0);
    let rival = rivals.map(|k| scores[k]).fold(f64::NEG_INFINITY, f64::max);
    // Nothing beside it in the gazetteer leaves places that are too small for the gazetteer.
    let margin = (scores[best] - rival).min(scores[best] - 2.0);
    let sure = 1.0 / (1.0 + (-margin).exp());
    (Some(best), if name.candidates[best].peeled { 0.7 * sure } else { sure }, scores)
}

/// How many places of the name are told beside the chosen one.
const ALTERNATIVES: usize = 3;

/// The next best of a name, apart from the chosen one and from each other; what the chosen one leaves of certainty is
/// shared among all of them by their scores.
fn alternatives(name: &Name, chosen: usize) -> Vec<record::Alternative> {
    let apart = |one: &Entry, other: &Entry| one.km_to(other.lat, other.lon) > 50.0 || one.feature != other.feature;
    let mut order: Vec<usize> = (0..name.scores.len()).filter(|&i| i != chosen).collect();
    order.sort_by(|&a, &b| name.scores[b].total_cmp(&name.scores[a]).then(a.cmp(&b)));
    let mut kept: Vec<usize> = Vec::new();
    for i in order {
        let entry = &name.candidates[i].entry;
        if std::iter::once(&chosen).chain(&kept).all(|&k| apart(entry, &name.candidates[k].entry)) {
            kept.push(i);
        }
    }
    let weight = |i: usize| (name.scores[i] - name.scores[chosen]).exp();
    let all: f64 = kept.iter().map(|&i| weight(i)).sum();
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let told = |&i: &usize| {
        let entry = &name.candidates[i].entry;
        record::Alternative {
            name: entry.name.to_owned(),
            country: some(entry.country),
            admin1: some(entry.admin1),
            lat: entry.lat,
            lon: entry.lon,
            geonames: (entry.id != 0).then_some(entry.id),
            feature: entry.feature.word(),
            confidence: (100.0 * (1.0 - name.confidence) * weight(i) / all).round() / 100.0,
        }
    };
    kept.iter().take(ALTERNATIVES).map(told).collect()
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
fn context(names: &[Name], i: usize, entry: &Entry) -> f64 {
    let (mut country, mut division, mut near) = (0.0, 0.0, 0.0);
    for (_, name) in names.iter().enumerate().filter(|(k, _)| *k != i) {
        let Some(other) = name.entry() else { continue };
        let counts = name.confidence * (1.0 + (name.mentions as f64).ln());
        if !entry.country.is_empty() && entry.country == other.country {
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
    weight::COUNTRY * full(country) + weight::DIVISION * full(division) + weight::NEAR * full(near)
}

fn settled(toponym: &Toponym, candidate: &Candidate, confidence: f64) -> Place {
    let entry = &candidate.entry;
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let exact = !candidate.peeled;
    let actor = if toponym.used == Use::Place { 1.0 } else { 0.9 };
    Place {
        bytes: toponym.bytes,
        tokens: toponym.tokens.clone(),
        used: toponym.used,
        name: entry.name.to_owned(),
        country: some(entry.country),
        admin1: some(entry.admin1),
        lat: Some(entry.lat),
        lon: Some(entry.lon),
        geonames: (entry.id != 0 && exact).then_some(entry.id),
        feature: Some(entry.feature.word()),
        confidence: (100.0 * confidence * actor).round() / 100.0,
        alternatives: Vec::new(),
    }
}

/// Where a local story plays: the paper's home, else the town that most of its places are near.
struct Focus {
    country: String,
    admin1: String,
    point: (f64, f64),
}

/// How near places are that belong to one local story, in kilometres.
const LOCAL: f64 = 200.0;

fn focus(names: &[Name], home: &Home) -> Option<Focus> {
    let towns =
        || names.iter().filter_map(|name| Some((name.mentions as f64, name.entry()?))).filter(|(_, e)| is_small(e));
    let all: f64 = towns().map(|(mentions, _)| mentions).sum();
    let near = |lat: f64, lon: f64| {
        let close = towns().filter(|(_, entry)| entry.km_to(lat, lon) < LOCAL);
        close.map(|(mentions, _)| mentions).sum::<f64>()
    };
    if let Some(point) = home.point {
        let local = near(point.0, point.1) * 2.0 >= all;
        return local.then(|| Focus { country: home.country.clone(), admin1: home.admin1.clone(), point });
    }
    let (_, main) = towns().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let local = near(main.lat, main.lon) * 1.5 >= all;
    let (country, admin1) = (main.country.to_owned(), main.admin1.to_owned());
    local.then_some(Focus { country, admin1, point: (main.lat, main.lon) })
}

fn is_small(entry: &Entry) -> bool {
    matches!(entry.feature, Feature::City | Feature::County | Feature::Site)
}

/// A place that the gazetteer does not have: about where the place is that it lies in, or where the story plays.
fn unknown(toponym: &Toponym, written: &str, outer: Option<&Entry>, focus: Option<&Focus>) -> Place {
    let outer = outer.filter(|entry| entry.feature != Feature::Continent && entry.feature != Feature::Country);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (country, admin1, point) = match (outer, focus) {
        (Some(outer), Some(focus)) if lies_about(focus, outer) => {
            (focus.country.as_str(), focus.admin1.as_str(), Some(focus.point))
        }
        (Some(outer), _) => (outer.country, outer.admin1, Some((outer.lat, outer.lon))),
        (None, Some(focus)) => (focus.country.as_str(), focus.admin1.as_str(), Some(focus.point)),
        (None, None) => ("", "", None),
    };
    Place {
        bytes: toponym.bytes,
        tokens: toponym.tokens.clone(),
        used: toponym.used,
        name: written.to_owned(),
        country: some(country),
        admin1: some(admin1),
        lat: point.map(|point| point.0),
        lon: point.map(|point| point.1),
        geonames: None,
        feature: None,
        confidence: if outer.is_some() { 0.2 } else { 0.1 },
        alternatives: Vec::new(),
    }
}

/// Whether the story plays within the state that the place is said to lie in.
fn lies_about(focus: &Focus, outer: &Entry) -> bool {
    outer.feature == Feature::State && outer.country == focus.country && outer.admin1 == focus.admin1
}
