//! Quotations, actors, figures, times and places.

use dateline::record::{
    Actor, Attitude, Feature, Figure, FigureRole, Place, Quotation, Sector, Time, TimeModifier, Voice,
};

use super::cell::CellType::{Real, Spans, Text, Texts, Whole, Words};
use super::cell::{Cell, maybe};
use super::table::{CHARACTERS, Column, REPORT, Row, Table, column, listed, measured};
use super::values;

pub(super) static QUOTATIONS: Table = Table {
    name: "quotations",
    about: "Who said what.",
    key: REPORT,
    columns: &QUOTATION,
    rows: |entry| entry.each(|record| record.quotations.len()),
};

static QUOTATION: [Column; 19] = [
    column("quotation_id", Text, "Its id within the report.", |row| (&quotation(row).id).into()),
    listed("kind", Text, "{}.", values::quotation_kind, |row| quotation(row).kind.name().into()),
    column("words", Words, "What was said, as the report has it.", |row| row.words(&quotation(row).content)),
    column("speaker_id", Text, "Who said it, in `actors`.", |row| {
        maybe(quotation(row).speaker.as_ref().and_then(|speaker| speaker.actor.as_ref()))
    }),
    column("speaker", Text, "The speaker's fullest name in the report.", |row| {
        voice_name(row, quotation(row).speaker.as_ref())
    }),
    column("speaker_code", Text, "Entity and sectors as PLOVER writes them, such as `RUS GOV`.", |row| {
        maybe(quotation(row).speaker.as_ref().and_then(|speaker| named(row, speaker)?.code.as_ref()))
    }),
    column("addressee_id", Text, "Whom it was said to, in `actors`.", |row| {
        maybe(quotation(row).addressee.as_ref().and_then(|addressee| addressee.actor.as_ref()))
    }),
    column("addressee", Text, "The addressee's fullest name in the report.", |row| {
        voice_name(row, quotation(row).addressee.as_ref())
    }),
    column("cue", Text, "Dictionary form of the word that tells it was said.", |row| {
        maybe(quotation(row).cue.as_ref().map(|cue| &cue.lemma))
    }),
    listed("attitude", Text, "{}, by its cue.", values::attitude, |row| {
        maybe(quotation(row).attitude.map(Attitude::name))
    }),
    measured("when", Text, "TIMEX3 value", "When it was said, where words beside the cue tell.", |row| {
        maybe(quotation(row).when.as_ref().map(|when| &when.value))
    }),
    column("place", Text, "Where it was said, where words beside the cue tell.", |row| {
        maybe(quotation(row).place.as_ref().map(|place| &place.name))
    }),
    measured("country", Text, "ISO 3166-1 alpha-3", "The country of that place.", |row| {
        maybe(quotation(row).place.as_ref().and_then(|place| place.country.as_ref()))
    }),
    column("within", Text, "The quotation that this one stands in.", |row| maybe(quotation(row).within.as_ref())),
    measured("content", Spans, CHARACTERS, "Where the words stand.", |row| quotation(row).content[..].into()),
    measured("verbatim", Spans, CHARACTERS, "What of them stands in quotation marks.", |row| {
        quotation(row).verbatim[..].into()
    }),
    measured("cue_start", Whole, CHARACTERS, "Where the cue begins.", |row| {
        maybe(quotation(row).cue.as_ref().map(|cue| cue.span.start))
    }),
    measured("speaker_start", Whole, CHARACTERS, "Where the speaker is named.", |row| {
        maybe(quotation(row).speaker.as_ref().map(|speaker| speaker.span.start))
    }),
    measured("speaker_end", Whole, CHARACTERS, "Where that ends.", |row| {
        maybe(quotation(row).speaker.as_ref().map(|speaker| speaker.span.end))
    }),
];

fn quotation<'e>(row: &Row<'e>) -> &'e Quotation {
    &row.record().quotations[row.first]
}

fn named<'e>(row: &Row<'e>, voice: &Voice) -> Option<&'e Actor> {
    row.record().actors.iter().find(|actor| Some(&actor.id) == voice.actor.as_ref())
}

fn voice_name(row: &Row, voice: Option<&Voice>) -> Cell {
    voice.map_or(Cell::Empty, |voice| match named(row, voice) {
        Some(actor) => (&actor.name).into(),
        None => row.entry.words_of(voice.span).into(),
    })
}

pub(super) static ACTORS: Table = Table {
    name: "actors",
    about: "Who is spoken of: a person, group, organization, country or place, once for each report.",
    key: REPORT,
    columns: &ACTOR,
    rows: |entry| entry.each(|record| record.actors.len()),
};

static ACTOR: [Column; 10] = [
    column("actor_id", Text, "Its id within the report.", |row| (&actor(row).id).into()),
    column("name", Text, "Its fullest name or description.", |row| (&actor(row).name).into()),
    listed("kind", Text, "{}.", values::actor_kind, |row| actor(row).kind.name().into()),
    column("code", Text, "Entity and sectors as PLOVER writes them, such as `RUS GOV`.", |row| {
        maybe(actor(row).code.as_ref())
    }),
    measured("country", Text, "ISO 3166-1 alpha-3", "Its country.", |row| maybe(actor(row).country.as_ref())),
    column("sector", Text, "First PLOVER sector, such as `GOV`.", |row| maybe(actor(row).sector.map(Sector::name))),
    column("office", Text, "The office held at the time.", |row| maybe(actor(row).office.as_ref())),
    column("wikidata", Text, "Wikidata id.", |row| maybe(actor(row).wikidata.as_ref())),
    measured("mentions", Spans, CHARACTERS, "Where it is mentioned.", |row| {
        Cell::Spans(actor(row).mentions.iter().map(|mention| mention.span).collect())
    }),
    listed("mention_kinds", Texts, "How, in the same order: {}.", values::mention_kind, |row| {
        Cell::Texts(actor(row).mentions.iter().map(|mention| mention.kind.name().to_owned()).collect())
    }),
];

