//! How are happenings published?

use serde::{Deserialize, Serialize};

use super::{Aux, EventPlace, EventType, Party, Size, When};

/// An act of the article, once, however often it is told, with the best of what its mentions tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Happening {
    /// Number within the record, such as `h2`.
    pub id: String,
    /// One of PLOVER's sixteen.
    pub event: EventType,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// PLOVER auxiliary modes that every mention has.
    pub aux: Vec<Aux>,
    /// Who did it; all parties, where they did it to each other.
    pub actor: Vec<Party>,
    /// Whom it was done to.
    pub recipient: Vec<Party>,
    /// When.
    pub when: Option<When>,
    /// Where.
    pub place: Option<EventPlace>,
    /// How many people it concerned.
    pub size: Option<Size>,
    /// PLOVER conflict-cooperation score, from -10 to 10.
    pub score: f64,
    /// CAMEO code, at least its root.
    pub cameo: Option<String>,
    /// Id of the actor who says so, where every mention is a claim.
    pub claimed_by: Option<String>,
    /// Whether a table of what the article tells would have it.
    pub central: bool,
    /// That of its surest mention, from 0 to 1.
    pub confidence: f64,
    /// Ids of the events that tell it, in order.
    pub mentions: Vec<String>,
}
