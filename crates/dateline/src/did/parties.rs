//! Parties: the actors that stand where a sense of a word looks for them.

use dateline_language::{Pos, Relation, Token};

use super::behind::{behind, carrier};
use super::nouns::of_phrase;
use super::party::{Party, others};
use super::{doers, recipients};
use crate::codebook::{PartyPlace, Sense, Step, WordGroup};
use crate::desk::{Desk, said_in};
use crate::grammar::{self, acts};
use crate::record::MentionKind;

/// A word where parties are looked for: the trigger of a sense.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'d> {
    pub(super) sense: &'d Sense,
    pub(super) trigger: Token<'d>,
    /// The clause that it governs, if any.
    pub(super) clause: Option<Token<'d>>,
}

/// The parties at the first of the places that has any.
pub(super) fn at(desk: &Desk<'_>, place: Place<'_>, places: &[PartyPlace], not: &[Party]) -> Vec<Party> {
    let mut unknown = Vec::new();
    for one in places {
        let parties = others(at_one(desk, place, one, not), not);
        let known = parties.iter().any(|party| party.code.is_some() || party.actor.is_some());
        if known || one.is_direct() && !parties.is_empty() {
            return parties;
        }
        if unknown.is_empty() {
            unknown = parties;
            unknown.retain(|party| {
                let head = desk.doc.token(party.head);
                !desk.codebook.is_in(WordGroup::Circumstance, &grammar::lemma(head)) && head.pos() != Pos::Num
            });
        }
    }
    unknown
}

fn at_one(desk: &Desk<'_>, place: Place<'_>, looked_for: &PartyPlace, not: &[Party]) -> Vec<Party> {
    let trigger = place.trigger;
    match looked_for {
        PartyPlace::Speaker => speaker(desk, trigger),
        PartyPlace::Clause => place.clause.map_or_else(Vec::new, |clause| recipients::first_other(desk, clause, not)),
        PartyPlace::Purpose => {
            let above = if grammar::is_verbal(trigger) { Some(trigger) } else { carrier(desk, trigger) };
            let purpose = above.and_then(|verb| {
                verb.children().find(|child| matches!(child.dep(), Relation::Advcl | Relation::Xcomp))
            });
            purpose.map_or_else(Vec::new, |clause| recipients::first_other(desk, clause, not))
        }
        PartyPlace::Path { of_clause, steps } => {
            let start = if *of_clause { place.clause } else { Some(trigger) };
            let token = start.and_then(|start| steps.iter().try_fold(start, |at, step| step_to(desk, at, step)));
            let parties = token.map_or_else(Vec::new, |token| of_phrase(desk, token));
            if looked_for.is_subject() { doers::of(desk, place, token, parties) } else { parties }
        }
    }
}

fn step_to<'d>(desk: &Desk<'_>, at: Token<'d>, step: &Step) -> Option<Token<'d>> {
    match step {
        Step::Subject if grammar::is_verbal(at) => grammar::agent(at),
        Step::Subject if at.pos() == Pos::Adj => {
            at.ancestors().find(|above| grammar::is_verbal(*above)).and_then(grammar::own_subject)
        }
        Step::Subject => carrier(desk, at).and_then(|verb| carried_by(verb, at)),
        Step::Object if grammar::is_verbal(at) => object(at),
        Step::Object => carrier(desk, at).and_then(grammar::patient).filter(|object| *object != at),
        Step::Dative => at
            .child(Relation::Dative)
            .filter(|child| child.pos() != Pos::Adp)
            .or_else(|| grammar::governed(at, &acts::RECEIVERS)),
        Step::Possessive => at.child(Relation::Poss),
        Step::Modifier => modifier(desk, at),
        Step::Owner => owner(desk, at),
        Step::Responsible => responsible(desk, at),
        Step::Answerer => answerer(desk, at),
        Step::Behind(preposition) => behind(desk, at, preposition),
    }
}