fn actor<'e>(row: &Row<'e>) -> &'e Actor {
    &row.record().actors[row.first]
}

pub(super) static FIGURES: Table = Table {
    name: "figures",
    about: "How many of what.",
    key: REPORT,
    columns: &FIGURE,
    rows: |entry| entry.each(|record| record.figures.len()),
};

static FIGURE: [Column; 11] = [
    column("value", Real, "The number, in the unit of `unit`.", |row| maybe(figure(row).value)),
    listed("comparator", Text, "{}.", values::comparator, |row| figure(row).comparator.name().into()),
    column("low", Real, "Lower end of a range.", |row| maybe(figure(row).low)),
    column("high", Real, "Upper end of a range.", |row| maybe(figure(row).high)),
    column("unit", Text, "What is counted or measured: `soldiers`, `USD`, `%`, `km`.", |row| {
        maybe(figure(row).unit.as_ref())
    }),
    column("of", Text, "What the amount is of: `oil` in “3 million barrels of oil”.", |row| {
        maybe(figure(row).of.as_ref())
    }),
    column("role", Text, "`total`, `change`, `dead`, `injured`, `arrested`, `money`, …", |row| {
        maybe(figure(row).role.map(FigureRole::name))
    }),
    column("said_in", Text, "The quotation whose speaker claims it.", |row| maybe(figure(row).said_in.as_ref())),
    column("words", Words, "The words that say it.", |row| row.words(&[figure(row).span])),
    measured("start", Whole, CHARACTERS, "Where they begin.", |row| figure(row).span.start.into()),
    measured("end", Whole, CHARACTERS, "Where they end.", |row| figure(row).span.end.into()),
];

fn figure<'e>(row: &Row<'e>) -> &'e Figure {
    &row.record().figures[row.first]
}

pub(super) static TIMES: Table = Table {
    name: "times",
    about: "Expressions of time.",
    key: REPORT,
    columns: &TIME,
    rows: |entry| entry.each(|record| record.times.len()),
};

static TIME: [Column; 7] = [
    column("type", Text, "`DATE`, `TIME`, `DURATION` or `SET`.", |row| time(row).kind.name().into()),
    measured(
        "value",
        Text,
        "TIMEX3 value",
        "What it means, counted from the dateline or the day of publication.",
        |row| maybe(time(row).value.as_ref()),
    ),
    measured("mod", Text, "TIMEX3 mod", "`START`, `MID`, `END`, `APPROX`, …", |row| {
        maybe(time(row).modifier.map(TimeModifier::name))
    }),
    column("relative", Text, "Distance from an unknown day of publication, such as `-1w`.", |row| {
        maybe(time(row).relative.as_ref())
    }),
    column("words", Words, "The words that say it.", |row| row.words(&[time(row).span])),
    measured("start", Whole, CHARACTERS, "Where they begin.", |row| time(row).span.start.into()),
    measured("end", Whole, CHARACTERS, "Where they end.", |row| time(row).span.end.into()),
];

fn time<'e>(row: &Row<'e>) -> &'e Time {
    &row.record().times[row.first]
}

pub(super) static PLACES: Table = Table {
    name: "places",
    about: "Names of places, each time one stands in a report.",
    key: REPORT,
    columns: &PLACE,
    rows: |entry| entry.each(|record| record.places.len()),
};

static PLACE: [Column; 12] = [
    column("name", Text, "Its name in the gazetteer, else as written.", |row| (&place(row).name).into()),
    measured("country", Text, "ISO 3166-1 alpha-3", "Its country.", |row| maybe(place(row).country.as_ref())),
    column("admin1", Text, "Its first-order division.", |row| maybe(place(row).admin1.as_ref())),
    measured("lat", Real, "degrees north", "Its point.", |row| maybe(place(row).lat)),
    measured("lon", Real, "degrees east", "Its point.", |row| maybe(place(row).lon)),
    measured("geonames", Whole, "GeoNames id", "The place in GeoNames.", |row| maybe(place(row).geonames)),
    column("feature", Text, "`country`, `state`, `city`, `region`, `sea`, …", |row| {
        maybe(place(row).feature.map(Feature::name))
    }),
    listed("use", Text, "{}.", values::place_use, |row| place(row).used.name().into()),
    measured("confidence", Real, "0 to 1", "How sure the reading is.", |row| place(row).confidence.into()),
    column("words", Words, "The words that name it.", |row| row.words(&[place(row).span])),
    measured("start", Whole, CHARACTERS, "Where they begin.", |row| place(row).span.start.into()),
    measured("end", Whole, CHARACTERS, "Where they end.", |row| place(row).span.end.into()),
];

fn place<'e>(row: &Row<'e>) -> &'e Place {
    &row.record().places[row.first]
}
