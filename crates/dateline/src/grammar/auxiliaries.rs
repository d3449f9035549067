//! Which auxiliaries and prepositions put a verb ahead or behind?

/// Whether a word, in lower case, is a modal that puts its verb ahead.
pub(crate) fn is_modal(word: &str) -> bool {
    let modals = ["will", "would", "shall", "may", "might", "can", "could", "should", "must", "'ll", "wo"];
    modals.contains(&word)
}

/// Whether a modal, in lower case, tells of the past: "could hear shots".
pub(crate) fn is_past_modal(word: &str) -> bool {
    word == "could"
}

/// Whether a dictionary form says that something will be.
pub(crate) fn is_future(lemma: &str) -> bool {
    matches!(lemma, "will" | "shall" | "'ll")
}

/// Whether a word is the auxiliary of the perfect, in its dictionary form.
pub(crate) fn is_perfect(lemma: &str) -> bool {
    lemma == "have"
}

/// Whether a word, in lower case, is the auxiliary of the pluperfect.
pub(crate) fn is_pluperfect(word: &str) -> bool {
    word == "had"
}

/// Whether a word, in lower case, leads from what is set to what it is set for: "set for Friday", "set to meet".
pub(crate) fn opens_aim(word: &str) -> bool {
    matches!(word, "for" | "to")
}
