//! Who did how much to whom, and was it good or bad?

mod periods;

use std::collections::BTreeMap;

use maud::{Markup, html};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::asked::{Asked, By, is_code};
use crate::draw::{Tie, network};
use crate::error::Trouble;
use crate::foreign::{name, plain};
use crate::frame::{Page, count, empty, filters, score};
use crate::rows::Rows;
use crate::tone::Tone;
use crate::{happenings, lists};

pub(crate) use periods::by_month;

const PATH: &str = "/parties";

const FIELDS: [&str; 7] = ["from", "to", "event", "standing", "country", "since", "until"];

/// How many rows and columns can be looked over.
const MOST: usize = 16;

/// Parts of what is unfolded that are shown, however few happenings they have beside others.
const PARTS: usize = 10;

/// Characters of a code that tell a country; with its sector.
const COUNTRY: usize = 3;
const SECTOR: usize = 7;

/// Counts and scores of a cell.
type Cells = BTreeMap<(String, String), (i64, f64)>;

/// The page.
pub(crate) fn page(connection: &Connection, asked: &Asked) -> Result<Page, Trouble> {
    let is_chosen = asked.from.is_some() && asked.to.is_some();
    let title = if is_chosen { plain(&asked.said()) } else { "Who to whom".to_owned() };
    let body = html! {
        h1 dir="auto" { (title) }
        @if !is_chosen { p.lead {
            "Rows did it, columns had it done to them. Each cell has the number of happenings; its colour is the mean of their scores, \
            from conflict to cooperation. A country unfolds into its sectors, a sector into those whom reports name." } }
        (filters(PATH, asked, &FIELDS))
        @if is_chosen { p { a href=(asked.link(PATH, &[("from", ""), ("to", "")])) { "← who to whom" } } }
        @else { (unfolded(asked)) (periods::steps(connection, asked)?)
            @if asked.by == Some(By::Month) { (periods::beside(connection, asked)?) }
            @else { (side_by_side(connection, asked)?) } }
        @if asked.from.is_some() || asked.to.is_some() {
            section { h2 { (name(&asked.said())) } (happenings::list(connection, PATH, asked)?) }
        }
    };
    Ok(Page { title, view: PATH, body, data: Some(asked.link("/api/parties", &[])), wide: true, ..Page::default() })
}

/// The matrix and the net.
fn side_by_side(connection: &Connection, asked: &Asked) -> Result<Markup, Trouble> {
    let (order, cells) = matrix(&ties(connection, asked)?, asked);
    Ok(html! {
        @if order.is_empty() { (empty("Nobody did anything to anybody here.", &html! { "Take a filter away. "
            a href=(PATH) { "Show all" } })) }
        @else {
            div.beside-net {
                section { (table(&order, &cells, asked)) }
                section { h2 { "The same as a net" } (network(&as_ties(&order, &cells))) }
            }
        }
    })
}

/// What is unfolded, and the way back.
fn unfolded(asked: &Asked) -> Markup {
    let Some(code) = &asked.unfold else { return crate::frame::nothing() };
    let country = code.split(' ').next().unwrap_or_default();
    html! {
        p { "Unfolded: "
            @if country != code { a.code href=(asked.link(PATH, &[("unfold", country)])) { (country) } " › " }
            span.code { (code) } " " a href=(asked.link(PATH, &[("unfold", "")])) { "fold it" } }
    }
}

/// How both sides are called, in SQL: by country, by sector where that is unfolded, by name where the sector is.
struct Sides {
    from: String,
    to: String,
    /// The values of their question marks.
    values: Vec<Value>,
}

