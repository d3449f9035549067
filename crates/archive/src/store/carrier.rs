//! What did a report's carrier say about it? Kept so that the report can be read again.

use dateline::{Report, Source};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A report without its text.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Carried {
    source: Source,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieved: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assumed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<String>,
}

impl Carried {
    pub(super) fn of(report: &Report) -> Self {
        let Report {
            source,
            text: _,
            title,
            published,
            retrieved,
            assumed,
            publisher,
            authors,
            language,
            url,
            warnings,
        } = report.clone();
        Self { source, title, published, retrieved, assumed, publisher, authors, language, url, warnings }
    }

    /// The report as it arrived.
    pub(super) fn with_text(self, text: String) -> Report {
        let Self { source, title, published, retrieved, assumed, publisher, authors, language, url, warnings } = self;
        Report { source, text, title, published, retrieved, assumed, publisher, authors, language, url, warnings }
    }
}
