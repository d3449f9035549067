//! Which senses each word can have.

use dateline_language::Pos;
use rustc_hash::FxHashMap;

use super::senses::Sense;

/// A part of speech that entries name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordClass {
    Verb,
    Noun,
    Adjective,
}

impl WordClass {
    /// Of the model's part of speech.
    pub(crate) fn of(pos: Pos) -> Option<Self> {
        match pos {
            Pos::Verb | Pos::Aux => Some(Self::Verb),
            Pos::Noun | Pos::Propn => Some(Self::Noun),
            Pos::Adj => Some(Self::Adjective),
            _ => None,
        }
    }
}

/// A sense that a word has, if others stand with it.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) class: WordClass,
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
            let words = [
                (&sense.verb, WordClass::Verb),
                (&sense.noun, WordClass::Noun),
                (&sense.adjective, WordClass::Adjective),
            ];
            for (phrase, class) in words.iter().flat_map(|(words, class)| words.iter().map(|phrase| (phrase, *class))) {
                let mut others: Vec<Box<str>> = phrase.split(' ').map(Box::from).collect();
                // A verb stands before its particle, a noun after what describes it.
                let key = if class == WordClass::Noun { others.pop() } else { Some(others.remove(0)) };
                readings.entry(key.unwrap_or_default()).or_default().push(Reading { class, sense: i, others });
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
    pub(crate) fn readings(&self, lemma: &str, class: WordClass) -> impl Iterator<Item = &Reading> {
        self.readings.get(lemma).into_iter().flatten().filter(move |reading| reading.class == class)
    }
}
