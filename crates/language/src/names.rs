//! Words to names: spaCy's entity recognizer, a transition system that marks each word as the beginning, inside, last or
//! only word of a name, or outside of one (BILUO), with a network of word vectors of its own.

use std::ops::Range;

use crate::error::Result;
use crate::package::Package;
use crate::steps::{ASKED_EVERY, StepModel, Steps, Vectors, read_moves};
use crate::tok2vec::Tok2Vec;

/// The places of a state that the network looks at: this word, the first of the open name, the word before this one.
const PLACES: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Begin,
    In,
    Last,
    Unit,
    Out,
}

impl Kind {
    /// In the order of a package's `moves` file, where 0 stands for a missing annotation.
    fn read(number: u8) -> Option<Self> {
        let kinds = [Self::Begin, Self::In, Self::Last, Self::Unit, Self::Out];
        kinds.get(number.checked_sub(1)? as usize).copied()
    }
}

/// A name: its first word, one past its last, and its label as an index into [`NameFinder::labels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) label: u8,
}

/// spaCy's named entity recognizer.
#[derive(Debug)]
pub(crate) struct NameFinder {
    pub(crate) tok2vec: Tok2Vec,
    model: StepModel,
    moves: Vec<(Kind, Option<u8>)>,
    labels: Vec<Box<str>>,
}

impl NameFinder {
    pub(crate) fn read(package: &Package) -> Result<Self> {
        package.expect("components.ner.model", "state_type", "ner")?;
        let network = package.network("ner")?;
        let tok2vec = Tok2Vec::read(package, "components.ner.model.tok2vec", &network)?;
        let mut labels: Vec<Box<str>> = Vec::new();
        let mut moves = Vec::new();
        for (kind, label) in read_moves(package, "ner")? {
            let kind = Kind::read(kind).ok_or_else(|| network.error("moves", format!("unsupported move {kind}")))?;
            let label = (!label.is_empty()).then(|| {
                labels.iter().position(|known| **known == *label).unwrap_or_else(|| {
                    labels.push(label.into());
                    labels.len() - 1
                }) as u8
            });
            moves.push((kind, label));
        }
        let model = StepModel::read(package, "ner", &network, PLACES, moves.len())?;
        Ok(Self { tok2vec, model, moves, labels })
    }

    /// The labels, in the order that a [`Name`] counts them.
    pub(crate) fn labels(&self) -> &[Box<str>] {
        &self.labels
    }

    /// A scorer of this recognizer's moves for a text of so many rows.
    pub(crate) fn steps<F: Vectors>(&self, rows: usize, vectors: F) -> Steps<'_, F> {
        Steps::new(&self.model, rows, vectors)
    }

    /// The names among the words in these rows. No name goes over the start of a sentence or begins with white space.
    pub(crate) fn find<F: Vectors>(
        &self,
        rows: Range<usize>,
        starts_sentence: impl Fn(usize) -> bool,
        is_space: impl Fn(usize) -> bool,
        steps: &mut Steps<'_, F>,
        may_go_on: &dyn Fn() -> bool,
    ) -> Vec<Name> {
        let length = rows.len();
        let mut names = Vec::new();
        let mut open: Option<(usize, u8)> = None;
        for word in 0..length {
            if word % ASKED_EVERY == ASKED_EVERY - 1 && !may_go_on() {
                break;
            }
            let more = word + 1 < length;
            let ends = more && starts_sentence(word + 1);
            let allowed = |kind: Kind, label: Option<u8>| match (kind, label) {
                (Kind::Begin, Some(_)) => open.is_none() && more && !ends && !is_space(word),
                (Kind::In, Some(label)) => more && !ends && open.is_some_and(|(_, name)| name == label),
                (Kind::Last, Some(label)) => open.is_some_and(|(_, name)| name == label),
                (Kind::Unit, Some(_)) => open.is_none() && !is_space(word),
                (Kind::Out, _) => open.is_none(),
                (_, None) => false,
            };
            let places = [Some(word), open.map(|(start, _)| start), open.map(|_| word - 1)];
            let scores = steps.scores::<PLACES>(places.map(|word| word.map(|word| rows.start + word)));
            let Some((kind, label)) = self.best(scores, allowed) else { break };
            match (kind, label) {
                (Kind::Begin, Some(label)) => open = Some((word, label)),
                (Kind::Last | Kind::Unit, Some(label)) => {
                    let start = open.take().map_or(word, |(start, _)| start);
                    names.push(Name { start: start as u32, end: word as u32 + 1, label });
                }
                _ => {}
            }
        }
        names
    }

    /// The move with the highest score among those allowed; of equal ones the first.
    fn best(&self, scores: &[f32], allowed: impl Fn(Kind, Option<u8>) -> bool) -> Option<(Kind, Option<u8>)> {
        let mut best: Option<(f32, Kind, Option<u8>)> = None;
        for (&score, &(kind, label)) in scores.iter().zip(&self.moves) {
            if best.is_none_or(|(top, ..)| score > top) && allowed(kind, label) {
                best = Some((score, kind, label));
            }
        }
        best.map(|(_, kind, label)| (kind, label))
    }
}
