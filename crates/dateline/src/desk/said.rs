//! What is a quotation, as the questions behind it see it?

use std::collections::BTreeSet;
use std::ops::Deref;

use dateline_language::Bytes;

use super::Stretches;
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
    fn kind(&self, text: &str) -> QuotationKind {
        let marked = Stretches::of(self.verbatim.iter().map(|quoted| quoted.start..quoted.end).zip(0..));
        let outside = self.content.iter().any(|content| {
            let mut at = content.start;
            let mut inside: Vec<usize> = marked.over(content.start..content.end).map(|(_, number)| number).collect();
            inside.sort_unstable();
            let mut gaps: Vec<Bytes> = Vec::new();
            for quoted in inside.into_iter().map(|number| self.verbatim[number]) {
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

/// The quotations of an article, found again by what they say.
#[derive(Debug, Default)]
pub(crate) struct Quotations {
    all: Vec<Quotation>,
    kinds: Vec<QuotationKind>,
    lengths: Vec<u32>,
    contents: Stretches,
    cues: BTreeSet<usize>,
}

impl Quotations {
    /// In their order; with the article's text.
    pub(crate) fn of(all: Vec<Quotation>, text: &str) -> Self {
        let contents = all.iter().enumerate().flat_map(|(i, one)| one.content.iter().map(move |said| (*said, i)));
        Self {
            kinds: all.iter().map(|quotation| quotation.kind(text)).collect(),
            lengths: all.iter().map(Quotation::length).collect(),
            contents: Stretches::of(contents.map(|(said, i)| (said.start..said.end, i))),
            cues: all.iter().filter_map(|quotation| quotation.cue).collect(),
            all,
        }
    }

    /// How much of a quotation stands in quotation marks.
    pub(crate) fn kind(&self, quotation: usize) -> QuotationKind {
        self.kinds[quotation]
    }

    /// Whether a word tells that something was said.
    pub(crate) fn is_cue(&self, word: usize) -> bool {
        self.cues.contains(&word)
    }
}

impl Deref for Quotations {
    type Target = [Quotation];

    fn deref(&self) -> &[Quotation] {
        &self.all
    }
}

/// The smallest quotation that says this stretch.
pub(crate) fn said_in(quotations: &Quotations, bytes: Bytes) -> Option<usize> {
    let over = quotations.contents.over(bytes.start..bytes.end);
    let holding = over.filter(|(said, _)| said.start <= bytes.start && bytes.end <= said.end);
    holding.map(|(_, quotation)| quotation).min_by_key(|&quotation| (quotations.lengths[quotation], quotation))
}
