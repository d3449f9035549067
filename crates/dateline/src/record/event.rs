//! How are events published?

use serde::Serialize;

use super::{Cue, Precision, Span};

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Number within the record, such as `e3`.
    pub id: String,
    /// One of PLOVER's sixteen.
    pub event: String,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// PLOVER contexts.
    pub context: Vec<String>,
    /// PLOVER auxiliary modes: `historical`, `future`, `hypothetical`, `negation`.
    pub aux: Vec<&'static str>,
    /// Who did it; all parties, where they did it to each other.
    pub actor: Vec<Party>,
    /// Whom it was done to.
    pub recipient: Vec<Party>,
    /// The word that tells it.
    pub trigger: Cue,
    /// The sentence.
    pub sentence: Span,
    /// The quotation whose speaker claims it; absent where the paper itself states it.
    pub said_in: Option<String>,
    /// When.
    pub when: Option<When>,
    /// Where.
    pub place: Option<EventPlace>,
    /// How many people it concerned.
    pub size: Option<Size>,
    /// PLOVER conflict-cooperation score, from -10 to 10.
    pub score: f64,
    /// CAMEO code, at least its root.
    pub cameo: Option<String>,
    /// The codebook entry that matched.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
}

/// A party to an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Party {
    /// Id of the actor.
    pub actor: Option<String>,
    /// Its code, such as `RUS GOV`.
    pub code: Option<String>,
    /// Where it is named.
    #[serde(flatten)]
    pub span: Span,
}

/// When an event happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct When {
    /// TIMEX3 value, such as `2022-02-01`.
    pub value: String,
    /// `day`, `week`, `month`, `year` …
    pub precision: Precision,
    /// `clause`, `sentence` (read there), `carried` from an earlier sentence, or `assumed` from the article's date.
    pub how: &'static str,
    /// The words that say it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// Where an event happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventPlace {
    /// Name of the place.
    pub name: String,
    /// Country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// `clause`, `sentence` (read there), `section` (from its heading) or `dateline`.
    pub how: &'static str,
    /// The words that say it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// How many people an event concerned.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Size {
    /// Killed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dead: Option<f64>,
    /// Injured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub injured: Option<f64>,
    /// Arrested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrested: Option<f64>,
}
