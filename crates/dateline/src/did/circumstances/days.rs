//! On which days might an act have been, and what speaks for each? The texts here are names of features: one that changes
//! loses its weight.

use dateline_language::Token;
use jiff::civil::Date;

use super::candidates::{Asked, Candidate, NEAREST, Named, how_often, nearest};
use super::day;
use crate::desk::{Desk, Time, said_in};
use crate::did::event::Event;
use crate::grammar;
use crate::record::{Precision, When, WhenHow};
use crate::weights::Evidence;

/// The days of an act: those that the article tells of, that of its publication, and none.
pub(super) fn days<'d>(desk: &'d Desk<'d>, all: &Named<'d>, event: &Event<'_>, named: bool) -> Vec<Candidate<When>> {
    let asked = Asked::of(desk, all, event, named);
    let rule = day::when(desk, event);
    let times = nearest(&all.times, asked.trigger.bytes().start, NEAREST, |time| time.bytes.start);
    let told = |time: &Time| {
        let read = rule.as_ref().filter(|rule| rule.span == Some(desk.article.span(time.bytes))).map(|rule| rule.how);
        let here = asked.trigger.sentence().bytes().contains(time.bytes);
        let how = read.unwrap_or(if here { WhenHow::Sentence } else { WhenHow::Carried });
        let answer = time.of_event(desk.article, how);
        let mut evidence = asked.evidence();
        of_time(&asked, time, read, rule.as_ref(), &mut evidence);
        answer.map(|answer| Candidate { answer: Some(by_day(answer)), evidence })
    };
    let mut all: Vec<_> = times.into_iter().filter_map(told).collect();
    if let Some(published) = desk.article.published {
        let answer =
            When { value: published.to_string(), precision: Precision::Day, how: WhenHow::Assumed, span: None };
        let mut evidence = asked.evidence();
        of_wordless(&asked, "published", rule.as_ref(), &mut evidence);
        all.push(Candidate { answer: Some(answer), evidence });
    }
    let mut evidence = asked.evidence();
    of_wordless(&asked, "never told", rule.as_ref(), &mut evidence);
    all.push(Candidate { answer: None, evidence });
    all
}

/// A time that was told of something else, as far as it tells of the act too: the day, not the hour.
fn by_day(when: When) -> When {
    match when.value.get(..10) {
        Some(day) if when.how == WhenHow::Carried && when.value.as_bytes().get(10) == Some(&b'T') => {
            When { value: day.to_owned(), precision: Precision::Day, ..when }
        }
        _ => when,
    }
}

/// What speaks for a day without words: that of publication, and none.
fn of_wordless(asked: &Asked<'_, '_>, which: &str, rule: Option<&When>, out: &mut Evidence) {
    let rule = rule.map_or("none", |rule| rule.how.name());
    let kind = asked.event.kind.name();
    let known = if asked.desk.article.published.is_some() { "dated" } else { "undated" };
    out.add(&[which, known]);
    out.add(&[which, "rule", rule]);
    out.add(&[which, known, "status", asked.status]);
    out.add(&[which, known, "tense", asked.tense]);
    out.add(&[which, known, kind]);
    out.add(&[which, known, kind, asked.tense]);
    out.add(&[which, asked.trigger.pos().name(), asked.tense]);
    out.add(&[which, "word", &grammar::lemma(asked.trigger)]);
    let said = said_in(&asked.desk.quotations, asked.trigger.bytes()).is_some();
    out.add(&[which, if said { "said" } else { "told" }, asked.tense]);
    out.add(&[which, "in", asked.part(asked.trigger.bytes())]);
    out.add(&[which, "times", how_often(asked.desk.times.len())]);
}

fn of_time(asked: &Asked<'_, '_>, time: &Time, read: Option<WhenHow>, rule: Option<&When>, out: &mut Evidence) {
    let (far, part) = (asked.far(time.bytes), asked.part(time.bytes));
    let precision = time.precision.map_or("vague", Precision::name);
    let from = since(asked, time);
    let read = read.map_or("other", WhenHow::name);
    let same = rule.is_some_and(|rule| time.value.as_deref().is_some_and(|value| value.starts_with(&*rule.value)));
    out.add(&["time"]);
    out.add(&["read", read]);
    out.add(&["read", read, precision]);
    out.add(&["read", read, asked.status]);
    out.add(&["rule beside", rule.map_or("none", |rule| rule.how.name()), read]);
    if same {
        out.add(&["same as rule", rule.map_or("none", |rule| rule.how.name())]);
    }
    out.add(&["far", far]);
    out.add(&["far", far, read]);
    out.add(&["far", far, precision]);
    out.add(&["part", part]);
    out.add(&["part", part, precision]);
    out.add(&["precision", precision, asked.status]);
    out.add(&["since", from, asked.status]);
    out.add(&["since", from, asked.tense]);
    out.add(&["since", from, asked.event.kind.name()]);
    out.add(&["since", from, far]);
    out.add(&["since", from, part]);
    out.add(&["often", how_often(asked.all.values[&time.value.as_deref()]), from]);
    of_tree(asked, time, far, out);
}

/// Where a time hangs in its sentence.
fn of_tree(asked: &Asked<'_, '_>, time: &Time, far: &str, out: &mut Evidence) {
    if time.tokens.is_empty() {
        return;
    }
    let desk = asked.desk;
    let last = desk.doc.token(time.tokens.end - 1);
    let cue = |token: Token<'_>| desk.quotations.is_cue(token.i());
    if let Some(verb) = last.ancestors().find(|above| grammar::is_verbal(*above)) {
        let by = if verb == asked.trigger {
            "own verb"
        } else if cue(verb) {
            "cue"
        } else {
            "other verb"
        };
        out.add(&["under", by, far]);
        out.add(&["under", by, asked.tense]);
    }
    out.add(&["preposition", last.head().lower(), far]);
}

/// How far a time lies from the day of the article.
fn since(asked: &Asked<'_, '_>, time: &Time) -> &'static str {
    let Some(day) = asked.desk.article.day() else { return "unknown" };
    let value = time.value.as_deref().unwrap_or_default();
    let day = day.to_string();
    if value.len() < 10 {
        return match (value.get(..4), value.get(..7)) {
            (Some(year), _) if year < &day[..4] => "earlier year",
            (Some(year), _) if year > &day[..4] => "later year",
            (_, Some(month)) if value.len() == 7 && month < &day[..7] => "earlier month",
            (_, Some(month)) if value.len() == 7 && month > &day[..7] => "later month",
            _ => "now",
        };
    }
    let of = |text: &str| text.get(..10).and_then(|text| text.parse::<Date>().ok());
    let (Some(then), Some(now)) = (of(value), of(&day)) else { return "unknown" };
    match (now - then).get_days() {
        0 => "that day",
        1 => "a day before",
        2..=6 => "a week before",
        7..=31 => "a month before",
        32.. => "long before",
        -6..=-1 => "a week behind",
        _ => "later",
    }
}
