//! What does a sentence mean: does it demand, promise, threaten, refuse; and beside what was said before, does it tell what became
//! of it?
//!
//! The encoder reads each sentence with the one before it, and each statement with a later sentence that may answer it. Maps of
//! its vectors, fitted together with low-rank parts of it, tell the rest (`training/ledger`).

mod heads;

use std::path::Path;

use dateline_language::{Encoder, Error, PartVectors, Parts, TextPieces};
use rayon::prelude::*;

use super::entry::Became;
use super::meant::LIKELY;
use heads::Heads;

/// Pieces of which what was said before is read, with who said it to whom; of the latter alone; of the sentence before one; and
/// of a sentence. As they were fitted.
const STATEMENT: usize = 60;
const PARTIES: usize = 20;
const BEFORE: usize = 30;
const SENTENCE: usize = 64;

/// Of how many texts the vectors are computed at once.
const AT_ONCE: usize = 16;

/// Fitted by `training/ledger`, with set, date and figure in its header.
static ADAPTATION: &[u8] = include_bytes!("../../../data/ledger/encoder.safetensors");

/// The encoder that reads the ledger's sentences.
#[derive(Debug)]
pub struct Meaning {
    encoder: Encoder,
    heads: Heads,
}

/// What a sentence means, with the one before it.
#[derive(Clone, Debug)]
pub(super) struct Sense {
    /// How likely it tells a demand, a promise, a threat, a refusal.
    pub(super) kinds: [f32; 4],
    /// As a statement that something may become of; nothing for a sentence that is none.
    asks: Vec<f32>,
    /// As a sentence that may tell what became of one.
    tells: Vec<f32>,
}

/// What a sentence may be beside a statement, with the shares of likelihood, which add up to one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Relation([f32; 8]);

impl Relation {
    /// One with these shares: of none, told again, carried out, partly, refused, withdrawn, answered, repeated.
    #[cfg(test)]
    pub(super) fn of(shares: [f32; 8]) -> Self {
        Self(shares)
    }

    /// How likely it tells the statement again.
    pub(super) fn is_same(&self) -> f32 {
        self.0[1] + self.0[7]
    }

    /// How likely this became of the statement by it.
    pub(super) fn became(&self, became: Became) -> f32 {
        self.0[match became {
            Became::CarriedOut => 2,
            Became::Partly => 3,
            Became::Refused => 4,
            Became::Withdrawn => 5,
            Became::Answered => 6,
            Became::Repeated => 7,
        }]
    }
}

/// How a later sentence stands to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// It is the next of the same report.
    Next,
    /// It is in the same report.
    SameReport,
    /// Another report has it, so many days later.
    Days(i32),
}

/// A statement: who says what to whom, in the words of its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stated<'s> {
    /// The number of its kind among demand, promise, threat, refusal.
    pub(super) kind: usize,
    pub(super) who: &'s str,
    pub(super) to: &'s str,
    pub(super) words: &'s str,
}

/// A sentence with the one before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'s> {
    pub(super) before: &'s str,
    pub(super) words: &'s str,
}

impl Meaning {
    /// Opens the encoder of this folder, as `dateline model install` lays it down, with what the program carries for it.
    ///
    /// # Errors
    ///
    /// If the folder holds no encoder of that kind.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let encoder = Encoder::open(folder, Some(ADAPTATION))?;
        Ok(Self { encoder, heads: Heads::built_in() })
    }

    /// What each sentence means; nothing, if it gets too late.
    pub(super) fn senses(&self, sentences: &[Told<'_>], late: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Sense>> {
        let sense = |vectors: PartVectors| {
            let kinds = self.heads.kinds(&vectors.whole, &vectors.each[1]);
            let says = kinds.iter().any(|likely| *likely >= LIKELY);
            let asks = if says { self.heads.asks(&vectors.each[1]) } else { Vec::new() };
            Sense { kinds, asks, tells: self.heads.tells(&vectors.each[1]) }
        };
        let parts = |told: &Told<'_>| Parts::of([&self.before(told), &self.encoder.pieces(told.words).first(SENTENCE)]);
        self.each(sentences, parts, sense, late)
    }

    /// What each sentence tells of the statement before it; nothing, if it gets too late.
    pub(super) fn relations(
        &self,
        pairs: &[(Stated<'_>, Told<'_>, Gap)],
        late: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Relation>> {
        let relation =
            |vectors: PartVectors| Relation(self.heads.relation(&vectors.whole, &vectors.each[0], &vectors.each[2]));
        let parts = |(stated, told, gap): &(Stated<'_>, Told<'_>, Gap)| {
            let behind = self.encoder.pieces(&self.heads.gap(*gap)).then(&self.before(told));
            Parts::of([&self.stated(stated), &behind, &self.encoder.pieces(told.words).first(SENTENCE)])
        };
        self.each(pairs, parts, relation, late)
    }

    /// The answers to all of these, in their order, on all cores.
    fn each<T: Sync, A: Send>(
        &self,
        all: &[T],
        parts: impl Fn(&T) -> Parts + Sync,
        answer: impl Fn(PartVectors) -> A + Sync,
        late: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<A>> {
        let some = |some: &[T]| -> Option<Vec<A>> {
            let parts: Vec<Parts> = some.iter().map(&parts).collect();
            (!late()).then(|| self.encoder.encode_parts(&parts).into_iter().map(&answer).collect())
        };
        let answers: Option<Vec<Vec<A>>> = all.par_chunks(AT_ONCE).map(some).collect();
        answers.map(|answers| answers.into_iter().flatten().collect())
    }

    fn before(&self, told: &Told<'_>) -> TextPieces {
        self.encoder.pieces(told.before).last(BEFORE)
    }

    fn stated(&self, stated: &Stated<'_>) -> TextPieces {
        let parties = self.encoder.pieces(&self.heads.parties(stated)).first(PARTIES);
        parties.then(&self.encoder.pieces(stated.words)).first(STATEMENT)
    }
}

impl Sense {
    /// How near a later sentence is to this one as a statement: from -1 to 1.
    pub(super) fn nearness(&self, later: &Self) -> f32 {
        self.asks.iter().zip(&later.tells).map(|(a, b)| a * b).sum()
    }
}
