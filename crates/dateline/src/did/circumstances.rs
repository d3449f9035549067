//! The circumstances of an event: when and where, how many it concerned, in what context.

use dateline_language::{Span, Token};

use super::{Desk, Event};
use crate::clause;
use crate::record;
use crate::when::{Time, precision};

/// The PLOVER contexts that words of the sentence tell.
pub(super) fn contexts(desk: &Desk<'_>, trigger: Token<'_>) -> Vec<String> {
    let lemmas = trigger.sentence().tokens().map(|token| token.lemma().to_lowercase());
    let mut contexts: Vec<String> = lemmas
        .filter_map(|lemma| desk.codebook.contexts.get(&*lemma))
        .flatten()
        .map(|context| context.to_string())
        .collect();
    contexts.sort();
    contexts.dedup();
    contexts
}

/// The words of the clause that tells the event.
fn clause_of<'d>(trigger: Token<'d>) -> Span<'d> {
    let verb = if clause::is_verbal(trigger) {
        Some(trigger)
    } else {
        trigger.ancestors().take(3).find(|above| clause::is_verbal(*above))
    };
    verb.unwrap_or(trigger).reach()
}

fn within(span: Span<'_>, tokens: &std::ops::Range<usize>) -> bool {
    span.start() <= tokens.start && tokens.end <= span.end()
}

/// When: by a time that hangs on the event's own verb, else on one that it hangs on itself ("said on Tuesday that …"), else
/// assumed to be the article's day.
pub(super) fn when(desk: &Desk<'_>, event: &Event<'_>) -> Option<record::When> {
    let anchor = desk.doc.token(event.anchor);
    let sentence = anchor.sentence();
    let dated = |time: &&Time| matches!(time.kind, "DATE" | "TIME") && time.value.as_deref().is_some_and(is_calendar);
    let times = desk.times.iter().filter(dated).filter(|time| within(sentence, &time.tokens));
    let placed = times.filter_map(|time| Some((reading(anchor, desk.doc.token(time.tokens.end - 1))?, time)));
    let best = placed.min_by_key(|((_, distance), time)| (*distance, time.tokens.start.abs_diff(anchor.i())));
    if let Some(((how, _), time)) = best {
        let value = time.value.clone()?;
        let precision = precision(&value)?;
        return Some(record::When { value, precision, how, span: Some(desk.article.span(time.bytes)) });
    }
    let day = desk.article.published?;
    Some(record::When { value: day.to_string(), precision: "day", how: "assumed", span: None })
}

/// How a time tells when the anchor was, and over how many verbs; nothing for a time of another clause.
fn reading(anchor: Token<'_>, time: Token<'_>) -> Option<(&'static str, usize)> {
    if time.is_below(anchor)
        && time.ancestors().take_while(|above| *above != anchor).all(|above| !clause::is_verbal(above))
    {
        return Some(("clause", 0));
    }
    let governor = time.ancestors().find(|above| clause::is_verbal(*above) || above.is_root())?;
    let verbs = anchor.ancestors().filter(|above| clause::is_verbal(*above) || above.is_root());
    let distance = verbs.take(4).position(|above| above == governor)? + 1;
    Some((if distance == 1 && !clause::is_verbal(anchor) { "clause" } else { "sentence" }, distance))
}

fn is_calendar(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit())
}

/// Where: by a place in the clause, else in the sentence, else the dateline's.
pub(super) fn place(desk: &Desk<'_>, trigger: Token<'_>) -> Option<record::EventPlace> {
    let near = |span: Span<'_>| {
        let places = desk.places.iter().filter(|place| within(span, &place.tokens));
        places
            .filter(|place| is_located(desk.doc.token(place.tokens.start)))
            .min_by_key(|place| place.tokens.start.abs_diff(trigger.i()))
    };
    let found = near(clause_of(trigger)).map(|place| (place, "clause"));
    let (place, how) = found.or_else(|| near(trigger.sentence()).map(|place| (place, "sentence")))?;
    Some(record::EventPlace {
        name: place.name.clone(),
        country: place.country.clone(),
        lat: place.lat,
        lon: place.lon,
        geonames: place.geonames,
        how,
        span: Some(desk.article.span(place.bytes)),
    })
}

/// Whether a preposition of place stands before it: "in Kyiv", not "the talks with Kyiv".
fn is_located(token: Token<'_>) -> bool {
    let above = token.ancestors().take(3).find(|above| above.dep() == "prep");
    above.is_some_and(|preposition| {
        matches!(preposition.lower(), "in" | "at" | "near" | "on" | "outside" | "around" | "from" | "to" | "into")
    })
}

/// How many people, by the figures of the sentence that say so.
pub(super) fn size(desk: &Desk<'_>, trigger: Token<'_>) -> Option<record::Size> {
    let sentence = trigger.sentence();
    let of = |role: &str| {
        let mut figures =
            desk.figures.iter().filter(|figure| within(sentence, &figure.tokens) && figure.role == Some(role));
        figures.next().and_then(|figure| figure.value.or(figure.low))
    };
    let size = record::Size { dead: of("dead"), injured: of("injured"), arrested: of("arrested") };
    (size != record::Size::default()).then_some(size)
}
