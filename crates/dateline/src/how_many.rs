//! How many: numbers, what they count, and how exactly.

use std::ops::Range;

use dateline_language::{Bytes, Doc};

use crate::article::Article;
use crate::record;
use crate::said::{self, Quotation};
use crate::when::Time;

/// A number and what it counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Figure {
    /// The number with its comparator and unit, as the evidence.
    pub(crate) bytes: Bytes,
    /// Its words in the document.
    pub(crate) tokens: Range<usize>,
    pub(crate) value: Option<f64>,
    /// `=`, `<`, `>`, `<=`, `>=` or `~`.
    pub(crate) comparator: &'static str,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    /// What is counted or measured: `soldiers`, `USD`, `%`, `km`.
    pub(crate) unit: Option<String>,
    /// What the amount is of: `oil` in "3 million barrels of oil".
    pub(crate) of: Option<String>,
    /// `total`, `change`, `dead`, `injured`, `missing`, `arrested`, `displaced`, `share`, `money`, …
    pub(crate) role: Option<&'static str>,
}

impl Figure {
    pub(crate) fn record(&self, article: &Article, quotations: &[Quotation]) -> record::Figure {
        record::Figure {
            value: self.value,
            comparator: self.comparator,
            low: self.low,
            high: self.high,
            unit: self.unit.clone(),
            of: self.of.clone(),
            role: self.role,
            span: article.span(self.bytes),
            said_in: said::said_in(quotations, self.bytes).map(said::id),
        }
    }
}

/// The figures of a document, in order; numbers that are part of a time are none.
pub(crate) fn how_many(_doc: &Doc, _times: &[Time]) -> Vec<Figure> {
    Vec::new()
}
