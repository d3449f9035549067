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

use super::telling::Telling;
use super::words::Words;

/// Words in a shingle.
const SHINGLE: usize = 4;

/// One shingle in so many is kept in the sample from which candidates come.
const RATE: u64 = 4;

/// Shingles of the sample that a pair of candidates shares at least.
const SHARED: u32 = 2;

/// Containment, as the sample estimates it, below which a pair is not verified.
const WORTH_A_LOOK: f64 = 0.1;

/// A posting list longer than this is a turn of phrase, or a report with very many copies.
const LONG: usize = 64;

/// With how many articles before it in the list an article is paired: in a short list, and in a long one.
const BACK: (usize, usize) = (8, 2);

/// Share of an article's text that makes it a copy though it has one sentence less.
const WHOLE: f64 = 0.75;

/// Share of its words that a sentence taken over shares with the other article, in shingles.
const SENTENCE: f64 = 0.6;

/// Share of an article's text that makes it a copy.
const COPY: f64 = 0.5;

/// Sentences that a copy has from the other at least: one alone may be a quotation.
const SENTENCES: usize = 3;

/// Share of a sentence's words, below that of one taken over, that makes it the same formula filled in otherwise.
const FORMULA: f64 = 0.25;

/// Names and figures that the other article does not have, in such a sentence.
const STRANGE: usize = 2;

/// Members of a cluster that are compared with those of another.
const ASKED: usize = 4;

/// A sentence in so many unrelated articles is boilerplate.
const UNRELATED: usize = 4;

/// What one article has from another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Taken {
    /// Sentences taken over.
    pub(super) sentences: usize,
    /// Sentences that count.
    pub(super) of: usize,
    /// Sentences of the same form with other names and figures.
    formulas: usize,
    /// Share of all its words that stand in the other article, in shingles.
    pub(super) words: f64,
}

impl Taken {
    /// The share of the text: the mean of that of sentences, which a word changed in each leaves whole, and that of words,
    /// which counts what is left of sentences that were cut.
    fn share(self) -> f64 {
        let share = (self.sentences as f64 / self.of.max(1) as f64 + self.words) / 2.0;
        let enough = self.sentences >= SENTENCES || self.sentences == SENTENCES - 1 && share >= WHOLE;
        if enough && 3 * self.formulas < self.sentences { share } else { 0.0 }
    }
}

/// The shingles of an article, in order; each stands for itself and the words after it.
fn shingles(telling: &Telling, words: &Words) -> Vec<u64> {
    let hash = |window: &[super::words::Word]| {
        // The multiplier spreads the sum over all bits (Knuth's golden ratio); rotation makes order count.
        window
            .iter()
            .fold(0_u64, |sum, &word| sum.rotate_left(13) ^ words.hash(word))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    telling.words.windows(SHINGLE).map(hash).collect()
}

/// What `article` has from `other`.
pub(super) fn taken(article: &Telling, other: &Telling, words: &Words) -> Taken {
    let there: FxHashSet<u64> = shingles(other, words).into_iter().collect();
    let mut covered = vec![false; article.words.len()];
    for (place, shingle) in shingles(article, words).iter().enumerate() {
        if there.contains(shingle) {
            covered[place..place + SHINGLE].fill(true);
        }
    }
    let other_words: FxHashSet<_> = other.words.iter().copied().collect();
    let mut taken = Taken { words: share(&covered), ..Taken::default() };
    for sentence in article.sentences.iter().filter(|sentence| sentence.counts()) {
        let range = sentence.range();
        let strange =
            range.clone().filter(|&i| article.specific[i] && !other_words.contains(&article.words[i])).count();
        let share = share(&covered[range]);
        taken.of += 1;
        taken.formulas += usize::from(share >= FORMULA && strange >= STRANGE);
        taken.sentences += usize::from(share >= SENTENCE);
    }
    taken
}

fn share(covered: &[bool]) -> f64 {
    covered.iter().filter(|&&covered| covered).count() as f64 / covered.len().max(1) as f64
}

/// Pairs of articles that share enough of the sample, the smaller number first, in order.
fn candidates(tellings: &[Telling], words: &Words) -> Vec<(u32, u32)> {
    let mut postings: Vec<(u64, u32)> = tellings
        .par_iter()
        .zip(0_u32..u32::try_from(tellings.len()).expect("there are fewer articles than 2³²"))
        .flat_map_iter(|(telling, number)| {
            let mut sample = shingles(telling, words);
            sample.retain(|shingle| shingle >> 32 < (1 << 32) / RATE);
            sample.sort_unstable();
            sample.dedup();
            sample.into_iter().map(move |shingle| (shingle, number))
        })
        .collect();
    postings.par_sort_unstable();
    let mut sampled = vec![0_u32; tellings.len()];
    let mut pairs = Vec::new();
    for list in postings.chunk_by(|a, b| a.0 == b.0) {
        for (place, &(_, article)) in list.iter().enumerate() {
            sampled[article as usize] += 1;
            let back = if list.len() > LONG { BACK.1 } else { BACK.0 };
            pairs.extend(list[place.saturating_sub(back)..place].iter().map(|&(_, before)| (before, article)));
        }
    }
    pairs.par_sort_unstable();
    let shared = pairs.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32));
    let enough = |&((a, b), shared): &((u32, u32), u32)| {
        let shorter = sampled[a as usize].min(sampled[b as usize]);
        shared >= SHARED && f64::from(shared) >= WORTH_A_LOOK * f64::from(shorter)
    };
    shared.filter(enough).map(|(pair, _)| pair).collect()
}

