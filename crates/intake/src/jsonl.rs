//! Which reports stand in this JSON: on a line of JSON Lines, in an array, in an answer of a service that wraps one?
//!
//! An object is a report with `{"id", "text", "title", "date", "url", "publisher", "authors", "language"}`, all but `text`
//! optional, or with names that others give them; or it is a ninjs item or a JSON Feed.

use dateline::Source;
use serde_json::{Map, Value};

use crate::cells::{Cell, report as of_cells};
use crate::columns::{self, Columns};
use crate::outcome::{FailureKind, Outcome, fail};
use crate::{blocks, decode, feed, ninjs, source};

type Object = Map<String, Value>;

/// Lines looked at to tell JSON Lines from prose: the first may be damaged.
const LOOKED_AT: usize = 10;

/// The field that a text by itself stands for.
const TEXT: &str = "text";

/// How deep an array may stand in what wraps it.
const DEEPEST: usize = 4;

/// Whether the first lines look like JSON objects, and one of them is. `whole` tells whether the bytes are all of them.
/// One line that is all is a document.
pub(crate) fn is_json_lines(bytes: &[u8], whole: bool) -> bool {
    let bytes = unmarked(bytes);
    let mut lines = bytes.split(|&b| b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).peekable();
    let Some(first) = lines.peek().filter(|first| first.starts_with(b"{")) else { return false };
    // A first line longer than what is looked at: prose has no such lines, and JSON over several lines begins with a
    // short one.
    let endless = !whole && !bytes.contains(&b'\n') && first[1..].trim_ascii_start().starts_with(b"\"");
    let mut lines = lines.take(LOOKED_AT);
    let alone = |lines: &[&[u8]]| whole && lines.len() == 1;
    let lines: Vec<&[u8]> = lines.by_ref().collect();
    endless || !alone(&lines) && lines.iter().any(|line| serde_json::from_slice::<Object>(line).is_ok())
}

/// Whether it all begins as a JSON object, or an array of objects, does: broken JSON is no prose either.
pub(crate) fn is_json_document(bytes: &[u8]) -> bool {
    let bytes = unmarked(bytes).trim_ascii_start();
    let behind = |bytes: &[u8], mark: u8| Some(bytes.strip_prefix(&[mark])?.trim_ascii_start().to_vec());
    let object = |bytes: &[u8]| {
        let Some(rest) = behind(bytes, b'{') else { return false };
        let name = rest.strip_prefix(b"\"").and_then(|rest| rest.split(|&byte| byte == b'"').nth(1));
        rest.starts_with(b"}") || name.is_some_and(|behind| behind.trim_ascii_start().starts_with(b":"))
    };
    let bytes = &bytes[..bytes.len().min(4096)];
    object(bytes) || behind(bytes, b'[').is_some_and(|rest| object(&rest) || is_list_of_texts(&rest))
}

/// Whether a list of texts begins here: one that a comma or the end of the list follows.
fn is_list_of_texts(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\"") && bytes.windows(2).any(|two| two == b"\"," || two == b"\"]")
}

fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The name of the kind that a document in JSON is.
pub(crate) fn called(bytes: &[u8]) -> &'static str {
    match serde_json::from_slice::<Object>(unmarked(bytes)) {
        Ok(object) if feed::is_json_feed(&object) => "json-feed",
        Ok(object) if ninjs::is_ninjs(&object) => "ninjs",
        _ => "json",
    }
}

/// The reports of a JSON document: an object, an array of them, or objects one behind the other.
pub(crate) fn document(bytes: &[u8], columns: &Columns, file: &Source) -> Vec<Outcome> {
    let wide = decode::head(bytes, 4).starts_with(['{', '[', '\u{feff}']) && bytes.contains(&0);
    let decoded = if wide { decode::text(bytes).ok() } else { None };
    let bytes = decoded.as_ref().map_or(unmarked(bytes), |(text, _)| text.as_bytes());
    let values = serde_json::Deserializer::from_slice(bytes).into_iter::<Value>();
    let mut values: Vec<Value> = match values.collect() {
        Ok(values) => values,
        Err(error) => return vec![fail(file.clone(), FailureKind::Malformed, format!("broken JSON: {error}"))],
    };
    match values.pop() {
        Some(Value::Array(objects)) if values.is_empty() => array(objects, columns, file),
        Some(value) if values.is_empty() => of_value(value, columns, file, "the object"),
        Some(last) => {
            values.push(last);
            array(values, columns, file)
        }
        None => vec![fail(file.clone(), FailureKind::NoReports, "an array with nothing in it")],
    }
}

