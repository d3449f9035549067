//! Which small words belong to a name, and which lead from one name to the next?

use dateline_language::Token;

/// Marks of a genitive behind a name, the longer ones first.
const GENITIVE_MARKS: [&str; 4] = ["'s", "’s", "'", "’"];

/// A name without the article that is part of a title: "The Guardian".
pub(crate) fn without_title_article(name: &str) -> &str {
    name.trim_start_matches("The ")
}

/// The words of a host's label without the article that is joined to them: "thetimes".
pub(crate) fn without_joined_article(label: &str) -> &str {
    label.strip_prefix("the").unwrap_or(label)
}

/// Whether a word is the article that may stand before a place.
pub(crate) fn is_definite_article(word: &str) -> bool {
    word == "the"
}

/// Whether a word before a name, in small letters, is an article and no part of it; "an" opens Arabic names.
pub(crate) fn is_article_of_name(word: &str) -> bool {
    matches!(word, "the" | "a")
}

/// Whether a word is what a genitive ends with.
pub(crate) fn is_genitive_mark(word: &str) -> bool {
    GENITIVE_MARKS.contains(&word)
}

/// A name without the mark of a genitive at its end.
pub(crate) fn without_genitive(name: &str) -> &str {
    GENITIVE_MARKS.iter().find_map(|mark| name.strip_suffix(mark)).unwrap_or(name)
}

/// What follows the mark of a genitive.
pub(crate) fn behind_genitive(text: &str) -> Option<&str> {
    GENITIVE_MARKS.iter().find_map(|mark| text.strip_prefix(mark))
}

/// Whether a word joins the name of a body with the place that it is for: "Bank of", "Institute for".
pub(crate) fn joins_place(word: &str) -> bool {
    matches!(word, "of" | "in" | "at" | "for" | "the")
}

/// Whether a word between two names may put the first into the second.
pub(crate) fn puts_within(word: &str) -> bool {
    matches!(word, "in" | "of")
}

/// Whether a word ends a phrase behind which a source stands, no goal: "according to", "thanks to".
pub(crate) fn ends_source_phrase(word: Token<'_>) -> bool {
    word.lower() == "to" && word.previous().is_some_and(|before| matches!(before.lower(), "according" | "thanks"))
}

/// Whether a verb only joins its subject with what it is.
pub(crate) fn is_copula(verb: Token<'_>) -> bool {
    verb.lemma() == "be"
}