/// For each article the number of its cluster of copies; clusters are numbered by their first article.
///
/// Marks boilerplate in the articles.
pub(super) fn clusters(tellings: &mut [Telling], words: &Words) -> Vec<u32> {
    let pairs = candidates(tellings, words);
    let first = gather(tellings, words, &pairs);
    if mark_boilerplate(tellings, &first) { gather(tellings, words, &pairs) } else { first }
}

/// Marks sentences that stand in several clusters; tells whether there was any.
fn mark_boilerplate(tellings: &mut [Telling], cluster: &[u32]) -> bool {
    let mut found: Vec<(u64, u32)> = Vec::new();
    for (telling, &cluster) in tellings.iter().zip(cluster) {
        found.extend(telling.sentences.iter().filter(|s| s.counts()).map(|s| (sentence_hash(telling, *s), cluster)));
    }
    found.par_sort_unstable();
    found.dedup();
    let often = found.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() >= UNRELATED).map(|same| same[0].0);
    let boilerplate: FxHashSet<u64> = often.collect();
    for telling in tellings.iter_mut() {
        let marks: Vec<bool> =
            telling.sentences.iter().map(|&s| boilerplate.contains(&sentence_hash(telling, s))).collect();
        telling.sentences.iter_mut().zip(marks).for_each(|(sentence, mark)| sentence.boilerplate = mark);
    }
    !boilerplate.is_empty()
}

fn sentence_hash(telling: &Telling, sentence: super::telling::Sentence) -> u64 {
    let words = &telling.words[sentence.range()];
    words.iter().fold(0_u64, |sum, word| (sum.rotate_left(5) ^ u64::from(word.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Joins articles to clusters, those first that have most of each other: two clusters become one if at least half of the
/// pairs of their members are copies.
fn gather(tellings: &[Telling], words: &Words, pairs: &[(u32, u32)]) -> Vec<u32> {
    let shares: Vec<f64> = pairs.par_iter().map(|&(a, b)| shared(tellings, words, a, b)).collect();
    let known: FxHashMap<(u32, u32), f64> = pairs.iter().copied().zip(shares.iter().copied()).collect();
    let mut offers: Vec<(f64, u32, u32)> = shares.iter().zip(pairs).map(|(&share, &(a, b))| (share, a, b)).collect();
    offers.retain(|&(share, ..)| share >= COPY);
    offers.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let share = |a: u32, b: u32| {
        let pair = (a.min(b), a.max(b));
        known.get(&pair).copied().unwrap_or_else(|| shared(tellings, words, pair.0, pair.1))
    };
    let mut heads: Vec<u32> = (0..tellings.len() as u32).collect();
    let mut members: Vec<Vec<u32>> = heads.iter().map(|&article| vec![article]).collect();
    for (_, a, b) in offers {
        let (a, b) = (heads[a as usize].min(heads[b as usize]), heads[a as usize].max(heads[b as usize]));
        if a == b {
            continue;
        }
        let (these, those) = (asked(&members[a as usize]), asked(&members[b as usize]));
        let pairs = these.iter().flat_map(|&x| those.iter().map(move |&y| (x, y)));
        let copies = pairs.filter(|&(x, y)| share(x, y) >= COPY).count();
        if 2 * copies >= these.len() * those.len() {
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

/// How much of its text one article has from the other, whichever has more; nothing if that makes no copy.
fn shared(tellings: &[Telling], words: &Words, a: u32, b: u32) -> f64 {
    let (a, b) = (&tellings[a as usize], &tellings[b as usize]);
    taken(a, b, words).share().max(taken(b, a, words).share())
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
