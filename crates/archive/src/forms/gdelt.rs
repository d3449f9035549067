//! Happenings as GDELT 2.0 writes events: the Events table with 61 columns and the Mentions table with 16, tab-separated,
//! without a head line, so that what reads GDELT reads them.
//!
//! GDELT codes what it takes for facts. What is denied, planned or conditional is left out, as is that of which no day is
//! known. What Dateline does not know is empty; see `docs/gdelt.md` for each column.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline::record::{Actor, Aux, Event, EventPlace, Feature, Happening, Party, Record};
use jiff::civil::Date;

use crate::columns::{Cell, Entry, Rows};
use crate::shelf::Shelf;

use super::lines::{Lines, text};
use super::press::{Press, Sheets};

/// FIPS 10-4 codes by ISO 3166-1 alpha-3 codes.
static FIPS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/fips.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// Happenings of one report get numbers from the report's number times this.
const NUMBERS: u64 = 1000;

/// GDELT's Events and Mentions.
pub(super) struct Gdelt;

impl Press<Entry> for Gdelt {
    fn shelves(&self) -> Vec<Shelf> {
        vec![Shelf { folder: "export", ending: ".export.CSV" }, Shelf { folder: "mentions", ending: ".mentions.CSV" }]
    }

    fn rows(&self, entry: &Entry) -> Vec<Rows> {
        let Ok(record) = &entry.answer else { return vec![Vec::new(); 2] };
        let happened = |happening: &&Happening| happening.aux.iter().all(|aux| *aux == Aux::Historical);
        let happenings = record.happenings.iter().filter(happened).take(NUMBERS as usize);
        let (mut events, mut mentions) = (Rows::new(), Rows::new());
        for (event, told) in happenings.filter_map(|happening| rows(entry, record, happening)) {
            let number = || Cell::from(events.len());
            let numbered = |cells: Vec<Cell>| std::iter::once(number()).chain(cells).collect::<Vec<_>>();
            let event = numbered(event);
            mentions.extend(told.into_iter().map(numbered));
            events.push(event);
        }
        vec![events, mentions]
    }

    fn sheets(&self) -> Box<dyn Sheets> {
        Lines::of(vec![Vec::new(); 2], line)
    }
}

/// Adds a line: the event's number, which its first cell gives within the report, then the columns, tabs between.
fn line(file: &mut Vec<u8>, report: u64, _: usize, cells: &[Cell]) {
    let Some((Cell::Whole(event), cells)) = cells.split_first() else { return };
    file.extend((report * NUMBERS + *event as u64).to_string().bytes());
    for cell in cells {
        file.push(b'\t');
        file.extend(text(cell).bytes());
    }
    file.push(b'\n');
}

/// The row of a happening in Events, and those of its mentions in Mentions, without its number, which only its place in the
/// archive gives it.
fn rows(entry: &Entry, record: &Record, event: &Happening) -> Option<(Vec<Cell>, Rows)> {
    let told: Vec<&Event> = record.events.iter().filter(|told| event.mentions.contains(&told.id)).collect();
    let published = record.article.published;
    let day = event.when.as_ref().and_then(|when| when.value.get(..10)?.parse().ok()).or(published)?;
    let code = cameo(event.cameo.as_deref()?)?;
    let (first, second) = (event.actor.first(), event.recipient.first().or_else(|| event.actor.get(1)));
    let mut row = Columns::default();
    row.add(&day.strftime("%Y%m%d").to_string());
    row.add(&day.strftime("%Y%m").to_string());
    row.add(&day.year().to_string());
    row.add(&fraction(day));
    actor(&mut row, record, first);
    actor(&mut row, record, second);
    row.add(if told.iter().any(|mention| is_lead(entry, mention)) { "1" } else { "0" });
    row.add(&code);
    row.add(&code[..3]);
    row.add(&code[..2]);
    row.add(quad_class(&code));
    row.add(&event.score.to_string());
    [&told.len().to_string(), "1", "1", ""].iter().for_each(|count| row.add(count));
    // Places of the actors are not told apart from that of the event.
    (0..16).for_each(|_| row.add(""));
    place(&mut row, record, event.place.as_ref());
    row.add(&moment(published.unwrap_or(day)));
    row.add(address(record));
    let mentions = told.iter().map(|mention| mention_row(entry, record, mention, day, published.unwrap_or(day)));
    Some((row.cells, mentions.collect()))
}

/// The columns of a row.
#[derive(Default)]
struct Columns {
    cells: Vec<Cell>,
}

impl Columns {
    /// Adds a column; tabs and line breaks in it become spaces.
    fn add(&mut self, text: &str) {
        let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.cells.push(line.into());
    }
}

