//! Which report is it that another program hands over: a text, or the fields of a row?

use dateline::{Report, Source};
use serde_json::Value;

use crate::columns::Columns;
use crate::outcome::{Outcome, checked, fail};
use crate::{days, decode, jsonl};

/// The report of a text that is handed over as it is, with what is known of it: every offset of its record counts into it.
///
/// # Errors
///
/// If there is nothing in it, it is no text, or too long.
///
/// # Examples
///
/// ```
/// use dateline::Report;
/// use dateline_intake::{FailureKind, report_of_text};
///
/// assert_eq!(report_of_text(Report::new("Rain &amp; wind.")).unwrap().text, "Rain &amp; wind.");
/// assert_eq!(report_of_text(Report::new(" ")).unwrap_err().kind, FailureKind::NoText);
/// ```
pub fn report_of_text(report: Report) -> Outcome {
    match decode::text(report.text.as_bytes()) {
        Ok(_) => checked(report, "text"),
        // That there is nothing in it is told as of any other text.
        Err(_) if report.text.trim().is_empty() => checked(report, "text"),
        Err((kind, message)) => fail(report.source, kind, message),
    }
}

/// The reports that the fields of a row are, mostly one, as if they stood on a line of JSON Lines.
///
/// # Errors
///
/// What is no report is a [`Failure`](crate::Failure) in its place.
///
/// # Examples
///
/// ```
/// use dateline_intake::{Columns, reports_of_row};
///
/// let row = serde_json::json!({"body": "The envoy left Geneva.", "pubdate": "8 March 2031"});
/// let report = reports_of_row(row, &Columns::default(), Default::default()).remove(0)?;
/// assert_eq!((report.text.as_str(), report.published), ("The envoy left Geneva.", "2031-03-08".parse().ok()));
/// # Ok::<(), dateline_intake::Failure>(())
/// ```
pub fn reports_of_row(row: Value, columns: &Columns, source: Source) -> Vec<Outcome> {
    jsonl::of_value(row, columns, &source, "the row")
}

/// The day that is told in a text, as people and programs write it.
///
/// # Examples
///
/// ```
/// assert_eq!(dateline_intake::day_in("8 March 2031"), "2031-03-08".parse().ok());
/// assert_eq!(dateline_intake::day_in("soon"), None);
/// ```
pub fn day_in(text: &str) -> Option<jiff::civil::Date> {
    days::told_in(text, None)
}
