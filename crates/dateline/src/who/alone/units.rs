//! What do the parts of an actor phrase stand for?

use crate::codebook::{Known, Role};

/// A name or role of the phrase, or some word.
#[derive(Debug)]
pub(super) struct PhraseUnit<'c> {
    /// Its first word.
    pub(super) start: usize,
    /// One past its last word.
    pub(super) end: usize,
    pub(super) what: UnitKind<'c>,
    /// Whether a possessive mark follows.
    pub(super) owns: bool,
}

/// What a unit stands for.
#[derive(Debug)]
pub(super) enum UnitKind<'c> {
    Known(Vec<Known>),
    /// A role, and its words as the codebook has them.
    Role(&'c Role, String),
    /// A place of several words that the gazetteer knows: its country.
    Place(String),
    /// Words in upper case that the codebook does not know.
    Name,
    Word,
}
