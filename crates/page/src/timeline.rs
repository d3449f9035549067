//! What happened on which day, and how many told it?

use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use rusqlite::{Connection, params_from_iter};

use crate::asked::{Asked, By, STANDINGS};
use crate::draw::{Stack, stacked};
use crate::error::Trouble;
use crate::foreign::plain;
use crate::frame::{Page, count, filters};
use crate::happenings;
use crate::lists::event_name;
use crate::rows::{Row, Rows};
use crate::tone::Tone;

const PATH: &str = "/timeline";

/// The fields of its filters.
pub(crate) const FIELDS: [&str; 6] = ["actor", "event", "standing", "country", "since", "until"];

/// Days of happenings that are shown around those on which reports were published, where none are asked for.
const AROUND: i32 = 31;

/// The page.
pub(crate) fn page(connection: &Connection, asked: &Asked) -> Result<Page, Trouble> {
    let shown = dated(connection, asked)?;
    let rows = by_day(connection, &shown)?;
    let bars = bars(&rows);
    let all: i64 = bars.iter().map(|(.., number)| number).sum();
    let conditions = asked.of_sums();
    let sql = format!("SELECT count(*) FROM happenings_kept WHERE {}", conditions.sql());
    let every: i64 = connection.query_row(&sql, params_from_iter(conditions.values()), |row| row.get(0))?;
    let title = plain(&asked.said());
    let body = html! {
        h1 dir="auto" { (title) }
        p.lead { (count(all)) " happenings by the day on which they were, from " time { (day(shown.since)) } " to "
            time { (day(shown.until)) } "."
            @if every > all { " " (count(every - all)) " more are of no known day, of longer times, or farther back."
                } }
        (filters(PATH, asked, &FIELDS))
        (switch(asked))
        (stacked(&Stack { bars, lines: Vec::new() }, "happenings"))
        @if asked.by == Some(By::Score) { (tones(&rows, asked)) } @else { (legend(&rows, asked)) }
        (reports(connection, &shown)?)
        section { h2 { "The happenings, newest first" } (happenings::list(connection, PATH, asked)?) }
    };
    let data = Some(shown.link("/api/timeline", &[]));
    Ok(Page { title, view: PATH, body, data, wide: true, ..Page::default() })
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "the first day".to_owned(), |day| day.to_string())
}

/// With the days around those of publication, where none are asked for: reports also tell of what was long ago.
pub(crate) fn dated(connection: &Connection, asked: &Asked) -> Result<Asked, Trouble> {
    let mut asked = asked.clone();
    let sql = "SELECT min(published), max(published) FROM articles_kept WHERE published IS NOT NULL";
    let (first, last): (Option<String>, Option<String>) =
        connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let near = |day: Option<String>, days: i32| day?.parse::<Date>().ok()?.checked_add(days.days()).ok();
    asked.since = asked.since.or_else(|| near(first, -AROUND));
    asked.until = asked.until.or_else(|| near(last, AROUND));
    Ok(asked)
}

/// How many of what on each day, with the mean of their scores; of which kind, or in which tone where that is asked for.
pub(crate) fn by_day(connection: &Connection, asked: &Asked) -> Result<Rows, Trouble> {
    let conditions = asked.of_sums();
    // Tones are stacked from conflict to cooperation.
    let (name, what, order) = match asked.by {
        Some(By::Score) => ("tone", format!("{} AS tone", Tone::sql()), "1, 4"),
        _ => ("event", "event".to_owned(), "1, 2"),
    };
    // Summed in the order of an index first, then those of times of a day with their day.
    let sql = format!(
        "SELECT substr(time, 1, 10) AS day, {name}, sum(number) AS happenings, round(sum(score) / sum(scores), 2) AS mean_score FROM (
           SELECT \"when\" AS time, {what}, count(*) AS number, sum(score) AS score, count(score) AS scores FROM happenings_kept
           WHERE {} AND \"when\" GLOB '????-??-??*' GROUP BY 1, 2)
         GROUP BY 1, 2 ORDER BY {order} LIMIT 50000",
        conditions.sql()
    );
    Rows::ask(connection, &sql, conditions.values())
}

/// The same as bars.
pub(crate) fn bars(rows: &Rows) -> Vec<(Date, String, i64)> {
    let bar = |row: Row<'_>| {
        let what = row.text("event").or(row.text("tone"))?;
        Some((row.text("day")?.parse().ok()?, what.to_owned(), row.whole("happenings")))
    };
    rows.each().filter_map(bar).collect()
}

