//! Which of very many reports may belong with a new one? Told by a trace of each, some hundred bytes, without their texts.
//!
//! A trace holds the sample of shingles from which copies are told, as it is taken when all reports are compared, and those
//! words that say most about what the report is about.

use std::collections::{BTreeSet, VecDeque};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::copies::{BACK, LONG, are_worth_a_look, sample};
use super::happening::day_number;
use super::known::Known;
use super::likeness::strengths;
use super::neighbours::within;
use super::telling::Telling;
use super::words::{Word, Words};
use super::{Collection, Stories};

/// Words that are kept of a report: those that weigh most in its likeness to others.
const STRONGEST: usize = 40;

/// Bytes of a word or shingle: two of a thousand reports are so taken for each other in a few places at most, which no pair of
/// candidates depends on.
const BYTES: usize = 3;

/// Origins that are looked at for a new report, those first whose words weigh most.
const MOST: usize = 48;

/// Likeness in kept words, from which an origin is looked at.
const LEAST: f32 = 0.02;

impl Stories {
    /// The traces of its articles, in their order, by what is known of all, and the days on which they were published, in days
    /// since 1970-01-01.
    pub fn traces(&self, known: &Known) -> Vec<(Option<i32>, Vec<u8>)> {
        let Collection { tellings, words, .. } = &self.collection;
        tellings.par_iter().map(|telling| (day(telling), trace(telling, words, known))).collect()
    }
}

impl Collection {
    /// A search for reports that may belong with these.
    pub fn search(&self) -> Search {
        let mut search = Search { window: self.scope.window(), ..Search::default() };
        for (number, telling) in (0_u32..).zip(&self.tellings) {
            for (word, weight) in strengths(telling, &self.words, &self.known) {
                search.words.entry(word_mark(word, &self.words)).or_default().push((number, weight));
            }
            let shingles = shingles(telling, &self.words);
            search.sizes.push(shingles.len() as u32);
            search.days.push(day(telling));
            for shingle in shingles {
                search.shingles.entry(shingle).or_default().seeking.push(number);
            }
        }
        search.near.resize_with(self.tellings.len(), Vec::new);
        search
    }
}

fn day(telling: &Telling) -> Option<i32> {
    telling.published.map(day_number)
}

fn word_mark(word: Word, words: &Words) -> u32 {
    // The multiplier spreads the number over all bits (Knuth's golden ratio).
    (words.hash(word).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - 8 * BYTES)) as u32
}

fn shingles(telling: &Telling, words: &Words) -> BTreeSet<u32> {
    sample(telling, words, 0, 1).map(|shingle| (shingle >> 32) as u32 & 0x00ff_ffff).collect()
}

/// How many words are kept, the words, the shingles.
fn trace(telling: &Telling, words: &Words, known: &Known) -> Vec<u8> {
    let mut strongest = strengths(telling, words, known);
    strongest.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    strongest.truncate(STRONGEST);
    let marks = strongest.iter().map(|&(word, _)| word_mark(word, words));
    let numbers = marks.chain(shingles(telling, words));
    [strongest.len() as u8]
        .into_iter()
        .chain(numbers.flat_map(|number| number.to_le_bytes().into_iter().take(BYTES)))
        .collect()
}

/// A search for reports that may belong with some new ones: it is shown the trace of each, in their order, and then asked.
#[derive(Debug, Default)]
pub struct Search {
    window: i32,
    /// For each word the new reports that have it, and how much it weighs in them.
    words: FxHashMap<u32, Vec<(u32, f32)>>,
    shingles: FxHashMap<u32, Posting>,
    /// Of each new report: shingles of its sample, its day, and the origins alike with how much.
    sizes: Vec<u32>,
    days: Vec<Option<i32>>,
    near: Vec<Vec<(f32, u32, u32)>>,
}

/// Who has a shingle.
#[derive(Debug, Default)]
struct Posting {
    /// Of the new reports.
    seeking: Vec<u32>,
    /// Of those shown, how many, and the last ones with the sizes of their samples.
    count: usize,
    last: VecDeque<(u32, u32)>,
}

