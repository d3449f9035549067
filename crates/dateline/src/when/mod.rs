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

use dateline_language::Relation;
use jiff::ToSpan;
use jiff::civil::Date;

use self::calendar::Moment;
use self::grammar::{Expression, Found, Grammar};
use self::order::Order;
use self::resolve::Narrative;
use self::tense::{Tense, tense};
use crate::article::Article;
use crate::record::ExcludedWhy;
use crate::words::Words;

/// The temporal expressions of an article, in order.
pub(crate) fn when(desk: &Desk<'_>) -> Vec<Time> {
    let (article, doc) = (desk.article, desk.doc);
    let mut narrative = Narrative::on(anchor(article), Order::of(article, desk.codebook));
    let lines = article.excluded.iter().filter(|(_, why)| *why == ExcludedWhy::DateLine).map(|(bytes, _)| *bytes);
    let mut times = Vec::new();
    for bytes in lines.chain(article.dateline.as_ref().map(|dateline| dateline.bytes)) {
        let words = Words::split(&article.text, bytes);
        let at = doc.span_over(bytes).start();
        // They stand between the words of the story.
        times.extend(read(&words, &mut narrative).into_iter().map(|time| Time { tokens: at..at, ..time }));
    }
    let words = Words::of(doc);
    times.extend(read(&words, &mut narrative));
    times.sort_by_key(|time| time.bytes);
    times
}

/// The day that the report counts from.
fn anchor(article: &Article) -> Option<Date> {
    let written = article.dateline.as_ref().and_then(|dateline| dateline.date);
    let (Some(published), Some(written)) = (article.published, written) else { return article.published.or(written) };
    // A dateline has no year: that of a December story printed in January is the year before.
    let apart = |date: Date| (date - published).get_days();
    [Some(written), written.checked_sub(1.year()).ok()]
        .into_iter()
        .flatten()
        .find(|date| (-10..=1).contains(&apart(*date)))
        .or(Some(published))
}

/// The times in some words.
fn read(words: &Words<'_>, narrative: &mut Narrative) -> Vec<Time> {
    let grammar = Grammar::of(words);
    let mut times = Vec::new();
    let mut told: Option<Found> = None;
    let mut i = 0;
    while i < words.len() {
        let Some(found) = further(&grammar, i, told.as_ref()).or_else(|| grammar.at(i)) else {
            i += 1;
            continue;
        };
        let tense = clause_tense(words, i, &found);
        if let Some(resolved) = narrative.resolve(&found.expression, tense, i) {
            narrative.tell(&found.expression, &resolved, i);
            times.push(time(words, i, &found, resolved.value, resolved.relative));
        }
        told = Some(found.clone());
        i = found.end;
    }
    times
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
fn clause_tense(words: &Words<'_>, start: usize, found: &Found) -> Tense {
    let end = found.end;
    let inside =
        |i: usize| words.token(i).is_some_and(|token| (start..end).any(|k| words.token(k) == Some(token.head())));
    let root = (start..end).find(|&i| words.token(i).is_some() && !inside(i)).unwrap_or(start);
    let told = words.token(root).map_or(Tense::Unknown, tense);
    // A limit lies ahead, unless what it ends went on till then: "they stayed until 2 a.m. Friday".
    let limit = matches!(words.before(start), "until" | "till" | "by") || words.is(start, &["until", "by"]);
    let day = matches!(found.expression, Expression::Weekday(..) | Expression::MonthDay(..));
    // "called a strike for Monday", "may be freed as soon as Friday".
    let set = words.before(start) == "for" && root_is_object(words, root)
        || words.before(start) == "as" && words.is(start.wrapping_sub(2), &["soon", "early"]);
    if day && set {
        return Tense::Future;
    }
    match told {
        Tense::Past if limit && words.token(root).is_some_and(tense::went_on) => Tense::Past,
        _ if limit => Tense::Future,
        told => told,
    }
}

/// Whether the word is the object of a preposition, not part of a longer one: "for Friday", not "for Friday's vote".
fn root_is_object(words: &Words<'_>, root: usize) -> bool {
    words.token(root).is_some_and(|token| token.dep() == Relation::Pobj)
}

fn time(words: &Words<'_>, start: usize, found: &Found, value: Option<String>, relative: Option<String>) -> Time {
    let kind = match found.expression {
        Expression::Part(..) | Expression::Overnight | Expression::Clock { .. } => "TIME",
        Expression::Duration(_) => "DURATION",
        Expression::Set(_) => "SET",
        _ => "DATE",
    };
    let first = words.token(start).map_or(0, |token| token.i());
    let last = words.token(found.end - 1).map_or(0, |token| token.i() + 1);
    let bytes = words.bytes(start, found.end);
    Time { bytes, tokens: first..last, kind, value, modifier: found.modifier, relative }
}

#[cfg(test)]
pub(crate) mod tests;