/// The reports of an array of objects.
fn array(objects: Vec<Value>, columns: &Columns, file: &Source) -> Vec<Outcome> {
    if objects.is_empty() {
        return vec![fail(file.clone(), FailureKind::NoReports, "an array with nothing in it")];
    }
    let numbered = (1..).zip(objects);
    numbered
        .flat_map(|(number, object)| {
            of_value(object, columns, &source::numbered(file, number), &format!("object {number}"))
        })
        .collect()
}

/// The reports that the object on a line is: mostly one.
pub(crate) fn line(bytes: &[u8], columns: &Columns, source: &Source, number: u64) -> Vec<Outcome> {
    match serde_json::from_slice(unmarked(bytes)) {
        Ok(value) => of_value(value, columns, source, &format!("line {number}")),
        Err(error) => {
            let message = format!("line {number} is not a report: {}", problem(&error));
            vec![fail(source.clone(), FailureKind::Malformed, message)]
        }
    }
}

/// The reports that a value is, called `what` in failures: mostly one.
pub(crate) fn of_value(value: Value, columns: &Columns, source: &Source, what: &str) -> Vec<Outcome> {
    let object = match value {
        Value::Object(object) => object,
        // A list of texts.
        Value::String(text) => Object::from_iter([(TEXT.to_owned(), Value::String(text))]),
        _ => Object::new(),
    };
    if object.is_empty() {
        let message = format!("{what} is not a report: no JSON object");
        return vec![fail(source.clone(), FailureKind::Malformed, message)];
    }
    if columns.is_empty() && feed::is_json_feed(&object) {
        return feed::json(&object, source);
    }
    if columns.is_empty() && ninjs::is_ninjs(&object) {
        return vec![ninjs::read(&object, source.clone())];
    }
    match of_object(&object, columns, source, what) {
        Ok(outcome) => vec![outcome],
        Err(problem) => match by_columns(&object).or_else(|| wrapped(&object, columns, DEEPEST)) {
            Some(objects) => array(objects, columns, source),
            None => {
                let message = format!("{what} is not a report: {problem}");
                vec![fail(id_of(&object, source), FailureKind::Malformed, message)]
            }
        },
    }
}

/// The id that the object gives itself, whatever else it lacks.
fn id_of(object: &Object, source: &Source) -> Source {
    match object.get("id").and_then(|id| cell(id)?.into_text()) {
        Some(id) => Source { id, ..source.clone() },
        None => source.clone(),
    }
}

/// The report of an object; why there is none, where no field has a text. Fields may stand in an object within it.
fn of_object(object: &Object, columns: &Columns, source: &Source, what: &str) -> Result<Outcome, String> {
    let own = object.iter().filter(|(_, value)| cell(value).is_some());
    let within =
        object.values().filter_map(Value::as_object).filter(|inner| cell(&Value::Object((*inner).clone())).is_none());
    let within = within.flatten().filter(|(_, value)| cell(value).is_some());
    let all: Vec<(&String, &Value)> = own.clone().chain(within).collect();
    let layout = |fields: &[(&String, &Value)]| {
        columns.layout(&fields.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>())
    };
    let own: Vec<(&String, &Value)> = own.collect();
    let (fields, layout) = match layout(&own) {
        Ok(layout) => (own, layout),
        Err(_) => (all.clone(), layout(&all).map_err(|problem| told(&problem, object))?),
    };
    Ok(of_cells(&layout, source.clone(), what, |at| cell(fields.get(at)?.1)))
}

/// Why an object has no text, in the words of objects.
fn told(problem: &str, object: &Object) -> String {
    let missing = problem.split(": it has").next().unwrap_or(problem).replacen("no column", "it has no field", 1);
    let names: Vec<&str> = object.keys().map(String::as_str).take(30).collect();
    format!("{missing}; its fields are {}. Name the one with the text: --columns text=NAME", names.join(", "))
}