impl Search {
    /// Shows a report, with its origin, the day it was published and its trace.
    pub fn show(&mut self, report: u32, origin: u32, day: Option<i32>, trace: &[u8]) {
        let (&count, numbers) = trace.split_first().unwrap_or((&0, &[]));
        let (words, shingles) = numbers.split_at((usize::from(count) * BYTES).min(numbers.len()));
        let mut alike: FxHashMap<u32, f32> = FxHashMap::default();
        for &(new, weight) in numbers_of(words).filter_map(|word| self.words.get(&word)).flatten() {
            *alike.entry(new).or_default() += weight;
        }
        for (new, likeness) in alike {
            let span = |day: Option<i32>| day.map(|day| (day, day));
            if likeness >= LEAST && within(span(self.days[new as usize]), span(day), self.window) {
                self.near[new as usize].push((likeness, origin, report));
            }
        }
        let size = (shingles.len() / BYTES) as u32;
        for shingle in numbers_of(shingles) {
            if let Some(posting) = self.shingles.get_mut(&shingle) {
                posting.count += 1;
                posting.last.push_back((report, size));
                if posting.last.len() > BACK.0 {
                    posting.last.pop_front();
                }
            }
        }
    }

    /// The reports that may be copies of the new ones or tell the same story, in order.
    pub fn found(mut self) -> Vec<u32> {
        let mut found: BTreeSet<u32> = self.copies();
        for near in &mut self.near {
            near.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
            let mut origins: FxHashSet<u32> = FxHashSet::default();
            let first = near.iter().filter(|(_, origin, _)| origins.insert(*origin)).take(MOST);
            found.extend(first.map(|(.., report)| report));
        }
        found.into_iter().collect()
    }

    /// The reports that share enough of the sample.
    fn copies(&self) -> BTreeSet<u32> {
        let mut common: FxHashMap<(u32, u32, u32), u32> = FxHashMap::default();
        for posting in self.shingles.values() {
            let back = if posting.count > LONG { BACK.1 } else { BACK.0 };
            for &new in &posting.seeking {
                for &(report, size) in posting.last.iter().rev().take(back) {
                    *common.entry((new, report, size)).or_default() += 1;
                }
            }
        }
        let worth = |(new, _, size): (u32, u32, u32), common| are_worth_a_look(common, size, self.sizes[new as usize]);
        common.into_iter().filter(|&(pair, common)| worth(pair, common)).map(|((_, report, _), _)| report).collect()
    }
}

fn numbers_of(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(BYTES).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::stories::Account;
    use crate::stories::Scope;
    use crate::stories::invented::{Dice, articles};

    #[test]
    fn copies_are_found_on_all_days_and_the_story_within_the_window() {
        let mut dice = Dice(20_310_415);
        let reports: Vec<_> = (0..6).flat_map(|story| articles(&mut dice, 8 * story, 5)).collect();
        let mut all = Collection::new(Scope::default());
        let accounts: Vec<Account> = reports.iter().map(|(record, text)| Account::of(record, text)).collect();
        accounts.iter().for_each(|account| all.add_account(account.clone()).expect("there is room"));
        let all = all.stories();
        let traces = all.traces(&all.known());
        let near = |days_later: i64| {
            let mut new = Collection::among(Scope::default(), all.known());
            let (mut record, text) = reports[2].clone();
            record.article.published = record.article.published.map(|day| day.saturating_add(days_later.days()));
            new.add(&record, &text).expect("there is room");
            let mut search = new.search();
            for (report, (day, trace)) in (0_u32..).zip(&traces) {
                search.show(report, report, *day, trace);
            }
            search.found()
        };
        // Two copies and the report itself, which copies have text from.
        assert_eq!(near(100), [0, 1, 2]);
        let here = near(0);
        assert!((0..8).all(|report| here.contains(&report)), "{here:?}");
        assert!(here.len() < reports.len());
    }
}
