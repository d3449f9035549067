//! How are figures published?

use serde::Serialize;

use super::Span;

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The number.
    pub value: Option<f64>,
    /// `=`, `<`, `>`, `<=`, `>=` or `~`.
    pub comparator: &'static str,
    /// Lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// What is counted or measured: `soldiers`, `USD`, `%`, `km`.
    pub unit: Option<String>,
    /// What the amount is of: `oil` in "3 million barrels of oil".
    pub of: Option<String>,
    /// `total`, `change`, `dead`, `injured`, `missing`, `arrested`, `displaced`, `share`, `money`, …
    pub role: Option<&'static str>,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The quotation whose speaker claims it.
    pub said_in: Option<String>,
}
