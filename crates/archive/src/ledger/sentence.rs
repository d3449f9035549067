//! What is a sentence to the ledger?
//!
//! A sentence is what can be shown as evidence; so it is the unit here, with the acts that were read in it, the phrases that
//! tell what became of something, and the words that say what it is about.

use std::collections::BTreeSet;

use dateline::record::{EventType, Span};
use jiff::civil::Date;

use super::lexicon::Cue;
use super::party::Somebody;
use super::saying::{Named, Saying};

/// A report of the archive, as the ledger sees it.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) number: u64,
    pub(super) id: String,
    pub(super) published: Option<Date>,
    pub(super) publisher: Option<String>,
    /// Copies of one report have the same.
    pub(super) origin: u64,
}

/// A sentence with what it tells.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Which of the reports.
    pub(super) report: usize,
    pub(super) day: Option<Date>,
    pub(super) span: Span,
    pub(super) words: String,
    /// What it is about.
    pub(super) matter: BTreeSet<String>,
    /// The words of it that are only said: demanded, promised, threatened.
    pub(super) said: BTreeSet<String>,
    /// Words of the names of those whom pronouns and descriptions in it mean.
    pub(super) meant: BTreeSet<String>,
    /// The words of each name of several words: they tell no more than one.
    pub(super) names: Vec<BTreeSet<String>>,
    /// What its phrases tell.
    pub(super) cues: BTreeSet<Cue>,
    /// Words that stand for what is not done, by what is done instead.
    pub(super) against: BTreeSet<String>,
    /// Words of what has not happened, or will not.
    pub(super) denied: BTreeSet<String>,
    /// Words of what is to come.
    pub(super) to_come: BTreeSet<String>,
    pub(super) acts: Vec<Act>,
    /// What its words say.
    pub(super) sayings: Vec<Saying>,
    /// Whether it asks a question.
    pub(super) asks: bool,
    /// Whom it names, in order.
    pub(super) named: Vec<Named>,
    /// Who is quoted in it.
    pub(super) voice: Option<Somebody>,
    /// Days and spans of time that it names, with their TIMEX3 values.
    pub(super) times: Vec<(Span, String)>,
    /// Who says it, where it is only claimed.
    pub(super) claimed_by: Option<String>,
}

/// An act that was read in a sentence.
#[derive(Debug)]
pub(super) struct Act {
    pub(super) event: EventType,
    /// It is to come, only thought of, or denied.
    pub(super) is_done: bool,
    pub(super) is_denied: bool,
    /// Whether an entry of the codebook tells it.
    pub(super) is_entry: bool,
    pub(super) confidence: f64,
    pub(super) who: Vec<Somebody>,
    pub(super) to: Vec<Somebody>,
    /// Where its word is, in characters of the text.
    pub(super) word: Span,
}

/// Days from one of these sentences to another; none, where a day is not known.
pub(super) fn days(sentences: &[Sentence], first: usize, other: usize) -> i32 {
    let (from, to) = (sentences[first].day, sentences[other].day);
    from.zip(to).map_or(0, |(from, to)| (to - from).get_days())
}

impl Sentence {
    pub(super) fn has(&self, cue: Cue) -> bool {
        self.cues.contains(&cue)
    }

    /// Where a character of the report's text is, in bytes of its words.
    pub(super) fn byte(&self, place: u32) -> usize {
        let char = place.saturating_sub(self.span.start) as usize;
        self.words.char_indices().nth(char).map_or(self.words.len(), |(byte, _)| byte)
    }

    /// Who says something in it, else who is named first.
    pub(super) fn speaker(&self) -> Option<&Somebody> {
        let says = self.sayings.iter().find_map(|saying| saying.who.first());
        says.or_else(|| self.named.first().map(|named| &named.who))
    }

    /// Whether a word of it is told, and not only said.
    pub(super) fn tells(&self, word: &str) -> bool {
        self.matter.contains(word) && !self.said.contains(word)
    }

    /// Whom it names, in order.
    pub(super) fn parties(&self) -> impl Iterator<Item = &Somebody> {
        self.named.iter().map(|named| &named.who)
    }
}
