//! Which rows does a file of JSON Lines hold?

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::Error;

/// The rows of a file, empty lines passed over.
pub(crate) fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Error> {
    let text = fs::read_to_string(path).map_err(Error::io(path))?;
    let lines = text.strip_prefix('\u{feff}').unwrap_or(&text).lines().enumerate();
    let filled = lines.filter(|(_, line)| !line.trim().is_empty());
    filled.map(|(i, line)| serde_json::from_str(line).map_err(|cause| Error::line(path, i + 1, cause))).collect()
}

/// The first row of a file of JSON Lines, which tells what it holds; nothing of other files.
pub(crate) fn first(path: &Path) -> Option<Value> {
    if path.extension()? != "jsonl" {
        return None;
    }
    let mut line = String::new();
    BufReader::new(File::open(path).ok()?).read_line(&mut line).ok()?;
    serde_json::from_str(line.trim_start_matches('\u{feff}')).ok()
}

/// A text as it stands in JSON: an id may be a number too.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
