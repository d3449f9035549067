//! How does the article stand before a name?

/// A name in lower case without the definite article.
pub(crate) fn without_definite(name: &str) -> &str {
    name.trim_start_matches("the ")
}

/// A name in lower case with the definite article.
pub(crate) fn with_definite(name: &str) -> String {
    format!("the {name}")
}
