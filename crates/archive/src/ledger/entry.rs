//! What stands in the ledger: who demands, promises, threatens, refuses what, and what became of it.

use dateline::record::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::correction::Correction;
use super::party::Somebody;

/// What was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Somebody asks or orders.
    Demand,
    /// Somebody offers, promises, announces to give way.
    Promise,
    /// Somebody announces harm.
    Threat,
    /// Somebody says no to what no entry before it asks.
    Refusal,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Demand, Self::Promise, Self::Threat, Self::Refusal];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Demand => "demand",
            Self::Promise => "promise",
            Self::Threat => "threat",
            Self::Refusal => "refusal",
        }
    }

    /// The one that is written so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// It was done.
    CarriedOut,
    /// A part of it was done.
    Partly,
    /// No was said to it; of a promise, it was declined or not kept.
    Refused,
    /// Who said it takes it back.
    Withdrawn,
    /// Something else was offered, promised or asked for it.
    Answered,
    /// It was said again.
    Repeated,
}

impl Became {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::CarriedOut, Self::Partly, Self::Refused, Self::Withdrawn, Self::Answered, Self::Repeated];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::CarriedOut => "carried-out",
            Self::Partly => "partly",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Answered => "answered",
            Self::Repeated => "repeated",
        }
    }

    /// The one that is written so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|became| became.name() == name)
    }

    /// Whether with it the matter is done with.
    pub(super) fn closes(self) -> bool {
        matches!(self, Self::CarriedOut | Self::Refused | Self::Withdrawn)
    }
}

/// A sentence of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The number of the report in the archive.
    pub report: u64,
    /// The report's id.
    pub id: String,
    /// The day it was published.
    pub published: Option<Date>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The sentence in the report's text.
    #[serde(flatten)]
    pub span: Span,
    /// Its words.
    pub words: String,
    /// Who says so, where the paper does not say it itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<String>,
}

/// By when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The words: "by Friday".
    pub words: String,
    /// The day, where it is one.
    pub day: Option<Date>,
}

/// Something that was demanded, promised, threatened or refused, once, however many reports tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in this archive: kind, number of the first report and place of the sentence, such as `demand-12-340`.
    pub entry: String,
    /// What was said.
    pub kind: Kind,
    /// Who said it.
    pub who: Vec<Somebody>,
    /// To whom.
    pub to: Vec<Somebody>,
    /// What is asked, promised, threatened, in the words of the report.
    pub what: String,
    /// On what it hangs, if the sentence says so: "unless it leaves".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// The days of the first and the last report.
    pub days: Option<[Date; 2]>,
    /// Number of reports.
    pub reports: usize,
    /// Number of these that are no copies of others.
    pub independent: usize,
    /// Where it is told, the earliest first.
    pub told: Vec<Evidence>,
    /// What became of it, in order.
    pub outcomes: Vec<Outcome>,
    /// The last that became of it; nothing, while it is open.
    pub status: Option<Became>,
    /// Days from its first day to the last of the archive, while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_days: Option<i32>,
    /// Whether it was said by hand that it is none: it is set aside, and counts nowhere.
    pub rejected: bool,
    /// What was said by hand of it as a whole, apart from what was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

impl Entry {
    /// Whether nothing has become of it, and nobody set it aside.
    pub fn is_open(&self) -> bool {
        self.status.is_none() && !self.rejected
    }

    /// Whether this is its name, or was before an earlier report came: it may be called by each of its sentences.
    pub fn is_called(&self, name: &str) -> bool {
        let names = |place: &Evidence| format!("{}-{}-{}", self.kind.name(), place.report, place.span.start);
        self.entry == name || self.told.iter().any(|place| names(place) == name)
    }

    /// Counts for how many days it is open, up to the last day of the reports.
    pub(super) fn count_open_days(&mut self, last: Option<Date>) {
        let first = self.days.map(|[first, _]| first).filter(|_| self.is_open());
        self.open_days = first.zip(last).map(|(first, last)| (last - first).get_days());
    }
}

/// Something that became of an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its name within the entry: what, number of the report and place of the sentence, such as `refused-14-93`.
    pub link: String,
    /// What.
    pub became: Became,
    /// The day of the report that tells it first.
    pub day: Option<Date>,
    /// How surely it is so, from 0 to 1.
    pub score: f64,
    /// Why, in words.
    pub why: String,
    /// Whether only somebody claims it.
    pub claimed: bool,
    /// Where it is told, the surest first.
    pub told: Vec<Evidence>,
    /// Whether it was set or confirmed by hand.
    pub by_hand: bool,
}
