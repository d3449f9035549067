//! Which report stands on this line of JSON Lines? `{"id", "text", "title", "date", "url", "publisher", "authors",
//! "language"}`, all but `text` optional; or a ninjs item.

use dateline::{Report, Source};
use serde_json::{Map, Value};

use crate::outcome::{FailureKind, Outcome, checked, fail};
use crate::{dates, decode, ninjs, source};

type Object = Map<String, Value>;

/// Lines looked at to tell JSON Lines from prose: the first may be damaged.
const LOOKED_AT: usize = 10;

/// Names of the field with the text.
pub(crate) const TEXT: [&str; 4] = ["text", "body", "content", "maintext"];

/// Whether the first lines look like JSON objects, and one of them is. `whole` tells whether the bytes are all of them.
pub(crate) fn is_json_lines(bytes: &[u8], whole: bool) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut lines = bytes.split(|&b| b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).peekable();
    let Some(first) = lines.peek().filter(|first| first.starts_with(b"{")) else { return false };
    // A first line longer than what is looked at: prose has no such lines, and JSON over several lines begins with a
    // short one.
    let endless = !whole && !bytes.contains(&b'\n') && first[1..].trim_ascii_start().starts_with(b"\"");
    endless || lines.take(LOOKED_AT).any(|line| serde_json::from_slice::<Object>(line).is_ok())
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

/// The reports of an array of objects.
pub(crate) fn array(objects: Vec<Value>, file: &Source) -> Vec<Outcome> {
    let numbered = (1..).zip(objects);
    numbered.map(|(number, object)| of_value(object, source::numbered(file, number), number)).collect()
}

/// The report that one JSON object is.
pub(crate) fn report(bytes: &[u8], source: Source, number: u64) -> Outcome {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice(bytes) {
        Ok(value) => of_value(value, source, number),
        Err(error) => {
            fail(source, FailureKind::Malformed, format!("line {number} is not a report: {}", problem(&error)))
        }
    }
}

fn of_value(value: Value, source: Source, number: u64) -> Outcome {
    let Value::Object(object) = value else {
        return fail(source, FailureKind::Malformed, format!("line {number} is not a report: no JSON object"));
    };
    if ninjs::is_ninjs(&object) {
        return ninjs::read(&object, source);
    }
    let has_text = TEXT.iter().any(|name| object.get(*name).is_some_and(Value::is_string));
    let mut report = Report { source, ..Report::default() };
    for (name, value) in object {
        match value {
            Value::String(value) => set(&mut report, &name, value),
            Value::Number(value) if name == "id" => report.source.id = value.to_string(),
            Value::Array(values) if matches!(name.as_str(), "authors" | "bylines") => {
                report.authors = values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
            }
            _ => {}
        }
    }
    if !has_text {
        return fail(
            report.source,
            FailureKind::Malformed,
            format!("line {number} is not a report: it has no field \"text\""),
        );
    }
    match decode::text(report.text.as_bytes()) {
        Ok(_) => checked(report, "line"),
        Err((kind, message)) => fail(report.source, kind, format!("line {number}: {message}")),
    }
}

/// Sets what a field of this name says; others are passed over.
pub(crate) fn set(report: &mut Report, name: &str, value: String) {
    match name {
        "id" => report.source.id = value,
        "url" => report.source.url = Some(value),
        "title" | "headline" => report.title = Some(value),
        "publisher" => report.publisher = Some(value),
        "language" | "lang" => report.language = Some(value),
        "author" | "byline" => report.authors = vec![value],
        "date" | "published" | "dct" => match dates::day(&value) {
            Some(day) => report.published = report.published.or(Some(day)),
            None => {
                report.warnings.push(format!("date {value:?} is not a date such as 2022-02-01; read without"));
            }
        },
        name if name == TEXT[0] || TEXT.contains(&name) && report.text.is_empty() => report.text = value,
        _ => {}
    }
}

/// What is wrong with a line of JSON, without the line's number that the parser gives: it saw one line only.
fn problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    format!("{what}, at column {}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Source {
        Source { id: "file".into(), ..Source::default() }
    }

    #[test]
    fn prose_is_no_json_and_a_damaged_line_is_no_prose() {
        assert!(!is_json_lines(b"{sic} The envoy left.\n{\"no\n", true));
        assert!(!is_json_lines("The envoy left.\n{\"text\": \"a\"}".as_bytes(), true));
        assert!(is_json_lines(b"\xef\xbb\xbf\n{\"text\": \"to\n{\"text\": \"The envoy left.\"}\n", true));
        assert!(is_json_lines(b"{\"title\": \"no text\"}", true));
        assert!(is_json_lines(b"{\"text\": \"a line that is longer than", false));
        assert!(!is_json_lines(b"{\n \"text\": \"a line that is longer than", false));
    }

    #[test]
    fn a_failure_says_what_is_wrong_and_where() {
        let failure = report(b"{\"title\": 1}", source::numbered(&source(), 3), 3).expect_err("no text");
        assert_eq!(failure.source.record, Some(3));
        assert!(failure.message.starts_with("line 3 is not a report: it has no field"));
        let failure = report(b"{\"text\": ", source(), 4).expect_err("no object");
        assert!(failure.message.contains("at column") && !failure.message.contains("at line"), "{}", failure.message);
    }

    #[test]
    fn fields_are_read_by_their_names() {
        let line = br#"{"id": 7, "text": "The envoy left.", "date": "2031-03-08T09:00:00Z", "authors": ["Anna Berg"]}"#;
        let read = report(line, source(), 1).expect("a report");
        assert_eq!((read.source.id.as_str(), read.published), ("7", Some(jiff::civil::date(2031, 3, 8))));
        assert_eq!((read.text.as_str(), &read.authors[..]), ("The envoy left.", &["Anna Berg".to_owned()][..]));
    }

    #[test]
    fn one_object_over_several_lines_is_one_report() {
        let bytes = b"{\n  \"id\": \"a\",\n  \"text\": \"The envoy left.\"\n}\n";
        assert!(!is_json_lines(bytes, true) && is_json_document(bytes));
        assert!(is_json_document(b"[\n  {\"text\": \"The envoy left.\"}\n]"));
        assert!(!is_json_document(b"[Editor's note] The envoy left."));
        let two = serde_json::json!([{"text": "The envoy left."}, {"title": "none"}]);
        let outcomes = array(two.as_array().expect("an array").clone(), &source());
        assert!(outcomes[0].is_ok() && outcomes[1].is_err());
    }
}
