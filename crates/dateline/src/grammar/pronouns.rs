//! What does a pronoun tell of whom it stands for?

/// Of whom a pronoun of the third person speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// "he", "his"
    Man,
    /// "she", "her"
    Woman,
    /// "it", "its"
    Thing,
    /// "they", "their"
    Many,
}

impl Pronoun {
    /// What a word in lower case is.
    pub(crate) fn of(word: &str) -> Option<Self> {
        match word {
            "he" | "him" | "his" | "himself" => Some(Self::Man),
            "she" | "her" | "hers" | "herself" => Some(Self::Woman),
            "it" | "its" | "itself" => Some(Self::Thing),
            "they" | "them" | "their" | "theirs" | "themselves" => Some(Self::Many),
            _ => None,
        }
    }
}

/// Whether the pronoun means the subject of its own clause: "himself".
pub(crate) fn is_reflexive(pronoun: &str) -> bool {
    pronoun.ends_with("self") || pronoun.ends_with("selves")
}

/// Whether the pronoun may stand for nothing: "*it* is raining".
pub(crate) fn may_be_expletive(pronoun: &str) -> bool {
    pronoun == "it"
}

/// Whether the word says that something belongs to a body or country.
pub(crate) fn is_possessive_of_thing(word: &str) -> bool {
    word == "its"
}

/// Whether a word in lower case, which stands alone, is a pronoun for somebody.
pub(crate) fn means_somebody(word: &str) -> bool {
    matches!(
        word,
        "he" | "she" | "they" | "it" | "him" | "her" | "them" | "who" | "we" | "i" | "you" | "someone" | "somebody"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_tell_whom_they_mean() {
        assert_eq!((Pronoun::of("hers"), Pronoun::of("their")), (Some(Pronoun::Woman), Some(Pronoun::Many)));
        assert!(Pronoun::of("we").is_none() && means_somebody("we"));
        assert!(is_reflexive("themselves") && !is_reflexive("them"));
    }
}
