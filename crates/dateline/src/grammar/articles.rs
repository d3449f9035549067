//! How does the article stand before a name?

/// A name in lower case without the definite article.
pub(crate) fn without_definite(name: &str) -> &str {
    name.trim_start_matches("the ")
}

/// A name in lower case with the definite article.
pub(crate) fn with_definite(name: &str) -> String {
    format!("the {name}")
}

/// A name as written without definite articles before it.
pub(crate) fn without_any_definite(name: &str) -> &str {
    name.trim_start_matches("the ").trim_start_matches("The ")
}

/// A name as written without the definite article before it.
pub(crate) fn without_a_definite(name: &str) -> &str {
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name)
}

/// Whether a word tells that its noun is known already: "the", "this".
pub(crate) fn is_definite(word: &str) -> bool {
    matches!(word, "the" | "this" | "that" | "these" | "those")
}
