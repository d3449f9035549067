//! Which reports, or quotations, hold these words; which tell of this?
//!
//! What an index finds is looked at in its order until there is enough: names word by word, whether one happening is all that
//! was asked. So a search for what is frequent ends soon, and one for what is rare has little to look at.

use dateline::record::EventType;
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection, params, params_from_iter};
use rustc_hash::FxHashMap;

use super::error::Error;
use super::hits::{self, Hit, Item};
use super::naming::Name;
use super::rows::WITHIN;
use super::{Archive, wording};

/// So many of the last added that hold the words are ranked; the others are left out, since ranking takes its time.
const RANKED: usize = 10_000;

/// What is searched for. What is not given may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Words that all stand there: in the text or headline, or in the quotation; `"a phrase"`, `begin*`, `-left_out`.
    pub words: Option<String>,
    /// Whether quotations are found instead of reports.
    pub quotations: bool,
    /// Who says it; then quotations are found.
    pub speaker: Option<String>,
    /// Who takes part in a happening of the report.
    pub actor: Option<String>,
    /// Of which kind the same happening is.
    pub event: Option<EventType>,
    /// Where it is.
    pub place: Option<String>,
    /// In which country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// The report was published on this day or later.
    pub since: Option<Date>,
    /// The report was published on this day or before.
    pub until: Option<Date>,
    /// How many are wanted.
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The best first, the newer of equals; without words the newest first.
    pub hits: Vec<Hit>,
    /// Whether there are more.
    pub more: bool,
}

impl Archive {
    /// Searches the archive.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use dateline_archive::store::{Archive, Search};
    ///
    /// let archive = Archive::open("news.db".as_ref())?;
    /// let talks = Search { words: Some("\"peace talks\" -football".into()), limit: 10, ..Search::default() };
    /// for hit in archive.search(&talks)?.hits {
    ///     println!("{}: {}", hit.report, hit.snippet.text);
    /// }
    /// # Ok::<(), dateline_archive::store::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If there is nothing to search for, or the archive cannot be read.
    pub fn search(&self, search: &Search) -> Result<Found, Error> {
        let asked = Asked::of(search)?;
        let answer = || {
            // What is found and what is shown of it are of one state, whoever writes meanwhile.
            let state = self.connection.unchecked_transaction()?;
            let mut items = asked.items(&state, search.limit.saturating_add(1))?;
            let more = items.len() > search.limit;
            items.truncate(search.limit);
            Ok(Found { hits: hits::hits(&state, asked.words.as_deref(), items)?, more })
        };
        answer().map_err(Error::of(&self.path))
    }
}

/// A search that was understood.
struct Asked {
    /// As the index is asked for them.
    words: Option<String>,
    quotations: bool,
    speaker: Option<Name>,
    happening: Happening,
    days: Option<[String; 2]>,
}

/// What one happening has to be.
struct Happening {
    actor: Option<Name>,
    place: Option<Name>,
    event: Option<EventType>,
    country: Option<String>,
}

impl Asked {
    fn of(search: &Search) -> Result<Self, Error> {
        let name = |name: &Option<String>| name.as_deref().map(Name::of).transpose();
        let happening = Happening {
            actor: name(&search.actor)?,
            place: name(&search.place)?,
            event: search.event,
            country: search.country.as_ref().map(|code| code.to_uppercase()),
        };
        let days = (search.since.is_some() || search.until.is_some())
            .then(|| [search.since.unwrap_or(Date::MIN), search.until.unwrap_or(Date::MAX)].map(|day| day.to_string()));
        let asked = Self {
            words: search.words.as_deref().map(wording::expression).transpose()?,
            quotations: search.quotations || search.speaker.is_some(),
            speaker: name(&search.speaker)?,
            happening,
            days,
        };
        if asked.words.is_none() && asked.told().is_none() && asked.days.is_none() && !asked.quotations {
            let cause = "what is searched for? Words, or one of --speaker, --actor, --event, --place, --country, --since, --until";
            return Err(Error::Words { cause: cause.to_owned() });
        }
        Ok(asked)
    }

    /// How the index of what is told is asked.
    fn told(&self) -> Option<String> {
        let Happening { actor, place, event, country } = &self.happening;
        let codes = event.map(|event| event.name()).into_iter().chain(country.as_deref());
        let codes = codes.map(|code| Name::of(code).ok().map(|name| name.expression("codes")));
        let names = [(&self.speaker, "speakers"), (actor, "parties"), (place, "places")];
        let names = names.into_iter().map(|(name, column)| name.as_ref().map(|name| name.expression(column)));
        let all: Vec<String> = names.chain(codes).flatten().collect();
        (!all.is_empty()).then(|| all.join(" AND "))
    }

    /// What is to be shown, at most so many, in order.
    fn items(&self, connection: &Connection, most: usize) -> rusqlite::Result<Vec<Item>> {
        let mut looking = Looking::new(self, connection)?;
        let mut items = Vec::new();
        for (sql, values) in self.candidates() {
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query(params_from_iter(values))?;
            while let (true, Some(row)) = (items.len() < most, rows.next()?) {
                looking.at(row.get::<_, i64>(0)? as u64, row.get(1)?, most, &mut items)?;
            }
        }
        Ok(items)
    }

