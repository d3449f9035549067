//! Which articles are copies or rewrites of one report?
//!
//! Copies are cut: the first eight paragraphs of a wire report under another headline are a copy, though they are a third
//! of its text. Jaccard similarity, which MinHash with bands of rows finds (and every crate for it that was looked at:
//! gaoya, probminhash, txtfp), is low then; what is high is *containment*, the share of the shorter that stands in the
//! longer. Candidates therefore come from a scaled MinHash, which keeps every shingle whose hash falls below a fixed bound
//! and so estimates containment whatever the lengths (Irber et al., “Lightweight compositional analysis of metagenomes
//! with FracMinHash”, 2022). Then each pair is verified word by word: a copy has half of its sentences from the other.

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

/// Share of its words that a sentence taken over shares with the other article, in shingles.
const SENTENCE: f64 = 0.6;

/// Share of an article's sentences that make it a copy.
const COPY: f64 = 0.5;

/// Sentences that a copy has from the other at least: one alone may be a quotation.
const SENTENCES: usize = 2;

/// Share of a sentence's words, below that of one taken over, that makes it the same formula filled in otherwise.
const FORMULA: f64 = 0.35;

/// A sentence in so many unrelated articles is boilerplate.
const UNRELATED: usize = 3;

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
    fn share(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.sentences as f64 / self.of as f64 }
    }

    fn is_copy(self) -> bool {
        self.sentences >= SENTENCES.min(self.of) && self.share() >= COPY && 3 * self.formulas < self.sentences
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
        if share >= FORMULA && strange >= 2 {
            taken.formulas += 1;
        } else if share >= SENTENCE {
            taken.sentences += 1;
        }
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

/// Joins each article, the longest first, to the cluster from whose fullest text or nearest member it has most.
fn gather(tellings: &[Telling], words: &Words, pairs: &[(u32, u32)]) -> Vec<u32> {
    let verified: Vec<Option<f64>> = pairs.par_iter().map(|&(a, b)| copied(tellings, words, a, b)).collect();
    let mut near: FxHashMap<u32, Vec<(u32, f64)>> = FxHashMap::default();
    for (&(a, b), share) in pairs.iter().zip(verified) {
        if let Some(share) = share {
            near.entry(a).or_default().push((b, share));
            near.entry(b).or_default().push((a, share));
        }
    }
    let mut order: Vec<u32> = (0..tellings.len() as u32).collect();
    order.sort_by_key(|&article| (std::cmp::Reverse(tellings[article as usize].words.len()), article));
    // The fullest article of each cluster stands for it.
    let mut fullest: Vec<Option<u32>> = vec![None; tellings.len()];
    for article in order {
        let neighbours = near.get(&article).map_or(&[][..], Vec::as_slice);
        let mut best: Option<(f64, u32)> = None;
        for &(neighbour, share) in neighbours {
            let Some(head) = fullest[neighbour as usize] else { continue };
            let share = if head == neighbour { Some(share) } else { copied(tellings, words, article, head) };
            if let Some(share) = share
                && best.is_none_or(|(most, other)| (share, other) > (most, head))
            {
                best = Some((share, head));
            }
        }
        fullest[article as usize] = Some(best.map_or(article, |(_, head)| head));
    }
    number(&fullest.iter().map(|head| head.expect("each article was placed")).collect::<Vec<_>>())
}

/// The share that one article has of the other, if it is a copy of it.
fn copied(tellings: &[Telling], words: &Words, a: u32, b: u32) -> Option<f64> {
    let (a, b) = (&tellings[a as usize], &tellings[b as usize]);
    let both = [taken(a, b, words), taken(b, a, words)];
    let most = if both[0].share() >= both[1].share() { both[0] } else { both[1] };
    most.is_copy().then(|| most.share())
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
