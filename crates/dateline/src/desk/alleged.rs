//! Which deeds are told as those of somebody accused?

use dateline_language::Token;

use crate::codebook::Codebook;
use crate::grammar::alleged::{Allegation, Alleging};

/// In which allegation a word tells a deed of the accused.
pub(crate) fn allegation<'d>(codebook: &Codebook, word: Token<'d>) -> Option<Allegation<'d>> {
    let realis = &codebook.vocabulary.realis;
    let verbs = |verb: &str| realis.alleging.holds(verb) || realis.clearing.holds(verb);
    let adjectives = |adjective: &str| realis.found_to_be.holds(adjective);
    let nouns = |noun: &str| realis.alleged_in.holds(noun);
    Allegation::of(word, Alleging { verbs: &verbs, adjectives: &adjectives, nouns: &nouns })
}
