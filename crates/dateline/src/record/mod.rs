//! What is written for one report, as it is published: every answer with the stretch of text it was read from.
//!
//! Offsets are **characters** (Unicode scalar values), end exclusive, into the article's text. Fields may be added; a field
//! keeps its name and meaning.

mod actor;
mod article;
mod attitude;
mod event;
mod event_type;
mod explanation;
mod figure;
mod happening;
mod label;
mod place;
mod plover;
mod quotation;
mod time;

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::report::Source;

pub use actor::{Actor, ActorKind, Mention, MentionKind};
pub use article::{Article, Dateline, Excluded, ExcludedWhy, Section, Setting};
pub use attitude::Attitude;
pub use event::{Aux, Event, EventPlace, Party, PartyFrom, PlaceHow, Size, UNTOLD, WEIGHED, When, WhenHow};
pub use event_type::EventType;
pub use explanation::{Candidate, Explanation, Reason, Rival, Verdict};
pub use figure::{Comparator, Figure, FigureRole};
pub use happening::Happening;
pub(crate) use label::labels;
pub use place::{Alternative, Feature, Place, PlaceUse};
pub use plover::{Entity, Sector};
pub use quotation::{Cue, Quotation, QuotationKind, Voice};
pub use time::{Precision, Time, TimeModifier, TimeType};

/// The name and version of this form.
pub const SCHEMA: &str = "dateline/1";

/// A stretch of the article's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Everything read from one report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: Cow<'static, str>,
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
    /// Who did what to whom, each time it is told.
    pub events: Vec<Event>,
    /// Each act of these once.
    #[serde(default)]
    pub happenings: Vec<Happening>,
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

impl Record {
    /// Leaves out events that are less sure than this, from 0 to 1, and happenings that no other event tells. What stays
    /// keeps its id.
    pub fn keep_confident(&mut self, least: f64) {
        self.events.retain(|event| event.confidence >= least);
        let kept: FxHashSet<&str> = self.events.iter().map(|event| event.id.as_str()).collect();
        for happening in &mut self.happenings {
            happening.mentions.retain(|id| kept.contains(id.as_str()));
        }
        self.happenings.retain(|happening| !happening.mentions.is_empty());
    }
}
