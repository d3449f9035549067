//! Did: who did what to whom, coded as PLOVER events, each with the words that tell it.

mod circumstances;
mod matching;
mod parties;
mod status;

use dateline_language::{Doc, Token};

use crate::article::Article;
use crate::clause;
use crate::codebook::{Codebook, Sense};
use crate::how_many::Figure;
use crate::record;
use crate::said::{self, Quotation};
use crate::when::Time;
use crate::whereabouts::Place;
use crate::who::{Phrases, Who};

pub(crate) use parties::Party;

/// What the coding of events looks at.
#[derive(Debug)]
pub(crate) struct Desk<'a> {
    pub(crate) article: &'a Article,
    pub(crate) doc: &'a Doc,
    pub(crate) codebook: &'a Codebook,
    pub(crate) phrases: &'a Phrases<'a>,
    pub(crate) who: &'a Who,
    pub(crate) quotations: &'a [Quotation],
    pub(crate) times: &'a [Time],
    pub(crate) places: &'a [Place],
    pub(crate) figures: &'a [Figure],
}

/// Something that one did to another, or is said to have done.
#[derive(Clone, Debug)]
pub(crate) struct Event<'a> {
    pub(crate) sense: &'a Sense,
    /// The word that tells it.
    pub(crate) trigger: usize,
    pub(crate) actor: Vec<Party>,
    pub(crate) recipient: Vec<Party>,
    /// PLOVER auxiliary modes.
    pub(crate) aux: Vec<&'static str>,
    /// The quotation whose speaker claims it.
    pub(crate) said_in: Option<usize>,
    /// The word whose clause tells when: the trigger, or the cue of the speaker who is the actor.
    anchor: usize,
}

/// The events of an article, in order of the words that tell them.
pub(crate) fn did<'a>(desk: &Desk<'a>) -> Vec<Event<'a>> {
    let matches = matching::matches(desk);
    let spoken_of = matching::spoken_of(&matches);
    let mut events: Vec<Event<'a>> = Vec::new();
    for found in matches {
        let trigger = desk.doc.token(found.trigger);
        if spoken_of.contains(&found.trigger) {
            continue;
        }
        let said_in = said::said_in(desk.quotations, trigger.bytes());
        let aux = status::auxiliary_modes(desk, trigger, found.sense);
        let (actor, recipient) = if found.sense.reciprocal {
            (parties::distinct(found.actor.into_iter().chain(found.recipient).collect()), Vec::new())
        } else {
            let actor = parties::distinct(found.actor);
            let recipient = parties::others(parties::distinct(found.recipient), &actor);
            (actor, recipient)
        };
        let event =
            Event { sense: found.sense, trigger: found.trigger, actor, recipient, aux, said_in, anchor: found.anchor };
        if event.is_complete() {
            events.push(event);
        }
    }
    events.sort_by_key(|event| event.trigger);
    matching::drop_repetitions(desk, &mut events);
    events
}

/// Events that make no sense without someone they are done to.
const NEED_RECIPIENT: [&str; 5] = ["SUPPORT", "COOPERATE", "AID", "SANCTION", "ACCUSE"];

impl Event<'_> {
    /// Whether it has the parties that its kind must have.
    fn is_complete(&self) -> bool {
        let coded = |parties: &[Party]| parties.iter().filter(|party| party.code.is_some()).count();
        // Violence, protest and arrests count wherever they happen; what else people do counts between states and bodies.
        let anywhere = matches!(self.sense.event.as_str(), "ASSAULT" | "PROTEST" | "COERCE");
        if !anywhere && !self.actor.iter().chain(&self.recipient).any(|party| party.entity().is_some()) {
            return false;
        }
        if self.sense.reciprocal {
            return coded(&self.actor) >= 2;
        }
        let needs = NEED_RECIPIENT.contains(&self.sense.event.as_str())
            || self.sense.event == "CONSULT"
            || self.sense.event == "ASSAULT";
        coded(&self.actor) >= 1 && (!needs || coded(&self.recipient) >= 1)
    }
}

pub(crate) fn record(desk: &Desk<'_>, events: &[Event<'_>]) -> Vec<record::Event> {
    let party = |party: &Party| record::Party {
        actor: party.actor.map(Who::id),
        code: party.code.clone(),
        span: desk.article.span(party.bytes),
    };
    let one = |(i, event): (usize, &Event<'_>)| {
        let trigger: Token<'_> = desk.doc.token(event.trigger);
        record::Event {
            id: format!("e{}", i + 1),
            event: event.sense.event.clone(),
            mode: event.sense.mode.clone(),
            context: circumstances::contexts(desk, trigger),
            aux: event.aux.clone(),
            actor: event.actor.iter().map(party).collect(),
            recipient: event.recipient.iter().map(party).collect(),
            trigger: record::Cue {
                span: desk.article.span(trigger.bytes()),
                lemma: clause::lemma(trigger).into_owned(),
            },
            sentence: desk.article.span(trigger.sentence().bytes()),
            said_in: event.said_in.map(said::id),
            when: circumstances::when(desk, event),
            place: circumstances::place(desk, event),
            size: circumstances::size(desk, event),
            score: score(desk.codebook, event.sense),
            cameo: Some(event.sense.cameo.clone()),
            rule: event.sense.id.clone(),
            confidence: confidence(event),
        }
    };
    events.iter().enumerate().map(one).collect()
}

/// The score of the event's first mode, else of the event.
fn score(codebook: &Codebook, sense: &Sense) -> f64 {
    let Some(event) = codebook.event(&sense.event) else { return 0.0 };
    sense.mode.first().and_then(|mode| event.modes.get(mode)).copied().unwrap_or(event.score)
}

/// Higher where both parties are known actors and the word needs little else to be understood.
fn confidence(event: &Event<'_>) -> f64 {
    let known = event.actor.iter().chain(&event.recipient).filter(|party| party.actor.is_some()).count();
    let parties = event.actor.len() + event.recipient.len();
    let share = known as f64 / parties.max(1) as f64;
    let base = if event.sense.noun.is_empty() { 0.8 } else { 0.65 };
    ((base + 0.15 * share - 0.1 * event.aux.len().min(2) as f64) * 100.0).round() / 100.0
}
