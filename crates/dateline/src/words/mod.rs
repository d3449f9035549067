//! How do words read as numbers and units? What the questions of time and of number share.

mod line;
pub(crate) mod numeral;
mod time_unit;

pub(crate) use line::Words;

use numeral::numeral;

/// "lent 80 million over 10 years": during them; "for over 10 years": more than them.
pub(crate) fn is_during(words: &Words<'_>, i: usize) -> bool {
    if words.lower(i) != "over" {
        return false;
    }
    let more = [
        "for", "just", "well", "of", "take", "took", "takes", "last", "lasted", "spent", "is", "was", "after", "in",
        "by",
    ];
    let stretch =
        numeral(words, i + 1).is_some_and(|number| words.vocabulary.times.unit(words.lower(number.end)).is_some());
    stretch && !words.is(i.wrapping_sub(1), &more)
}