/// The rows of a table that is kept by columns, as pandas writes one: `{"text": {"0": …}, "date": {"0": …}}`.
fn by_columns(object: &Object) -> Option<Vec<Value>> {
    let columns: Vec<(&String, &Object)> =
        object.iter().map(|(name, value)| Some((name, value.as_object()?))).collect::<Option<_>>()?;
    let (_, first) = columns.first()?;
    let same = columns
        .iter()
        .all(|(_, column)| column.len() == first.len() && first.keys().all(|key| column.contains_key(key)));
    let row = |key: &String| {
        let cells =
            columns.iter().map(|(name, column)| ((*name).clone(), column.get(key).cloned().unwrap_or_default()));
        Value::Object(cells.collect())
    };
    // Reports by their names look the same, but for what the names are.
    let are_columns = columns::known(&columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>()) > 0;
    (same && columns.len() > 1 && are_columns).then(|| first.keys().map(row).collect())
}

/// The array of reports in an object that is none itself: the longest of objects with a text.
fn wrapped(object: &Object, columns: &Columns, deepest: usize) -> Option<Vec<Value>> {
    let arrays = object.values().filter_map(|value| match value {
        Value::Array(values) => {
            let is_report =
                |object: &Object| ninjs::is_ninjs(object) || of_object(object, columns, &Source::default(), "").is_ok();
            // Answers of a search engine keep each object in another.
            let inner = |value: &Value| value.get("_source").unwrap_or(value).clone();
            let values: Vec<Value> = values.iter().map(inner).collect();
            values.iter().any(|value| value.as_object().is_some_and(is_report)).then_some(values)
        }
        Value::Object(inner) if deepest > 0 => wrapped(inner, columns, deepest - 1),
        _ => None,
    });
    arrays.max_by_key(Vec::len)
}

/// Names of fields within an object that hold what it stands for; some databases write a moment or an id so.
const WITHIN: [&str; 11] =
    ["rendered", "original", "name", "title", "main", "value", "text", "#text", "$date", "$oid", "$numberLong"];

