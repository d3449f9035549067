//! What are the parts of a dateline, one after the other, and are they one?

use std::ops::Range;

use jiff::civil::Date;
use regex::Captures;

use super::{Day, Opening};
use crate::codebook::{Codebook, DatelinePatterns, Known, Page};
use crate::gazetteer::{Entry, fold};
use crate::record::Feature;

/// People of a town that is known well enough to open a text without anything that shows it is a dateline.
const WELL_KNOWN: u64 = 100_000;

/// How the place is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelled {
    Nowhere,
    InCapitals,
    AsName,
}

/// What was read of a paragraph so far.
pub(super) struct Scan<'b, 'c> {
    block: &'b str,
    codebook: &'c Codebook,
    patterns: &'c DatelinePatterns,
    at: usize,
    spelled: Spelled,
    place: Range<usize>,
    /// Whether what the place lies in is told and known.
    held: bool,
    /// Whether a name and a colon are enough.
    is_lone: bool,
    day: Option<Day>,
    weekday: bool,
    agency: Option<&'b str>,
}

impl<'b, 'c> Scan<'b, 'c> {
    /// At the start of a paragraph.
    pub(super) fn of(block: &'b str, codebook: &'c Codebook) -> Self {
        let patterns = &codebook.page_patterns().dateline;
        Self {
            block,
            codebook,
            patterns,
            at: 0,
            spelled: Spelled::Nowhere,
            place: 0..0,
            held: false,
            is_lone: false,
            day: None,
            weekday: false,
            agency: None,
        }
    }

    /// Where a name and a colon are enough.
    pub(super) fn lone(self) -> Self {
        Self { is_lone: true, ..self }
    }

