//! Events and their parties.

use dateline::record::{Event, EventPlace, Party, PartyFrom, Quotation, Size, When};

use super::cell::CellType::{Real, Text, Texts, Whole, Words};
use super::cell::{Cell, maybe};
use super::entry::Entry;
use super::table::{CHARACTERS, Column, REPORT, Row, Table, column, listed, measured};
use super::values;

pub(super) static EVENTS: Table = Table {
    name: "events",
    about: "Who did what to whom, once for each time a report tells it; the parties are in `event_parties`.",
    key: REPORT,
    columns: &EVENT,
    rows: |entry| entry.each(|record| record.events.len()),
};

static EVENT: [Column; 39] = [
    column("event_id", Text, "Its id within the report.", |row| (&event(row).id).into()),
    column("happening_id", Text, "The act that it tells, in `happenings`.", |row| maybe(event(row).happening.as_ref())),
    column("event", Text, "One of PLOVER's sixteen event types.", |row| event(row).event.name().into()),
    column("mode", Texts, "PLOVER modes.", |row| event(row).mode[..].into()),
    column("context", Texts, "PLOVER contexts.", |row| event(row).context[..].into()),
    listed("aux", Texts, "PLOVER auxiliary modes: {}. Empty: it happened.", values::aux, |row| {
        Cell::Texts(event(row).aux.iter().map(|aux| aux.name().to_owned()).collect())
    }),
    column("actor", Text, "Code of the first actor.", |row| maybe(event(row).actor.first().and_then(code))),
    column("actor_name", Text, "Name of the first actor.", |row| party_name(row, event(row).actor.first())),
    column("recipient", Text, "Code of the first recipient; of an event without one, of the second actor.", |row| {
        maybe(other(row).and_then(code))
    }),
    column("recipient_name", Text, "Name of the same.", |row| party_name(row, other(row))),
    column(
        "said_in",
        Text,
        "Id of the quotation whose speaker claims it; empty: the report itself states it.",
        |row| maybe(event(row).said_in.as_ref()),
    ),
    column("claimed_by", Text, "Id of the actor who speaks that quotation.", |row| {
        maybe(claim(row).and_then(|quotation| quotation.speaker.as_ref()?.actor.as_ref()))
    }),
    measured("when", Text, "TIMEX3 value", "When it happened.", |row| maybe(when(row).map(|when| &when.value))),
    column("when_precision", Text, "`day`, `week`, `month`, `year`, …", |row| {
        maybe(when(row).map(|when| when.precision.name()))
    }),
    listed("when_how", Text, "How that is known: {}.", values::when_how, |row| {
        maybe(when(row).map(|when| when.how.name()))
    }),
    column("place", Text, "Where it happened.", |row| maybe(place(row).map(|place| &place.name))),
    measured("country", Text, "ISO 3166-1 alpha-3", "The country of that place.", |row| {
        maybe(place(row).and_then(|place| place.country.as_ref()))
    }),
    measured("lat", Real, "degrees north", "Point of that place.", |row| maybe(place(row).and_then(|place| place.lat))),
    measured("lon", Real, "degrees east", "Point of that place.", |row| maybe(place(row).and_then(|place| place.lon))),
    measured("geonames", Whole, "GeoNames id", "The place in GeoNames.", |row| {
        maybe(place(row).and_then(|place| place.geonames))
    }),
    listed("place_how", Text, "How that place is known: {}.", values::place_how, |row| {
        maybe(place(row).map(|place| place.how.name()))
    }),
    measured("dead", Real, "people", "Killed.", |row| maybe(size(row).and_then(|size| size.dead))),
    measured("injured", Real, "people", "Injured.", |row| maybe(size(row).and_then(|size| size.injured))),
    measured("arrested", Real, "people", "Arrested.", |row| maybe(size(row).and_then(|size| size.arrested))),
    measured("score", Real, "-10 to 10", "PLOVER score, from conflict to cooperation.", |row| event(row).score.into()),
    measured("cameo", Text, "CAMEO code", "The nearest code of CAMEO.", |row| maybe(event(row).cameo.as_ref())),
    column("rule", Text, "The codebook entry that matched.", |row| event(row).rule.as_str().into()),
    measured("confidence", Real, "0 to 1", "How sure the reading is.", |row| event(row).confidence.into()),
    column("trigger", Words, "The word that tells it.", |row| row.words(&[event(row).trigger.span])),
    column("trigger_lemma", Text, "Its dictionary form.", |row| event(row).trigger.lemma.as_str().into()),
    column("sentence", Words, "The sentence that tells it.", |row| row.words(&[event(row).sentence])),
    measured("trigger_start", Whole, CHARACTERS, "Where the word begins.", |row| event(row).trigger.span.start.into()),
    measured("trigger_end", Whole, CHARACTERS, "Where it ends.", |row| event(row).trigger.span.end.into()),
    measured("sentence_start", Whole, CHARACTERS, "Where the sentence begins.", |row| event(row).sentence.start.into()),
    measured("sentence_end", Whole, CHARACTERS, "Where it ends.", |row| event(row).sentence.end.into()),
    measured("when_start", Whole, CHARACTERS, "Where the words of the time begin.", |row| {
        maybe(when(row).and_then(|when| when.span).map(|span| span.start))
    }),
    measured("when_end", Whole, CHARACTERS, "Where they end.", |row| {
        maybe(when(row).and_then(|when| when.span).map(|span| span.end))
    }),
    measured("place_start", Whole, CHARACTERS, "Where the place's name begins.", |row| {
        maybe(place(row).and_then(|place| place.span).map(|span| span.start))
    }),
    measured("place_end", Whole, CHARACTERS, "Where it ends.", |row| {
        maybe(place(row).and_then(|place| place.span).map(|span| span.end))
    }),
];

