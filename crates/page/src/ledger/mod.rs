//! What was demanded, promised, threatened, refused, and what became of it?

mod entry;
mod reach;
mod table;

use std::sync::Arc;

use dateline_archive::ledger::Entry;
use dateline_archive::store::{Archive, Extract};
use maud::{Markup, html};

use crate::archives::Archives;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::frame::{Page, count, empty, filters};
use crate::lists::evidence_address;

pub(crate) use table::leaf;

const PATH: &str = "/ledger";

const FIELDS: [&str; 5] = ["kind", "actor", "open", "since", "until"];

/// How many stand on one page.
const MANY: usize = 30;

/// How many of the newest stand on the first page.
const NEWEST: usize = 5;

/// The page.
pub(crate) fn page(archives: &Archives, archive: &Archive, asked: &Asked) -> Result<Page, Trouble> {
    let extract = read(archives, archive, asked)?;
    let ledger = &extract.entries;
    let wanted = asked.of_ledger();
    let found: Vec<&Entry> = newest(ledger).filter(|entry| wanted.has(entry)).collect();
    let from: usize = asked.cursor.as_deref().map_or(Ok(0), str::parse).unwrap_or(0).min(found.len());
    let shown = &found[from..found.len().min(from + MANY)];
    let (next, before) = ((from + MANY).to_string(), from.saturating_sub(MANY).to_string());
    let open = found.iter().filter(|entry| entry.status.is_none()).count();
    let body = html! {
        h1 { "What was demanded, and what became of it" }
        p.lead { "Each demand, promise, threat, refusal once, the newest first, with the sentences that tell what became of it, as far as \
            these reports do. A dashed line stands at what only somebody claims." }
        (filters(PATH, asked, &FIELDS))
        (reach::told(&extract, asked))
        @if found.is_empty() { (nothing(ledger.is_empty())) } @else {
            p.facts { span { (count(found.len() as i64)) " entries" } span { (count(open as i64)) " of them open" } }
        }
        ul.happenings { @for entry in shown { (entry::item(archive.connection(), entry)?) } }
        p.pages {
            @if from > 0 { a rel="prev" href=(asked.link(PATH, &[("cursor", &before)])) { "← newer" } }
            @if from + MANY < found.len() { a rel="next" href=(asked.link(PATH, &[("cursor", &next)])) { "older →" } }
        }
    };
    let title = "Ledger".to_owned();
    Ok(Page { title, view: PATH, body, data: Some(asked.link("/api/ledger", &[])), ..Page::default() })
}

/// Entries, the newest first, those without a day last.
fn newest(ledger: &[Entry]) -> impl Iterator<Item = &Entry> {
    let undated = ledger.iter().filter(|entry| entry.days.is_none());
    ledger.iter().rev().filter(|entry| entry.days.is_some()).chain(undated)
}

/// Why no entry is shown, and what to do.
fn nothing(is_whole: bool) -> Markup {
    if is_whole {
        let then = html! { "Reports of a crisis are added with " code { "dateline add ARCHIVE FILE…" } "; load this page again." };
        return empty("These reports tell of no demand, promise, threat or refusal.", &then);
    }
    empty("No entry is like that.", &html! { "Fewer filters may help. " a href=(PATH) { "Show all" } })
}

/// The ledger that the filters ask for.
///
/// # Errors
///
/// If the archive cannot be read, or it takes too long.
pub(crate) fn read(archives: &Archives, archive: &Archive, asked: &Asked) -> Result<Arc<Extract>, Trouble> {
    archives.ledger(archive, &reach::of(archive.connection(), asked)?)
}

/// What is open in the ledger, for the first page: how many, and the newest.
pub(crate) fn open(archives: &Archives, archive: &Archive) -> Result<Markup, Trouble> {
    let extract = archives.ledger(archive, &reach::at_first(archive.connection())?)?;
    let open: Vec<&Entry> = newest(&extract.entries).filter(|entry| entry.status.is_none()).collect();
    if open.is_empty() {
        return Ok(crate::frame::nothing());
    }
    let connection = archive.connection();
    Ok(html! {
        section {
            h2 { a href={ (PATH) "?open=yes" } { "Open in the ledger" } " " span.n { (count(open.len() as i64)) } }
            @if extract.reports < extract.of { p.facts { "of the newest " (count(extract.reports as i64)) " reports" } }
            ul.reports { @for entry in open.iter().take(NEWEST) { li.item tabindex="-1" {
                @let address = entry.told.first().map(|told| evidence_address(connection, told)).transpose()?;
                a.title href=(address.as_deref().unwrap_or(PATH)) { (crate::foreign::name(&entry.what)) }
                span.facts { (entry::kind(entry)) span { (entry::parties(entry)) } (entry::open_days(entry)) }
            } } }
        }
    })
}
