//! When: temporal expressions in TIMEX3 terms, resolved against the dateline and the publication date.

use std::ops::Range;

use dateline_language::{Bytes, Doc};

use crate::article::Article;
use crate::record;

/// A temporal expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Time {
    pub(crate) bytes: Bytes,
    /// Its words in the document.
    pub(crate) tokens: Range<usize>,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub(crate) kind: &'static str,
    /// TIMEX3 value; absent where nothing anchors it.
    pub(crate) value: Option<String>,
    /// TIMEX3 modifier.
    pub(crate) modifier: Option<&'static str>,
    /// Distance from an unknown publication date, such as `-1w`.
    pub(crate) relative: Option<String>,
}

impl Time {
    pub(crate) fn record(&self, article: &Article) -> record::Time {
        record::Time {
            span: article.span(self.bytes),
            kind: self.kind,
            value: self.value.clone(),
            modifier: self.modifier,
            relative: self.relative.clone(),
        }
    }
}

/// The temporal expressions of an article, in order.
pub(crate) fn when(_article: &Article, _doc: &Doc) -> Vec<Time> {
    Vec::new()
}
