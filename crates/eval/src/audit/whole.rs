//! Of what is a sample drawn: which happenings are there, and of which kinds?

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline::Report;
use dateline::record::{Happening, Record};
use dateline_archive::store::Archive;
use serde::{Deserialize, Serialize};

use super::Error;
use super::folder::Folder;

/// More months than these are told by years.
const MONTHS: usize = 24;

/// By what happenings are parted before they are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Which of the sixteen events.
    Event,
    /// The country where it happened.
    Country,
    /// Who published the report.
    Outlet,
    /// The month in which it was published; the year, of more than two years.
    Period,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Event, Self::Country, Self::Outlet, Self::Period];

    /// As options and files have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Country => "country",
            Self::Outlet => "outlet",
            Self::Period => "period",
        }
    }

    /// The one that options and files have so.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.name() == name)
    }
}

/// A happening that may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Act {
    /// The number of its report.
    pub(super) report: u64,
    /// Its number within that, as its id has it: `h3`.
    pub(super) number: u32,
    /// Of which of the groups it is.
    pub(super) group: u32,
}

/// Everything that may be drawn.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// The happenings, in order.
    pub(super) acts: Vec<Act>,
    /// What happenings of a group have in common: a value of each dimension. Each group once.
    pub(super) groups: Vec<Vec<String>>,
    /// The numbers of the reports that were read, with those without a happening.
    pub(super) reports: Vec<u64>,
}

/// A happening as it comes to be counted.
pub(super) struct Counted<'c> {
    pub(super) report: u64,
    pub(super) id: &'c str,
    pub(super) event: &'c str,
    pub(super) country: Option<&'c str>,
    pub(super) outlet: Option<&'c str>,
    /// The day, as `2031-03-08`.
    pub(super) published: Option<&'c str>,
}

/// Puts together what may be drawn.
pub(super) struct Counting {
    by: Vec<Dimension>,
    known: BTreeMap<Vec<String>, u32>,
    frame: Frame,
}

impl Counting {
    pub(super) fn by(by: &[Dimension]) -> Self {
        Self { by: by.to_vec(), known: BTreeMap::new(), frame: Frame::default() }
    }

    pub(super) fn report(&mut self, report: u64) {
        self.frame.reports.push(report);
    }

    pub(super) fn act(&mut self, act: &Counted<'_>) {
        let value = |dimension: &Dimension| match dimension {
            Dimension::Event => Some(act.event),
            Dimension::Country => act.country,
            Dimension::Outlet => act.outlet,
            Dimension::Period => act.published.and_then(|day| day.get(..7)),
        };
        let key: Vec<String> = self.by.iter().map(|each| value(each).unwrap_or("unknown").to_owned()).collect();
        let next = self.known.len() as u32;
        let group = *self.known.entry(key).or_insert(next);
        let number = act.id.trim_start_matches('h').parse().unwrap_or_default();
        self.frame.acts.push(Act { report: act.report, number, group });
    }

    pub(super) fn frame(mut self) -> Frame {
        let mut keys: Vec<(Vec<String>, u32)> = self.known.into_iter().collect();
        if let Some(at) = self.by.iter().position(|dimension| *dimension == Dimension::Period) {
            let months: BTreeSet<&String> = keys.iter().map(|(key, _)| &key[at]).collect();
            if months.len() > MONTHS {
                keys.iter_mut().filter(|(key, _)| key[at].len() == 7).for_each(|(key, _)| key[at].truncate(4));
            }
        }
        // Groups are numbered in the order of their values, whatever came first.
        let distinct: BTreeSet<&Vec<String>> = keys.iter().map(|(key, _)| key).collect();
        let groups: Vec<Vec<String>> = distinct.into_iter().cloned().collect();
        let mut renamed = vec![0; keys.len()];
        for (key, old) in &keys {
            renamed[*old as usize] = groups.binary_search(key).unwrap_or_default() as u32;
        }
        self.frame.acts.iter_mut().for_each(|act| act.group = renamed[act.group as usize]);
        Frame { groups, ..self.frame }
    }
}

/// A report that something was drawn from.
pub(super) struct Taken {
    pub(super) report: Report,
    pub(super) record: Record,
}

impl Taken {
    pub(super) fn happening(&self, number: u32) -> Option<&Happening> {
        let id = format!("h{number}");
        self.record.happenings.iter().find(|happening| happening.id == id)
    }
}

