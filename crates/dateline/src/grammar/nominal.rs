//! Which words frame a noun phrase: articles, prepositions, marks of possession, endings of the plural?

/// Whether the word is an article.
pub(crate) fn is_article(word: &str) -> bool {
    matches!(word, "the" | "The" | "a" | "A" | "an" | "An")
}

/// The phrase without an article before it.
pub(crate) fn without_article(phrase: &str) -> &str {
    phrase.split_once(' ').filter(|(first, _)| is_article(first)).map_or(phrase, |(_, rest)| rest)
}

/// Whether the determiner points to what is known already: "the", "these".
pub(crate) fn is_definite(determiner: &str) -> bool {
    matches!(determiner, "the" | "this" | "that" | "these" | "those" | "both")
}

/// Whether the adjective brings up something new, as "a" does: "other", "several".
pub(crate) fn brings_up(adjective: &str) -> bool {
    matches!(adjective, "other" | "many" | "several" | "more" | "few")
}

/// Whether what follows the word stands behind the noun that the phrase is about: "of", "near", "who".
pub(crate) fn follows_noun(word: &str) -> bool {
    const BEHIND: [&str; 20] = [
        "of", "in", "for", "from", "to", "at", "near", "with", "by", "on", "against", "under", "within", "who",
        "which", "that", "whose", "during", "along", "outside",
    ];
    BEHIND.contains(&word)
}

/// What stands before an "of" in the phrase; all of it where there is none.
pub(crate) fn before_genitive(phrase: &str) -> &str {
    phrase.split_once(" of ").map_or(phrase, |(before, _)| before)
}

/// What stands before and behind the one "of" in the phrase.
pub(crate) fn around_genitive(phrase: &str) -> Option<(&str, &str)> {
    phrase.split_once(" of ")
}

/// The first word and the rest where that begins with "of".
pub(crate) fn split_at_genitive(phrase: &str) -> Option<(&str, &str)> {
    phrase.split_once(' ').filter(|(_, rest)| rest.starts_with("of "))
}

/// Whether what follows is a party that the noun is directed at, not one that it is of: "ambassador to Poland".
pub(crate) fn is_directed(word: &str) -> bool {
    matches!(word, "to" | "against")
}

/// Whether the word joins two phrases into one.
pub(crate) fn joins_phrases(word: &str) -> bool {
    word == "and"
}

/// Whether the word stands in lower case within a name: "Bank *of* England".
pub(crate) fn joins_name(word: &str) -> bool {
    matches!(word, "of" | "and" | "for" | "the" | "&")
}

/// Whether the preposition ties a noun to the country it belongs to: "the army *of* Chad".
pub(crate) fn ties_to_country(preposition: &str) -> bool {
    matches!(preposition, "of" | "in" | "for" | "from" | "to")
}

/// The prepositions before a body that somebody serves: "director *of* the agency".
pub(crate) const BEFORE_BODY_SERVED: [&str; 3] = ["of", "at", "for"];

/// Whether the word is a prefix that makes a role one of the past: "ex-minister".
pub(crate) fn is_past_prefix(word: &str) -> bool {
    word == "ex"
}

/// The text with prefixes of the past as words of their own.
pub(crate) fn with_past_prefix_apart(text: &str) -> String {
    text.replace("ex-", "ex ").replace("Ex-", "ex ")
}

/// Whether the word may stand before the number or noun that counts others: "the dozens", "over a hundred".
pub(crate) fn precedes_count(word: &str) -> bool {
    matches!(word, "a" | "the" | "over" | "about" | "around")
}

/// Whether the word behind "the" means how many there are, not those themselves.
pub(crate) fn is_measured(word: &str) -> bool {
    word == "number"
}

/// How many bytes a measure takes that a phrase in lower case begins with: "at least ".
pub(crate) fn measure_before_count(phrase: &str) -> usize {
    const MEASURES: [&str; 9] = [
        "at least ",
        "at most ",
        "more than ",
        "less than ",
        "fewer than ",
        "up to ",
        "as many as ",
        "no fewer than ",
        "an estimated ",
    ];
    MEASURES.iter().find(|measure| phrase.starts_with(**measure)).map_or(0, |measure| measure.len())
}

/// Whether the adverb stands before a noun phrase and is no part of it: "mainly", "including".
pub(crate) fn is_outside_phrase(adverb: &str) -> bool {
    const OUTSIDE: [&str; 13] = [
        "almost",
        "also",
        "especially",
        "even",
        "hence",
        "including",
        "just",
        "mainly",
        "merely",
        "mostly",
        "only",
        "particularly",
        "respectively",
    ];
    OUTSIDE.contains(&adverb)
}

/// The word without its possessive mark, where it has one.
pub(crate) fn without_possessive_mark(word: &str) -> Option<&str> {
    word.strip_suffix("'s").or_else(|| word.strip_suffix('\'').filter(|word| word.ends_with('s')))
}

/// The word with a possessive mark.
pub(crate) fn with_possessive_mark(word: &str) -> String {
    let mark = if word.ends_with('s') { "'" } else { "'s" };
    format!("{word}{mark}")
}

/// The word without the "s" that most plurals end with.
pub(crate) fn without_plural_ending(word: &str) -> Option<&str> {
    word.strip_suffix('s')
}

/// The plural of a name.
pub(crate) fn plural(name: &str) -> String {
    format!("{name}s")
}

/// The singular of a plural noun.
pub(crate) fn singular(word: &str) -> Option<String> {
    if word == "people" {
        return Some("person".to_owned());
    }
    const ENDINGS: [(&str, &str); 9] = [
        ("men", "man"),
        ("children", "child"),
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
        ("wives", "wife"),
        ("s", ""),
    ];
    ENDINGS.iter().find_map(|(plural, singular)| word.strip_suffix(plural).map(|stem| format!("{stem}{singular}")))
}

/// The singular of a noun that may be one already: "press" stays.
pub(crate) fn singular_or_same(word: &str) -> String {
    singular(word).filter(|_| !word.ends_with("ss")).unwrap_or_else(|| word.to_owned())
}

/// Whether the verb, in its dictionary form, says of its subject what it is.
pub(crate) fn is_copula(lemma: &str) -> bool {
    lemma == "be"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_have_a_singular() {
        for (plural, one) in [("people", "person"), ("women", "woman"), ("armies", "army"), ("bosses", "boss")] {
            assert_eq!(singular(plural).as_deref(), Some(one));
        }
        assert_eq!((singular_or_same("press"), singular_or_same("drones")), ("press".into(), "drone".into()));
    }

    #[test]
    fn possessive_marks_come_and_go() {
        for (word, marked) in [("Chile", "Chile's"), ("workers", "workers'")] {
            assert_eq!(with_possessive_mark(word), marked);
            assert_eq!(without_possessive_mark(marked), Some(word));
        }
        assert_eq!(without_possessive_mark("rock'"), None);
    }

    #[test]
    fn articles_are_taken_away_whole() {
        assert_eq!(without_article("An envoy"), "envoy");
        assert_eq!((without_article("Andean states"), without_article("the")), ("Andean states", "the"));
        assert_eq!(before_genitive("Church of England"), "Church");
    }
}
