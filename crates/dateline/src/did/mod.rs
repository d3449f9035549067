//! Did: who did what to whom, coded as PLOVER events, each with the words that tell it.

pub(crate) mod acts;
mod alleged;
mod beats;
mod behind;
pub(crate) mod circumstances;
mod compounds;
mod content;
mod doers;
mod event;
mod explain;
mod figures;
pub(crate) mod happenings;
mod inferred;
mod judged;
mod kinds;
mod matching;
mod nouns;
mod parties;
mod party;
mod publish;
mod recipients;
mod relation;
mod repetitions;
mod retold;
pub(crate) mod sides;
pub(crate) mod standing;
mod status;
#[cfg(test)]
mod tests;
pub(crate) mod training;
mod undone;
mod untold;
mod weighed;

use dateline_language::{Token, Vectors};
use rustc_hash::FxHashSet;

use crate::desk::Desk;
use crate::record::EventType;
use event::{Event, Told};

pub(crate) use explain::explain;
use happenings::Happening;
pub(crate) use publish::publish;
pub use relation::Classification;
pub(crate) use relation::{features, relate, views};
pub(crate) use retold::publish_happenings;

/// What was done, as an article tells it.
pub(crate) struct Did<'a> {
    /// In order of the words that tell them.
    pub(crate) events: Vec<Event<'a>>,
    /// Which of them tell one act.
    pub(crate) happenings: Vec<Happening>,
    /// The vectors of words that they were judged by; nothing without an encoder.
    vectors: Option<Vectors>,
}

/// Who did what to whom in an article.
pub(crate) fn did<'a>(desk: &Desk<'a>) -> Did<'a> {
    let mut did = match desk.codebook.judges() {
        Some(judges) => judged::judged(desk, judges),
        None => {
            let events = by_entries(desk);
            Did { happenings: happenings::of_same_parties(&events), events, vectors: None }
        }
    };
    for (number, happening) in did.happenings.iter().enumerate() {
        happening.iter().for_each(|&event| did.events[event].happening = Some(number));
    }
    did
}

/// The events that the codebook's entries tell alone. What has happened is what the article is about, as far as they tell.
fn by_entries<'a>(desk: &Desk<'a>) -> Vec<Event<'a>> {
    let Told { mut events, untold, spoken_of, other_news } = told(desk);
    let is_news = |verb: Token<'_>| !spoken_of.contains(&verb.i()) && !other_news[verb.sentence_number()];
    let weighed = weighed::events(desk, &events, is_news);
    events.extend(weighed);
    let told: FxHashSet<usize> = events.iter().map(|event| event.trigger).collect();
    events.extend(untold.into_iter().filter(|event| !told.contains(&event.trigger)));
    events.sort_by_key(|event| event.trigger);
    repetitions::drop_repetitions(desk, &mut events);
    inferred::countries(desk, &mut events);
    events.iter_mut().for_each(|event| event.central = event.aux.is_empty());
    events
}

/// The events that the codebook's entries tell.
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
        let mut event = Event::of(desk, found);
        let speaks_of = content::take_mode(desk, &mut event, found, &matches);
        content::turn(desk, &mut event);
        let hangs_on_deed = desk.codebook.traits(event.kind).hangs_on_deed;
        if hangs_on_deed && event.recipient.iter().all(|party| party.code.is_none()) {
            let parties = recipients::conditional(desk, desk.doc.token(event.trigger), &event.actor);
            event.recipient = if parties.is_empty() { event.recipient } else { parties };
        }
        // A promise to nobody, of nothing political, is no agreement.
        if found.sense.event == EventType::Agree && found.sense.governs && !speaks_of && !event.is_between_parties() {
            continue;
        }
        let is_figure = figures::is_figure(desk, desk.doc.token(event.trigger), event.kind);
        if event.is_complete(desk) && !status::is_only_meant(desk, &event) && !is_figure {
            events.push(event);
        }
    }
    events.sort_by_key(|event| event.trigger);
    repetitions::drop_repetitions(desk, &mut events);
    let is_told = |trigger: usize| !spoken_of.contains(&trigger) && !is_old(trigger);
    let agentless = found
        .agentless
        .iter()
        .filter(|found| is_told(found.trigger) && !other_news[desk.doc.token(found.trigger).sentence_number()]);
    let untold = agentless.filter_map(|found| untold::event(desk, found)).collect();
    Told { events, untold, spoken_of, other_news }
}
