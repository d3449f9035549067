//! Which reports does a document of an office program hold: the export of a press archive, or one report?

use dateline::{Report, Source};

use crate::carrier::Carrier;
use crate::exports::Archives;
use crate::headed;
use crate::outcome::{Cause, Outcome, checked, fail};

/// What stands in a document of an office program.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// Its paragraphs, with an empty line between them.
    pub(crate) text: String,
    /// Its title: that which it names, or its first heading.
    pub(crate) title: Option<String>,
}

/// The reports in it.
pub(crate) fn read(
    written: Result<Written, Cause>,
    source: Source,
    carrier: &Carrier,
    archives: Option<&Archives>,
) -> Vec<Outcome> {
    let written = match written {
        Ok(written) => written,
        Err((kind, message)) => return vec![fail(source, kind, message)],
    };
    if let Some((_, reports)) = archives.and_then(|archives| archives.read(&written.text, &source)) {
        return reports;
    }
    if let Some(reports) = headed::read(&written.text, &source) {
        return reports.into_iter().map(|report| checked(carrier.dated(report), "document")).collect();
    }
    // A heading that is the title is told once.
    let text = match &written.title {
        Some(title) => written.text.trim_start().strip_prefix(title.as_str()).filter(|rest| rest.starts_with("\n\n")),
        None => None,
    };
    let text = text.unwrap_or(&written.text).trim().to_owned();
    vec![checked(carrier.dated(Report { source, text, title: written.title, ..Report::default() }), "document")]
}

/// Paragraphs with an empty line between them.
pub(crate) fn paragraphs(paragraphs: impl IntoIterator<Item = String>) -> String {
    let paragraphs = paragraphs.into_iter().map(|paragraph| paragraph.trim().to_owned());
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}
