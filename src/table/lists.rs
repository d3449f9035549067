//! The answers to one question as a list, each with the sentence it was read from.

use dateline::record::{Alternative, Feature, FigureRole, Place, PlaceUse, Record, Span};

use super::answers::{Told, amount, point, value};
use super::grid::{Grid, numbers, terms, words};

/// Characters of the sentence that are shown on each side of an answer.
const AROUND: usize = 32;

/// The quotations of a record: speaker and hearer, words, cue and number of the sentence.
pub(crate) fn quotations(record: &Record, text: &[char], width: usize) -> String {
    let told = Told { record, text };
    let mut list = String::new();
    for quotation in &record.quotations {
        let speaker = quotation.speaker.as_ref().map_or_else(|| "?".into(), |voice| told.voice(voice));
        let hearer = quotation.addressee.as_ref().map(|voice| format!(" to {}", told.voice(voice)));
        let content: Vec<_> = quotation.content.iter().map(|&span| told.words(span)).collect();
        let cue = quotation.cue.as_ref().map_or_else(|| "no cue".into(), |cue| told.words(cue.span));
        let line = format!(
            "{speaker}{} — {} — {cue}, {}",
            hearer.unwrap_or_default(),
            content.join(" … "),
            quotation.sentence
        );
        let indent = "  ".repeat(told.depth(quotation.within.as_deref()) + 1);
        let rest = format!("{indent}    ");
        let options = textwrap::Options::new(width).initial_indent(&indent).subsequent_indent(&rest);
        list.push_str(&textwrap::fill(&line, options));
        list.push('\n');
    }
    list
}

/// The times of a record.
pub(crate) fn times(record: &Record, text: &[char], width: usize) -> String {
    let told = Told { record, text };
    let mut grid = Grid::new("When", [terms("words"), terms("type"), terms("value"), words("sentence")]);
    for time in &record.times {
        grid.row([told.words(time.span), time.kind.name().into(), value(time), sentence(told, time.span)]);
    }
    grid.to_text(width)
}

/// The figures of a record.
pub(crate) fn figures(record: &Record, text: &[char], width: usize) -> String {
    let told = Told { record, text };
    let columns = [numbers("number"), terms("unit"), terms("role"), words("claimed by"), words("sentence")];
    let mut grid = Grid::new("How many", columns);
    for figure in &record.figures {
        let unit = figure.unit.clone().unwrap_or_default();
        grid.row([
            amount(figure),
            figure.of.as_ref().map_or_else(|| unit.clone(), |of| format!("{unit} of {of}")),
            figure.role.map(FigureRole::name).unwrap_or_default().into(),
            told.claimed_by(figure.said_in.as_deref()),
            sentence(told, figure.span),
        ]);
    }
    grid.to_text(width)
}

/// The places of a record, with their alternatives where the record has them.
pub(crate) fn places(record: &Record, text: &[char], width: usize) -> String {
    let told = Told { record, text };
    let columns =
        [words("name"), terms("country"), terms("kind"), terms("north, east"), numbers("sure"), words("sentence")];
    let mut grid = Grid::new("Where", columns);
    for place in &record.places {
        let written = told.words(place.span);
        let name = if written == place.name { written } else { format!("{written} ({})", place.name) };
        grid.row([
            name,
            place.country.clone().unwrap_or_default(),
            match place.used {
                PlaceUse::Place => kind(place).into(),
                used => format!("{}, {used}", kind(place)),
            },
            point(place),
            format!("{:.2}", place.confidence),
            sentence(told, place.span),
        ]);
        for other in &place.alternatives {
            grid.row(alternative(other));
        }
    }
    grid.to_text(width)
}

fn kind(place: &Place) -> &'static str {
    place.feature.map_or("unknown", Feature::name)
}

fn alternative(other: &Alternative) -> [String; 6] {
    let division = other.admin1.as_ref().map(|admin1| format!("division {admin1}"));
    [
        format!("  or {}", other.name),
        other.country.clone().unwrap_or_default(),
        other.feature.name().into(),
        format!("{:.2}, {:.2}", other.lat, other.lon),
        format!("{:.2}", other.confidence),
        division.unwrap_or_default(),
    ]
}

/// The sentence around a stretch, as far as full stops and lines tell, cut to a line's length.
fn sentence(told: Told<'_>, span: Span) -> String {
    let text = told.text;
    let end = (span.end as usize).min(text.len());
    let start = (span.start as usize).min(end);
    let is_end = |i: usize| {
        let stop = matches!(text[i], '.' | '!' | '?') && text.get(i + 1).is_none_or(|c| c.is_whitespace());
        // "Feb. 1", "J. Smith" go on.
        let goes_on =
            text.get(i + 2).is_some_and(|c| c.is_lowercase() || c.is_numeric()) || i >= 2 && text[i - 2] == ' ';
        text[i] == '\n' || stop && !goes_on
    };
    let from = start.saturating_sub(AROUND);
    let before = (from..start).rev().find(|&i| is_end(i)).map(|i| i + 1);
    let to = text.len().min(end + AROUND);
    let after = (end..to).find(|&i| is_end(i)).map(|i| i + 1);
    // Cut between words.
    let first = before.or_else(|| (from..start).find(|&i| from == 0 || text[i].is_whitespace())).unwrap_or(start);
    let last = after.or_else(|| (end..to).rev().find(|&i| text[i].is_whitespace())).unwrap_or(to);
    told.words(Span { start: first as u32, end: last as u32 })
}
