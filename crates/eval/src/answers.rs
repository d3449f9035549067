//! What does a system answer about each article?

use std::collections::BTreeMap;
use std::path::Path;

use dateline::Report;
use dateline_archive::reading::Reading;
use serde_json::{Value, json};

use crate::error::Error;
use crate::rows;

/// The answers of a system, by the article's id: records of `dateline read`, or rows of the form that a set has.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    by_id: BTreeMap<String, Value>,
    /// Why articles have no answer, by id.
    pub failures: BTreeMap<String, String>,
}

impl Answers {
    /// The answers of a file of JSON Lines. A row's id is its `id`, or a record's that of its source; rows that tell an error
    /// are failures; of rows with one id the last counts.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, a line is no JSON, or has no id.
    pub fn of_file(path: &Path) -> Result<Self, Error> {
        let mut answers = Self::default();
        for (i, row) in rows::rows::<Value>(path)?.into_iter().enumerate() {
            let id = row.pointer("/source/id").or_else(|| row.get("id")).filter(|id| !id.is_null()).map(rows::text);
            // A pair of copies is called after both.
            let pair = || Some(format!("{}\u{1f}{}", rows::text(row.get("a")?), rows::text(row.get("b")?)));
            let id = id.or_else(pair).ok_or_else(|| Error::line(path, i + 1, "a row without an \"id\""))?;
            answers.add(id, row);
        }
        Ok(answers)
    }

    /// The records that the program itself makes of these reports.
    pub fn of_reports(reading: &Reading<'_>, reports: Vec<Report>) -> Self {
        let ids: Vec<String> = reports.iter().map(|report| report.source.id.clone()).collect();
        let mut answers = Self::default();
        for (id, record) in ids.into_iter().zip(reading.records(reports)) {
            match record
                .map(|record| serde_json::to_value(record).unwrap_or_else(|error| json!({"error": error.to_string()})))
            {
                Ok(record) => answers.add(id, record),
                Err(failure) => drop(answers.failures.insert(id, failure.message)),
            }
        }
        answers
    }

    /// The same, each record with the text that was read.
    pub(crate) fn with_texts(reading: &Reading<'_>, reports: Vec<Report>) -> Self {
        let texts: Vec<_> = reports.iter().map(|report| (report.source.id.clone(), report.text.clone())).collect();
        let mut answers = Self::of_reports(reading, reports);
        for (id, text) in texts {
            if let Some(row) = answers.by_id.get_mut(&id) {
                row["text"] = Value::String(text);
            }
        }
        answers
    }

    /// One more answer.
    pub fn add(&mut self, id: String, row: Value) {
        match row.get("error") {
            Some(error) => {
                let message = error.get("message").unwrap_or(error);
                self.failures.insert(id, rows::text(message));
            }
            None => drop(self.by_id.insert(id, row)),
        }
    }

    /// The answer about an article; null where there is none.
    pub fn of(&self, id: &str) -> &Value {
        self.by_id.get(id).unwrap_or(&Value::Null)
    }

    /// All answers, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.by_id.iter().map(|(id, row)| (id.as_str(), row))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}

/// The objects of a list in an answer.
pub(crate) fn list<'v>(row: &'v Value, key: &str) -> &'v [Value] {
    row[key].as_array().map_or(&[], Vec::as_slice)
}

/// A stretch, `[start, end]` or `{start, end}`.
pub(crate) fn stretch(value: &Value) -> Option<(usize, usize)> {
    let at = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
    match value {
        Value::Array(pair) => Some((at(pair.first()?)?, at(pair.get(1)?)?)),
        _ => Some((at(&value["start"])?, at(&value["end"])?)),
    }
}

/// A text that is there and not empty.
pub(crate) fn word<'v>(row: &'v Value, key: &str) -> Option<&'v str> {
    row[key].as_str().filter(|text| !text.is_empty())
}