fn event<'e>(row: &Row<'e>) -> &'e Event {
    &row.record().events[row.first]
}

fn claim<'e>(row: &Row<'e>) -> Option<&'e Quotation> {
    let id = event(row).said_in.as_ref()?;
    row.record().quotations.iter().find(|quotation| &quotation.id == id)
}

fn when<'e>(row: &Row<'e>) -> Option<&'e When> {
    event(row).when.as_ref()
}

fn place<'e>(row: &Row<'e>) -> Option<&'e EventPlace> {
    event(row).place.as_ref()
}

fn size<'e>(row: &Row<'e>) -> Option<&'e Size> {
    event(row).size.as_ref()
}

/// The party on the other side.
fn other<'e>(row: &Row<'e>) -> Option<&'e Party> {
    let event = event(row);
    event.recipient.first().or_else(|| event.actor.get(1))
}

fn code(party: &Party) -> Option<&String> {
    party.code.as_ref()
}

pub(super) fn party_name(row: &Row, party: Option<&Party>) -> Cell {
    let name = |party: &Party| {
        let actor = row.record().actors.iter().find(|actor| Some(&actor.id) == party.actor.as_ref());
        actor.map_or_else(|| row.entry.words_of(party.span).to_owned(), |actor| actor.name.clone())
    };
    party.map_or(Cell::Empty, |party| Cell::Text(name(party)))
}

pub(super) static EVENT_PARTIES: Table = Table {
    name: "event_parties",
    about: "Who took part in an event, and on which side.",
    key: REPORT,
    columns: &PARTY,
    rows: parties,
};

/// Each event's actors, then its recipients.
fn parties(entry: &Entry) -> Vec<(usize, usize)> {
    let Ok(record) = &entry.answer else { return Vec::new() };
    let of = |(i, event): (usize, &Event)| {
        (0..event.actor.len() + event.recipient.len()).map(|j| (i, j)).collect::<Vec<_>>()
    };
    record.events.iter().enumerate().flat_map(of).collect()
}

static PARTY: [Column; 11] = [
    column("event_id", Text, "The event.", |row| (&event(row).id).into()),
    listed("side", Text, "{}.", values::side, |row| {
        if row.second < event(row).actor.len() { "actor".into() } else { "recipient".into() }
    }),
    column("actor_id", Text, "The actor in `actors`.", |row| maybe(party(row).actor.as_ref())),
    column("code", Text, "Entity and sectors as PLOVER writes them, such as `RUS GOV`.", |row| maybe(code(party(row)))),
    column("name", Text, "Its fullest name in the report.", |row| party_name(row, Some(party(row)))),
    column("words", Words, "The words that name it here.", |row| row.words(&[party(row).span])),
    measured("start", Whole, CHARACTERS, "Where they begin.", |row| party(row).span.start.into()),
    measured("end", Whole, CHARACTERS, "Where they end.", |row| party(row).span.end.into()),
    listed(
        "inferred_from",
        Text,
        "From what its country was inferred: {}. Empty: its words or its actor tell.",
        values::party_from,
        |row| maybe(party(row).from.map(PartyFrom::name)),
    ),
    measured("evidence_start", Whole, CHARACTERS, "Where the words begin that tell what was inferred.", |row| {
        maybe(party(row).evidence.map(|span| span.start))
    }),
    measured("evidence_end", Whole, CHARACTERS, "Where they end.", |row| {
        maybe(party(row).evidence.map(|span| span.end))
    }),
];

fn party<'e>(row: &Row<'e>) -> &'e Party {
    let event = event(row);
    event.actor.iter().chain(&event.recipient).nth(row.second).expect("rows are counted by the parties")
}
