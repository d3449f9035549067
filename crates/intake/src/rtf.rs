//! Which paragraphs stand in a document of RTF?

use rtf_parser_tt::{RtfDocument, TextOptions};

use crate::guarded::guarded;
use crate::office::{self, Written};
use crate::outcome::{Cause, FailureKind};

/// Characters of a line from which a document is one whose lines are paragraphs.
const LONG_LINE: usize = 100;

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
    // Old exports break their lines as on paper: there, an empty line parts paragraphs.
    let broken = text.contains("\n\n") && text.lines().all(|line| line.chars().count() < LONG_LINE);
    let text = if broken { text } else { office::paragraphs(text.lines().map(str::to_owned)) };
    Ok(Written { text, title })
}
