//! What does the carrier say about a piece?

use dateline::Report;
use jiff::civil::Date;

use crate::columns::Columns;
use crate::outcome::Outcome;

/// What the carrier says about a piece.
#[derive(Clone, Debug, Default)]
pub(crate) struct Carrier {
    /// The day it was fetched.
    pub(crate) fetched: Option<Date>,
    /// Its media type, in lower case, with its parameters.
    pub(crate) media_type: Option<String>,
    /// What its columns and fields hold, as the user says.
    pub(crate) columns: Columns,
    /// What was odd about it, for every report in it.
    pub(crate) warning: Option<String>,
}

impl Carrier {
    /// The outcome, whose report tells what was odd about its carrier.
    pub(crate) fn warned(&self, mut outcome: Outcome) -> Outcome {
        if let (Ok(report), Some(warning)) = (&mut outcome, &self.warning) {
            report.warnings.push(warning.clone());
        }
        outcome
    }

    /// A report that does not say its day has that on which it was fetched, and says so.
    pub(crate) fn dated(&self, mut report: Report) -> Report {
        if let (None, Some(day)) = (report.published, self.fetched) {
            report.published = Some(day);
            report.warnings.push(format!("the page names no day of publication; it was fetched on {day}"));
        }
        report
    }
}
