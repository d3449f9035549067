//! Who did how much to whom, and was it good or bad?

use std::collections::BTreeMap;

use maud::{Markup, html};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::asked::Asked;
use crate::draw::{Tie, network};
use crate::error::Trouble;
use crate::frame::{Page, count, empty, filters, score};
use crate::rows::Rows;
use crate::{happenings, lists};

const PATH: &str = "/parties";

const FIELDS: [&str; 7] = ["from", "to", "event", "standing", "country", "since", "until"];

/// How many rows and columns can be looked over.
const MOST: usize = 16;

/// Counts and scores of a cell.
type Cells = BTreeMap<(String, String), (i64, f64)>;

/// The page.
pub(crate) fn page(connection: &Connection, asked: &Asked) -> Result<Page, Trouble> {
    let rows = ties(connection, asked)?;
    let (order, cells) = matrix(&rows);
    let chosen = asked.from.is_some() && asked.to.is_some();
    let title = if chosen { asked.said() } else { "Who to whom".to_owned() };
    let body = html! {
        h1 { (title) }
        @if !chosen { p.lead {
            "Rows did it, columns had it done to them. Each cell has the number of happenings; its colour is the mean of their scores,
            from conflict to cooperation. A name unfolds a country into its sectors." } }
        (filters(PATH, asked, &FIELDS))
        @if let Some(unfolded) = &asked.unfold { p { "Unfolded: " span.code { (unfolded) } " "
            a href=(asked.link(PATH, &[("unfold", "")])) { "fold it" } } }
        @if chosen { p { a href=(asked.link(PATH, &[("from", ""), ("to", "")])) { "← who to whom" } } }
        @else if order.is_empty() { (empty("Nobody did anything to anybody here.", &html! { "Take a filter away. "
            a href=(PATH) { "Show all" } })) }
        @else {
            div.beside-net {
                section { (table(&order, &cells, asked)) }
                section { h2 { "The same as a net" } (network(&as_ties(&order, &cells))) }
            }
        }
        @if asked.from.is_some() || asked.to.is_some() {
            section { h2 { (asked.said()) } (happenings::list(connection, PATH, asked)?) }
        }
    };
    Ok(Page { title, view: PATH, body, data: Some(asked.link("/api/parties", &[])), wide: true, ..Page::default() })
}

/// Pairs of countries, one of them in its sectors if it is unfolded, with counts and mean scores; the most frequent first.
pub(crate) fn ties(connection: &Connection, asked: &Asked) -> Result<Rows, Trouble> {
    let conditions = asked.of_sums();
    let mut values: Vec<Value> = Vec::new();
    let mut side = |column: &str| match &asked.unfold {
        Some(country) => {
            values.push(Value::Text(country.clone()));
            format!("CASE WHEN substr({column}, 1, 3) = ? THEN substr({column}, 1, 7) ELSE substr({column}, 1, 3) END")
        }
        None => format!("substr({column}, 1, 3)"),
    };
    let (from, to) = (side("actor"), side("recipient"));
    values.extend(conditions.values());
    // Summed in the order of an index first, then by country.
    let sql = format!(
        "SELECT {from} AS who, {to} AS whom, sum(number) AS happenings, round(sum(score) / sum(scores), 2) AS mean_score FROM (
           SELECT actor, recipient, count(*) AS number, sum(score) AS score, count(score) AS scores FROM happenings_kept
           WHERE {} AND actor IS NOT NULL AND recipient IS NOT NULL GROUP BY actor, recipient)
         GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 2000",
        conditions.sql()
    );
    Rows::ask(connection, &sql, values)
}

/// Who takes part the most, and the cells.
fn matrix(rows: &Rows) -> (Vec<String>, Cells) {
    let mut cells = Cells::new();
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for row in rows.each() {
        let (Some(who), Some(whom)) = (row.text("who"), row.text("whom")) else { continue };
        let number = row.whole("happenings");
        cells.insert((who.to_owned(), whom.to_owned()), (number, row.real("mean_score").unwrap_or(0.0)));
        *sums.entry(who.to_owned()).or_default() += number;
        *sums.entry(whom.to_owned()).or_default() += number;
    }
    let mut order: Vec<(String, i64)> = sums.into_iter().collect();
    order.sort_by_key(|(name, number)| (std::cmp::Reverse(*number), name.clone()));
    (order.into_iter().take(MOST).map(|(name, _)| name).collect(), cells)
}

fn table(order: &[String], cells: &Cells, asked: &Asked) -> Markup {
    let highest = cells.values().map(|(number, _)| *number).max().unwrap_or(1);
    html! {
        div.scroll tabindex="0" role="region" aria-label="Matrix of parties" {
            table.matrix {
                thead { tr { th { span.corner { "did ↓ to →" } } @for whom in order { th scope="col" { (label(whom,
                    asked)) } } } }
                tbody {
                    @for who in order {
                        tr {
                            th scope="row" { (label(who, asked)) }
                            @for whom in order {
                                @match cells.get(&(who.clone(), whom.clone())) {
                                    Some((number, mean)) => td class={ "cell " (shade(*mean, *number, highest)) } {
                                        a href=(asked.link(PATH, &[("from", who), ("to", whom)])) title={ (who) " → "
                                            (whom) ", mean score " (score(*mean)) } { (count(*number)) } },
                                    None => td {},
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A country unfolds; a part of one is shown as an actor.
fn label(name: &str, asked: &Asked) -> Markup {
    html! {
        @if name.len() == 3 { a href=(asked.link(PATH, &[("unfold", name), ("from", ""), ("to",
            "")])) title="unfold into sectors" { (name) } }
        @else { a href=(lists::actor_address(name)) { (name) } }
    }
}

/// A colour by the mean score, stronger for more.
fn shade(mean: f64, number: i64, highest: i64) -> String {
    let side = match mean {
        mean if mean <= -6.0 => "bad2",
        mean if mean < -1.0 => "bad1",
        mean if mean <= 1.0 => "even",
        mean if mean < 5.0 => "good1",
        _ => "good2",
    };
    let weight = if number * 4 >= highest { "much" } else { "some" };
    format!("{side} {weight}")
}

fn as_ties(order: &[String], cells: &Cells) -> Vec<Tie> {
    let place = |name: &String| order.iter().position(|other| other == name);
    let tie = |((who, whom), (number, mean)): (&(String, String), &(i64, f64))| {
        Some(Tie {
            who: place(who)?,
            whom: place(whom)?,
            names: (who.clone(), whom.clone()),
            number: *number,
            mean: *mean,
        })
    };
    cells.iter().filter_map(tie).collect()
}

/// Whom somebody dealt with, for the page of an actor.
pub(crate) fn with_whom(connection: &Connection, name: &str) -> Result<Markup, Trouble> {
    let asked = Asked { actor: Some(name.to_owned()), ..Asked::default() };
    let conditions = asked.of_sums();
    let other = if crate::asked::is_code(name) {
        let end = name.len();
        format!(
            "CASE WHEN substr(actor, 1, {end}) = ? THEN coalesce(recipient_name, recipient) ELSE coalesce(actor_name, actor) END"
        )
    } else {
        "CASE WHEN actor_name = ? THEN coalesce(recipient_name, recipient) ELSE coalesce(actor_name, actor) END"
            .to_owned()
    };
    let sql = format!(
        "SELECT {other} AS other, count(*) AS happenings, avg(score) AS mean_score FROM happenings_kept WHERE {} GROUP BY 1 \
         HAVING other IS NOT NULL ORDER BY 2 DESC, 1 LIMIT 12",
        conditions.sql()
    );
    let mut values = vec![Value::Text(name.to_owned())];
    values.extend(conditions.values());
    let rows = Rows::ask(connection, &sql, values)?;
    Ok(html! {
        table.plain { thead { tr { th { "with" } th.num { "happenings" } th.num { "mean score" } } }
            tbody { @for row in rows.each() { tr {
                td { (lists::actor_link(row.text("other").unwrap_or_default())) }
                td.num { (count(row.whole("happenings"))) }
                td.num { (score(row.real("mean_score").unwrap_or(0.0))) }
            } } } }
    })
}
