//! Did: who did what to whom, coded as PLOVER events, each with the words that tell it.

mod beats;
mod circumstances;
mod compounds;
mod content;
mod doers;
mod kinds;
mod matching;
mod parties;
mod recipients;
mod relation;
mod repetitions;
mod status;
#[cfg(test)]
mod tests;
mod weighed;

use crate::desk::{Desk, Who, quotation_id, said_in};
use dateline_language::{Pos, Relation, Token};
use rustc_hash::FxHashSet;

use crate::codebook::Codebook;
use crate::grammar;
use crate::record;

pub(crate) use parties::Party;
pub use relation::Classification;
pub(crate) use relation::{features, relate};

/// Something that one did to another, or is said to have done.
#[derive(Clone, Debug)]
pub(crate) struct Event<'a> {
    /// Id of the entry that was found.
    pub(crate) rule: &'a str,
    /// One of PLOVER's sixteen.
    pub(crate) name: String,
    pub(crate) mode: Vec<String>,
    cameo: &'a str,
    /// What its words tell, before it was turned into a promise, threat or refusal of that.
    told: &'a str,
    /// Whether all parties are actors.
    reciprocal: bool,
    /// The word that tells it.
    pub(crate) trigger: usize,
    pub(crate) actor: Vec<Party>,
    pub(crate) recipient: Vec<Party>,
    /// PLOVER auxiliary modes.
    pub(crate) aux: Vec<&'static str>,
    /// How probable it is, where weights told it.
    certainty: Option<f64>,
    /// The quotation whose speaker claims it.
    pub(crate) said_in: Option<usize>,
    /// The word whose clause tells when: the trigger, or the cue of the speaker who is the actor.
    anchor: usize,
}

/// The events of an article, in order of the words that tell them.
pub(crate) fn did<'a>(desk: &Desk<'a>) -> Vec<Event<'a>> {
    let Told { mut events, spoken_of, other_news } = told(desk);
    let is_news = |verb: Token<'_>| !spoken_of.contains(&verb.i()) && !other_news[verb.sentence_number()];
    let weighed = weighed::events(desk, &events, is_news);
    events.extend(weighed);
    events.sort_by_key(|event| event.trigger);
    repetitions::drop_repetitions(desk, &mut events);
    events
}

/// What the codebook's entries tell.
struct Told<'a> {
    events: Vec<Event<'a>>,
    /// The words of what is only spoken of: promised, demanded, refused.
    spoken_of: FxHashSet<usize>,
    /// For each sentence, whether it tells news of another kind: sport, markets, weather, fiction.
    other_news: Vec<bool>,
}

fn told<'a>(desk: &Desk<'a>) -> Told<'a> {
    let found = matching::find(desk);
    let spoken_of = found.spoken_of();
    let other_news = beats::other_sentences(desk);
    let old = beats::old_clauses(desk);
    let is_old = |trigger: usize| old.iter().any(|clause| clause.contains(&trigger));
    let matches = found.matches;
    let mut events: Vec<Event<'a>> = Vec::new();
    for found in matches.iter().filter(|found| !spoken_of.contains(&found.trigger)) {
        if other_news[desk.doc.token(found.trigger).sentence_number()] || is_old(found.trigger) {
            continue;
        }
        let mut event = event(desk, found);
        let speaks_of = content::take_mode(desk, &mut event, found, &matches);
        content::turn(desk, &mut event);
        let hangs_on = matches!(event.name.as_str(), "REJECT" | "THREATEN");
        if hangs_on && event.recipient.iter().all(|party| party.code.is_none()) {
            let parties = recipients::conditional(desk, desk.doc.token(event.trigger), &event.actor);
            event.recipient = if parties.is_empty() { event.recipient } else { parties };
        }
        // A promise to nobody, of nothing political, is no agreement.
        if found.sense.event == "AGREE" && found.sense.governs && !speaks_of && !event.is_between_parties() {
            continue;
        }
        if event.is_complete(desk) && !status::is_only_meant(desk, &event) {
            events.push(event);
        }
    }
    events.sort_by_key(|event| event.trigger);
    repetitions::drop_repetitions(desk, &mut events);
    Told { events, spoken_of, other_news }
}

fn event<'a>(desk: &Desk<'a>, found: &matching::Match<'a>) -> Event<'a> {
    let trigger = desk.doc.token(found.trigger);
    let (actor, recipient) = if found.sense.reciprocal {
        (parties::distinct(found.actor.iter().chain(&found.recipient).cloned().collect()), Vec::new())
    } else {
        let mut actor = parties::distinct(found.actor.clone());
        let mut recipient = parties::others(parties::distinct(found.recipient.clone()), &actor);
        // "Cooperation between Norway and Sweden": what one does with the other.
        if recipient.is_empty() && actor.len() > 1 && NEED_RECIPIENT.contains(&found.sense.event.as_str()) {
            recipient = actor.split_off(1);
        }
        // "The two sides agreed to a ceasefire": both are actors, and nobody it is done to.
        let agree = actor.len() > 1 && grammar::lemma(trigger) == "agree";
        if agree
            || is_mutual(&actor) && (found.sense.event == "AGREE" || recipient.iter().all(|party| party.code.is_none()))
        {
            recipient.clear();
        }
        (actor, recipient)
    };
    Event {
        rule: &found.sense.id,
        name: found.sense.event.clone(),
        mode: found.sense.mode.clone(),
        cameo: &found.sense.cameo,
        told: &found.sense.event,
        reciprocal: found.sense.reciprocal,
        trigger: found.trigger,
        actor,
        recipient,
        aux: if found.sense.obligation { Vec::new() } else { status::auxiliary_modes(desk, trigger) },
        certainty: None,
        said_in: said_in(&desk.quotations, trigger.bytes()),
        anchor: found.anchor,
    }
}

