//! What was cut out of a file, a page, a line, a row, and how is it read?

use dateline::{Report, Source};

use crate::carrier::Carrier;
use crate::exports::Archives;
use crate::outcome::{Failure, FailureKind, Outcome, fail};
use crate::{document, http, jsonl};

/// Pieces of a file, one after the other.
pub(crate) type Pieces = Box<dyn Iterator<Item = Result<Piece, Failure>> + Send>;

/// A piece of a file, not yet read.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) source: Source,
    pub(crate) carrier: Carrier,
    pub(crate) form: Form,
    pub(crate) bytes: Vec<u8>,
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
    /// The row of a table that is a report.
    pub(crate) fn row(report: Report, carrier: Carrier) -> Self {
        Self { source: report.source.clone(), carrier, form: Form::Row(Box::new(report)), bytes: Vec::new() }
    }

    /// The reports in it: mostly one, several in a feed.
    pub(crate) fn read(self, archives: &Archives) -> Vec<Outcome> {
        let (source, carrier) = (self.source.clone(), self.carrier.clone());
        let outcomes: Vec<Outcome> =
            self.outcomes(archives).into_iter().map(|outcome| carrier.warned(outcome)).collect();
        if outcomes.is_empty() {
            vec![fail(source, FailureKind::NoReports, "nothing in it that may be a report")]
        } else {
            outcomes
        }
    }

    fn outcomes(self, archives: &Archives) -> Vec<Outcome> {
        match self.form {
            Form::Document => document::read(&self.bytes, self.source, &self.carrier, Some(archives)),
            Form::Text => vec![document::plain(&self.bytes, self.source, &self.carrier)],
            Form::Http => http::read(&self.bytes, self.source, &self.carrier),
            Form::Line => {
                let number = self.source.record.unwrap_or(1);
                jsonl::line(&self.bytes, &self.carrier.columns, &self.source, number)
            }
            Form::Row(report) => vec![Ok(*report)],
        }
    }
}
