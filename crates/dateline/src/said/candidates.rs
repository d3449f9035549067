//! What might be said: every stretch that hangs on a word that might be a cue.

use crate::desk::Voice;
use dateline_language::{Bytes, Pos, Relation, Tag, Token};

use super::speakers::nominal_source;
use super::{Draft, contents};
use crate::grammar::{self, is_verbal};

/// How a stretch hangs on its cue: the relation, and the preposition between them if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot<'d> {
    pub(super) relation: &'static str,
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
pub(super) fn candidates<'d>(desk: &Draft<'d>) -> Vec<Candidate<'d>> {
    let mut found = Vec::new();
    for cue in desk.doc.tokens() {
        let from = found.len();
        match cue.pos() {
            Pos::Verb | Pos::Aux => of_verb(desk, cue, &mut found),
            Pos::Noun | Pos::Propn => of_noun(desk, cue, &mut found),
            Pos::Adj => of_adjective(cue, &mut found),
            _ if cue.tag().is_verb() => of_verb(desk, cue, &mut found),
            _ => {}
        }
        if found.len() > from {
            let speaker = speaker(desk, cue);
            for candidate in &mut found[from..] {
                candidate.speaker = speaker;
                candidate.content = contents::widen(desk, cue, std::mem::take(&mut candidate.content));
            }
        }
    }
    found.retain(|candidate| !candidate.content.is_empty());
    found
}

fn speaker(desk: &Draft<'_>, cue: Token<'_>) -> Option<Voice> {
    match cue.pos() {
        Pos::Noun | Pos::Propn => nominal_source(cue).map(|source| desk.voice(source)),
        Pos::Adj => grammar::agent(cue.head()).map(|source| desk.voice(source)),
        _ => desk.verb_source(cue),
    }
}

/// A candidate whose speaker is still to be found.
fn candidate<'d>(
    cue: Token<'d>,
    relation: &'static str,
    preposition: &'d str,
    root: Token<'d>,
    content: Bytes,
) -> Candidate<'d> {
    Candidate { cue, slot: Slot { relation, preposition }, root, content: vec![content], speaker: None }
}

fn of_verb<'d>(desk: &Draft<'d>, verb: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    if matches!(verb.dep(), Relation::Amod | Relation::Compound | Relation::Aux | Relation::AuxPass) {
        return;
    }
    let object = verb.rights().find(|child| child.dep() == Relation::Dobj);
    for child in verb.children() {
        if matches!(child.dep(), Relation::Prep | Relation::Prt | Relation::Agent) {
            of_preposition(verb, child, false, found);
        }
        let Some(relation) = relation(child) else { continue };
        let bytes = contents::reach_without(child, verb);
        let bytes = Bytes { end: contents::end_of_content(desk, child, bytes), ..bytes };
        found.push(candidate(verb, relation, "", child, bytes));
        if let Some(object) = object
            && matches!(relation, "oprd" | "ccomp" | "xcomp" | "advcl")
            && child.i() > object.i()
        {
            let both = Bytes { start: object.reach().bytes().start, end: bytes.end };
            found.push(candidate(verb, "dobj+", "", child, both));
        }
    }
    if let Some(object) = object {
        of_object(verb, object, found);
    }
    if let Some(clause) = contents::misplaced_clause(verb) {
        found.push(candidate(verb, "ccomp", "", clause, clause.reach().bytes()));
    }
    if contents::is_inserted(verb) {
        let slot = Slot { relation: "around", preposition: "" };
        found.push(Candidate { cue: verb, slot, root: verb.head(), content: contents::around(verb), speaker: None });
    }
}

