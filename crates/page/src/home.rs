//! What is in the archive?

use dateline_archive::store::Archive;
use maud::{Markup, html};
use rusqlite::Connection;

use crate::archives::Archives;
use crate::draw;
use crate::error::Trouble;
use crate::foreign::name;
use crate::frame::{Page, count, empty};
use crate::ledger;
use crate::lists::{event_name, has, report_item};
use crate::rows::Rows;

const COUNTS: &str = "
SELECT (SELECT count(*) FROM articles_kept) AS reports, (SELECT count(*) FROM happenings_kept) AS happenings,
  (SELECT count(*) FROM quotations_kept) AS quotations, (SELECT count(*) FROM failures_kept) AS failures,
  (SELECT min(published) FROM articles_kept WHERE published IS NOT NULL) AS first,
  (SELECT max(published) FROM articles_kept WHERE published IS NOT NULL) AS last";

const BY_MONTH: &str = "
SELECT published AS day, count(*) AS reports FROM articles_kept WHERE published IS NOT NULL
GROUP BY published ORDER BY published DESC LIMIT 400";

const NEWEST: &str = "
SELECT report, title, publisher, published FROM articles ORDER BY published DESC, report DESC LIMIT 12";

const STORIES: &str = "
SELECT story, headline, reports, independent, first_published, last_published FROM stories WHERE reports > 1
ORDER BY last_published DESC, reports DESC LIMIT 8";

const RECENT: &str = "
SELECT event, count(*) AS n FROM happenings WHERE \"when\" >= date((SELECT max(published) FROM articles_kept
  WHERE published IS NOT NULL), '-30 days') AND \"when\" < '9999' GROUP BY event ORDER BY n DESC";

/// The first page.
pub(crate) fn page(archives: &Archives, archive: &Archive) -> Result<Page, Trouble> {
    let connection = archive.connection();
    let ask = |sql: &str| Rows::ask(connection, sql, Vec::new());
    let counts = ask(COUNTS)?;
    let counts = counts.each().next().ok_or_else(|| Trouble::Failed("no counts".to_owned()))?;
    let title = "What is in the archive".to_owned();
    if counts.whole("reports") == 0 {
        let then = html! { "Add reports with " code { "dateline add ARCHIVE FILE…" } " and load this page again." };
        let body = empty("This archive holds no reports that could be read.", &then);
        return Ok(Page { title, view: "/", body, ..Page::default() });
    }
    let figures =
        [("reports", "/search"), ("happenings", "/timeline"), ("quotations", "/quotations"), ("failures", "/failures")];
    let days = ask(BY_MONTH)?;
    let body = html! {
        h1 { (title) }
        ul.counts {
            @for (what, path) in figures {
                li { a href=(path) { span.big { (count(counts.whole(what))) } span { (what) } } }
            }
            @if let (Some(first), Some(last)) = (counts.text("first"), counts.text("last")) {
                li { span.days { time { (first) } " – " time { (last) } } span { "days of publication" } }
            }
        }
        section { h2 { "Reports by day" } (draw::days(&days)) }
        div.columns {
            div { (stories(connection)?) (ledger::open(archives, archive)?) }
            section { h2 { "Newest reports" } ul.reports { @for row in ask(NEWEST)?.each() { (report_item(row)) } } }
            section { h2 { "What happened in the last 30 days" }
                table.plain { tbody { @for row in ask(RECENT)?.each() {
                    @let event = row.text("event").unwrap_or_default();
                    tr { td { a href={ "/timeline?event=" (event) } { (event_name(event)) } } td.num {
                        (count(row.whole("n"))) } }
                } } }
            }
        }
    };
    Ok(Page { title, view: "/", body, data: Some("/api/articles".to_owned()), wide: true, ..Page::default() })
}

fn stories(connection: &Connection) -> Result<Markup, Trouble> {
    if !has(connection, "stories")? {
        return Ok(crate::frame::nothing());
    }
    let stories = Rows::ask(connection, STORIES, Vec::new())?;
    Ok(html! {
        @if !stories.rows.is_empty() {
            section { h2 { "Newest stories" }
                ul.reports { @for row in stories.each() {
                    li.item tabindex="-1" {
                        a.title href={ "/stories/" (row.whole("story")) } {
                            (name(row.text("headline").unwrap_or("without a headline"))) }
                        span.facts { span { (row.whole("reports")) " reports, " (row.whole("independent"))
                            " independent" }
                            @if let Some(day) = row.text("last_published") { time { (day) } } }
                    }
                } } }
        }
    })
}
