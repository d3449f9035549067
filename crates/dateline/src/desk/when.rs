//! When? The times of an article, as the questions behind that one see them.

use std::ops::Range;

use dateline_language::Bytes;

use crate::article::Article;
use crate::record::{self, Precision, TimeModifier, TimeType};

/// A temporal expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Time {
    pub(crate) bytes: Bytes,
    /// Its words in the document.
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: TimeType,
    /// TIMEX3 value; absent where nothing anchors it.
    pub(crate) value: Option<String>,
    pub(crate) modifier: Option<TimeModifier>,
    /// Distance from an unknown publication date, such as `-1w`.
    pub(crate) relative: Option<String>,
    /// How exactly the value tells when; nothing for lengths, sets and the vague.
    pub(crate) precision: Option<Precision>,
    /// The year that the value lies in.
    pub(crate) year: Option<i16>,
}

impl Time {
    /// Without a value, and without words that narrow it.
    pub(crate) fn new(kind: TimeType, bytes: Bytes, tokens: Range<usize>) -> Self {
        Self { bytes, tokens, kind, value: None, modifier: None, relative: None, precision: None, year: None }
    }

    /// With a TIMEX3 value.
    pub(crate) fn with_value(self, value: Option<String>) -> Self {
        let precision = value.as_deref().and_then(Precision::of_value);
        let year = value.as_deref().and_then(|value| value.get(..4)?.parse().ok());
        Self { value, precision, year, ..self }
    }

    /// Whether it is a day or longer.
    pub(crate) fn is_date(&self) -> bool {
        self.kind == TimeType::Date
    }

    /// Whether it is a day, longer, or a time of a day: no length and nothing that is repeated.
    pub(crate) fn is_point(&self) -> bool {
        matches!(self.kind, TimeType::Date | TimeType::Time)
    }

    /// Whether it is found on the calendar: no length, nothing repeated or vague.
    pub(crate) fn is_on_calendar(&self) -> bool {
        self.is_point() && self.value.as_deref().is_some_and(|value| value.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// As the record shows it for what happened or was said then; `how` tells where it was read.
    pub(crate) fn of_event(&self, article: &Article, how: record::WhenHow) -> Option<record::When> {
        let (value, precision) = (self.value.clone()?, self.precision?);
        Some(record::When { value, precision, how, span: Some(article.span(self.bytes)) })
    }

    /// As the record shows it.
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
