//! How are times published?

use serde::Serialize;

use super::Span;

/// A temporal expression, in TIMEX3 terms.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Time {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// TIMEX3 value; absent where nothing anchors it.
    pub value: Option<String>,
    /// TIMEX3 modifier: `START`, `MID`, `END`, `APPROX`, `MORE_THAN`, …
    #[serde(rename = "mod")]
    pub modifier: Option<&'static str>,
    /// Distance from an unknown publication date, such as `-1w`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relative: Option<String>,
}
