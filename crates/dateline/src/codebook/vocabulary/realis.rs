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
    /// Those of them that let it happen where they are verbs: "cleared them to attack".
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
}
