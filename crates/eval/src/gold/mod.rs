//! Which gold sets are there, what do they want, and how are answers judged by them?

mod actors;
mod copies;
mod coref;
mod events;
mod open_events;
mod pages;
mod places;
mod quotations;
mod relations;
mod seed;
mod stories;
mod texts;
mod times;
mod whole;

use std::path::{Path, PathBuf};

use dateline::Report;
use dateline_archive::reading::Reading;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::error::Error;
use crate::measure::{Judged, Measure};
use crate::reliability::Reliability;

/// A kind of gold set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Set {
    /// Whole articles: who did what to whom.
    Whole,
    /// What is said, and by whom: PolNeAR.
    Quotations,
    /// The event between two given mentions: PLV.
    Relations,
    /// Whether a record holds such a relation.
    OpenEvents,
    /// Events of sentences, as gold standard records have them.
    Events,
    /// One article with all that is wanted of its record.
    Seed,
    /// Times, as TIMEX3 has them.
    Times,
    /// Places with their points.
    Places,
    /// Who is who: GUM.
    Coref,
    /// Phrases and their codes.
    Actors,
    /// Web pages.
    Pages,
    /// Reports of the same.
    Stories,
    /// Copies of a report.
    Copies,
}

/// Gold of one kind.
pub trait Gold {
    /// What is measured.
    fn measures(&self) -> Vec<Measure>;

    /// The reports whose records are judged.
    fn reports(&self) -> Vec<Report>;

    /// Whether answers depend on the encoder: events alone do.
    fn is_of_events(&self) -> bool {
        false
    }

    /// The program's own answers.
    ///
    /// # Errors
    ///
    /// If the answers cannot be had.
    fn ask(&self, reading: &Reading<'_>) -> Result<Answers, Error> {
        Ok(Answers::of_reports(reading, self.reports()))
    }

    /// The confidence of each event, and whether it is right; of sets that can tell.
    fn confidences(&self, _answers: &Answers) -> Vec<(f64, bool)> {
        Vec::new()
    }

    /// How many articles have no answer.
    fn unanswered(&self, answers: &Answers) -> usize {
        self.judge(answers).iter().filter(|judged| answers.of(&judged.id).is_null()).count()
    }

    /// What came of each article; one without an answer has found nothing.
    fn judge(&self, answers: &Answers) -> Vec<Judged>;
}

