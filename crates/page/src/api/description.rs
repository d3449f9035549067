//! How is what programs get described to them? After OpenAPI 3.1.

use dateline_archive::columns::{CellType, Column, STORY_TABLES, TABLES};
use dateline_archive::ledger::Kind;
use serde_json::json;

use crate::asked::BY;
use crate::tone::Tone;

use super::PRIVATE;

/// A table that can be asked for.
struct Served {
    name: &'static str,
    about: &'static str,
    filters: &'static [&'static str],
}

const SERVED: [Served; 16] = [
    Served { name: "articles", about: "Reports that were read.", filters: &["q", "country", "since", "until"] },
    Served { name: "happenings", about: "Who did what to whom, once for each act of a report.", filters: &HAPPENINGS },
    Served { name: "quotations", about: "Who said what.", filters: &["q", "speaker"] },
    Served { name: "actors", about: "Who is spoken of.", filters: &["actor", "country"] },
    Served { name: "failures", about: "What could not be read.", filters: &[] },
    Served {
        name: "stories",
        about: "Stories of more than one report; there only after reports were compared, as the next three.",
        filters: &["story", "since", "until"],
    },
    Served { name: "merged_events", about: "What happened in a story, once for all its reports.", filters: &["story"] },
    Served { name: "differences", about: "What reports of a story say differently.", filters: &["story"] },
    Served { name: "copies", about: "To which story each report belongs, and whose text it has.", filters: &["story"] },
    Served { name: "search", about: "Reports that a search finds, the best first.", filters: &SEARCH },
    Served { name: "said", about: "Quotations that a search finds, the best first.", filters: &SAID },
    Served { name: "runs", about: "With what reports were read.", filters: &[] },
    Served {
        name: "ledger",
        about: "What was demanded, promised, threatened, refused, and what became of it; read from `reports` of those there, before \
            those that `came` since.",
        filters: &["kind", "actor", "open", "since", "until", "entry"],
    },
    Served {
        name: "timeline",
        about: "How many happenings of which kind, or in which tone, on each day.",
        filters: &TIMELINE,
    },
    Served {
        name: "parties",
        about: "How many happenings between which two: countries, sectors, those who are named.",
        filters: &PARTIES,
    },
    Served { name: "places", about: "How many happenings at which place.", filters: &HAPPENINGS },
];

/// Tables whose rows are all in one answer.
const WHOLE: [&str; 4] = ["runs", "timeline", "parties", "places"];

const HAPPENINGS: [&str; 10] =
    ["actor", "from", "to", "event", "tone", "standing", "country", "since", "until", "report"];

const SEARCH: [&str; 6] = ["q", "actor", "event", "country", "since", "until"];

const SAID: [&str; 4] = ["q", "speaker", "since", "until"];

const TIMELINE: [&str; 10] = ["actor", "from", "to", "event", "tone", "standing", "country", "since", "until", "by"];

const PARTIES: [&str; 11] =
    ["actor", "from", "to", "event", "tone", "standing", "country", "since", "until", "by", "unfold"];

/// What there is.
pub(super) fn index() -> serde_json::Value {
    let tables = SERVED
        .iter()
        .map(|served| json!({ "table": served.name, "about": served.about, "href": format!("/api/{}", served.name) }));
    json!({ "description": "/api/openapi.json", "tables": tables.collect::<Vec<_>>() })
}

/// Whether there is such a table.
pub(super) fn is_served(name: &str) -> bool {
    SERVED.iter().any(|served| served.name == name)
}

/// The description of all this; `explains` says whether there are explanations.
pub(super) fn description(explains: bool) -> serde_json::Value {
    let mut paths = serde_json::Map::new();
    for served in &SERVED {
        paths.insert(format!("/api/{}", served.name), json!({ "get": operation(served) }));
    }
    paths.extend(parts(explains));
    json!({
        "openapi": "3.1.0",
        "info": { "title": "An archive of Dateline", "version": env!("CARGO_PKG_VERSION"), "license": { "name":
            "Apache-2.0", "identifier": "Apache-2.0" } },
        "paths": paths,
    })
}

