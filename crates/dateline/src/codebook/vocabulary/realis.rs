//! Under which words is an act still to come, wished, tried, refused or denied?

use serde::{Deserialize, Serialize};

use super::WordSet;

/// `en/realis.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Realis {
    /// Verbs, adjectives and nouns under which an act is still to come, in dictionary form: "plans to attack".
    pub(crate) future: WordSet,
    /// Those under which it is wished, tried, feared or thought of: "hopes to meet", "a threat to attack".
    pub(crate) hypothetical: WordSet,
    /// Those under which it did not happen: "refused to meet", "stopped short of attacking".
    pub(crate) negative: WordSet,
    /// Verbs whose object is over or does not come, in dictionary form: "lifted sanctions".
    pub(crate) undoing: WordSet,
    /// Nouns of the same, in dictionary form: "an end to the shelling".
    pub(crate) undoings: WordSet,
    /// Those of the negative ones that let it happen where they are verbs: "cleared them to attack".
    pub(crate) let_as_verbs: WordSet,
    /// Verbs whose clause is said not to be so, in dictionary form.
    pub(crate) denials: WordSet,
    /// Verbs whose infinitive is done when they are, in dictionary form: "began to shell", "was forced to leave".
    pub(crate) implicative: WordSet,
    /// Nouns, in dictionary form, of acts under way: "launched a raid to detain" is no mere wish.
    pub(crate) operations: WordSet,
    /// Adjectives and participles, as they stand, that make a noun's act a thought: "alleged attack".
    pub(crate) thought_of: WordSet,
    /// Nouns, in dictionary form, in front of which another is thought of: "invasion plans".
    pub(crate) plans: WordSet,
    /// Verbs whose object is said to have done what stands behind a preposition, in dictionary form: "arrested for".
    pub(crate) alleging: WordSet,
    /// Those of them by which nobody says any more that it did: "acquitted of".
    pub(crate) clearing: WordSet,
    /// Adjectives of who did it or did not: "guilty of".
    pub(crate) found_to_be: WordSet,
    /// Nouns between those words and what is alleged, in dictionary form: "on suspicion of".
    pub(crate) alleged_in: WordSet,
    /// Nouns of fights that are no fights where no one and no place is fought, in dictionary form: "war on waste".
    pub(crate) fights: WordSet,
    /// Words before them that make them figures of speech wherever they stand: "a legal war".
    pub(crate) bloodless: WordSet,
    /// Nouns and verbs, in dictionary form, of what harms people without anybody's doing it: "killed in a crash".
    pub(crate) mishaps: WordSet,
    /// Subjects and objects, in dictionary form, of verbs of violence where nobody is hurt: "the show bombed".
    pub(crate) unhurt: WordSet,
}
