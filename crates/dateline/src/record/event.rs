//! How are events published?

use serde::{Deserialize, Serialize};

use super::label::labels;
use super::{Cue, EventType, Precision, Span};

/// The rule of what weights tell and no entry.
pub const WEIGHED: &str = "weighed";
/// The rule of what neither an entry nor weights tell.
pub const UNTOLD: &str = "none";

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Number within the record, such as `e3`.
    pub id: String,
    /// One of PLOVER's sixteen.
    pub event: EventType,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// PLOVER contexts.
    pub context: Vec<String>,
    /// PLOVER auxiliary modes, each once, in order.
    pub aux: Vec<Aux>,
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
    /// The codebook entry that matched, or [`WEIGHED`].
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// Id of the happening that it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happening: Option<String>,
}

labels! {
    /// How an event stands to what has happened: PLOVER's auxiliary modes.
    Aux {
        /// It is to come.
        Future = "future",
        /// It was in a year long before the report.
        Historical = "historical",
        /// It is wished, tried, feared or thought of.
        Hypothetical = "hypothetical",
        /// It did not happen.
        Negation = "negation",
    }
}

/// A party to an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Party {
    /// Id of the actor.
    pub actor: Option<String>,
    /// Its code, such as `RUS GOV`.
    pub code: Option<String>,
    /// Where it is named.
    #[serde(flatten)]
    pub span: Span,
    /// How its country is known where its own words and its actor do not tell it; absent where they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartyFrom>,
    /// The words that tell what was inferred; absent where none of the text do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Span>,
}

labels! {
    /// From what the country of a party was inferred.
    PartyFrom {
        /// From where the sentence plays.
        Setting = "setting",
        /// From the act alone: who "was arrested", was by the police of where the sentence plays.
        Implied = "implied",
        /// From another sentence, which mentions the party.
        ToldElsewhere = "told elsewhere",
    }
}

/// When an event happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct When {
    /// TIMEX3 value, such as `2022-02-01`.
    pub value: String,
    /// `day`, `week`, `month`, `year` …
    pub precision: Precision,
    /// How that is known.
    pub how: WhenHow,
    /// The words that say it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

labels! {
    /// How it is known when an event happened.
    WhenHow {
        /// By words of its clause.
        Clause = "clause",
        /// By others of its sentence.
        Sentence = "sentence",
        /// From another sentence.
        Carried = "carried",
        /// From the article's date.
        Assumed = "assumed",
    }
}

/// Where an event happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// How that is known.
    pub how: PlaceHow,
    /// The words that say it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

labels! {
    /// How it is known where an event happened.
    PlaceHow {
        /// By words of its clause.
        Clause = "clause",
        /// By others of its sentence.
        Sentence = "sentence",
        /// From the heading above.
        Section = "section",
        /// From the place that the text opens with.
        Dateline = "dateline",
        /// From another sentence.
        Carried = "carried",
        /// From the place that the article names most.
        Assumed = "assumed",
    }
}

/// How many people an event concerned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
