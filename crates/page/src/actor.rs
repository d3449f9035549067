//! Who is it, in which offices, and what did it say, do, have done to it?

use maud::{Markup, html};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::asked::{Asked, is_code};
use crate::draw::{Stack, stacked};
use crate::error::Trouble;
use crate::foreign::name;
use crate::frame::{Page, count, empty};
use crate::lists::{event_name, quotation_item};
use crate::rows::Rows;
use crate::{happenings, parties, timeline};

const PATH: &str = "/actor";

const KNOWN: &str = "
SELECT code, kind, actors.country AS country, office, wikidata, count(*) AS reports, min(articles.published) AS first, max(articles.published) AS last
FROM (SELECT DISTINCT report FROM happenings_kept WHERE actor_name = ?1
  UNION SELECT report FROM happenings_kept WHERE recipient_name = ?1
  UNION SELECT report FROM quotations_kept WHERE speaker = ?1 LIMIT 2000) AS named
JOIN actors ON actors.report = named.report AND actors.name = ?1
JOIN articles ON articles.report = named.report
GROUP BY code, office ORDER BY reports DESC LIMIT 12";

const SAID: &str = "
SELECT quotations.report, quotation_id, quotations.kind, quotations.words, speaker, speaker_code, published, publisher FROM quotations
JOIN articles ON articles.report = quotations.report WHERE speaker = ? ORDER BY published DESC, quotations.report DESC LIMIT 12";

/// The page.
pub(crate) fn page(connection: &Connection, asked: &Asked) -> Result<Page, Trouble> {
    let Some(actor) = asked.actor.clone() else {
        return Err(Trouble::Asked("Which actor? An address such as /actor?actor=RUS GOV names one.".to_owned()));
    };
    let one = || vec![Value::Text(actor.clone())];
    let known = if is_code(&actor) { Rows::default() } else { Rows::ask(connection, KNOWN, one())? };
    let said = if is_code(&actor) { Rows::default() } else { Rows::ask(connection, SAID, one())? };
    let by_day = timeline::by_day(connection, asked)?;
    let bars = timeline::bars(&by_day);
    let nothing = bars.is_empty() && said.rows.is_empty() && known.rows.is_empty();
    let data = Some(asked.link("/api/happenings", &[]));
    let body = html! {
        h1 { (name(&actor)) }
        (who(&known))
        @if nothing { (empty("Nothing is told of this actor.", &html! { "Names have to be as reports write them. "
            a href={ "/search?" (query(&actor)) } { "Search the text" } })) }
        @else {
            (stacked(&Stack { bars, lines: Vec::new() }, "happenings"))
            div.columns {
                section { h2 { "What it did" } (kinds(connection, "from", &actor)?) }
                section { h2 { "What was done to it" } (kinds(connection, "to", &actor)?) }
                section { h2 { "With whom" } (parties::with_whom(connection, &actor)?) }
            }
            @if !said.rows.is_empty() {
                section { h2 { "What it said, newest first" } ul.happenings { @for row in said.each() {
                    (quotation_item(row)) } }
                    p.pages { a href={ "/quotations?" (speaker(&actor)) } { "all of it →" } } }
            }
            section { h2 { "What happened, newest first" } (happenings::list(connection, PATH, asked)?) }
        }
    };
    Ok(Page { title: actor, view: PATH, body, data, wide: true, ..Page::default() })
}

fn query(words: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("q", words).finish()
}

fn speaker(words: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("speaker", words).finish()
}

/// Codes and offices, with the days of the reports that give them.
fn who(known: &Rows) -> Markup {
    html! {
        @if !known.rows.is_empty() {
            table.plain.stack { thead { tr { th { "code" } th { "office" } th { "kind" } th { "reports from" } th {
                "to" } th.num { "reports" } } }
                tbody { @for row in known.each() { tr {
                    td data-label="code" { span.code { (row.text("code").unwrap_or("—")) } }
                    td data-label="office" { (name(row.text("office").unwrap_or("—"))) }
                    td data-label="kind" { (row.text("kind").unwrap_or("")) @if let Some(id) = row.text("wikidata") { " · Wikidata "
                        (id) } }
                    td data-label="reports from" { time { (row.text("first").unwrap_or("—")) } } td data-label="to" { time { (row.text("last").unwrap_or("—")) } }
                    td.num data-label="reports" { (count(row.whole("reports"))) }
                } } } }
        }
    }
}

fn kinds(connection: &Connection, side: &str, actor: &str) -> Result<Markup, Trouble> {
    let mut asked = Asked::default();
    match side {
        "from" => asked.from = Some(actor.to_owned()),
        _ => asked.to = Some(actor.to_owned()),
    }
    let conditions = asked.of_sums();
    let sql = format!(
        "SELECT event, count(*) AS n FROM happenings_kept WHERE {} GROUP BY 1 ORDER BY 2 DESC",
        conditions.sql()
    );
    let rows = Rows::ask(connection, &sql, conditions.values())?;
    Ok(html! {
        table.plain { tbody { @for row in rows.each() {
            @let event = row.text("event").unwrap_or_default();
            tr { td { a href=(asked.link("/timeline", &[("event", event), ("from", ""), ("to", ""), ("actor",
                actor)])) { (event_name(event)) } }
                td.num { (count(row.whole("n"))) } }
        } } }
    })
}
