//! What did one report give?

use dateline::record::{Record, Span};
use dateline_intake::Failure;

/// What one report gave: its record, or why there is none.
#[derive(Debug)]
pub struct Entry {
    /// The record or the failure.
    pub answer: Result<Record, Failure>,
    /// The text, where it is wanted in the table of articles.
    pub with_text: bool,
    /// Words of the text, parted by white space.
    pub words: u64,
    /// The number of an earlier report with the same text.
    pub duplicate_of: Option<u64>,
    /// The text; empty for a failure.
    pub text: String,
    /// Where its characters begin.
    starts: Vec<u32>,
}

impl Entry {
    /// What was read from a text.
    pub fn of(answer: Result<Record, Failure>, text: String, with_text: bool) -> Self {
        let starts = text.char_indices().map(|(byte, _)| byte as u32).collect();
        let words = text.split_whitespace().count() as u64;
        Self { answer, with_text, words, duplicate_of: None, text, starts }
    }

    /// Length of the text, in characters.
    pub fn characters(&self) -> u64 {
        self.starts.len() as u64
    }

    /// The words of a stretch.
    pub(crate) fn words_of(&self, span: Span) -> &str {
        let at = |char: u32| self.starts.get(char as usize).map_or(self.text.len(), |byte| *byte as usize);
        &self.text[at(span.start)..at(span.end).max(at(span.start))]
    }

    /// Rows 0 to `count` of what a record has.
    pub(super) fn each(&self, count: fn(&Record) -> usize) -> Vec<(usize, usize)> {
        self.answer.as_ref().map_or(Vec::new(), |record| (0..count(record)).map(|i| (i, 0)).collect())
    }
}

/// Whether a report was read for answers.
pub(crate) fn is_coded(record: &Record) -> bool {
    record.article.language.as_deref() == Some("en")
        || !record.article.warnings.iter().any(|warning| warning.contains("nothing was read from it"))
}