/// What there is of one report.
fn parts(explains: bool) -> Vec<(String, serde_json::Value)> {
    let part = |name: &str, about: &str, schema: &serde_json::Value| json!({ "name": name, "in": "path", "required": true, "description": about, "schema": schema });
    let report = part("report", "Its number.", &json!({ "type": "integer", "minimum": 1, "maximum": i64::MAX }));
    let id = |letter: char| json!({ "type": "string", "pattern": format!("^{letter}[0-9]{{1,6}}$") });
    let rows = json!({ "type": "object", "required": ["table", "rows"] });
    let get = |id: &str, about: &str, parameters: Vec<&serde_json::Value>, schema: &serde_json::Value| {
        let mut parameters: Vec<serde_json::Value> = parameters.into_iter().cloned().collect();
        parameters.push(parameter("format"));
        json!({ "get": { "operationId": id, "summary": about, "parameters": parameters,
            "responses": responses(&forms(schema)) } })
    };
    let quotation = part("quotation", "Its name in the report.", &id('q'));
    let event = part("event", "Its name in the report.", &id('e'));
    let record = "The whole record of a report, with its text; as CSV and Parquet its happenings.";
    let before = "A quotation, and what its speaker said on the same matter.";
    let mut all = vec![
        ("/api/articles/{report}".to_owned(), get("article", record, vec![&report], &json!({ "type": "object" }))),
        (
            "/api/quotations/{report}/{quotation}".to_owned(),
            get("said_before", before, vec![&report, &quotation], &rows),
        ),
    ];
    if explains {
        let why = get("why", "What was weighed for an event.", vec![&report, &event], &rows);
        all.push(("/api/articles/{report}/why/{event}".to_owned(), why));
    }
    all
}

/// The forms of an answer.
fn forms(schema: &serde_json::Value) -> serde_json::Value {
    json!({ "application/json": { "schema": schema }, "text/csv": { "schema": { "type": "string" } },
        "application/vnd.apache.parquet": { "schema": { "type": "string", "contentMediaType":
            "application/vnd.apache.parquet" } } })
}

fn operation(served: &Served) -> serde_json::Value {
    let mut parameters: Vec<serde_json::Value> = served.filters.iter().map(|filter| parameter(filter)).collect();
    let parted: &[&str] = if WHOLE.contains(&served.name) { &[] } else { &["limit", "cursor"] };
    parameters.extend(["format"].iter().chain(parted).map(|name| parameter(name)));
    let rows = json!({ "type": "object", "required": ["table", "rows"], "properties": {
        "table": { "const": served.name }, "rows": { "type": "array", "items": item(served.name) }, "next": {
            "type": ["string", "null"] } } });
    let content = forms(&rows);
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
        "story" => ("The number of a story.", json!({ "type": "integer", "minimum": 0, "maximum": i64::MAX })),
        "report" => ("The number of a report.", json!({ "type": "integer", "minimum": 0, "maximum": i64::MAX })),
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
        "country" => ("ISO 3166-1 alpha-3.", json!({ "type": "string", "maxLength": 300 })),
        "unfold" => (
            "Whose parts are told apart: a country by its sectors, a sector by those who are named.",
            json!({ "type": "string", "pattern": "^[A-Z]{3}( [A-Z]{3})?$" }),
        ),
        "tone" => ("Conflict or cooperation, by the score.", json!({ "enum": Tone::ALL.map(Tone::name) })),
        "by" => (
            "By what numbers are told apart: a timeline's by event or score, those of who to whom also by month.",
            json!({ "enum": BY.map(|(name, _)| name) }),
        ),
        _ => ("A name as reports have it, or a code such as RUS GOV.", json!({ "type": "string", "maxLength": 300 })),
    };
    // A form sends its empty fields, too.
    json!({ "name": name, "in": "query", "description": about, "schema": { "anyOf": [schema, { "const": "" }] } })
}

/// A row's columns, as the data dictionary has them.
fn item(table: &str) -> serde_json::Value {
    let reports = TABLES.iter().filter(|known| known.name == table).map(|known| (known.key, known.columns));
    let stories = STORY_TABLES.iter().filter(|known| known.name == table).map(|known| (known.key, known.columns));
    let mut properties = serde_json::Map::new();
    for (key, columns) in reports {
        properties.extend(columns.iter().filter(|column| column.name != PRIVATE).map(property));
        properties.insert(key.0.to_owned(), json!({ "type": "integer", "description": key.1 }));
    }
    for (key, columns) in stories {
        properties.extend(columns.iter().map(property));
        properties.insert(key.0.to_owned(), json!({ "type": "integer", "description": key.1 }));
    }
    if properties.is_empty() {
        json!({ "type": "object" })
    } else {
        json!({ "type": "object", "properties": properties })
    }
}

fn property<S>(column: &Column<S>) -> (String, serde_json::Value) {
    let mut about = match column.cells {
        CellType::Whole | CellType::Flag => json!({ "type": ["integer", "null"] }),
        CellType::Real => json!({ "type": ["number", "null"] }),
        CellType::Texts | CellType::Wholes | CellType::Spans => json!({ "type": ["array", "null"] }),
        _ => json!({ "type": ["string", "null"] }),
    };
    about["description"] = column.about().into();
    (column.name.to_owned(), about)
}
