//! Which mentions share a name and a sense? One sense a name within an article, unless its containers differ.

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::Candidate;
use super::containers::lies_within;
use super::toponym::Toponym;
use crate::gazetteer::{Entry, fold};
use crate::record::Feature;

/// Mentions that share a name and a sense, and what speaks for each place of that name.
pub(super) struct Name<'g> {
    pub(super) candidates: Vec<Candidate<'g>>,
    /// How many they are.
    pub(super) mentions: usize,
    /// Names that it is said to lie in.
    pub(super) within: Vec<usize>,
    /// Names that are said to lie in it.
    pub(super) holds: Vec<usize>,
    /// Which candidate is meant.
    pub(super) chosen: Option<usize>,
    /// From 0 to 1.
    pub(super) confidence: f64,
    /// What speaks for each candidate, all told.
    pub(super) scores: Vec<f64>,
}

impl<'g> Name<'g> {
    fn of(candidates: Vec<Candidate<'g>>) -> Self {
        Self {
            candidates,
            mentions: 0,
            within: Vec::new(),
            holds: Vec::new(),
            chosen: None,
            confidence: 0.0,
            scores: Vec::new(),
        }
    }

    /// The place that is meant.
    pub(super) fn entry(&self) -> Option<&Entry<'g>> {
        self.chosen.map(|i| &self.candidates[i].entry)
    }
}

/// What mentions of one name share; short forms are told apart by how they are spelled.
pub(super) fn key(toponym: &Toponym, name: &str) -> String {
    let folded = fold(name);
    match toponym.of {
        Some(_) => format!("={folded}"),
        None if folded.len() <= 4 => name.to_owned(),
        None => folded,
    }
}

/// Puts mentions of a name together, those without a container with the first: the names, and which of them each mention
/// is of.
pub(super) fn group<'g>(
    keys: &[String],
    held: &[Option<usize>],
    told: &[bool],
    by_key: &FxHashMap<String, Vec<Candidate<'g>>>,
) -> (Vec<Name<'g>>, Vec<usize>) {
    let mut names: Vec<Name> = Vec::new();
    let mut senses: FxHashMap<&str, Vec<(Option<&str>, usize)>> = FxHashMap::default();
    let mut name_of = vec![0; keys.len()];
    let elsewhere: Vec<bool> = (0..keys.len()).map(|i| told[i] && is_elsewhere(i, keys, held, by_key)).collect();
    let container = |i: usize| {
        let outer = held[i].filter(|_| elsewhere[i]).map(|outer| keys[outer].as_str());
        outer.or_else(|| container(i, keys, held, by_key))
    };
    let containers: Vec<Option<&str>> = (0..keys.len()).map(container).collect();
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&i| containers[i].is_none());
    for i in order {
        let outer = containers[i];
        let known = senses.entry(&keys[i]).or_default();
        let same = known.iter().find(|(own, _)| outer.is_none() || *own == outer).map(|(_, name)| *name);
        let name = same.unwrap_or_else(|| {
            names.push(Name::of(if elsewhere[i] { Vec::new() } else { by_key[&keys[i]].clone() }));
            known.push((outer, names.len() - 1));
            names.len() - 1
        });
        names[name].mentions += 1;
        name_of[i] = name;
    }
    link(&mut names, &name_of, held);
    (names, name_of)
}

/// The name of the place that a mention is said to lie in, if the gazetteer has one of the first in one of the second.
fn container<'k>(
    i: usize,
    keys: &'k [String],
    held: &[Option<usize>],
    by_key: &FxHashMap<String, Vec<Candidate<'_>>>,
) -> Option<&'k str> {
    let (own, outer) = (&keys[i], &keys[held[i]?]);
    let holds = |inner: &Candidate| by_key[outer].iter().any(|c| lies_within(&inner.entry, &c.entry));
    (outer != own && by_key[own].iter().any(holds)).then_some(outer)
}

/// Whether a town is said to lie where the gazetteer has none of its name: what it has is not meant.
fn is_elsewhere(
    i: usize,
    keys: &[String],
    held: &[Option<usize>],
    by_key: &FxHashMap<String, Vec<Candidate<'_>>>,
) -> bool {
    let Some(outer) = held[i].map(|outer| &by_key[&keys[outer]]) else { return false };
    // "Lebanon, Kansas": a state holds no countries; "Nepal, India" is a list.
    let state = !outer.iter().any(|o| o.entry.feature == Feature::Country);
    let town = |c: &Candidate| match c.entry.feature {
        Feature::City | Feature::Site | Feature::County => true,
        feature => state && feature == Feature::Country,
    };
    let within = |c: &Candidate| outer.iter().any(|o| lies_within(&c.entry, &o.entry) || c.entry == o.entry);
    let own = &by_key[&keys[i]];
    own.iter().all(town) && !own.iter().any(within)
}

/// Notes which names are said to lie in which.
fn link(names: &mut [Name<'_>], name_of: &[usize], held: &[Option<usize>]) {
    let mut known = FxHashSet::default();
    for (i, outer) in held.iter().enumerate().filter_map(|(i, outer)| Some((i, (*outer)?))) {
        let (inner, outer) = (name_of[i], name_of[outer]);
        if inner != outer && known.insert((inner, outer)) {
            names[inner].within.push(outer);
            names[outer].holds.push(inner);
        }
    }
}
