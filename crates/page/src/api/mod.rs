//! What do programs get?

mod description;

use axum::body::Bytes;
use dateline_archive::columns::{STORY_TABLES, TABLES};
use dateline_archive::store::{Archive, expression};
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::json;

use crate::archives::Archives;
use crate::asked::{Asked, By, Conditions};
use crate::error::Trouble;
use crate::lists::has;
use crate::rows::Rows;
use crate::{about, ledger, map, parties, quotations, search, timeline};

/// Rows of one answer, where nobody asks for another number.
const MANY: usize = 1_000;

/// Columns that tell where a file lies on the machine.
const PRIVATE: &str = "path";

/// The answer at an address below `/api`: its type and its bytes; `explains` says whether there are explanations.
pub(crate) fn answer(
    archives: &Archives,
    archive: &Archive,
    path: &str,
    asked: &Asked,
    explains: bool,
) -> Result<(String, Bytes), Trouble> {
    let connection = archive.connection();
    match path.split('/').collect::<Vec<_>>()[..] {
        [""] => Ok(as_json(&description::index())),
        ["ledger"] => ledger_of(archives, archive, asked),
        ["openapi.json"] => Ok(as_json(&description::description(explains))),
        ["articles", report] => one(archive, report, asked),
        ["quotations", report, id] => {
            whole("said_before", &quotations::said_before(connection, number(report)?, id)?, asked)
        }
        [name] => table(archive, name, asked),
        _ => Err(Trouble::Missing("There is no such table; /api lists them.".to_owned())),
    }
}

/// Rows that are all in one answer.
pub(crate) fn whole(name: &str, rows: &Rows, asked: &Asked) -> Result<(String, Bytes), Trouble> {
    formed(name, rows, None, asked)
}

/// Rows as they are asked for, and where the next ones are.
fn formed(name: &str, rows: &Rows, next: Option<&str>, asked: &Asked) -> Result<(String, Bytes), Trouble> {
    match asked.format.as_deref() {
        None | Some("json") => Ok(as_json(&json!({ "table": name, "rows": rows.json(name), "next": next }))),
        Some(format) => written(rows, format),
    }
}

/// The number of a report.
fn number(text: &str) -> Result<u64, Trouble> {
    let number = text.parse::<u64>().ok().filter(|number| i64::try_from(*number).is_ok());
    number.ok_or_else(|| Trouble::Missing("There is no such report in this archive.".to_owned()))
}

fn as_json(value: &serde_json::Value) -> (String, Bytes) {
    ("application/json".to_owned(), Bytes::from(value.to_string()))
}

/// The whole record of a report; in forms of tables its happenings.
fn one(archive: &Archive, report: &str, asked: &Asked) -> Result<(String, Bytes), Trouble> {
    let number = number(report)?;
    let missing = || Trouble::Missing("There is no such report in this archive.".to_owned());
    let entry = archive.entry_of(number)?.ok_or_else(missing)?;
    if asked.format.as_deref().is_some_and(|format| format != "json") {
        return table(archive, "happenings", &Asked { report: Some(number), ..asked.clone() });
    }
    let mut record = entry
        .answer
        .map_err(|_| Trouble::Missing("This report could not be read; it is among the failures.".to_owned()))?;
    record.source.path = None;
    record.text = Some(entry.text);
    Ok(as_json(&serde_json::to_value(&record).map_err(|cause| Trouble::Failed(cause.to_string()))?))
}

/// Entries of the ledger: whole ones in JSON, a row for each in the other forms.
fn ledger_of(archives: &Archives, archive: &Archive, asked: &Asked) -> Result<(String, Bytes), Trouble> {
    let (_, skip) = cursor(asked)?;
    let (skip, most) = (skip as usize, asked.limit.unwrap_or(MANY));
    let shown = ledger::asked_for(archives, archive, asked, (skip, most))?;
    if let Some(format) = asked.format.as_deref().filter(|format| *format != "json") {
        return written(&ledger::rows(&shown.entries)?, format);
    }
    let next = (skip + most < shown.found).then(|| format!("0.{}", skip + most));
    let mut answer = json!({ "table": "ledger", "rows": ledger::json(&shown.entries)?, "next": next });
    if let (Some(answer), serde_json::Value::Object(source)) = (answer.as_object_mut(), shown.source()) {
        answer.extend(source);
    }
    Ok(as_json(&answer))
}

/// Rows in a form other than JSON.
fn written(rows: &Rows, format: &str) -> Result<(String, Bytes), Trouble> {
    match format {
        "csv" => Ok(("text/csv; charset=utf-8; header=present".to_owned(), Bytes::from(rows.csv()?))),
        "parquet" => Ok(("application/vnd.apache.parquet".to_owned(), Bytes::from(rows.parquet()?))),
        _ => Err(Trouble::Asked("format: it is json, csv or parquet".to_owned())),
    }
}

