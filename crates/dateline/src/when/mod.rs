//! When: temporal expressions in TIMEX3 terms, resolved against the dateline and the publication date.
//!
//! [`grammar`] reads what the words say, [`resolve`] anchors it to the day of the report, by the [`tense`] of the clause
//! and the times told before.

pub(crate) mod calendar;
mod grammar;
mod holidays;
mod order;
mod resolve;
pub(crate) mod tense;

use crate::desk::{Desk, Time};

use jiff::civil::Date;

use self::calendar::Moment;
use self::grammar::{Expression, Found, Grammar};
use self::order::Order;
use self::resolve::{Narrative, Resolved};
use self::tense::{Tense, tense};
use crate::article::Article;
use crate::record::{ExcludedWhy, TimeType};
use crate::words::Words;

/// The temporal expressions of an article, in order.
pub(crate) fn when(desk: &Desk<'_>) -> Vec<Time> {
    let (article, doc) = (desk.article, desk.doc);
    let vocabulary = &desk.codebook.vocabulary;
    let mut narrative = Narrative::on(anchor(article), Order::of(article, desk.codebook));
    let lines = article.excluded.iter().filter(|(_, why)| *why == ExcludedWhy::DateLine).map(|(bytes, _)| *bytes);
    let mut times = Vec::new();
    for bytes in lines.chain(article.dateline.as_ref().map(|dateline| dateline.bytes)) {
        let words = Words::split(&article.text, bytes, vocabulary);
        let at = doc.span_over(bytes).start();
        // They stand between the words of the story.
        times.extend(read(&words, &mut narrative).into_iter().map(|time| Time { tokens: at..at, ..time }));
    }
    let words = Words::of(doc, vocabulary);
    times.extend(read(&words, &mut narrative));
    times.sort_by_key(|time| time.bytes);
    times
}

/// The day that the report counts from.
fn anchor(article: &Article) -> Option<Date> {
    let (Some(published), Some(dateline)) = (article.published, article.dateline.as_ref()) else {
        return article.day_of_reading();
    };
    let Some(written) = dateline.date else { return Some(published) };
    // Told in full, it counts even for a report that is published again.
    let since = (published - written).get_days();
    let counts = if dateline.is_full { since >= -AHEAD } else { (-AHEAD..=BEFORE).contains(&since) };
    Some(if counts { written } else { published })
}

/// By how many days a dateline may lie ahead of the day of publication, or behind it where it tells no year.
const AHEAD: i32 = 1;
const BEFORE: i32 = 31;

/// The times in some words.
fn read(words: &Words<'_>, narrative: &mut Narrative) -> Vec<Time> {
    let grammar = Grammar::of(words);
    let mut all = Vec::new();
    let mut told: Option<Found> = None;
    let mut i = 0;
    while i < words.len() {
        let Some(found) = further(&grammar, i, told.as_ref()).or_else(|| grammar.at(i)) else {
            i += 1;
            continue;
        };
        let tense = clause_tense(words, &grammar, i, &found);
        let end = found.end;
        if let Some(resolved) = narrative.resolve(&found.expression, tense, i) {
            narrative.tell(&found.expression, &resolved, i);
            all.push(time(words, i, &found, resolved));
        }
        told = Some(found);
        i = end;
    }
    all
}

/// A day or a year that goes on with the time told just before.
fn further(grammar: &Grammar<'_>, i: usize, told: Option<&Found>) -> Option<Found> {
    let told = told?;
    match told.expression {
        Expression::Told(Moment::Year(year)) if told.end + 1 == i => grammar.further_year(i, year),
        Expression::MonthDay(..) | Expression::FurtherDay(_) | Expression::Told(Moment::Day(_)) => {
            grammar.further_day(i, told.end)
        }
        _ => None,
    }
}

/// The tense of the clause that a time belongs to.
fn clause_tense(words: &Words<'_>, grammar: &Grammar<'_>, start: usize, found: &Found) -> Tense {
    let times = &words.vocabulary.times;
    let end = found.end;
    let inside =
        |i: usize| words.token(i).is_some_and(|token| (start..end).any(|k| words.token(k) == Some(token.head())));
    let root = (start..end).find(|&i| words.token(i).is_some() && !inside(i)).unwrap_or(start);
    let root = words.token(root);
    let told = root.map_or(Tense::Unknown, |root| tense(root, times));
    let day = matches!(found.expression, Expression::Weekday(..) | Expression::MonthDay(..));
    if day && grammar.is_fixed(start, root) {
        return Tense::Future;
    }
    if told == Tense::Present && root.is_some_and(Grammar::is_bound) {
        return Tense::Future;
    }
    // A limit lies ahead, unless what it ends went on till then: "they stayed until 2 a.m. Friday".
    let limit = grammar.is_limit(start);
    match told {
        Tense::Past if limit && root.is_some_and(|root| tense::went_on(root, times)) => Tense::Past,
        _ if limit => Tense::Future,
        told => told,
    }
}

fn time(words: &Words<'_>, start: usize, found: &Found, resolved: Resolved) -> Time {
    let kind = match found.expression {
        Expression::Part(..) | Expression::Overnight | Expression::Clock { .. } => TimeType::Time,
        Expression::Duration(_) => TimeType::Duration,
        Expression::Set(_) => TimeType::Set,
        _ => TimeType::Date,
    };
    let first = words.token(start).map_or(0, |token| token.i());
    let last = words.token(found.end - 1).map_or(0, |token| token.i() + 1);
    let bytes = words.bytes(start, found.end);
    let time = Time { modifier: found.modifier, relative: resolved.relative, ..Time::new(kind, bytes, first..last) };
    time.with_value(resolved.value)
}

#[cfg(test)]
pub(crate) mod tests;
