//! What must be known of all reports, to compare a few of them as if all were at hand?
//!
//! How rare a term is, which words stand for places, and which sentences are boilerplate is told by all reports together. What
//! the last comparison of all found of it is kept, so that a later one need not see them again. Numbers of words differ from
//! collection to collection; what is kept goes by marks, which depend on the words alone.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::likeness::Rarity;
use super::telling::{Occurrence, Telling, Term, TermKind};
use super::words::{Reach, Word, Words};
use super::{Collection, Stories};

/// Origins that have a term whose number is kept. Most terms are rarer; of these the reports at hand tell enough.
const OFTEN: u32 = 4;

/// The form of what is kept; another, when the marks or traces of a text become others.
const FORM: u64 = 1;

/// Spreads a sum over all bits (Knuth's golden ratio).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// What the last comparison of all reports tells of any of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Number of origins.
    origins: u32,
    /// In how many origins terms stand, by their marks, in order.
    terms: Vec<(u64, u32)>,
    /// How wide a part of the world words stand for, by their marks, in order.
    reach: Vec<(u64, Reach)>,
    /// Marks of sentences that stand in articles which have nothing else in common, in order.
    boilerplate: Vec<u64>,
}

impl Known {
    /// A number that is another where words have other numbers, or traces another form: then all has to be compared anew.
    pub fn form() -> u64 {
        let mut words = Words::default();
        let probe = words.number("dateline");
        words.hash(probe) ^ FORM
    }

    /// The same in few bytes.
    pub fn packed(&self) -> Vec<u8> {
        let mut steps = self.clone();
        apart(steps.terms.iter_mut().map(|(mark, _)| mark));
        apart(steps.reach.iter_mut().map(|(mark, _)| mark));
        postcard::to_allocvec(&steps).expect("numbers are data")
    }

    /// What was packed; nothing, if it is damaged.
    pub fn unpacked(packed: &[u8]) -> Option<Self> {
        let mut known: Self = postcard::from_bytes(packed).ok()?;
        together(known.terms.iter_mut().map(|(mark, _)| mark));
        together(known.reach.iter_mut().map(|(mark, _)| mark));
        Some(known)
    }

    /// Adds sentences that were found to be boilerplate since.
    pub fn add_boilerplate(&mut self, marks: impl IntoIterator<Item = u64>) {
        self.boilerplate.extend(marks);
        self.boilerplate.sort_unstable();
        self.boilerplate.dedup();
    }

    /// Number of origins.
    pub(super) fn origins(&self) -> f64 {
        self.origins.into()
    }

    /// In how many origins a term stands, if it is known.
    pub(super) fn count(&self, term: Term, words: &Words) -> Option<u32> {
        if self.terms.is_empty() {
            return None;
        }
        find(&self.terms, term_mark(term, words))
    }

    /// Marks what is boilerplate in the articles and how wide a part of the world their words stand for.
    pub(super) fn apply(&self, tellings: &mut [Telling], words: &mut Words) {
        if !self.reach.is_empty() {
            words.widen(|hash| find(&self.reach, mark([hash])).unwrap_or_default());
        }
        if !self.boilerplate.is_empty() {
            let is_known = |sentence: &[Occurrence], words: &Words| {
                self.boilerplate.binary_search(&sentence_mark(sentence, words)).is_ok()
            };
            tellings.par_iter_mut().for_each(|telling| telling.mark_boilerplate(|sentence| is_known(sentence, words)));
        }
    }
}

impl Stories {
    /// What this comparison, if it was one of all reports, tells of any of them.
    pub fn known(&self) -> Known {
        let Collection { tellings, words, .. } = &self.collection;
        let firsts: Vec<&Telling> = self.origins.iter().map(|cluster| &tellings[cluster.fullest as usize]).collect();
        let counted = Rarity::of(&firsts, words).counted();
        let often = counted.into_par_iter().filter(|&(_, count)| count >= OFTEN);
        let mut terms: Vec<(u64, u32)> = often.map(|(term, count)| (term_mark(term, words), count)).collect();
        terms.par_sort_unstable();
        terms.dedup_by_key(|(mark, _)| *mark);
        let mut reach: Vec<(u64, Reach)> = words.reaching().map(|(hash, reach)| (mark([hash]), reach)).collect();
        reach.sort_unstable();
        reach.dedup_by_key(|(mark, _)| *mark);
        Known { origins: self.origins.len() as u32, terms, reach, boilerplate: self.boilerplate() }
    }