impl Sides {
    fn of(asked: &Asked) -> Self {
        let mut values: Vec<Value> = Vec::new();
        let mut side = |column: &str| {
            let mut cases = String::new();
            let mut add = |length: usize, code: &str, then: &str| {
                values.push(Value::Text(code.to_owned()));
                cases += &format!("WHEN substr({column}, 1, {length}) = ? THEN {then} ");
            };
            if let Some(code) = &asked.unfold {
                if code.len() == SECTOR {
                    add(SECTOR, code, &format!("coalesce({column}_name, substr({column}, 1, {SECTOR}))"));
                }
                add(COUNTRY, code.get(..COUNTRY).unwrap_or_default(), &format!("substr({column}, 1, {SECTOR})"));
            }
            let country = format!("substr({column}, 1, {COUNTRY})");
            if cases.is_empty() { country } else { format!("CASE {cases}ELSE {country} END") }
        };
        let (from, to) = (side("actor"), side("recipient"));
        Self { from, to, values }
    }
}

/// Columns that sums are first made by: in the order of an index, but those who are named stand in none.
fn kept(asked: &Asked) -> &'static str {
    let is_named = asked.unfold.as_ref().is_some_and(|code| code.len() == SECTOR);
    if is_named { "actor, recipient, actor_name, recipient_name" } else { "actor, recipient" }
}

/// Pairs of countries, one of them in its sectors or named actors if it is unfolded, with counts and mean scores; the most
/// frequent first.
pub(crate) fn ties(connection: &Connection, asked: &Asked) -> Result<Rows, Trouble> {
    let conditions = asked.of_sums();
    let Sides { from, to, mut values } = Sides::of(asked);
    values.extend(conditions.values());
    let kept = kept(asked);
    let sql = format!(
        "SELECT {from} AS who, {to} AS whom, sum(number) AS happenings, round(sum(score) / sum(scores), 2) AS mean_score FROM (
           SELECT {kept}, count(*) AS number, sum(score) AS score, count(score) AS scores FROM happenings_kept
           WHERE {} AND actor IS NOT NULL AND recipient IS NOT NULL GROUP BY {kept})
         GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 2000",
        conditions.sql()
    );
    Rows::ask(connection, &sql, values)
}

/// Who takes part the most, parts of what is unfolded before others; and the cells.
fn matrix(rows: &Rows, asked: &Asked) -> (Vec<String>, Cells) {
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
    let country = asked.unfold.as_deref().and_then(|code| code.get(..COUNTRY));
    let is_part = |name: &str| country.is_some_and(|code| name.starts_with(code) || !is_code(name));
    let (mut parts, others): (Vec<String>, Vec<String>) =
        order.into_iter().map(|(name, _)| name).partition(|name| is_part(name));
    parts.truncate(PARTS);
    let room = MOST - parts.len();
    (parts.into_iter().chain(others.into_iter().take(room)).collect(), cells)
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
                                        a href=(asked.link(PATH, &[("from", &exactly(who, asked)), ("to", &exactly(whom, asked))])) title={ (plain(who)) " → "
                                            (plain(whom)) ", mean score " (score(*mean)) } { (count(*number)) } },
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

/// How somebody is asked for: beside its sectors a country is what no sector is told of.
fn exactly(called: &str, asked: &Asked) -> String {
    let is_rest = called.len() == COUNTRY && asked.unfold.as_deref().is_some_and(|code| code.starts_with(called));
    if is_rest { format!("{called}=") } else { called.to_owned() }
}

/// A country and a sector unfold; who is named is shown as an actor.
fn label(called: &str, asked: &Asked) -> Markup {
    let is_long = called.chars().count() > SECTOR;
    let into = match called.len() {
        COUNTRY if is_code(called) => Some("unfold into sectors"),
        SECTOR if is_code(called) && asked.unfold.as_deref() != Some(called) => Some("unfold into those who are named"),
        _ => None,
    };
    html! {
        @match into {
            Some(into) => a href=(asked.link(PATH, &[("unfold", called), ("from", ""), ("to", "")])) title=(into) { (called) },
            None => a.long[is_long] href=(lists::actor_address(called)) { (name(called)) },
        }
    }
}

/// A colour by the mean score, stronger for more.
fn shade(mean: f64, number: i64, highest: i64) -> String {
    let weight = if number * 4 >= highest { "much" } else { "some" };
    format!("{} {weight}", Tone::of(mean).ground())
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
