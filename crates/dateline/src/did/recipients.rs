//! Recipients where a sense's own places do not tell enough: whose the thing is that something is done to, and whom the
//! clause concerns where nothing else is said.

use crate::record::ActorKind;
use dateline_language::{Pos, Relation, Token};

use super::kinds;
use super::parties::{self, Party};
use crate::desk::Desk;
use crate::grammar;

/// Events that a state or its people often direct at their own country.
const AT_HOME: [&str; 4] = ["COERCE", "CONCEDE", "PROTEST", "ASSAULT"];
/// Prepositions behind which something else is told.
const ASIDE: [&str; 10] =
    ["after", "before", "since", "amid", "despite", "according", "during", "like", "near", "outside"];

/// In place of things, those whom they belong to or concern: "rejected any cooperation with *the court*", "blamed
/// *Peres's* policies".
pub(super) fn behind_things(desk: &Desk<'_>, event: &str, recipient: Vec<Party>, actor: &[Party]) -> Vec<Party> {
    let somebody = |party: &Party| party.code.is_some() || kinds::is_agent(desk, party);
    let harms = |party: &Party| {
        let thing = grammar::lemma(desk.doc.token(party.head));
        ["attack", "sanctions", "charge", "restriction"].iter().any(|class| desk.codebook.is_in_class(class, &thing))
    };
    // Who supports sanctions on Burma supports no Burma, who condemns an attack on Mali condemns no Mali.
    let crosses = matches!(event, "SUPPORT" | "ACCUSE" | "REJECT") && recipient.iter().any(harms);
    if crosses || recipient.iter().any(somebody) {
        return recipient;
    }
    let found = |party: &Party| {
        let thing = desk.doc.token(party.head);
        match thing.child(Relation::Poss) {
            Some(owner) => parties::of_phrase(desk, owner),
            None => named_below(desk, event, thing, actor).into_iter().collect(),
        }
    };
    let mut behind: Vec<Party> = recipient.iter().flat_map(found).collect();
    behind = parties::others(behind, actor);
    // "Rejected suggestions that Argentina must": one's own country is no recipient.
    let own_country = |party: &Party| {
        party.kind == Some(ActorKind::Country) && actor.iter().any(|actor| actor.entity() == party.entity())
    };
    behind.retain(|party| party.code.is_some() && !own_country(party));
    if behind.is_empty() { recipient } else { parties::distinct(behind) }
}

/// The first party with a country or sector in a noun phrase, but for what a clause below it tells.
fn named_below(desk: &Desk<'_>, event: &str, thing: Token<'_>, actor: &[Party]) -> Option<Party> {
    let aside = |above: Token<'_>| {
        let infinitive = above.dep() == Relation::Acl && above.children().any(|child| child.lower() == "to");
        // "The lack of funding for schools" accuses no school.
        infinitive || event == "ACCUSE" && above.dep() == Relation::Prep && above.lower() == "for"
    };
    let told_aside = |token: Token<'_>| token.ancestors().take_while(|above| *above != thing).any(aside);
    let heads =
        |token: &Token<'_>| is_head(*token) && *token != thing && is_in_clause(*token, thing) && !told_aside(*token);
    let parties = thing.subtree().filter(heads).filter_map(|token| parties::of_token(desk, token));
    let parties = parties::others(parties.collect(), actor);
    let of_country = parties.iter().find(|party| party.entity().is_some());
    of_country.or_else(|| parties.iter().find(|party| party.code.is_some())).cloned()
}

fn is_head(token: Token<'_>) -> bool {
    matches!(token.pos(), Pos::Noun | Pos::Propn)
        && !matches!(token.dep(), Relation::Compound | Relation::Amod | Relation::Nmod)
}

/// Whom the trigger's own clause concerns, where no place of the sense tells it: "declared a ceasefire in *Yemen*".
pub(super) fn concerned(desk: &Desk<'_>, event: &str, trigger: Token<'_>, actor: &[Party]) -> Vec<Party> {
    let at_home = AT_HOME.contains(&event);
    let own = |party: &Party| {
        let same = |other: &Party| {
            party.actor.is_some() && party.actor == other.actor
                || party.bytes == other.bytes
                || party.entity() == other.entity() && (!at_home || other.kind == Some(ActorKind::Country))
        };
        actor.iter().any(same)
    };
    let concerns = |token: Token<'_>, word: Token<'_>| {
        let acts = token.dep() == Relation::Nsubj && !token.head().children().any(|child| child.lower() == "to");
        is_head(token) && token.i() > trigger.i() && !acts && is_in_clause(token, word)
    };
    // What is said or agreed in a place does not concern the place.
    let in_words = matches!(event, "SUPPORT" | "AGREE" | "ACCUSE");
    let other =
        |party: &Party| party.entity().is_some() && !own(party) && !(in_words && party.kind == Some(ActorKind::Place));
    let below = |word: Token<'_>| {
        let nouns = word.subtree().filter(|token| concerns(*token, word) && !owns_another(desk, *token));
        let mut parties = nouns.map(|noun| parties::of_noun(desk, noun));
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
    token.dep() == Relation::Poss && parties::of_token(desk, token.head()).is_some_and(|party| party.code.is_some())
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
        let for_whom = above.children().any(|mark| mark.dep() == Relation::Mark && mark.lower() == "for");
        clause && grammar::is_verbal(above) && !for_whom
            || above.dep() == Relation::Prep && ASIDE.contains(&above.lower())
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
    let phrases = |nouns: Vec<Token<'_>>| nouns.into_iter().map(|noun| parties::of_phrase(desk, noun)).collect();
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
    let is_place = |party: &&Party| desk.places.iter().any(|place| place.tokens.contains(&party.head));
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
        grammar::own_subject(clause).or_else(|| parties::object(clause))
    };
    parties::of_token(desk, parties::object(verb).or_else(inner)?)
}

/// Whether a party is the actor or of the actor's country or body.
fn is_own_side(party: &Party, actor: &Party) -> bool {
    actor.entity().is_some() && actor.entity() == party.entity() || actor.actor.is_some() && actor.actor == party.actor
}

/// On whose deed it hangs that something is not done or is threatened: "will not lift the embargo until *Cuba* frees them".
pub(super) fn conditional(desk: &Desk<'_>, trigger: Token<'_>, actor: &[Party]) -> Vec<Party> {
    let verbs = std::iter::once(trigger).chain(trigger.ancestors()).filter(|word| grammar::is_verbal(*word)).take(2);
    let is_condition = |child: &Token<'_>| {
        let mark = |mark: Token<'_>| mark.dep() == Relation::Mark && matches!(mark.lower(), "until" | "unless" | "if");
        child.dep() == Relation::Advcl && child.children().any(mark)
    };
    let mut conditions = verbs.flat_map(|verb| verb.children().filter(is_condition));
    let subject = conditions.find_map(grammar::own_subject);
    let mut parties = subject.map(|subject| parties::of_phrase(desk, subject)).unwrap_or_default();
    parties.retain(|party| party.code.is_some());
    parties::others(parties, actor)
}
