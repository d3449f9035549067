//! Whole articles: which happenings of an article are found, with the right parties?
//!
//! Gold: `NAME.articles.jsonl` with `{"id", "text"}`, `NAME.coder_A.jsonl` with `{"id", "happenings"}` and, where two
//! coded, `NAME.coder_B.jsonl`. What both have and one calls central is wanted; what either has is no mistake. Answers:
//! records with `source.id` and `events`.

mod happening;
mod matching;

use std::path::PathBuf;

use dateline::Report;
use serde::Deserialize;

pub(super) use self::happening::is_space;
use self::happening::{Coded, Happening, coded, events, told};
use self::matching::{joined, level, matched};
use super::{Gold, Parts, before};
use crate::answers::Answers;
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally, around};
use crate::rows::rows;

/// Levels at which happenings can be the same.
const LEVELS: [&str; 3] = ["act", "parties", "full"];
/// The level of parties among them.
const PARTIES: usize = 1;

/// An article with the text, and what coders have of it.
struct Article {
    report: Report,
    text: Vec<char>,
    required: Vec<Happening>,
    allowed: Vec<Happening>,
    /// What is allowed and not required, each act once.
    others: Vec<Happening>,
}

struct Whole(Vec<Article>);

/// The coded articles among these files, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    let mut parts: Parts = Vec::new();
    for articles in files {
        let Some(name) = before(articles, ".articles.jsonl") else { continue };
        let coders: Vec<PathBuf> = ["A", "B"]
            .map(|coder| articles.with_file_name(format!("{name}.coder_{coder}.jsonl")))
            .into_iter()
            .filter(|path| path.exists())
            .collect();
        let Some(first) = coders.first() else {
            return Err(Error::set(articles, format!("no {name}.coder_A.jsonl beside it")));
        };
        let first: Vec<Coded> = rows(first)?;
        let second: Option<Vec<Coded>> = coders.get(1).map(|path| rows(path)).transpose()?;
        parts.push((name.to_owned(), Box::new(Whole::of(rows(articles)?, &first, second.as_deref()))));
    }
    Ok(parts)
}

/// A row of the articles.
#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

impl Whole {
    fn of(articles: Vec<Row>, first: &[Coded], second: Option<&[Coded]>) -> Self {
        let by_id = |rows: &[Coded], id: &str, text: &[char]| -> Vec<Happening> {
            rows.iter().filter(|row| row.id == id).flat_map(|row| coded(row, text)).collect()
        };
        let article = |row: Row| {
            let text: Vec<char> = row.text.chars().collect();
            let a = by_id(first, &row.id, &text);
            let b = second.map(|second| by_id(second, &row.id, &text));
            let mut report = Report::new(row.text);
            report.source.id = row.id;
            report.source.url = row.url;
            report.title = row.title;
            report.published = row.date.as_deref().and_then(super::day);
            Article::of(report, text, a, b)
        };
        Self(articles.into_iter().map(article).collect())
    }
}

impl Article {
    fn of(report: Report, text: Vec<char>, first: Vec<Happening>, second: Option<Vec<Happening>>) -> Self {
        let Some(second) = second else {
            let (required, others) = first.iter().cloned().partition(|happening| happening.central);
            return Self { report, text, required, allowed: first, others };
        };
        let both = matched(&first, &second, PARTIES);
        let is_central = |happening: &Happening| {
            happening.central || second.iter().any(|other| other.central && level(happening, other) >= Some(PARTIES))
        };
        let (mut required, mut others) = (Vec::new(), Vec::new());
        for (x, happening) in first.iter().enumerate() {
            if both.iter().any(|(left, _)| *left == x) && is_central(happening) {
                required.push(happening.clone());
            }
        }
        others.extend(first.iter().filter(|happening| !required.contains(happening)).cloned());
        let alone = second.iter().enumerate().filter(|(y, _)| !both.iter().any(|(_, right)| right == y));
        others.extend(alone.map(|(_, happening)| happening.clone()));
        Self { report, text, required, allowed: first.into_iter().chain(second).collect(), others }
    }

    fn judge(&self, answers: &Answers) -> Judged {
        let mine = told(answers.of(&self.report.source.id));
        let mut judged = Judged { id: self.report.source.id.clone(), ..Judged::default() };
        let mut fields_right = [Tally::default(); FIELDS.len()];
        for at_least in 0..LEVELS.len() {
            let pairs = matched(&mine, &self.required, at_least);
            let is_right = |happening| self.allowed.iter().any(|other| level(happening, other) >= Some(at_least));
            let right: Vec<bool> = mine.iter().map(is_right).collect();
            judged.tallies.push(self.tally(&right, pairs.len()));
            if at_least == PARTIES {
                judged.mistakes = self.mistakes(&mine, &pairs, &right);
                fields_right = fields(pairs.iter().map(|(x, y)| (&mine[*x], &self.required[*y])));
            }
        }
        let found = joined(&mine, &self.required);
        let rest: Vec<Happening> =
            (0..mine.len()).filter(|x| !found.iter().any(|(left, _)| left == x)).map(|x| mine[x].clone()).collect();
        let right = found.len() + joined(&rest, &self.others).len();
        judged
            .tallies
            .push(Tally { right: right as f64, ..Tally::matched(found.len(), mine.len(), self.required.len()) });
        judged.tallies.extend(fields_right);
        judged
    }

