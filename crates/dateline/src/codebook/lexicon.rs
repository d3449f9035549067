//! Which senses each word can have.

use rustc_hash::FxHashMap;

use super::senses::Sense;

/// A part of speech that entries name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pos {
    Verb,
    Noun,
    Adjective,
}

impl Pos {
    /// Of the model's part of speech.
    pub(crate) fn of(pos: &str) -> Option<Self> {
        match pos {
            "VERB" | "AUX" => Some(Self::Verb),
            "NOUN" | "PROPN" => Some(Self::Noun),
            "ADJ" => Some(Self::Adjective),
            _ => None,
        }
    }
}

/// A sense that a word has, if others stand with it.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) pos: Pos,
    pub(crate) sense: usize,
    /// The other words of a phrase: `off` of "call off", `phone` of "phone call".
    pub(crate) others: Vec<Box<str>>,
}

/// The senses of words by their dictionary form, the most demanding first.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    readings: FxHashMap<Box<str>, Vec<Reading>>,
}

impl Lexicon {
    pub(crate) fn of(senses: &[Sense]) -> Self {
        let mut readings: FxHashMap<Box<str>, Vec<Reading>> = FxHashMap::default();
        for (i, sense) in senses.iter().enumerate() {
            let words = [(&sense.verb, Pos::Verb), (&sense.noun, Pos::Noun), (&sense.adjective, Pos::Adjective)];
            for (phrase, pos) in words.iter().flat_map(|(words, pos)| words.iter().map(|phrase| (phrase, *pos))) {
                let mut others: Vec<Box<str>> = phrase.split(' ').map(Box::from).collect();
                // A verb stands before its particle, a noun after what describes it.
                let key = if pos == Pos::Noun { others.pop() } else { Some(others.remove(0)) };
                readings.entry(key.unwrap_or_default()).or_default().push(Reading { pos, sense: i, others });
            }
        }
        for list in readings.values_mut() {
            list.sort_by_key(|reading| {
                let sense = &senses[reading.sense];
                let weight = sense.demands() + 3 * reading.others.len();
                (std::cmp::Reverse(weight), sense.object.iter().count())
            });
        }
        Self { readings }
    }

    /// What a word of this part of speech can mean.
    pub(crate) fn readings(&self, lemma: &str, pos: Pos) -> impl Iterator<Item = &Reading> {
        self.readings.get(lemma).into_iter().flatten().filter(move |reading| reading.pos == pos)
    }
}
