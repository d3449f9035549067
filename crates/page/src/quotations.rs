//! What was said, by whom, on which day, and had it been said before?

use std::collections::BTreeSet;

use dateline_archive::store::{Archive, Hit};
use maud::{Markup, html};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::article::difference;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::foreign::{name, plain};
use crate::frame::{Page, empty, filters};
use crate::lists::{actor_link, quotation_item};
use crate::rows::{Row, Rows};
use crate::search;

const PATH: &str = "/quotations";

const FIELDS: [&str; 4] = ["q", "speaker", "since", "until"];

/// Statements of a speaker that are compared.
const COMPARED: i64 = 600;

/// Share of words that two statements on one matter have in common, at least.
const ALIKE: f64 = 0.3;

/// The page.
pub(crate) fn page(archive: &Archive, asked: &Asked) -> Result<Page, Trouble> {
    let found = search::found(archive, asked, true)?;
    let title = asked
        .speaker
        .as_ref()
        .map_or_else(|| "What was said".to_owned(), |speaker| plain(&format!("What {speaker} said")));
    let body = html! {
        h1 { (name(&title)) }
        (filters(PATH, asked, &FIELDS))
        @if found.hits.is_empty() {
            (empty("Nobody said that.", &html! { "Fewer words may help. " a href=(PATH) { "Show all" } }))
        }
        ul.happenings { @for hit in &found.hits { (item(hit)) } }
        (search::pages(PATH, asked, &found))
    };
    Ok(Page { title, view: PATH, body, data: Some(asked.link("/api/said", &[])), ..Page::default() })
}

/// A quotation that was found.
fn item(hit: &Hit) -> Markup {
    let Some(said) = &hit.quotation else { return crate::frame::nothing() };
    html! {
        li.item.said tabindex="-1" {
            p.words { a.title href={ "/article/" (hit.report) "#" (said.quotation_id) } { bdi {
                (search::words(&hit.snippet.text, &hit.snippet.spans)) } } }
            p.facts {
                @match &said.speaker { Some(speaker) => (actor_link(speaker)), None => span.nobody { "nobody named" } }
                @if let Some(day) = &hit.published { time { (day) } }
                @if let Some(publisher) = &hit.publisher { span { (name(publisher)) } }
                @if said.speaker.is_some() { a href={ (PATH) "/" (hit.report) "/" (said.quotation_id) } {
                    "said before?" } }
            }
        }
    }
}

const ONE: &str = "
SELECT quotations.report, quotation_id, kind, quotations.words, speaker, speaker_code, published, publisher FROM quotations
JOIN articles ON articles.report = quotations.report WHERE quotations.report = ? AND quotation_id = ?";

const OTHERS: &str = "
SELECT quotations.report, quotation_id, kind, quotations.words, speaker, speaker_code, published, publisher FROM quotations
JOIN articles ON articles.report = quotations.report WHERE speaker = ? ORDER BY published, quotations.report LIMIT ?";

/// A quotation of a report, and all that its speaker said.
fn with_others(connection: &Connection, report: u64, id: &str) -> Result<(Rows, Rows), Trouble> {
    let one = Rows::ask(connection, ONE, vec![Value::Integer(report as i64), Value::Text(id.to_owned())])?;
    let said = one.each().next().ok_or_else(|| Trouble::Missing(format!("Report {report} has no quotation {id}.")))?;
    let speaker = said.text("speaker").ok_or_else(|| Trouble::Missing("Nobody is named who said this.".to_owned()))?;
    let others = Rows::ask(connection, OTHERS, vec![Value::Text(speaker.to_owned()), Value::Integer(COMPARED)])?;
    Ok((one, others))
}

