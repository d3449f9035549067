//! Which paragraphs stand in a document of RTF?

use rtf_parser_tt::{RtfDocument, TextOptions};

use crate::guarded::guarded;
use crate::office::{self, Written};
use crate::outcome::{Cause, FailureKind};

/// Characters of a line that was broken where the paper ended.
const BROKEN_LINE: std::ops::Range<usize> = 45..100;

/// Whether these bytes are RTF.
pub(crate) fn is_rtf(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// Its text, without headers, footers and notes.
///
/// # Errors
///
/// It is damaged.
pub(crate) fn text(bytes: &[u8]) -> Result<Written, Cause> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    let damaged = |error: String| (FailureKind::Damaged, format!("a document of RTF that cannot be read: {error}"));
    let document =
        guarded(|| RtfDocument::from_bytes(bytes)).map_err(damaged)?.map_err(|error| damaged(error.to_string()))?;
    let text = document.get_text_with(TextOptions::default().notes(false).headers_footers(false));
    let title = document.info.title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    let text = if is_broken(&text) { text } else { office::paragraphs(text.lines().map(str::to_owned)) };
    Ok(Written { text, title })
}

/// Whether sentences run on over the ends of lines, as in old exports: there, an empty line parts paragraphs.
fn is_broken(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let runs_on = |pair: &[&str]| {
        BROKEN_LINE.contains(&pair[0].chars().count())
            && pair[0].ends_with(|c: char| c.is_alphanumeric() || c == ',')
            && pair[1].starts_with(char::is_lowercase)
    };
    lines.windows(2).any(runs_on) && lines.iter().all(|line| line.chars().count() < BROKEN_LINE.end)
}
