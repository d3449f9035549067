//! Which articles are copies or rewrites of one report?
//!
//! Copies are cut: the first eight paragraphs of a wire report under another headline are a copy, though they are a third
//! of its text. Jaccard similarity, which MinHash with bands of rows finds (and every crate for it that was looked at:
//! gaoya, probminhash, txtfp), is low then; what is high is *containment*, the share of the shorter that stands in the
//! longer. Candidates therefore come from a scaled MinHash, which keeps every shingle whose hash falls below a fixed bound
//! and so estimates containment whatever the lengths (Irber et al., “Lightweight compositional analysis of metagenomes
//! with FracMinHash”, 2022). Then each pair is verified word by word: a copy has half of its text from the other.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::form::slots;
use super::lists::Lists;
use super::telling::{Occurrence, Sentence, Telling};
use super::words::{Word, Words};

/// Words in a shingle.
const SHINGLE: usize = 4;

/// One shingle in so many is kept in the sample from which candidates come.
const RATE: u64 = 4;

/// Articles whose whole sample is held at once; of more, one part of the sample after the other is.
const AT_ONCE: u64 = 50_000;

/// Shingles of the sample that a pair of candidates shares at least.
pub(super) const SHARED: u32 = 2;

/// Shingles in the sample of an article for which one is enough: it has some thirty words.
pub(super) const FEW: u32 = 8;

/// Containment, as the sample estimates it, below which a pair is not verified.
pub(super) const WORTH_A_LOOK: f64 = 0.1;

/// A posting list longer than this is a turn of phrase, or a report with very many copies.
pub(super) const LONG: usize = 64;

/// With how many articles before it in the list an article is paired: in a short list, and in a long one.
pub(super) const BACK: (usize, usize) = (8, 2);

/// Share of an article's text that makes it a copy though it has one sentence less.
const WHOLE: f64 = 0.75;

/// Share of its words that a sentence taken over shares with the other article, in shingles.
const SENTENCE: f64 = 0.6;

/// Share of an article's text that makes it a copy.
pub(super) const COPY: f64 = 0.5;

/// Sentences that a copy has from the other at least: one alone may be a quotation.
const SENTENCES: usize = 3;

/// Words of an article that is a copy though it has fewer sentences, since it has nothing else: the teaser of a feed.
const TEASER: usize = 12;

/// Share of these words that stand in the other article.
const VERBATIM: f64 = 0.9;

/// Members of a cluster that are compared with those of another.
const ASKED: usize = 4;

/// A sentence in so many unrelated articles is boilerplate.
pub(super) const UNRELATED: usize = 4;

/// What one article has from another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Taken {
    /// Sentences taken over.
    pub(super) sentences: usize,
    /// Sentences that count.
    pub(super) of: usize,
    /// Share of all its words that stand in the other article, in shingles.
    pub(super) words: f64,
    /// How many words the sentences that count have, and how many of these stand in the other article.
    counted: (usize, usize),
}

impl Taken {
    /// The share of the text: the mean of that of sentences, which a word changed in each leaves whole, and that of words,
    /// which counts what is left of sentences that were cut.
    fn share(self) -> f64 {
        let share = (self.sentences as f64 / self.of.max(1) as f64 + self.words) / 2.0;
        let (length, there) = self.counted;
        let is_teaser = length >= TEASER && there as f64 >= VERBATIM * length as f64;
        let enough = self.sentences >= SENTENCES || share >= WHOLE && (is_teaser || self.sentences == SENTENCES - 1);
        if enough { share } else { 0.0 }
    }
}

