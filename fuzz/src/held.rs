//! What holds of every answer?

use dateline::Report;
use dateline::record::Record;
use dateline_intake::{FailureKind, Outcome};
use serde_json::Value;

/// A report has a text and addresses of the web; a failure says why, and is none of Dateline's own.
pub(crate) fn outcome(outcome: Outcome) {
    match outcome {
        Ok(Report { text, url, .. }) => {
            assert!(!text.trim().is_empty(), "a report without a text");
            let runs = url.filter(|url| url.trim().to_lowercase().starts_with("javascript:"));
            assert_eq!(runs, None, "an address that runs a program");
        }
        Err(failure) => {
            assert!(failure.kind != FailureKind::Internal, "{failure}");
            assert!(!failure.message.is_empty(), "a failure without a reason");
        }
    }
}

/// Stretches lie within the text and hold more than blanks, names are made of letters a terminal can show, and the record
/// is read as it was written.
pub(crate) fn record(record: &Record, text: &str) {
    let length = text.chars().count() as u64;
    let written = serde_json::to_value(record).expect("a record is JSON");
    each(&written, &mut |field, value| {
        if let (Some(start), Some(end)) = (value["start"].as_u64(), value["end"].as_u64()) {
            assert!(start <= end && end <= length, "{field}: {value} in a text of {length} characters");
        }
        if let ("name", Some(name)) = (field, value.as_str()) {
            assert!(!name.chars().any(char::is_control), "{name:?}");
        }
    });
    let again: Record = serde_json::from_value(written).expect("a record is read");
    assert!(again == *record, "a record is read as it was written");
}

/// Each value within one, with the field it stands in.
fn each(value: &Value, hold: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(field, value)| {
            hold(field, value);
            each(value, hold);
        }),
        Value::Array(values) => values.iter().for_each(|value| {
            hold("", value);
            each(value, hold);
        }),
        _ => {}
    }
}
