//! The times of an article.

use std::ops::Range;

use dateline_language::Bytes;

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
    /// As the record shows it for what happened or was said then; `how` tells where it was read.
    pub(crate) fn of_event(&self, article: &Article, how: record::WhenHow) -> Option<record::When> {
        let value = self.value.clone()?;
        let precision = precision(&value)?;
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

/// How exactly a TIMEX3 value tells when: `second`, `minute`, `hour`, `part of day`, `day`, `weekend`, `week`, `month`,
/// `season`, `quarter`, `half`, `year`, `decade` or `century`; nothing for lengths, sets and the vague.
pub(crate) fn precision(value: &str) -> Option<&'static str> {
    if value.starts_with(['P', 'F', 'X']) {
        return None;
    }
    if let Some((_, time)) = value.split_once('T') {
        let colons = time.matches(':').count();
        return Some(match (colons, time.starts_with(|c: char| c.is_ascii_digit())) {
            (_, false) => "part of day",
            (0, _) => "hour",
            (1, _) => "minute",
            _ => "second",
        });
    }
    let mut parts = value.split('-').skip(1);
    Some(match (parts.next(), parts.next()) {
        (None, _) => match value.len() {
            2 => "century",
            3 => "decade",
            4 if value.ends_with('X') => "decade",
            4 => "year",
            _ => return None,
        },
        (Some(part), Some("WE")) if part.starts_with('W') => "weekend",
        (Some(part), _) if part.starts_with('W') && part != "WI" => "week",
        (Some(part), _) if part.starts_with('Q') => "quarter",
        (Some(part), _) if part.starts_with('H') => "half",
        (Some("SP" | "SU" | "FA" | "WI"), _) => "season",
        (Some("XX"), _) => "year",
        (Some(_), None | Some("XX")) => "month",
        (Some(_), Some(_)) => "day",
    })
}