/// The shingles of an article, in order; each stands for itself and the words after it.
fn shingles(telling: &Telling, words: &Words) -> impl Iterator<Item = u64> {
    let hash = |window: &[Occurrence]| {
        // The multiplier spreads the sum over all bits (Knuth's golden ratio); rotation makes order count.
        window
            .iter()
            .fold(0_u64, |sum, occurrence| sum.rotate_left(13) ^ words.hash(occurrence.word()))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    telling.body().windows(SHINGLE).map(hash)
}

/// What `article` has from `other`.
pub(super) fn taken(article: &Telling, other: &Telling, words: &Words) -> Taken {
    let there: FxHashSet<u64> = shingles(other, words).collect();
    let body = article.body();
    let mut covered = vec![false; body.len()];
    for (place, shingle) in shingles(article, words).enumerate() {
        if there.contains(&shingle) {
            covered[place..place + SHINGLE].fill(true);
        }
    }
    let mut taken = Taken { words: share(&covered), ..Taken::default() };
    for Sentence { range, .. } in article.sentences().filter(|sentence| sentence.counts) {
        let there = covered[range.clone()].iter().filter(|&&covered| covered).count();
        taken.counted = (taken.counted.0 + range.len(), taken.counted.1 + there);
        let share = share(&covered[range]);
        taken.of += 1;
        taken.sentences += usize::from(share >= SENTENCE);
    }
    taken
}

fn share(covered: &[bool]) -> f64 {
    covered.iter().filter(|&&covered| covered).count() as f64 / covered.len().max(1) as f64
}

/// A sample of the shingles of all articles.
struct Sample {
    /// The articles that have each shingle which more than one has.
    sharing: Lists<u32>,
    /// Which of these shingles each article has.
    shared: Lists<u32>,
    /// How many shingles of each article are in the sample, shared or not.
    sizes: Vec<u32>,
}

impl Sample {
    fn of(tellings: &[Telling], words: &Words) -> Self {
        Self::in_parts(tellings, words, 1 + tellings.len() as u64 / AT_ONCE)
    }

    /// Takes the sample part by part, so that the many shingles of one article alone are never held together; the pairs do
    /// not depend on how many parts there are.
    fn in_parts(tellings: &[Telling], words: &Words, parts: u64) -> Self {
        let mut sharing = Lists::default();
        let mut sizes = vec![0; tellings.len()];
        for part in 0..parts {
            let mut found: Vec<(u64, u32)> = tellings
                .par_iter()
                .zip(0_u32..u32::try_from(tellings.len()).expect("there are fewer articles than 2³²"))
                .flat_map_iter(|(telling, number)| sample(telling, words, part, parts).map(move |hash| (hash, number)))
                .collect();
            found.par_sort_unstable();
            found.dedup();
            for list in found.chunk_by(|a, b| a.0 == b.0) {
                list.iter().for_each(|&(_, article)| sizes[article as usize] += 1);
                if list.len() > 1 {
                    sharing.push(list.iter().map(|&(_, article)| article));
                }
            }
        }
        let shared = Lists::of(tellings.len(), || sharing.iter().map(|(shingle, article)| (article, shingle)));
        Self { sharing, shared, sizes }
    }

    /// The articles before this one with which it is paired, and how many shingles of the sample each shares with it.
    fn before(&self, article: u32) -> FxHashMap<u32, u32> {
        let mut common: FxHashMap<u32, u32> = FxHashMap::default();
        for &shingle in self.shared.get(article) {
            let list = self.sharing.get(shingle);
            let here = list.partition_point(|other| *other < article);
            let back = if list.len() > LONG { BACK.1 } else { BACK.0 };
            list[here.saturating_sub(back)..here].iter().for_each(|&other| *common.entry(other).or_default() += 1);
        }
        common
    }

    /// Pairs of articles that share enough of it, the smaller number first, in order.
    fn pairs(&self) -> Vec<(u32, u32)> {
        let size = |article: u32| self.sizes[article as usize];
        let look = |article: u32| {
            let mut before: Vec<(u32, u32)> = self.before(article).into_iter().collect();
            before.retain(|&(other, common)| are_worth_a_look(common, size(article), size(other)));
            before.into_iter().map(move |(other, _)| (other, article))
        };
        let mut pairs: Vec<(u32, u32)> = (0..self.sizes.len() as u32).into_par_iter().flat_map_iter(look).collect();
        pairs.par_sort_unstable();
        pairs
    }
}

/// Whether two articles that share so many shingles of the sample may be copies, by how many of each are in it.
pub(super) fn are_worth_a_look(common: u32, size: u32, other: u32) -> bool {
    let shorter = size.min(other);
    (common >= SHARED || shorter < FEW) && f64::from(common) >= WORTH_A_LOOK * f64::from(shorter)
}

/// The shingles of an article that belong to the sample, and to one of so many parts of it, in order of shingles.
pub(super) fn sample(telling: &Telling, words: &Words, part: u64, parts: u64) -> impl Iterator<Item = u64> {
    let bound = (1_u64 << 32) / RATE;
    let range = part * bound / parts..(part + 1) * bound / parts;
    shingles(telling, words).filter(move |shingle| range.contains(&(shingle >> 32)))
}

/// For each article the number of its cluster of copies; clusters are numbered by their first article.
///
/// Marks boilerplate in the articles.
pub(super) fn clusters(tellings: &mut [Telling], words: &Words) -> Vec<u32> {
    let pairs = Sample::of(tellings, words).pairs();
    let first = gather(tellings, words, &pairs);
    if mark_boilerplate(tellings, words, &first) { gather(tellings, words, &pairs) } else { first }
}

/// Marks sentences that stand in several clusters; tells whether there was any.
fn mark_boilerplate(tellings: &mut [Telling], words: &Words, cluster: &[u32]) -> bool {
    let mut found: Vec<(u64, u32)> = Vec::new();
    for (telling, &cluster) in tellings.iter().zip(cluster) {
        let counting = telling.sentences().filter(|sentence| sentence.counts);
        found.extend(counting.map(|sentence| (sentence_hash(&telling.body()[sentence.range], words), cluster)));
    }
    found.par_sort_unstable();
    found.dedup();
    let often = found.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() >= UNRELATED).map(|same| same[0].0);
    let boilerplate: FxHashSet<u64> = often.collect();
    for telling in tellings.iter_mut() {
        telling.mark_boilerplate(|sentence| boilerplate.contains(&sentence_hash(sentence, words)));
    }
    !boilerplate.is_empty()
}

