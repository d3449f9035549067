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
pub(crate) mod words;

use std::ops::Range;

use dateline_language::{Bytes, Doc, Relation};
use jiff::ToSpan;
use jiff::civil::Date;

use self::calendar::Moment;
use self::grammar::{Expression, Found, Grammar};
use self::order::Order;
use self::resolve::Narrative;
use self::tense::{Tense, tense};
use self::words::Words;
use crate::article::Article;
use crate::codebook::Codebook;
use crate::record;

/// A temporal expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Time {
    pub(crate) bytes: Bytes,
    /// Its words in the document.
    pub(crate) tokens: Range<usize>,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub(crate) kind: &'static str,
    /// TIMEX3 value; absent where nothing anchors it.
    pub(crate) value: Option<String>,
    /// TIMEX3 modifier.
    pub(crate) modifier: Option<&'static str>,
    /// Distance from an unknown publication date, such as `-1w`.
    pub(crate) relative: Option<String>,
}

impl Time {
    /// As the record shows it for what happened or was said then; `how` tells where it was read.
    pub(crate) fn of_event(&self, article: &Article, how: &'static str) -> Option<record::When> {
        let value = self.value.clone()?;
        let precision = precision(&value)?;
        Some(record::When { value, precision, how, span: Some(article.span(self.bytes)) })
    }

    /// As the record shows it.
    pub(crate) fn record(&self, article: &Article) -> record::Time {
        record::Time {
            span: article.span(self.bytes),
            kind: self.kind,
            value: self.value.clone(),
            modifier: self.modifier,
            relative: self.relative.clone(),
        }
    }
}

/// The temporal expressions of an article, in order.
pub(crate) fn when(article: &Article, doc: &Doc, codebook: &Codebook) -> Vec<Time> {
    let mut narrative = Narrative::on(anchor(article), Order::of(article, codebook));
    let lines = article.excluded.iter().filter(|(_, why)| *why == "date line").map(|(bytes, _)| *bytes);
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

/// How exactly a TIMEX3 value tells when: `second`, `minute`, `hour`, `part of day`, `day`, `weekend`, `week`, `month`,
/// `season`, `quarter`, `half`, `year`, `decade` or `century`; nothing for lengths, sets and the vague.
pub(crate) fn precision(value: &str) -> Option<&'static str> {
    if value.starts_with(['P', 'F', 'X']) {
        return None;
    }
    if let Some((_, time)) = value.split_once('T') {
        let colons = time.matches(':').count();
        return Some(match (colons, time.starts_with(|c: char| c.is_ascii_digit())) {
            (_, false) => "part of day",
            (0, _) => "hour",
            (1, _) => "minute",
            _ => "second",
        });
    }
    let mut parts = value.split('-').skip(1);
    Some(match (parts.next(), parts.next()) {
        (None, _) => match value.len() {
            2 => "century",
            3 => "decade",
            4 if value.ends_with('X') => "decade",
            4 => "year",
            _ => return None,
        },
        (Some(part), Some("WE")) if part.starts_with('W') => "weekend",
        (Some(part), _) if part.starts_with('W') && part != "WI" => "week",
        (Some(part), _) if part.starts_with('Q') => "quarter",
        (Some(part), _) if part.starts_with('H') => "half",
        (Some("SP" | "SU" | "FA" | "WI"), _) => "season",
        (Some("XX"), _) => "year",
        (Some(_), None | Some("XX")) => "month",
        (Some(_), Some(_)) => "day",
    })
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
