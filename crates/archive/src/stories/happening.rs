//! The happenings of one record, as they are compared with those of others.

use dateline::record::{
    self, Actor, ActorKind, Aux, Comparator, Event, EventPlace, Feature, Figure, MentionKind, Party, PlaceHow, Record,
    Sector, Span, WhenHow,
};
use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Deserialize, Serialize};

/// An act as one article tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Happening {
    /// Its number within the record, such as `h3`.
    pub(super) id: String,
    pub(super) event: String,
    pub(super) mode: Vec<String>,
    /// `future`, `hypothetical`, `negation`: what sets it apart from the fact itself.
    pub(super) aux: Vec<String>,
    pub(super) actor: Vec<Somebody>,
    pub(super) recipient: Vec<Somebody>,
    /// First and last day that it may have been, and whether the text says so.
    pub(super) days: Option<(i32, i32)>,
    pub(super) dated: bool,
    pub(super) place: Option<Scene>,
    pub(super) figures: Vec<Counted>,
    /// Who claims it, where it is not the paper itself.
    pub(super) said_by: Option<String>,
    /// The sentence that tells it first.
    pub(super) sentence: String,
}

/// Where it happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Scene {
    pub(super) name: String,
    pub(super) country: Option<String>,
    /// Degrees north and east.
    pub(super) point: Option<(f64, f64)>,
    pub(super) geonames: Option<u32>,
    /// Whether that is a country or another large area, in which much happens at once.
    pub(super) wide: bool,
    /// Whether only the dateline says so: where a report was written says little of where it happened.
    pub(super) assumed: bool,
}

/// A party to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Somebody {
    pub(super) name: String,
    pub(super) code: Option<String>,
    /// Its country, where its own words tell it.
    pub(super) country: Option<String>,
    /// Whether it is a person whose name is told.
    pub(super) person: bool,
}

/// A number in a sentence that tells it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Counted {
    /// What is counted: the role where there is one, such as `dead`, else the unit.
    pub(super) what: String,
    /// The number with its comparator, such as `> 200`.
    pub(super) number: String,
    pub(super) said_by: Option<String>,
}

/// The happenings of a record read from `text`.
pub(super) fn happenings(record: &Record, text: &str) -> Vec<Happening> {
    if record.happenings.is_empty() {
        return Vec::new();
    }
    // Spans count characters.
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let slice = |span: Span| {
        let at = |place: u32| starts.get(place as usize).copied().unwrap_or(text.len());
        text[at(span.start)..at(span.end)].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let source = RecordText { record, slice: &slice };
    record.happenings.iter().map(|told| source.happening(told)).collect()
}

/// A record with the words that its spans stand for.
struct RecordText<'r> {
    record: &'r Record,
    slice: &'r dyn Fn(Span) -> String,
}

