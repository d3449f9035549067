//! Which other reports belong to this one: versions, copies, its story?

use maud::{Markup, html};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::error::Trouble;
use crate::foreign::{Tame, name};
use crate::lists::{has, report_item};
use crate::rows::{Row, Rows};

const VERSIONS: &str = "
WITH RECURSIVE before (report) AS (
  SELECT version_of FROM reports WHERE report = ?1
  UNION SELECT reports.version_of FROM before JOIN reports USING (report)
), behind (report) AS (
  SELECT report FROM reports WHERE version_of = ?1
  UNION SELECT reports.report FROM behind JOIN reports ON reports.version_of = behind.report
)
SELECT report, title, publisher, published FROM articles
WHERE report IN (SELECT report FROM before UNION SELECT report FROM behind) ORDER BY report LIMIT 50";

const EDITS: &str = "SELECT part, kind, before, after FROM edits WHERE report = ? ORDER BY row LIMIT 200";

const SAME_TEXT: &str = "
SELECT report, title, publisher, published FROM articles
WHERE report != ?1 AND report IN (SELECT report FROM reports WHERE text_hash =
  (SELECT text_hash FROM reports WHERE report = ?1) LIMIT 50) ORDER BY report";

const COPIES: &str = "
SELECT articles.report, title, publisher, published, other.reason, other.origin, other.story
FROM belongings AS known JOIN copies AS own ON own.story = known.story AND own.report = known.report
JOIN copies AS other ON other.story = own.story AND other.origin = own.origin AND other.report != own.report
JOIN articles ON articles.report = other.report WHERE known.report = ?1 ORDER BY articles.report LIMIT 50";

const STORY: &str = "
SELECT stories.story, headline, reports, independent FROM belongings JOIN stories ON stories.story = belongings.story
WHERE belongings.report = ?1 AND stories.reports > 1 LIMIT 1";

/// What belongs to a report.
pub(super) fn kin(connection: &Connection, report: u64) -> Result<Markup, Trouble> {
    let ask = |sql: &str| Rows::ask(connection, sql, vec![Value::Integer(report as i64)]);
    let (versions, edits) = (ask(VERSIONS)?, ask(EDITS)?);
    let joined = has(connection, "copies")?;
    let copies = if joined { ask(COPIES)? } else { ask(SAME_TEXT)? };
    let story = if joined { ask(STORY)? } else { Rows::default() };
    Ok(html! {
        @if let Some(story) = story.each().next() {
            section.kin { h2 { "Story" } p { a href={ "/stories/" (story.whole("story")) } {
                (name(story.text("headline").unwrap_or("This story"))) }
                ": " (story.whole("reports")) " reports, " (story.whole("independent")) " independent" } }
        }
        @if !edits.rows.is_empty() {
            section.kin { h2 { "What this version changed" } @for edit in edits.each() { (changed(edit)) } }
        }
        @if !versions.rows.is_empty() { section.kin { h2 { "Other versions" } ul.reports {
            @for row in versions.each() { (report_item(row)) } } } }
        @if !copies.rows.is_empty() { section.kin { h2 { "Copies" } ul.reports { @for row in copies.each() {
            (report_item(row)) } } } }
    })
}

/// A paragraph before and after.
fn changed(edit: Row<'_>) -> Markup {
    let (before, after) = (edit.text("before").unwrap_or_default(), edit.text("after").unwrap_or_default());
    html! { p.edit dir="auto" { @if edit.text("part") == Some("headline") { span.tag { "headline" } " " }
    (difference(before, after)) } }
}

/// What stands otherwise, word by word.
pub(crate) fn difference(before: &str, after: &str) -> Markup {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split_whitespace().collect(), after.split_whitespace().collect());
    let changes = similar::capture_diff_slices(similar::Algorithm::Myers, &old, &new);
    html! {
        @for change in changes {
            @let (gone, come) = (old[change.old_range()].join(" "), new[change.new_range()].join(" "));
            @if change.tag() == similar::DiffTag::Equal { (Tame(&come)) " " } @else {
                @if !gone.is_empty() { del { (Tame(&gone)) } " " }
                @if !come.is_empty() { ins { (Tame(&come)) } " " }
            }
        }
    }
}