/// What stands in a field.
fn cell(value: &Value) -> Option<Cell> {
    if let Some(text) = blocks::text(value) {
        return Some(Cell::Text(text));
    }
    match value {
        Value::String(text) => Some(Cell::Text(text.clone())),
        Value::Number(number) => Some(Cell::Text(number.to_string())),
        Value::Object(object) => cell(WITHIN.iter().find_map(|name| object.get(*name))?),
        Value::Array(values) => Some(Cell::List(values.iter().filter_map(|value| cell(value)?.into_text()).collect())),
        Value::Null | Value::Bool(_) => None,
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
    use dateline::Report;

    use super::*;

    fn source() -> Source {
        Source { id: "file".into(), ..Source::default() }
    }

    fn one(bytes: &[u8]) -> Report {
        line(bytes, &Columns::default(), &source(), 1).remove(0).expect("a report")
    }

    fn all(bytes: &[u8]) -> Vec<Outcome> {
        document(bytes, &Columns::default(), &source())
    }

    #[test]
    fn prose_is_no_json_and_a_damaged_line_is_no_prose() {
        assert!(!is_json_lines(b"{sic} The envoy left.\n{\"no\n", true));
        assert!(!is_json_lines("The envoy left.\n{\"text\": \"a\"}".as_bytes(), true));
        assert!(is_json_lines(b"\xef\xbb\xbf\n{\"text\": \"to\n{\"text\": \"The envoy left.\"}\n", true));
        assert!(is_json_lines(b"{\"text\": \"a line that is longer than", false));
        assert!(!is_json_lines(b"{\n \"text\": \"a line that is longer than", false));
        assert!(!is_json_lines(b"{\"title\": \"no text\"}\n", true), "a document");
        assert!(!is_json_document(b"[Editor's note] The envoy left.") && !is_json_document(b"{sic} he left"));
        assert!(!is_json_document(b"[{sic}] \"he left\""));
    }

    #[test]
    fn a_failure_says_what_is_wrong_and_where() {
        let failed = |bytes: &[u8], number| {
            let source = source::numbered(&source(), number);
            line(bytes, &Columns::default(), &source, number).remove(0).expect_err("no report")
        };
        let failure = failed(b"{\"id\": 8, \"title\": 1}", 3);
        assert_eq!((failure.source.record, failure.source.id.as_str()), (Some(3), "8"));
        assert!(failure.message.starts_with("line 3 is not a report: it has no field"), "{failure}");
        let failure = failed(b"{\"text\": ", 4);
        assert!(failure.message.contains("at column") && !failure.message.contains("at line"), "{}", failure.message);
        for broken in ["[{\"text\": \"Rain fell.\"},\n{\"text\": \"Boa", "[{\"text\": \"Rain fell.\"},\n]"] {
            assert!(is_json_document(broken.as_bytes()));
            let failure = all(broken.as_bytes()).remove(0).expect_err("broken");
            assert!(failure.kind == FailureKind::Malformed && failure.message.contains("at line 2"), "{failure}");
        }
    }

    #[test]
    fn fields_are_read_by_their_names() {
        let report =
            one(br#"{"id": 7, "text": "The envoy left.", "date": "2031-03-08T09:00:00Z", "authors": ["Anna Berg"]}"#);
        assert_eq!((report.source.id.as_str(), report.published), ("7", Some(jiff::civil::date(2031, 3, 8))));
        assert_eq!((report.text.as_str(), &report.authors[..]), ("The envoy left.", &["Anna Berg".to_owned()][..]));
        let page =
            br#"{"id": 9, "date": "2031-03-08T09:00:00", "link": "https://a.example/9", "title": {"rendered": "Rain"},
            "content": {"rendered": "<p>Rain fell.</p><p>Boats stayed.</p>"}}"#;
        let report = one(page);
        assert_eq!((report.text.as_str(), report.title.as_deref()), ("Rain fell.\n\nBoats stayed.", Some("Rain")));
        let report =
            one(br#"{"_id": {"$oid": "5f"}, "maintext": "Rain fell.", "date_publish": {"$date": 1930737600000}}"#);
        assert_eq!(report.published, Some(jiff::civil::date(2031, 3, 8)));
    }

    #[test]
    fn a_document_has_one_report_or_an_array_of_them() {
        let texts = |bytes: &[u8]| {
            let texts =
                all(bytes).into_iter().map(|outcome| outcome.map_or_else(|e| e.kind.to_string(), |report| report.text));
            texts.collect::<Vec<_>>()
        };
        assert_eq!(texts(b"{\n  \"id\": \"a\",\n  \"text\": \"The envoy left.\"\n}\n"), ["The envoy left."]);
        assert_eq!(
            texts(b"[{\"text\": \"The envoy left.\"}, {\"title\": \"none\"}]"),
            ["The envoy left.", "malformed"]
        );
        let answer =
            br#"{"status": "ok", "total": 2, "articles": [{"source": {"name": "Post"}, "content": "Rain fell."},
            {"content": "Boats stayed."}]}"#;
        assert_eq!(texts(answer), ["Rain fell.", "Boats stayed."]);
        let nested = br#"{"response": {"results": [{"webTitle": "Rain", "fields": {"bodyText": "Rain fell."}}]}}"#;
        assert_eq!(texts(nested), ["Rain fell."]);
        let columns = br#"{"text": {"0": "Rain fell.", "1": "Boats stayed."}, "date": {"0": "2031-03-08", "1": null}}"#;
        assert_eq!(texts(columns), ["Rain fell.", "Boats stayed."]);
        assert_eq!(texts(br#"["Rain fell.", 7]"#), ["Rain fell.", "malformed"]);
        let wide: Vec<u8> = "\u{feff}{\"text\": \"Rain fell.\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(&wide), ["Rain fell."]);
        let search = br#"{"hits": {"total": 1, "hits": [{"_id": "1", "_source": {"body": "Rain fell."}}]}}"#;
        assert_eq!(texts(search), ["Rain fell."]);
        assert_eq!(
            texts(b"{\n\"text\": \"Rain fell.\"\n}\n{\n\"text\": \"Boats stayed.\"\n}"),
            ["Rain fell.", "Boats stayed."]
        );
    }

    #[test]
    fn reports_by_their_names_are_one_failure() {
        let keyed =
            br#"{"r1": {"title": "Rain", "text": "Rain fell."}, "r2": {"title": "Boats", "text": "Boats stayed."}}"#;
        let outcomes = document(keyed, &Columns::default(), &Source::default());
        assert!(outcomes.len() == 1 && outcomes[0].is_err());
    }
}
