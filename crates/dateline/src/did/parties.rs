//! Parties: the actors that stand where a sense of a word looks for them.

use dateline_language::{Bytes, Token};

use super::Desk;
use crate::clause;
use crate::codebook::Sense;
use crate::said;
use crate::who::{Coding, Kind};

/// A party to an event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Party {
    pub(crate) actor: Option<usize>,
    pub(crate) code: Option<String>,
    /// The first part of the code where it is a country or what stands in its place.
    entity: Option<String>,
    pub(crate) bytes: Bytes,
}

impl Party {
    fn of(actor: Option<usize>, coding: &Coding, bytes: Bytes) -> Self {
        let entity = coding.entity.clone().or_else(|| coding.country.clone());
        Self { actor, code: coding.code(), entity, bytes }
    }

    /// The country, or what stands in its place.
    pub(crate) fn entity(&self) -> Option<&str> {
        self.entity.as_deref()
    }
}

/// A word where parties are looked for: the trigger of a sense.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'d> {
    pub(super) trigger: Token<'d>,
    /// The clause that it governs, if any.
    pub(super) clause: Option<Token<'d>>,
}

/// The parties at the first of the places that has any.
pub(super) fn at(desk: &Desk<'_>, place: Place<'_>, names: &[String], not: &[Party]) -> Vec<Party> {
    names.iter().map(|name| at_one(desk, place, name, not)).find(|parties| !parties.is_empty()).unwrap_or_default()
}

fn at_one(desk: &Desk<'_>, place: Place<'_>, name: &str, not: &[Party]) -> Vec<Party> {
    let trigger = place.trigger;
    match name {
        "speaker" => speaker(desk, trigger),
        "clause" => place.clause.map_or_else(Vec::new, |clause| first_other(desk, clause, not)),
        "clause.subject" => {
            let subject = place.clause.and_then(clause::own_subject);
            subject.map_or_else(Vec::new, |subject| of_phrase(desk, subject))
        }
        _ => {
            let token = name.split('.').try_fold(trigger, |at, step| step_to(desk, at, step));
            let parties = token.map_or_else(Vec::new, |token| of_phrase(desk, token));
            if parties.is_empty() && name == "subject" { higher_subject(desk, trigger) } else { parties }
        }
    }
}

/// "Signed a decree expanding the army": whoever signed expands.
fn higher_subject(desk: &Desk<'_>, trigger: Token<'_>) -> Vec<Party> {
    if !matches!(trigger.dep(), "acl" | "pcomp" | "advcl" | "xcomp") {
        return Vec::new();
    }
    let verb = trigger.head().ancestors().find(|above| clause::is_verbal(*above));
    verb.and_then(clause::agent).map_or_else(Vec::new, |subject| of_phrase(desk, subject))
}

fn step_to<'d>(desk: &Desk<'_>, at: Token<'d>, step: &str) -> Option<Token<'d>> {
    match step {
        "subject" if clause::is_verbal(at) => clause::agent(at),
        "subject" => subject_of_noun(at),
        "object" => clause::patient(at),
        "dative" => at.child("dative").filter(|child| child.pos() != "ADP").or_else(|| clause::governed(at, &["to"])),
        "possessive" => at.child("poss"),
        "modifier" => at
            .lefts()
            .filter(|child| matches!(child.dep(), "amod" | "compound" | "nmod"))
            .find(|child| desk.phrases.country_at(child.i()).is_some()),
        preposition => clause::governed(at, &[preposition]),
    }
}

