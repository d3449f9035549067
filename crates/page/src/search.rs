//! Which reports have these words?

use dateline_archive::store::Archive;
use maud::html;
use rusqlite::types::Value;

use crate::asked::{Asked, Conditions};
use crate::error::Trouble;
use crate::foreign::{marked, name};
use crate::frame::{Page, empty, filters};
use crate::rows::{Row, Rows};

const PATH: &str = "/search";

const FIELDS: [&str; 3] = ["q", "since", "until"];

const MANY: usize = 30;

/// How far pages go.
const FARTHEST: usize = 3_000;

/// The page.
pub(crate) fn page(archive: &Archive, asked: &Asked) -> Result<Page, Trouble> {
    let from = asked.cursor.as_deref().map_or(Ok(0), str::parse).unwrap_or(0).min(FARTHEST);
    let mut rows = found(archive, asked, MANY + 1, from)?;
    let more = rows.rows.len() > MANY;
    rows.rows.truncate(MANY);
    let words = asked.q.clone().unwrap_or_default();
    let title = if words.is_empty() { "All reports".to_owned() } else { format!("Reports with {words}") };
    let (previous, next) = (from.saturating_sub(MANY).to_string(), (from + MANY).to_string());
    let body = html! {
        h1 { (name(&title)) }
        (filters(PATH, asked, &FIELDS))
        @if !words.is_empty() { p { a href=(asked.link("/quotations", &[])) { "The same words in quotations →" } } }
        @if rows.rows.is_empty() {
            (empty("No report has all these words.", &html! { "Fewer of them may help. In quotation marks words stand together; word* is a beginning; -word leaves out." }))
        }
        ul.happenings { @for row in rows.each() { (item(row)) } }
        p.pages {
            @if from > 0 { a rel="prev" href=(asked.link(PATH, &[("cursor", &previous)])) { "← before" } }
            @if more && from < FARTHEST { a rel="next" href=(asked.link(PATH, &[("cursor", &next)])) { "more →" } }
        }
    };
    Ok(Page { title, view: PATH, words, body, data: Some(asked.link("/api/articles", &[])), ..Page::default() })
}

fn item(row: Row<'_>) -> maud::Markup {
    html! {
        li.item tabindex="-1" {
            p { a.title href={ "/article/" (row.whole("report")) } { (name(row.text("title").unwrap_or("without a headline"))) } }
            @if let Some(snippet) = row.text("snippet") { p.snippet dir="auto" { (highlighted(snippet)) } }
            p.facts { @if let Some(publisher) = row.text("publisher") { span { (name(publisher)) } }
                @if let Some(day) = row.text("published") { time { (day) } } span { "report " (row.whole("report")) } }
        }
    }
}

/// What stands between the two marks that the index puts around words.
fn highlighted(snippet: &str) -> maud::Markup {
    let (mut text, mut spans, mut open, mut at) = (String::new(), Vec::new(), 0, 0);
    for character in snippet.chars() {
        match character {
            OPENS => open = at,
            CLOSES => spans.push((open, at)),
            other => {
                text.push(if other.is_whitespace() { ' ' } else { other });
                at += 1;
            }
        }
    }
    marked(&text, &spans)
}

/// Characters that no text has, which stand around words that were found.
const OPENS: char = '\u{E000}';
const CLOSES: char = '\u{E001}';

/// Reports that are left, the best first; without words the newest.
fn found(archive: &Archive, asked: &Asked, most: usize, from: usize) -> Result<Rows, Trouble> {
    let mut conditions = Conditions::default();
    conditions.days("published", asked.since, asked.until);
    let such = conditions.sql();
    let paging = [Value::Integer(most as i64), Value::Integer(from as i64)];
    let Some(words) = &asked.q else {
        let sql = format!(
            "SELECT report, title, publisher, published, substr(text, 1, 220) AS snippet FROM articles WHERE {such} \
             ORDER BY published DESC, report DESC LIMIT ? OFFSET ?"
        );
        return Rows::ask(archive.connection(), &sql, [conditions.values(), paging.to_vec()].concat());
    };
    let sql = format!(
        "SELECT report, title, publisher, published, snippet(text_index, 1, '{OPENS}', '{CLOSES}', ' … ', 40) AS snippet \
         FROM text_index JOIN articles ON articles.report = text_index.rowid \
         WHERE text_index MATCH ? AND {such} ORDER BY rank LIMIT ? OFFSET ?"
    );
    let values = [vec![Value::Text(expression(words)?)], conditions.values(), paging.to_vec()].concat();
    Rows::ask(archive.connection(), &sql, values)
}

/// Words as the index is asked for them: nothing that is typed is its syntax but `"a phrase"`, `begin*` and `-left_out`.
pub(crate) fn expression(words: &str) -> Result<String, Trouble> {
    let (mut wanted, mut unwanted): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for (at, part) in words.split('"').enumerate() {
        if at % 2 == 1 {
            wanted.extend(part.chars().any(char::is_alphanumeric).then(|| format!("\"{part}\"")));
            continue;
        }
        for word in part.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)) {
            match (word.strip_prefix('-'), word.strip_suffix('*')) {
                (Some(word), _) => unwanted.push(format!("\"{word}\"")),
                (None, Some(start)) => wanted.push(format!("\"{start}\"*")),
                (None, None) => wanted.push(format!("\"{word}\"")),
            }
        }
    }
    if wanted.is_empty() {
        return Err(Trouble::Asked("What is searched for? There is no word that has to stand there.".to_owned()));
    }
    let unwanted: String = unwanted.iter().map(|word| format!(" NOT {word}")).collect();
    Ok(format!("({}){unwanted}", wanted.join(" AND ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_no_syntax() {
        let expression = |words| expression(words).expect("words");
        assert_eq!(expression("peace NEAR talks"), "(\"peace\" AND \"NEAR\" AND \"talks\")");
        assert_eq!(
            expression("\"peace talks\" -foot*ball hos* a:b"),
            "(\"peace talks\" AND \"hos\"* AND \"a:b\") NOT \"foot*ball\""
        );
        assert!(super::expression("\" -- * :").is_err());
    }

    #[test]
    fn words_that_were_found_are_marked() {
        assert_eq!(highlighted("a \u{E000}<b>\u{E001} c").into_string(), "a <mark>&lt;b&gt;</mark> c");
    }
}