impl RecordText<'_> {
    fn happening(&self, told: &record::Happening) -> Happening {
        let mentions: Vec<&Event> =
            self.record.events.iter().filter(|event| told.mentions.contains(&event.id)).collect();
        let here = |figure: &&Figure| mentions.iter().any(|mention| inside(figure.span, mention.sentence));
        let mut figures: Vec<Counted> =
            self.record.figures.iter().filter(here).filter_map(|figure| self.counted(figure)).collect();
        figures.sort();
        figures.dedup();
        let when = told.when.as_ref();
        let is_claim = mentions.iter().all(|mention| mention.said_in.is_some());
        Happening {
            id: told.id.clone(),
            event: told.event.to_string(),
            mode: told.mode.clone(),
            aux: told.aux.iter().filter(|aux| **aux != Aux::Historical).map(Aux::to_string).collect(),
            actor: told.actor.iter().map(|party| self.somebody(party)).collect(),
            recipient: told.recipient.iter().map(|party| self.somebody(party)).collect(),
            days: when.and_then(|when| days(&when.value)),
            dated: when.is_some_and(|when| matches!(when.how, WhenHow::Clause | WhenHow::Sentence)),
            place: told.place.as_ref().map(|place| self.scene(place)),
            figures,
            said_by: mentions.iter().filter(|_| is_claim).find_map(|mention| self.speaker(mention.said_in.as_deref())),
            sentence: mentions.first().map(|mention| (self.slice)(mention.sentence)).unwrap_or_default(),
        }
    }

    fn actor(&self, id: Option<&str>) -> Option<&Actor> {
        self.record.actors.iter().find(|actor| Some(&*actor.id) == id)
    }

    fn somebody(&self, party: &Party) -> Somebody {
        let actor = self.actor(party.actor.as_deref());
        let name = actor.map_or_else(|| (self.slice)(party.span), |actor| actor.name.clone());
        let is_named = |actor: &Actor| actor.mentions.iter().any(|mention| mention.kind == MentionKind::Name);
        let person = actor.is_some_and(|actor| actor.kind == ActorKind::Person && is_named(actor));
        Somebody { name, code: party.code.clone(), country: country(party).map(str::to_owned), person }
    }

    fn speaker(&self, quotation: Option<&str>) -> Option<String> {
        let quotation = self.record.quotations.iter().find(|other| Some(&*other.id) == quotation)?;
        let voice = quotation.speaker.as_ref()?;
        let actor = self.actor(voice.actor.as_deref());
        Some(actor.map_or_else(|| (self.slice)(voice.span), |actor| actor.name.clone()))
    }

    fn scene(&self, place: &EventPlace) -> Scene {
        Scene {
            name: place.name.clone(),
            country: place.country.clone(),
            point: place.lat.zip(place.lon),
            geonames: place.geonames,
            wide: self.is_wide(place),
            assumed: matches!(place.how, PlaceHow::Dateline | PlaceHow::Assumed | PlaceHow::Carried),
        }
    }

    fn is_wide(&self, place: &EventPlace) -> bool {
        let here = self.record.places.iter().find(|other| other.name == place.name && other.geonames == place.geonames);
        here.and_then(|here| here.feature).is_some_and(|feature| feature != Feature::City)
    }

    fn counted(&self, figure: &Figure) -> Option<Counted> {
        let what = figure.role.map(|role| role.name().to_owned()).or_else(|| figure.unit.clone())?;
        let number = match (figure.value, figure.low, figure.high) {
            (_, Some(low), Some(high)) => format!("{low}–{high}"),
            (Some(value), ..) if figure.comparator == Comparator::Equal => value.to_string(),
            (Some(value), ..) => format!("{} {value}", figure.comparator),
            (None, ..) => return None,
        };
        Some(Counted { what, number, said_by: self.speaker(figure.said_in.as_deref()) })
    }
}

/// The country of a party, ISO 3166-1 alpha-3, where its own words tell it and not only where the sentence plays.
pub(super) fn country(party: &Party) -> Option<&str> {
    let code = party.code.as_deref().filter(|_| party.from.is_none())?;
    code.split(' ').next().filter(|first| first.len() == 3 && Sector::of(first).is_none())
}

fn inside(span: Span, sentence: Span) -> bool {
    sentence.start <= span.start && span.end <= sentence.end
}

/// A date as the number of days since 1970-01-01.
pub(super) fn day_number(date: Date) -> i32 {
    (date - jiff::civil::date(1970, 1, 1)).get_days()
}

/// The date of a number of days since 1970-01-01.
pub(super) fn date_of(day: i32) -> Date {
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(day))
}

/// First and last day of a TIMEX3 value: a day, week, month or year.
fn days(value: &str) -> Option<(i32, i32)> {
    let number = |part: &str| part.parse::<i16>().ok();
    if let Some(date) = value.get(..10).and_then(|day| day.parse::<Date>().ok()) {
        let day = day_number(date);
        return Some((day, day));
    }
    let year = number(value.get(..4)?)?;
    let Some(rest) = value.get(4..).filter(|rest| !rest.is_empty()) else {
        return span_of(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    };
    if let Some(week) = rest.strip_prefix("-W").and_then(|week| number(week.get(..2)?)) {
        let week = i8::try_from(week).ok()?;
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
        let sunday = ISOWeekDate::new(year, week, Weekday::Sunday).ok()?.date();
        return span_of(monday, sunday);
    }
    let month = i8::try_from(number(rest.strip_prefix('-')?.get(..2)?)?).ok()?;
    let first = Date::new(year, month, 1).ok()?;
    span_of(first, first.last_of_month())
}

fn span_of(first: Date, last: Date) -> Option<(i32, i32)> {
    Some((day_number(first), day_number(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_covers_the_days_it_names() {
        let span = |value: &str| days(value).map(|(first, last)| (date_of(first).to_string(), last - first));
        assert_eq!(span("2031-04-14TNI"), Some(("2031-04-14".into(), 0)));
        assert_eq!(span("2031-W16"), Some(("2031-04-14".into(), 6)));
        assert_eq!(span("2031-02"), Some(("2031-02-01".into(), 27)));
        assert_eq!(span("2031"), Some(("2031-01-01".into(), 364)));
        assert_eq!(span("PRESENT_REF"), None);
        assert_eq!(span("2031-SU"), None);
    }
}
