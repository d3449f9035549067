//! The figures of an article.

use std::ops::Range;

use dateline_language::Bytes;

use super::{Quotations, quotation_id, said_in};
use crate::article::Article;
use crate::record::{self, Comparator, FigureRole};

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// The number with its comparator and unit, as the evidence.
    pub(crate) bytes: Bytes,
    /// Its words in the document.
    pub(crate) tokens: Range<usize>,
    pub(crate) value: Option<f64>,
    pub(crate) comparator: Comparator,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    /// What is counted or measured: `soldiers`, `USD`, `%`, `km`.
    pub(crate) unit: Option<String>,
    /// What the amount is of: `oil` in "3 million barrels of oil".
    pub(crate) of: Option<String>,
    pub(crate) role: Option<FigureRole>,
}

impl Figure {
    /// As the record shows it.
    pub(crate) fn record(&self, article: &Article, quotations: &Quotations) -> record::Figure {
        record::Figure {
            value: self.value,
            comparator: self.comparator,
            low: self.low,
            high: self.high,
            unit: self.unit.clone(),
            of: self.of.clone(),
            role: self.role,
            span: article.span(self.bytes),
            said_in: said_in(quotations, self.bytes).map(quotation_id),
        }
    }
}