/// The subject of the verb that a noun or adjective hangs on: "Norway held talks", "he was in Oslo for talks".
fn subject_of_noun(noun: Token<'_>) -> Option<Token<'_>> {
    let verb = noun.ancestors().take(6).find(|above| clause::is_verbal(*above))?;
    let subject = clause::agent(verb).or_else(|| clause::own_subject(verb))?;
    (subject != noun && !noun.reach().holds(subject)).then_some(subject)
}

/// Who says what the trigger tells, if it stands in a quotation: the innermost whose speaker is known.
fn speaker(desk: &Desk<'_>, trigger: Token<'_>) -> Vec<Party> {
    let mut quotation = said::said_in(desk.quotations, trigger.bytes());
    while let Some(i) = quotation {
        let found = &desk.quotations[i];
        if let Some(voice) = found.speaker {
            let parties = of_phrase(desk, desk.doc.token(voice.head));
            if !parties.is_empty() {
                return parties;
            }
        }
        quotation = found.within;
    }
    Vec::new()
}

/// The parties that a noun phrase names, with what is coordinated with it.
pub(super) fn of_phrase(desk: &Desk<'_>, token: Token<'_>) -> Vec<Party> {
    clause::coordinated(clause::meant(token)).into_iter().filter_map(|token| of_token(desk, token)).collect()
}

/// The party that a word names: an actor, a country by its adjective, a noun of a country ("Russian individuals").
fn of_token(desk: &Desk<'_>, token: Token<'_>) -> Option<Party> {
    let doc = desk.doc;
    if let Some(mention) = desk.who.mention_at(token) {
        let bytes = doc.span(mention.tokens.start, mention.tokens.end).bytes();
        return Some(Party::of(Some(mention.actor), &desk.who.actors[mention.actor].coding, bytes));
    }
    if matches!(token.pos(), "PRON" | "DET") {
        return None;
    }
    let country = desk.phrases.country_at(token.i()).or_else(|| desk.phrases.country_before(doc, token))?;
    let of_country =
        |actor: &crate::who::Actor| actor.kind == Kind::Country && actor.coding.country.as_ref() == Some(&country);
    let actor = desk.who.actors.iter().position(of_country);
    let bytes = doc.span(token.left_edge().i().min(token.i()), token.i() + 1).bytes();
    Some(Party::of(actor, &Coding::of_country(&country), bytes))
}

/// The first party below a clause that is not of the actors' own side.
fn first_other(desk: &Desk<'_>, clause: Token<'_>, not: &[Party]) -> Vec<Party> {
    let own = |party: &Party| not.iter().any(|actor| actor.entity() == party.entity());
    let nouns = clause.subtree().filter(|token| matches!(token.pos(), "NOUN" | "PROPN"));
    let mut others =
        nouns.filter_map(|token| of_token(desk, token)).filter(|party| party.entity().is_some() && !own(party));
    others.next().into_iter().collect()
}

/// Each actor once.
pub(super) fn distinct(parties: Vec<Party>) -> Vec<Party> {
    let mut seen: Vec<Party> = Vec::new();
    for party in parties {
        let same = |other: &Party| other.bytes == party.bytes || party.actor.is_some() && other.actor == party.actor;
        if !seen.iter().any(same) {
            seen.push(party);
        }
    }
    seen
}

/// The parties that are not among the actors.
pub(super) fn others(parties: Vec<Party>, actors: &[Party]) -> Vec<Party> {
    parties
        .into_iter()
        .filter(|party| party.actor.is_none() || !actors.iter().any(|actor| actor.actor == party.actor))
        .collect()
}

/// Whether a clause's subject is on the side of one of the actors: of the same country or body.
pub(super) fn is_own_clause(desk: &Desk<'_>, clause: Token<'_>, actors: &[Party]) -> bool {
    let subject = clause::own_subject(clause).map(|subject| of_phrase(desk, subject)).unwrap_or_default();
    subject.iter().any(|party| party.entity().is_some() && actors.iter().any(|actor| actor.entity() == party.entity()))
}

/// Whether the subject is someone else than who claims it.
pub(super) fn accuses_another(sense: &Sense, actor: &[Party], recipient: &[Party]) -> bool {
    !sense.claimed
        || recipient
            .iter()
            .any(|party| party.entity().is_some() && !actor.iter().any(|actor| actor.entity() == party.entity()))
}
