//! Which reports have these words, or tell of this?

use dateline::record::Span;
use dateline_archive::store::{Archive, Hit, Search};
use maud::{Markup, html};
use rusqlite::types::Value;

use crate::asked::Asked;
use crate::error::Trouble;
use crate::foreign::{marked, name};
use crate::frame::{Page, empty, filters};
use crate::lists::{actor_link, event_name};
use crate::rows::Rows;

const PATH: &str = "/search";

const FIELDS: [&str; 6] = ["q", "actor", "event", "country", "since", "until"];

/// How many stand on one page.
const MANY: usize = 30;

/// How far pages go: what stands farther back is found with more words.
const FARTHEST: usize = 600;

/// The page.
pub(crate) fn page(archive: &Archive, asked: &Asked) -> Result<Page, Trouble> {
    let words = asked.q.clone().unwrap_or_default();
    let title = if words.is_empty() { "Reports".to_owned() } else { format!("Reports with {words}") };
    let found = found(archive, asked, false)?;
    let body = html! {
        h1 { (name(&title)) }
        (filters(PATH, asked, &FIELDS))
        @if !words.is_empty() { p { a href=(asked.link("/quotations", &[])) { "The same words in quotations →" } } }
        @if found.hits.is_empty() {
            (empty("No report has all this.", &html! {
                "Fewer words may help. In quotation marks words stand together; " code { "word*" } " is a beginning; "
                code { "-word" } " leaves out." }))
        }
        ul.happenings { @for hit in &found.hits { (item(hit)) } }
        (pages(PATH, asked, &found))
    };
    Ok(Page { title, view: PATH, words, body, data: Some(asked.link("/api/search", &[])), ..Page::default() })
}

/// One page of what was found.
pub(crate) struct Leaf {
    /// What stands on it.
    pub(crate) hits: Vec<Hit>,
    from: usize,
    more: bool,
}

/// What the filters leave: the best first, or the newest where there are no words.
pub(crate) fn found(archive: &Archive, asked: &Asked, quotations: bool) -> Result<Leaf, Trouble> {
    let from = asked.cursor.as_deref().map_or(Ok(0), str::parse).unwrap_or(0).min(FARTHEST);
    let (hits, more) = searched(archive, asked, quotations, (from, MANY))?;
    Ok(Leaf { hits, from, more: more && from < FARTHEST })
}

/// At most so many behind the first ones, and whether there are more.
fn searched(
    archive: &Archive,
    asked: &Asked,
    quotations: bool,
    (skip, most): (usize, usize),
) -> Result<(Vec<Hit>, bool), Trouble> {
    let search = Search {
        words: asked.q.clone(),
        quotations,
        speaker: asked.speaker.clone(),
        actor: asked.actor.clone(),
        event: asked.event,
        country: asked.country.clone(),
        // A day that is long ago leaves out no report that has one.
        since: asked.since.or(Some(jiff::civil::date(1, 1, 1))),
        until: asked.until,
        limit: skip + most,
        ..Search::default()
    };
    let found = archive.search(&search)?;
    Ok((found.hits.into_iter().skip(skip).collect(), found.more))
}

/// The same as rows, for programs: reports, or quotations.
pub(crate) fn rows(
    archive: &Archive,
    asked: &Asked,
    quotations: bool,
    leaf: (usize, usize),
) -> Result<(Rows, bool), Trouble> {
    let (hits, more) = searched(archive, asked, quotations, leaf)?;
    let columns: &[&str] = match quotations {
        true => &["report", "quotation_id", "speaker", "words", "published", "publisher"],
        false => &["report", "title", "published", "publisher", "snippet", "happening_ids"],
    };
    let rows = hits.iter().filter_map(|hit| if quotations { quotation(hit) } else { Some(report(hit)) }).collect();
    Ok((Rows { columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows }, more))
}

fn text(text: Option<&String>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.clone()))
}

fn report(hit: &Hit) -> Vec<Value> {
    let happenings: Vec<&str> = hit.happenings.iter().map(|happened| happened.happening_id.as_str()).collect();
    let (number, happenings) = (Value::Integer(hit.report as i64), Value::Text(happenings.join(" ")));
    let [title, published, publisher] = [&hit.title, &hit.published, &hit.publisher].map(|field| text(field.as_ref()));
    vec![number, title, published, publisher, Value::Text(hit.snippet.text.clone()), happenings]
}

fn quotation(hit: &Hit) -> Option<Vec<Value>> {
    let said = hit.quotation.as_ref()?;
    let [id, words] = [&said.quotation_id, &said.words].map(|field| Value::Text(field.clone()));
    let [speaker, published, publisher] =
        [&said.speaker, &hit.published, &hit.publisher].map(|field| text(field.as_ref()));
    Some(vec![Value::Integer(hit.report as i64), id, speaker, words, published, publisher])
}

/// The ways to the pages before and after.
pub(crate) fn pages(path: &str, asked: &Asked, leaf: &Leaf) -> Markup {
    let (previous, next) = (leaf.from.saturating_sub(MANY).to_string(), (leaf.from + MANY).to_string());
    html! {
        p.pages {
            @if leaf.from > 0 { a rel="prev" href=(asked.link(path, &[("cursor", &previous)])) { "← before" } }
            @if leaf.more { a rel="next" href=(asked.link(path, &[("cursor", &next)])) { "more →" } }
        }
    }
}

fn item(hit: &Hit) -> Markup {
    html! {
        li.item tabindex="-1" {
            p { a.title href={ "/article/" (hit.report) } { bdi {
                (words(hit.title.as_deref().unwrap_or("without a headline"), &hit.title_spans)) } } }
            p.snippet dir="auto" { (words(&hit.snippet.text, &hit.snippet.spans)) }
            @for happened in &hit.happenings {
                p.who { (event_name(&happened.event)) " "
                    (actor_link(happened.actor_name.as_deref().unwrap_or("nobody named")))
                    " → " (name(happened.recipient_name.as_deref().unwrap_or("nobody named"))) " "
                    a href={ "/article/" (hit.report) "#" (happened.happening_id) } { "to its sentence" } }
            }
            p.facts { @if let Some(publisher) = &hit.publisher { span { (name(publisher)) } }
                @if let Some(day) = &hit.published { time { (day) } } span { "report " (hit.report) }
                @if let Some(newer) = hit.newer { a href={ "/article/" (newer) } { "newer version" } } }
        }
    }
}

/// Words with those that were searched for marked.
pub(crate) fn words(text: &str, spans: &[Span]) -> Markup {
    let spans: Vec<(usize, usize)> = spans.iter().map(|span| (span.start as usize, span.end as usize)).collect();
    marked(text, &spans)
}
