//! What are origins and stories called in an archive, and which of them are written anew?

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::tables;
use crate::columns::{STORY_TABLES, StoryEntry};
use crate::stories::{Stories, Story};

/// Origin and story of a report, by their first reports.
pub(super) type Names = (u32, u32);

/// What was found among some reports, and what it is called.
pub(super) struct Naming<'f> {
    found: &'f Stories,
    /// In order.
    reports: &'f [u32],
    /// Of each report.
    names: Vec<Names>,
}

impl<'f> Naming<'f> {
    pub(super) fn of(found: &'f Stories, reports: &'f [u32]) -> Self {
        let (mut origins, mut stories) = (BTreeMap::new(), BTreeMap::new());
        let places = found.reports().zip(reports);
        let names = places.map(|(place, &report)| {
            (*origins.entry(place.copies).or_insert(report), *stories.entry(place.story).or_insert(report))
        });
        Self { found, reports, names: names.collect() }
    }

    /// Keeps where each report belongs, with its day and its trace.
    pub(super) fn keep(&self, file: &Connection, traces: Vec<(Option<i32>, Vec<u8>)>) -> rusqlite::Result<()> {
        let mut insert = file.prepare_cached("INSERT OR REPLACE INTO belongings VALUES (?, ?, ?, ?, ?)")?;
        for ((report, (origin, story)), (day, trace)) in self.reports.iter().zip(&self.names).zip(traces) {
            insert.execute((report, origin, story, day, trace))?;
        }
        Ok(())
    }

    /// Writes the stories that are not as they were before; how many these are.
    pub(super) fn rewrite(&self, file: &Connection, before: &BTreeMap<u32, Names>) -> rusqlite::Result<u32> {
        let was = members(before.iter().map(|(&report, &names)| (report, names)));
        let is = members(self.reports.iter().copied().zip(self.names.iter().copied()));
        let mut others = was.iter().filter(|(story, members)| is.get(story) != Some(members));
        others.try_for_each(|(&story, _)| erase(file, story))?;
        let mut written = 0;
        for story in self.found.iter() {
            let name = self.name(&story);
            if is.get(&name) != was.get(&name) {
                write(file, Story { story: name, ..story })?;
                written += 1;
            }
        }
        Ok(written)
    }

    fn name(&self, story: &Story) -> u32 {
        let report: u32 = story.origins[0].report.parse().expect("reports are called by their numbers");
        self.names[self.reports.binary_search(&report).expect("a story has reports that were compared")].1
    }
}

/// The reports of each story with their origins.
fn members(names: impl Iterator<Item = (u32, Names)>) -> BTreeMap<u32, Vec<(u32, u32)>> {
    let mut members: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    names.for_each(|(report, (origin, story))| members.entry(story).or_default().push((report, origin)));
    members
}

fn write(file: &Connection, story: Story) -> rusqlite::Result<()> {
    let entry = StoryEntry::of(story);
    let number = entry.story.story.into();
    STORY_TABLES.iter().try_for_each(|table| tables::insert(file, table, number, table.rows_of(&entry)))
}

/// Takes away what is told of a story.
pub(super) fn erase(file: &Connection, story: u32) -> rusqlite::Result<()> {
    STORY_TABLES.iter().try_for_each(|table| tables::delete(file, table, story.into()))
}
