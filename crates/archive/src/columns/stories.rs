//! What the comparison of all reports found: copies and their origins, stories, merged events.
//!
//! A row is part of a story; its column `story` is the number of the story in the archive and joins these tables. Reports are
//! called by the numbers that they have in the other tables.

use std::collections::BTreeMap;

use super::cell::CellType::{Day, Real, Text, Texts, Whole, Wholes};
use super::cell::{Cell, maybe};
use super::table::{Column, Row, Table, column, listed, measured};
use super::values;
use crate::stories::{Copy, Difference, EventRef, MergedEvent, Origin, Story, Version};

/// The tables of stories, in the order in which they are described.
pub static STORY_TABLES: [&Table<StoryEntry>; 5] = [&COPIES, &STORIES, &MERGED_EVENTS, &TELLINGS, &DIFFERENCES];

const STORY: (&str, &str) = ("story", "Number of the story in the archive.");

/// A story as the tables have it; these need reports that are called by their numbers in the archive.
#[derive(Debug)]
pub struct StoryEntry {
    /// The story.
    pub story: Story,
    /// The origin of each report, both by their ids.
    origins: BTreeMap<String, String>,
}

impl StoryEntry {
    /// An entry of a story whose reports are called by their numbers in the archive.
    pub fn of(story: Story) -> Self {
        let mut origins = BTreeMap::new();
        for origin in &story.origins {
            let reports = origin.members.iter().map(|copy| &copy.report).chain([&origin.report]);
            origins.extend(reports.map(|report| (report.clone(), origin.report.clone())));
        }
        Self { story, origins }
    }

    /// The numbers of its reports.
    pub fn reports(&self) -> impl Iterator<Item = u64> {
        self.origins.keys().map(|report| number(report))
    }

    /// Numbers of what each of a story's events has: `(event, part of it)`.
    fn parts(&self, count: fn(&MergedEvent) -> usize) -> Vec<(usize, usize)> {
        let events = self.story.events.iter().enumerate();
        events.flat_map(|(event, merged)| (0..count(merged)).map(move |part| (event, part))).collect()
    }
}

/// The number by which a report is called.
fn number(id: &str) -> u64 {
    id.parse().expect("reports of an archive are called by their numbers")
}

static COPIES: Table<StoryEntry> = Table {
    name: "copies",
    about: "Where a report that was coded belongs: the report it was taken from, and its story. With `--dedup`.",
    key: STORY,
    columns: &COPY,
    rows: |entry| {
        let origins = entry.story.origins.iter().enumerate();
        origins.flat_map(|(origin, found)| (0..=found.members.len()).map(move |copy| (origin, copy))).collect()
    },
};

static COPY: [Column<StoryEntry>; 8] = [
    column("report", Whole, "Number of the report in the archive.", |row| {
        number(copy(row).map_or(&origin(row).report, |copy| &copy.report)).into()
    }),
    column("origin", Whole, "The report that is likely the first of its copies; itself, where it is no copy.", |row| {
        number(&origin(row).report).into()
    }),
    listed("how", Text, "How the origin was told: {}.", values::origin_how, |row| origin(row).how.into()),
    column("agency", Text, "The agency that most of the copies credit.", |row| maybe(origin(row).agency.as_ref())),
    measured(
        "taken",
        Real,
        "0 to 1",
        "Share of a copy's words that stand in the origin, in runs of four at least.",
        |row| maybe(copy(row).map(|copy| copy.taken)),
    ),
    measured("keeps", Real, "0 to 1", "Share of the origin's words that stand in the copy.", |row| {
        maybe(copy(row).map(|copy| copy.keeps))
    }),
    column("reason", Text, "Why it is a copy, such as `12 of 14 sentences stand in 3`.", |row| {
        maybe(copy(row).map(|copy| &copy.reason))
    }),
    column("shares", Texts, "Why its origin is in the story: terms that it shares with the other origins.", |row| {
        origin(row).shares[..].into()
    }),
];

fn origin<'e>(row: &Row<'e, StoryEntry>) -> &'e Origin {
    &row.entry.story.origins[row.first]
}

/// The copy of a row; none, where it is the origin.
fn copy<'e>(row: &Row<'e, StoryEntry>) -> Option<&'e Copy> {
    origin(row).members.get(row.second.checked_sub(1)?)
}

static STORIES: Table<StoryEntry> = Table {
    name: "stories",
    about: "Reports of the same happening; with `--dedup copies` each origin is a story of its own.",
    key: STORY,
    columns: &TOLD_STORY,
    rows: |_| vec![(0, 0)],
};

static TOLD_STORY: [Column<StoryEntry>; 5] = [
    column("headline", Text, "Headline of its first report, else the report's opening words.", |row| {
        (&row.entry.story.headline).into()
    }),
    column("reports", Whole, "How many reports tell it.", |row| row.entry.story.reports.into()),
    column("independent", Whole, "How many of them are independent: copies of one report count once.", |row| {
        row.entry.story.origins.len().into()
    }),
    column("first_published", Day, "Day of its first report.", |row| {
        maybe(row.entry.story.published.map(|days| days[0]))
    }),
    column("last_published", Day, "Day of its last report.", |row| {
        maybe(row.entry.story.published.map(|days| days[1]))
    }),
];

