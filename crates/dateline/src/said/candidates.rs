//! What might be said? Every stretch that hangs on a word that might be a cue.

use crate::desk::Voice;
use dateline_language::{Bytes, Pos, Relation, Tag, Token};

use super::speakers::nominal_source;
use super::{Draft, contents};
use crate::grammar::{self, is_verbal, reporting};

/// Over which words a stretch hangs on its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hanging {
    /// It hangs on the verb itself.
    Verb(Relation),
    /// The verb's object and what is said of it: "called the plan a trap".
    ObjectAnd,
    /// The same with a preposition: "described it as a trap".
    ObjectAndPreposition,
    /// The clause around the verb: "the plan, he said, is dead".
    Around,
    /// A clause on the verb's object: "took the view that".
    ObjectClause,
    /// A phrase behind a preposition: "spoke of war".
    Preposition,
    /// A clause behind a preposition: "spoke of leaving".
    PrepositionClause,
    /// A phrase behind a preposition of the object: "made a call for talks".
    ObjectPreposition,
    /// A clause behind a preposition of the object.
    ObjectPrepositionClause,
    /// A clause on a noun: "the claim that".
    NounClause,
    /// A phrase behind a preposition of a noun: "the call for talks".
    NounPreposition,
    /// A clause behind a preposition of a noun.
    NounPrepositionClause,
    /// A clause that a noun is said to be: "her claim is that".
    NounIs,
    /// A clause on an adjective: "sure that".
    AdjectiveClause,
    /// An infinitive on an adjective: "ready to".
    AdjectiveInfinitive,
    /// What stands behind a preposition of an adjective: "worried about".
    AdjectivePreposition,
}

/// How a stretch hangs on its cue: over which words, and the preposition between them if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot<'d> {
    pub(super) hanging: Hanging,
    pub(super) preposition: &'d str,
}

/// A cue, if it is one, and what it says.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'d> {
    pub(super) cue: Token<'d>,
    pub(super) slot: Slot<'d>,
    /// The word that the content hangs on.
    pub(super) root: Token<'d>,
    pub(super) content: Vec<Bytes>,
    pub(super) speaker: Option<Voice>,
}

/// All candidates of an article, in the order of their cues.
pub(super) fn candidates<'d>(draft: &Draft<'d>) -> Vec<Candidate<'d>> {
    let mut found = Vec::new();
    for cue in draft.limit.words(draft.doc) {
        let from = found.len();
        match cue.pos() {
            Pos::Verb | Pos::Aux => of_verb(draft, cue, &mut found),
            Pos::Noun | Pos::Propn => of_noun(draft, cue, &mut found),
            Pos::Adj => of_adjective(cue, &mut found),
            _ if cue.tag().is_verb() => of_verb(draft, cue, &mut found),
            _ => {}
        }
        if found.len() > from {
            let speaker = speaker(draft, cue);
            for candidate in &mut found[from..] {
                candidate.speaker = speaker;
                candidate.content = contents::widen(draft, cue, std::mem::take(&mut candidate.content));
            }
        }
    }
    found.retain(|candidate| !candidate.content.is_empty());
    found
}

fn speaker(draft: &Draft<'_>, cue: Token<'_>) -> Option<Voice> {
    match cue.pos() {
        Pos::Noun | Pos::Propn => nominal_source(cue).map(|source| draft.voice(source)),
        Pos::Adj => grammar::agent(cue.head()).map(|source| draft.voice(source)),
        _ => draft.verb_source(cue),
    }
}

/// A candidate whose speaker is still to be found.
fn candidate<'d>(
    cue: Token<'d>,
    hanging: Hanging,
    preposition: &'d str,
    root: Token<'d>,
    content: Bytes,
) -> Candidate<'d> {
    Candidate { cue, slot: Slot { hanging, preposition }, root, content: vec![content], speaker: None }
}

fn of_verb<'d>(draft: &Draft<'d>, verb: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    if matches!(verb.dep(), Relation::Amod | Relation::Compound | Relation::Aux | Relation::AuxPass) {
        return;
    }
    let object = verb.rights().find(|child| child.dep() == Relation::Dobj);
    for child in verb.children() {
        if matches!(child.dep(), Relation::Prep | Relation::Prt | Relation::Agent) {
            of_preposition(verb, child, false, found);
        }
        let Some(relation) = relation(child) else { continue };
        let hanging = Hanging::Verb(relation);
        let bytes = contents::reach_without(child, verb);
        let bytes = Bytes { end: contents::end_of_content(draft, child, bytes), ..bytes };
        found.push(candidate(verb, hanging, "", child, bytes));
        if let Some(object) = object
            && matches!(relation, Relation::Oprd | Relation::Ccomp | Relation::Xcomp | Relation::Advcl)
            && child.i() > object.i()
        {
            let both = Bytes { start: object.reach().bytes().start, end: bytes.end };
            found.push(candidate(verb, Hanging::ObjectAnd, "", child, both));
        }
    }
    if let Some(object) = object {
        of_object(verb, object, found);
    }
    if let Some(clause) = contents::misplaced_clause(verb) {
        found.push(candidate(verb, Hanging::Verb(Relation::Ccomp), "", clause, clause.reach().bytes()));
    }
    if contents::is_inserted(verb) {
        let slot = Slot { hanging: Hanging::Around, preposition: "" };
        found.push(Candidate { cue: verb, slot, root: verb.head(), content: contents::around(verb), speaker: None });
    }
}

