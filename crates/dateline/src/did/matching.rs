//! Which senses of the codebook the words of a document have.

use dateline_language::Token;
use rustc_hash::{FxHashMap, FxHashSet};

use super::parties::{self, Party, Place};
use super::{Desk, Event, status};
use crate::clause;
use crate::codebook::Sense;
use crate::said;

/// A sense found, with its parties.
#[derive(Debug)]
pub(super) struct Match<'a> {
    pub(super) sense: &'a Sense,
    pub(super) trigger: usize,
    pub(super) actor: Vec<Party>,
    pub(super) recipient: Vec<Party>,
    pub(super) anchor: usize,
    /// The clause or phrase that it speaks of.
    governed: Vec<usize>,
}

/// The senses that each lemma can have, the most demanding first.
fn index<'a>(desk: &Desk<'a>) -> FxHashMap<(&'a str, &'static str), Vec<&'a Sense>> {
    let mut index: FxHashMap<(&str, &str), Vec<&Sense>> = FxHashMap::default();
    for sense in &desk.codebook.senses {
        for (words, pos) in [(&sense.verb, "verb"), (&sense.noun, "noun"), (&sense.adjective, "adjective")] {
            for word in words {
                index.entry((word, pos)).or_default().push(sense);
            }
        }
    }
    for senses in index.values_mut() {
        senses.sort_by_key(|sense| std::cmp::Reverse(demands(sense)));
    }
    index
}

/// How much a sense asks of the words around it.
fn demands(sense: &Sense) -> usize {
    usize::from(sense.obligation) * 10
        + usize::from(sense.particle.is_some()) * 3
        + usize::from(!sense.adjunct.is_empty()) * 3
        + usize::from(!sense.object.is_empty()) * 2
        + usize::from(!sense.with_preposition.is_empty())
        + usize::from(sense.clause.is_some())
        + usize::from(sense.own_clause)
}

/// The senses found, at most one for each word.
pub(super) fn matches<'a>(desk: &Desk<'a>) -> Vec<Match<'a>> {
    let index = index(desk);
    let none = Vec::new();
    let mut found = Vec::new();
    for trigger in desk.doc.tokens() {
        let pos = match trigger.pos() {
            "VERB" | "AUX" => "verb",
            "NOUN" => "noun",
            "ADJ" => "adjective",
            _ => continue,
        };
        let any = if pos == "verb" { index.get(&("*", "verb")).unwrap_or(&none) } else { &none };
        let lemma = clause::lemma(trigger);
        let own = index.get(&(&*lemma, pos)).unwrap_or(&none);
        found.extend(any.iter().chain(own).find_map(|sense| fit(desk, sense, trigger)));
    }
    found
}

fn fit<'a>(desk: &Desk<'a>, sense: &'a Sense, trigger: Token<'a>) -> Option<Match<'a>> {
    let clause = governed_clause(trigger, sense);
    if !words_fit(desk, sense, trigger, clause) {
        return None;
    }
    let place = Place { trigger, clause };
    let actor = parties::at(desk, place, &sense.actor, &[]);
    if actor.is_empty()
        || sense.own_clause && !clause.is_some_and(|clause| parties::is_own_clause(desk, clause, &actor))
    {
        return None;
    }
    let recipient = parties::at(desk, place, &sense.recipient, &actor);
    if !parties::accuses_another(sense, &actor, &recipient) {
        return None;
    }
    let speaks = sense.actor.iter().any(|place| place == "speaker");
    let cue = said::said_in(desk.quotations, trigger.bytes()).and_then(|i| desk.quotations[i].cue);
    let anchor = cue.filter(|_| speaks).unwrap_or(trigger.i());
    Some(Match { sense, trigger: trigger.i(), actor, recipient, anchor, governed: governed(sense, trigger, clause) })
}

