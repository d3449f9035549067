//! What was asked of a word, by name?

use dateline_language::Token;

use super::evidence::{Scene, may_tell, of_article, of_sentence, of_word};
use crate::weights::Evidence;

/// What speaks for and against a word's telling an act, with the names of the features; nothing of a word of a kind that
/// only its vector can tell of.
pub(in crate::did) fn named_evidence(scene: &Scene<'_, '_>, word: Token<'_>) -> Evidence {
    let mut evidence = Evidence::named();
    if !may_tell(word) {
        return evidence;
    }
    of_article(scene, &mut evidence);
    of_sentence(scene, word.sentence(), &mut evidence);
    of_word(scene, word, &mut evidence);
    evidence
}
