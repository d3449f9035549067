//! What is a quotation, as the questions behind it see it?

use dateline_language::Bytes;

use crate::record::{Attitude, QuotationKind};

/// Who says something or is told it: the words, and the actor if it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Voice {
    pub(crate) actor: Option<usize>,
    pub(crate) bytes: Bytes,
    /// The word that the others hang on.
    pub(crate) head: usize,
}

/// Something said.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quotation {
    pub(crate) content: Vec<Bytes>,
    pub(crate) verbatim: Vec<Bytes>,
    /// The word that tells that it was said.
    pub(crate) cue: Option<usize>,
    pub(crate) speaker: Option<Voice>,
    pub(crate) addressee: Option<Voice>,
    /// The quotation that this one stands in.
    pub(crate) within: Option<usize>,
    pub(crate) attitude: Option<Attitude>,
}

impl Quotation {
    /// Whether the stretch is part of what was said.
    pub(crate) fn holds(&self, bytes: Bytes) -> bool {
        self.content.iter().any(|content| content.contains(bytes))
    }

    /// How many bytes it has.
    pub(crate) fn length(&self) -> u32 {
        self.content.iter().map(|bytes| bytes.end - bytes.start).sum()
    }

    /// How much of it stands in quotation marks.
    pub(crate) fn kind(&self, text: &str) -> QuotationKind {
        let outside = self.content.iter().any(|content| {
            let mut at = content.start;
            let inside = self.verbatim.iter().filter(|quoted| content.overlaps(**quoted));
            let mut gaps: Vec<Bytes> = Vec::new();
            for quoted in inside {
                gaps.push(Bytes { start: at, end: quoted.start.max(at) });
                at = at.max(quoted.end);
            }
            gaps.push(Bytes { start: at.min(content.end), end: content.end });
            gaps.iter().any(|gap| text[gap.range()].contains(char::is_alphanumeric))
        });
        match (self.verbatim.is_empty(), outside) {
            (true, _) => QuotationKind::Indirect,
            (false, true) => QuotationKind::Mixed,
            (false, false) => QuotationKind::Direct,
        }
    }
}

/// The id that the record shows for a quotation.
pub(crate) fn quotation_id(quotation: usize) -> String {
    format!("q{}", quotation + 1)
}

/// The smallest quotation that says this stretch.
pub(crate) fn said_in(quotations: &[Quotation], bytes: Bytes) -> Option<usize> {
    (0..quotations.len()).filter(|&i| quotations[i].holds(bytes)).min_by_key(|&i| quotations[i].length())
}
