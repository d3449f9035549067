//! Recipients where a sense's own places do not tell enough: whose the thing is that something is done to, and whom the
//! clause concerns where nothing else is said.

use dateline_language::{Pos, Relation, Token};

use super::kinds;
use super::nouns::{of_noun, of_phrase, of_token};
use super::parties::object;
use super::party::{self, Party};
use crate::codebook::WordGroup;
use crate::desk::Desk;
use crate::grammar::{self, acts};
use crate::record::ActorKind;
use crate::record::EventType;

/// Nouns of what harms somebody.
const HARM: [WordGroup; 4] = [WordGroup::Attack, WordGroup::Sanctions, WordGroup::Charge, WordGroup::Restriction];

/// In place of things, those whom they belong to or concern: "rejected any cooperation with *the court*", "blamed
/// *Peres's* policies".
pub(super) fn behind_things(desk: &Desk<'_>, event: EventType, recipient: Vec<Party>, actor: &[Party]) -> Vec<Party> {
    let somebody = |party: &Party| party.code.is_some() || kinds::is_agent(desk, party);
    let harms = |party: &Party| {
        let thing = grammar::lemma(desk.doc.token(party.head));
        HARM.iter().any(|group| desk.codebook.is_in(*group, &thing))
    };
    // Who supports sanctions on Burma supports no Burma, who condemns an attack on Mali condemns no Mali.
    let crosses = desk.codebook.traits(event).judges_deeds && recipient.iter().any(harms);
    if crosses || recipient.iter().any(somebody) {
        return recipient;
    }
    let found = |party: &Party| {
        let thing = desk.doc.token(party.head);
        match thing.child(Relation::Poss) {
            Some(owner) => of_phrase(desk, owner),
            None => named_below(desk, event, thing, actor).into_iter().collect(),
        }
    };
    let mut behind: Vec<Party> = recipient.iter().flat_map(found).collect();
    behind = party::others(behind, actor);
    // "Rejected suggestions that Argentina must": one's own country is no recipient.
    let own_country = |party: &Party| {
        party.kind == Some(ActorKind::Country) && actor.iter().any(|actor| actor.entity() == party.entity())
    };
    behind.retain(|party| party.code.is_some() && !own_country(party));
    if behind.is_empty() { recipient } else { party::distinct(behind) }
}

/// The first party with a country or sector in a noun phrase, but for what a clause below it tells.
fn named_below(desk: &Desk<'_>, event: EventType, thing: Token<'_>, actor: &[Party]) -> Option<Party> {
    let aside = |above: Token<'_>| {
        let infinitive =
            above.dep() == Relation::Acl && above.children().any(|child| grammar::opens_infinitive(child.lower()));
        // "The lack of funding for schools" accuses no school.
        infinitive || event == EventType::Accuse && above.dep() == Relation::Prep && acts::opens_purpose(above.lower())
    };
    let told_aside = |token: Token<'_>| token.ancestors().take_while(|above| *above != thing).any(aside);
    let heads =
        |token: &Token<'_>| is_head(*token) && *token != thing && is_in_clause(*token, thing) && !told_aside(*token);
    let parties = thing.subtree().filter(heads).filter_map(|token| of_token(desk, token));
    let parties = party::others(parties.collect(), actor);
    let of_country = parties.iter().find(|party| party.entity().is_some());
    of_country.or_else(|| parties.iter().find(|party| party.code.is_some())).cloned()
}

fn is_head(token: Token<'_>) -> bool {
    matches!(token.pos(), Pos::Noun | Pos::Propn)
        && !matches!(token.dep(), Relation::Compound | Relation::Amod | Relation::Nmod)
}

/// Whom the trigger's own clause concerns, where no place of the sense tells it: "declared a ceasefire in *Yemen*".
pub(super) fn concerned(desk: &Desk<'_>, event: Option<EventType>, trigger: Token<'_>, actor: &[Party]) -> Vec<Party> {
    let traits = event.map(|event| desk.codebook.traits(event));
    let (at_home, in_words) = traits.map_or((false, false), |traits| (traits.at_home, traits.in_words));
    let own = |party: &Party| {
        let same = |other: &Party| {
            party.actor.is_some() && party.actor == other.actor
                || party.bytes == other.bytes
                || party.entity() == other.entity() && (!at_home || other.kind == Some(ActorKind::Country))
        };
        actor.iter().any(same)
    };
    let concerns = |token: Token<'_>, word: Token<'_>| {
        let acts = token.dep() == Relation::Nsubj
            && !token.head().children().any(|child| grammar::opens_infinitive(child.lower()));
        is_head(token) && token.i() > trigger.i() && !acts && is_in_clause(token, word)
    };
    // What is said or agreed in a place does not concern the place.
    let other =
        |party: &Party| party.entity().is_some() && !own(party) && !(in_words && party.kind == Some(ActorKind::Place));
    let below = |word: Token<'_>| {
        let nouns = word.subtree().filter(|token| concerns(*token, word) && !owns_another(desk, *token));
        let mut parties = nouns.map(|noun| of_noun(desk, noun));
        parties.find(|parties| parties.iter().any(other)).into_iter().flatten().filter(other).collect::<Vec<_>>()
    };
    let found = below(trigger);
    match trigger.head() {
        // "Approved the *deployment* of a team to watch the truce in Yemen".
        verb if found.is_empty() && trigger.pos() == Pos::Noun && grammar::is_verbal(verb) => below(verb),
        _ => found,
    }
}

