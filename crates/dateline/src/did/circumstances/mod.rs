//! The circumstances of an event: when and where, how many it concerned, in what context?

mod candidates;
mod contexts;
mod day;
mod days;
mod judged;
mod places;
mod scene;
mod size;
#[cfg(test)]
mod tests;

use std::ops::Range;

use dateline_language::Span;

pub(super) use contexts::{Contexts, contexts};
pub(super) use day::when;
pub(crate) use judged::{CIRCUMSTANCES, MarkedCircumstances};
pub(super) use judged::{circumstances, teach};
pub(super) use scene::place;
pub(super) use size::size;

fn within(span: Span<'_>, tokens: &Range<usize>) -> bool {
    span.start() <= tokens.start && tokens.end <= span.end()
}
