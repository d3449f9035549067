//! What was demanded, promised, threatened, refused, and what became of it?

mod by_hand;
mod entry;
mod reach;
mod source;
mod table;

use std::collections::BTreeMap;

use dateline_archive::ledger::{Correction, Entry, Somebody, Verdict, Wanted};
use dateline_archive::store::{Archive, Leaf};
use maud::{Markup, html};

use crate::archives::Archives;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::foreign::{name, plain};
use crate::frame::{Page, count, empty, filters};
use crate::lists::evidence_address;

pub(crate) use by_hand::Said;
pub(crate) use source::{asked_for, entry as entry_of};
pub(crate) use table::{json, rows};

const PATH: &str = "/ledger";

const FIELDS: [&str; 5] = ["kind", "actor", "open", "since", "until"];

/// How many stand on one page.
const MANY: usize = 30;

/// How many of the newest stand on the first page.
const NEWEST: usize = 5;

/// The page.
pub(crate) fn page(archives: &Archives, archive: &Archive, asked: &Asked) -> Result<Page, Trouble> {
    let wanted = Wanted { standing: true, ..asked.of_ledger() };
    let skip: usize = asked.cursor.as_deref().map_or(Ok(0), str::parse).unwrap_or(0);
    let leaf = Leaf { newest: true, skip, most: MANY };
    let shown = source::shown(archives, archive, &wanted, leaf, |connection| reach::of(connection, asked))?;
    let (found, from) = (shown.found, skip.min(shown.found));
    let (next, before) = ((from + MANY).to_string(), from.saturating_sub(MANY).to_string());
    let body = html! {
        h1 { "What was demanded, and what became of it" }
        p.lead { "Each demand, promise, threat, refusal once, the newest first, with the sentences that tell what became of it, as far as \
            these reports do. A dashed line stands at what only somebody claims." }
        (filters(PATH, asked, &FIELDS))
        (shown.told(asked))
        @if found == 0 { (nothing(shown.of == 0)) } @else {
            p.facts { span { (count(found as i64)) @if found == 1 { " entry" } @else { " entries" } } span {
                (count(shown.open as i64)) " of them open" } }
        }
        ul.happenings { @for entry in &shown.entries { (entry::item(archive.connection(), entry)?) } }
        p.pages {
            @if from > 0 { a rel="prev" href=(asked.link(PATH, &[("cursor", &before)])) { "← newer" } }
            @if from + MANY < found { a rel="next" href=(asked.link(PATH, &[("cursor", &next)])) { "older →" } }
        }
        (set_aside(archive, &shown.corrected)?)
    };
    let title = "Ledger".to_owned();
    Ok(Page { title, view: PATH, body, data: Some(asked.link("/api/ledger", &[])), ..Page::default() })
}

/// Where an entry stands alone.
fn address(entry: &str) -> String {
    format!("{PATH}/{entry}")
}

/// The page of one entry; with a form to correct it, where `token` is given.
pub(crate) fn one(archives: &Archives, archive: &Archive, wanted: &str, token: Option<&str>) -> Result<Page, Trouble> {
    let Some(entry) = &source::entry(archives, archive, wanted)? else { return gone(archive, wanted, token) };
    let connection = archive.connection();
    let corrections = &entry.corrections;
    let side = |word: &str, parties: &[Somebody]| {
        let names: Vec<String> = parties.iter().map(|party| plain(&party.name)).collect();
        if names.is_empty() { String::new() } else { format!(" {word} {}", names.join(", ")) }
    };
    let title = format!("A {}{}{}", entry.kind.name(), side("by", &entry.who), side("to", &entry.to));
    let body = html! {
        h1 dir="auto" { (title) }
        @if entry.rejected { p.lead { strong { "Set aside by hand" } ": it was said that this is none. It stands in no list and counts \
            nowhere, until that is taken back." } }
        div class={ "one happening " (entry::standing(entry::is_claimed(entry))) } {
            (entry::head(connection, entry, false)?)
        }
        (by_hand::said(&entry.entry, corrections, token))
        @if let Some(token) = token { (by_hand::form(entry, token)) }
        section {
            h2 { "What became of it" }
            @if entry.outcomes.is_empty() { (empty("Nothing that is known.", &html! {
                "No later sentence of these reports tells of it; that does not mean that nothing happened." })) }
            ul.outcomes.alone { @for outcome in &entry.outcomes {
                (entry::became(connection, outcome, corrections, token.is_some())?) } }
        }
        p.pages { a href=(PATH) { "← the ledger" } }
    };
    let data = Some(format!("/api/ledger?entry={}", entry.entry));
    Ok(Page { title, view: PATH, body, data, ..Page::default() })
}

