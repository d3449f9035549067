//! What does an archive hold, how large is it, and who writes into it?

use rusqlite::{Connection, OptionalExtension};

use super::lock::{self, Writer};
use super::{Archive, Error};

/// Publishers that are told.
const PUBLISHERS: usize = 10;

/// What an archive holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// The version of its tables.
    pub version: i32,
    /// Reports that were read for answers.
    pub coded: u64,
    /// Reports in other languages, of which only the article is known.
    pub other_languages: u64,
    /// What could not be read, by its cause in one word, the most frequent first.
    pub failures: Vec<(String, u64)>,
    /// Reports with the text of an earlier one.
    pub duplicates: u64,
    /// Reports that are new versions of others.
    pub versions: u64,
    /// Happenings and quotations in them.
    pub happenings: u64,
    /// See there.
    pub quotations: u64,
    /// Stories, if reports were joined.
    pub stories: Option<u64>,
    /// The first and last day on which a report was published.
    pub days: Option<[String; 2]>,
    /// Who published the most, and how many.
    pub publishers: Vec<(String, u64)>,
    /// With what reports were read, in the order in which that began.
    pub runs: Vec<RunInfo>,
    /// What takes how many bytes of the file.
    pub parts: Vec<(Part, u64)>,
    /// Who is writing into it now.
    pub writer: Option<Writer>,
}

/// With what reports were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunInfo {
    /// Its number.
    pub run: u64,
    /// When it was first used.
    pub begun: String,
    /// The program.
    pub program: String,
    /// The language model.
    pub model: String,
    /// The codebook.
    pub codebook: String,
    /// What else was asked for.
    pub settings: String,
    /// How many reports have their answers from it.
    pub reports: u64,
}

/// A part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The texts, with what carriers said of them.
    Texts,
    /// The records.
    Records,
    /// The tables of answers.
    Answers,
    /// The indexes of these.
    Indexes,
    /// What finds words.
    Words,
    /// Everything else.
    Other,
    /// What is free for more.
    Free,
}

impl Part {
    /// Its name, in one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Texts => "texts",
            Self::Records => "records",
            Self::Answers => "answers",
            Self::Indexes => "indexes",
            Self::Words => "words",
            Self::Other => "other",
            Self::Free => "free",
        }
    }

    /// Where what is called so in the file belongs.
    fn of(name: &str) -> Self {
        match name {
            "texts" => Self::Texts,
            "records" | "former_records" => Self::Records,
            _ if name.ends_with("_kept") => Self::Answers,
            _ if name.contains("_index_") => Self::Words,
            _ if name.contains("_by_") => Self::Indexes,
            _ => Self::Other,
        }
    }
}

impl Info {
    /// Bytes of the file.
    pub fn bytes(&self) -> u64 {
        self.parts.iter().map(|(_, bytes)| bytes).sum()
    }

    /// What could not be read.
    pub fn failed(&self) -> u64 {
        self.failures.iter().map(|(_, count)| count).sum()
    }
}

impl Archive {
    /// What the archive holds.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn info(&self) -> Result<Info, Error> {
        let tell = || {
            let state = self.connection.unchecked_transaction()?;
            info(&state)
        };
        let mut info = tell().map_err(Error::of(&self.path))?;
        info.writer = lock::holder(&self.path);
        Ok(info)
    }
}

fn info(connection: &Connection) -> rusqlite::Result<Info> {
    let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map(|count| count as u64);
    let counted = |sql: &str| -> rusqlite::Result<Vec<(String, u64)>> {
        let mut statement = connection.prepare(sql)?;
        statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64)))?.collect()
    };
    let has = |table: &str| {
        let sql = "SELECT 1 FROM sqlite_schema WHERE name = ?";
        connection.query_row(sql, [table], |_| Ok(())).optional().map(|found| found.is_some())
    };
    let by_coded = "SELECT coalesce(sum(coded), 0), count(*) - coalesce(sum(coded), 0), count(duplicate_of), \
                    min(published), max(published) FROM articles";
    let mut info = connection.query_row(by_coded, [], |row| {
        let count = |at: usize| row.get::<_, i64>(at).map(|count| count as u64);
        let (first, last): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        let days = first.zip(last).map(|(first, last)| [first, last]);
        Ok(Info { coded: count(0)?, other_languages: count(1)?, duplicates: count(2)?, days, ..Info::default() })
    })?;
    info.version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    info.failures = counted("SELECT kind, count(*) FROM failures GROUP BY kind ORDER BY count(*) DESC, kind")?;
    info.versions = one("SELECT count(*) FROM reports WHERE version_of IS NOT NULL")?;
    info.happenings = one("SELECT count(*) FROM happenings_kept")?;
    info.quotations = one("SELECT count(*) FROM quotations_kept")?;
    info.stories = if has("stories")? { Some(one("SELECT count(DISTINCT story) FROM stories")?) } else { None };
    info.publishers = counted(&format!(
        "SELECT publisher, count(*) FROM articles WHERE publisher IS NOT NULL GROUP BY publisher \
         ORDER BY count(*) DESC, publisher LIMIT {PUBLISHERS}"
    ))?;
    info.runs = runs(connection)?;
    info.parts = parts(&counted("SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = TRUE GROUP BY name")?);
    let free = one("SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size")?;
    info.parts.extend((free > 0).then_some((Part::Free, free)));
    Ok(info)
}

fn runs(connection: &Connection) -> rusqlite::Result<Vec<RunInfo>> {
    let mut statement = connection.prepare(
        "SELECT run, begun, program, model, codebook, settings, (SELECT count(*) FROM reports WHERE reports.run = runs.run) \
         FROM runs ORDER BY run",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(RunInfo {
            run: row.get::<_, i64>(0)? as u64,
            begun: row.get(1)?,
            program: row.get(2)?,
            model: row.get(3)?,
            codebook: row.get(4)?,
            settings: row.get(5)?,
            reports: row.get::<_, i64>(6)? as u64,
        })
    })?;
    rows.collect()
}

/// The bytes of the parts, in order.
fn parts(named: &[(String, u64)]) -> Vec<(Part, u64)> {
    let mut parts: Vec<(Part, u64)> = Vec::new();
    for (name, bytes) in named {
        let part = Part::of(name);
        match parts.iter_mut().find(|(known, _)| *known == part) {
            Some((_, sum)) => *sum += bytes,
            None => parts.push((part, *bytes)),
        }
    }
    parts.sort_unstable();
    parts
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::store::forget;

    #[test]
    fn an_archive_without_reports_is_told_and_who_writes() {
        let path = std::env::temp_dir().join(format!("dateline-info-{}.db", std::process::id()));
        forget(&path);
        let writer = Writer::here("a test of info");
        let archive = Archive::open_to_write(&path, &writer, Duration::ZERO, |_| {}).expect("made");
        let info = Archive::open(&path).expect("there").info().expect("read");
        assert_eq!(info.writer, Some(writer));
        assert_eq!((info.coded, info.failed(), info.days.clone(), info.runs.len()), (0, 0, None, 0));
        let pages = archive.connection.query_row(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            [],
            |row| row.get::<_, i64>(0),
        );
        assert_eq!(info.bytes(), pages.expect("counted") as u64);
        for part in [Part::Texts, Part::Records, Part::Answers, Part::Indexes, Part::Words, Part::Other] {
            assert!(info.parts.iter().any(|(known, bytes)| *known == part && *bytes > 0), "{part:?}");
        }
        drop(archive);
        assert_eq!(Archive::open(&path).expect("there").info().expect("read").writer, None);
        forget(&path);
    }
}
