//! Who can't have done it, or suffered it, by grammar alone? What nobody has to weigh.

use dateline_language::{Relation, Token};

use super::candidates::{Candidate, Standing};
use super::{ACTOR, Deed, RECIPIENT};
use crate::desk::Desk;
use crate::did::alleged;
use crate::grammar::{self, acts};
use crate::record::EventType;

/// Takes from the sums of either side those who can't stand there.
pub(super) fn by_grammar(desk: &Desk<'_>, deed: Deed<'_>, candidates: &[Candidate<'_>], sums: &mut [Vec<f32>; 2]) {
    of_accused(desk, deed, candidates, sums);
    of_passive(deed, candidates, sums);
}

/// What somebody is accused of, nobody else did; and who accuses, did not suffer it.
fn of_accused(desk: &Desk<'_>, deed: Deed<'_>, candidates: &[Candidate<'_>], sums: &mut [Vec<f32>; 2]) {
    let Some(found) = alleged::allegation(desk, deed.trigger) else { return };
    let actor = |token: Option<Token<'_>>| token.and_then(|token| desk.who.actor_at(token));
    let is = |candidate: &Candidate<'_>, token: Option<Token<'_>>| {
        let party = candidate.mention.map(|mention| &mention.party);
        party.zip(token).is_some_and(|(party, token)| {
            party.head == token.i() || party.actor.is_some() && party.actor == actor(Some(token))
        })
    };
    let known = candidates.iter().any(|candidate| is(candidate, found.accused));
    for (i, candidate) in candidates.iter().enumerate() {
        let accused = is(candidate, found.accused);
        let may_act = if known { accused } else { matches!(candidate.standing, Standing::Unknown | Standing::Nobody) };
        if !may_act {
            sums[ACTOR][i] = f32::NEG_INFINITY;
        }
        if accused || is(candidate, found.accuser) {
            sums[RECIPIENT][i] = f32::NEG_INFINITY;
        }
    }
}

/// Who is killed, and where, is not who killed: of a passive without "by", neither its subject nor its place did it.
fn of_passive(deed: Deed<'_>, candidates: &[Candidate<'_>], sums: &mut [Vec<f32>; 2]) {
    let trigger = deed.trigger;
    let verb = if grammar::is_verbal(trigger) { trigger } else { trigger.head() };
    let is_subject = trigger == verb || trigger.dep() == Relation::NsubjPass;
    let by_nobody = || verb.child(Relation::Agent).is_none() && grammar::agent(verb).is_none();
    if !is_subject || !grammar::is_verbal(verb) || !grammar::is_passive(verb) || !by_nobody() {
        return;
    }
    let subject = grammar::patient(verb);
    for (i, candidate) in candidates.iter().enumerate() {
        let out = match candidate.mention {
            Some(mention) if candidate.standing == Standing::Here => {
                let head = trigger.doc().token(mention.party.head);
                subject.is_some_and(|subject| subject == head || head.is_below(subject)) || is_place_of(head, verb)
            }
            // Talks have nobody who has to be there.
            None => candidate.standing == Standing::Implied && deed.kind == EventType::Consult,
            Some(_) => false,
        };
        if out {
            sums[ACTOR][i] = f32::NEG_INFINITY;
        }
    }
}

/// "In Dakar", "on Belarus", behind the verb or its subject.
fn is_place_of(head: Token<'_>, verb: Token<'_>) -> bool {
    let preposition = head.head();
    let hangs = preposition.head() == verb || preposition.head().head() == verb;
    head.dep() == Relation::Pobj
        && hangs
        && (acts::locates(preposition.lower()) || acts::leads_somewhere(preposition.lower()))
}