/// The parts of a set, by name.
type Parts = Vec<(String, Box<dyn Gold>)>;

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
    pub const ALL: [Self; 13] = [
        Self::Whole,
        Self::Quotations,
        Self::Relations,
        Self::OpenEvents,
        Self::Events,
        Self::Seed,
        Self::Times,
        Self::Places,
        Self::Coref,
        Self::Actors,
        Self::Pages,
        Self::Stories,
        Self::Copies,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Quotations => "quotations",
            Self::Relations => "relations",
            Self::OpenEvents => "open-events",
            Self::Events => "events",
            Self::Seed => "seed",
            Self::Times => "times",
            Self::Places => "places",
            Self::Coref => "coref",
            Self::Actors => "actors",
            Self::Pages => "pages",
            Self::Stories => "stories",
            Self::Copies => "copies",
        }
    }

    /// The measures that sum it up, in that order.
    pub fn main_measures(self) -> &'static [&'static str] {
        match self {
            Self::Whole => &["act", "parties", "full", "happenings"],
            Self::Quotations => &["content and speaker", "direct: content and speaker"],
            Self::Relations => &["accuracy", "macro-F1"],
            Self::OpenEvents => &["the two related", "related by the event"],
            Self::Events => &["events", "events with their countries"],
            Self::Seed => &["quotations", "events"],
            Self::Times => &["relaxed", "value"],
            Self::Places => &["any overlap", "found and within 161 km"],
            Self::Coref => &["mentions", "CoNLL F1"],
            Self::Actors => &["country", "first sector"],
            Self::Pages => &["text", "headline", "day", "writers"],
            Self::Stories => &["B³", "pairs"],
            Self::Copies => &["pairs"],
        }
    }

    /// The parts that stand in a folder or in files, in order of their names. In a folder that has other parts, those that are
    /// called `train` are left out: a system may have been fitted to them.
    ///
    /// # Errors
    ///
    /// If nothing of the set stands there, or it cannot be read.
    pub fn open(self, paths: &[PathBuf]) -> Result<Vec<Part>, Error> {
        let mut parts = Vec::new();
        let named: Vec<PathBuf> = paths.iter().filter(|path| !path.is_dir()).cloned().collect();
        for folder in paths.iter().filter(|path| path.is_dir()) {
            parts.extend(self.below(folder)?);
        }
        parts.extend(self.parts(&named)?);
        if parts.is_empty() {
            let path = paths.first().map_or(Path::new(""), PathBuf::as_path);
            return Err(Error::set(path, format!("nothing of the set {} stands there (docs/eval.md)", self.name())));
        }
        Ok(parts)
    }

    /// The parts below a folder, if there are any.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn below(self, folder: &Path) -> Result<Vec<Part>, Error> {
        let (mut files, mut fitted) = (Vec::new(), Vec::new());
        below(folder, false, &mut files, &mut fitted)?;
        let parts = self.parts(&files)?;
        if parts.is_empty() { self.parts(&fitted) } else { Ok(parts) }
    }

    fn parts(self, files: &[PathBuf]) -> Result<Vec<Part>, Error> {
        let found = match self {
            Self::Whole => whole::parts(files)?,
            Self::Quotations => quotations::parts(files)?,
            Self::Relations => relations::parts(files)?,
            Self::OpenEvents => open_events::parts(files)?,
            Self::Events => events::parts(files)?,
            Self::Seed => seed::parts(files)?,
            Self::Times => times::parts(files)?,
            Self::Places => places::parts(files)?,
            Self::Coref => coref::parts(files)?,
            Self::Actors => actors::parts(files)?,
            Self::Pages => pages::parts(files)?,
            Self::Stories => stories::parts(files)?,
            Self::Copies => copies::parts(files)?,
        };
        Ok(found.into_iter().map(|(name, gold)| Part { set: self, name, gold }).collect())
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
        if self.gold.is_of_events() {
            return self.gold.ask(reading);
        }
        // The same answers in a sixth of the time.
        let Reading { pipeline, codebook, jobs, limit, date, min_confidence, stop, .. } = *reading;
        self.gold.ask(&Reading { pipeline, encoder: None, codebook, jobs, limit, date, min_confidence, stop })
    }

    /// How far the confidence of events can be trusted; nothing of sets that cannot tell.
    pub fn reliability(&self, answers: &Answers) -> Option<Reliability> {
        let confidences = self.gold.confidences(answers);
        (!confidences.is_empty()).then(|| Reliability::of(&self.name, &confidences))
    }

    /// What came of each article.
    pub fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.gold.judge(answers)
    }

    /// How many articles have no answer.
    pub fn unanswered(&self, answers: &Answers) -> usize {
        self.gold.unanswered(answers)
    }
}

/// The files below a folder, in order of their paths; apart from them those that systems are fitted to.
fn below(folder: &Path, is_fitted: bool, files: &mut Vec<PathBuf>, fitted: &mut Vec<PathBuf>) -> Result<(), Error> {
    let entries = std::fs::read_dir(folder).map_err(Error::io(folder))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(Error::io(folder))?;
    paths.sort();
    for path in paths {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let is_fitted = is_fitted || name.split('.').next() == Some(TRAIN);
        match (path.is_dir(), is_fitted) {
            (true, _) => below(&path, is_fitted, files, fitted)?,
            (_, true) => fitted.push(path),
            (_, false) => files.push(path),
        }
    }
    Ok(())
}

/// The name of a file, and what stands before an ending of it.
fn before<'p>(path: &'p Path, ending: &str) -> Option<&'p str> {
    path.file_name()?.to_str()?.strip_suffix(ending)
}

use self::whole::is_space;

/// The day that a row has, if it has the form of one.
fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}
