//! Whether the words around a time speak of what was or of what will be.

use dateline_language::{Relation, Tag, Token};

/// Where a clause stands in time, as its verb tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
    /// No verb governs.
    Unknown,
}

/// Verbs and adjectives whose time is still to come: "due Friday", "scheduled for May".
const AHEAD: [&str; 18] = [
    "schedule",
    "due",
    "slate",
    "expect",
    "plan",
    "payable",
    "postpone",
    "delay",
    "upcoming",
    "expire",
    "mature",
    "await",
    "intend",
    "forthcoming",
    "redeemable",
    "callable",
    "effective",
    "extend",
];

/// Nouns that belong to a time: "on the night of Oct. 3".
const TIME_NOUNS: [&str; 8] = ["night", "day", "morning", "evening", "afternoon", "week", "end", "eve"];

/// Modals that put their verb ahead.
const MODALS: [&str; 11] = ["will", "would", "shall", "may", "might", "can", "could", "should", "must", "'ll", "wo"];

/// The tense of the clause that a word stands in.
pub(crate) fn tense(token: Token<'_>) -> Tense {
    let attribute =
        matches!(token.dep(), Relation::Poss | Relation::Compound | Relation::Amod | Relation::Nmod | Relation::Nummod);
    let mut direct = true;
    for above in token.ancestors().take(12) {
        // "They planned a march on Sunday": the march is ahead; "they planned it on Sunday" is not.
        if is_ahead(above) || plans_something(above, token) {
            return Tense::Future;
        }
        match of_verb(above) {
            // "to get around Wednesday's ruling" does not put the ruling ahead; "will hear Friday's plea" does.
            Some(_) if attribute => return if is_willed(above) { Tense::Future } else { Tense::Unknown },
            // "It declared a dividend to holders of record Nov. 22": a verb further up does not say when.
            Some(Tense::Present | Tense::Past) if !direct => return Tense::Unknown,
            Some(found) => return found,
            None => {}
        }
        direct &= above.dep() == Relation::Prep || above.tag() == Tag::In || TIME_NOUNS.contains(&above.lower());
    }
    Tense::Unknown
}

/// Whether what was planned is named between the verb and the time.
fn plans_something(verb: Token<'_>, time: Token<'_>) -> bool {
    let planned = matches!(verb.lemma(), "plan" | "schedule") && verb.tag() == Tag::Vbd;
    planned && verb.child(Relation::Dobj).is_some_and(|object| object.tag() != Tag::Prp && object.i() < time.i())
}

/// Whether the verb above tells of what went on for a while: "stayed until Friday".
pub(crate) fn went_on(token: Token<'_>) -> bool {
    const LASTING: [&str; 16] = [
        "stay", "remain", "continue", "keep", "last", "go", "run", "serve", "live", "work", "fight", "wait", "march",
        "protest", "rule", "talk",
    ];
    let verb = token.ancestors().find(|above| above.tag().is_verb());
    verb.is_some_and(|verb| LASTING.contains(&verb.lemma()))
}

fn is_willed(verb: Token<'_>) -> bool {
    verb.children().any(|child| child.dep() == Relation::Aux && matches!(child.lemma(), "will" | "shall" | "'ll"))
}

/// Whether the word itself says that its time is to come. What somebody scheduled or planned in the past is done.
fn is_ahead(token: Token<'_>) -> bool {
    let participle = token.tag() == Tag::Vbn;
    if token.lemma() == "set" {
        return participle && token.children().any(|child| matches!(child.lower(), "for" | "to"));
    }
    let had = token
        .children()
        .any(|child| matches!(child.dep(), Relation::Aux | Relation::AuxPass) && child.lower() == "had");
    let done = token.tag() == Tag::Vbd && token.child(Relation::Nsubj).is_some();
    let aimed = token.tag() == Tag::Vb && infinitive(token) == Tense::Past;
    !had && !done && !aimed && !token.tag().is_noun() && AHEAD.contains(&token.lemma())
}

/// The tense of a verb, with its auxiliaries; nothing for other words and for participles by themselves.
pub(crate) fn of_verb(verb: Token<'_>) -> Option<Tense> {
    let auxiliary = |token: &Token<'_>| matches!(token.dep(), Relation::Aux | Relation::AuxPass);
    match verb.tag() {
        Tag::Md => return Some(Tense::Future),
        Tag::Vb | Tag::Vbd | Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Vbg => {}
        _ => return None,
    }
    let mut finite = verb.tag();
    for child in verb.children().filter(auxiliary) {
        if MODALS.contains(&child.lower()) {
            let past = verb.children().any(|other| auxiliary(&other) && other.lower() == "have");
            return Some(if past || child.lower() == "could" { Tense::Past } else { Tense::Future });
        }
        if child.tag() == Tag::To {
            return Some(infinitive(verb));
        }
        match child.tag() {
            Tag::Vbd => return Some(Tense::Past),
            Tag::Vbp | Tag::Vbz if child.lemma() == "have" => return Some(Tense::Past),
            Tag::Vbp | Tag::Vbz => finite = Tag::Vbz,
            _ => {}
        }
    }
    match (verb.tag(), finite) {
        (Tag::Vbd, _) => Some(Tense::Past),
        // "was killed" has its auxiliary; "those killed Monday" has none.
        (Tag::Vbn, Tag::Vbn) => Some(Tense::Past),
        (Tag::Vbg, Tag::Vbg) => None,
        (_, Tag::Vbp | Tag::Vbz) => Some(if is_saying(verb) { Tense::Past } else { Tense::Present }),
        _ => None,
    }
}

/// "plans to meet" and "is to meet" lie ahead; "managed to escape" does not.
fn infinitive(verb: Token<'_>) -> Tense {
    const DONE: [&str; 8] = ["manage", "begin", "start", "fail", "refuse", "force", "continue", "decline"];
    let head = verb.head();
    let had = head
        .children()
        .chain(head.head().children())
        .chain(verb.children())
        .any(|child| matches!(child.dep(), Relation::Aux | Relation::AuxPass) && child.lower() == "had");
    let done = had || (DONE.contains(&head.lemma()) && matches!(head.tag(), Tag::Vbd | Tag::Vbn));
    let aim = verb.dep() == Relation::Advcl && head.tag() == Tag::Vbd;
    match (done, aim) {
        (true, _) => Tense::Past,
        // "flew to Bern to meet him Monday", "ordered him to appear on March 3".
        (false, true) => Tense::Unknown,
        (false, false) => Tense::Future,
    }
}

/// "says Thursday": the present of reports is past.
fn is_saying(verb: Token<'_>) -> bool {
    matches!(verb.lemma(), "say" | "tell" | "report" | "write" | "show" | "announce" | "add" | "warn")
}
