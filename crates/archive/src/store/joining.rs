//! To which story does an added report belong?
//!
//! The file keeps of each report its origin and its story, named by the numbers of their first reports, so that a story keeps
//! its name when it grows and of two that become one the lower stays, and a trace by which those are found that may belong with
//! a new one. A report without a row here is not compared yet. It is compared with the stories of those found, by what the
//! last comparison of all tells of all; when the archive has changed by [`GROWTH`] since, all are compared again.

mod last;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use rusqlite::{Connection, Transaction};

use super::tables;
use crate::columns::{STORY_TABLES, StoryEntry};
use crate::error::Error;
use crate::stories::{Account, Collection, Scope, Stories, Story};

use last::Last;
pub use last::Pace;

/// The tables of this module.
pub const TABLES: &str = "
CREATE TABLE belongings (
    report INTEGER PRIMARY KEY REFERENCES reports (report),
    origin INTEGER NOT NULL,
    story INTEGER NOT NULL,
    day INTEGER,
    trace BLOB NOT NULL
) STRICT;
CREATE INDEX belongings_by_story ON belongings (story);
CREATE TABLE comparison (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    scope TEXT NOT NULL,
    reports INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    known BLOB NOT NULL
) STRICT;
CREATE TABLE boilerplate (sentence INTEGER PRIMARY KEY) STRICT;
";

/// What came of a joining.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Reports that were not compared yet, and are now.
    pub added: u32,
    /// Reports that were compared, these among them.
    pub compared: u32,
    /// Whether these were all.
    pub all: bool,
    /// Stories that were written, new ones and those that changed.
    pub stories: u32,
}

/// Origin and story of a report, by their first reports.
type Names = (u32, u32);

/// How reports are joined.
pub struct Joining<'a> {
    /// What is joined.
    pub scope: Scope,
    /// When all are compared.
    pub pace: Pace,
    /// What of a report its comparison needs.
    pub account: &'a dyn Fn(u32) -> Result<Account, Error>,
}

impl Joining<'_> {
    /// Joins the reports that are not compared yet; nothing, and then all should be undone, if it is stopped.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or written, or the reports have too many distinct words.
    pub fn join(&self, file: &Transaction<'_>, stop: &AtomicBool) -> Result<Option<Joined>, Error> {
        let waiting = numbers(file, WAITING)?;
        if waiting.is_empty() {
            return Ok(Some(Joined::default()));
        }
        match Last::read(file, self.scope)? {
            Some(last) if !last.is_old(self.pace, waiting.len() as u32) => self.join_some(file, last, &waiting, stop),
            _ => self.join_all(file, waiting.len() as u32, stop),
        }
    }

    /// Compares all reports.
    fn join_all(&self, file: &Transaction<'_>, added: u32, stop: &AtomicBool) -> Result<Option<Joined>, Error> {
        let reports = numbers(file, CODED)?;
        let collection = self.collection(Collection::new(self.scope), &reports)?;
        let Some(found) = collection.stories_unless(stop) else { return Ok(None) };
        let known = found.known();
        file.execute("DELETE FROM belongings", [])?;
        for table in STORY_TABLES {
            file.execute(&format!("DELETE FROM {}", table.name), [])?;
        }
        let names = names(&found, &reports);
        write_names(file, &reports, &names, found.traces(&known))?;
        for story in found.iter() {
            write_story(file, story, &reports, &names)?;
        }
        let compared = reports.len() as u32;
        Last::write(file, self.scope, compared, &known)?;
        Ok(Some(Joined { added, compared, all: true, stories: found.len() as u32 }))
    }

    /// Compares new reports with the stories to which they may belong.
    fn join_some(
        &self,
        file: &Transaction<'_>,
        last: Last,
        waiting: &[u32],
        stop: &AtomicBool,
    ) -> Result<Option<Joined>, Error> {
        let new = self.collection(Collection::among(self.scope, last.known), waiting)?;
        let before = near(file, &new)?;
        let reports: Vec<u32> = before.keys().chain(waiting).copied().collect::<BTreeSet<_>>().into_iter().collect();
        let collection = self.collection(Collection::among(self.scope, new.into_known()), &reports)?;
        let Some(found) = collection.stories_unless(stop) else { return Ok(None) };
        let now = names(&found, &reports);
        let traces = found.traces(found.knew());
        write_names(file, &reports, &now, traces)?;
        let stories = rewrite(file, &found, &reports, &before, &now)?;
        let added = waiting.len() as u32;
        Last::add(file, added, &found)?;
        Ok(Some(Joined { added, compared: reports.len() as u32, all: false, stories }))
    }

    fn collection(&self, mut collection: Collection, reports: &[u32]) -> Result<Collection, Error> {
        for &report in reports {
            let mut account = (self.account)(report)?;
            account.id = report.to_string();
            collection.add_account(account)?;
        }
        Ok(collection)
    }
}

