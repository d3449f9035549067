//! How are copies sought among more reports than one machine holds?
//!
//! By keys that a database joins, pairs that are compared by themselves, and clusters that are made each by itself. They are
//! the same as those among all at once: what makes a copy is told from two reports and the sentences that are boilerplate
//! among all, and two clusters are only joined if a pair of their members would be copies.

use rustc_hash::FxHashSet;

use super::copies::{self, Offer, sample, sentence_hash, shared};
use super::telling::Telling;
use super::words::Words;
use super::{Account, Collection, Stories};

/// How hard Zstandard packs an account: its text becomes half.
const LEVEL: i32 = 3;

/// By which numbers a database tells the pairs that may be copies.
#[derive(Clone, Copy, Debug)]
pub struct Bands {
    /// More reports than this have a shingle that is a turn of phrase, or of a report with very many copies.
    pub long: usize,
    /// With how many reports before it that have the same shingle a report is paired: of few, and of more than `long`.
    pub back: (usize, usize),
    /// Shingles that a pair shares at least,
    pub shared: u32,
    /// unless one of the two has fewer than this,
    pub few: u32,
    /// and the share of those of the one that has fewer.
    pub worth: f64,
    /// Share of a text from which it is a copy.
    pub copy: f64,
    /// A sentence in so many clusters of copies is boilerplate.
    pub unrelated: usize,
}

/// The numbers that the comparison of all at once goes by.
pub const BANDS: Bands = Bands {
    long: copies::LONG,
    back: copies::BACK,
    shared: copies::SHARED,
    few: copies::FEW,
    worth: copies::WORTH_A_LOOK,
    copy: copies::COPY,
    unrelated: copies::UNRELATED,
};

/// Numbers by which a report is joined with others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// A sample of its shingles, each once.
    pub shingles: Vec<u64>,
    /// Its sentences, each once.
    pub sentences: Vec<u64>,
}

impl Account {
    /// In few bytes.
    pub fn packed(&self) -> Vec<u8> {
        let bytes = postcard::to_allocvec(self).expect("accounts are data");
        zstd::encode_all(&bytes[..], LEVEL).expect("memory can be read")
    }

    /// What was packed; nothing, if it is damaged.
    pub fn unpacked(packed: &[u8]) -> Option<Self> {
        postcard::from_bytes(&zstd::decode_all(packed).ok()?).ok()
    }

    /// By what it is joined with others.
    pub fn keys(self) -> Keys {
        let mut words = Words::default();
        let telling = Telling::of(self, &mut words);
        let sentences = telling.sentences().filter(|sentence| sentence.counts);
        let hashes = sentences.map(|sentence| sentence_hash(&telling.body()[sentence.range], &words)).collect();
        Keys { shingles: once(sample(&telling, &words, 0, 1).collect()), sentences: once(hashes) }
    }
}

fn once(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

impl Collection {
    /// The copies among articles of which nobody else has copies, by how much of its text one of two has from the other: of
    /// all pairs that share enough of their shingles, the smaller number first. These sentences are boilerplate among all.
    /// Each origin is a story of its own.
    pub fn copies_by(mut self, offers: Vec<Offer>, boilerplate: &FxHashSet<u64>) -> Stories {
        self.mark(boilerplate);
        let share = |(a, b)| shared(&self.tellings, &self.words, a, b);
        let heads = copies::join(self.tellings.len(), offers, share);
        self.told(&heads.into_iter().map(|head| (head, head)).collect::<Vec<_>>())
    }

    /// How much of its text the one of two articles that has more has from the other, unless they tell of something else.
    ///
    /// # Panics
    ///
    /// If there are not two.
    pub fn share(mut self, boilerplate: &FxHashSet<u64>) -> f64 {
        self.mark(boilerplate);
        shared(&self.tellings, &self.words, 0, 1)
    }

    fn mark(&mut self, boilerplate: &FxHashSet<u64>) {
        if boilerplate.is_empty() {
            return;
        }
        for telling in &mut self.tellings {
            telling.mark_boilerplate(|sentence| boilerplate.contains(&sentence_hash(sentence, &self.words)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::stories::invented::{Dice, articles};
    use crate::stories::{Dedup, Scope};

    const COPIES: Scope = Scope { dedup: Dedup::Copies, window_days: 4, window_km: 50.0 };

    fn collection<'a>(accounts: impl IntoIterator<Item = &'a Account>) -> Collection {
        let mut collection = Collection::new(COPIES);
        accounts.into_iter().for_each(|account| collection.add_account(account.clone()).expect("there is room"));
        collection
    }

    /// What a database does.
    fn joined(accounts: &[Account], boilerplate: &FxHashSet<u64>) -> Vec<Offer> {
        let keys: Vec<Keys> = accounts.iter().map(|account| account.clone().keys()).collect();
        let mut pairs: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for shingle in keys.iter().flat_map(|keys| &keys.shingles).collect::<BTreeSet<_>>() {
            let having: Vec<u32> =
                (0_u32..).zip(&keys).filter(|(_, keys)| keys.shingles.contains(shingle)).map(|(at, _)| at).collect();
            let back = if having.len() > BANDS.long { BANDS.back.1 } else { BANDS.back.0 };
            for (place, &b) in having.iter().enumerate() {
                having[place.saturating_sub(back)..place].iter().for_each(|&a| *pairs.entry((a, b)).or_default() += 1);
            }
        }
        let offer = |((a, b), common): ((u32, u32), u32)| {
            let size = |at: u32| keys[at as usize].shingles.len() as u32;
            let pair = [&accounts[a as usize], &accounts[b as usize]];
            copies::are_worth_a_look(common, size(a), size(b)).then(|| (collection(pair).share(boilerplate), a, b))
        };
        pairs.into_iter().filter_map(offer).collect()
    }

    #[test]
    fn the_same_copies_are_found_by_keys_pairs_and_clusters() {
        let mut dice = Dice(20_310_415);
        let plea = "This site is free because readers pay for it, and every small gift keeps reporters in the field.";
        let mut accounts: Vec<Account> = Vec::new();
        for story in 0..8 {
            for (record, text) in articles(&mut dice, 8 * story, 5) {
                accounts.push(Account::of(&record, &format!("{text}\n\n{plea}")));
            }
        }
        let all = collection(&accounts).stories();
        let mut reports: BTreeMap<u64, BTreeSet<u32>> = BTreeMap::new();
        for (account, belonging) in accounts.iter().zip(all.reports()) {
            for sentence in account.clone().keys().sentences {
                reports.entry(sentence).or_default().insert(belonging.copies);
            }
        }
        let often = reports.into_iter().filter(|(_, clusters)| clusters.len() >= BANDS.unrelated);
        let boilerplate: FxHashSet<u64> = often.map(|(sentence, _)| sentence).collect();
        assert_eq!(boilerplate.len(), 1);
        let by_keys = collection(&accounts).copies_by(joined(&accounts, &boilerplate), &boilerplate);
        let clusters = |stories: &Stories| stories.reports().map(|belonging| belonging.copies).collect::<Vec<_>>();
        assert_eq!(clusters(&by_keys), clusters(&all));
        assert!(all.origins() < accounts.len());
    }

    #[test]
    fn an_account_is_packed() {
        let account = Account { id: "7".to_owned(), story: "Rain fell on Oslo.".to_owned(), ..Account::default() };
        assert_eq!(Account::unpacked(&account.packed()), Some(account.clone()));
        assert_eq!(Account::unpacked(&account.packed()[..9]), None);
        assert_eq!(account.keys().sentences.len(), 1);
    }
}
