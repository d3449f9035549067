//! Do the words around a time speak of what was or of what will be?

use dateline_language::{Relation, Tag, Token};

use crate::codebook::Times;
use crate::grammar;

/// Where a clause stands in time, as its verb tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
    /// No verb governs.
    Unknown,
}

/// The tense of the clause that a word stands in.
pub(crate) fn tense(token: Token<'_>, times: &Times) -> Tense {
    let attribute =
        matches!(token.dep(), Relation::Poss | Relation::Compound | Relation::Amod | Relation::Nmod | Relation::Nummod);
    let mut direct = true;
    for above in token.ancestors().take(12) {
        // "They planned a march on Sunday": the march is ahead; "they planned it on Sunday" is not.
        if is_ahead(above, times) || plans_something(above, token, times) {
            return Tense::Future;
        }
        match of_verb(above, times) {
            // "to get around Wednesday's ruling" does not put the ruling ahead; "will hear Friday's plea" does.
            Some(_) if attribute => return if is_willed(above) { Tense::Future } else { Tense::Unknown },
            // "It declared a dividend to holders of record Nov. 22": a verb further up does not say when.
            Some(Tense::Present | Tense::Past) if !direct => return Tense::Unknown,
            Some(found) => return found,
            None => {}
        }
        direct &= above.dep() == Relation::Prep || above.tag() == Tag::In || times.parts_of_time.holds(above.lower());
    }
    Tense::Unknown
}

/// Whether what was planned is named between the verb and the time.
fn plans_something(verb: Token<'_>, time: Token<'_>, times: &Times) -> bool {
    let planned = times.planning_verbs.holds(verb.lemma()) && verb.tag() == Tag::Vbd;
    planned && verb.child(Relation::Dobj).is_some_and(|object| object.tag() != Tag::Prp && object.i() < time.i())
}

/// Whether the verb above tells of what went on for a while: "stayed until Friday".
pub(crate) fn went_on(token: Token<'_>, times: &Times) -> bool {
    let verb = token.ancestors().find(|above| above.tag().is_verb());
    verb.is_some_and(|verb| times.lasting_verbs.holds(verb.lemma()))
}

fn is_willed(verb: Token<'_>) -> bool {
    verb.children().any(|child| child.dep() == Relation::Aux && grammar::is_future(child.lemma()))
}

/// Whether the word itself says that its time is to come. What somebody scheduled or planned in the past is done.
fn is_ahead(token: Token<'_>, times: &Times) -> bool {
    let participle = token.tag() == Tag::Vbn;
    if times.appointing_verbs.holds(token.lemma()) {
        return participle && token.children().any(|child| grammar::opens_aim(child.lower()));
    }
    let had = token.children().any(is_had);
    let done = token.tag() == Tag::Vbd && token.child(Relation::Nsubj).is_some();
    let aimed = token.tag() == Tag::Vb && infinitive(token, times) == Tense::Past;
    !had && !done && !aimed && !token.tag().is_noun() && times.still_to_come.holds(token.lemma())
}

/// The tense of a verb, with its auxiliaries; nothing for other words and for participles by themselves.
pub(crate) fn of_verb(verb: Token<'_>, times: &Times) -> Option<Tense> {
    match verb.tag() {
        Tag::Md => return Some(Tense::Future),
        Tag::Vb | Tag::Vbd | Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Vbg => {}
        _ => return None,
    }
    let mut finite = verb.tag();
    for child in verb.children().filter(|child| is_auxiliary(*child)) {
        if grammar::is_modal(child.lower()) {
            let past = verb.children().any(|other| is_auxiliary(other) && grammar::is_perfect(other.lower()));
            return Some(if past || grammar::is_past_modal(child.lower()) { Tense::Past } else { Tense::Future });
        }
        if child.tag() == Tag::To {
            return Some(infinitive(verb, times));
        }
        match child.tag() {
            Tag::Vbd => return Some(Tense::Past),
            Tag::Vbp | Tag::Vbz if grammar::is_perfect(child.lemma()) => return Some(Tense::Past),
            Tag::Vbp | Tag::Vbz => finite = Tag::Vbz,
            _ => {}
        }
    }
    match (verb.tag(), finite) {
        (Tag::Vbd, _) => Some(Tense::Past),
        // "was killed" has its auxiliary; "those killed Monday" has none.
        (Tag::Vbn, Tag::Vbn) => Some(Tense::Past),
        (Tag::Vbg, Tag::Vbg) => None,
        (_, Tag::Vbp | Tag::Vbz) => {
            Some(if times.report_verbs.holds(verb.lemma()) { Tense::Past } else { Tense::Present })
        }
        _ => None,
    }
}

/// "plans to meet" and "is to meet" lie ahead; "managed to escape" does not.
fn infinitive(verb: Token<'_>, times: &Times) -> Tense {
    let head = verb.head();
    let had = head.children().chain(head.head().children()).chain(verb.children()).any(is_had);
    let done = had || (times.carried_out.holds(head.lemma()) && matches!(head.tag(), Tag::Vbd | Tag::Vbn));
    let aim = verb.dep() == Relation::Advcl && head.tag() == Tag::Vbd;
    match (done, aim) {
        (true, _) => Tense::Past,
        // "flew to Bern to meet him Monday", "ordered him to appear on March 3".
        (false, true) => Tense::Unknown,
        (false, false) => Tense::Future,
    }
}

fn is_auxiliary(token: Token<'_>) -> bool {
    matches!(token.dep(), Relation::Aux | Relation::AuxPass)
}

/// Whether it is the auxiliary of the past of the past.
fn is_had(token: Token<'_>) -> bool {
    is_auxiliary(token) && grammar::is_pluperfect(token.lower())
}
