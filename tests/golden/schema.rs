//! The record declared once more, strictly: a field that is added, lost, renamed or of another type fails here.
//!
//! Labels are strings here on purpose: whatever the types inside are called, these are the published words.

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record {
    schema: String,
    id: String,
    source: Source,
    article: Article,
    actors: Vec<Actor>,
    quotations: Vec<Quotation>,
    events: Vec<Event>,
    happenings: Vec<Happening>,
    figures: Vec<Figure>,
    times: Vec<Time>,
    places: Vec<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Article {
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    url: Option<String>,
    language: Option<String>,
    agencies: Vec<String>,
    bylines: Vec<String>,
    dateline: Option<Dateline>,
    sections: Vec<Section>,
    settings: Vec<Setting>,
    excluded: Vec<Excluded>,
    warnings: Vec<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dateline {
    place: String,
    date: Option<String>,
    start: u32,
    end: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    heading: String,
    start: u32,
    end: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Setting {
    country: String,
    share: f64,
    start: u32,
    end: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Excluded {
    start: u32,
    end: u32,
    why: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Actor {
    id: String,
    name: String,
    kind: String,
    code: Option<String>,
    country: Option<String>,
    sector: Option<String>,
    office: Option<String>,
    wikidata: Option<String>,
    mentions: Vec<Mention>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mention {
    start: u32,
    end: u32,
    kind: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quotation {
    id: String,
    kind: String,
    content: Vec<Span>,
    verbatim: Vec<Span>,
    cue: Option<Cue>,
    speaker: Option<Voice>,
    addressee: Option<Voice>,
    within: Option<String>,
    sentence: usize,
    attitude: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<EventPlace>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cue {
    start: u32,
    end: u32,
    lemma: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Voice {
    actor: Option<String>,
    start: u32,
    end: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    id: String,
    event: String,
    mode: Vec<String>,
    context: Vec<String>,
    aux: Vec<String>,
    actor: Vec<Party>,
    recipient: Vec<Party>,
    trigger: Cue,
    sentence: Span,
    said_in: Option<String>,
    when: Option<When>,
    place: Option<EventPlace>,
    size: Option<Size>,
    score: f64,
    cameo: Option<String>,
    rule: String,
    confidence: f64,
    happening: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Happening {
    id: String,
    event: String,
    mode: Vec<String>,
    aux: Vec<String>,
    actor: Vec<Party>,
    recipient: Vec<Party>,
    when: Option<When>,
    place: Option<EventPlace>,
    size: Option<Size>,
    score: f64,
    cameo: Option<String>,
    claimed_by: Option<String>,
    central: bool,
    confidence: f64,
    mentions: Vec<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Party {
    actor: Option<String>,
    code: Option<String>,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Span>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct When {
    value: String,
    precision: String,
    how: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventPlace {
    name: String,
    country: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    geonames: Option<u32>,
    how: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Size {
    #[serde(skip_serializing_if = "Option::is_none")]
    dead: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    injured: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arrested: Option<f64>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figure {
    value: Option<f64>,
    comparator: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<f64>,
    unit: Option<String>,
    of: Option<String>,
    role: Option<String>,
    start: u32,
    end: u32,
    said_in: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Time {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
    value: Option<String>,
    #[serde(rename = "mod")]
    modifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relative: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    start: u32,
    end: u32,
    name: String,
    country: Option<String>,
    admin1: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    geonames: Option<u32>,
    feature: Option<String>,
    #[serde(rename = "use")]
    used: String,
    confidence: f64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    alternatives: Vec<Alternative>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Alternative {
    name: String,
    country: Option<String>,
    admin1: Option<String>,
    lat: f64,
    lon: f64,
    geonames: Option<u32>,
    feature: String,
    confidence: f64,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
}

impl Record {
    /// The record as it was written, if every field is declared here: read and written again.
    pub(crate) fn again(&self) -> Value {
        serde_json::to_value(self).expect("a record is JSON")
    }
}
