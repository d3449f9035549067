//! The record's answers as tables, one for each question.

use dateline::record::{Actor, ActorKind, Comparator, Feature, Figure, FigureRole, Place, Record, Span, Time, Voice};

use super::Acts;
use super::grid::{Grid, numbers, terms, words};
use crate::shown::tame;

/// Quotations within quotations are indented up to this depth.
const DEEPEST: usize = 4;

/// The tables, in the order of the questions; those without an answer are empty.
pub(super) fn grids(record: &Record, text: &[char], acts: Acts) -> [Grid<'static>; 7] {
    let told = Told { record, text };
    let [did, besides] = told.did(acts);
    [told.who(), told.said(), did, besides, told.how_many(), told.when(), told.whereabouts()]
}

/// A record and its text.
#[derive(Clone, Copy)]
pub(super) struct Told<'r> {
    pub(super) record: &'r Record,
    pub(super) text: &'r [char],
}

impl<'r> Told<'r> {
    fn who(self) -> Grid<'static> {
        let columns = [words("name"), terms("kind"), terms("code"), words("office"), numbers("mentions")];
        let mut grid = Grid::new("Who", columns);
        // Places stand under Where.
        for actor in self.record.actors.iter().filter(|actor| actor.kind != ActorKind::Place) {
            grid.row([
                tame(actor.name.chars()),
                actor.kind.name().into(),
                actor.code.clone().unwrap_or_default(),
                actor.office.clone().unwrap_or_default(),
                actor.mentions.len().to_string(),
            ]);
        }
        grid
    }

    fn said(self) -> Grid<'static> {
        let mut grid = Grid::new("Said", [terms("speaker"), words("words"), terms("cue")]);
        for quotation in &self.record.quotations {
            let speaker = quotation.speaker.as_ref().map_or_else(|| "?".into(), |voice| self.voice(voice));
            let content: Vec<_> = quotation.content.iter().map(|&span| self.words(span)).collect();
            let indent = "  ".repeat(self.depth(quotation.within.as_deref()));
            let cue = quotation.cue.as_ref().map(|cue| self.words(cue.span));
            grid.row([indent + &speaker, content.join(" … "), cue.unwrap_or_default()]);
        }
        grid
    }

    fn how_many(self) -> Grid<'static> {
        let columns =
            [numbers("number"), terms("unit"), words("of"), terms("role"), words("claimed by"), words("words")];
        let mut grid = Grid::new("How many", columns);
        for figure in &self.record.figures {
            grid.row([
                amount(figure),
                figure.unit.clone().unwrap_or_default(),
                figure.of.clone().unwrap_or_default(),
                figure.role.map(FigureRole::name).unwrap_or_default().into(),
                self.claimed_by(figure.said_in.as_deref()),
                self.words(figure.span),
            ]);
        }
        grid
    }

    fn when(self) -> Grid<'static> {
        let columns = [terms("value"), terms("type"), words("words"), numbers("times")];
        let row = |time: &Time| [value(time), time.kind.name().into(), self.words(time.span), String::new()];
        counted(Grid::new("When", columns), self.record.times.iter().map(row))
    }

    fn whereabouts(self) -> Grid<'static> {
        let columns = [
            words("name"),
            terms("country"),
            terms("kind"),
            terms("north, east"),
            numbers("geonames"),
            numbers("times"),
        ];
        let row = |place: &Place| {
            [
                tame(place.name.chars()),
                place.country.clone().unwrap_or_default(),
                place.feature.map_or("", Feature::name).into(),
                point(place),
                place.geonames.map(|id| id.to_string()).unwrap_or_default(),
                String::new(),
            ]
        };
        counted(Grid::new("Where", columns), self.record.places.iter().map(row))
    }

    /// The words of a stretch, on one line.
    pub(super) fn words(self, span: Span) -> String {
        let end = (span.end as usize).min(self.text.len());
        tame(self.text.get(span.start as usize..end).unwrap_or_default().iter().copied())
    }

    pub(super) fn actor(self, id: Option<&str>) -> Option<&'r Actor> {
        let id = id?;
        self.record.actors.iter().find(|actor| actor.id == id)
    }

    /// The name of a speaker, else the words that stand for one.
    pub(super) fn voice(self, voice: &Voice) -> String {
        let actor = self.actor(voice.actor.as_deref());
        actor.map_or_else(|| self.words(voice.span), |actor| tame(actor.name.chars()))
    }

    /// Who claims what stands in a quotation; what stands in none, the paper states.
    pub(super) fn claimed_by(self, said_in: Option<&str>) -> String {
        let Some(id) = said_in else { return "stated".into() };
        let quotation = self.record.quotations.iter().find(|quotation| quotation.id == id);
        let speaker = quotation.and_then(|quotation| quotation.speaker.as_ref());
        speaker.map_or_else(|| "?".into(), |voice| self.voice(voice))
    }

    /// How many quotations a quotation within this one stands in.
    pub(super) fn depth(self, within: Option<&str>) -> usize {
        let outer = |id: &&str| {
            let quotation = self.record.quotations.iter().find(|quotation| quotation.id == **id)?;
            quotation.within.as_deref()
        };
        std::iter::successors(within, outer).take(DEEPEST).count()
    }
}

/// One row for all that are alike, and how many there are in its last cell.
fn counted<const CELLS: usize>(mut grid: Grid<'static>, rows: impl Iterator<Item = [String; CELLS]>) -> Grid<'static> {
    let mut counts: Vec<([String; CELLS], usize)> = Vec::new();
    for row in rows {
        match counts.iter_mut().find(|known| known.0 == row) {
            Some(known) => known.1 += 1,
            None => counts.push((row, 1)),
        }
    }
    for (mut row, count) in counts {
        row[CELLS - 1] = count.to_string();
        grid.row(row);
    }
    grid
}

pub(super) fn value(time: &Time) -> String {
    let value = time.value.as_deref().or(time.relative.as_deref()).unwrap_or("?");
    match time.modifier {
        Some(modifier) => format!("{value} {modifier}"),
        None => value.to_owned(),
    }
}

pub(super) fn point(place: &Place) -> String {
    match (place.lat, place.lon) {
        (Some(lat), Some(lon)) => format!("{lat:.2}, {lon:.2}"),
        _ => String::new(),
    }
}

pub(super) fn amount(figure: &Figure) -> String {
    match (figure.value, figure.low, figure.high) {
        (_, Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        (Some(value), ..) if figure.comparator == Comparator::Equal => number(value),
        (Some(value), ..) => format!("{} {}", figure.comparator, number(value)),
        _ => "?".into(),
    }
}

/// A number with commas between its thousands and at most three decimals.
pub(super) fn number(value: f64) -> String {
    let text = format!("{:.3}", value.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, decimals) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut out = String::from(if value < 0.0 { "-" } else { "" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + decimals
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_have_commas_and_few_decimals() {
        assert_eq!(number(17_500.0), "17,500");
        assert_eq!(number(100.0), "100");
        assert_eq!(number(-3.7), "-3.7");
        assert_eq!(number(1_234_567.0), "1,234,567");
        assert_eq!(number(0.0), "0");
    }
}