fn table(archive: &Archive, name: &str, asked: &Asked) -> Result<(String, Bytes), Trouble> {
    let connection = archive.connection();
    if !description::is_served(name) {
        return Err(Trouble::Missing("There is no such table; /api lists them.".to_owned()));
    }
    let rows = match name {
        "timeline" => timeline::by_day(connection, asked)?,
        "parties" if asked.by == Some(By::Month) => parties::by_month(connection, asked)?,
        "parties" => parties::ties(connection, asked)?,
        "places" => map::by_place(connection, asked)?,
        "runs" => about::runs(connection)?,
        "search" | "said" => return found(archive, name, asked),
        _ => {
            let (rows, next) = listed(connection, name, asked)?;
            return formed(name, &rows, next.as_deref(), asked);
        }
    };
    whole(name, &rows, asked)
}

/// What a search finds, in its order.
fn found(archive: &Archive, name: &str, asked: &Asked) -> Result<(String, Bytes), Trouble> {
    let (_, skip) = cursor(asked)?;
    let (skip, most) = (skip as usize, asked.limit.unwrap_or(MANY));
    let (rows, more) = search::rows(archive, asked, name == "said", (skip, most))?;
    let next = more.then(|| format!("0.{}", skip + most));
    formed(name, &rows, next.as_deref(), asked)
}

/// What rows of a table are numbered by.
fn key(table: &str) -> &'static str {
    if STORY_TABLES.iter().any(|known| known.name == table) { "story" } else { "report" }
}

/// Rows of a table in the order of reports, and the cursor of the next ones.
fn listed(connection: &Connection, table: &str, asked: &Asked) -> Result<(Rows, Option<String>), Trouble> {
    if !has(connection, table)? {
        return Err(Trouble::Missing(format!("This archive has no table {table}: its reports were not compared.")));
    }
    let key = key(table);
    let columns = columns(table).join(", ");
    let (first, skip) = cursor(asked)?;
    let most = asked.limit.unwrap_or(MANY);
    let conditions = conditions(table, asked)?;
    let sql = format!(
        "SELECT {columns} FROM \"{table}\" WHERE {} AND {key} >= ? ORDER BY {key} LIMIT ? OFFSET ?",
        conditions.sql()
    );
    let mut values = conditions.values();
    values.extend([first, most as i64 + 1, skip].map(Value::Integer));
    let mut rows = Rows::ask(connection, &sql, values)?;
    let more = rows.rows.len() > most;
    rows.rows.truncate(most);
    // The next begins behind those of the last report that stand here.
    let last = rows.each().last().map_or(first, |row| row.whole(key));
    let same = rows.each().filter(|row| row.whole(key) == last).count() as i64;
    let passed = if last == first { skip + same } else { same };
    Ok((rows, more.then(|| format!("{last}.{passed}"))))
}

fn columns(table: &str) -> Vec<String> {
    let quoted = |name: &str| format!("\"{name}\"");
    let reports = TABLES.iter().find(|known| known.name == table).map(|known| {
        let columns = known.columns.iter().map(|column| column.name).filter(|name| *name != PRIVATE);
        [known.key.0].into_iter().chain(columns).map(quoted).collect::<Vec<_>>()
    });
    let stories = || {
        STORY_TABLES.iter().find(|known| known.name == table).map(|known| {
            [known.key.0].into_iter().chain(known.columns.iter().map(|column| column.name)).map(quoted).collect()
        })
    };
    reports.or_else(stories).unwrap_or_default()
}

fn conditions(table: &str, asked: &Asked) -> Result<Conditions, Trouble> {
    if table == "happenings" {
        return Ok(asked.of_happenings());
    }
    let mut conditions = Conditions::default();
    if let (Some(story), "story") = (asked.story, key(table)) {
        conditions.add(&format!("story = {story}"), []);
    }
    if table == "stories" {
        conditions.add("reports > 1", []);
        conditions.days("last_published", asked.since, asked.until);
    }
    if table == "articles" {
        conditions.is("country", asked.country.clone());
        conditions.days("published", asked.since, asked.until);
        if let Some(words) = &asked.q {
            conditions.add("report IN (SELECT rowid FROM text_index WHERE text_index MATCH ?)", [expression(words)?]);
        }
    }
    if table == "quotations" {
        conditions.is("speaker", asked.speaker.clone());
        if let Some(words) = &asked.q {
            let found = "SELECT rowid >> 20 FROM quotation_index WHERE quotation_index MATCH ?";
            conditions.add(&format!("report IN ({found})"), [expression(words)?]);
        }
    }
    if table == "actors" {
        conditions.is("name", asked.actor.clone());
        conditions.is("country", asked.country.clone());
    }
    Ok(conditions)
}

fn cursor(asked: &Asked) -> Result<(i64, i64), Trouble> {
    let Some(cursor) = &asked.cursor else { return Ok((0, 0)) };
    let parts =
        cursor.split_once('.').and_then(|(first, skip)| Some((first.parse::<u32>().ok()?, skip.parse::<u32>().ok()?)));
    let parts =
        parts.ok_or_else(|| Trouble::Asked("cursor: it is what an answer before this gave as next".to_owned()))?;
    Ok((parts.0.into(), parts.1.into()))
}
