//! How alike are two articles in what they are about?
//!
//! Three views of an article — its words, its pairs of words, its names with the days it speaks of — are weighed by how
//! rare their terms are, and each is brought to length one. The likeness of two articles is the mean of the cosines of
//! their views, which is one product of two vectors when each view is scaled beforehand. A long article so does not drown
//! its names in words.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::known::Known;
use super::telling::{Telling, Term, TermKind};
use super::words::{Reach, Word, Words};

/// The views; each counts the same.
const VIEWS: [&[TermKind]; 3] = [&[TermKind::Word], &[TermKind::Pair], &[TermKind::Name, TermKind::Day]];

/// How fast a term's count stops to matter (the k1 of BM25).
const SATURATION: f64 = 1.2;

/// Articles that are thought to stand behind those at hand, so that few reports have rare and common words too.
const BACKGROUND: f64 = 100.0;

/// Share of all reports that a word for a country stands in: whatever else happens there on these days.
const BROAD: f64 = 0.4;

/// The number of a term that several reports have.
pub(super) type Number = u32;

/// Numbers of terms with their weights, in order.
pub(super) type Vector = Vec<(Number, f32)>;

/// Reports whose terms are counted at once; of more, one part of the terms after the other is.
const AT_ONCE: u64 = 50_000;

/// In how many reports each term stands; copies of one report count once.
///
/// Most terms stand in one report alone: these are not kept.
#[derive(Debug)]
pub(super) struct Rarity<'w> {
    words: &'w Words,
    numbers: FxHashMap<Term, Number>,
    /// By number, in order of terms.
    frequency: Vec<u32>,
    /// By number: whether it is a day or a word for a place.
    setting: Vec<bool>,
    reports: f64,
}

impl<'w> Rarity<'w> {
    pub(super) fn of(tellings: &[&Telling], words: &'w Words) -> Self {
        Self::among(tellings, words, &Known::default())
    }

    /// The same of some reports, where more is known of all.
    pub(super) fn among(tellings: &[&Telling], words: &'w Words, known: &Known) -> Self {
        Self::in_parts(tellings, words, known, 1 + tellings.len() as u64 / AT_ONCE)
    }

    /// Counts one part of the terms after the other; the answer does not depend on how many parts there are.
    fn in_parts(tellings: &[&Telling], words: &'w Words, known: &Known, parts: u64) -> Self {
        let mut shared: Vec<(Term, u32)> = Vec::new();
        for part in 0..parts {
            let here = |telling: &&Telling| {
                telling.terms().into_iter().map(|(term, _)| term).filter(move |term| term.part(parts) == part)
            };
            let mut terms: Vec<Term> = tellings.par_iter().flat_map_iter(here).collect();
            terms.par_sort_unstable();
            let lists = terms.chunk_by(|a, b| a == b);
            let counted = lists.map(|list| (list[0], known.count(list[0], words).max(Some(list.len() as u32))));
            shared.extend(counted.filter_map(|(term, count)| Some((term, count.filter(|&count| count > 1)?))));
        }
        shared.par_sort_unstable();
        let frequency = shared.iter().map(|(_, reports)| *reports).collect();
        let setting =
            shared.iter().map(|(term, _)| term.kind() == TermKind::Day || term.reach(words) > Reach::None).collect();
        let numbers = shared.iter().map(|(term, _)| *term).zip(0..).collect();
        Self { words, numbers, frequency, setting, reports: known.origins().max(tellings.len() as f64) }
    }

    /// The terms with the number of reports that have each.
    pub(super) fn counted(&self) -> Vec<(Term, u32)> {
        self.terms().into_iter().zip(self.frequency.iter().copied()).collect()
    }

    /// The terms by their numbers.
    pub(super) fn terms(&self) -> Vec<Term> {
        let mut terms: Vec<Term> = self.numbers.keys().copied().collect();
        terms.sort_unstable();
        terms
    }

    /// Logarithm of how many reports there are for one that has the term.
    pub(super) fn weight(&self, term: Term) -> f64 {
        self.weight_of(term, self.numbers.get(&term).copied())
    }

    fn weight_of(&self, term: Term, number: Option<Number>) -> f64 {
        weight(term, self.words, number.map_or(1, |number| self.frequency[number as usize]), self.reports)
    }

    /// The vector of one report; terms that no other report has count for its length, but are left out.
    pub(super) fn vector(&self, telling: &Telling) -> Vector {
        let weigh = |(term, count): (Term, u16)| {
            let number = self.numbers.get(&term).copied();
            let count = f64::from(count);
            (term.kind(), number, count / (count + SATURATION) * self.weight_of(term, number))
        };
        let weighed: Vec<(TermKind, Option<Number>, f64)> = telling.terms().into_iter().map(weigh).collect();
        let mut vector = Vec::new();
        for kinds in VIEWS {
            let view = weighed.iter().filter(|(kind, ..)| kinds.contains(kind));
            let length = view.clone().map(|(.., weight)| weight.powi(2)).sum::<f64>().sqrt();
            let scale = (1.0 / VIEWS.len() as f64).sqrt() / length.max(f64::MIN_POSITIVE);
            vector.extend(view.filter_map(|&(_, number, weight)| Some((number?, (weight * scale) as f32))));
        }
        vector.sort_unstable_by_key(|&(number, _)| number);
        vector.shrink_to_fit();
        vector
    }