/// Takes a report out that is removed, or whose text is another now; the others of its story are compared anew when reports
/// are joined next.
///
/// # Errors
///
/// If the file cannot be read or written.
pub fn forget(file: &Transaction<'_>, report: u32) -> Result<(), Error> {
    for story in numbers(file, &format!("SELECT story FROM belongings WHERE report = {report}"))? {
        tables::delete(file, story)?;
        file.execute("DELETE FROM belongings WHERE story = ?", [story])?;
        file.execute("UPDATE comparison SET changed = changed + 1", [])?;
    }
    Ok(())
}

/// Reports that are coded.
const CODED: &str = "SELECT report FROM articles_kept WHERE coded ORDER BY report";

/// Those of them that are not compared yet.
const WAITING: &str = "SELECT report FROM articles_kept
    WHERE coded AND report NOT IN (SELECT report FROM belongings) ORDER BY report";

fn numbers(file: &Connection, query: &str) -> Result<Vec<u32>, Error> {
    let mut query = file.prepare_cached(query)?;
    let numbers = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(numbers)
}

/// The reports of the stories to which new ones may belong, with what these are called.
fn near(file: &Connection, new: &Collection) -> Result<BTreeMap<u32, Names>, Error> {
    let mut search = new.search();
    let mut query = file.prepare_cached("SELECT report, origin, day, trace FROM belongings ORDER BY report")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        search.show(row.get(0)?, row.get(1)?, row.get(2)?, row.get_ref(3)?.as_blob().unwrap_or_default());
    }
    let mut names = BTreeMap::new();
    let mut query = file.prepare_cached(
        "SELECT report, origin, story FROM belongings
         WHERE story = (SELECT story FROM belongings WHERE report = ?)",
    )?;
    for report in search.found() {
        if !names.contains_key(&report) {
            let story = query.query_map([report], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
            names.extend(story.collect::<Result<Vec<_>, _>>()?);
        }
    }
    Ok(names)
}

/// What the origin and the story of each report are called.
fn names(found: &Stories, reports: &[u32]) -> Vec<Names> {
    let (mut origins, mut stories) = (BTreeMap::new(), BTreeMap::new());
    let name = |(place, &report): (crate::stories::Belonging<'_>, &u32)| {
        (*origins.entry(place.copies).or_insert(report), *stories.entry(place.story).or_insert(report))
    };
    found.reports().zip(reports).map(name).collect()
}

fn write_names(
    file: &Connection,
    reports: &[u32],
    names: &[Names],
    traces: Vec<(Option<i32>, Vec<u8>)>,
) -> Result<(), Error> {
    let mut insert = file.prepare_cached("INSERT OR REPLACE INTO belongings VALUES (?, ?, ?, ?, ?)")?;
    for ((report, (origin, story)), (day, trace)) in reports.iter().zip(names).zip(traces) {
        insert.execute((report, origin, story, day, trace))?;
    }
    Ok(())
}

/// Writes the stories that are not as they were; how many these are.
fn rewrite(
    file: &Connection,
    found: &Stories,
    reports: &[u32],
    before: &BTreeMap<u32, Names>,
    now: &[Names],
) -> Result<u32, Error> {
    let (was, is) = (
        members(before.iter().map(|(report, names)| (*report, *names))),
        members(reports.iter().copied().zip(now.iter().copied())),
    );
    for (story, _) in was.iter().filter(|(story, members)| is.get(story) != Some(members)) {
        tables::delete(file, *story)?;
    }
    let mut written = 0;
    for story in found.iter() {
        let name = story_name(&story, reports, now);
        if is.get(&name) != was.get(&name) {
            write_story(file, story, reports, now)?;
            written += 1;
        }
    }
    Ok(written)
}

/// The reports of each story with their origins.
fn members(names: impl Iterator<Item = (u32, Names)>) -> BTreeMap<u32, Vec<(u32, u32)>> {
    let mut members: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    names.for_each(|(report, (origin, story))| members.entry(story).or_default().push((report, origin)));
    members
}

/// What a story that was found among these reports is called.
fn story_name(story: &Story, reports: &[u32], names: &[Names]) -> u32 {
    let report: u32 = story.origins[0].report.parse().expect("reports are called by their numbers");
    names[reports.binary_search(&report).expect("a story has reports that were compared")].1
}

fn write_story(file: &Connection, mut story: Story, reports: &[u32], names: &[Names]) -> Result<(), Error> {
    story.story = story_name(&story, reports, names);
    tables::insert(file, &StoryEntry::of(story))
}
