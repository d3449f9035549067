//! What is known of a stretch that names a place, before it is known which?

use std::ops::Range;

use dateline_language::Bytes;

use crate::record::PlaceUse;

/// A stretch of text that names a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Toponym {
    /// Where it stands.
    pub(crate) bytes: Bytes,
    /// Its words in the document; empty where it stands outside, as a dateline does.
    pub(crate) tokens: Range<usize>,
    /// For what it stands.
    pub(crate) used: PlaceUse,
    /// The name that the adjective comes from.
    pub(crate) of: Option<String>,
}
