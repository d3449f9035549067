//! What is a quotation to its speaker?

use super::label::labels;

labels! {
    /// What a quotation is to its speaker.
    Attitude {
        /// "said", "promised", "asked".
        Speech = "speech",
        /// "believes", "expects".
        Belief = "belief",
        /// "plans", "hopes to".
        Intention = "intention",
        /// "fears", "is glad that".
        Emotion = "emotion",
        /// "knows", "learnt".
        Knowledge = "knowledge",
    }
}
