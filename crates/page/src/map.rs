//! Where did it happen, as exactly as reports tell?

use maud::html;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::asked::Asked;
use crate::draw::{Spot, world};
use crate::error::Trouble;
use crate::foreign::name;
use crate::frame::{Page, count, empty, filters, score};
use crate::happenings;
use crate::rows::Rows;

const PATH: &str = "/map";

const FIELDS: [&str; 6] = ["actor", "event", "standing", "country", "since", "until"];

/// The page.
pub(crate) fn page(connection: &Connection, asked: &Asked) -> Result<Page, Trouble> {
    let (countries, places) = (by_country(connection, asked)?, by_place(connection, asked)?);
    let shaded: Vec<(String, i64)> =
        countries.each().filter_map(|row| Some((row.text("country")?.to_owned(), row.whole("happenings")))).collect();
    let spot = |row: crate::rows::Row<'_>| {
        let called = row.text("place")?.to_owned();
        let link = asked.link(PATH, &[("country", row.text("country").unwrap_or_default())]);
        let at = (row.real("lat")?, row.real("lon")?);
        Some(Spot {
            name: called,
            at,
            number: row.whole("happenings"),
            mean: row.real("mean_score").unwrap_or(0.0),
            link,
        })
    };
    let spots: Vec<Spot> = places.each().filter_map(spot).collect();
    let title = "Where it happened".to_owned();
    let body = html! {
        h1 { (title) }
        p.lead { (asked.said()) "." }
        (filters(PATH, asked, &FIELDS))
        @if shaded.is_empty() { (empty("No place is known here.", &html! { "Take a filter away. " a href=(PATH) {
            "Show all" } })) }
        @else { (world(&shaded, &spots, &|code| asked.link(PATH, &[("country", code)]))) }
        div.columns {
            section { h2 { "Countries" } table.plain { tbody { @for (code, number) in shaded.iter().take(20) {
                tr { td { a href=(asked.link(PATH, &[("country", code)])) { (code) } } td.num {
                    (count(*number)) } } } } } }
            section { h2 { "Places" } table.plain { thead { tr { th { "place" } th.num { "happenings" } th.num {
                "mean score" } } }
                tbody { @for spot in spots.iter().take(20) {
                    tr { td { (name(&spot.name)) } td.num { (count(spot.number)) } td.num {
                        (score(spot.mean)) } } } } } }
        }
        @if asked.country.is_some() { section { h2 { "The happenings" } (happenings::list(connection, PATH, asked)?) } }
    };
    Ok(Page { title, view: PATH, body, data: Some(asked.link("/api/places", &[])), wide: true, ..Page::default() })
}

fn by_country(connection: &Connection, asked: &Asked) -> Result<Rows, Trouble> {
    let conditions = asked.of_sums();
    let sql = format!(
        "SELECT country, count(*) AS happenings FROM happenings_kept WHERE {} AND country IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 300",
        conditions.sql()
    );
    Rows::ask(connection, &sql, conditions.values())
}

/// Places with a point of their own: no country, no state, nothing as large as a sea.
pub(crate) fn by_place(connection: &Connection, asked: &Asked) -> Result<Rows, Trouble> {
    let conditions = asked.of_sums();
    let sql = format!(
        "SELECT place, found.country, lat, lon, happenings, mean_score, feature FROM (
           SELECT summed.*, (SELECT feature FROM places WHERE places.report = summed.report AND places.geonames = summed.geonames LIMIT 1) AS feature,
             (SELECT min(\"row\") FROM happenings_kept AS there WHERE there.report = summed.report AND there.geonames = summed.geonames) AS first
           FROM (SELECT country, geonames, min(report) AS report, count(*) AS happenings, round(avg(score), 2) AS mean_score
             FROM happenings_kept WHERE {} AND geonames IS NOT NULL GROUP BY country, geonames
             ORDER BY happenings DESC, geonames LIMIT 500) AS summed) AS found
         JOIN happenings_kept AS one ON one.report = found.report AND one.\"row\" = found.first
         WHERE feature IN ('city', 'site', 'county', 'island') ORDER BY happenings DESC, found.geonames LIMIT ?",
        conditions.sql()
    );
    let mut values = conditions.values();
    values.push(Value::Integer(300));
    Rows::ask(connection, &sql, values)
}
