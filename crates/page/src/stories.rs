//! Which reports tell the same, who had it first, and where do they differ?

use maud::{Markup, html};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::asked::{Asked, Conditions};
use crate::error::Trouble;
use crate::foreign::name;
use crate::frame::{Page, count, empty, filters};
use crate::lists::{event_name, has, report_item};
use crate::rows::{Row, Rows};

const PATH: &str = "/stories";

const MANY: usize = 40;

const ONE: &str = "SELECT headline, reports, independent, first_published, last_published FROM stories WHERE story = ?";

const REPORTS: &str = "
SELECT copies.report, origin, how, taken, reason, title, publisher, published FROM copies
JOIN articles ON articles.report = copies.report WHERE copies.story = ? ORDER BY origin, published, copies.report LIMIT 300";

const EVENTS: &str = "
SELECT merged_event_id, event, aux, actors, recipients, first_day, place, reports, independent, claimed_by, sentence, first_report
FROM merged_events WHERE story = ? ORDER BY independent DESC, reports DESC, merged_event_id LIMIT 100";

const DIFFERENCES: &str = "
SELECT merged_event_id, what, value, given_by, independent, said_by FROM differences WHERE story = ?
ORDER BY merged_event_id, what, independent DESC LIMIT 500";

/// The page of all stories.
pub(crate) fn page(connection: &Connection, asked: &Asked) -> Result<Page, Trouble> {
    let title = "Stories".to_owned();
    if !has(connection, "stories")? {
        let then = html! { "Their reports were not compared yet: " code { "dateline add" }
        " of this version does it when it ends." };
        let body = html! { h1 { (title) } (empty("This archive has no stories.", &then)) };
        return Ok(Page { title, view: PATH, body, ..Page::default() });
    }
    let from: usize = asked.cursor.as_deref().map_or(Ok(0), str::parse).unwrap_or(0).min(4_000);
    let mut conditions = Conditions::default();
    conditions.days("last_published", asked.since, asked.until);
    let sql = format!(
        "SELECT story, headline, reports, independent, first_published, last_published FROM stories WHERE {} AND reports > 1 \
         ORDER BY last_published DESC, reports DESC, story LIMIT ? OFFSET ?",
        conditions.sql()
    );
    let values = [conditions.values(), vec![Value::Integer(MANY as i64 + 1), Value::Integer(from as i64)]].concat();
    let mut rows = Rows::ask(connection, &sql, values)?;
    let more = rows.rows.len() > MANY;
    rows.rows.truncate(MANY);
    let next = (from + MANY).to_string();
    let body = html! {
        h1 { (title) }
        p.lead { "Reports that tell the same, the newest first. Copies of one report count once among the independent ones." }
        (filters(PATH, asked, &["since", "until"]))
        @if rows.rows.is_empty() { (empty("No story has more than one report here.", &html! { a href=(PATH) {
            "Show all" } })) }
        ul.reports { @for row in rows.each() { li.item tabindex="-1" {
            a.title href={ (PATH) "/" (row.whole("story")) } {
                (name(row.text("headline").unwrap_or("without a headline"))) }
            span.facts { span { (count(row.whole("reports"))) " reports, " (count(row.whole("independent")))
                " independent" }
                time { (row.text("first_published").unwrap_or("—")) " – "
                    (row.text("last_published").unwrap_or("—")) } }
        } } }
        p.pages { @if more { a rel="next" href=(asked.link(PATH, &[("cursor", &next)])) { "older →" } } }
    };
    Ok(Page { title, view: PATH, body, data: Some(asked.link("/api/stories", &[])), ..Page::default() })
}

/// The page of one.
pub(crate) fn story(connection: &Connection, story: u64) -> Result<Page, Trouble> {
    let missing = || Trouble::Missing(format!("There is no story {story} in this archive."));
    if !has(connection, "stories")? {
        return Err(missing());
    }
    let ask = |sql: &str| Rows::ask(connection, sql, vec![Value::Integer(story as i64)]);
    let one = ask(ONE)?;
    let one = one.each().next().ok_or_else(missing)?;
    let (reports, events, differences) = (ask(REPORTS)?, ask(EVENTS)?, ask(DIFFERENCES)?);
    let title = one.text("headline").unwrap_or("A story").to_owned();
    let body = html! {
        h1 { (name(&title)) }
        p.facts { span { (one.whole("reports")) " reports" } span { (one.whole("independent")) " independent" }
            time { (one.text("first_published").unwrap_or("—")) " – " (one.text("last_published").unwrap_or("—")) } }
        div.columns.broad {
            section { h2 { "What happened, once for all" } ul.happenings { @for event in events.each() {
                (merged(event, &differences)) } } }
            section { h2 { "Who told it" } (told(&reports)) }
        }
    };
    let data = Some(format!("/api/merged_events?story={story}"));
    Ok(Page { title, view: PATH, body, data, wide: true, ..Page::default() })
}

/// An event of many reports, with what they say differently.
fn merged(event: Row<'_>, differences: &Rows) -> Markup {
    let side = |name: &str| {
        let all = event.texts(name);
        if all.is_empty() { "nobody named".to_owned() } else { all.join(", ") }
    };
    let id = event.text("merged_event_id");
    let differ: Vec<Row<'_>> = differences.each().filter(|row| row.text("merged_event_id") == id).collect();
    let claimed = event.texts("claimed_by");
    html! {
        li.item.happening tabindex="-1" {
            p.who { (event_name(event.text("event").unwrap_or_default())) " " (name(&side("actors"))) " → "
                (name(&side("recipients")))
                @if !claimed.is_empty() { " " span.tag.claimed { "claimed by " (name(&claimed.join(", "))) } }
                @for aux in event.texts("aux") { " " span.tag.not { (aux) } } }
            p.words { a.title href={ "/article/" (event.whole("first_report")) } {
                (name(event.text("sentence").unwrap_or("to the report"))) } }
            p.facts { span { (event.whole("independent")) " independent of " (event.whole("reports")) " reports" }
                @if let Some(day) = event.text("first_day") { time { (day) } }
                    @if let Some(place) = event.text("place") { span { (name(place)) } } }
            @if !differ.is_empty() {
                table.plain.differences { caption { "What they say differently" } tbody { @for row in &differ { tr {
                    th scope="row" { (name(row.text("what").unwrap_or(""))) }
                    td { strong { (name(row.text("value").unwrap_or("—"))) } @let by = row.texts("said_by");
                        @if !by.is_empty() { " says " (name(&by.join(", "))) } }
                    td.num { (row.whole("independent")) }
                    td { (given_by(*row)) }
                } } } }
            }
        }
    }
}

fn given_by(row: Row<'_>) -> Markup {
    let reports: Vec<u64> = row.text("given_by").and_then(|list| serde_json::from_str(list).ok()).unwrap_or_default();
    html! { @for report in reports.iter().take(8) { a href={ "/article/" (report) } { "report " (report) } " " }
    @if reports.len() > 8 { "…" } }
}

/// Origins, each with its copies.
fn told(reports: &Rows) -> Markup {
    html! {
        ul.reports { @for row in reports.each() {
            @let is_copy = row.whole("origin") != row.whole("report");
            @if is_copy {
                li.copy { ul { (report_item(row)) } p.why { "copy of report " (row.whole("origin"))
                    @if let Some(reason) = row.text("reason") { ": " (name(reason)) } } }
            } @else { (report_item(row)) }
        } }
    }
}
