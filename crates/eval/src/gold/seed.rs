//! Seed: does the record of one article hold all that a person wrote down of it?
//!
//! Gold: `article.txt` and `expected.json` beside it. Answers: its record. Stretches are told by their words, so that a list can be
//! written by hand; what must not be told is counted too.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dateline::Report;
use serde_json::Value;

use super::{Gold, Parts};
use crate::answers::{Answers, list, stretch};
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally, around};
use crate::rows;

/// Words of the text, by number.
type Words = BTreeSet<usize>;

struct Seed {
    name: String,
    text: Vec<char>,
    /// Where each word stands.
    words: Vec<(usize, usize)>,
    expected: Value,
    day: Option<jiff::civil::Date>,
}

/// The articles with what is expected, by the folder's name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    let mut parts: Parts = Vec::new();
    for path in files.iter().filter(|path| path.ends_with("expected.json")) {
        let article = path.with_file_name("article.txt");
        let text = std::fs::read_to_string(&article).map_err(Error::io(&article))?;
        let expected = std::fs::read_to_string(path).map_err(Error::io(path))?;
        let expected = serde_json::from_str(&expected).map_err(|cause| Error::set(path, cause))?;
        let name = path
            .parent()
            .and_then(Path::file_name)
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        parts.push((name, Box::new(Seed::of(&text, expected))));
    }
    Ok(parts)
}

impl Seed {
    fn of(text: &str, expected: Value) -> Self {
        let text: Vec<char> = text.chars().collect();
        let mut words: Vec<(usize, usize)> = Vec::new();
        for (i, _) in text.iter().enumerate().filter(|(_, c)| !super::is_space(**c)) {
            match words.last_mut() {
                Some((_, end)) if *end == i => *end = i + 1,
                _ => words.push((i, i + 1)),
            }
        }
        let day = expected["article"]["published"].as_str().and_then(super::day);
        Self { name: "article".to_owned(), text, words, expected, day }
    }

    fn touched(&self, (start, end): (usize, usize)) -> impl Iterator<Item = usize> {
        let touches = move |(_, (s, e)): &(usize, &(usize, usize))| *s < end && *e > start;
        self.words.iter().enumerate().filter(touches).map(|(i, _)| i)
    }

    /// Where words stand that the list quotes.
    fn place(&self, snippet: &Value) -> (usize, usize) {
        let snippet: Vec<char> = snippet.as_str().unwrap_or_default().chars().collect();
        let at = self.text.windows(snippet.len().max(1)).position(|window| window == snippet);
        at.map_or((0, 0), |at| (at, at + snippet.len()))
    }

    fn text(&self, (start, end): (usize, usize)) -> String {
        self.text[start.min(self.text.len())..end.min(self.text.len())].iter().collect()
    }

    fn mistake(&self, class: &str, wanted: String, said: String, at: (usize, usize)) -> Mistake {
        Mistake { class: class.to_owned(), wanted, said, around: around(&self.text, at) }
    }

    fn quotations(&self, record: &Value, judged: &mut Judged) {
        let expected = list(&self.expected, "quotations");
        let told = list(record, "quotations");
        let words = |row: &Value| -> Words {
            list(row, "content").iter().filter_map(stretch).flat_map(|span| self.touched(span)).collect()
        };
        let quoted = |row: &Value| -> Words {
            list(row, "content").iter().flat_map(|snippet| self.touched(self.place(snippet))).collect()
        };
        let wanted: Vec<Words> = expected.iter().map(quoted).collect();
        let made: Vec<Words> = told.iter().map(words).collect();
        let taken = self.paired(&wanted, &made, told);
        let required = |i: &usize| expected[*i]["required"].as_bool().unwrap_or_default();
        let found = taken.iter().filter(|(i, _)| required(i));
        let mut speakers = Tally::default();
        for (i, j) in found.clone() {
            let said = self.speaker(record, &told[*j]["speaker"]);
            let is_named = |name: &Value| name.as_str().is_some_and(|name| said.contains(&name.to_lowercase()));
            let is_right = list(&expected[*i], "speaker").iter().any(is_named);
            speakers += Tally::one(is_right);
            if !is_right {
                let place = self.place(&expected[*i]["content"][0]);
                judged.mistakes.push(self.mistake("another speaker", expected[*i]["speaker"].to_string(), said, place));
            }
        }
        let needed = (0..expected.len()).filter(required).count();
        let right = taken.iter().map(|(_, j)| j).collect::<BTreeSet<_>>().len() as f64;
        judged.tallies.extend([Tally { right, ..Tally::matched(found.count(), told.len(), needed) }, speakers]);
        for i in (0..expected.len()).filter(|i| required(i) && !taken.iter().any(|(gold, _)| gold == i)) {
            let place = self.place(&expected[i]["content"][0]);
            judged.mistakes.push(self.mistake("missed quotation", self.text(place), String::new(), place));
        }
        for (j, _) in told.iter().enumerate().filter(|(j, _)| !taken.iter().any(|(_, made)| made == j)) {
            let place = stretch(&told[j]["content"][0]).unwrap_or_default();
            judged.mistakes.push(self.mistake("quotation that is none", String::new(), self.text(place), place));
        }
    }