/// The code with at least three digits: CAMEO's `05` is `050` in GDELT.
fn cameo(code: &str) -> Option<String> {
    let sound = (2..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    sound.then(|| if code.len() == 2 { format!("{code}0") } else { code.to_owned() })
}

/// Verbal and material cooperation, verbal and material conflict.
fn quad_class(code: &str) -> &'static str {
    match code[..2].parse() {
        Ok(1..=5) => "1",
        Ok(6..=8) => "2",
        Ok(9..=13) => "3",
        Ok(14..=20) => "4",
        _ => "",
    }
}

/// The day as a fraction of its year, as GDELT counts it.
fn fraction(day: Date) -> String {
    let part = (f64::from(day.month()) * 30.0 + f64::from(day.day())) / 365.0;
    format!("{}.{:04}", day.year(), (part * 10_000.0) as u32 % 10_000)
}

fn moment(day: Date) -> String {
    day.strftime("%Y%m%d000000").to_string()
}

fn address(record: &Record) -> &str {
    let address = record.article.url.as_ref().or(record.source.url.as_ref()).or(record.source.path.as_ref());
    address.map_or(record.source.id.as_str(), String::as_str)
}

/// Ten columns: code, name, country, known group, ethnic code, two religions, three types.
fn actor(row: &mut Columns, record: &Record, party: Option<&Party>) {
    let Some(party) = party else { return (0..10).for_each(|_| row.add("")) };
    let actor: Option<&Actor> = record.actors.iter().find(|actor| Some(&actor.id) == party.actor.as_ref());
    let code = party.code.as_deref().unwrap_or_default();
    let mut parts = code.split_whitespace();
    let entity = parts.next().unwrap_or_default();
    let is_country = FIPS.contains_key(entity);
    row.add(&code.replace(' ', ""));
    row.add(&actor.map_or_else(String::new, |actor| actor.name.to_uppercase()));
    row.add(if is_country { entity } else { "" });
    row.add(if is_country || entity.is_empty() { "" } else { entity });
    (0..3).for_each(|_| row.add(""));
    (0..3).for_each(|_| row.add(parts.next().unwrap_or_default()));
}

/// Eight columns: type, name, country, first and second division, point, id.
fn place(row: &mut Columns, record: &Record, place: Option<&EventPlace>) {
    let Some(place) = place else { return (0..8).for_each(|_| row.add("")) };
    let known = record.places.iter().find(|known| Some(known.span) == place.span);
    let country = place.country.as_deref().unwrap_or_default();
    let at_home = country == "USA";
    row.add(match known.and_then(|known| known.feature) {
        Some(Feature::Country) => "1",
        Some(Feature::State | Feature::Region) if at_home => "2",
        Some(Feature::State | Feature::Region) => "5",
        _ if at_home => "3",
        _ => "4",
    });
    let fips = FIPS.get(country).copied().unwrap_or_default();
    row.add(&place.name);
    row.add(fips);
    row.add(fips);
    row.add("");
    row.add(&place.lat.map_or_else(String::new, |lat| lat.to_string()));
    row.add(&place.lon.map_or_else(String::new, |lon| lon.to_string()));
    row.add(&place.geonames.map_or_else(String::new, |id| id.to_string()));
}

/// Whether an event is told in the first paragraph.
fn is_lead(entry: &Entry, event: &Event) -> bool {
    let end = entry.text.find("\n\n").unwrap_or(entry.text.len());
    (event.sentence.start as usize) < entry.text[..end].chars().count()
}

/// The Mentions row behind the event's number: fifteen columns.
fn mention_row(entry: &Entry, record: &Record, event: &Event, day: Date, published: Date) -> Vec<Cell> {
    let parties = (event.actor.first(), event.recipient.first().or_else(|| event.actor.get(1)));
    let mut row = Columns::default();
    let offset = |party: Option<&Party>| party.map_or_else(|| "-1".to_owned(), |party| party.span.start.to_string());
    row.add(&moment(day));
    row.add(&moment(published));
    row.add("1");
    row.add(record.article.publisher.as_deref().unwrap_or_default());
    row.add(address(record));
    row.add(&sentence(record, event).to_string());
    row.add(&offset(parties.0));
    row.add(&offset(parties.1));
    row.add(&event.trigger.span.start.to_string());
    row.add("1");
    row.add(&((event.confidence * 10.0).round() as u32 * 10).to_string());
    row.add(&entry.text.chars().count().to_string());
    (0..3).for_each(|_| row.add(""));
    row.cells
}

/// The sentence's number among those that tell an event, from 1.
fn sentence(record: &Record, event: &Event) -> usize {
    let mut starts: Vec<u32> = record.events.iter().map(|event| event.sentence.start).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.iter().position(|start| *start == event.sentence.start).map_or(0, |at| at + 1)
}
