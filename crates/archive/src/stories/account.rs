//! What of a report its comparison with others needs.

use dateline::record::Record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::happening::{Happening, happenings};
use super::names::Names;

/// A report as it is compared with others: what it says of itself, its text without credits, links and bylines, the days it
/// speaks of and its events.
///
/// A few kilobytes that can be kept in a file, so that reports which were read one day are compared another day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The id that answers call it by.
    pub id: String,
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) agencies: Vec<String>,
    pub(super) published: Option<Date>,
    pub(super) story: String,
    /// Words that are names where they open a sentence.
    pub(super) names: Vec<String>,
    /// Words for countries and their people, of which much is told on any day.
    pub(super) broad: Vec<String>,
    /// Words for places.
    pub(super) places: Vec<String>,
    pub(super) days: Vec<Date>,
    pub(super) happenings: Vec<Happening>,
}

impl Account {
    /// What `record`, read from `text`, gives to compare; its id is that of the record's source.
    pub fn of(record: &Record, text: &str) -> Self {
        let dateline = record.article.dateline.as_ref().and_then(|dateline| dateline.date);
        let names = Names::of(record, text);
        let day = |value: &str| value.get(..10)?.parse::<Date>().ok();
        Self {
            id: record.source.id.clone(),
            title: record.article.title.clone(),
            publisher: record.article.publisher.clone(),
            agencies: record.article.agencies.clone(),
            published: record.article.published.or(dateline),
            story: story(record, text),
            names: names.opening(),
            broad: names.broad(),
            places: names.places(),
            days: record.times.iter().filter_map(|time| day(time.value.as_deref()?)).collect(),
            happenings: happenings(record, text),
        }
    }

    /// The bytes of its text.
    pub fn length(&self) -> usize {
        self.story.len()
    }

    /// The day on which the report was published.
    pub fn published(&self) -> Option<Date> {
        self.published
    }
}

/// The text without what is not the story: credits, links, bylines.
fn story(record: &Record, text: &str) -> String {
    let mut excluded = record.article.excluded.iter().map(|part| part.span).collect::<Vec<_>>();
    excluded.sort_unstable();
    let mut excluded = excluded.into_iter().peekable();
    let mut story = String::with_capacity(text.len());
    for (place, c) in (0_u32..).zip(text.chars()) {
        while excluded.next_if(|span| span.end <= place).is_some() {}
        let out = excluded.peek().is_some_and(|span| span.start <= place);
        story.push(if out { '\n' } else { c });
    }
    story
}
