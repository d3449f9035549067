//! Times: which stretches name one, of which type, and which day or span is it?
//!
//! Gold: rows with `"timexes": [{"start", "end", "type", "value"}]`. Answers: records, or rows of that form. As TempEval-3
//! (UzZaman et al. 2013) counts: relaxed is any overlap; type and value are right where that of an overlapping stretch is.

use std::path::PathBuf;

use dateline::Report;
use serde::Deserialize;
use serde_json::Value;

use super::texts::{Text, texts};
use super::{Gold, Parts};
use crate::answers::{Answers, list};
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally, around};

/// A stretch that names a time.
#[derive(Clone, Debug, Deserialize)]
struct Timex {
    start: usize,
    end: usize,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    value: Option<String>,
}

impl Timex {
    fn name(&self) -> String {
        format!("{} {}", self.kind.as_deref().unwrap_or("-"), self.value.as_deref().unwrap_or("-"))
    }
}

struct Times(Vec<(Text, Vec<Timex>)>);

/// The annotated files, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    texts(files, "timexes", "value", |texts| Box::new(Times(texts)))
}

fn told(answer: &Value) -> Vec<Timex> {
    let key = if answer.get("timexes").is_some() { "timexes" } else { "times" };
    list(answer, key).iter().filter_map(|row| Timex::deserialize(row).ok()).collect()
}

fn overlaps(a: &Timex, b: &Timex) -> bool {
    a.start < b.end && b.start < a.end
}

/// The answer that stands there: of the same stretch, else that which shares most, of equal ones the first.
fn nearest<'t>(wanted: &Timex, told: &'t [Timex]) -> Option<&'t Timex> {
    if let Some(same) = told.iter().rfind(|told| (told.start, told.end) == (wanted.start, wanted.end)) {
        return Some(same);
    }
    let shared = |told: &Timex| told.end.min(wanted.end) - told.start.max(wanted.start);
    told.iter().filter(|told| overlaps(told, wanted)).rev().max_by_key(|told| shared(told))
}

fn same(a: Option<&String>, b: Option<&String>) -> bool {
    let folded = |text: Option<&String>| text.map(|text| text.trim().to_uppercase()).unwrap_or_default();
    folded(a) == folded(b)
}

fn judge(text: &Text, wanted: &[Timex], told: &[Timex]) -> Judged {
    let mut judged = Judged { id: text.report.source.id.clone(), ..Judged::default() };
    let [mut exact, mut found, mut types, mut values] = [0; 4];
    for timex in wanted {
        let near = nearest(timex, told);
        exact += usize::from(near.is_some_and(|near| (near.start, near.end) == (timex.start, timex.end)));
        found += usize::from(near.is_some());
        let is_type = near.is_some_and(|near| same(near.kind.as_ref(), timex.kind.as_ref()));
        let is_value = near.is_some_and(|near| same(near.value.as_ref(), timex.value.as_ref()));
        types += usize::from(is_type);
        values += usize::from(is_value);
        let class = match near {
            None => "missed",
            Some(_) if !is_type => "another type",
            Some(_) if !is_value => "another value",
            Some(_) => continue,
        };
        judged.mistakes.push(Mistake {
            class: class.to_owned(),
            wanted: timex.name(),
            said: near.map(Timex::name).unwrap_or_default(),
            around: around(&text.chars, (timex.start, timex.end)),
        });
    }
    let right = told.iter().filter(|told| wanted.iter().any(|wanted| overlaps(told, wanted))).count();
    for timex in told.iter().filter(|told| !wanted.iter().any(|wanted| overlaps(told, wanted))) {
        let around = around(&text.chars, (timex.start, timex.end));
        judged.mistakes.push(Mistake { class: "wrong".to_owned(), wanted: String::new(), said: timex.name(), around });
    }
    let all = |found| Tally::matched(found, told.len(), wanted.len());
    judged.tallies = vec![
        all(exact),
        Tally { right: right as f64, ..all(found) },
        all(types),
        all(values),
        Tally::share(values, found),
    ];
    judged
}

impl Gold for Times {
    fn measures(&self) -> Vec<Measure> {
        let found = ["strict", "relaxed", "type", "value"].map(|name| Measure::Found(name.to_owned()));
        found.into_iter().chain([Measure::Share("value, of those found".to_owned())]).collect()
    }

    fn reports(&self) -> Vec<Report> {
        self.0.iter().map(|(text, _)| text.report.clone()).collect()
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.0.iter().map(|(text, wanted)| judge(text, wanted, &told(answers.of(&text.report.source.id)))).collect()
    }
}