/// The relation that a content has to its verb.
fn relation(child: Token<'_>) -> Option<Relation> {
    let relation = child.dep();
    let can_be = match relation {
        Relation::Ccomp
        | Relation::Xcomp
        | Relation::Advcl
        | Relation::Parataxis
        | Relation::Dobj
        | Relation::Attr
        | Relation::Acomp
        | Relation::Oprd
        | Relation::Dep
        | Relation::NsubjPass => true,
        Relation::Advmod => child.left_edge() != child,
        _ => false,
    };
    can_be.then_some(relation)
}

/// What hangs on the object: "made a call for talks", "took the view that", and the object with what is said of it:
/// "described it as a trap".
fn of_object<'d>(verb: Token<'d>, object: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    for child in object.rights() {
        if matches!(child.dep(), Relation::Acl | Relation::Relcl) && child.left_edge().tag() != Tag::Wdt {
            found.push(candidate(verb, Hanging::ObjectClause, "", child, child.reach().bytes()));
        } else if child.dep() == Relation::Prep {
            of_preposition(verb, child, true, found);
        }
    }
    let start = object.reach().bytes().start;
    for preposition in verb.rights().filter(|child| child.dep() == Relation::Prep && child.i() > object.i()) {
        if let Some(below) = governed(preposition) {
            let both = Bytes { start, end: below.reach().bytes().end };
            found.push(candidate(verb, Hanging::ObjectAndPreposition, preposition.lower(), below, both));
        }
    }
}

fn governed<'d>(preposition: Token<'d>) -> Option<Token<'d>> {
    preposition.children().find(|child| matches!(child.dep(), Relation::Pobj | Relation::Pcomp))
}

fn of_preposition<'d>(cue: Token<'d>, preposition: Token<'d>, object: bool, found: &mut Vec<Candidate<'d>>) {
    let Some(below) = governed(preposition) else { return };
    let hanging = match (object, below.dep() == Relation::Pcomp) {
        (false, false) => Hanging::Preposition,
        (false, true) => Hanging::PrepositionClause,
        (true, false) => Hanging::ObjectPreposition,
        (true, true) => Hanging::ObjectPrepositionClause,
    };
    found.push(candidate(cue, hanging, preposition.lower(), below, below.reach().bytes()));
}

fn of_noun<'d>(draft: &Draft<'d>, noun: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    if matches!(noun.dep(), Relation::Compound | Relation::Nmod) || noun.name().is_some() {
        return;
    }
    for child in noun.rights() {
        match child.dep() {
            Relation::Acl | Relation::Ccomp | Relation::Relcl | Relation::Xcomp
                if child.left_edge().tag() != Tag::Wdt =>
            {
                let bytes = child.reach().bytes();
                let bytes = Bytes { end: contents::end_of_content(draft, child, bytes), ..bytes };
                found.push(candidate(noun, Hanging::NounClause, "", child, bytes));
            }
            Relation::Prep => {
                let from = found.len();
                of_preposition(noun, child, false, found);
                if let Some(last) = found[from..].last_mut() {
                    last.slot.hanging = match last.slot.hanging {
                        Hanging::PrepositionClause => Hanging::NounPrepositionClause,
                        _ => Hanging::NounPreposition,
                    };
                }
            }
            _ => {}
        }
    }
    // "Her claim is that the bridge is safe."
    let verb = noun.head();
    if noun.dep() == Relation::Nsubj && reporting::is_copula(verb) {
        for child in verb.rights().filter(|child| matches!(child.dep(), Relation::Ccomp | Relation::Xcomp)) {
            found.push(candidate(noun, Hanging::NounIs, "", child, child.reach().bytes()));
        }
    }
}

/// "Sure that the bridge holds", "worried about the bridge", "ready to rebuild it".
fn of_adjective<'d>(adjective: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    let predicate =
        matches!(adjective.dep(), Relation::Acomp | Relation::Oprd | Relation::Attr) && is_verbal(adjective.head());
    if !predicate {
        return;
    }
    for child in adjective.rights() {
        match child.dep() {
            Relation::Ccomp => {
                found.push(candidate(adjective, Hanging::AdjectiveClause, "", child, child.reach().bytes()))
            }
            Relation::Xcomp => {
                found.push(candidate(adjective, Hanging::AdjectiveInfinitive, "", child, child.reach().bytes()))
            }
            Relation::Prep => {
                let from = found.len();
                of_preposition(adjective, child, false, found);
                if let Some(last) = found[from..].last_mut() {
                    last.slot.hanging = Hanging::AdjectivePreposition;
                }
            }
            _ => {}
        }
    }
    let verb = adjective.head();
    for child in verb
        .rights()
        .filter(|child| child.i() > adjective.i() && matches!(child.dep(), Relation::Ccomp | Relation::Xcomp))
    {
        let clause = child.dep() == Relation::Ccomp;
        let hanging = if clause { Hanging::AdjectiveClause } else { Hanging::AdjectiveInfinitive };
        found.push(candidate(adjective, hanging, "", child, child.reach().bytes()));
    }
}
