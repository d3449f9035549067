//! Which texts stand in a file of JSON Lines, each with what is wanted of it?

use std::path::{Path, PathBuf};

use dateline::Report;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Gold, Parts, day};
use crate::error::Error;
use crate::rows::{first, rows, text};

/// A text of a set.
pub(super) struct Text {
    pub(super) report: Report,
    pub(super) chars: Vec<char>,
}

/// The parts among these files whose rows have a list of what is wanted, under this key, each with this of its own.
pub(super) fn texts<W: DeserializeOwned>(
    files: &[PathBuf],
    key: &str,
    own: &str,
    gold: impl Fn(Vec<(Text, Vec<W>)>) -> Box<dyn Gold>,
) -> Result<Parts, Error> {
    let mut parts = Vec::new();
    let is_wanted = |all: &Vec<Value>| all.first().is_none_or(|one| one.get(own).is_some());
    let is_gold = |row: Value| row[key].as_array().is_some_and(is_wanted);
    for path in files.iter().filter(|path| first(path).is_some_and(is_gold)) {
        let found = rows::<Value>(path)?;
        let mut texts = Vec::new();
        for (i, mut row) in found.into_iter().enumerate() {
            let wanted = serde_json::from_value(row[key].take()).map_err(|cause| Error::line(path, i + 1, cause))?;
            texts.push((of_row(path, i + 1, &row)?, wanted));
        }
        parts.push((part(path), gold(texts)));
    }
    Ok(parts)
}

/// A part is called as its file, without its ending.
pub(super) fn part(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// The report of a row, which its `date` or, in collections of times, its `dct` dates.
pub(super) fn of_row(path: &Path, line: usize, row: &Value) -> Result<Text, Error> {
    let Some(body) = row["text"].as_str() else { return Err(Error::line(path, line, "a row without a \"text\"")) };
    if row["id"].is_null() {
        return Err(Error::line(path, line, "a row without an \"id\""));
    }
    let mut report = Report::new(body);
    report.source.id = text(&row["id"]);
    report.source.url = row["url"].as_str().map(str::to_owned);
    report.title = row["title"].as_str().map(str::to_owned);
    report.published = row["date"].as_str().or(row["dct"].as_str()).and_then(day);
    Ok(Text { chars: body.chars().collect(), report })
}
