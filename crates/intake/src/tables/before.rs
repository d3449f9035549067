//! What may stand before the header of a table?

use crate::columns;

/// What parts cells.
pub(super) const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Lines that programs write before a header, at most.
const MOST_BEFORE: usize = 12;
/// Columns with known names that make a line a header behind other lines.
pub(super) const SURE: usize = 2;

/// The delimiter that a first line `sep=;` tells, as Excel asks for, and the length of that line.
pub(super) fn told_delimiter(text: &[u8]) -> (Option<u8>, usize) {
    let line = text.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
    match line.trim_ascii_end().strip_prefix(b"sep=") {
        Some(&[delimiter]) => (Some(delimiter), line.len()),
        Some([]) if line.starts_with(b"sep=\t") => (Some(b'\t'), line.len()),
        _ => (None, 0),
    }
}

/// Where lines begin, behind the first, that may be a header: with names that are known.
pub(super) fn headers(text: &[u8], first: usize) -> Vec<usize> {
    let mut at = first;
    let mut starts = Vec::new();
    for line in text[first..].split_inclusive(|byte| *byte == b'\n').take(MOST_BEFORE + 1) {
        let names = |delimiter: &u8| -> Vec<String> {
            let cells = line.split(|byte| byte == delimiter);
            cells.map(|cell| String::from_utf8_lossy(cell).trim().trim_matches('"').to_owned()).collect()
        };
        if at > first && DELIMITERS.iter().any(|delimiter| columns::known(&names(delimiter)) >= SURE) {
            starts.push(at);
        }
        at += line.len();
    }
    starts
}
