//! Where was an event?

use std::collections::BTreeMap;

use dateline_language::{Bytes, Relation, Tag, Token};

use super::candidates::LOOKED_AT;
use super::day::when;
use super::within;
use crate::article::StoryPartKind;
use crate::desk::{Desk, Place};
use crate::did::event::Event;
use crate::did::party::Party;
use crate::grammar::{self, acts};
use crate::record::{EventPlace, Feature, PlaceHow, PlaceUse, Precision};

/// Words over which a place is carried within a paragraph: no paragraph that people write has as many.
const CARRIED_OVER: usize = 2000;

/// Where: by a place in the clause, else in the sentence, else that of the section's heading or of the dateline.
///
/// What neither the sentence nor its section places, is placed only where someone who took part is named beside the act.
pub(crate) fn place(desk: &Desk<'_>, event: &Event<'_>) -> Option<EventPlace> {
    let trigger = desk.doc.token(event.trigger);
    let scene = desk.codebook.traits(event.told).has_scene;
    let sentence = trigger.sentence();
    let here = desk
        .places
        .over(sentence.start()..sentence.end())
        .filter(|place| !place.tokens.is_empty() && within(sentence, &place.tokens));
    let located = here.filter_map(|place| Some((location(desk, trigger, place, scene)?, place)));
    let best = located.min_by_key(|((_, distance), place)| (*distance, place.tokens.start.abs_diff(trigger.i())));
    let (place, how) = match best {
        Some(((how, _), place)) => (place, how),
        None => of_part(desk, event, trigger).or_else(|| around(desk, event, trigger))?,
    };
    Some(place.of_event(desk.article, how))
}

/// A place that tells roughly where: any that the sentence names as a place, else the last before it in its paragraph, else
/// that of the dateline, else the one that the article names most.
fn around<'d>(desk: &'d Desk<'_>, event: &Event<'_>, trigger: Token<'_>) -> Option<(&'d Place, PlaceHow)> {
    let sentence = trigger.sentence().bytes();
    let paragraph = desk.article.parts[desk.article.part_around(sentence)?].bytes;
    // "Kyiv accused Moscow": neither is where that was.
    let takes_part =
        |place: &Place| event.actor.iter().chain(&event.recipient).any(|party| party.bytes.overlaps(place.bytes));
    let may_be = |place: &&Place| place.used == PlaceUse::Place && !takes_part(place);
    let words = trigger.sentence();
    let here = desk.places.over(words.start()..words.end()).filter(may_be);
    let here = here.filter(|place| sentence.contains(place.bytes));
    let nearest = here.min_by_key(|place| place.bytes.start.abs_diff(trigger.bytes().start));
    if let Some(place) = nearest {
        return Some((place, PlaceHow::Sentence));
    }
    let before = |place: &&Place| paragraph.contains(place.bytes) && place.bytes.start < sentence.start;
    let first = desk.doc.span_over(paragraph).start().max(words.start().saturating_sub(CARRIED_OVER));
    let first = first.min(words.start());
    if let Some(place) = desk.places.over(first..words.start()).rev().filter(may_be).find(before) {
        return Some((place, PlaceHow::Carried));
    }
    let opening = desk.article.dateline.as_ref().map(|dateline| dateline.bytes);
    let opening = opening.and_then(|bytes| desk.places.iter().find(|place| bytes.contains(place.bytes)));
    opening.map(|place| (place, PlaceHow::Dateline)).or_else(|| {
        let places = desk.places.iter().filter(may_be).take(LOOKED_AT);
        Some((named_most(places)?, PlaceHow::Assumed))
    })
}

/// The place that an article names most, smaller ones before countries; of those named as often the first.
fn named_most<'d>(places: impl Iterator<Item = &'d Place>) -> Option<&'d Place> {
    let all: Vec<&Place> = places.collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    all.iter().for_each(|place| *counts.entry(&place.name).or_default() += 1);
    let count = |place: &Place| counts[&*place.name];
    let small = |place: &&&Place| !matches!(place.feature, Some(Feature::Country | Feature::Continent));
    // Of those named as often, the last in this order is taken: the first in the text.
    let best = all.iter().rev().filter(small).max_by_key(|place| count(place));
    best.or_else(|| all.iter().rev().max_by_key(|place| count(place))).copied()
}