/// "*Russia's* Vladimir Putin": not Russia but Putin is the party.
fn owns_another(desk: &Desk<'_>, token: Token<'_>) -> bool {
    token.dep() == Relation::Poss && of_token(desk, token.head()).is_some_and(|party| party.code.is_some())
}

/// Whether no other clause with a subject of its own stands between a word and the trigger above it.
pub(super) fn is_in_clause(token: Token<'_>, trigger: Token<'_>) -> bool {
    let mut between = std::iter::once(token).chain(token.ancestors()).take_while(|above| *above != trigger);
    !between.any(|above| {
        let clause = matches!(
            above.dep(),
            Relation::Advcl | Relation::Relcl | Relation::Ccomp | Relation::Parataxis | Relation::Conj
        );
        // "Gave leave for the UN to enter": whom the act concerns stands in the infinitive.
        let for_whom = above.children().any(|mark| mark.dep() == Relation::Mark && acts::opens_purpose(mark.lower()));
        clause && grammar::is_verbal(above) && !for_whom
            || above.dep() == Relation::Prep && acts::opens_circumstance(above.lower())
    })
}

/// Whether a party is somebody else of the actor's own country.
fn is_other_at_home(party: &Party, actor: &Party) -> bool {
    party.actor.is_some()
        && party.actor != actor.actor
        && party.kind != Some(ActorKind::Country)
        && !party.coding.sectors.is_empty()
}

/// The first party below a clause that is not of the actors' own side: one of another country before any other, else a
/// place, else what the clause's verb is done to.
pub(super) fn first_other(desk: &Desk<'_>, clause: Token<'_>, not: &[Party]) -> Vec<Party> {
    let own = |party: &Party| not.iter().any(|actor| is_own_side(party, actor));
    let heads = |token: &Token<'_>| is_head(*token) && token.dep() != Relation::Conj && !owns_another(desk, *token);
    // What the clause itself tells counts before what a clause below it does.
    let (here, below): (Vec<_>, Vec<_>) = clause.subtree().filter(heads).partition(|noun| is_in_clause(*noun, clause));
    let phrases = |nouns: Vec<Token<'_>>| nouns.into_iter().map(|noun| of_phrase(desk, noun)).collect();
    let (here, below): (Vec<Vec<Party>>, Vec<Vec<Party>>) = (phrases(here), phrases(below));
    let abroad = |party: &Party| !own(party) && party.entity().is_some();
    if let Some(parties) = first_with(&here, abroad).or_else(|| first_with(&below, abroad)) {
        return parties;
    }
    let at_home = |party: &Party| not.iter().all(|actor| is_other_at_home(party, actor));
    let patient = patient(desk, clause).filter(|party| !own(party) || at_home(party));
    if let Some(somebody) = patient.as_ref().filter(|party| kinds::is_agent(desk, party)) {
        return vec![somebody.clone()];
    }
    let sector = |party: &Party| !own(party) && party.code.is_some();
    if let Some(parties) = first_with(&here, sector).or_else(|| first_with(&below, sector)) {
        return parties;
    }
    let parties: Vec<Party> = here.into_iter().chain(below).flatten().collect();
    let is_place = |party: &&Party| desk.places.over(party.head..party.head + 1).any(|place| !place.tokens.is_empty());
    let place = parties.iter().filter(|party| !own(party)).find(is_place).cloned();
    let compatriot = || parties.iter().find(|party| at_home(party)).cloned();
    place.or(patient).or_else(compatriot).into_iter().collect()
}

/// The coded parties of the first phrase in which one fits.
fn first_with(phrases: &[Vec<Party>], fits: impl Fn(&Party) -> bool) -> Option<Vec<Party>> {
    let phrase = phrases.iter().find(|phrase| phrase.iter().any(&fits))?;
    Some(phrase.iter().filter(|party| fits(party)).cloned().collect())
}

/// What the clause's verb, or the verb that it governs, is done to.
fn patient(desk: &Desk<'_>, clause: Token<'_>) -> Option<Party> {
    let verb = Some(clause).filter(|clause| grammar::is_verbal(*clause))?;
    let inner = || {
        let clause = clause.children().find(|child| matches!(child.dep(), Relation::Ccomp | Relation::Xcomp))?;
        grammar::own_subject(clause).or_else(|| object(clause))
    };
    of_token(desk, object(verb).or_else(inner)?)
}

/// Whether a party is the actor or of the actor's country or body.
fn is_own_side(party: &Party, actor: &Party) -> bool {
    actor.entity().is_some() && actor.entity() == party.entity() || actor.actor.is_some() && actor.actor == party.actor
}

/// On whose deed it hangs that something is not done or is threatened: "will not lift the embargo until *Cuba* frees them".
pub(super) fn conditional(desk: &Desk<'_>, trigger: Token<'_>, actor: &[Party]) -> Vec<Party> {
    let verbs = std::iter::once(trigger).chain(trigger.ancestors()).filter(|word| grammar::is_verbal(*word)).take(2);
    let opens = |word: &str| acts::opens_delay(word) || acts::opens_condition(word);
    let is_condition = |child: &Token<'_>| {
        let mark = |mark: Token<'_>| mark.dep() == Relation::Mark && opens(mark.lower());
        child.dep() == Relation::Advcl && child.children().any(mark)
    };
    let mut conditions = verbs.flat_map(|verb| verb.children().filter(is_condition));
    let subject = conditions.find_map(grammar::own_subject);
    let mut parties = subject.map(|subject| of_phrase(desk, subject)).unwrap_or_default();
    parties.retain(|party| party.code.is_some());
    party::others(parties, actor)
}
