//! Which function words tell when, whether, where and to whom an act is done?

use dateline_language::{Pos, Token};

/// Prepositions behind a noun that name who does or owns it, the likeliest first.
pub(crate) const OWNERS: [&str; 3] = ["by", "of", "from"];
/// Prepositions of whom something is given or told to.
pub(crate) const RECEIVERS: [&str; 1] = ["to"];
/// Prepositions of what a thing is part or kind of.
pub(crate) const GENITIVE: [&str; 1] = ["of"];

/// What leads to what is over, behind a noun for that: "an end to", "the lifting of", "a pause in".
pub(crate) const ENDED: [&str; 3] = ["of", "to", "in"];
/// Prepositions between a fight and what is fought.
pub(crate) const FOUGHT: [&str; 3] = ["on", "against", "with"];
/// Prepositions of the country that arrests or expels, the likeliest first.
pub(crate) const LANDS: [&str; 2] = ["in", "from"];

/// "Will meet", "won't meet".
pub(crate) fn tells_future(auxiliary: &str) -> bool {
    matches!(auxiliary, "will" | "'ll" | "’ll" | "wo" | "shall")
}

/// "Would meet": to come for who is told of.
pub(crate) fn tells_future_in_past(auxiliary: &str) -> bool {
    matches!(auxiliary, "would" | "'d" | "’d")
}

/// "May meet", "should meet": not said to be so.
pub(crate) fn tells_possibility(auxiliary: &str) -> bool {
    matches!(auxiliary, "may" | "might" | "could" | "can" | "should" | "must" | "would")
}

/// "May meet": it may be so or not.
pub(crate) fn leaves_open(auxiliary: &str) -> bool {
    matches!(auxiliary, "may" | "might")
}

/// "Must leave".
pub(crate) fn tells_duty(auxiliary: &str) -> bool {
    matches!(auxiliary, "must" | "should" | "ought")
}

/// The verb, in dictionary form, of "has to leave".
pub(crate) fn obliges(verb: &str) -> bool {
    verb == "have"
}

/// Verbs, in dictionary form, that tell no act by themselves.
pub(crate) fn is_empty_verb(verb: &str) -> bool {
    matches!(verb, "be" | "have" | "do")
}

/// "If Moscow withdraws", "unless it does".
pub(crate) fn opens_condition(word: &str) -> bool {
    opens_mere_condition(word) || word == "unless"
}

/// "If Moscow withdraws".
pub(crate) fn opens_mere_condition(word: &str) -> bool {
    word == "if"
}

/// "Whether Moscow withdraws".
pub(crate) fn opens_question(word: &str) -> bool {
    word == "whether"
}

/// "Lest Moscow withdraw".
pub(crate) fn opens_fear(word: &str) -> bool {
    word == "lest"
}

/// "Until Moscow withdraws".
pub(crate) fn opens_delay(word: &str) -> bool {
    word == "until"
}

/// "For supplies", "for the UN to enter".
pub(crate) fn opens_purpose(word: &str) -> bool {
    word == "for"
}

/// "Rather than attack".
pub(crate) fn opens_comparison(word: &str) -> bool {
    word == "than"
}

/// "Without attacking", "voted against attacking".
pub(crate) fn sets_aside(word: &str) -> bool {
    matches!(word, "without" | "against") || opens_comparison(word)
}

/// "Instead of attacking".
pub(crate) fn replaces(word: &str) -> bool {
    word == "instead"
}

/// "Reservations about voting".
pub(crate) fn opens_topic(word: &str) -> bool {
    word == "about"
}

/// "No attack".
pub(crate) fn denies_noun(word: &str) -> bool {
    word == "no"
}

/// Particles that turn a verb into another: "called off", "held back".
pub(crate) fn undoes(particle: &str) -> bool {
    matches!(particle, "off" | "back")
}

/// "Himself", "themselves".
pub(crate) fn is_reflexive(token: Token<'_>) -> bool {
    token.pos() == Pos::Pron && (token.lower().ends_with("self") || token.lower().ends_with("selves"))
}

/// "We must act": the speaker.
pub(crate) fn is_first_person(pronoun: &str) -> bool {
    matches!(pronoun, "we" | "i")
}

/// "They said they would": somebody named before.
pub(crate) fn is_third_person(pronoun: &str) -> bool {
    matches!(pronoun, "it" | "they" | "he" | "she")
}

/// Prepositions that tell which or where a thing is: "targets in Syria's north".
pub(crate) fn qualifies(preposition: &str) -> bool {
    matches!(preposition, "of" | "in" | "from" | "for" | "at" | "on" | "near" | "to")
}

/// Prepositions of what is asked for, promised or refused: "call for talks".
pub(crate) fn opens_content(preposition: &str) -> bool {
    matches!(preposition, "for" | "of" | "with" | "against" | "on" | "to")
}

/// Prepositions behind which a verb's own adjunct stands: "on alert in", "on a mission to".
pub(crate) fn opens_adjunct(preposition: &str) -> bool {
    matches!(preposition, "on" | "in" | "for" | "as")
}

/// Whether the two prepositions stand around a noun as one: "in cooperation with".
pub(crate) fn is_compound_preposition(first: &str, second: &str) -> bool {
    first == "in" && second == "with"
}

/// Prepositions behind which something else is told than whom the act concerns.
pub(crate) fn opens_circumstance(preposition: &str) -> bool {
    const ASIDE: [&str; 10] =
        ["after", "before", "since", "amid", "despite", "according", "during", "like", "near", "outside"];
    ASIDE.contains(&preposition)
}

/// Prepositions of place.
pub(crate) fn locates(preposition: &str) -> bool {
    const LOCATING: [&str; 12] =
        ["in", "at", "near", "on", "outside", "around", "inside", "across", "throughout", "off", "along", "within"];
    LOCATING.contains(&preposition)
}

/// Prepositions of whom a measure is directed at.
pub(crate) fn is_against(preposition: &str) -> bool {
    matches!(preposition, "on" | "against")
}

/// Prepositions of motion.
pub(crate) fn leads_somewhere(preposition: &str) -> bool {
    matches!(preposition, "to" | "into" | "from" | "toward" | "towards" | "through" | "for")
}
