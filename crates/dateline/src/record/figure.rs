//! How are figures published?

use serde::{Deserialize, Serialize};

use super::Span;
use super::label::labels;

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number.
    pub value: Option<f64>,
    /// How exactly it is meant.
    pub comparator: Comparator,
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
    /// Which part it plays, if the words tell.
    pub role: Option<FigureRole>,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The quotation whose speaker claims it.
    pub said_in: Option<String>,
}

labels! {
    /// How exactly a number is meant.
    Comparator {
        /// "12 sailors".
        Equal = "=",
        /// "fewer than 12 sailors".
        Less = "<",
        /// "more than 12 sailors".
        More = ">",
        /// "up to 12 sailors".
        AtMost = "<=",
        /// "at least 12 sailors".
        AtLeast = ">=",
        /// "about 12 sailors".
        About = "~",
    }
}

labels! {
    /// Which part a figure plays.
    FigureRole {
        /// What an amount comes to: "rose to 310".
        Total = "total",
        /// By how much an amount changes: "rose by 40".
        Change = "change",
        /// "12 people were killed".
        Dead = "dead",
        /// "30 others were wounded".
        Injured = "injured",
        /// "20 people are missing".
        Missing = "missing",
        /// "45 men were arrested".
        Arrested = "arrested",
        /// "300 families were left homeless".
        Displaced = "displaced",
        /// A part of a whole, or per cent.
        Share = "share",
        /// An amount of money.
        Money = "money",
    }
}

impl FigureRole {
    /// Whether it tells what became of those counted.
    pub(crate) fn is_fate(self) -> bool {
        matches!(self, Self::Dead | Self::Injured | Self::Missing | Self::Arrested | Self::Displaced)
    }
}