    /// A speaker's name and the words that name them, in small letters.
    fn speaker(&self, record: &Value, speaker: &Value) -> String {
        let words = self.text(stretch(speaker).unwrap_or_default());
        format!("{} {words}", name_of(record, &speaker["actor"])).to_lowercase()
    }

    /// Wanted quotations with those that were told, half of whose words they share, one to one; two stretches around one cue may
    /// be told as one: each then finds its own.
    fn paired(&self, wanted: &[Words], made: &[Words], told: &[Value]) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (i, a) in wanted.iter().enumerate() {
            pairs.extend(made.iter().enumerate().map(|(j, b)| (likeness(a, b), i, j)));
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for (_, i, j) in pairs.into_iter().filter(|(alike, ..)| *alike >= 0.5) {
            if !taken.iter().any(|(gold, made)| *gold == i || *made == j) {
                taken.push((i, j));
            }
        }
        for (i, words) in wanted.iter().enumerate() {
            for (j, row) in told.iter().enumerate() {
                let is_part = |span| likeness(words, &self.touched(span).collect()) >= 0.5;
                let is_free = !taken.iter().any(|(gold, _)| *gold == i);
                if is_free && list(row, "content").iter().filter_map(stretch).any(is_part) {
                    taken.push((i, j));
                }
            }
        }
        taken
    }

    fn events(&self, record: &Value, judged: &mut Judged) {
        let told = list(record, "events");
        let (mut used, mut found, mut needed, mut dates) = (BTreeSet::new(), 0, 0, Tally::default());
        for wanted in list(&self.expected, "events") {
            let (start, end) = self.place(&wanted["evidence"]);
            let is_hit = |event: &Value| {
                fits(event, wanted) && stretch(&event["sentence"]).is_some_and(|(s, e)| s < end && e > start)
            };
            let hits: Vec<usize> = (0..told.len()).filter(|j| is_hit(&told[*j])).collect();
            used.extend(hits.iter().copied());
            if wanted["required"].as_bool() != Some(true) {
                continue;
            }
            needed += 1;
            found += usize::from(!hits.is_empty());
            if hits.is_empty() {
                let name = format!("{} {} {}", wanted["actor"], wanted["event"], wanted["recipient"]);
                judged.mistakes.push(self.mistake("missed event", name, String::new(), (start, end)));
            } else if let Some(date) = wanted.get("date") {
                dates += Tally::one(hits.iter().any(|j| told[*j]["when"]["value"] == *date));
            }
        }
        let tally = Tally { right: used.len() as f64, ..Tally::matched(found, told.len(), needed) };
        let bans = list(&self.expected, "forbidden_events");
        let mut forbidden = 0;
        for event in told {
            let place = stretch(&event["sentence"]).unwrap_or_default();
            for ban in bans.iter().filter(|ban| is_forbidden(event, ban)) {
                forbidden += 1;
                let said =
                    format!("{} {:?} {:?}", event["event"], entities(&event["actor"]), entities(&event["recipient"]));
                judged.mistakes.push(self.mistake("forbidden event", rows::text(&ban["why"]), said, place));
            }
        }
        judged.tallies.extend([tally, dates, Tally::share(forbidden, told.len())]);
    }

    /// Figures and times by their values, where their evidence stands.
    fn values(&self, record: &Value, key: &str) -> Tally {
        let mut tally = Tally::default();
        for wanted in list(&self.expected, key).iter().filter(|row| row["required"].as_bool().unwrap_or(true)) {
            let (start, end) = self.place(&wanted["evidence"]);
            let is_there = |row: &Value| stretch(row).is_some_and(|(s, e)| s < end && e > start);
            tally += Tally::one(
                list(record, key).iter().any(|row| is_same(&row["value"], &wanted["value"]) && is_there(row)),
            );
        }
        tally
    }

    fn places(&self, record: &Value) -> Tally {
        let mut tally = Tally::default();
        for wanted in list(&self.expected, "places") {
            let is_near =
                |row: &Value| row["lat"].as_f64().zip(wanted["lat"].as_f64()).is_some_and(|(a, b)| (a - b).abs() < 0.5);
            let is_it =
                |row: &&Value| row["name"] == wanted["name"] && row["country"] == wanted["country"] && is_near(row);
            tally += Tally::one(list(record, "places").iter().any(|row| is_it(&row)));
        }
        tally
    }