/// The name of the relation that a content can have to its verb.
fn relation(child: Token<'_>) -> Option<&'static str> {
    Some(match child.dep() {
        Relation::Ccomp => "ccomp",
        Relation::Xcomp => "xcomp",
        Relation::Advcl => "advcl",
        Relation::Parataxis => "parataxis",
        Relation::Dobj => "dobj",
        Relation::Attr => "attr",
        Relation::Acomp => "acomp",
        Relation::Oprd => "oprd",
        Relation::Dep => "dep",
        Relation::NsubjPass => "nsubjpass",
        Relation::Advmod if child.left_edge() != child => "advmod",
        _ => return None,
    })
}

/// What hangs on the object: "made a call for talks", "took the view that", and the object with what is said of it:
/// "described it as a trap".
fn of_object<'d>(verb: Token<'d>, object: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    for child in object.rights() {
        if matches!(child.dep(), Relation::Acl | Relation::Relcl) && child.left_edge().tag() != Tag::Wdt {
            found.push(candidate(verb, "dobj acl", "", child, child.reach().bytes()));
        } else if child.dep() == Relation::Prep {
            of_preposition(verb, child, true, found);
        }
    }
    let start = object.reach().bytes().start;
    for preposition in verb.rights().filter(|child| child.dep() == Relation::Prep && child.i() > object.i()) {
        if let Some(below) = governed(preposition) {
            let both = Bytes { start, end: below.reach().bytes().end };
            found.push(candidate(verb, "dobj+prep", preposition.lower(), below, both));
        }
    }
}

fn governed<'d>(preposition: Token<'d>) -> Option<Token<'d>> {
    preposition.children().find(|child| matches!(child.dep(), Relation::Pobj | Relation::Pcomp))
}

fn of_preposition<'d>(cue: Token<'d>, preposition: Token<'d>, object: bool, found: &mut Vec<Candidate<'d>>) {
    let Some(below) = governed(preposition) else { return };
    let relation = match (object, below.dep() == Relation::Pcomp) {
        (false, false) => "prep",
        (false, true) => "pcomp",
        (true, false) => "dobj prep",
        (true, true) => "dobj pcomp",
    };
    found.push(candidate(cue, relation, preposition.lower(), below, below.reach().bytes()));
}

fn of_noun<'d>(desk: &Draft<'d>, noun: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    if matches!(noun.dep(), Relation::Compound | Relation::Nmod) || noun.name().is_some() {
        return;
    }
    for child in noun.rights() {
        match child.dep() {
            Relation::Acl | Relation::Ccomp | Relation::Relcl | Relation::Xcomp
                if child.left_edge().tag() != Tag::Wdt =>
            {
                let bytes = child.reach().bytes();
                let bytes = Bytes { end: contents::end_of_content(desk, child, bytes), ..bytes };
                found.push(candidate(noun, "noun clause", "", child, bytes));
            }
            Relation::Prep => {
                let from = found.len();
                of_preposition(noun, child, false, found);
                if let Some(last) = found[from..].last_mut() {
                    last.slot.relation = if last.slot.relation == "pcomp" { "noun pcomp" } else { "noun prep" };
                }
            }
            _ => {}
        }
    }
    // "Her claim is that the bridge is safe."
    let verb = noun.head();
    if noun.dep() == Relation::Nsubj && verb.lemma() == "be" {
        for child in verb.rights().filter(|child| matches!(child.dep(), Relation::Ccomp | Relation::Xcomp)) {
            found.push(candidate(noun, "noun is", "", child, child.reach().bytes()));
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
            Relation::Ccomp => found.push(candidate(adjective, "adj ccomp", "", child, child.reach().bytes())),
            Relation::Xcomp => found.push(candidate(adjective, "adj xcomp", "", child, child.reach().bytes())),
            Relation::Prep => {
                let from = found.len();
                of_preposition(adjective, child, false, found);
                if let Some(last) = found[from..].last_mut() {
                    last.slot.relation = "adj prep";
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
        let relation = if child.dep() == Relation::Ccomp { "adj ccomp" } else { "adj xcomp" };
        found.push(candidate(adjective, relation, "", child, child.reach().bytes()));
    }
}
