//! What was said, by whom, on which day, and had it been said before?

use std::collections::BTreeSet;

use dateline_archive::store::Archive;
use maud::{Markup, html};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::article::difference;
use crate::asked::{Asked, Conditions, is_code};
use crate::error::Trouble;
use crate::foreign::name;
use crate::frame::{Page, empty, filters};
use crate::lists::{actor_link, quotation_item};
use crate::rows::{Row, Rows};
use crate::search::expression;

const PATH: &str = "/quotations";

const FIELDS: [&str; 4] = ["q", "speaker", "since", "until"];

const MANY: usize = 40;

/// How far pages go.
const FARTHEST: usize = 4_000;

/// Statements of a speaker that are compared.
const COMPARED: i64 = 600;

/// Share of words that two statements on one matter have in common, at least.
const ALIKE: f64 = 0.3;

/// The page.
pub(crate) fn page(archive: &Archive, asked: &Asked) -> Result<Page, Trouble> {
    let connection = archive.connection();
    let from = asked.cursor.as_deref().map_or(Ok(0), str::parse).unwrap_or(0).min(FARTHEST);
    let mut rows = found(connection, asked, MANY + 1, from)?;
    let more = rows.rows.len() > MANY;
    rows.rows.truncate(MANY);
    let (previous, next) = (from.saturating_sub(MANY).to_string(), (from + MANY).to_string());
    let title =
        asked.speaker.as_ref().map_or_else(|| "What was said".to_owned(), |speaker| format!("What {speaker} said"));
    let body = html! {
        h1 { (title) }
        (filters(PATH, asked, &FIELDS))
        @if rows.rows.is_empty() {
            (empty("Nobody said that.", &html! { "Fewer words may help; a speaker is named as reports name it, or by a code such as GBR GOV. " a href=(PATH) { "Show all" } }))
        }
        ul.happenings { @for row in rows.each() { (quotation_item(row)) } }
        p.pages {
            @if from > 0 { a rel="prev" href=(asked.link(PATH, &[("cursor", &previous)])) { "← newer" } }
            @if more && from < FARTHEST { a rel="next" href=(asked.link(PATH, &[("cursor", &next)])) { "older →" } }
        }
    };
    Ok(Page { title, view: PATH, body, data: Some(asked.link("/api/quotations", &[])), ..Page::default() })
}

/// Quotations that the filters leave, the newest first.
fn found(connection: &Connection, asked: &Asked, most: usize, from: usize) -> Result<Rows, Trouble> {
    let mut conditions = Conditions::default();
    if let Some(speaker) = &asked.speaker {
        match is_code(speaker) {
            true => {
                conditions.add("(speaker_code = ? OR speaker_code LIKE ?)", [speaker.clone(), format!("{speaker} %")])
            }
            false => conditions.is("speaker", Some(speaker.clone())),
        }
    }
    conditions.days("published", asked.since, asked.until);
    if let Some(words) = &asked.q {
        let ids = "SELECT rowid FROM quotation_index WHERE quotation_index MATCH ? ORDER BY rowid DESC LIMIT 20000";
        conditions.add(
            &format!("(quotations.report << 20 | CAST(substr(quotation_id, 2) AS INTEGER) - 1) IN ({ids})"),
            [expression(words)?],
        );
    }
    let sql = format!(
        "SELECT quotations.report, quotation_id, quotations.words, speaker, speaker_code, published, publisher
         FROM articles JOIN quotations ON quotations.report = articles.report
         WHERE {} ORDER BY published DESC, quotations.report DESC LIMIT ? OFFSET ?",
        conditions.sql()
    );
    let mut values = conditions.values();
    values.extend([Value::Integer(most as i64), Value::Integer(from as i64)]);
    Rows::ask(connection, &sql, values)
}

const ONE: &str = "
SELECT quotations.report, quotation_id, quotations.words, speaker, speaker_code, published, publisher FROM quotations
JOIN articles ON articles.report = quotations.report WHERE quotations.report = ? AND quotation_id = ?";

const OTHERS: &str = "
SELECT quotations.report, quotation_id, quotations.words, speaker, speaker_code, published, publisher FROM quotations
JOIN articles ON articles.report = quotations.report WHERE speaker = ? ORDER BY published, quotations.report LIMIT ?";

/// The page of a quotation, with what its speaker said on the same matter.
pub(crate) fn before(connection: &Connection, report: u64, id: &str) -> Result<Page, Trouble> {
    let one = Rows::ask(connection, ONE, vec![Value::Integer(report as i64), Value::Text(id.to_owned())])?;
    let one = one.each().next().ok_or_else(|| Trouble::Missing(format!("Report {report} has no quotation {id}.")))?;
    let speaker = one.text("speaker").ok_or_else(|| Trouble::Missing("Nobody is named who said this.".to_owned()))?;
    let others = Rows::ask(connection, OTHERS, vec![Value::Text(speaker.to_owned()), Value::Integer(COMPARED)])?;
    let words = one.text("words").unwrap_or_default();
    let alike = alike(words, report, id, &others);
    let title = format!("Said before by {speaker}?");
    let body = html! {
        h1 { "Said before by " (actor_link(speaker)) "?" }
        ul.happenings { (quotation_item(one)) }
        @if alike.is_empty() {
            (empty("Nothing like it stands in this archive.", &html! { "Statements of this speaker that share at least 30 % of its words would be shown here." }))
        }
        @for (row, share) in &alike { (beside(*row, words, *share)) }
    };
    Ok(Page { title, view: PATH, body, ..Page::default() })
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
            p.facts { time { (row.text("published").unwrap_or("no day")) } @if let Some(publisher) = row.text("publisher") { span { (name(publisher)) } }
                span { (format!("{:.0}", share * 100.0)) " % of its words" }
                a href={ "/article/" (row.whole("report")) "#" (row.text("quotation_id").unwrap_or_default()) } { "to the report" } }
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
