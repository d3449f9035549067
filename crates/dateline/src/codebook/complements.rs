//! What does a cue of speech introduce, and where does its hearer stand? The build script reads these too.

use super::labels;

labels! {
    /// What a cue introduces: the values of `takes`, explained in `said.toml`.
    Complement {
        /// A finite clause.
        That = "that",
        /// Direct speech.
        Quote = "quote",
        /// An infinitive whose subject is the source.
        To = "to",
        /// An object and an infinitive.
        ObjectTo = "object-to",
        /// A question.
        Whether = "whether",
        /// An object and what a preposition governs.
        Of = "of",
        /// An object and what it is taken as.
        As = "as",
        /// What "for" governs.
        For = "for",
        /// A noun phrase.
        Noun = "noun",
    }
}

labels! {
    /// Where the hearer of a cue stands.
    HearerPlace {
        /// Its object: "told X".
        Object = "object",
        /// Behind "to": "said to X".
        To = "to",
    }
}