fn words_fit(desk: &Desk<'_>, sense: &Sense, trigger: Token<'_>, clause: Option<Token<'_>>) -> bool {
    let particle = |wanted: &String| {
        trigger.children().any(|child| child.lower() == wanted && matches!(child.dep(), "prt" | "advmod" | "prep"))
    };
    let prepositions = || trigger.children().filter(|child| matches!(child.dep(), "prep" | "agent" | "dative"));
    let adjunct = |(preposition, lemmas): (&String, &Vec<String>)| {
        clause::governed(trigger, &[preposition]).is_some_and(|noun| lemmas.iter().any(|lemma| lemma == noun.lemma()))
    };
    sense.particle.as_ref().is_none_or(particle)
        && (sense.object.is_empty() || object_fits(sense, trigger))
        && (sense.with_preposition.is_empty()
            || prepositions().any(|child| sense.with_preposition.iter().any(|p| p == child.lower())))
        && sense.adjunct.iter().all(adjunct)
        && (sense.clause.is_none() || clause.is_some())
        && (!sense.obligation || status::is_obligation(trigger))
        && (!sense.claimed || said::said_in(desk.quotations, trigger.bytes()).is_some())
}

fn object_fits(sense: &Sense, trigger: Token<'_>) -> bool {
    let Some(object) = clause::patient(trigger) else { return false };
    clause::coordinated(object).iter().any(|noun| sense.object.iter().any(|lemma| lemma == noun.lemma()))
}

/// The clause that the trigger governs, of the kind the sense asks for.
fn governed_clause<'d>(trigger: Token<'d>, sense: &Sense) -> Option<Token<'d>> {
    let wanted = sense.clause.as_deref();
    let infinitive = |clause: &Token<'_>| clause.children().any(|child| child.dep() == "aux" && child.lower() == "to");
    let clauses = trigger
        .children()
        .filter(|child| matches!(child.dep(), "xcomp" | "ccomp" | "acl" | "advcl") && clause::is_verbal(*child));
    let mut fitting = clauses.filter(|clause| match wanted {
        Some("to") => infinitive(clause),
        Some("that") => clause.dep() == "ccomp" && !infinitive(clause),
        // "Waiting for Kyiv to answer": a clause with a subject of its own, marked by "for".
        _ if clause.dep() == "advcl" => clause.children().any(|mark| mark.dep() == "mark" && mark.lower() == "for"),
        _ => clause.dep() != "acl" || trigger.pos() == "NOUN",
    });
    fitting.next()
}

/// The words of what a sense speaks of without its being done.
fn governed(sense: &Sense, trigger: Token<'_>, clause: Option<Token<'_>>) -> Vec<usize> {
    if !sense.governs {
        return Vec::new();
    }
    let mut below: Vec<usize> = clause.into_iter().flat_map(spoken).collect();
    for child in trigger.children() {
        let object = child.dep() == "dobj" && !sense.object.is_empty();
        let prepositional = child.dep() == "prep" && matches!(child.lower(), "for" | "of" | "with");
        if object || prepositional || sense.obligation {
            below.extend(spoken(child));
        }
    }
    below
}

/// The words below a clause, but for relative clauses: those tell what is so, not what is promised or demanded.
fn spoken(clause: Token<'_>) -> Vec<usize> {
    let told_aside = |token: &Token<'_>| token.dep() == "relcl" && *token != clause;
    let aside = |token: &Token<'_>| {
        told_aside(token) || token.ancestors().take_while(|above| *above != clause).any(|above| told_aside(&above))
    };
    clause.subtree().filter(|token| !aside(token)).map(Token::i).collect()
}

/// The words that tell what is only spoken of: promised, demanded, refused, threatened.
pub(super) fn spoken_of(matches: &[Match<'_>]) -> FxHashSet<usize> {
    matches.iter().flat_map(|found| found.governed.iter().copied().filter(|&i| i != found.trigger)).collect()
}

/// Of two events of one kind between the same parties in one sentence, keeps the first.
pub(super) fn drop_repetitions(desk: &Desk<'_>, events: &mut Vec<Event<'_>>) {
    let key = |event: &Event<'_>| {
        let entities = |parties: &[Party]| {
            let mut all: Vec<_> = parties.iter().map(|party| (party.actor, party.code.clone())).collect();
            all.sort();
            all
        };
        let sentence = desk.doc.token(event.trigger).sentence_number();
        (event.sense.event.clone(), sentence, entities(&event.actor), entities(&event.recipient), event.aux.clone())
    };
    let mut seen = Vec::new();
    events.retain(|event| {
        let key = key(event);
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
}
