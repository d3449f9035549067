//! Where does each document of an export begin and end?

use dateline::Source;
use regex::Regex;

use super::description::{Description, Holds};
use super::found;
use super::reading::Reading;
use crate::outcome::{Outcome, checked};

/// Bytes of a text that may be a single document without a mark.
const LARGEST_SINGLE: usize = 1 << 20;

/// A stretch of a text that may be a document.
struct Part<'t> {
    text: &'t str,
    /// The archive's number for it, on the line that ends it.
    identifier: Option<String>,
    /// Whether it is one whatever stands in it.
    sure: bool,
}

/// The reports of a text that the marks of this archive part.
pub(super) fn read(text: &str, file: &Source, description: &Description) -> Option<Vec<Outcome>> {
    let parts = parts(text, description)?.into_iter().filter(|part| !part.text.trim().is_empty());
    let readings = parts.map(|part| {
        let reading = Reading::of(part.text, description);
        (part, reading)
    });
    let readings: Vec<(Part, Reading)> = readings.collect();
    let readings = titled(readings, description);
    let readings: Vec<(Part, Reading)> =
        readings.into_iter().filter(|(part, reading)| part.sure || reading.is_document()).collect();
    // A rule stands between parts of other texts, too: what tells a single document tells these, but for its number.
    let ruled = readings.iter().all(|(part, _)| !part.sure);
    let tells = description.documents.tells.iter().copied().filter(|holds| ruled && *holds != Holds::Identifier);
    let tells: Vec<Holds> = tells.collect();
    if !readings.iter().any(|(_, reading)| reading.is_document() && reading.tells(&tells)) {
        return None;
    }
    let reports = (1..).zip(readings).map(|(number, (part, reading))| {
        let report = found::report(&reading, part.identifier.as_deref(), number, file, description);
        checked(report, "document of an export")
    });
    Some(reports.collect())
}

/// Bytes of a part that is the headline of the next and where it was published.
const LONGEST_TITLE: usize = 1000;

/// The readings with headlines that a rule parts from their documents: "Ferry talks fail", a rule, "FULL TEXT".
fn titled<'t>(readings: Vec<(Part<'t>, Reading)>, description: &Description) -> Vec<(Part<'t>, Reading)> {
    let mut title: Option<&str> = None;
    let mut titled = Vec::with_capacity(readings.len());
    for (part, reading) in readings {
        if part.sure || reading.is_document() {
            let before = title.take().filter(|_| !part.sure && reading.first(Holds::Headline).is_none());
            let whole = before.map(|title| Reading::of(&format!("{title}\n\n{}", part.text), description));
            titled.push((part, whole.unwrap_or(reading)));
            continue;
        }
        let first = part.text.trim().lines().next().unwrap_or_default();
        // The summary may be a part of its own.
        if description.fields.begun(first, true).is_none() {
            title = Some(part.text.trim()).filter(|text| text.len() <= LONGEST_TITLE);
        }
        titled.push((part, reading));
    }
    titled
}

/// The report of a text that is one document of this archive, without a mark.
pub(super) fn read_single(text: &str, file: &Source, description: &Description) -> Option<Vec<Outcome>> {
    let tells = &description.documents.tells;
    if tells.is_empty() || text.len() > LARGEST_SINGLE {
        return None;
    }
    let reading = Reading::of(text, description);
    let is_one = reading.is_document() && reading.tells(tells);
    is_one.then(|| vec![checked(found::report(&reading, None, 1, file, description), "document of an export")])
}

/// The parts between the marks; nothing where there is none.
fn parts<'t>(text: &'t str, description: &Description) -> Option<Vec<Part<'t>>> {
    let documents = &description.documents;
    if let Some(begun) = documents.begin.as_ref().and_then(|begin| split(text, begin)) {
        // What stands before the first is a cover.
        let whole =
            |part: Part<'t>| Part { text: before(part.text, documents.end.as_deref()), identifier: None, sure: true };
        return Some(begun.into_iter().skip(1).map(whole).collect());
    }
    if let Some(ended) = documents.end.as_ref().and_then(|end| split(text, end)) {
        return Some(ended);
    }
    let ruled = split(text, documents.rule.as_ref()?)?;
    Some(ruled.into_iter().map(|part| Part { sure: false, ..part }).collect())
}

fn before<'t>(text: &'t str, end: Option<&Regex>) -> &'t str {
    let parts = end.and_then(|end| split(text, end));
    parts.and_then(|parts| parts.first().map(|part| part.text)).unwrap_or(text)
}

/// The stretches that lines of a form end, and the last, which none does.
fn split<'t>(text: &'t str, mark: &Regex) -> Option<Vec<Part<'t>>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if let Some(found) = mark.captures(line.trim()) {
            let identifier = found.name("identifier").map(|identifier| identifier.as_str().to_owned());
            parts.push(Part { text: &text[start..at], identifier, sure: true });
            start = at + line.len();
        }
        at += line.len();
    }
    if parts.is_empty() {
        return None;
    }
    parts.push(Part { text: &text[start..], identifier: None, sure: false });
    Some(parts)
}
