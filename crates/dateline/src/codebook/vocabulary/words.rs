//! Which words does the grammar of clauses and events ask for?

use serde::{Deserialize, Serialize};

use super::WordSet;

/// `en/words.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// Words and signs, in dictionary form, that tell nothing of what two parties do; no feature of theirs is weighed.
    pub(crate) empty: WordSet,
    /// Verbs, in dictionary form, whose actors agree with each other: "agreed to a ceasefire".
    pub(crate) agreeing: WordSet,
    /// Words, as they stand, of polls: what so many support is no act.
    pub(crate) polls: WordSet,
    /// Adjectives: who is so has done what they speak of: "responsible for the killings".
    pub(crate) answering_for: WordSet,
    /// Participles behind the body or force that does it: "Taliban-claimed", "rebel-held".
    pub(crate) done_by: WordSet,
    /// Verbs and nouns, in dictionary form, that "to" and "from" lead somewhere with: "flew to Geneva".
    pub(crate) moving: WordSet,
    /// Verbs, in dictionary form, whose object is the place of the act: "stormed the town".
    pub(crate) entered: WordSet,
}