/// Whether a place of the sentence tells where the act was: in its clause or by a verb around it, and over how many verbs.
fn location(desk: &Desk<'_>, trigger: Token<'_>, place: &Place, scene: bool) -> Option<(PlaceHow, usize)> {
    if place.used != PlaceUse::Place {
        return None;
    }
    let root = desk.doc.span(place.tokens.start, place.tokens.end).root()?;
    // "the U.S. mission" is wherever it stands.
    if root.dep() == Relation::Compound
        && matches!(place.feature, Some(Feature::Country | Feature::State | Feature::Continent))
    {
        return None;
    }
    let holder = holder(desk, root, scene)?;
    if holder == trigger {
        return Some((PlaceHow::Clause, 0));
    }
    let verb = std::iter::once(trigger)
        .chain(trigger.ancestors())
        .find(|above| grammar::is_verbal(*above) || above.is_root())?;
    if holder == verb {
        return Some((PlaceHow::Clause, 1));
    }
    // "Gunmen stormed a school in Kano and seized thirty pupils", and the other way round.
    let joined = |one: Token<'_>, other: Token<'_>| one.dep() == Relation::Conj && one.head() == other;
    if joined(holder, verb) || joined(verb, holder) {
        return Some((PlaceHow::Sentence, 2));
    }
    let verbs = verb.ancestors().filter(|above| grammar::is_verbal(*above) || above.is_root());
    let distance = verbs.take(3).position(|above| above == holder)? + 2;
    Some((PlaceHow::Sentence, distance))
}

/// The verb, or the noun without one, whose scene a place is: by "in", "at" and the like, by "to" and "from" after a verb of
/// motion, or as what is visited or attacked.
fn holder<'d>(desk: &Desk<'_>, place: Token<'d>, scene: bool) -> Option<Token<'d>> {
    let mut inner = place;
    while matches!(inner.dep(), Relation::Compound | Relation::Appos | Relation::Conj | Relation::Nmod)
        && inner.head().tag().is_noun()
    {
        inner = inner.head();
    }
    let above = inner.head();
    if inner.dep() == Relation::Dobj && desk.codebook.vocabulary.words.entered.holds(&grammar::lemma(above)) {
        return Some(above);
    }
    if inner.dep() != Relation::Pobj {
        return None;
    }
    let (preposition, noun) = (above, above.head());
    let moves = desk.codebook.vocabulary.words.moving.holds(&grammar::lemma(noun));
    let leads = acts::locates(preposition.lower()) || moves && acts::leads_somewhere(preposition.lower());
    if leads { above_nouns(noun, scene) } else { None }
}

/// What a noun with a place is part of. "A market in Goma": of the scenes of acts; "remarks on the standoff in Goma" were
/// made elsewhere.
fn above_nouns(mut noun: Token<'_>, scene: bool) -> Option<Token<'_>> {
    let mut steps = 0;
    while noun.tag().is_noun() && !noun.is_root() {
        steps += 1;
        let of_noun = matches!(
            noun.dep(),
            Relation::Pobj
                | Relation::Dobj
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Conj
                | Relation::Attr
                | Relation::Prep
                | Relation::Pcomp
        );
        if steps > 3 || !of_noun || !scene && steps > 1 {
            return None;
        }
        let next = noun.head();
        noun = if next.dep() == Relation::Prep || next.tag() == Tag::In { next.head() } else { next };
    }
    Some(noun)
}

/// The place of the section's heading, or in the first paragraphs that of the dateline.
fn of_part<'d>(desk: &'d Desk<'_>, event: &Event<'_>, trigger: Token<'_>) -> Option<(&'d Place, PlaceHow)> {
    let sentence = trigger.sentence().bytes();
    let named = |party: &Party| sentence.contains(party.bytes);
    // "Last week, militants shelled the camp": the reporter's town is that of the day's news.
    let today = when(desk, event).is_none_or(|when| when.span.is_none() || when.precision == Precision::Day);
    let here = event.aux.is_empty() && today;
    if !here || !event.actor.iter().chain(&event.recipient).any(named) {
        return None;
    }
    let heading = desk
        .article
        .parts
        .iter()
        .rev()
        .find(|part| part.kind == StoryPartKind::Heading && part.bytes.end <= sentence.start);
    if let Some(heading) = heading {
        return heading_place(desk, heading.bytes).map(|place| (place, PlaceHow::Section));
    }
    let dateline = desk.article.dateline.as_ref()?;
    let mut paragraphs = desk.article.parts.iter().filter(|part| part.kind == StoryPartKind::Paragraph);
    let first = paragraphs.nth(1).or_else(|| desk.article.parts.last())?;
    let early = sentence.start >= dateline.bytes.start && sentence.end <= first.bytes.end;
    let place = desk.places.iter().find(|place| dateline.bytes.contains(place.bytes));
    place.filter(|_| early).map(|place| (place, PlaceHow::Dateline))
}

/// The place that a heading is about: "Meanwhile in Goma", "GOMA".
fn heading_place<'d>(desk: &'d Desk<'_>, heading: Bytes) -> Option<&'d Place> {
    desk.places.iter().filter(|place| heading.contains(place.bytes) && place.used == PlaceUse::Place).find(|place| {
        let whole = place.bytes == heading;
        let located = || {
            let root = desk.doc.span(place.tokens.start, place.tokens.end).root();
            root.is_some_and(|root| root.dep() == Relation::Pobj && acts::locates(root.head().lower()))
        };
        whole || !place.tokens.is_empty() && located()
    })
}
