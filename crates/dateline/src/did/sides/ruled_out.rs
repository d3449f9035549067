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
    of_passive(desk, deed, candidates, sums);
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
fn of_passive(desk: &Desk<'_>, deed: Deed<'_>, candidates: &[Candidate<'_>], sums: &mut [Vec<f32>; 2]) {
    let Some(verb) = agentless(deed.trigger) else { return };
    let subject = grammar::patient(verb);
    let alleges = desk.codebook.vocabulary.realis.alleging.holds(&grammar::lemma(verb));
    let head = |candidate: &Candidate<'_>| {
        let mention = candidate.mention.filter(|_| candidate.standing == Standing::Here)?;
        Some(deed.trigger.doc().token(mention.party.head))
    };
    // Sanctions on Belarus are not what Belarus implies.
    let on_country = candidates.iter().filter_map(head).any(|head| {
        is_place_of(head, verb) && acts::is_against(head.head().lower()) && desk.phrases.country_at(head.i()).is_some()
    });
    let implies_none = deed.kind == EventType::Consult || on_country;
    for (i, candidate) in candidates.iter().enumerate() {
        let suffers = |head: Token<'_>| {
            let of_subject = |subject: Token<'_>| subject == head || head.is_below(subject);
            subject.is_some_and(of_subject) || is_place_of(head, verb) || alleges && head.is_below(verb)
        };
        let implied = candidate.standing == Standing::Implied && implies_none;
        if implied || head(candidate).is_some_and(suffers) {
            sums[ACTOR][i] = f32::NEG_INFINITY;
        }
    }
}

/// The passive verb that tells the act, or carries the noun that does, if it has nobody behind "by".
fn agentless(trigger: Token<'_>) -> Option<Token<'_>> {
    let verb = if grammar::is_verbal(trigger) { trigger } else { trigger.head() };
    let carries = trigger == verb || trigger.dep() == Relation::NsubjPass;
    let passive = grammar::is_verbal(verb) && grammar::is_passive(verb);
    (carries && passive && verb.child(Relation::Agent).is_none()).then_some(verb)
}

/// "In Dakar", "on Belarus", behind the verb or its subject.
fn is_place_of(head: Token<'_>, verb: Token<'_>) -> bool {
    let preposition = head.head();
    let hangs = preposition.head() == verb || preposition.head().head() == verb;
    head.dep() == Relation::Pobj
        && hangs
        && (acts::locates(preposition.lower()) || acts::leads_somewhere(preposition.lower()))
}
