//! What is cut out of a file before it is read: one page, one line, one row.

use dateline::{Report, Source};
use jiff::civil::Date;

use crate::{Failure, Outcome, document, http, jsonl};

/// Bytes that a web page may have: the largest of newspapers are under 5 MB, and parsers need many times as much.
pub(crate) const LARGEST_PAGE: usize = 10 << 20;
/// Bytes that a document of another format, with all the reports in it, may have.
pub(crate) const LARGEST_DOCUMENT: usize = 64 << 20;
/// Bytes of text that one report may have.
pub(crate) const LARGEST_TEXT: usize = LARGEST_DOCUMENT;

/// A piece of a file, not yet read.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) source: Source,
    pub(crate) about: About,
    pub(crate) form: Form,
    pub(crate) bytes: Vec<u8>,
}

/// What the carrier says about a piece.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// The day it was fetched.
    pub(crate) fetched: Option<Date>,
    /// Its media type, in lower case, with its parameters.
    pub(crate) media_type: Option<String>,
}

/// What a piece is.
#[derive(Debug)]
pub(crate) enum Form {
    /// A whole document, whose format its bytes tell.
    Document,
    /// Plain text, whatever it looks like.
    Text,
    /// The answer of a web server.
    Http,
    /// An object of JSON on a line.
    Line,
    /// A row of a table, already a report.
    Row(Box<Report>),
}

impl Piece {
    /// The reports in it: mostly one, several in a feed.
    pub(crate) fn read(self) -> Vec<Outcome> {
        let source = self.source.clone();
        let outcomes = self.outcomes();
        if outcomes.is_empty() {
            vec![fail(source, "no_reports", "nothing in it that may be a report")]
        } else {
            outcomes
        }
    }

    fn outcomes(self) -> Vec<Outcome> {
        match self.form {
            Form::Document => document::read(&self.bytes, self.source, &self.about),
            Form::Text => vec![document::plain(&self.bytes, self.source, &self.about)],
            Form::Http => http::read(&self.bytes, self.source, &self.about),
            Form::Line => {
                let number = self.source.record.unwrap_or(1);
                vec![jsonl::report(&self.bytes, self.source, number)]
            }
            Form::Row(report) => vec![Ok(*report)],
        }
    }
}

/// A failure of this source.
pub(crate) fn fail(source: Source, kind: &'static str, message: impl Into<String>) -> Outcome {
    Err(Failure { source, kind, message: message.into() })
}

/// The report, unless its text is empty or too long.
pub(crate) fn checked(mut report: Report, what: &str) -> Outcome {
    if report.text.trim().is_empty() {
        return fail(report.source, "no_text", format!("no text of a report was found in this {what}"));
    }
    if report.text.len() > LARGEST_TEXT {
        let message = format!("a text of {} bytes; a report may have {LARGEST_TEXT}: split it", report.text.len());
        return fail(report.source, "too_large", message);
    }
    // Words of a page's metadata may stand over several lines.
    let folded = |text: String| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    };
    report.title = report.title.take().and_then(folded);
    report.publisher = report.publisher.take().and_then(folded);
    Ok(report)
}