/// A quotation and what its speaker said on the same matter, with the share of its words, as rows.
pub(crate) fn said_before(connection: &Connection, report: u64, id: &str) -> Result<Rows, Trouble> {
    let (one, others) = with_others(connection, report, id)?;
    let words = one.each().next().and_then(|row| row.text("words")).unwrap_or_default();
    let alike = alike(words, report, id, &others);
    let mut columns = one.columns.clone();
    columns.push("shared".to_owned());
    let all = one.each().map(|row| (row, 1.0)).chain(alike);
    let rows =
        all.map(|(row, share)| [row.values(), &[Value::Real((share * 100.0).round() / 100.0)]].concat()).collect();
    Ok(Rows { columns, rows })
}

/// The page of a quotation, with what its speaker said on the same matter.
pub(crate) fn before(connection: &Connection, report: u64, id: &str) -> Result<Page, Trouble> {
    let (one, others) = with_others(connection, report, id)?;
    let Some(one) = one.each().next() else { return Err(Trouble::Missing("Nothing was said.".to_owned())) };
    let speaker = one.text("speaker").unwrap_or_default();
    let words = one.text("words").unwrap_or_default();
    let alike = alike(words, report, id, &others);
    let title = plain(&format!("Said before by {speaker}?"));
    let body = html! {
        h1 { "Said before by " (actor_link(speaker)) "?" }
        ul.happenings { (quotation_item(one)) }
        @if alike.is_empty() {
            (empty("Nothing like it stands in this archive.", &html! {
                "Statements of this speaker that share at least 30 % of its words would be shown here." }))
        }
        @for (row, share) in &alike { (beside(*row, words, *share)) }
    };
    let data = Some(format!("/api/quotations/{report}/{id}"));
    Ok(Page { title, view: PATH, body, data, ..Page::default() })
}

/// Statements on the same matter, in the order of their days.
fn alike<'r>(words: &str, report: u64, id: &str, others: &'r Rows) -> Vec<(Row<'r>, f64)> {
    let own = content(words);
    let share = |row: Row<'_>| {
        let other = content(row.text("words").unwrap_or_default());
        own.intersection(&other).count() as f64 / own.len().min(other.len()).max(3) as f64
    };
    let is_other = |row: &Row<'_>| row.whole("report") != report as i64 || row.text("quotation_id") != Some(id);
    let mut alike: Vec<(Row<'_>, f64)> = others.each().filter(is_other).map(|row| (row, share(row))).collect();
    alike.retain(|(_, share)| *share >= ALIKE);
    alike.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    alike.truncate(20);
    alike.sort_by_key(|(row, _)| (row.text("published").unwrap_or_default().to_owned(), row.whole("report")));
    alike
}

/// Words that tell of a matter: longer ones, by their beginnings.
fn content(words: &str) -> BTreeSet<String> {
    let words = words.split(|character: char| !character.is_alphanumeric()).filter(|word| word.chars().count() > 4);
    words.map(|word| word.to_lowercase().chars().take(6).collect()).collect()
}

/// A statement, with what it has otherwise.
fn beside(row: Row<'_>, words: &str, share: f64) -> Markup {
    let other = row.text("words").unwrap_or_default();
    html! {
        article.beside {
            p.facts { time { (row.text("published").unwrap_or("no day")) }
                @if let Some(publisher) = row.text("publisher") { span { (name(publisher)) } }
                span { (format!("{:.0}", share * 100.0)) " % of its words" }
                a href={ "/article/" (row.whole("report")) "#" (row.text("quotation_id").unwrap_or_default()) } {
                    "to the report" } }
            p.edit dir="auto" { (difference(words, other)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_again_is_found() {
        let connection = Connection::open_in_memory().expect("memory");
        let sql = "SELECT 1 AS report, 'q1' AS quotation_id, 'We will never give up the northern harbour.' AS words, '2031-03-01' AS published
            UNION SELECT 2, 'q1', 'The northern harbour will be given up in spring.', '2031-03-05' UNION SELECT 3, 'q2', 'Bread is dear this year.', '2031-03-06'";
        let rows = Rows::ask(&connection, sql, Vec::new()).expect("rows");
        let found = alike("We will never give up the northern harbour.", 1, "q1", &rows);
        assert_eq!(found.iter().map(|(row, _)| row.whole("report")).collect::<Vec<_>>(), [2]);
    }
}
