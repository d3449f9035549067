//! What do programs get, and how is it described to them?

use axum::body::Bytes;
use dateline_archive::columns::{CellType, STORY_TABLES, TABLES};
use dateline_archive::ledger::Kind;
use dateline_archive::store::{Archive, expression};
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::json;

use crate::archives::Archives;
use crate::asked::{Asked, Conditions};
use crate::error::Trouble;
use crate::lists::has;
use crate::rows::Rows;
use crate::{ledger, map, parties, timeline};

/// Rows of one answer, where nobody asks for another number.
const MANY: usize = 1_000;

/// Columns that tell where a file lies on the machine.
const PRIVATE: &str = "path";

/// A table that can be asked for.
struct Served {
    name: &'static str,
    about: &'static str,
    filters: &'static [&'static str],
}

const SERVED: [Served; 10] = [
    Served { name: "articles", about: "Reports that were read.", filters: &["q", "country", "since", "until"] },
    Served {
        name: "happenings",
        about: "Who did what to whom, once for each act of a report.",
        filters: &timeline_filters(),
    },
    Served { name: "quotations", about: "Who said what.", filters: &["q", "speaker"] },
    Served { name: "actors", about: "Who is spoken of.", filters: &["actor", "country"] },
    Served { name: "failures", about: "What could not be read.", filters: &[] },
    Served {
        name: "stories",
        about: "Reports that tell the same; there only after reports were compared.",
        filters: &[],
    },
    Served {
        name: "ledger",
        about: "What was demanded, promised, threatened, refused, and what became of it.",
        filters: &["kind", "actor", "open", "since", "until", "entry"],
    },
    Served { name: "timeline", about: "How many happenings of which kind on each day.", filters: &timeline_filters() },
    Served { name: "parties", about: "How many happenings between which two countries.", filters: &parties_filters() },
    Served { name: "places", about: "How many happenings at which place.", filters: &timeline_filters() },
];

const fn timeline_filters() -> [&'static str; 8] {
    ["actor", "from", "to", "event", "standing", "country", "since", "until"]
}

const fn parties_filters() -> [&'static str; 9] {
    ["actor", "from", "to", "event", "standing", "country", "since", "until", "unfold"]
}

/// The answer at an address below `/api`: its type and its bytes.
pub(crate) fn answer(
    archives: &Archives,
    archive: &Archive,
    path: &str,
    asked: &Asked,
) -> Result<(String, Bytes), Trouble> {
    let connection = archive.connection();
    match path {
        "" => Ok(as_json(&index())),
        "ledger" => ledger_of(archives, archive, asked),
        "openapi.json" => Ok(as_json(&description())),
        _ => match path.strip_prefix("articles/") {
            Some(report) => one(archive, report),
            None => table(connection, path, asked),
        },
    }
}

fn as_json(value: &serde_json::Value) -> (String, Bytes) {
    ("application/json".to_owned(), Bytes::from(value.to_string()))
}

/// The whole record of a report.
fn one(archive: &Archive, report: &str) -> Result<(String, Bytes), Trouble> {
    let missing = || Trouble::Missing("There is no such report in this archive.".to_owned());
    let number: u64 = report.parse().map_err(|_| missing())?;
    i64::try_from(number).map_err(|_| missing())?;
    let entry = archive.entry_of(number)?.ok_or_else(missing)?;
    let mut record = entry
        .answer
        .map_err(|_| Trouble::Missing("This report could not be read; it is among the failures.".to_owned()))?;
    record.source.path = None;
    record.text = Some(entry.text);
    Ok(as_json(&serde_json::to_value(&record).map_err(|cause| Trouble::Failed(cause.to_string()))?))
}

/// Entries of the ledger: whole ones in JSON, a row for each in the other forms.
fn ledger_of(archives: &Archives, archive: &Archive, asked: &Asked) -> Result<(String, Bytes), Trouble> {
    let ledger = archives.ledger(archive)?;
    let (_, skip) = cursor(asked)?;
    let most = asked.limit.unwrap_or(MANY);
    let leaf = ledger::leaf(&ledger, asked, skip as usize, most);
    let next = leaf.more.then(|| format!("0.{}", skip as usize + most));
    match asked.format.as_deref() {
        None | Some("json") => Ok(as_json(&json!({ "table": "ledger", "rows": leaf.json()?, "next": next }))),
        Some(format) => written(&leaf.rows()?, format),
    }
}

/// Rows in a form other than JSON.
fn written(rows: &Rows, format: &str) -> Result<(String, Bytes), Trouble> {
    match format {
        "csv" => Ok(("text/csv; charset=utf-8; header=present".to_owned(), Bytes::from(rows.csv()?))),
        "parquet" => Ok(("application/vnd.apache.parquet".to_owned(), Bytes::from(rows.parquet()?))),
        _ => Err(Trouble::Asked("format: it is json, csv or parquet".to_owned())),
    }
}

fn table(connection: &Connection, name: &str, asked: &Asked) -> Result<(String, Bytes), Trouble> {
    let served = SERVED.iter().find(|served| served.name == name);
    let served = served.ok_or_else(|| Trouble::Missing("There is no such table; /api lists them.".to_owned()))?;
    let (rows, next) = match served.name {
        "timeline" => (timeline::by_day(connection, asked)?, None),
        "parties" => (parties::ties(connection, asked)?, None),
        "places" => (map::by_place(connection, asked)?, None),
        _ => listed(connection, served.name, asked)?,
    };
    match asked.format.as_deref() {
        None | Some("json") => Ok(as_json(&json!({ "table": name, "rows": rows.json(), "next": next }))),
        Some(format) => written(&rows, format),
    }
}

