//! How do reports, happenings and quotations stand in lists?

use dateline_archive::ledger::Evidence;
use maud::{Markup, html};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Trouble;
use crate::foreign::name;
use crate::frame::score;
use crate::rows::Row;

/// Whether the archive has this table or view.
pub(crate) fn has(connection: &Connection, table: &str) -> Result<bool, Trouble> {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name = ? AND type IN ('table', 'view')";
    Ok(connection.query_row(sql, [table], |row| row.get::<_, i64>(0))? > 0)
}

/// The happening whose word lies in a stretch of a report's text; else one whose sentence does; else what is said there.
const LIES_IN: &str = "
SELECT happening_id AS id, (trigger_start < ?2 OR trigger_end > ?3) AS far, trigger_start AS place FROM events
WHERE report = ?1 AND happening_id IS NOT NULL AND sentence_start < ?3 AND sentence_end > ?2
UNION ALL SELECT quotation_id, 2, cue_start FROM quotations WHERE report = ?1 AND cue_start >= ?2 AND cue_start < ?3
ORDER BY far, place LIMIT 1";

/// The place of a sentence on the page of its report; the text as a whole, where nothing in the sentence was read as an act.
pub(crate) fn evidence_address(connection: &Connection, evidence: &Evidence) -> Result<String, Trouble> {
    let mut statement = connection.prepare_cached(LIES_IN)?;
    let place = (evidence.report as i64, i64::from(evidence.span.start), i64::from(evidence.span.end));
    let id: Option<String> = statement.query_row(place, |row| row.get(0)).optional()?;
    Ok(format!("/article/{}#{}", evidence.report, id.as_deref().unwrap_or("text")))
}

/// A report in one line.
pub(crate) fn report_item(row: Row<'_>) -> Markup {
    let report = row.whole("report");
    html! {
        li.item tabindex="-1" {
            a.title href={ "/article/" (report) } { (name(row.text("title").unwrap_or("without a headline"))) }
            span.facts {
                @if let Some(publisher) = row.text("publisher") { span { (name(publisher)) } }
                @if let Some(day) = row.text("published") { time { (day) } }
                span { "report " (report) }
            }
        }
    }
}

/// A happening with its sentence, and the way to its place in the report.
pub(crate) fn happening_item(row: Row<'_>) -> Markup {
    let address = format!("/article/{}#{}", row.whole("report"), row.text("happening_id").unwrap_or_default());
    let unreal: Vec<String> = row.texts("aux");
    let class = match (unreal.iter().any(|aux| aux != "historical"), row.text("claimed_by")) {
        (true, _) => "item happening unreal",
        (false, Some(_)) => "item happening claim",
        (false, None) => "item happening fact",
    };
    html! {
        li class=(class) tabindex="-1" {
            p.who {
                (event_name(row.text("event").unwrap_or_default())) " "
                (party(row, "actor_name", "actor")) " → " (party(row, "recipient_name", "recipient"))
                @if row.text("claimed_by").is_some() { " " span.tag.claimed { "claimed" } }
                @for aux in unreal { " " span.tag.not { (aux) } }
            }
            p.words { a.title href=(address) { (name(row.text("sentence").unwrap_or("to the report"))) } }
            p.facts {
                @if let Some(when) = row.text("when") { time { (moment(when)) } }
                @if let Some(place) = row.text("place") { span { (name(place)) } }
                @if let Some(score) = row.real("score") { span.num { (self::score(score)) } }
                span { "report " (row.whole("report")) }
            }
        }
    }
}

/// A day and what part of it, as people write it: `2031-04-14TNI` is the night of that day.
pub(crate) fn moment(when: &str) -> String {
    let Some((day, part)) = when.split_once('T') else { return when.to_owned() };
    let part = match part {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        time => time,
    };
    format!("{day}, {part}")
}

/// An event type with its colour.
pub(crate) fn event_name(event: &str) -> Markup {
    html! { span class={ "event " "ev-" (event.to_lowercase()) } { (event) } }
}

fn party(row: Row<'_>, called: &str, code: &str) -> Markup {
    html! {
        @match row.text(called).or(row.text(code)) {
            Some(called) => (actor_link(called)),
            None => span.nobody { "nobody named" },
        }
        @if let Some(code) = row.text(code) { " " span.code { (code) } }
    }
}

/// What somebody said.
pub(crate) fn quotation_item(row: Row<'_>) -> Markup {
    let address = format!("/article/{}#{}", row.whole("report"), row.text("quotation_id").unwrap_or_default());
    let before = format!("/quotations/{}/{}", row.whole("report"), row.text("quotation_id").unwrap_or_default());
    html! {
        li.item.said tabindex="-1" {
            p.words { a.title href=(address) {
                (quoted(row.text("words").unwrap_or_default(), row.text("kind") == Some("direct"))) } }
            p.facts {
                @match row.text("speaker") {
                    Some(speaker) => a.actor href=(actor_address(speaker)) { (name(speaker)) },
                    None => span.nobody { "nobody named" },
                }
                @if let Some(code) = row.text("speaker_code") { span.code { (code) } }
                @if let Some(day) = row.text("published") { time { (day) } }
                @if let Some(publisher) = row.text("publisher") { span { (name(publisher)) } }
                @if row.text("speaker").is_some() { a href=(before) { "said before?" } }
            }
        }
    }
}

/// A link to the page of an actor.
pub(crate) fn actor_link(called: &str) -> Markup {
    html! { a.actor href=(actor_address(called)) { (name(called)) } }
}

/// The page of an actor.
pub(crate) fn actor_address(called: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("actor", called);
    format!("/actor?{}", query.finish())
}

/// What was said: in quotation marks only where the report has it so.
pub(crate) fn quoted(words: &str, is_direct: bool) -> Markup {
    let bare = words.trim().trim_matches(['"', '“', '”', '‘', '’', ',']);
    html! { @if is_direct { "“" (name(bare)) "”" } @else { (name(words)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_days_are_words() {
        assert_eq!(moment("2031-04-14TNI"), "2031-04-14, night");
        assert_eq!(moment("2031-04-14T06:30"), "2031-04-14, 06:30");
        assert_eq!((moment("2031-04-14"), moment("2031-W10")), ("2031-04-14".to_owned(), "2031-W10".to_owned()));
    }
}