    /// How alike two reports are beside the days and places that they speak of.
    pub(super) fn beside_setting(&self, a: &[(Number, f32)], b: &[(Number, f32)]) -> f64 {
        product_of(a, b, |term| !self.setting[term as usize])
    }

    /// The vectors of many reports.
    pub(super) fn vectors(&self, tellings: &[&Telling]) -> Vec<Vector> {
        tellings.par_iter().map(|telling| self.vector(telling)).collect()
    }
}

/// Logarithm of how many of so many reports there are for one of those `with` the term.
fn weight(term: Term, words: &Words, with: u32, reports: f64) -> f64 {
    let share = if term.reach(words) == Reach::Country { BROAD } else { usual_share(term.kind()) };
    ((reports + BACKGROUND + 1.0) / (f64::from(with) + BACKGROUND * share + 0.5)).ln().max(0.0)
}

/// How much the words of a report weigh in its likeness to itself, by what is known of all reports; in no order.
pub(super) fn strengths(telling: &Telling, words: &Words, known: &Known) -> Vec<(Word, f32)> {
    let weigh = |(term, count): (Term, u16)| {
        let count = f64::from(count);
        let with = known.count(term, words).unwrap_or(1);
        (term, count / (count + SATURATION) * weight(term, words, with, known.origins()))
    };
    let weighed: Vec<(Term, f64)> = telling.terms().into_iter().map(weigh).collect();
    let mut strengths: FxHashMap<u32, f32> = FxHashMap::default();
    for kinds in VIEWS {
        let view = weighed.iter().filter(|(term, _)| kinds.contains(&term.kind()));
        let length = view.clone().map(|(_, weight)| weight.powi(2)).sum::<f64>() * VIEWS.len() as f64;
        for (term, weight) in view.filter(|(term, _)| matches!(term.kind(), TermKind::Word | TermKind::Name)) {
            *strengths.entry(term.parts().1).or_default() += (weight.powi(2) / length) as f32;
        }
    }
    strengths.into_iter().map(|(word, strength)| (Word(word), strength)).collect()
}

/// Share of all reports that a term of this kind stands in, when nothing is known of it but its kind.
fn usual_share(kind: TermKind) -> f64 {
    match kind {
        TermKind::Word => 0.02,
        TermKind::Name | TermKind::Number => 0.005,
        // Most reports speak of the days on which they appear.
        TermKind::Day => 0.2,
        TermKind::Pair => 0.0005,
    }
}

/// The product of two vectors.
pub(super) fn product(a: &[(Number, f32)], b: &[(Number, f32)]) -> f64 {
    product_of(a, b, |_| true)
}

/// The product of two vectors in the terms that count.
fn product_of(a: &[(Number, f32)], b: &[(Number, f32)], counts: impl Fn(Number) -> bool) -> f64 {
    let mut sum = 0.0;
    let (mut i, mut j) = (0, 0);
    while let (Some(&(left, x)), Some(&(right, y))) = (a.get(i), b.get(j)) {
        match left.cmp(&right) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += if counts(left) { f64::from(x) * f64::from(y) } else { 0.0 };
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// The sum of two vectors.
pub(super) fn sum(a: &[(Number, f32)], b: &[(Number, f32)]) -> Vector {
    let mut sum = Vec::with_capacity(a.len().max(b.len()));
    let (mut i, mut j) = (0, 0);
    loop {
        match (a.get(i), b.get(j)) {
            (Some(&left), Some(&right)) if left.0 == right.0 => {
                sum.push((left.0, left.1 + right.1));
                i += 1;
                j += 1;
            }
            (Some(&left), right) if right.is_none_or(|right| left.0 < right.0) => {
                sum.push(left);
                i += 1;
            }
            (_, Some(&right)) => {
                sum.push(right);
                j += 1;
            }
            (_, None) => {
                sum.shrink_to_fit();
                return sum;
            }
        }
    }
}

/// The terms in which two vectors agree most, the strongest first.
pub(super) fn common(a: &[(Number, f32)], b: &[(Number, f32)], most: usize) -> Vec<Number> {
    let other: FxHashMap<Number, f32> = b.iter().copied().collect();
    let weighed = a.iter().filter_map(|&(term, x)| Some((term, x * other.get(&term)?)));
    let mut weighed: Vec<(Number, f32)> = weighed.collect();
    weighed.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    weighed.into_iter().take(most).map(|(term, _)| term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_counted_the_same_in_any_number_of_parts() {
        let mut words = Words::default();
        let texts = [
            "The envoy visited Geneva on Monday.",
            "An envoy of Peru visited Geneva.",
            "Rain fell on Geneva and Lima.",
        ];
        let tellings: Vec<Telling> = texts.iter().map(|text| Telling::from_text(text, &mut words)).collect();
        let tellings: Vec<&Telling> = tellings.iter().collect();
        let rarity = Rarity::in_parts(&tellings, &words, &Known::default(), 1);
        let terms: Vec<String> = rarity.terms().into_iter().map(|term| term.text(&words)).collect();
        assert_eq!(terms, ["envoy", "visited", "geneva", "visited geneva", "geneva"]);
        assert_eq!(rarity.frequency, [2, 2, 3, 2, 3]);
        let again = Rarity::in_parts(&tellings, &words, &Known::default(), 5);
        assert_eq!((rarity.numbers, rarity.frequency), (again.numbers, again.frequency));
    }
}
