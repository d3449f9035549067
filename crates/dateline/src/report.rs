//! What arrived: a report's text with what its carrier said about it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where a report came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The report's own id where it has one (the `id` of a JSON line), else the stem of its file.
    pub id: String,
    /// The file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The address it was published at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its number within the file, counted from one, where a file holds several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// A press archive's own number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_id: Option<String>,
    /// The section of the paper, as a press archive names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The page of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// A news report as it arrived, in plain text.
///
/// # Example
///
/// ```
/// let mut report = dateline::Report::new("Envoys meet in Oslo\n\nThe two sides met on Friday.");
/// report.published = Some(jiff::civil::date(2031, 3, 8));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Where it came from.
    pub source: Source,
    /// Its text, unchanged: every offset of the record counts into it.
    pub text: String,
    /// Its headline, where the carrier has it apart from the text.
    pub title: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// The day its carrier fetched it, such as a web archive: it may have been published long before.
    pub retrieved: Option<Date>,
    /// The day it is taken to be of where neither its carrier nor its dateline tells one.
    pub assumed: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it, where the carrier names them apart from the text.
    pub authors: Vec<String>,
    /// Its language, as its carrier declares it: `en`, `en-GB`.
    pub language: Option<String>,
    /// The address that it calls its own, where that differs from the one it was found at.
    pub url: Option<String>,
    /// What was odd about it, such as an encoding other than UTF-8.
    pub warnings: Vec<String>,
}

impl Report {
    /// A report of which only the text is known.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}
