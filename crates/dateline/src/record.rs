//! What is written for one report, as it is published: every answer with the stretch of text it was read from.
//!
//! Offsets are **characters** (Unicode scalar values), end exclusive, into the article's text. Fields may be added; a field
//! keeps its name and meaning.

use jiff::civil::Date;
use serde::Serialize;

use crate::report::Source;

/// The name and version of this form.
pub const SCHEMA: &str = "dateline/1";

/// A stretch of the article's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Everything read from one report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// Stable id of the article: a hash of its text with white space folded.
    pub id: String,
    /// Where the report came from.
    pub source: Source,
    /// The article around the answers.
    pub article: Article,
    /// Who is spoken of.
    pub actors: Vec<Actor>,
    /// Who said what.
    pub quotations: Vec<Quotation>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// How many.
    pub figures: Vec<Figure>,
    /// When.
    pub times: Vec<Time>,
    /// Where.
    pub places: Vec<Place>,
    /// The text that the offsets count into, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What is known of the article as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Article {
    /// The headline, without the publisher's name.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Its language, ISO 639-1.
    pub language: Option<String>,
    /// News agencies credited.
    pub agencies: Vec<String>,
    /// Its writers.
    pub bylines: Vec<String>,
    /// Place and day that the text opens with.
    pub dateline: Option<Dateline>,
    /// Its sections, by their headings.
    pub sections: Vec<Section>,
    /// Parts of the text that are not the story.
    pub excluded: Vec<Excluded>,
    /// What was odd about it.
    pub warnings: Vec<String>,
}

/// `KYIV, Feb 1 (Reuters) -`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dateline {
    /// The place as written.
    pub place: String,
    /// The day, if given.
    pub date: Option<Date>,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// A part of the story under a heading of its own; it ends where the next begins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Heading and paragraphs.
    #[serde(flatten)]
    pub span: Span,
}

/// A part of the text that is not the story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Excluded {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it is instead: `credit`, `byline`, `link`, …
    pub why: String,
}

/// A person, group, organization, country or place that is spoken of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Actor {
    /// Number within the record, such as `a3`.
    pub id: String,
    /// Its fullest name or description.
    pub name: String,
    /// `person`, `group`, `organization`, `country` or `place`.
    pub kind: &'static str,
    /// Entity code and sectors as PLOVER writes them, such as `RUS GOV`.
    pub code: Option<String>,
    /// Country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First sector, such as `GOV`.
    pub sector: Option<String>,
    /// The office held at the time, such as `prime minister`.
    pub office: Option<String>,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// Where it is mentioned.
    pub mentions: Vec<Mention>,
}

/// Where an actor is mentioned: the whole noun phrase, relative clauses and a possessive mark included, as annotators of
/// coreference mark it; what is in apposition or coordinated is a mention of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// `name`, `description` or `pronoun`.
    pub kind: &'static str,
}

/// Something said, believed, wanted or felt by someone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quotation {
    /// Number within the record, such as `q3`.
    pub id: String,
    /// `direct` (all in quotation marks), `indirect` (nothing) or `mixed`.
    pub kind: &'static str,
    /// What was said, in one or several stretches.
    pub content: Vec<Span>,
    /// What of it stands in quotation marks.
    pub verbatim: Vec<Span>,
    /// The word that tells it was said.
    pub cue: Option<Cue>,
    /// Who said it.
    pub speaker: Option<Voice>,
    /// Who it was said to.
    pub addressee: Option<Voice>,
    /// The quotation that this one stands in.
    pub within: Option<String>,
    /// Number of the article's sentence that it begins in, from 1.
    pub sentence: usize,
    /// What it is to its speaker, by its cue: `speech`, `belief`, `intention`, `emotion` or `knowledge`.
    pub attitude: Option<&'static str>,
    /// When it was said, if words beside the cue tell: "said on Tuesday".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Where it was said, if words beside the cue tell: "said in Kyiv".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<EventPlace>,
}

/// The word or words that tell that something was said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cue {
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// The dictionary form.
    pub lemma: String,
}

/// A speaker or addressee: the actor, if it is one, and the words that name it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Voice {
    /// Id of the actor.
    pub actor: Option<String>,
    /// Where it is named.
    #[serde(flatten)]
    pub span: Span,
}

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
    pub precision: &'static str,
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

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The number.
    pub value: Option<f64>,
    /// `=`, `<`, `>`, `<=`, `>=` or `~`.
    pub comparator: &'static str,
    /// Lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// What is counted or measured: `soldiers`, `USD`, `%`, `km`.
    pub unit: Option<String>,
    /// What the amount is of: `oil` in "3 million barrels of oil".
    pub of: Option<String>,
    /// `total`, `change`, `dead`, `injured`, `missing`, `arrested`, `displaced`, `share`, `money`, …
    pub role: Option<&'static str>,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The quotation whose speaker claims it.
    pub said_in: Option<String>,
}

/// A temporal expression, in TIMEX3 terms.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Time {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// TIMEX3 value; absent where nothing anchors it.
    pub value: Option<String>,
    /// TIMEX3 modifier: `START`, `MID`, `END`, `APPROX`, `MORE_THAN`, …
    #[serde(rename = "mod")]
    pub modifier: Option<&'static str>,
    /// Distance from an unknown publication date, such as `-1w`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relative: Option<String>,
}

/// A toponym, resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its name in the gazetteer, else as written.
    pub name: String,
    /// Country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// `country`, `state`, `city`, `region`, `sea`, …
    pub feature: Option<&'static str>,
    /// `place` ("in Moscow"), `actor` ("Moscow said"), `name` (within another name) or `adjective` ("Russian").
    #[serde(rename = "use")]
    pub used: &'static str,
    /// From 0 to 1.
    pub confidence: f64,
    /// Other places of that name, the likeliest first, where they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
}

/// Another place that a name could have meant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alternative {
    /// Its name in the gazetteer.
    pub name: String,
    /// Country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// `country`, `state`, `city`, `region`, `sea`, …
    pub feature: &'static str,
    /// From 0 to 1; with the place's own they make 1 or less.
    pub confidence: f64,
}