/// By what bars are stacked.
fn switch(asked: &Asked) -> Markup {
    let is_scored = asked.by == Some(By::Score);
    html! {
        nav.steps aria-label="Stacked by" { "Stacked by "
            a href=(asked.link(PATH, &[("by", "")])) aria-current=[(!is_scored).then_some("true")] { "kind of event" }
            a href=(asked.link(PATH, &[("by", "score")])) aria-current=[is_scored.then_some("true")] { "score" }
        }
    }
}

/// How many are conflict, how many cooperation, and the way to each alone.
fn tones(rows: &Rows, asked: &Asked) -> Markup {
    let number = |tone: Tone| -> i64 {
        let own = rows.each().filter(|row| row.text("tone") == Some(tone.name()));
        own.map(|row| row.whole("happenings")).sum()
    };
    html! {
        ul.kinds {
            @for (tone, number) in Tone::ALL.map(|tone| (tone, number(tone))) {
                @if number > 0 { li { a href=(asked.link(PATH, &[("tone", tone.name())])) {
                    span class={ "swatch " "ev-" (tone.name()) } {} (tone.told()) " " span.n { (count(number)) } } } }
            }
            @if asked.tone.is_some() { li { a href=(asked.link(PATH, &[("tone", "")])) { "all scores" } } }
        }
    }
}

/// What each colour is, how many, and the way to it alone.
fn legend(rows: &Rows, asked: &Asked) -> Markup {
    let all = dateline::record::EventType::ALL.iter().map(|event| {
        let of = |row: &Row<'_>| row.text("event") == Some(event.name());
        let number: i64 = rows.each().filter(of).map(|row| row.whole("happenings")).sum();
        let sum: f64 = rows
            .each()
            .filter(of)
            .map(|row| row.whole("happenings") as f64 * row.real("mean_score").unwrap_or(0.0))
            .sum();
        (event.name(), number, sum / number.max(1) as f64)
    });
    html! {
        ul.kinds {
            @for (event, number, mean) in all.filter(|(_, number, _)| *number > 0) {
                li { a href=(asked.link(PATH, &[("event", event)])) title={ "mean score "
                    (crate::frame::score(mean)) } {
                    span class={ "swatch " "ev-" (event.to_lowercase()) } {} (event_name(event)) " " span.n {
                        (count(number)) } } }
            }
            @if asked.event.is_some() { li { a href=(asked.link(PATH, &[("event", "")])) { "all kinds" } } }
            @for (name, _, said) in STANDINGS {
                li { a href=(asked.link(PATH, &[("standing", name)])) { "only " (said) } }
            }
        }
    }
}

/// Reports, and independent ones, by day of publication.
fn reports(connection: &Connection, asked: &Asked) -> Result<Markup, Trouble> {
    let rows = told_by(connection, asked)?;
    let line = |column: &str| {
        let point = |row: Row<'_>| Some((row.text("day")?.parse().ok()?, row.whole(column)));
        rows.each().filter_map(point).collect::<Vec<(Date, i64)>>()
    };
    let lines = vec![("reports", line("reports")), ("independent", line("independent"))];
    Ok(html! {
        section {
            h2 { "Reports that were published" }
            (stacked(&Stack { bars: Vec::new(), lines }, "reports"))
            p.kinds { span.line-key.line-reports { "all reports" } " " span.line-key.line-independent {
                "independent ones: copies count once" } }
        }
    })
}

fn told_by(connection: &Connection, asked: &Asked) -> Result<Rows, Trouble> {
    let mut conditions = crate::asked::Conditions::default();
    conditions.days("articles.published", asked.since, asked.until);
    let whose = Asked { since: None, until: None, ..asked.clone() };
    let told = whose.of_sums();
    let (mut sql, mut values) = (conditions.sql(), conditions.values());
    if told.sql() != "1" {
        sql += &format!(" AND articles.report IN (SELECT report FROM happenings_kept WHERE {})", told.sql());
        values.extend(told.values());
    }
    let sql = format!(
        "SELECT articles.published AS day, count(*) AS reports,
           count(DISTINCT coalesce(belongings.origin, articles.duplicate_of, articles.report)) AS independent
         FROM articles LEFT JOIN belongings ON belongings.report = articles.report \
         WHERE articles.published IS NOT NULL AND {sql} GROUP BY 1 ORDER BY 1 LIMIT 20000"
    );
    Rows::ask(connection, &sql, values)
}