/// What the verb is done to: its object before its dative; in "called him a dictator", "him".
pub(super) fn object(verb: Token<'_>) -> Option<Token<'_>> {
    let direct = if grammar::is_passive(verb) { None } else { verb.child(Relation::Dobj) };
    direct.filter(|object| object.pos() != Pos::Pron).or_else(|| grammar::patient(verb)).or_else(|| {
        // "Declared a state of siege to begin …": the parser may take the object for the subject of the infinitive.
        let inner = |child: &Token<'_>| !grammar::is_verbal(*child) || grammar::is_infinitive(*child);
        let small =
            verb.children().find(|child| matches!(child.dep(), Relation::Ccomp | Relation::Oprd) && inner(child));
        small.and_then(|small| small.children().find(|child| child.dep() == Relation::Nsubj))
    })
}

/// A word before a noun that names a party: "Russian demand", "government demand".
fn modifier<'d>(desk: &Desk<'_>, noun: Token<'d>) -> Option<Token<'d>> {
    let is_name =
        |child: &Token<'_>| desk.who.mention_at(*child).is_some_and(|mention| mention.kind == MentionKind::Name);
    let names_party = |child: &Token<'_>| desk.phrases.country_at(child.i()).is_some() || is_name(child);
    let before =
        noun.lefts().filter(|child| matches!(child.dep(), Relation::Amod | Relation::Compound | Relation::Nmod));
    // "A Saudi-led strike": the country hangs on the participle.
    before.flat_map(|child| std::iter::once(child).chain(child.lefts())).find(names_party)
}

/// Who does or owns what a noun says.
pub(super) fn owner<'d>(desk: &Desk<'_>, noun: Token<'d>) -> Option<Token<'d>> {
    let known = |token: &Token<'_>| !of_phrase(desk, *token).is_empty();
    noun.child(Relation::Poss)
        .filter(known)
        .or_else(|| modifier(desk, noun))
        .or_else(|| acts::OWNERS.iter().find_map(|preposition| grammar::governed(noun, &[preposition]).filter(known)))
        .or_else(|| {
            noun.children()
                .find(|child| child.dep() == Relation::Acl)
                .and_then(grammar::agent)
                .filter(|doer| *doer != noun)
        })
}

/// Who is behind what the verb is done to, or a noun stands for: the party itself, else its owner, else the noun.
fn responsible<'d>(desk: &Desk<'_>, at: Token<'d>) -> Option<Token<'d>> {
    let noun = if grammar::is_verbal(at) { object(at)? } else { at };
    let noun = grammar::meant(noun);
    if desk.who.actor_at(noun).is_some() {
        return Some(noun);
    }
    Some(owner(desk, noun).unwrap_or(noun))
}

/// Who was asked, by the verb that tells of the answer: "the ministry responded to calls".
fn answerer<'d>(desk: &Desk<'_>, noun: Token<'d>) -> Option<Token<'d>> {
    let verb = noun.ancestors().take(2).find(|above| grammar::is_verbal(*above))?;
    let answers = desk.codebook.is_in(WordGroup::Answering, &grammar::lemma(verb));
    answers.then(|| grammar::agent(verb)).flatten()
}

/// Who does what the carried noun says: the verb's subject, unless the noun is the subject itself.
fn carried_by<'d>(verb: Token<'d>, noun: Token<'d>) -> Option<Token<'d>> {
    let subject = grammar::agent(verb).or_else(|| grammar::own_subject(verb))?;
    (subject != noun && !noun.reach().holds(subject) && !noun.is_below(subject)).then_some(subject)
}

/// Who says what the trigger tells, if it stands in a quotation: the innermost whose speaker is known.
fn speaker(desk: &Desk<'_>, trigger: Token<'_>) -> Vec<Party> {
    let mut quotation = said_in(&desk.quotations, trigger.bytes());
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

/// Whether a clause's subject is on the side of one of the actors: of the same country or body.
pub(super) fn is_own_clause(desk: &Desk<'_>, clause: Token<'_>, actors: &[Party]) -> bool {
    let subject = grammar::own_subject(clause).map(|subject| of_phrase(desk, subject)).unwrap_or_default();
    let own = |party: &Party, actor: &Party| {
        party.actor.is_some() && party.actor == actor.actor
            || party.entity().is_some() && party.entity() == actor.entity()
    };
    subject.iter().any(|party| actors.iter().any(|actor| own(party, actor)))
}