    fn page(&self) -> &'c Page {
        &self.codebook.vocabulary.page
    }

    /// The dateline, if it is one.
    pub(super) fn opening(mut self) -> Option<Opening<'b>> {
        self.lead();
        if self.take_day().is_none() {
            self.take_place();
        }
        while self.take_within().is_some() || self.take_part().is_some() {}
        let story = self.story()?;
        let end = self.at;
        let place = (self.spelled != Spelled::Nowhere).then(|| &self.block[self.place.clone()]);
        Some(Opening { byline: None, start: 0, end, story, place, day: self.day, agency: self.agency })
    }

    /// A day, an hour, an agency, behind a comma and the like, or between two dashes.
    fn take_part(&mut self) -> Option<()> {
        let before = self.at;
        self.at += self.patterns.between.find(&self.block[before..]).map_or(0, |found| found.end());
        let taken = self.take_day().or_else(|| self.take_weekday()).or_else(|| self.take_clock());
        if taken.or_else(|| self.take_agency()).is_some() {
            return Some(());
        }
        self.at = before + self.patterns.dash.find(&self.block[before..]).map_or(0, |found| found.end());
        let told = (self.day, self.agency);
        let taken = (self.at > before).then(|| self.take_day().or_else(|| self.take_agency())).flatten();
        if taken.is_some() && self.patterns.dash.is_match(&self.block[self.at..]) {
            return Some(());
        }
        (self.at, self.day, self.agency) = (before, told.0, told.1);
        None
    }

    /// `(ANSA) - ROME`: an agency before it all.
    fn lead(&mut self) {
        if self.take_agency().is_none() {
            return;
        }
        let dash = self.patterns.dash.find(&self.block[self.at..]).map(|dash| self.at + dash.end());
        let place = |at: usize| self.patterns.capitals.is_match(&self.block[at..]);
        match dash.filter(|at| place(*at)) {
            Some(at) => self.at = at,
            None if self.agency.is_some_and(|agency| self.is_agency(agency)) => {}
            None => (self.at, self.agency) = (0, None),
        }
    }

    fn take_place(&mut self) {
        let rest = &self.block[self.at..];
        let (found, spelled) = match (self.patterns.capitals.find(rest), self.patterns.name.find(rest)) {
            // "NATO Secretary": a longer name.
            (Some(found), _) if !rest[found.end()..].starts_with(char::is_alphanumeric) => (found, Spelled::InCapitals),
            (_, Some(found)) => (found, Spelled::AsName),
            _ => return,
        };
        let text = self.without_day(found.as_str());
        let last = text.rsplit(' ').next().unwrap_or_default();
        let ends_sentence = last.matches('.').count() == 1 && last.len() > SHORTENED;
        let text = if ends_sentence { text.trim_end_matches('.') } else { text };
        if text.is_empty() {
            return;
        }
        (self.place, self.spelled) = (self.at..self.at + text.len(), spelled);
        self.at = self.place.end;
    }

    /// A name up to a day or an agency in it: "Oslo" of "Oslo March 8".
    fn without_day<'t>(&self, name: &'t str) -> &'t str {
        let is_day = |word: &str| {
            let at = word.as_ptr() as usize - name.as_ptr() as usize;
            let month = self.page().month_named(word.trim_end_matches('.')).is_some();
            at > 0 && (month || self.page().is_weekday(word) || self.page().agencies.holds(word))
        };
        let end = name.split_whitespace().find(|word| is_day(word));
        let end = end.map_or(name.len(), |word| word.as_ptr() as usize - name.as_ptr() as usize);
        name[..end].trim_end()
    }

    /// ", Norway", ", northern Norway", " (Norway)".
    fn take_within(&mut self) -> Option<()> {
        if self.spelled == Spelled::Nowhere || self.agency.is_some() || self.day.is_some() {
            return None;
        }
        let rest = &self.block[self.at..];
        let found = self.patterns.within.captures(rest)?;
        let inner = found.name("IN").or(found.name("HELD"))?;
        let name = self.without_day(inner.as_str());
        let month = || self.page().month_named(name.trim_end_matches('.')).is_some() || self.page().is_weekday(name);
        let known = is_place(name, self.codebook) && !self.page().agencies.holds(name);
        let in_brackets = found.name("HELD").is_some();
        // What is not known is short: "OSLO, Oslo Fylke".
        let short = name.split(' ').count() <= 2 && self.spelled == Spelled::InCapitals && !in_brackets;
        if name.is_empty() || month() || !(known || short) {
            return None;
        }
        let end = self.at + if in_brackets { found.get(0)?.end() } else { inner.start() + name.len() };
        (self.place.end, self.at) = (end, end);
        self.held |= known;
        Some(())
    }

    fn take_day(&mut self) -> Option<()> {
        let (day, length) = self.day_at(&self.block[self.at..])?;
        self.at += length;
        self.day = Some(day);
        Some(())
    }

    /// The day that is all of a text.
    fn day_of(&self, text: &str) -> Option<Day> {
        self.day_at(text).filter(|(_, length)| *length == text.len()).map(|(day, _)| day)
    }

    /// The day that a text begins with, and its length.
    fn day_at(&self, text: &str) -> Option<(Day, usize)> {
        self.patterns.days.iter().find_map(|form| {
            let found = form.captures(text)?;
            Some((self.read_day(&found)?, found[0].len()))
        })
    }

    fn read_day(&self, found: &Captures<'_>) -> Option<Day> {
        let month = &found["MONTH"];
        let month = month.parse().ok().or_else(|| self.page().month_named(month))?;
        let year = found.name("YEAR").and_then(|year| year.as_str().parse().ok());
        let day = Day { month, day: found["DAY"].parse().ok()?, year };
        Date::new(year.unwrap_or(LEAP_YEAR), day.month, day.day).is_ok().then_some(day)
    }

    fn take_weekday(&mut self) -> Option<()> {
        let found = self.patterns.weekday.captures(&self.block[self.at..])?;
        self.page().is_weekday(&found["NAME"]).then(|| {
            self.at += found[0].len();
            self.weekday = true;
        })
    }

    fn take_clock(&mut self) -> Option<()> {
        let found = self.patterns.clock.find(&self.block[self.at..])?;
        self.at += found.end();
        Some(())
    }

    /// `(Wire)`, `/Wire/`, or a known one without brackets.
    fn take_agency(&mut self) -> Option<()> {
        let rest = &self.block[self.at..];
        if let Some(found) = self.patterns.agency.captures(rest) {
            let name = found.name("A").or(found.name("B")).or(found.name("C"))?;
            let name = &rest[name.range()];
            let end = self.at + found.get(0)?.end();
            let start = self.at + (name.as_ptr() as usize - rest.as_ptr() as usize);
            // "(Norway)" tells where, "(8 March)" when, "(local time)" what the hour means.
            if let Some(day) = self.day_of(name) {
                self.day = Some(day);
            } else if self.is_agency(name) || !is_place(name, self.codebook) && name.contains(char::is_uppercase) {
                self.agency.get_or_insert(name);
            } else if self.spelled == Spelled::Nowhere && self.day.is_some() {
                (self.place, self.spelled) = (start..start + name.len(), Spelled::AsName);
            }
            self.at = end;
            return Some(());
        }
        let bare = |agency: &&str| rest.strip_prefix(*agency).is_some_and(|rest| self.patterns.dash.is_match(rest));
        let agency = self.page().agencies.iter().find(bare).filter(|_| self.at > 0)?;
        self.agency.get_or_insert(&rest[..agency.len()]);
        self.at += agency.len();
        Some(())
    }

    /// Where the story begins, if what was read is a dateline.
    fn story(&self) -> Option<usize> {
        let rest = &self.block[self.at..];
        let behind = |found: regex::Match<'_>| self.at + found.end();
        if let Some(story) = self.patterns.dash.find(rest).map(behind) {
            return (self.is_dateline(true) && self.may_begin(story)).then_some(story);
        }
        if let Some(story) = self.patterns.colon.find(rest).map(behind) {
            return (self.is_dateline(false) && self.may_begin(story)).then_some(story);
        }
        let agency = self.agency.is_some_and(|agency| self.day.is_some() || self.is_agency(agency));
        let placed = self.spelled != Spelled::Nowhere;
        if rest.trim_end_matches([',', '.']).is_empty() {
            let alone = agency || self.held || self.spelled == Spelled::InCapitals && self.day.is_some();
            return (placed && alone && self.agrees()).then_some(self.block.len());
        }
        let start = self.at + rest.len() - rest.trim_start_matches(['.', ':', ' ', '\n', '\u{a0}']).len();
        (placed && agency && start > self.at && self.may_begin(start)).then_some(start)
    }

    /// Whether a sentence may begin there.
    fn may_begin(&self, at: usize) -> bool {
        let first = self.block[at..].chars().next();
        self.spelled == Spelled::InCapitals || first.is_none_or(|c| !c.is_lowercase())
    }

    /// Whether the parts before a dash, or a colon, are a dateline.
    fn is_dateline(&self, dash: bool) -> bool {
        let dated = self.day.is_some_and(|day| day.year.is_some()) || self.day.is_some() && self.agency.is_some();
        let agency = self.agency.is_some_and(|agency| self.is_agency(agency));
        match self.spelled {
            Spelled::Nowhere => dash && (dated || agency),
            Spelled::InCapitals => self.agrees(),
            Spelled::AsName => {
                let shown = self.day.is_some() || self.weekday || agency || dash && self.agency.is_some();
                (shown || self.held || self.is_well_known() || !dash && self.is_lone) && self.agrees()
            }
        }
    }

    /// Whether what stands as a place may be one: no label, no body that is known by this name.
    fn agrees(&self) -> bool {
        let name = &self.block[self.place.clone()];
        let body = || self.codebook.known(name).iter().any(|known| matches!(known, Known::Organization(_)));
        let shown = self.held || self.day.is_some() || self.agency.is_some();
        !self.page().labels.holds(name) && (shown || !body() || self.is_well_known())
    }

    /// Whether the name alone is that of a large town or a country.
    fn is_well_known(&self) -> bool {
        let key = fold(&self.block[self.place.clone()]);
        let known = |entry: &Entry<'_>| {
            entry.feature == Feature::Country || entry.feature == Feature::City && entry.population >= WELL_KNOWN
        };
        self.codebook.gazetteer().named(&key).iter().any(known)
    }

    /// Whether it is an agency by its name, or a list that begins with one.
    fn is_agency(&self, name: &str) -> bool {
        let agencies = &self.page().agencies;
        let first = name.split([',', '/', '-']).next().unwrap_or_default().trim();
        agencies.holds(name) || agencies.holds(first)
    }
}

/// Most letters of a word that is shortened with a full stop, with it.
const SHORTENED: usize = 3;

/// A year that has every day.
const LEAP_YEAR: i16 = 2000;

/// The name without what it lies in.
pub(super) fn first_part(place: &str) -> &str {
    place.split([',', '/', '(']).next().unwrap_or_default().trim()
}

/// Whether a place is known by this name, or by the last words of it: "northern Norway".
pub(super) fn is_place(name: &str, codebook: &Codebook) -> bool {
    let mut rest = name;
    loop {
        if !codebook.gazetteer().named(&fold(rest)).is_empty() {
            return true;
        }
        match rest.split_once(' ') {
            Some((lead, shorter)) if lead.starts_with(char::is_lowercase) => rest = shorter,
            _ => return false,
        }
    }
}
