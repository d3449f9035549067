//! What became of the reports of a batch.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::columns::{Entry, is_coded};

/// Counts of reports by what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Reports met: coded, of other languages, and failed.
    pub read: u64,
    /// Read for answers.
    pub coded: u64,
    /// Of these, how many have the text of an earlier one.
    pub duplicates: u64,
    /// In other languages: not read for answers.
    pub other_languages: u64,
    /// That could not be read.
    pub failed: u64,
    /// These by cause.
    pub failures: BTreeMap<String, u64>,
    /// Events told, as often as they are told.
    pub events: u64,
    /// Acts of these, each once.
    pub happenings: u64,
    /// Quotations.
    pub quotations: u64,
    /// Words of the coded reports.
    pub words: u64,
    /// What the comparison of all reports found; only of a whole archive, and if there was one.
    #[serde(skip)]
    pub joined: Option<Joined>,
}

/// What the comparison of all reports found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joined {
    /// What was joined, and how far apart it may be.
    pub settings: String,
    /// Reports that are copies of another one.
    pub copies: u64,
    /// Independent origins: the others.
    pub origins: u64,
    /// Stories that these tell.
    pub stories: u64,
    /// Events of these, each counted once.
    pub merged_events: u64,
}

impl Summary {
    /// Counts one report.
    pub(crate) fn count(&mut self, entry: &Entry) {
        self.read += 1;
        match &entry.answer {
            Ok(record) if is_coded(record) => {
                self.coded += 1;
                self.duplicates += u64::from(entry.duplicate_of.is_some());
                self.events += record.events.len() as u64;
                self.happenings += record.happenings.len() as u64;
                self.quotations += record.quotations.len() as u64;
                self.words += entry.words;
            }
            Ok(_) => self.other_languages += 1,
            Err(failure) => {
                self.failed += 1;
                *self.failures.entry(failure.kind.name().to_owned()).or_default() += 1;
            }
        }
    }

    /// Adds the counts of another part.
    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.coded += other.coded;
        self.duplicates += other.duplicates;
        self.other_languages += other.other_languages;
        self.failed += other.failed;
        self.events += other.events;
        self.happenings += other.happenings;
        self.quotations += other.quotations;
        self.words += other.words;
        for (kind, count) in &other.failures {
            *self.failures.entry(kind.clone()).or_default() += count;
        }
    }
}
