//! Places: which stretches name one, and where is it?
//!
//! Gold: rows with `"places": [{"start", "end", "lat", "lon", "geonames_id"}]`. Answers: records, or rows of that form.
//! Stretches are paired one to one, the same first, then those that share most. A place is right within 161 km, 100 miles
//! (Gritta et al. 2020, A pragmatic guide to geoparsing evaluation), or with the gold's number in GeoNames.

use std::collections::BTreeSet;
use std::path::PathBuf;

use dateline::Report;
use serde::Deserialize;
use serde_json::Value;

use super::texts::{Text, texts};
use super::{Gold, Parts};
use crate::answers::{Answers, list};
use crate::error::Error;
use crate::measure::{Judged, Measure, Mistake, Tally, around};

/// How far a place may be off, in kilometres.
const NEAR: f64 = 161.0;
/// Mean radius of the earth, in kilometres.
const RADIUS: f64 = 6371.0088;

/// A stretch that names a place.
#[derive(Clone, Debug, Deserialize)]
struct Toponym {
    start: usize,
    end: usize,
    #[serde(default)]
    lat: Option<f64>,
    #[serde(default)]
    lon: Option<f64>,
    /// Records call it `geonames`.
    #[serde(default, alias = "geonames")]
    geonames_id: Option<Value>,
}

struct Places(Vec<(Text, Vec<Toponym>)>);

/// The annotated files, by name.
pub(super) fn parts(files: &[PathBuf]) -> Result<Parts, Error> {
    texts(files, "places", "lat", |texts| Box::new(Places(texts)))
}

fn told(answer: &Value) -> Vec<Toponym> {
    list(answer, "places").iter().filter_map(|row| Toponym::deserialize(row).ok()).collect()
}

impl Toponym {
    fn point(&self) -> Option<(f64, f64)> {
        self.lat.zip(self.lon)
    }

    /// Its number in GeoNames; some write it as a text.
    fn number(&self) -> Option<u64> {
        let value = self.geonames_id.as_ref()?;
        value.as_u64().or_else(|| value.as_str()?.trim().parse().ok()).filter(|number| *number > 0)
    }

    /// How far off it is, in kilometres; nothing where either has no point.
    fn distance(&self, other: &Self) -> Option<f64> {
        let ((a, b), (c, d)) = (self.point()?, other.point()?);
        if self.number().is_some() && self.number() == other.number() {
            return Some(0.0);
        }
        let [a, b, c, d] = [a, b, c, d].map(f64::to_radians);
        let h = ((c - a) / 2.0).sin().powi(2) + a.cos() * c.cos() * ((d - b) / 2.0).sin().powi(2);
        Some(2.0 * RADIUS * h.sqrt().min(1.0).asin())
    }

    fn name(&self, text: &[char]) -> String {
        let words: String = text[self.start.min(text.len())..self.end.min(text.len())].iter().collect();
        let point = self.point().map_or_else(String::new, |(lat, lon)| format!(" ({lat:.2}, {lon:.2})"));
        format!("{words}{point}")
    }
}

/// Pairs of overlapping stretches, one to one: (wanted, told, whether they are the same stretch).
fn matched(wanted: &[Toponym], told: &[Toponym]) -> Vec<(usize, usize, bool)> {
    let mut pairs = Vec::new();
    for (i, g) in wanted.iter().enumerate() {
        for (j, s) in told.iter().enumerate().filter(|(_, s)| g.start < s.end && s.start < g.end) {
            let differ = (g.start, g.end) != (s.start, s.end);
            pairs.push((differ, std::cmp::Reverse(g.end.min(s.end) - g.start.max(s.start)), i, j));
        }
    }
    pairs.sort_unstable();
    let (mut golds, mut tolds, mut found) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (differ, _, i, j) in pairs {
        if !golds.contains(&i) && !tolds.contains(&j) {
            golds.insert(i);
            tolds.insert(j);
            found.push((i, j, !differ));
        }
    }
    found
}

fn judge(text: &Text, wanted: &[Toponym], told: &[Toponym]) -> Judged {
    let mut judged = Judged { id: text.report.source.id.clone(), ..Judged::default() };
    let pairs = matched(wanted, told);
    let exact = pairs.iter().filter(|(.., same)| *same).count();
    let pointed = wanted.iter().filter(|place| place.lat.is_some()).count();
    let (mut asked, mut near) = (0, 0);
    let mut mistake = |class: &str, place: &Toponym, wanted: String, said: String| {
        let around = around(&text.chars, (place.start, place.end));
        judged.mistakes.push(Mistake { class: class.to_owned(), wanted, said, around });
    };
    for (i, g) in wanted.iter().enumerate() {
        let Some((_, j, _)) = pairs.iter().find(|(gold, ..)| *gold == i) else {
            mistake("missed", g, g.name(&text.chars), String::new());
            continue;
        };
        let said = &told[*j];
        let distance = g.distance(said);
        asked += usize::from(g.lat.is_some());
        judged.values.extend(distance);
        match distance {
            Some(km) if km <= NEAR => near += 1,
            Some(_) => mistake("another place", g, g.name(&text.chars), said.name(&text.chars)),
            None if g.lat.is_some() => mistake("no point", g, g.name(&text.chars), said.name(&text.chars)),
            None => {}
        }
    }
    for (_, said) in told.iter().enumerate().filter(|(j, _)| !pairs.iter().any(|(_, told, _)| told == j)) {
        mistake("wrong", said, String::new(), said.name(&text.chars));
    }
    judged.tallies = vec![
        Tally::matched(exact, told.len(), wanted.len()),
        Tally::matched(pairs.len(), told.len(), wanted.len()),
        Tally::matched(near, told.len(), pointed),
        Tally::share(near, asked),
        Tally::share(near, judged.values.len()),
    ];
    judged
}

impl Gold for Places {
    fn measures(&self) -> Vec<Measure> {
        let found =
            ["same stretch", "any overlap", "found and within 161 km"].map(|name| Measure::Found(name.to_owned()));
        let shares = ["within 161 km, of those found", "within 161 km, of those with a point"];
        let shares = shares.map(|name| Measure::Share(name.to_owned()));
        found.into_iter().chain(shares).chain([Measure::Median("kilometres off, median".to_owned())]).collect()
    }

    fn reports(&self) -> Vec<Report> {
        self.0.iter().map(|(text, _)| text.report.clone()).collect()
    }

    fn judge(&self, answers: &Answers) -> Vec<Judged> {
        self.0.iter().map(|(text, wanted)| judge(text, wanted, &told(answers.of(&text.report.source.id)))).collect()
    }
}