/// With what some reports were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadWith {
    /// The program and its version.
    pub program: String,
    /// The language model, the encoder.
    pub model: String,
    /// Codebook, places.
    pub codebook: String,
    /// What else was asked for.
    pub settings: String,
    /// How many reports.
    pub reports: u64,
}

/// What is drawn from: an archive in one file, or a folder of records.
pub enum Whole {
    /// The archive.
    Archive(Box<Archive>),
    /// The folder.
    Folder(Folder),
}

impl Whole {
    /// Opens an archive, or a folder that `dateline code --format jsonl --with-text` wrote.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if path.is_dir() {
            return Folder::open(path).map(Self::Folder);
        }
        Ok(Self::Archive(Box::new(Archive::open(path)?)))
    }

    pub(super) fn frame(&self, by: &[Dimension]) -> Result<Frame, Error> {
        match self {
            Self::Archive(archive) => of_archive(archive, by).map_err(Error::of(archive.path())),
            Self::Folder(folder) => folder.frame(by),
        }
    }

    pub(super) fn taken(&self, report: u64) -> Result<Taken, Error> {
        match self {
            Self::Folder(folder) => folder.taken(report),
            Self::Archive(archive) => {
                let gone = || Error::damaged(archive.path(), format!("report {report} has no answers"));
                let entry = archive.entry_of(report)?.ok_or_else(gone)?;
                let record = entry.answer.map_err(|_| gone())?;
                let report = archive.report_of(report)?.ok_or_else(gone)?;
                Ok(Taken { report, record })
            }
        }
    }

    pub(super) fn read_with(&self) -> Result<Vec<ReadWith>, Error> {
        match self {
            Self::Archive(archive) => versions(archive).map_err(Error::of(archive.path())),
            Self::Folder(folder) => Ok(folder.read_with()),
        }
    }

    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Archive(archive) => archive.path(),
            Self::Folder(folder) => folder.path(),
        }
    }
}

fn of_archive(archive: &Archive, by: &[Dimension]) -> rusqlite::Result<Frame> {
    let connection = archive.connection();
    let mut counting = Counting::by(by);
    let mut statement = connection.prepare("SELECT report FROM articles WHERE coded ORDER BY report")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        counting.report(row.get::<_, i64>(0)? as u64);
    }
    let mut statement = connection.prepare(
        "SELECT h.report, h.happening_id, h.event, h.country, a.publisher, a.published
         FROM happenings h JOIN articles a ON a.report = h.report ORDER BY h.report, length(h.happening_id), h.happening_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get_ref(at).map(|value| value.as_str_or_null().unwrap_or_default());
        counting.act(&Counted {
            report: row.get::<_, i64>(0)? as u64,
            id: text(1)?.unwrap_or_default(),
            event: text(2)?.unwrap_or_default(),
            country: text(3)?,
            outlet: text(4)?,
            published: text(5)?,
        });
    }
    Ok(counting.frame())
}

fn versions(archive: &Archive) -> rusqlite::Result<Vec<ReadWith>> {
    let mut statement = archive.connection().prepare(
        "SELECT program, model, codebook, settings, count(*) FROM reports JOIN runs ON runs.run = reports.run
         GROUP BY runs.run ORDER BY runs.run",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(ReadWith {
            program: row.get(0)?,
            model: row.get(1)?,
            codebook: row.get(2)?,
            settings: row.get(3)?,
            reports: row.get::<_, i64>(4)? as u64,
        })
    })?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn happenings_are_grouped_by_values_and_long_times_by_years() {
        let count = |months: usize| {
            let mut counting = Counting::by(&[Dimension::Event, Dimension::Period]);
            for month in 0..months {
                let day = format!("{}-{:02}-05", 2030 + month / 12, month % 12 + 1);
                let act = Counted {
                    report: 7,
                    id: "h2",
                    event: if month % 2 == 0 { "AID" } else { "ACCUSE" },
                    country: None,
                    outlet: None,
                    published: Some(&day),
                };
                counting.act(&act);
            }
            counting.frame()
        };
        let short = count(3);
        assert_eq!(short.groups, [["ACCUSE", "2030-02"], ["AID", "2030-01"], ["AID", "2030-03"]]);
        assert_eq!(short.acts[0], Act { report: 7, number: 2, group: 1 });
        let long = count(36);
        assert_eq!(long.groups.len(), 6);
        assert_eq!(long.groups[long.acts[25].group as usize], ["ACCUSE", "2032"]);
    }
}