/// A number that another sentence is very unlikely to have, whatever else was read.
pub(super) fn sentence_hash(sentence: &[Occurrence], words: &Words) -> u64 {
    let mix = |sum: u64, word: Word| (sum.rotate_left(5) ^ words.hash(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    sentence.iter().fold(0, |sum, occurrence| mix(sum, occurrence.word()))
}

/// Joins articles to clusters by the pairs that may be copies.
fn gather(tellings: &[Telling], words: &Words, pairs: &[(u32, u32)]) -> Vec<u32> {
    let shares: Vec<f64> = pairs.par_iter().map(|&(a, b)| shared(tellings, words, a, b)).collect();
    let offers: Vec<Offer> = shares.iter().zip(pairs).map(|(&share, &(a, b))| (share, a, b)).collect();
    let share = |pair: (u32, u32)| {
        let known = pairs.binary_search(&pair).ok().map(|place| shares[place]);
        known.unwrap_or_else(|| shared(tellings, words, pair.0, pair.1))
    };
    join(tellings.len(), offers, share)
}

/// How much of its text one of two articles has from the other, and the two, the smaller number first.
pub(super) type Offer = (f64, u32, u32);

/// Joins articles to clusters, those first that have most of each other: an article joins a cluster if it makes copies with
/// at least half of its members, two clusters become one if most pairs of their members are copies.
pub(super) fn join(articles: usize, mut offers: Vec<Offer>, share: impl Fn((u32, u32)) -> f64) -> Vec<u32> {
    offers.retain(|&(share, ..)| share >= COPY);
    offers.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let share = |a: u32, b: u32| share((a.min(b), a.max(b)));
    let mut heads: Vec<u32> = (0..articles as u32).collect();
    let mut members: Vec<Vec<u32>> = heads.iter().map(|&article| vec![article]).collect();
    for (_, a, b) in offers {
        let (a, b) = (heads[a as usize].min(heads[b as usize]), heads[a as usize].max(heads[b as usize]));
        if a == b {
            continue;
        }
        let (these, those) = (asked(&members[a as usize]), asked(&members[b as usize]));
        let pairs = these.iter().flat_map(|&x| those.iter().map(move |&y| (x, y)));
        let copies = pairs.filter(|&(x, y)| share(x, y) >= COPY).count();
        let single = these.len() == 1 || those.len() == 1;
        if 2 * copies >= these.len() * those.len() + usize::from(!single) {
            let joined = std::mem::take(&mut members[b as usize]);
            joined.iter().for_each(|&article| heads[article as usize] = a);
            members[a as usize].extend(joined);
        }
    }
    number(&heads)
}

/// The members that answer for a cluster: so many, spread over the order in which they came.
fn asked(members: &[u32]) -> Vec<u32> {
    let step = members.len().div_ceil(ASKED);
    members.iter().copied().step_by(step).collect()
}

/// How much of its text one article has from the other, whichever has more, and of the facts in it; nothing if that makes no
/// copy.
pub(super) fn shared(tellings: &[Telling], words: &Words, a: u32, b: u32) -> f64 {
    let (a, b) = (&tellings[a as usize], &tellings[b as usize]);
    let share = taken(a, b, words).share().max(taken(b, a, words).share());
    if share < COPY {
        return share;
    }
    let slots = slots(a, b, words);
    if slots.tell_otherwise() { 0.0 } else { share * slots.kept_share() }
}

/// Numbers from zero, in order of first appearance.
pub(super) fn number(heads: &[u32]) -> Vec<u32> {
    let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
    let mut numbered = Vec::with_capacity(heads.len());
    for &head in heads {
        let next = numbers.len() as u32;
        numbered.push(*numbers.entry(head).or_insert(next));
    }
    numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_the_same_in_any_number_of_parts() {
        let mut words = Words::default();
        let wire = "Gunmen abducted 60 pupils from a boarding school in Lafia on Monday night, officials said. The attackers \
            arrived on motorcycles shortly before midnight and fired into the air, said a teacher.";
        let texts =
            [wire, &wire[..120], "Cocoa for July delivery fell to 8,120 dollars a tonne in London.", &wire[60..]];
        let tellings: Vec<Telling> = texts.iter().map(|text| Telling::from_text(text, &mut words)).collect();
        let sample = |parts| Sample::in_parts(&tellings, &words, parts);
        assert_eq!(sample(1).pairs(), [(0, 1), (0, 3), (1, 3)]);
        assert_eq!(sample(1).pairs(), sample(6).pairs());
        assert_eq!(sample(1).sizes, sample(6).sizes);
    }
}
