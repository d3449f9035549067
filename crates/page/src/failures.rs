//! What could not be read, and why?

use maud::html;
use rusqlite::Connection;

use crate::error::Trouble;
use crate::foreign::name;
use crate::frame::{Page, count, empty};
use crate::rows::Rows;

const KINDS: &str = "SELECT kind, count(*) AS n FROM failures GROUP BY kind ORDER BY n DESC";

/// Its file's name alone: where it lies is nobody's business but its owner's.
const FAILURES: &str = "
SELECT report, source_id, source_record, kind, message FROM failures ORDER BY report DESC LIMIT 200";

/// The page.
pub(crate) fn page(connection: &Connection) -> Result<Page, Trouble> {
    let ask = |sql: &str| Rows::ask(connection, sql, Vec::new());
    let (kinds, failures) = (ask(KINDS)?, ask(FAILURES)?);
    let title = "What could not be read".to_owned();
    let body = html! {
        h1 { (title) }
        @if failures.rows.is_empty() { (empty("Everything could be read.", &html! {
            "Nothing that was added is missing." })) }
        @else {
            ul.kinds { @for row in kinds.each() { li { code { (row.text("kind").unwrap_or("?")) } " " span.n {
                (count(row.whole("n"))) } } } }
            table.plain.stack { thead { tr { th.num { "report" } th { "source" } th { "why" } th { "what to do" } } }
                tbody { @for row in failures.each() { tr {
                    td.num data-label="report" { (row.whole("report")) }
                    td data-label="source" { (name(row.text("source_id").unwrap_or("—"))) @if row.whole("source_record") > 0 { ", record "
                        (row.whole("source_record")) } }
                    td data-label="why" { code { (row.text("kind").unwrap_or("?")) } }
                    td { (name(row.text("message").unwrap_or(""))) }
                } } } }
        }
    };
    Ok(Page { title, view: "/failures", body, data: Some("/api/failures".to_owned()), wide: true, ..Page::default() })
}