    fn actors(&self, record: &Value) -> Tally {
        let mut tally = Tally::default();
        for wanted in list(&self.expected, "actors") {
            let last = wanted["name"].as_str().and_then(|name| name.split_whitespace().last()).unwrap_or_default();
            let is_it = |row: &Value| {
                let named = row["name"].as_str().is_some_and(|name| !name.is_empty() && name.contains(last));
                named && row["country"] == wanted["country"] && row["sector"] == wanted["sector"]
            };
            tally += Tally::one(list(record, "actors").iter().any(is_it));
        }
        tally
    }

    fn article(&self, record: &Value) -> Tally {
        let (told, wanted) = (&record["article"], &self.expected["article"]);
        let keys = ["title", "publisher", "published", "language", "agencies"];
        let mut right = keys.iter().filter(|key| told[**key] == wanted[**key]).count();
        let headings: Vec<&Value> = list(told, "sections").iter().map(|section| &section["heading"]).collect();
        right += usize::from(headings == list(wanted, "sections").iter().collect::<Vec<_>>());
        let excluded = wanted["excluded"][0].as_str().unwrap_or_default();
        let is_out = |row: &Value| stretch(row).is_some_and(|span| self.text(span).contains(excluded));
        right += usize::from(list(told, "excluded").iter().any(is_out));
        Tally::share(right, keys.len() + 2)
    }
}

fn likeness(a: &Words, b: &Words) -> f64 {
    let all = a.union(b).count();
    if all > 0 { a.intersection(b).count() as f64 / all as f64 } else { 0.0 }
}

fn name_of(record: &Value, id: &Value) -> String {
    let actor = list(record, "actors").iter().find(|actor| !id.is_null() && actor["id"] == *id);
    actor.and_then(|actor| actor["name"].as_str()).unwrap_or_default().to_owned()
}

/// Countries and bodies of parties; one nothing where there are none.
fn entities(parties: &Value) -> BTreeSet<Option<String>> {
    let parties = parties.as_array().map_or(&[][..], Vec::as_slice);
    let entity =
        |party: &Value| party["code"].as_str().and_then(|code| code.split_whitespace().next()).map(str::to_owned);
    let found: BTreeSet<_> = parties.iter().map(entity).collect();
    if found.is_empty() { [None].into() } else { found }
}

fn options(value: &Value) -> BTreeSet<Option<String>> {
    value.as_array().map_or_else(BTreeSet::new, |all| all.iter().map(|one| one.as_str().map(str::to_owned)).collect())
}

fn has_event(event: &Value, of: &Value) -> bool {
    of["event"].as_array().is_some_and(|all| all.contains(&event["event"]))
}

fn fits(event: &Value, wanted: &Value) -> bool {
    let (actors, recipients) = (entities(&event["actor"]), entities(&event["recipient"]));
    if !has_event(event, wanted) || actors.is_disjoint(&options(&wanted["actor"])) {
        return false;
    }
    // An event of several who do it together lists them all as actors and needs no recipient.
    let is_mutual = actors.iter().flatten().count() > 1;
    if !is_mutual && recipients.is_disjoint(&options(&wanted["recipient"])) {
        return false;
    }
    let (wanted, have) = (options(&wanted["aux"]), options(&event["aux"]));
    wanted.is_empty() || !have.is_disjoint(&wanted) || wanted.contains(&None) && have.is_empty()
}

fn is_forbidden(event: &Value, ban: &Value) -> bool {
    let side = |key: &str| ban.get(key).is_none_or(|codes| !entities(&event[key]).is_disjoint(&options(codes)));
    let is_dated = ban.get("date").is_none_or(|date| event["when"]["value"] == *date);
    let is_excused = !options(&event["aux"]).is_disjoint(&options(&ban["unless_aux"]));
    has_event(event, ban) && side("actor") && side("recipient") && is_dated && !is_excused
}

/// The same number, or the same text.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

impl Gold for Seed {
    fn measures(&self) -> Vec<Measure> {
        let share = |name: &str| Measure::Share(name.to_owned());
        let mut measures =
            vec![Measure::Found("quotations".to_owned()), share("speakers"), Measure::Found("events".to_owned())];
        let names = [
            "days of events",
            "forbidden events",
            "figures",
            "times",
            "places",
            "actors",
            "what is known of the article",
        ];
        measures.extend(names.map(share));
        measures
    }

    fn is_of_events(&self) -> bool {
        true
    }

    fn reports(&self) -> Vec<Report> {
        let mut report = Report::new(self.text.iter().collect::<String>());
        report.source.id.clone_from(&self.name);
        report.assumed = self.day;
        vec![report]
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        let record = answers.of(&self.name);
        let mut judged = Judged { id: self.name.clone(), ..Judged::default() };
        self.quotations(record, &mut judged);
        self.events(record, &mut judged);
        judged.tallies.extend(["figures", "times"].map(|key| self.values(record, key)));
        judged.tallies.extend([self.places(record), self.actors(record), self.article(record)]);
        vec![judged]
    }
}
