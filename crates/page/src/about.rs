//! With what was the archive made, and how far can its answers be trusted?

use maud::html;
use rusqlite::Connection;

use crate::error::Trouble;
use crate::foreign::name;
use crate::frame::{Page, count};
use crate::rows::Rows;

const RUNS: &str = "
SELECT run, begun, program, model, codebook, settings, (SELECT count(*) FROM reports WHERE reports.run = runs.run) AS reports
FROM runs ORDER BY run LIMIT 100";

/// With what the answers were read, in one line for who cites them.
pub(crate) fn read_with(connection: &Connection) -> Result<String, Trouble> {
    let sql = "SELECT program, model, codebook FROM runs ORDER BY run DESC LIMIT 1";
    let runs = Rows::ask(connection, sql, Vec::new())?;
    let run = runs.each().next();
    let of = |column: &str| run.and_then(|run| run.text(column)).unwrap_or("unknown");
    let (model, codebook) = (of("model"), of("codebook"));
    Ok(format!("read by Dateline {} with {}; {codebook}.", of("program"), model.trim_end_matches(", MIT")))
}

/// With what reports were read, and how many with each.
pub(crate) fn runs(connection: &Connection) -> Result<Rows, Trouble> {
    Rows::ask(connection, RUNS, Vec::new())
}

/// The page.
pub(crate) fn page(connection: &Connection) -> Result<Page, Trouble> {
    let runs = runs(connection)?;
    let title = "About this archive".to_owned();
    let body = html! {
        h1 { (title) }
        div.prose {
            p { "Dateline reads news reports and writes down who said and did what to whom, when, where and how many, each answer with the
                words it was read from. These pages show what it wrote. They are made on this machine and ask no other." }
            h2 { "Read with" }
        }
        table.plain.stack { thead { tr { th { "since" } th { "program" } th { "model" } th { "codebook" } th.num {
            "reports" } } }
            tbody { @for run in runs.each() { tr {
                td data-label="since" { time { (run.text("begun").unwrap_or("").get(..10).unwrap_or("")) } }
                td data-label="program" { "Dateline " (run.text("program").unwrap_or("?")) }
                td data-label="model" { (name(run.text("model").unwrap_or("?"))) }
                td data-label="codebook" { (name(run.text("codebook").unwrap_or("?"))) @if let Some(settings) = run.text("settings") { "; "
                    (name(settings)) } }
                td.num data-label="reports" { (count(run.whole("reports"))) }
            } } } }
        div.prose {
            h2 { "How far to trust it" }
            p { "Machines misread. A happening is found in about two of three sentences that tell one, and about as many of those found are as
                people would write them; who said what is found more surely. The project's documents state how often, on which texts, and how
                that was measured. " strong { "Look at the sentence before you rely on an entry:" }
                    " it is one click away from every number." }
            p { "A happening that somebody claims is shown with a dashed line and the name of who claims it; one that is planned, possible or denied
                with a dotted line. The score, from −10 to +10, is that of PLOVER for its kind: it measures words, not the world." }
            h2 { "For programs" }
            p { "Each view is an address with its filters in it, and each has the same rows as JSON, CSV and Parquet at its foot. "
                a href="/api" { "/api" } " lists the tables, " a href="/api/openapi.json" { "OpenAPI 3.1" }
                    " describes them. The file itself is one of SQLite." }
            h2 { "Licences" }
            p { "Dateline: Apache-2.0. Outlines of the map: Natural Earth, public domain, by world-atlas (ISC); codes of countries by
                i18n-iso-countries (MIT). Events are typed as PLOVER 2.0 defines them. The reports belong to who wrote them." }
        }
    };
    Ok(Page { title, view: "/about", body, data: Some("/api/runs".to_owned()), ..Page::default() })
}
