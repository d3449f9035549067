//! What does the codebook say of each of PLOVER's events? The rows of `codebook/plover.toml`, which explains the keys. The
//! build script reads the file with these types too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::EventType;
use super::senses::PartyKind;

/// What holds for all events of one type.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventTraits {
    pub(crate) name: EventType,
    /// Verbal or material cooperation, verbal or material conflict: 1 to 4.
    #[allow(dead_code, reason = "the build script writes the quads apart, for `EventType::quad`")]
    pub(crate) quad: u8,
    pub(crate) score: f64,
    pub(crate) cameo: String,
    /// What each mode scores.
    pub(crate) modes: BTreeMap<String, f64>,
    /// The mode that it takes from the act it speaks of: `{ CONSULT = "meet" }` for a REQUEST.
    #[serde(default)]
    pub(crate) content: BTreeMap<EventType, String>,
    /// Whether there is none without somebody it is done to.
    #[serde(default)]
    pub(crate) needs_recipient: bool,
    /// Whether several may do it with each other, so that an entry asks for no recipient then.
    #[serde(default)]
    pub(crate) between_actors: bool,
    /// Whether it is often done to somebody of one's own country.
    #[serde(default)]
    pub(crate) at_home: bool,
    /// Whether it judges: who supports or condemns a deed does nothing to those whom the deed hits.
    #[serde(default)]
    pub(crate) judges_deeds: bool,
    /// Whether officials do it to a thing alone: "condemned the bombing".
    #[serde(default)]
    pub(crate) to_things: bool,
    /// Whether a place behind it is where it was said, and nobody it is done to.
    #[serde(default)]
    pub(crate) in_words: bool,
    /// Whether without a known recipient it is done to those on whose deed it hangs: "until Cuba frees them".
    #[serde(default)]
    pub(crate) hangs_on_deed: bool,
    /// Whether it is an event too where it is only meant.
    #[serde(default)]
    pub(crate) may_be_meant: bool,
    /// Whether it is the saying itself: a promise, threat, demand or refusal. Weights alone tell none, and it has no future.
    #[serde(default)]
    pub(crate) is_saying: bool,
    /// Whether in the passive the troops do it that it is done to: "soldiers were deployed".
    #[serde(default)]
    pub(crate) by_troops: bool,
    /// Whether in the passive the country did it where it was done: "was arrested in Rwanda".
    #[serde(default)]
    pub(crate) by_country: bool,
    /// Whether it has a scene of its own; of what is said and agreed only the verb's own place tells where.
    #[serde(default)]
    pub(crate) has_scene: bool,
    /// Whether figures of its clause tell how many it killed, hurt or put in custody.
    #[serde(default)]
    pub(crate) counts_people: bool,
    /// The kinds of parties of whom weights may tell it; of anybody where there are none.
    #[serde(default)]
    pub(crate) weighed_of: Vec<PartyKind>,
}