    /// Marks of the sentences that were taken for boilerplate, in order.
    pub fn boilerplate(&self) -> Vec<u64> {
        let Collection { tellings, words, .. } = &self.collection;
        let marks = |telling: &Telling| telling.boilerplate().map(|it| sentence_mark(it, words)).collect::<Vec<_>>();
        let mut marks: Vec<u64> = tellings.par_iter().flat_map_iter(marks).collect();
        marks.par_sort_unstable();
        marks.dedup();
        marks
    }
}

/// A number of 40 bits for a row of numbers.
fn mark(row: impl IntoIterator<Item = u64>) -> u64 {
    row.into_iter().fold(0, |sum: u64, number| (sum.rotate_left(13) ^ number).wrapping_mul(SPREAD)) >> 24
}

fn term_mark(term: Term, words: &Words) -> u64 {
    let kind = term.kind();
    let (first, second) = term.parts();
    let hash = |word: u32| words.hash(Word(word));
    match kind {
        TermKind::Day => mark([kind as u64, second.into()]),
        TermKind::Pair => mark([kind as u64, hash(first), hash(second)]),
        TermKind::Word | TermKind::Name | TermKind::Number => mark([kind as u64, hash(second)]),
    }
}

fn sentence_mark(sentence: &[Occurrence], words: &Words) -> u64 {
    mark(sentence.iter().map(|occurrence| words.hash(occurrence.word())))
}

fn find<T: Copy>(sorted: &[(u64, T)], mark: u64) -> Option<T> {
    sorted.binary_search_by_key(&mark, |(mark, _)| *mark).ok().map(|place| sorted[place].1)
}

/// Leaves of each mark what it is more than the one before: small numbers take few bytes.
fn apart<'m>(marks: impl Iterator<Item = &'m mut u64>) {
    marks.fold(0, |before, mark| {
        let here = *mark;
        *mark -= before;
        here
    });
}

fn together<'m>(steps: impl Iterator<Item = &'m mut u64>) {
    steps.fold(0, |before: u64, step| {
        *step = before.wrapping_add(*step);
        *step
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::stories::invented::{Dice, articles};
    use crate::stories::{Account, Scope};

    #[test]
    fn what_is_known_of_all_counts_among_a_few() {
        let mut dice = Dice(20_310_415);
        let reports: Vec<_> = (0..6).flat_map(|story| articles(&mut dice, 8 * story, 30)).collect();
        let collection = |known: Known, count: usize| {
            let mut collection = Collection::among(Scope::default(), known);
            let accounts = reports[..count].iter().map(|(record, text)| Account::of(record, text));
            accounts.for_each(|account| collection.add_account(account).expect("there is room"));
            collection
        };
        let known = collection(Known::default(), reports.len()).stories().known();
        assert_eq!(Known::unpacked(&known.packed()).as_ref(), Some(&known));
        assert_eq!(Known::unpacked(&known.packed()[..40]), None);
        let (all, some) = (collection(Known::default(), reports.len()), collection(known, 3));
        // Of three reports no term is counted as often: that is known.
        let counts = |of: &Collection| {
            let counted = Rarity::among(&of.tellings.iter().collect::<Vec<_>>(), &of.words, &some.known).counted();
            let term = |(term, count): (Term, u32)| ((term.kind(), term.text(&of.words)), count);
            counted.into_iter().filter(|(_, count)| *count >= OFTEN).map(term).collect::<BTreeMap<_, _>>()
        };
        let (few, many) = (counts(&some), counts(&all));
        assert!(few.len() > 20);
        assert!(
            few.iter().all(|(term, count)| many.get(term).is_some_and(|in_all| count <= in_all)),
            "{few:?} {many:?}"
        );
    }
}