    /// The statements that give what the indexes find, in order: reports, with the row of a quotation where words of one
    /// were found.
    fn candidates(&self) -> Vec<(String, Vec<Value>)> {
        let mut values = Vec::new();
        let such = |report: &str, day: &str, values: &mut Vec<Value>| {
            let mut such = String::new();
            if let Some(told) = self.told() {
                // The plus keeps SQLite from looking up each report by itself.
                such += &format!(" AND +{report} IN (SELECT rowid FROM told_index WHERE told_index MATCH ?)");
                values.push(Value::Text(told));
            }
            if let Some(days) = &self.days {
                such += day;
                values.extend(days.clone().map(Value::Text));
            }
            such
        };
        let Some(words) = &self.words else {
            let dated = such("report", " AND published BETWEEN ? AND ?", &mut values);
            let by_day = format!(
                "SELECT report, NULL FROM articles_kept WHERE published IS NOT NULL{dated} ORDER BY published DESC, report DESC"
            );
            let undated = by_day.replace("IS NOT NULL", "IS NULL").replace("published DESC, ", "");
            let all = [(by_day, values.clone()), (undated, values)];
            return all.into_iter().take(if self.days.is_some() { 1 } else { 2 }).collect();
        };
        let (index, report, row) = match self.quotations {
            true => ("quotation_index", format!("(rowid >> {WITHIN})"), format!("item & {}", (1 << WITHIN) - 1)),
            false => ("text_index", "rowid".to_owned(), "NULL".to_owned()),
        };
        values.push(Value::Text(words.clone()));
        let day = format!(" AND +{report} IN (SELECT report FROM articles_kept WHERE published BETWEEN ? AND ?)");
        let such = such(&report, &day, &mut values);
        let ranked = format!(
            "SELECT articles_kept.report, {row} FROM (SELECT rowid AS item, {report} AS found, rank AS far FROM {index} \
             WHERE {index} MATCH ?{such} ORDER BY rowid DESC LIMIT {RANKED}) \
             CROSS JOIN articles_kept ON articles_kept.report = found ORDER BY far, published DESC, found DESC, item"
        );
        vec![(ranked, values)]
    }
}

/// Looks closer at what the indexes found.
struct Looking<'a> {
    asked: &'a Asked,
    speakers: CachedStatement<'a>,
    happenings: CachedStatement<'a>,
    parties: CachedStatement<'a>,
    /// The happenings of reports that were looked at: nothing, where none is such a one.
    known: FxHashMap<u64, Option<Vec<String>>>,
}

impl<'a> Looking<'a> {
    fn new(asked: &'a Asked, connection: &'a Connection) -> rusqlite::Result<Self> {
        let speakers =
            "SELECT row, speaker FROM quotations_kept WHERE report = ?1 AND (?2 IS NULL OR row = ?2) ORDER BY row";
        let happenings =
            "SELECT happening_id, event, place, country FROM happenings_kept WHERE report = ? ORDER BY row";
        let parties = "SELECT happening_id, name FROM event_parties_kept AS parties JOIN events_kept AS events \
                       ON events.report = parties.report AND events.event_id = parties.event_id WHERE parties.report = ?";
        Ok(Self {
            asked,
            speakers: connection.prepare_cached(speakers)?,
            happenings: connection.prepare_cached(happenings)?,
            parties: connection.prepare_cached(parties)?,
            known: FxHashMap::default(),
        })
    }

    /// Adds what of a report is to be shown: itself, the quotation in this row, or all of its quotations.
    fn at(&mut self, report: u64, row: Option<i64>, most: usize, items: &mut Vec<Item>) -> rusqlite::Result<()> {
        let Some(happenings) = self.told_in(report)? else { return Ok(()) };
        if !self.asked.quotations {
            items.push(Item { report, quotation: None, happenings });
            return Ok(());
        }
        let mut rows = self.speakers.query(params![report as i64, row])?;
        while let (true, Some(found)) = (items.len() < most, rows.next()?) {
            let speaker: Option<String> = found.get(1)?;
            let is = |name: &Name| speaker.as_deref().is_some_and(|speaker| name.is_in(speaker));
            if self.asked.speaker.as_ref().is_none_or(is) {
                items.push(Item { report, quotation: Some(found.get(0)?), happenings: happenings.clone() });
            }
        }
        Ok(())
    }

    /// The happenings that are all that was asked; nothing, if there should be one and is none.
    fn told_in(&mut self, report: u64) -> rusqlite::Result<Option<Vec<String>>> {
        let Happening { actor, place, event, country } = &self.asked.happening;
        if actor.is_none() && place.is_none() && event.is_none() && country.is_none() {
            return Ok(Some(Vec::new()));
        }
        if let Some(known) = self.known.get(&report) {
            return Ok(known.clone());
        }
        let mut found = Vec::new();
        let mut rows = self.happenings.query([report as i64])?;
        while let Some(row) = rows.next()? {
            let text = |at: usize| row.get::<_, Option<String>>(at);
            let (kind, at, land) = (text(1)?, text(2)?, text(3)?);
            let is = event.is_none_or(|event| kind.as_deref() == Some(event.name()))
                && place.as_ref().is_none_or(|place| at.as_deref().is_some_and(|at| place.is_in(at)))
                && (country.is_none() || *country == land);
            found.extend(if is { text(0)? } else { None });
        }
        if let (Some(actor), false) = (actor, found.is_empty()) {
            let mut theirs = Vec::new();
            let mut rows = self.parties.query([report as i64])?;
            while let Some(row) = rows.next()? {
                let (happening, name): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
                theirs.extend(happening.filter(|_| name.is_some_and(|name| actor.is_in(&name))));
            }
            found.retain(|happening| theirs.contains(happening));
        }
        let found = (!found.is_empty()).then_some(found);
        self.known.insert(report, found.clone());
        Ok(found)
    }
}
