//! What do the words of a time say, before anything anchors it? A folder for each language reads its constructions.

mod en;
mod expression;

pub(super) use en::Grammar;
pub(super) use expression::{Expression, Found, NthOf, VagueTime, Which, YearOf};