static MERGED_EVENTS: Table<StoryEntry> = Table {
    name: "merged_events",
    about: "What happened, once for all reports that tell it.",
    key: STORY,
    columns: &MERGED_EVENT,
    rows: |entry| entry.parts(|_| 1),
};

static MERGED_EVENT: [Column<StoryEntry>; 18] = [
    column("merged_event_id", Text, "Its id within the story.", event_id),
    column("event", Text, "One of PLOVER's sixteen event types.", |row| (&event(row).event).into()),
    column("mode", Texts, "PLOVER modes that any report gives.", |row| event(row).mode[..].into()),
    listed("aux", Texts, "What keeps it from being a fact: {}. Empty: it happened.", values::no_fact, |row| {
        event(row).aux[..].into()
    }),
    column("actors", Texts, "Who did it, as the first report says.", |row| event(row).actor[..].into()),
    column("recipients", Texts, "To whom, as the first report says.", |row| event(row).recipient[..].into()),
    column("first_day", Day, "First day that it may have been, by the most precise report.", |row| {
        maybe(event(row).days.map(|days| days[0]))
    }),
    column("last_day", Day, "Last day that it may have been.", |row| maybe(event(row).days.map(|days| days[1]))),
    column("place", Text, "Where, as the first report that says so has it.", |row| maybe(event(row).place.as_ref())),
    column("reports", Whole, "How many reports tell it.", |row| event(row).reports.into()),
    column("independent", Whole, "How many of them are independent: copies of one report count once.", |row| {
        event(row).independent.into()
    }),
    column("told_by", Wholes, "The reports that tell it; their own happenings are in `tellings`.", |row| {
        let mut reports: Vec<u64> = event(row).told.iter().map(|told| number(&told.report)).collect();
        reports.dedup();
        reports[..].into()
    }),
    column("first_report", Whole, "The report that told it first.", |row| number(&event(row).first).into()),
    column("first_published", Day, "Day of that report.", |row| maybe(event(row).published.map(|days| days[0]))),
    column("last_published", Day, "Day of the last report.", |row| maybe(event(row).published.map(|days| days[1]))),
    column("claimed_by", Texts, "Who claims it, where reports do not say it themselves.", |row| {
        Cell::Texts(event(row).claims.iter().map(|claim| claim.speaker.clone()).collect())
    }),
    column("agree", Texts, "Why these are one event: what the reports agree in.", |row| {
        Cell::Texts(event(row).agree.iter().map(|what| (*what).to_owned()).collect())
    }),
    column("sentence", Text, "The sentence of the first report.", |row| (&event(row).sentence).into()),
];

fn event<'e>(row: &Row<'e, StoryEntry>) -> &'e MergedEvent {
    &row.entry.story.events[row.first]
}

fn event_id(row: &Row<'_, StoryEntry>) -> Cell {
    Cell::Text(format!("m{}", row.first + 1))
}

static TELLINGS: Table<StoryEntry> = Table {
    name: "tellings",
    about: "Which happenings of which reports are one merged event.",
    key: STORY,
    columns: &TELLING,
    rows: |entry| entry.parts(|event| event.told.len()),
};

static TELLING: [Column<StoryEntry>; 4] = [
    column("merged_event_id", Text, "The merged event.", event_id),
    column("report", Whole, "Number of the report that tells it.", |row| number(&told(row).report).into()),
    column("happening_id", Text, "The happening there, in `happenings`.", |row| (&told(row).happening).into()),
    column("origin", Whole, "The origin of that report: reports with the same are not independent.", |row| {
        number(&row.entry.origins[&told(row).report]).into()
    }),
];

fn told<'e>(row: &Row<'e, StoryEntry>) -> &'e EventRef {
    &event(row).told[row.second]
}

static DIFFERENCES: Table<StoryEntry> = Table {
    name: "differences",
    about: "What reports say differently of one merged event, side by side.",
    key: STORY,
    columns: &DIFFERENCE,
    rows: |entry| entry.parts(|event| event.differences.iter().map(|difference| difference.values.len()).sum()),
};

static DIFFERENCE: [Column<StoryEntry>; 6] = [
    column("merged_event_id", Text, "The merged event.", event_id),
    column("what", Text, "`actor`, `recipient`, `day`, `place`, or what is counted, such as `dead`.", |row| {
        (&value(row).0.what).into()
    }),
    column("value", Text, "One of the answers, that of most origins first.", |row| (&value(row).1.value).into()),
    column("given_by", Wholes, "The reports that give it.", |row| {
        let reports: Vec<u64> = value(row).1.reports.iter().map(|report| number(report)).collect();
        reports[..].into()
    }),
    column("independent", Whole, "How many independent origins give it.", |row| value(row).1.independent.into()),
    column("said_by", Texts, "Whose figure it is, where it is claimed.", |row| value(row).1.said_by[..].into()),
];

fn value<'e>(row: &Row<'e, StoryEntry>) -> (&'e Difference, &'e Version) {
    let values = |difference: &'e Difference| difference.values.iter().map(move |value| (difference, value));
    let mut all = event(row).differences.iter().flat_map(values);
    all.nth(row.second).expect("rows are counted by the values")
}
