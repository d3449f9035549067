//! How does the ledger stand in the forms of other programs?

use dateline_archive::ledger::{Entry, Somebody};
use rusqlite::types::Value;

use crate::error::Trouble;
use crate::rows::Rows;

/// The columns of an entry; what became of it is a list in JSON.
const COLUMNS: [&str; 19] = [
    "entry",
    "kind",
    "who",
    "to",
    "what",
    "condition",
    "deadline",
    "deadline_day",
    "first_day",
    "last_day",
    "reports",
    "independent",
    "status",
    "open_days",
    "rejected",
    "corrections",
    "report",
    "sentence",
    "outcomes",
];

/// Whole entries, as `dateline ledger` writes them.
pub(crate) fn json(entries: &[Entry]) -> Result<serde_json::Value, Trouble> {
    serde_json::to_value(entries).map_err(|cause| Trouble::Failed(cause.to_string()))
}

/// A row for each entry.
pub(crate) fn rows(entries: &[Entry]) -> Result<Rows, Trouble> {
    let columns = COLUMNS.map(str::to_owned).to_vec();
    Ok(Rows { columns, rows: entries.iter().map(row).collect::<Result<_, _>>()? })
}

fn row(entry: &Entry) -> Result<Vec<Value>, Trouble> {
    let text = |text: Option<String>| text.map_or(Value::Null, Value::Text);
    let whole = |number: usize| Value::Integer(number as i64);
    let names = |parties: &[Somebody]| Value::Text(parties.iter().map(Somebody::told).collect::<Vec<_>>().join("; "));
    let outcomes = serde_json::to_string(&entry.outcomes).map_err(|cause| Trouble::Failed(cause.to_string()))?;
    let (deadline, first) = (entry.deadline.as_ref(), entry.told.first());
    let day = |at: usize| text(entry.days.map(|days| days[at].to_string()));
    Ok(vec![
        Value::Text(entry.entry.clone()),
        Value::Text(entry.kind.name().to_owned()),
        names(&entry.who),
        names(&entry.to),
        Value::Text(entry.what.clone()),
        text(entry.condition.clone()),
        text(deadline.map(|deadline| deadline.words.clone())),
        text(deadline.and_then(|deadline| Some(deadline.day?.to_string()))),
        day(0),
        day(1),
        whole(entry.reports),
        whole(entry.independent),
        text(entry.status.map(|became| became.name().to_owned())),
        entry.open_days.map_or(Value::Null, |days| Value::Integer(days.into())),
        Value::Integer(entry.rejected.into()),
        whole(entry.corrections.len()),
        first.map_or(Value::Null, |told| Value::Integer(told.report as i64)),
        text(first.map(|told| told.words.clone())),
        Value::Text(outcomes),
    ])
}