    fn tally(&self, right: &[bool], found: usize) -> Tally {
        let good = right.iter().filter(|right| **right).count();
        Tally { right: good as f64, ..Tally::matched(found, right.len(), self.required.len()) }
    }

    /// What is missed or wrong with its parties, and what stands in its place.
    fn mistakes(&self, mine: &[Happening], pairs: &[(usize, usize)], right: &[bool]) -> Vec<Mistake> {
        let near = |happening: &Happening, others: &[Happening]| -> Vec<Happening> {
            others.iter().filter(|other| other.overlaps(happening)).cloned().collect()
        };
        let some = |near: &[Happening]| near.iter().take(3).map(Happening::to_string).collect::<Vec<_>>().join("; ");
        let mut mistakes = Vec::new();
        for (y, happening) in
            self.required.iter().enumerate().filter(|(y, _)| !pairs.iter().any(|(_, right)| right == y))
        {
            let near = near(happening, mine);
            let class = class(happening, &near, "nothing in its sentences", "other acts only");
            let around = around(&self.text, self.required[y].at);
            mistakes.push(Mistake {
                class: format!("missed: {class}"),
                wanted: happening.to_string(),
                said: some(&near),
                around,
            });
        }
        for (happening, _) in mine.iter().zip(right).filter(|(_, right)| !**right) {
            let near = near(happening, &self.allowed);
            let class = class(happening, &near, "no act there", "another act");
            let around = around(&self.text, happening.at);
            mistakes.push(Mistake {
                class: format!("wrong: {class}"),
                wanted: some(&near),
                said: happening.to_string(),
                around,
            });
        }
        mistakes
    }
}

/// What stands in the place of a happening.
fn class(happening: &Happening, near: &[Happening], nothing: &str, other: &str) -> String {
    let is_same = |near: &Happening| near.roots.iter().any(|root| happening.roots.contains(root));
    let class = match near {
        [] => nothing,
        near if near.iter().any(is_same) => "act, other parties",
        _ => other,
    };
    class.to_owned()
}

/// What is asked of happenings that are found with their parties.
const FIELDS: [&str; 4] = ["day", "place", "claimed or not", "whether it has happened"];

/// Of happenings found with their parties: of how many that have a day, a place, is it right?
fn fields<'h>(pairs: impl Iterator<Item = (&'h Happening, &'h Happening)>) -> [Tally; 4] {
    let mut fields = [Tally::default(); 4];
    let day = |mine: &str, wanted: &str| mine.starts_with(wanted) || wanted.starts_with(mine) && mine.len() >= 7;
    let place = |mine: &str, wanted: &str| {
        let (mine, wanted) = (mine.to_lowercase(), wanted.to_lowercase());
        wanted.contains(&mine) || mine.contains(&wanted)
    };
    for (mine, wanted) in pairs {
        if let Some(when) = &wanted.when {
            fields[0] += Tally::one(mine.when.as_ref().is_some_and(|mine| day(mine, when)));
        }
        if let Some(place_wanted) = &wanted.place {
            fields[1] += Tally::one(mine.place.as_ref().is_some_and(|mine| place(mine, place_wanted)));
        }
        fields[2] += Tally::one(mine.claimed == wanted.claimed);
        fields[3] += Tally::one(mine.aux == wanted.aux);
    }
    fields
}

impl Gold for Whole {
    fn measures(&self) -> Vec<Measure> {
        let levels = LEVELS.iter().chain(&["happenings"]).map(|level| Measure::Found((*level).to_owned()));
        levels.chain(FIELDS.iter().map(|field| Measure::Share((*field).to_owned()))).collect()
    }

    fn is_of_events(&self) -> bool {
        true
    }

    fn reports(&self) -> Vec<Report> {
        self.0.iter().map(|article| article.report.clone()).collect()
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.0.iter().map(|article| article.judge(answers)).collect()
    }

    /// Each event alone: its kind and sentence are those of a happening that a coder has.
    fn confidences(&self, answers: &Answers) -> Vec<(f64, bool)> {
        let mut found = Vec::new();
        for article in &self.0 {
            let is_right = |event| article.allowed.iter().any(|other| level(event, other).is_some());
            let events = events(answers.of(&article.report.source.id));
            found.extend(events.iter().map(|(confidence, event)| (*confidence, is_right(event))));
        }
        found
    }
}
