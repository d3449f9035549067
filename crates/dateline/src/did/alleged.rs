//! Who did what somebody is accused, suspected or cleared of?

use dateline_language::{Pos, Token};

use super::nouns::of_phrase;
use super::parties;
use super::party::Party;
use crate::desk::{self, Desk};
use crate::grammar;
use crate::grammar::alleged::Allegation;

/// The allegation that a word's deed stands in, as one of the accused: not, where a noun names another doer.
pub(super) fn allegation<'d>(desk: &Desk<'_>, trigger: Token<'d>) -> Option<Allegation<'d>> {
    let found = desk::allegation(desk.codebook, trigger)?;
    let deed = found.deed;
    // "Criticised the minister over the war": a noun behind "over" need not be the accused's deed, one with an owner is not.
    let is_noun = deed.pos() != Pos::Verb;
    let topic = is_noun && !grammar::alleged::ties_deed(deed.head());
    let of_another =
        trigger.pos() != Pos::Verb && parties::owner(desk, trigger).is_some_and(|owner| !of_victim(owner, trigger));
    (!topic && !of_another).then_some(found)
}

/// "The killing of six miners": behind "of" stands whom it was done to.
fn of_victim(owner: Token<'_>, noun: Token<'_>) -> bool {
    grammar::governed(noun, &grammar::acts::GENITIVE) == Some(owner)
}

/// Who is said to have done what the word tells; nothing, if nobody is accused of it.
pub(super) fn doer(desk: &Desk<'_>, trigger: Token<'_>) -> Option<Vec<Party>> {
    let accused = allegation(desk, trigger)?.accused?;
    Some(of_phrase(desk, accused)).filter(|parties| !parties.is_empty())
}

/// Whether those who allege it say that it was not so: "acquitted of".
pub(super) fn is_cleared(desk: &Desk<'_>, trigger: Token<'_>) -> bool {
    let cleared = |found: Allegation<'_>| desk.codebook.vocabulary.realis.clearing.holds(&grammar::lemma(found.word));
    allegation(desk, trigger).is_some_and(cleared)
}
