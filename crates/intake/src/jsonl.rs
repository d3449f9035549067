//! JSON Lines: one report a line, `{"id", "text", "title", "date", "url", "publisher"}`, all but `text` optional.

use dateline::{Report, Source};
use jiff::civil::Date;
use serde::Deserialize;

use crate::{Failure, Outcome, decode};

#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    text: String,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
}

/// Whether the first line is a JSON object with a text.
pub(crate) fn is_json_lines(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|&b| b == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    first.trim_ascii_start().starts_with(b"{")
        && serde_json::from_slice::<serde_json::Value>(first).is_ok_and(|line| line.get("text").is_some())
}

pub(crate) fn reports(bytes: Vec<u8>, file: Source) -> impl Iterator<Item = Outcome> {
    let mut start = 0;
    let mut number = 0;
    std::iter::from_fn(move || {
        while start < bytes.len() {
            let end = bytes[start..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |length| start + length);
            let line = bytes[start..end].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes[start..end]);
            start = end + 1;
            number += 1;
            if !line.trim_ascii().is_empty() {
                return Some(report(line, &file, number));
            }
        }
        None
    })
}

fn report(line: &[u8], file: &Source, number: u64) -> Outcome {
    let numbered = Source { id: format!("{}:{number}", file.id), record: Some(number), ..file.clone() };
    let fail = |source: Source, kind, message| Err(Failure { source, kind, message });
    let line: Line = match serde_json::from_slice(line) {
        Ok(line) => line,
        Err(error) => return fail(numbered, "malformed", format!("line {number} is not a report: {error}")),
    };
    let id = match line.id {
        Some(serde_json::Value::String(id)) => id,
        Some(serde_json::Value::Number(id)) => id.to_string(),
        _ => numbered.id,
    };
    let source = Source { id, url: line.url, ..numbered };
    if let Err((kind, message)) = decode::text(line.text.as_bytes()) {
        return fail(source, kind, format!("line {number}: {message}"));
    }
    let mut warnings = Vec::new();
    let published = line.date.and_then(|date| match day(&date) {
        Some(day) => Some(day),
        None => {
            warnings.push(format!("date {date:?} is not a date such as 2022-02-01; read without"));
            None
        }
    });
    Ok(Report { source, text: line.text, title: line.title, published, publisher: line.publisher, warnings })
}

/// The day of an ISO 8601 date or timestamp.
fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}
