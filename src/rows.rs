//! Rows of JSON Lines: which can be answered, and what is written in place of the others?

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use dateline::record::Span;
use dateline_intake::FailureKind;
use serde_json::{Value, json};

use crate::shown;

/// Answers a file's rows, or those of the standard input for `-`, each with a line; a row without an answer has its line
/// too, `{"id", "line", "error": {"kind", "message"}}`. The exit status fails if no row was answered.
///
/// # Errors
///
/// If the file cannot be read, or the answers cannot be written.
pub(crate) fn answer(
    path: &Path,
    out: &mut impl Write,
    mut answer: impl FnMut(&Value) -> anyhow::Result<Value>,
) -> anyhow::Result<ExitCode> {
    let mut input = open(path)?;
    let (mut number, mut answered, mut failed) = (0_u64, 0_u64, 0_u64);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let length = input.read_until(b'\n', &mut bytes).with_context(|| format!("cannot read {}", path.display()))?;
        if length == 0 {
            break;
        }
        number += 1;
        // Files of some programs open with a mark of their encoding.
        let line = bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(&bytes);
        if line.trim_ascii().is_empty() {
            continue;
        }
        let row = object(line);
        match row.as_ref().map_err(String::clone).and_then(|row| answer(row).map_err(|error| format!("{error:#}"))) {
            Ok(answer) => {
                answered += 1;
                writeln!(out, "{answer}")?;
            }
            Err(message) => {
                failed += 1;
                shown::error(format_args!("{}:{number}: {message}", path.display()));
                let id = row.map_or(Value::Null, |row| row["id"].clone());
                writeln!(out, "{}", unanswered(&id, number, &message))?;
            }
        }
    }
    out.flush()?;
    if failed > 0 {
        shown::note(format_args!("{answered} of {} rows answered", answered + failed));
    }
    Ok(if answered > 0 || failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is written in place of an answer.
fn unanswered(id: &Value, line: u64, message: &str) -> Value {
    json!({"id": id, "line": line, "error": {"kind": FailureKind::Malformed, "message": message}})
}

/// The object that stands on a line, or why there is none.
fn object(line: &[u8]) -> Result<Value, String> {
    match serde_json::from_slice::<Value>(line) {
        Ok(row) if row.is_object() => Ok(row),
        Ok(_) => Err("no JSON object".to_owned()),
        Err(error) => Err(format!("not JSON: {error}")),
    }
}

/// The lines of a file, or of the standard input for `-`.
pub(crate) fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Box::new(BufReader::new(file)))
}

/// A stretch of a text of so many characters, written as a pair; nothing if it is none.
pub(crate) fn span(pair: &Value, length: usize) -> Option<Span> {
    let at = |i: usize| pair[i].as_u64().and_then(|n| u32::try_from(n).ok());
    let (start, end) = (at(0)?, at(1)?);
    let is_pair = pair.as_array().is_some_and(|pair| pair.len() == 2);
    (is_pair && start < end && end as usize <= length).then_some(Span { start, end })
}
