//! The article's text with what was found in it: quotations coloured, speakers underlined, triggers numbered.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use dateline::record::{Record, Span};

use super::Acts;
use crate::shown::{printable, tame};

const SAID: AnsiColor = AnsiColor::Cyan;
const TRIGGER: AnsiColor = AnsiColor::Yellow;

/// A character and how it is shown.
type Cell = (char, Style);

/// Headline, a line about the article, and its paragraphs.
pub(super) fn page(record: &Record, text: &str, acts: Acts, width: usize) -> String {
    let page = Page::of(record, text, acts);
    let mut paragraphs = paragraphs(&page.cells);
    let mut out = String::new();
    let headline = paragraphs.first().and_then(|first| page.headline(record, first));
    if let Some(headline) = headline {
        paragraphs.remove(0);
        page.write(&mut out, headline, Style::bold, width);
    } else if let Some(title) = &record.article.title {
        let title = tame(title.chars());
        write_cells(&mut out, &title.chars().map(|c| (c, Style::new().bold())).collect::<Vec<_>>(), width);
    }
    write_faint(&mut out, &about(record), width);
    for warning in &record.article.warnings {
        write_faint(&mut out, &format!("Note: {}", tame(warning.chars())), width);
    }
    for paragraph in paragraphs {
        out.push('\n');
        page.write(&mut out, paragraph, |style| style, width);
    }
    out
}

/// Publisher, day, agencies and id.
fn about(record: &Record) -> String {
    let article = &record.article;
    let publisher = article.publisher.as_ref().map(|name| tame(name.chars()));
    let agencies = (!article.agencies.is_empty()).then(|| tame(article.agencies.join(", ").chars()));
    let published = article.published.map(|day| day.to_string());
    let parts = [publisher, published, agencies, Some(tame(record.id.chars()))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The characters of the text, and what is written after some of them.
struct Page {
    cells: Vec<Cell>,
    /// Numbers of acts, after the last character of the trigger.
    numbers: BTreeMap<usize, String>,
}

impl Page {
    fn of(record: &Record, text: &str, acts: Acts) -> Self {
        let cells = text.chars().map(|c| (c, Style::new())).collect();
        let mut page = Self { cells, numbers: BTreeMap::new() };
        for section in &record.article.sections {
            let end = section.span.start + section.heading.chars().count() as u32;
            page.paint(Span { start: section.span.start, end }, Style::bold);
        }
        for quotation in &record.quotations {
            for &span in &quotation.content {
                page.paint(span, |style| style.fg_color(Some(SAID.into())));
            }
        }
        for speaker in record.quotations.iter().filter_map(|quotation| quotation.speaker.as_ref()) {
            page.paint(speaker.span, Style::underline);
        }
        for event in &record.events {
            page.paint(event.trigger.span, |style| style.fg_color(Some(TRIGGER.into())).bold());
            let number = match acts {
                Acts::Once => event.happening.as_deref().unwrap_or_default().trim_start_matches('h'),
                Acts::EachTime => event.id.trim_start_matches('e'),
            };
            let last = (event.trigger.span.end as usize).saturating_sub(1);
            let numbers = page.numbers.entry(last).or_default();
            *numbers += if numbers.is_empty() { "" } else { "," };
            *numbers += number;
        }
        for excluded in &record.article.excluded {
            page.paint(excluded.span, Style::dimmed);
        }
        page
    }

    fn paint(&mut self, span: Span, change: impl Fn(Style) -> Style) {
        let end = (span.end as usize).min(self.cells.len());
        for (_, style) in self.cells.get_mut(span.start as usize..end).unwrap_or_default() {
            *style = change(*style);
        }
    }

    /// The headline without the publisher's name behind it, where the first paragraph opens with it.
    fn headline(&self, record: &Record, first: &Range<usize>) -> Option<Range<usize>> {
        let title = record.article.title.as_ref()?;
        let length = title.chars().count();
        let opens = self.cells[first.clone()].iter().map(|cell| cell.0).take(length).eq(title.chars());
        (opens && length > 0).then(|| first.start..first.start + length)
    }

    fn write(&self, out: &mut String, range: Range<usize>, change: fn(Style) -> Style, width: usize) {
        let mut cells: Vec<Cell> = Vec::with_capacity(range.len() + 16);
        for i in range {
            let (c, style) = self.cells[i];
            if !c.is_whitespace() {
                cells.push((printable(c), change(style)));
            } else if cells.last().is_some_and(|cell| cell.0 != ' ') {
                cells.push((' ', change(style)));
            }
            if let Some(numbers) = self.numbers.get(&i) {
                let style = Style::new().fg_color(Some(TRIGGER.into())).dimmed();
                cells.extend(format!("[{numbers}]").chars().map(|c| (c, style)));
            }
        }
        write_cells(out, &cells, width);
    }
}

fn write_faint(out: &mut String, text: &str, width: usize) {
    write_cells(out, &text.chars().map(|c| (c, Style::new().dimmed())).collect::<Vec<_>>(), width);
}

/// Writes characters in lines of at most `width` columns; every line ends in the plain style.
fn write_cells(out: &mut String, cells: &[Cell], width: usize) {
    let plain: String = cells.iter().map(|cell| cell.0).collect();
    let mut cells = cells.iter();
    let options = textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation);
    for line in textwrap::wrap(&plain, options) {
        let mut style = Style::new();
        for c in line.chars() {
            // Wrapping takes nothing away but spaces, so that the next cell with this character is the one.
            let next = cells.find(|cell| cell.0 == c).map_or(style, |cell| cell.1);
            if next != style {
                let _ = write!(out, "{style:#}{next}");
                style = next;
            }
            out.push(c);
        }
        let _ = writeln!(out, "{style:#}");
    }
}

/// The paragraphs, in characters: lines, but one that was broken at a margin goes on in the next.
fn paragraphs(cells: &[Cell]) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut start = 0;
    for line in cells.split(|cell| cell.0 == '\n') {
        let left = start + line.iter().take_while(|cell| cell.0.is_whitespace()).count();
        let right = start + line.iter().rposition(|cell| !cell.0.is_whitespace()).map_or(0, |last| last + 1);
        start += line.len() + 1;
        match paragraphs.last_mut() {
            _ if left >= right => open = false,
            Some(last) if open => {
                last.end = right;
                open = goes_on(&cells[left..right]);
            }
            _ => {
                paragraphs.push(left..right);
                open = goes_on(&cells[left..right]);
            }
        }
    }
    paragraphs
}

/// Whether a line was broken at a margin: long enough, and no sentence ends with it.
fn goes_on(line: &[Cell]) -> bool {
    let last = line.iter().rev().map(|cell| cell.0).find(|c| !['”', '"', '’', '\'', ')'].contains(c));
    (40..=100).contains(&line.len()) && !last.is_some_and(|c| ['.', '?', '!', ':'].contains(&c))
}