/// Whether the actors are of different countries or bodies.
fn is_mutual(actor: &[Party]) -> bool {
    let mut codes: Vec<&str> = actor.iter().filter_map(|party| party.code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.len() > 1
}

/// Events that make no sense without someone they are done to.
const NEED_RECIPIENT: [&str; 5] = ["SUPPORT", "COOPERATE", "AID", "SANCTION", "ACCUSE"];

impl Event<'_> {
    /// Whether there are two sides that are known.
    fn is_between_parties(&self) -> bool {
        is_mutual(&self.actor) || self.recipient.iter().any(|party| party.code.is_some())
    }

    /// Whether it has the parties that its kind must have, one of them political.
    fn is_complete(&self, desk: &Desk<'_>) -> bool {
        if !self.actor.iter().any(|party| kinds::is_agent(desk, party)) {
            return false;
        }
        let mut parties = self.actor.iter().chain(&self.recipient);
        let ends_protest = || {
            let object = desk.doc.token(self.trigger).child(Relation::Dobj);
            object.is_some_and(|object| desk.codebook.is_in_class("protest", &grammar::lemma(object)))
        };
        let protests = |party: &Party| party.code.is_some() && (self.name == "PROTEST" || ends_protest());
        let across = || {
            let is_known = |party: &Party| party.code.is_some() || party.actor.is_some();
            let of_state = |party: &Party| party.entity().is_some_and(|entity| entity != "MNC");
            self.actor.iter().any(of_state) && self.recipient.iter().any(is_known)
                || self.actor.iter().any(is_known) && self.recipient.iter().any(of_state)
        };
        if !parties.any(|party| kinds::is_political(desk, party) || protests(party)) && !across() {
            return false;
        }
        if self.reciprocal {
            return self.actor.len() >= 2;
        }
        let mutual = is_mutual(&self.actor);
        // "The UN condemned the bombing": of whoever did it.
        let has_object = || desk.doc.token(self.trigger).child(Relation::Dobj).is_some();
        if matches!(self.name.as_str(), "ACCUSE" | "SUPPORT")
            && self.actor.iter().any(kinds::is_official)
            && has_object()
        {
            return true;
        }
        !self.actor.is_empty()
            && (mutual || !NEED_RECIPIENT.contains(&self.name.as_str()) || !self.recipient.is_empty())
    }
}

/// The events as the record shows them.
pub(crate) fn publish(desk: &Desk<'_>, events: &[Event<'_>]) -> Vec<record::Event> {
    let party = |party: &Party| record::Party {
        actor: party.actor.map(Who::id),
        code: party.code.clone(),
        span: desk.article.span(party.bytes),
    };
    let mut paragraphs = circumstances::Paragraphs::default();
    let one = |(i, event): (usize, &Event<'_>)| {
        let trigger: Token<'_> = desk.doc.token(event.trigger);
        record::Event {
            id: format!("e{}", i + 1),
            event: event.name.clone(),
            mode: event.mode.clone(),
            context: circumstances::contexts(desk, trigger, &mut paragraphs),
            aux: event.aux.clone(),
            actor: event.actor.iter().map(party).collect(),
            recipient: event.recipient.iter().map(party).collect(),
            trigger: record::Cue {
                span: desk.article.span(trigger.bytes()),
                lemma: grammar::lemma(trigger).into_owned(),
            },
            sentence: desk.article.span(trigger.sentence().bytes()),
            said_in: event.said_in.map(quotation_id),
            when: circumstances::when(desk, event),
            place: circumstances::place(desk, event),
            size: circumstances::size(desk, event),
            score: score(desk.codebook, event),
            cameo: Some(event.cameo.to_owned()),
            rule: event.rule.to_owned(),
            confidence: confidence(desk, event),
        }
    };
    events.iter().enumerate().map(one).collect()
}

/// The score of the event's first mode, else of the event.
fn score(codebook: &Codebook, event: &Event<'_>) -> f64 {
    let Some(kind) = codebook.event(&event.name) else { return 0.0 };
    event.mode.first().and_then(|mode| kind.modes.get(mode)).copied().unwrap_or(kind.score)
}

/// What weights told, as probable as they say; else higher where both parties are known actors and a verb tells it.
fn confidence(desk: &Desk<'_>, event: &Event<'_>) -> f64 {
    let known = event.actor.iter().chain(&event.recipient).filter(|party| party.actor.is_some()).count();
    let parties = event.actor.len() + event.recipient.len();
    let share = known as f64 / parties.max(1) as f64;
    let base = if desk.doc.token(event.trigger).pos() == Pos::Noun { 0.65 } else { 0.8 };
    let told = event.certainty.unwrap_or(base + 0.15 * share);
    ((told - 0.1 * event.aux.len().min(2) as f64) * 100.0).round() / 100.0
}
