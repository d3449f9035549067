//! Which words stand around what is said?

use serde::{Deserialize, Serialize};

use super::WordSet;

/// `en/speech.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Speech {
    /// Nouns for where and in what something is said: "in an interview", "in his first public remarks".
    pub(crate) occasions: WordSet,
    /// Verbs after which "if" asks: "inquired if the witness could see".
    pub(crate) inquiries: WordSet,
    /// Verbs whose participles say what their subject feels or thinks: "they are convinced that …".
    pub(crate) states_of_mind: WordSet,
}
