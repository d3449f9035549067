//! Words to a tree: Nivre's arc-eager transition system with spaCy's non-monotonic moves and sentence breaks.

mod features;
mod moves;
mod state;
mod unproject;

use std::ops::Range;

use crate::error::Result;
use crate::package::Package;
use crate::steps::{ASKED_EVERY, StepModel, Steps, Vectors, read_moves};

pub(crate) use unproject::lift;

use moves::{Kind, Move};
use state::State;

/// A tree over the words of a document: each word's head (itself at a root) and label.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) heads: Vec<u32>,
    /// Index into [`Parser::labels`].
    pub(crate) labels: Vec<u8>,
}

impl Tree {
    /// Puts the tree over some of the words, from `first` on, in place of what was said of them.
    pub(crate) fn put(&mut self, first: usize, piece: Self) {
        let words = first..first + piece.heads.len();
        self.labels[words.clone()].copy_from_slice(&piece.labels);
        let heads = piece.heads.iter().map(|head| head + first as u32);
        self.heads[words].iter_mut().zip(heads).for_each(|(old, head)| *old = head);
    }
}

/// spaCy's dependency parser.
#[derive(Debug)]
pub(crate) struct Parser {
    model: StepModel,
    moves: Vec<Move>,
    labels: Vec<Box<str>>,
    /// For a label such as `dobj||conj`: what it stands for, and the label of the word it belongs under.
    decorated: Vec<Option<(u8, u8)>>,
}

/// Labels that every parser needs: of a root, and of white space.
pub(crate) const ROOT: &str = "ROOT";
const DEP: &str = "dep";

impl Parser {
    pub(crate) fn read(package: &Package) -> Result<Self> {
        package.expect("components.parser.model", "state_type", "parser")?;
        let network = package.network("parser")?;
        let mut labels: Vec<Box<str>> = vec![ROOT.into(), DEP.into()];
        let mut moves = Vec::new();
        let mut number = |label: &str| -> Result<u8> {
            let found = labels.iter().position(|known| &**known == label).unwrap_or_else(|| {
                labels.push(label.into());
                labels.len() - 1
            });
            u8::try_from(found).map_err(|_| network.error("moves", "more than 256 labels"))
        };
        for (kind, label) in read_moves(package, "parser")? {
            let kind = Kind::read(kind).ok_or_else(|| network.error("moves", format!("unsupported move {kind}")))?;
            moves.push(Move { kind, label: number(&label)? });
        }
        let mut decorated = Vec::new();
        let mut i = 0;
        while i < labels.len() {
            let parts = labels[i].split_once("||").map(|(own, head)| (own.to_owned(), head.to_owned()));
            let mut number = |label: &str| {
                labels.iter().position(|known| &**known == label).unwrap_or_else(|| {
                    labels.push(label.into());
                    labels.len() - 1
                }) as u8
            };
            decorated.push(parts.map(|(own, head)| (number(&own), number(&head))));
            i += 1;
        }
        let model = StepModel::read(package, "parser", &network, features::PLACES, moves.len())?;
        Ok(Self { model, moves, labels, decorated })
    }

    /// The labels, in the order that a [`Tree`] counts them.
    pub(crate) fn labels(&self) -> &[Box<str>] {
        &self.labels
    }

    /// A scorer of this parser's moves for a text of so many rows.
    pub(crate) fn steps<F: Vectors>(&self, rows: usize, vectors: F) -> Steps<'_, F> {
        Steps::new(&self.model, rows, vectors)
    }

    /// The tree over the words in these rows, projective: labels may be decorated (see [`lift`]).
    pub(crate) fn parse<F: Vectors>(
        &self,
        rows: Range<usize>,
        steps: &mut Steps<'_, F>,
        may_go_on: &dyn Fn() -> bool,
    ) -> Tree {
        let mut state = State::new(rows.len());
        let mut made = 0_usize;
        while !state.is_final() {
            if made.is_multiple_of(ASKED_EVERY) && !may_go_on() {
                state.give_up();
                break;
            }
            made += 1;
            let allowed = moves::allowed(&state);
            let places = features::words(&state).map(|word| word.map(|word| rows.start + word));
            let scores = steps.scores(places);
            let mut best: Option<(f32, Move)> = None;
            for (&score, &candidate) in scores.iter().zip(&self.moves) {
                if allowed[candidate.kind as usize] && best.is_none_or(|(top, _)| score > top) {
                    best = Some((score, candidate));
                }
            }
            match best {
                Some((_, chosen)) => chosen.make(&mut state),
                None => state.give_up(),
            }
        }
        state.into_tree()
    }

    /// The parts of a decorated label: its own, and its head's.
    pub(crate) fn decoration(&self, label: u8) -> Option<(u8, u8)> {
        self.decorated[label as usize]
    }
}
