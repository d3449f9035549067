//! Is what this noun tells over, or does it not come? "Lifted sanctions", "talks were cancelled", "an end to the shelling".

use dateline_language::{Pos, Relation, Token};

use crate::desk::Desk;
use crate::grammar::{self, acts};

/// Whether a noun is what another word says to be ended: then it tells no act that was done.
pub(super) fn is_undone(desk: &Desk<'_>, noun: Token<'_>) -> bool {
    let realis = &desk.codebook.vocabulary.realis;
    let by = noun.head();
    let ends = |word: Token<'_>| realis.undoing.holds(&grammar::lemma(word));
    match noun.dep() {
        _ if noun.pos() != Pos::Noun => false,
        Relation::Dobj | Relation::NsubjPass => ends(by),
        Relation::Pobj if acts::ENDED.contains(&by.lower()) => {
            by.head().pos() == Pos::Noun && realis.undoings.holds(&grammar::lemma(by.head()))
        }
        _ => false,
    }
}
