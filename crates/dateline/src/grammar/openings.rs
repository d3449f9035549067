//! What do names begin with that says nothing of whose they are?

/// What names begin with, in small letters, and its short form.
pub(crate) const SHORT_OPENINGS: [(&str, &str); 3] = [("saint ", "st "), ("mount ", "mt "), ("fort ", "ft ")];

/// A name in small letters without its article.
pub(crate) fn without_article(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
}
