//! Which function words stand around numbers?

/// "a million", "an estimated 30".
pub(crate) fn is_indefinite_article(word: &str) -> bool {
    matches!(word, "a" | "an")
}

/// The article before a number word that begins with a consonant: "a quarter of a million", "half-a-million".
pub(crate) fn is_single_article(word: &str) -> bool {
    word == "a"
}

/// "the", which points to what is known.
pub(crate) fn is_definite_article(word: &str) -> bool {
    word == "the"
}

/// An article behind a comparator with no number: "over the sea".
pub(crate) fn is_article(word: &str) -> bool {
    is_definite_article(word) || is_indefinite_article(word)
}

/// "two hundred and fifty", "21 and 26".
pub(crate) fn adds(word: &str) -> bool {
    word == "and"
}

/// "50 or older", "10 or 12".
pub(crate) fn offers_another(word: &str) -> bool {
    word == "or"
}

/// "between 10 and 15".
pub(crate) fn opens_range(word: &str) -> bool {
    word == "between"
}

/// The end of a range or of a change: "10 to 15", "rose to 40".
pub(crate) fn leads_to(word: &str) -> bool {
    word == "to"
}

/// The start of a range or of a change: "from 10 to 15".
pub(crate) fn leads_from(word: &str) -> bool {
    word == "from"
}

/// How far a change goes: "rose by 40". It names who did it too.
pub(crate) fn measures_change(word: &str) -> bool {
    word == "by"
}

/// Prepositions between a verb of amounts and its number: "stood at 40", "fell from 40", "rose to 40 by 20".
pub(crate) fn governs_amount(word: &str) -> bool {
    word == "at" || leads_to(word) || leads_from(word) || measures_change(word)
}

/// "over 10 years": more than them, or during them.
pub(crate) fn exceeds_or_spans(word: &str) -> bool {
    word == "over"
}

/// What another is set against: "rather than 11".
pub(crate) fn compares(word: &str) -> bool {
    word == "than"
}

/// "compared with two".
pub(crate) fn accompanies(word: &str) -> bool {
    word == "with"
}

/// "one in four".
pub(crate) fn is_within(word: &str) -> bool {
    word == "in"
}

/// What opens a sentence on a part of what is told: "Of the ten judges, six", "Among 16 samples, 12".
pub(crate) fn is_partitive(word: &str) -> bool {
    super::is_genitive(word) || word == "among"
}

/// What somebody counts as: "count as under 30".
pub(crate) fn gives_class(word: &str) -> bool {
    word == "as"
}

/// The word without the ending of a plural.
pub(crate) fn singular(word: &str) -> Option<&str> {
    word.strip_suffix('s')
}

/// "The 90's": the ending of a plural, written apart.
pub(crate) fn is_plural_mark(word: &str) -> bool {
    matches!(word, "'s" | "’s")
}
