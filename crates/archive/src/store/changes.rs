//! Which events does a report have otherwise than before it was read again?

use std::collections::BTreeMap;

use dateline::record::{Event, Party, Record};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use super::{Archive, Error, rows};

/// An event as lists of changes have it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// One of PLOVER's sixteen.
    pub event: String,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// PLOVER auxiliary modes.
    pub aux: Vec<String>,
    /// Codes, or words, of who did it.
    pub actor: Vec<String>,
    /// Codes, or words, of those to whom it was done.
    pub recipient: Vec<String>,
    /// TIMEX3 value.
    pub when: Option<String>,
    /// Name of the place.
    pub place: Option<String>,
}

/// What became of an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The number of the report.
    pub report: u64,
    /// `gained`, `lost` or `recoded`.
    pub change: &'static str,
    /// The word that tells it.
    pub trigger: String,
    /// The sentence that tells it.
    pub sentence: String,
    /// As it was; nothing, if it is gained.
    pub before: Option<Told>,
    /// As it is; nothing, if it is lost.
    pub after: Option<Told>,
}

impl Archive {
    /// What changed when reports were last read again, report by report: of all, or of one.
    ///
    /// # Errors
    ///
    /// If the archive cannot be read, or a record is damaged.
    pub fn changes(&self, only: Option<u64>, mut each: impl FnMut(Change)) -> Result<(), Error> {
        let error = Error::of(&self.path);
        let sql = "SELECT DISTINCT report FROM former_records WHERE ?1 IS NULL OR report = ?1 ORDER BY report";
        let mut statement = self.connection.prepare(sql).map_err(error)?;
        let reports = statement.query_map([only.map(|report| report as i64)], |row| row.get::<_, i64>(0));
        for report in reports.map_err(error)? {
            self.changes_of(report.map_err(error)? as u64, &mut each)?;
        }
        Ok(())
    }

    fn changes_of(&self, report: u64, each: &mut impl FnMut(Change)) -> Result<(), Error> {
        let sql = "SELECT former_records.record, records.record, texts.text FROM former_records
            JOIN records ON records.report = former_records.report JOIN texts ON texts.report = former_records.report
            WHERE former_records.report = ? ORDER BY former_records.run DESC LIMIT 1";
        let kept = self.connection.query_row(sql, params![report as i64], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, String>(2)?))
        });
        let Some((before, after, text)) = kept.optional().map_err(Error::of(&self.path))? else { return Ok(()) };
        let (before, after) = (self.record(report, &before)?, self.record(report, &after)?);
        let chars: Vec<char> = text.chars().collect();
        changes(&Side::of(before.as_ref(), &chars), &Side::of(after.as_ref(), &chars)).into_iter().for_each(
            |(change, event, was, is)| {
                let words = |span| words(&chars, span);
                let (trigger, sentence) = (words(event.trigger.span), words(event.sentence));
                each(Change { report, change, trigger, sentence, before: was, after: is });
            },
        );
        Ok(())
    }

    fn record(&self, report: u64, packed: &[u8]) -> Result<Option<Record>, Error> {
        let answer = self.packing.unpack_text(packed).and_then(|json| rows::answer(&json));
        answer.map(Result::ok).map_err(|cause| Error::Damaged { path: self.path.clone(), report, cause })
    }
}

/// The events of a record by the word that tells them.
struct Side<'r> {
    events: BTreeMap<(u32, u32), Vec<(&'r Event, Told)>>,
}

impl<'r> Side<'r> {
    fn of(record: Option<&'r Record>, chars: &[char]) -> Self {
        let mut events: BTreeMap<(u32, u32), Vec<(&'r Event, Told)>> = BTreeMap::new();
        for event in record.map_or(&[][..], |record| &record.events) {
            let span = event.trigger.span;
            events.entry((span.start, span.end)).or_default().push((event, told(event, chars)));
        }
        Self { events }
    }
}

type Found<'r> = (&'static str, &'r Event, Option<Told>, Option<Told>);

/// Events of one word are one event: first those that stayed as they were, then those of one type, then any two.
fn changes<'r>(before: &Side<'r>, after: &Side<'r>) -> Vec<Found<'r>> {
    let mut found = Vec::new();
    for (place, old) in &before.events {
        let mut new: Vec<_> = after.events.get(place).into_iter().flatten().collect();
        let mut left: Vec<_> = old.iter().collect();
        left.retain(|(_, was)| take(&mut new, |is| is == was).is_none());
        left.retain(|(event, was)| {
            let other = take(&mut new, |is| is.event == was.event);
            found.extend(other.map(|(_, is)| ("recoded", *event, Some(was.clone()), Some(is.clone()))));
            other.is_none()
        });
        for (event, was) in left {
            let other = new.pop().map(|(_, is)| is.clone());
            found.push((if other.is_some() { "recoded" } else { "lost" }, event, Some(was.clone()), other));
        }
        found.extend(new.into_iter().map(|(event, is)| ("gained", *event, None, Some(is.clone()))));
    }
    for (place, new) in &after.events {
        if !before.events.contains_key(place) {
            found.extend(new.iter().map(|(event, is)| ("gained", *event, None, Some(is.clone()))));
        }
    }
    found.sort_by_key(|(_, event, ..)| event.trigger.span);
    found
}

/// Takes the first one out that is as wanted.
fn take<'a, 'r>(
    events: &mut Vec<&'a (&'r Event, Told)>,
    wanted: impl Fn(&Told) -> bool,
) -> Option<&'a (&'r Event, Told)> {
    let at = events.iter().position(|(_, told)| wanted(told))?;
    Some(events.remove(at))
}

fn told(event: &Event, chars: &[char]) -> Told {
    let party = |party: &Party| party.code.clone().unwrap_or_else(|| words(chars, party.span));
    Told {
        event: event.event.name().to_owned(),
        mode: event.mode.clone(),
        aux: event.aux.iter().map(|aux| aux.name().to_owned()).collect(),
        actor: event.actor.iter().map(party).collect(),
        recipient: event.recipient.iter().map(party).collect(),
        when: event.when.as_ref().map(|when| when.value.clone()),
        place: event.place.as_ref().map(|place| place.name.clone()),
    }
}

fn words(chars: &[char], span: dateline::record::Span) -> String {
    let at = |place: u32| (place as usize).min(chars.len());
    chars[at(span.start)..at(span.end).max(at(span.start))].iter().collect()
}
