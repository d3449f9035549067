//! Which values may stand in a column that has only some?
//!
//! A column's description lists them from here, and a build for development stops at a value that is not listed.

use dateline::record::{ActorKind, MentionKind, PartyFrom};

/// A value of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// As it stands in the column: `clause`.
    pub value: &'static str,
    /// What it says, in a few words; empty, where the word says it.
    pub about: &'static str,
}

/// The values of a column, in the order in which they are described.
pub type Values = fn() -> Vec<Listed>;

/// Auxiliary modes of an event.
pub(super) fn aux() -> Vec<Listed> {
    plain(&["historical", "future", "hypothetical", "negation"])
}

/// Those that keep an event from being a fact.
pub(super) fn no_fact() -> Vec<Listed> {
    plain(&["future", "hypothetical", "negation"])
}

/// How it is known when an event happened.
pub(super) fn when_how() -> Vec<Listed> {
    explained(&[
        ("clause", "by words of its clause"),
        ("sentence", "by others of its sentence"),
        ("carried", "from another sentence"),
        ("assumed", "from the day of publication"),
    ])
}

/// How it is known where an event happened.
pub(super) fn place_how() -> Vec<Listed> {
    explained(&[
        ("clause", "by words of its clause"),
        ("sentence", "by others of its sentence"),
        ("section", "from the heading above"),
        ("dateline", "from the place that the text opens with"),
        ("carried", "from another sentence"),
        ("assumed", "the place that the article names most"),
    ])
}

/// Sides of an event.
pub(super) fn side() -> Vec<Listed> {
    explained(&[("actor", "all sides of what is done to each other"), ("recipient", "")])
}

/// From what the country of a party was inferred.
pub(super) fn party_from() -> Vec<Listed> {
    let about = |from: &PartyFrom| match from {
        PartyFrom::Setting => "where the sentence plays",
        PartyFrom::Implied => "the act alone: somebody was arrested, so by the police",
        PartyFrom::ToldElsewhere => "another sentence mentions the party",
    };
    PartyFrom::ALL.iter().map(|from| Listed { value: from.name(), about: about(from) }).collect()
}

/// Kinds of quotations.
pub(super) fn quotation_kind() -> Vec<Listed> {
    explained(&[("direct", "all in quotation marks"), ("indirect", "nothing"), ("mixed", "")])
}

/// What a quotation is to its speaker.
pub(super) fn attitude() -> Vec<Listed> {
    plain(&["speech", "belief", "intention", "emotion", "knowledge"])
}

/// Kinds of actors.
pub(super) fn actor_kind() -> Vec<Listed> {
    ActorKind::ALL.iter().map(|kind| Listed { value: kind.name(), about: "" }).collect()
}

/// Kinds of mentions.
pub(super) fn mention_kind() -> Vec<Listed> {
    MentionKind::ALL.iter().map(|kind| Listed { value: kind.name(), about: "" }).collect()
}

/// How a number is bounded.
pub(super) fn comparator() -> Vec<Listed> {
    explained(&[("=", ""), ("<", ""), (">", ""), ("<=", ""), (">=", ""), ("~", "about")])
}

/// For what the name of a place stands.
pub(super) fn place_use() -> Vec<Listed> {
    explained(&[
        ("place", "in Moscow"),
        ("actor", "Moscow said"),
        ("name", "within another name"),
        ("adjective", "Russian"),
    ])
}

/// How the origin of copies was told.
pub(super) fn origin_how() -> Vec<Listed> {
    explained(&[
        ("credit", "the earliest that credits the agency which most copies credit"),
        ("date", "the earliest"),
        ("text", "the fullest"),
        ("only", ""),
    ])
}

fn plain(values: &[&'static str]) -> Vec<Listed> {
    values.iter().map(|value| Listed { value, about: "" }).collect()
}

fn explained(values: &[(&'static str, &'static str)]) -> Vec<Listed> {
    values.iter().map(|&(value, about)| Listed { value, about }).collect()
}

/// The values in words: `` `clause`, `side` (with what it says), `other` or `last` ``.
pub(super) fn in_words(values: &[Listed]) -> String {
    let word = |listed: &Listed| match listed.about {
        "" => format!("`{}`", listed.value),
        about => format!("`{}` ({about})", listed.value),
    };
    match values {
        [] => String::new(),
        [only] => word(only),
        [others @ .., last] => {
            let others: Vec<String> = others.iter().map(word).collect();
            format!("{} or {}", others.join(", "), word(last))
        }
    }
}
