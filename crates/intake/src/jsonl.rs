//! JSON Lines: one report a line, `{"id", "text", "title", "date", "url", "publisher"}`, all but `text` optional.

use dateline::{Report, Source};
use jiff::civil::Date;
use serde::Deserialize;

use crate::{Failure, Outcome, decode};

type Object = serde_json::Map<String, serde_json::Value>;

#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    text: String,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
}

/// Lines looked at to tell JSON Lines from prose: the first may be damaged.
const LOOKED_AT: usize = 10;

/// Whether the first lines look like JSON objects, and one of them is.
pub(crate) fn is_json_lines(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut lines = bytes.split(|&b| b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).peekable();
    lines.peek().is_some_and(|first| first.starts_with(b"{"))
        && lines.take(LOOKED_AT).any(|line| serde_json::from_slice::<Object>(line).is_ok())
}

/// Whether it all is one JSON object or array, over several lines.
pub(crate) fn is_json_document(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match bytes.trim_ascii_start().first() {
        Some(b'{') => serde_json::from_slice::<Object>(bytes).is_ok(),
        Some(b'[') => serde_json::from_slice::<Vec<Object>>(bytes).is_ok_and(|objects| !objects.is_empty()),
        _ => false,
    }
}

/// The report that one JSON object is.
pub(crate) fn document(bytes: &[u8], file: Source) -> Outcome {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii_start().starts_with(b"[") {
        let message = "a JSON array: write one object a line, as `jq -c '.[]'` does".into();
        return Err(Failure { source: file, kind: "malformed", message });
    }
    report(bytes, &file, 1)
}

/// The reports of JSON Lines, one by one.
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
        Err(error) => {
            return fail(numbered, "malformed", format!("line {number} is not a report: {}", problem(&error)));
        }
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

/// What is wrong with a line of JSON, without the line's number that the parser gives: it saw one line only.
fn problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    format!("{what}, at column {}", error.column())
}

/// The day of an ISO 8601 date or timestamp.
fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Outcome> {
        let file = Source { id: "file".into(), ..Source::default() };
        reports(bytes.to_vec(), file).collect()
    }

    #[test]
    fn prose_is_no_json_and_a_damaged_line_is_no_prose() {
        assert!(!is_json_lines(b"{sic} The envoy left.\n{\"no\n"));
        assert!(!is_json_lines("The envoy left.\n{\"text\": \"a\"}".as_bytes()));
        assert!(is_json_lines(b"\xef\xbb\xbf\n{\"text\": \"to\n{\"text\": \"The envoy left.\"}\n"));
        assert!(is_json_lines(b"{\"title\": \"no text\"}"));
    }

    #[test]
    fn a_failure_says_what_is_wrong_and_where() {
        let outcomes = all(b"{\"text\": \"The envoy left.\"}\n\n{\"title\": 1}\n");
        assert!(outcomes[0].is_ok());
        let failure = outcomes[1].as_ref().expect_err("no text");
        assert_eq!(failure.source.record, Some(3));
        assert!(failure.message.starts_with("line 3 is not a report: ") && !failure.message.contains("at line"));
    }

    #[test]
    fn one_object_over_several_lines_is_one_report() {
        let bytes = b"{\n  \"id\": \"a\",\n  \"text\": \"The envoy left.\"\n}\n";
        assert!(!is_json_lines(bytes) && is_json_document(bytes));
        assert_eq!(
            document(bytes, Source::default()).map(|report| report.text).ok().as_deref(),
            Some("The envoy left.")
        );
        let array = b"[\n  {\"text\": \"The envoy left.\"}\n]";
        assert!(is_json_document(array) && document(array, Source::default()).is_err());
        assert!(!is_json_document(b"[Editor's note] The envoy left."));
    }
}
