//! Files, folders and streams to news reports.
//!
//! Formats are told by their content, not their names: JSON Lines (an object a line), else plain text in any encoding.
//! What cannot be read becomes a [`Failure`] and the rest goes on.

#![expect(clippy::result_large_err, reason = "a failure is no larger than the report whose place it takes")]

mod decode;
mod jsonl;
mod walk;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use dateline::{Report, Source};

/// Why something that was to be read gave no report.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What was to be read.
    pub source: Source,
    /// The kind of failure, one word: `missing`, `unreadable`, `empty`, `binary`, `too_large`, `malformed`,
    /// `no_reports`.
    pub kind: &'static str,
    /// What is wrong, and what to do.
    pub message: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.source.path.as_deref().unwrap_or(&self.source.id), self.message)
    }
}

impl std::error::Error for Failure {}

/// Bytes that a text may have: offsets into it are 32 bits wide.
const LARGEST: usize = u32::MAX as usize;

/// What one report's reading gives.
pub type Outcome = Result<Report, Failure>;

/// The reports of files, folders (with all below, in order of their paths) and, for `-`, the standard input.
///
/// # Example
///
/// ```
/// let outcomes: Vec<_> = dateline_intake::reports(["no/such/report.txt".into()]).collect();
/// assert_eq!(outcomes[0].as_ref().unwrap_err().kind, "missing");
/// ```
pub fn reports(inputs: impl IntoIterator<Item = PathBuf>) -> impl Iterator<Item = Outcome> {
    inputs.into_iter().flat_map(walk::files).flat_map(|file| -> Box<dyn Iterator<Item = Outcome>> {
        match file {
            Ok(path) => read(&path),
            Err(failure) => Box::new(std::iter::once(Err(failure))),
        }
    })
}

fn read(path: &Path) -> Box<dyn Iterator<Item = Outcome>> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    let source = source_of(path);
    match bytes {
        Err(error) => {
            Box::new(std::iter::once(Err(Failure { source, kind: "unreadable", message: error.to_string() })))
        }
        Ok(bytes) if jsonl::is_json_lines(&bytes) => Box::new(jsonl::reports(bytes, source)),
        Ok(bytes) if jsonl::is_json_document(&bytes) => Box::new(std::iter::once(jsonl::document(&bytes, source))),
        Ok(bytes) => Box::new(std::iter::once(plain(&bytes, source))),
    }
}

fn plain(bytes: &[u8], source: Source) -> Outcome {
    match decode::text(bytes) {
        Ok((text, _)) if text.len() > LARGEST => {
            Err(Failure { source, kind: "too_large", message: "a text may have 4 GB at most: split it".into() })
        }
        Ok((text, warning)) => {
            Ok(Report { source, text, warnings: warning.into_iter().collect(), ..Report::default() })
        }
        Err((kind, message)) => Err(Failure { source, kind, message }),
    }
}

fn source_of(path: &Path) -> Source {
    if path == Path::new("-") {
        return Source { id: "stdin".into(), ..Source::default() };
    }
    let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Source { id: stem, path: Some(path.to_string_lossy().into_owned()), ..Source::default() }
}
