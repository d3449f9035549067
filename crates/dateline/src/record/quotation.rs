//! How are quotations published?

use serde::{Deserialize, Serialize};

use super::label::labels;
use super::{Attitude, EventPlace, Span, When};

/// Something said, believed, wanted or felt by someone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// Number within the record, such as `q3`.
    pub id: String,
    /// How much of it stands in quotation marks.
    pub kind: QuotationKind,
    /// What was said, in one or several stretches.
    pub content: Vec<Span>,
    /// What of it stands in quotation marks.
    pub verbatim: Vec<Span>,
    /// The word that tells it was said.
    pub cue: Option<Cue>,
    /// Who said it.
    pub speaker: Option<Voice>,
    /// Who it was said to.
    pub addressee: Option<Voice>,
    /// The quotation that this one stands in.
    pub within: Option<String>,
    /// Number of the article's sentence that it begins in, from 1.
    pub sentence: usize,
    /// What it is to its speaker, by its cue.
    pub attitude: Option<Attitude>,
    /// When it was said, if words beside the cue tell: "said on Tuesday".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Where it was said, if words beside the cue tell: "said in Kyiv".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<EventPlace>,
}

/// The word or words that tell that something was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// The dictionary form.
    pub lemma: String,
}

/// A speaker or addressee: the actor, if it is one, and the words that name it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// Id of the actor.
    pub actor: Option<String>,
    /// Where it is named.
    #[serde(flatten)]
    pub span: Span,
}

labels! {
    /// How much of a quotation stands in quotation marks.
    QuotationKind {
        /// All of it.
        Direct = "direct",
        /// Nothing.
        Indirect = "indirect",
        /// Some of it.
        Mixed = "mixed",
    }
}
