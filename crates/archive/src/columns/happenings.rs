//! Each act of a report once.

use dateline::record::{EventPlace, Happening, Party, Size, When};

use super::cell::CellType::{Flag, Real, Text, Texts, Whole, Words};
use super::cell::{Cell, maybe};
use super::events::party_name;
use super::table::{CHARACTERS, Column, REPORT, Row, Table, column, listed, measured};
use super::values;

pub(super) static HAPPENINGS: Table = Table {
    name: "happenings",
    about: "Who did what to whom, once for each act of a report, with the best of what its mentions in `events` tell.",
    key: REPORT,
    columns: &HAPPENING,
    rows: |entry| entry.each(|record| record.happenings.len()),
};

static HAPPENING: [Column; 34] = [
    column("happening_id", Text, "Its id within the report.", |row| (&happening(row).id).into()),
    column("event", Text, "One of PLOVER's sixteen event types.", |row| happening(row).event.name().into()),
    column("mode", Texts, "PLOVER modes.", |row| happening(row).mode[..].into()),
    listed(
        "aux",
        Texts,
        "PLOVER auxiliary modes that all mentions have: {}. Empty: it happened.",
        values::aux,
        |row| Cell::Texts(happening(row).aux.iter().map(|aux| aux.name().to_owned()).collect()),
    ),
    column("actor", Text, "Code of the first actor.", |row| maybe(happening(row).actor.first().and_then(code))),
    column("actor_name", Text, "Name of the first actor.", |row| party_name(row, happening(row).actor.first())),
    column("recipient", Text, "Code of the first recipient; of a happening without one, of the second actor.", |row| {
        maybe(other(row).and_then(code))
    }),
    column("recipient_name", Text, "Name of the same.", |row| party_name(row, other(row))),
    column("actors", Texts, "Codes of all actors; of one without a code its words.", |row| {
        codes(row, &happening(row).actor)
    }),
    column("recipients", Texts, "Codes of all recipients; of one without a code its words.", |row| {
        codes(row, &happening(row).recipient)
    }),
    column("claimed_by", Text, "Id of the actor who says so, where every mention is a claim.", |row| {
        maybe(happening(row).claimed_by.as_ref())
    }),
    column("central", Flag, "Whether it is one of those that the report is about.", |row| {
        Cell::Flag(happening(row).central)
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
    measured("score", Real, "-10 to 10", "PLOVER score, from conflict to cooperation.", |row| {
        happening(row).score.into()
    }),
    measured("cameo", Text, "CAMEO code", "The nearest code of CAMEO.", |row| maybe(happening(row).cameo.as_ref())),
    measured("confidence", Real, "0 to 1", "How sure the reading of its surest mention is.", |row| {
        happening(row).confidence.into()
    }),
    column("told", Whole, "How often it is told.", |row| happening(row).mentions.len().into()),
    column("mentions", Texts, "What tells it, in `events`, in order.", |row| happening(row).mentions[..].into()),
    column("sentence", Words, "The sentence of the first mention.", |row| {
        let first = happening(row).mentions.first();
        let mention = row.record().events.iter().find(|event| Some(&event.id) == first);
        mention.map_or(Cell::Empty, |mention| row.words(&[mention.sentence]))
    }),
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

fn happening<'e>(row: &Row<'e>) -> &'e Happening {
    &row.record().happenings[row.first]
}

fn when<'e>(row: &Row<'e>) -> Option<&'e When> {
    happening(row).when.as_ref()
}

fn place<'e>(row: &Row<'e>) -> Option<&'e EventPlace> {
    happening(row).place.as_ref()
}

fn size<'e>(row: &Row<'e>) -> Option<&'e Size> {
    happening(row).size.as_ref()
}

/// The party on the other side.
fn other<'e>(row: &Row<'e>) -> Option<&'e Party> {
    let happening = happening(row);
    happening.recipient.first().or_else(|| happening.actor.get(1))
}

fn code(party: &Party) -> Option<&String> {
    party.code.as_ref()
}

fn codes(row: &Row<'_>, parties: &[Party]) -> Cell {
    let label = |party: &Party| code(party).cloned().unwrap_or_else(|| row.entry.words_of(party.span).to_owned());
    Cell::Texts(parties.iter().map(label).collect())
}
