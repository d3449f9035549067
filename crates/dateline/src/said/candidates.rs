//! What might be said: every stretch that hangs on a word that might be a cue.

use dateline_language::{Bytes, Token};

use super::speakers::nominal_source;
use super::{Desk, Voice, contents};
use crate::clause::{self, is_verbal};

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
pub(super) fn candidates<'d>(desk: &Desk<'d>) -> Vec<Candidate<'d>> {
    let mut found = Vec::new();
    for cue in desk.doc.tokens() {
        let from = found.len();
        match cue.pos() {
            "VERB" | "AUX" => of_verb(desk, cue, &mut found),
            "NOUN" | "PROPN" => of_noun(desk, cue, &mut found),
            "ADJ" => of_adjective(cue, &mut found),
            _ if cue.tag().starts_with("VB") => of_verb(desk, cue, &mut found),
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

fn speaker(desk: &Desk<'_>, cue: Token<'_>) -> Option<Voice> {
    match cue.pos() {
        "NOUN" | "PROPN" => nominal_source(cue).map(|source| desk.voice(source)),
        "ADJ" => clause::agent(cue.head()).map(|source| desk.voice(source)),
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

fn of_verb<'d>(desk: &Desk<'d>, verb: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    if matches!(verb.dep(), "amod" | "compound" | "aux" | "auxpass") {
        return;
    }
    let object = verb.rights().find(|child| child.dep() == "dobj");
    for child in verb.children() {
        if matches!(child.dep(), "prep" | "prt" | "agent") {
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
        "ccomp" => "ccomp",
        "xcomp" => "xcomp",
        "advcl" => "advcl",
        "parataxis" => "parataxis",
        "dobj" => "dobj",
        "attr" => "attr",
        "acomp" => "acomp",
        "oprd" => "oprd",
        "dep" => "dep",
        "nsubjpass" => "nsubjpass",
        "advmod" if child.left_edge() != child => "advmod",
        _ => return None,
    })
}

/// What hangs on the object: "made a call for talks", "took the view that", and the object with what is said of it:
/// "described it as a trap".
fn of_object<'d>(verb: Token<'d>, object: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    for child in object.rights() {
        if matches!(child.dep(), "acl" | "relcl") && child.left_edge().tag() != "WDT" {
            found.push(candidate(verb, "dobj acl", "", child, child.reach().bytes()));
        } else if child.dep() == "prep" {
            of_preposition(verb, child, true, found);
        }
    }
    let start = object.reach().bytes().start;
    for preposition in verb.rights().filter(|child| child.dep() == "prep" && child.i() > object.i()) {
        if let Some(below) = governed(preposition) {
            let both = Bytes { start, end: below.reach().bytes().end };
            found.push(candidate(verb, "dobj+prep", preposition.lower(), below, both));
        }
    }
}

fn governed<'d>(preposition: Token<'d>) -> Option<Token<'d>> {
    preposition.children().find(|child| matches!(child.dep(), "pobj" | "pcomp"))
}

fn of_preposition<'d>(cue: Token<'d>, preposition: Token<'d>, object: bool, found: &mut Vec<Candidate<'d>>) {
    let Some(below) = governed(preposition) else { return };
    let relation = match (object, below.dep() == "pcomp") {
        (false, false) => "prep",
        (false, true) => "pcomp",
        (true, false) => "dobj prep",
        (true, true) => "dobj pcomp",
    };
    found.push(candidate(cue, relation, preposition.lower(), below, below.reach().bytes()));
}

fn of_noun<'d>(desk: &Desk<'d>, noun: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    if matches!(noun.dep(), "compound" | "nmod") || noun.name().is_some() {
        return;
    }
    for child in noun.rights() {
        match child.dep() {
            "acl" | "ccomp" | "relcl" | "xcomp" if child.left_edge().tag() != "WDT" => {
                let bytes = child.reach().bytes();
                let bytes = Bytes { end: contents::end_of_content(desk, child, bytes), ..bytes };
                found.push(candidate(noun, "noun clause", "", child, bytes));
            }
            "prep" => {
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
    if noun.dep() == "nsubj" && verb.lemma() == "be" {
        for child in verb.rights().filter(|child| matches!(child.dep(), "ccomp" | "xcomp")) {
            found.push(candidate(noun, "noun is", "", child, child.reach().bytes()));
        }
    }
}

/// "Sure that the bridge holds", "worried about the bridge", "ready to rebuild it".
fn of_adjective<'d>(adjective: Token<'d>, found: &mut Vec<Candidate<'d>>) {
    let predicate = matches!(adjective.dep(), "acomp" | "oprd" | "attr") && is_verbal(adjective.head());
    if !predicate {
        return;
    }
    for child in adjective.rights() {
        match child.dep() {
            "ccomp" => found.push(candidate(adjective, "adj ccomp", "", child, child.reach().bytes())),
            "xcomp" => found.push(candidate(adjective, "adj xcomp", "", child, child.reach().bytes())),
            "prep" => {
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
    for child in verb.rights().filter(|child| child.i() > adjective.i() && matches!(child.dep(), "ccomp" | "xcomp")) {
        let relation = if child.dep() == "ccomp" { "adj ccomp" } else { "adj xcomp" };
        found.push(candidate(adjective, relation, "", child, child.reach().bytes()));
    }
}
