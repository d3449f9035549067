//! Which happenings do the filters leave, in the order of their days?

use maud::{Markup, html};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::asked::Asked;
use crate::error::Trouble;
use crate::frame::empty;
use crate::lists::happening_item;
use crate::rows::Rows;

/// How many stand on one page.
const MANY: usize = 40;

/// How far pages go; who wants all takes the tables.
const FARTHEST: usize = 4_000;

/// A list of the happenings, the newest first, with the way to the next ones.
pub(crate) fn list(connection: &Connection, path: &str, asked: &Asked) -> Result<Markup, Trouble> {
    let from = asked.cursor.as_deref().map_or(Ok(0), str::parse).unwrap_or(0).min(FARTHEST);
    let conditions = asked.of_happenings();
    let sql = format!(
        "SELECT report, happening_id, event, aux, actor, actor_name, recipient, recipient_name, claimed_by, \"when\", place, \
         score, sentence FROM happenings WHERE {} AND \"when\" < '9999' ORDER BY \"when\" DESC, event, score LIMIT ? OFFSET ?",
        conditions.sql()
    );
    let mut values = conditions.values();
    values.extend([Value::Integer(MANY as i64 + 1), Value::Integer(from as i64)]);
    let mut rows = Rows::ask(connection, &sql, values)?;
    let more = rows.rows.len() > MANY;
    rows.rows.truncate(MANY);
    let (previous, next) = (from.saturating_sub(MANY).to_string(), (from + MANY).to_string());
    Ok(html! {
        @if rows.rows.is_empty() {
            (empty("No happenings are left.", &html! { "Take a filter away, or choose other days. " a href=(path) {
                "Show all" } }))
        }
        ul.happenings { @for row in rows.each() { (happening_item(row)) } }
        p.pages {
            @if from > 0 { a rel="prev" href=(asked.link(path, &[("cursor", &previous)])) { "← newer" } }
            @if more && from < FARTHEST { a rel="next" href=(asked.link(path, &[("cursor", &next)])) { "older →" } }
        }
    })
}
