//! Which gold sets are there, what do they want, and how are answers judged by them?

mod whole;

use std::path::{Path, PathBuf};

use dateline::Report;
use dateline_archive::reading::Reading;
use jiff::civil::Date;
use serde::Serialize;

use crate::answers::Answers;
use crate::error::Error;
use crate::measure::{Judged, Measure};

/// A kind of gold set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Set {
    /// Whole articles: who did what to whom.
    Whole,
}

/// Gold of one kind.
pub trait Gold {
    /// What is measured.
    fn measures(&self) -> Vec<Measure>;

    /// The reports whose records are judged.
    fn reports(&self) -> Vec<Report>;

    /// The program's own answers.
    ///
    /// # Errors
    ///
    /// If the answers cannot be had.
    fn ask(&self, reading: &Reading<'_>) -> Result<Answers, Error> {
        Ok(Answers::of_reports(reading, self.reports()))
    }

    /// What came of each article; one without an answer has found nothing.
    fn judge(&self, answers: &Answers) -> Vec<Judged>;
}

/// A part of a set: its development half, say.
pub struct Part {
    /// The set.
    pub set: Set,
    /// The part, as its files are called.
    pub name: String,
    gold: Box<dyn Gold>,
}

impl Set {
    /// All sets.
    pub const ALL: [Self; 1] = [Self::Whole];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
        }
    }

    /// The parts that stand in a folder or in files, in order of their names. In a folder that has other parts, those that are
    /// called `train` are left out: a system may have been fitted to them.
    ///
    /// # Errors
    ///
    /// If nothing of the set stands there, or it cannot be read.
    pub fn open(self, paths: &[PathBuf]) -> Result<Vec<Part>, Error> {
        let mut files: Vec<PathBuf> = Vec::new();
        for path in paths {
            if path.is_dir() { files.extend(below(path)?) } else { files.push(path.clone()) }
        }
        let part = |(name, gold)| Part { set: self, name, gold };
        let mut parts: Vec<Part> = match self {
            Self::Whole => whole::parts(&files)?.into_iter().map(part).collect(),
        };
        if paths.iter().all(|path| path.is_dir()) && parts.iter().any(|part| part.name != TRAIN) {
            parts.retain(|part| part.name != TRAIN);
        }
        match parts.is_empty() {
            true => Err(Error::set(
                paths.first().map_or(Path::new(""), PathBuf::as_path),
                format!("nothing of {} stands there", self.name()),
            )),
            false => Ok(parts),
        }
    }
}

/// A part that systems are fitted to.
const TRAIN: &str = "train";

impl Part {
    /// What is measured.
    pub fn measures(&self) -> Vec<Measure> {
        self.gold.measures()
    }

    /// The reports whose records are judged.
    pub fn reports(&self) -> Vec<Report> {
        self.gold.reports()
    }

    /// The program's own answers.
    ///
    /// # Errors
    ///
    /// If they cannot be had.
    pub fn ask(&self, reading: &Reading<'_>) -> Result<Answers, Error> {
        self.gold.ask(reading)
    }

    /// What came of each article.
    pub fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.gold.judge(answers)
    }

    /// How many articles have no answer.
    pub(crate) fn unanswered(&self, judged: &[Judged], answers: &Answers) -> usize {
        judged.iter().filter(|judged| answers.of(&judged.id).is_null()).count()
    }
}

/// The files below a folder, in order of their paths.
fn below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(Error::io(folder))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(Error::io(folder))?;
    paths.sort();
    for path in paths {
        if path.is_dir() { found.extend(below(&path)?) } else { found.push(path) }
    }
    Ok(found)
}

/// The name of a file, and what stands before an ending of it.
fn before<'p>(path: &'p Path, ending: &str) -> Option<&'p str> {
    path.file_name()?.to_str()?.strip_suffix(ending)
}

/// The day that a row has, if it has the form of one.
fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}