/// The page of an entry that is found no more, of which something was said by hand.
fn gone(archive: &Archive, wanted: &str, token: Option<&str>) -> Result<Page, Trouble> {
    let corrections: Vec<Correction> =
        archive.ledger_corrections()?.into_iter().filter(|said| said.entry == wanted).collect();
    if corrections.is_empty() {
        return Err(Trouble::Missing("There is no such entry in this ledger.".to_owned()));
    }
    let place = wanted.split('-').nth(1).and_then(|report| report.parse::<u64>().ok());
    let body = html! {
        h1 { "Found no more" }
        p.lead { "The entry " span.code { (name(wanted)) } " is not in the ledger: its report is not among those that were \
            read, or its sentence is read otherwise now." @if let Some(report) = place { " " a href={ "/article/" (report) } {
            "To its report" } } }
        (by_hand::said(wanted, &corrections, token))
        p.pages { a href=(PATH) { "← the ledger" } }
    };
    Ok(Page { title: "Found no more".to_owned(), view: PATH, body, ..Page::default() })
}

/// The way to entries that were set aside by hand, of all that were `corrected`: it can be taken back on their pages.
fn set_aside(archive: &Archive, corrected: &[Entry]) -> Result<Markup, Trouble> {
    let corrections = archive.ledger_corrections()?;
    let is_verdict =
        |said: &&Correction| said.link.is_none() && matches!(said.verdict, Verdict::Confirm | Verdict::Reject);
    // What was said last counts: who rejected it may have thought better of it.
    let last: BTreeMap<&str, &Verdict> =
        corrections.iter().filter(is_verdict).map(|said| (said.entry.as_str(), &said.verdict)).collect();
    let names = last.into_iter().filter(|(_, verdict)| **verdict == Verdict::Reject).map(|(entry, _)| entry);
    // An entry that is called otherwise now may have been confirmed under that name.
    let found = |name: &str| corrected.iter().find(|entry| entry.is_called(name));
    let names: Vec<&str> = names.filter(|name| found(name).is_none_or(|found| found.rejected)).collect();
    Ok(html! {
        @if !names.is_empty() {
            p.facts { span { (count(names.len() as i64)) " set aside by hand:" }
                @for entry in names { a href=(address(entry)) { (name(entry)) } } }
        }
    })
}

/// Why no entry is shown, and what to do.
fn nothing(is_whole: bool) -> Markup {
    if is_whole {
        let then = html! { "Reports of a crisis are added with " code { "dateline add ARCHIVE FILE…" } "; load this page again." };
        return empty("These reports tell of no demand, promise, threat or refusal.", &then);
    }
    empty("No entry is like that.", &html! { "Fewer filters may help. " a href=(PATH) { "Show all" } })
}

/// What is open in the ledger, for the first page: how many, and the newest.
pub(crate) fn open(archives: &Archives, archive: &Archive) -> Result<Markup, Trouble> {
    let wanted = Wanted { open: true, ..Wanted::default() };
    let shown =
        source::shown(archives, archive, &wanted, Leaf { newest: true, skip: 0, most: NEWEST }, reach::at_first)?;
    if shown.found == 0 {
        return Ok(crate::frame::nothing());
    }
    let connection = archive.connection();
    Ok(html! {
        section {
            h2 { a href={ (PATH) "?open=yes" } { "Open in the ledger" } " " span.n { (count(shown.found as i64)) } }
            (shown.told_shortly())
            ul.reports { @for entry in &shown.entries { li.item tabindex="-1" {
                @let place = entry.told.first().map(|told| evidence_address(connection, told)).transpose()?;
                @let sentence = entry.told.first().map_or(&entry.what, |told| &told.words);
                a.title href=(place.as_deref().unwrap_or(PATH)) { (entry::asked(entry, sentence)) }
                span.facts { (entry::kind(entry)) span { (entry::parties(entry)) } (entry::open_days(entry)) }
            } } }
        }
    })
}