/// Rows of a table in the order of reports, and the cursor of the next ones.
fn listed(connection: &Connection, table: &str, asked: &Asked) -> Result<(Rows, Option<String>), Trouble> {
    if !has(connection, table)? {
        return Err(Trouble::Missing(format!("This archive has no table {table}: its reports were not compared.")));
    }
    let key = if table == "stories" { "story" } else { "report" };
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

/// What there is.
fn index() -> serde_json::Value {
    let tables = SERVED
        .iter()
        .map(|served| json!({ "table": served.name, "about": served.about, "href": format!("/api/{}", served.name) }));
    json!({ "description": "/api/openapi.json", "tables": tables.collect::<Vec<_>>() })
}

/// The description of all this, after OpenAPI 3.1.
fn description() -> serde_json::Value {
    let mut paths = serde_json::Map::new();
    for served in &SERVED {
        paths.insert(format!("/api/{}", served.name), json!({ "get": operation(served) }));
    }
    let number = json!({ "name": "report", "in": "path", "required": true, "description": "Its number.",
        "schema": { "type": "integer", "minimum": 1, "maximum": i64::MAX } });
    paths.insert(
        "/api/articles/{report}".to_owned(),
        json!({ "get": { "operationId": "article", "summary":
        "The whole record of a report, with its text.",
        "parameters": [number], "responses": responses(&json!({ "application/json": { "schema": { "type":
            "object" } } })) } }),
    );
    json!({
        "openapi": "3.1.0",
        "info": { "title": "An archive of Dateline", "version": env!("CARGO_PKG_VERSION"), "license": { "name":
            "Apache-2.0", "identifier": "Apache-2.0" } },
        "paths": paths,
    })
}

fn operation(served: &Served) -> serde_json::Value {
    let mut parameters: Vec<serde_json::Value> = served.filters.iter().map(|filter| parameter(filter)).collect();
    parameters.extend(["format", "limit", "cursor"].map(parameter));
    let rows = json!({ "type": "object", "required": ["table", "rows"], "properties": {
        "table": { "const": served.name }, "rows": { "type": "array", "items": item(served.name) }, "next": {
            "type": ["string", "null"] } } });
    let content = json!({ "application/json": { "schema": rows }, "text/csv": { "schema": { "type": "string" } },
        "application/vnd.apache.parquet": { "schema": { "type": "string", "contentMediaType":
            "application/vnd.apache.parquet" } } });
    json!({ "operationId": served.name, "summary": served.about, "parameters": parameters,
        "responses": responses(&content) })
}

fn responses(content: &serde_json::Value) -> serde_json::Value {
    let trouble = |what: &str| {
        json!({ "description": what, "content": { "application/json": { "schema": {
        "type": "object", "required": ["error"], "properties": { "error": { "type": "string" } } } } } })
    };
    json!({ "200": { "description": "The rows.", "content": content }, "400": trouble("Not understood."),
        "404": trouble("Not here."), "503": trouble("It took too long.") })
}

fn parameter(name: &str) -> serde_json::Value {
    let (about, schema) = match name {
        "q" => (
            "Words that all stand there; \"a phrase\", begin*, -left_out.",
            json!({ "type": "string", "maxLength": 300 }),
        ),
        "event" => (
            "One of PLOVER's sixteen.",
            json!({ "enum": dateline::record::EventType::ALL.iter().map(|event| event.name()).collect::<Vec<_>>() }),
        ),
        "kind" => ("What was said.", json!({ "enum": Kind::ALL.map(Kind::name) })),
        "entry" => ("The name of one entry.", json!({ "type": "string", "maxLength": 300 })),
        "open" => ("Whether only those of which nothing has become.", json!({ "enum": ["yes", "no"] })),
        "standing" => ("Stated, claimed, or not happened.", json!({ "enum": ["fact", "claim", "unreal"] })),
        "since" | "until" => ("A day.", json!({ "type": "string", "format": "date" })),
        "format" => ("As what.", json!({ "enum": ["json", "csv", "parquet"] })),
        "limit" => ("How many rows.", json!({ "type": "integer", "minimum": 1, "maximum": 10_000 })),
        "cursor" => (
            "What the answer before gave as `next`.",
            json!({ "type": "string", "pattern": "^[0-9]{1,9}\\.[0-9]{1,9}$" }),
        ),
        "country" | "unfold" => ("ISO 3166-1 alpha-3.", json!({ "type": "string", "maxLength": 300 })),
        _ => ("A name as reports have it, or a code such as RUS GOV.", json!({ "type": "string", "maxLength": 300 })),
    };
    json!({ "name": name, "in": "query", "description": about, "schema": schema })
}

/// A row's columns, as the data dictionary has them.
fn item(table: &str) -> serde_json::Value {
    let Some(known) = TABLES.iter().find(|known| known.name == table) else { return json!({ "type": "object" }) };
    let kind = |cells: CellType| match cells {
        CellType::Whole | CellType::Flag => json!({ "type": ["integer", "null"] }),
        CellType::Real => json!({ "type": ["number", "null"] }),
        CellType::Texts | CellType::Wholes | CellType::Spans => json!({ "type": ["array", "null"] }),
        _ => json!({ "type": ["string", "null"] }),
    };
    let columns = known.columns.iter().filter(|column| column.name != PRIVATE);
    let mut properties: serde_json::Map<String, serde_json::Value> = columns
        .map(|column| {
            let mut about = kind(column.cells);
            about["description"] = column.about().into();
            (column.name.to_owned(), about)
        })
        .collect();
    properties.insert(known.key.0.to_owned(), json!({ "type": "integer", "description": known.key.1 }));
    json!({ "type": "object", "properties": properties })
}
