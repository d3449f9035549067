//! Actors: which country and sectors has a phrase?
//!
//! Gold: rows with `"text"`, `"date"` (null for any day, `today`), `"country"`, `"code_1"`, `"code_2"`, as the tests of NGEC have them; what
//! is missing is not asked. Answers: rows `{"id", "country", "code_1", "code_2"}`, an id being that of the row, or its phrase.

use std::path::PathBuf;

use dateline::{Report, code_actor};
use dateline_archive::reading::Reading;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::texts::part;
use super::{Gold, Parts, day};
use crate::answers::Answers;
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally};
use crate::rows::{self, rows};

/// The day of phrases that are of any.
const ANY_DAY: Date = date(2023, 7, 1);

struct Actors(Vec<Value>);

/// The files with phrases, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    let mut parts: Parts = Vec::new();
    let is_phrase = |row: Value| row["text"].is_string() && KEYS[1..].iter().any(|key| row.get(key).is_some());
    for path in files.iter().filter(|path| rows::first(path).is_some_and(is_phrase)) {
        parts.push((part(path), Box::new(Actors(rows(path)?))));
    }
    Ok(parts)
}

/// What is asked of a phrase.
const KEYS: [&str; 3] = ["country", "code_1", "code_2"];

/// Collections give several phrases one id: with the phrase it is told apart.
fn id(row: &Value) -> String {
    let phrase = rows::text(&row["text"]);
    row.get("id").map_or_else(|| phrase.clone(), |id| format!("{}: {phrase}", rows::text(id)))
}

/// The answer to a phrase, by its id with it, by its id or by itself.
fn answer<'a>(row: &Value, answers: &'a Answers) -> &'a Value {
    let ids = [id(row), rows::text(&row["id"]), rows::text(&row["text"])];
    ids.iter().map(|id| answers.of(id)).find(|answer| !answer.is_null()).unwrap_or(&Value::Null)
}

/// ISO has no code for Kosovo: some write XKX, PLOVER KOS.
fn code(value: &Value) -> &str {
    match value.as_str().unwrap_or_default() {
        "XKX" => "KOS",
        code => code,
    }
}

fn judge(row: &Value, answers: &Answers) -> Judged {
    let id = id(row);
    let answer = answer(row, answers);
    let asked = |key: &str| row[key].is_string();
    let is_right = |key: &str| code(&row[key]) == code(&answer[key]);
    let tallies = KEYS.map(|key| if asked(key) { Tally::one(is_right(key)) } else { Tally::default() }).into();
    let mistake = |key: &str| Mistake {
        class: format!("another {}", if key == "country" { "country" } else { "sector" }),
        wanted: code(&row[key]).to_owned(),
        said: code(&answer[key]).to_owned(),
        around: rows::text(&row["text"]),
    };
    let wrong = KEYS.into_iter().filter(|key| *key != "code_2" && asked(key) && !is_right(key));
    Judged { tallies, values: Vec::new(), mistakes: wrong.map(mistake).collect(), id }
}

impl Gold for Actors {
    fn measures(&self) -> Vec<Measure> {
        ["country", "first sector", "second sector"].map(|name| Measure::Share(name.to_owned())).into()
    }

    fn reports(&self) -> Vec<Report> {
        Vec::new()
    }

    fn ask(&self, reading: &Reading<'_>) -> Result<Answers, Error> {
        let mut answers = Answers::default();
        for row in &self.0 {
            let on = row["date"].as_str().and_then(day).or(reading.date).unwrap_or(ANY_DAY);
            let found = code_actor(row["text"].as_str().unwrap_or_default(), Some(on), reading.codebook);
            let sector = |i: usize| found.sectors.get(i).map(|sector| sector.name());
            answers.add(id(row), json!({"country": found.country, "code_1": sector(0), "code_2": sector(1)}));
        }
        Ok(answers)
    }

    fn unanswered(&self, answers: &Answers) -> usize {
        self.0.iter().filter(|row| answer(row, answers).is_null()).count()
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.0.iter().map(|row| judge(row, answers)).collect()
    }
}
