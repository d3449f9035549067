//! `dateline search`: which reports, or quotations, of an archive hold these words?

use std::fmt::Write as _;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use anstyle::{Effects, Style};
use clap::{Args, ValueEnum};
use dateline::record::EventType;
use dateline_archive::store::{Archive, Happened, Hit, Search as Asked, Snippet};
use jiff::civil::Date;

use crate::shown::{self, Form, printable};
use crate::table;

/// Happenings of a report that are shown to people.
const HAPPENINGS: usize = 3;

/// Search an archive: reports that hold words, quotations, what somebody said, where something happened.
///
/// All words have to stand in the text or headline, by their stems: bombed finds bombing. "In quotation marks" they stand in this
/// order; negot* is how a word begins; -football leaves out. The best come first: where the words are frequent and the text is
/// short; the newer of equals. Without words, the newest come first. Of words that more than 10,000 reports hold, the 10,000
/// added last are ranked.
#[derive(Args)]
#[command(after_help = "Examples:
  dateline search news.db '\"cease-fire\" talks -football'
  dateline search news.db grain --quotations           what was said of it
  dateline search news.db --speaker Berg --since 2031-03-01 --until 2031-03-31
  dateline search news.db --event ASSAULT --place Kelm where one happening is both")]
pub(crate) struct Search {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// Words that all stand there; one argument or several, of which one that begins with a minus stands behind --.
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// Find quotations instead of reports.
    #[arg(long)]
    quotations: bool,
    /// Find quotations of this speaker: every word of NAME is a word of the speaker's name, in any case, with or without accents.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only reports with a happening in which somebody of this name takes part, on any side; compared as for --speaker.
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Only reports with a happening of this kind; the same that --actor, --place and --country tell of.
    #[arg(long, value_name = "TYPE", value_parser = event)]
    event: Option<EventType>,
    /// Only reports with a happening at a place of this name, as the gazetteer has it; compared as for --speaker.
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Only reports with a happening in this country: three letters of ISO 3166-1.
    #[arg(long, value_name = "CODE", value_parser = country)]
    country: Option<String>,
    /// Only reports published on this day or later, such as 2031-03-08, 2031-03 or 2031; those without a day are left out.
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    since: Option<Date>,
    /// Only reports published on this day or before.
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    until: Option<Date>,
    /// How many are shown.
    #[arg(long, value_name = "N", default_value = "20")]
    limit: NonZeroUsize,
    /// How to print what was found.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: day, publisher and headline, and the words with some around them.
    Table,
    /// A line of JSON for each, with the stretches where the words stand.
    Jsonl,
}

impl Search {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let archive = Archive::open(&self.archive)?;
        let words = self.words.join(" ");
        let asked = Asked {
            words: (!self.words.is_empty()).then_some(words),
            quotations: self.quotations,
            speaker: self.speaker,
            actor: self.actor,
            event: self.event,
            place: self.place,
            country: self.country,
            since: self.since,
            until: self.until,
            limit: self.limit.get(),
        };
        let found = archive.search(&asked)?;
        let is_json = self.format == Format::Jsonl;
        let mut out = shown::out(if is_json { Form::Json } else { Form::of_tables() });
        let width = table::width();
        for hit in &found.hits {
            if is_json {
                serde_json::to_writer(&mut out, hit)?;
                writeln!(out)?;
            } else {
                out.write_all(paragraph(hit, width).as_bytes())?;
            }
        }
        out.flush()?;
        if found.hits.is_empty() {
            shown::note("nothing found");
        } else if found.more {
            shown::note(format_args!("there are more than these {}; --limit shows them", found.hits.len()));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A kind of happenings, in any case.
fn event(text: &str) -> Result<EventType, String> {
    let names = || EventType::ALL.iter().map(|event| event.name()).collect::<Vec<_>>().join(", ");
    EventType::of(&text.to_ascii_uppercase()).ok_or_else(|| format!("the kinds are {}", names()))
}

fn country(text: &str) -> Result<String, String> {
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code.then(|| text.to_ascii_uppercase()).ok_or_else(|| "a country has three letters, such as FRA".to_owned())
}

fn first_day(text: &str) -> Result<Date, String> {
    days(text).map(|days| days[0])
}

fn last_day(text: &str) -> Result<Date, String> {
    days(text).map(|days| days[1])
}

/// The first and last day of a day, month or year.
fn days(text: &str) -> Result<[Date; 2], String> {
    let text = text.trim();
    let day = |text: String| text.parse::<Date>().ok();
    let whole = match text.len() {
        4 => day(format!("{text}-01-01")).map(|first| [first, first.last_of_year()]),
        7 => day(format!("{text}-01")).map(|first| [first, first.last_of_month()]),
        10 => day(text.to_owned()).map(|day| [day, day]),
        _ => None,
    };
    whole.ok_or_else(|| format!("{text:?} is no day; write 2031-03-08, 2031-03 or 2031"))
}

/// What was found, for people.
fn paragraph(hit: &Hit, width: usize) -> String {
    let dim = Style::new() | Effects::DIMMED;
    let mut head = format!("{dim}{}{dim:#}", hit.report);
    for part in [&hit.published, &hit.publisher].into_iter().flatten() {
        let _ = write!(head, " · {}", bold(&Snippet { text: part.clone(), spans: Vec::new() }));
    }
    if let Some(title) = &hit.title {
        let _ = write!(head, " · {}", bold(&Snippet { text: title.clone(), spans: hit.title_spans.clone() }));
    }
    if let Some(newer) = hit.newer {
        let _ = write!(head, " {dim}(there is a newer version: {newer}){dim:#}");
    }
    let mut text = String::new();
    if let Some(said) = &hit.quotation {
        let speaker = said.speaker.as_deref().unwrap_or("?").to_owned();
        let _ = write!(text, "{}: ", bold(&Snippet { text: speaker, spans: Vec::new() }));
    }
    text += &bold(&hit.snippet);
    let options = || textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut out = textwrap::fill(&head, options().subsequent_indent("    "));
    let body = |text: &str| textwrap::fill(text, options().initial_indent("    ").subsequent_indent("    "));
    let _ = write!(out, "\n{}\n", body(&text));
    for happened in hit.happenings.iter().take(HAPPENINGS) {
        let _ = writeln!(out, "{}", body(&act(happened)));
    }
    out + "\n"
}

/// A happening on one line: `ASSAULT  rebels → the army · 2031-03-08 · Kelm`.
fn act(happened: &Happened) -> String {
    let who = happened.actor_name.as_deref().unwrap_or("?");
    let whom = happened.recipient_name.as_deref().map_or(String::new(), |recipient| format!(" → {recipient}"));
    let mut text = format!("{}  {who}{whom}", happened.event);
    for part in [&happened.when, &happened.place].into_iter().flatten() {
        let _ = write!(text, " · {part}");
    }
    text.chars().map(printable).collect()
}

/// A text on one line, the words that were searched for in bold, and nothing in it that a terminal obeys.
fn bold(snippet: &Snippet) -> String {
    let style = Style::new().bold();
    let mut out = String::new();
    let mut spans = snippet.spans.iter().peekable();
    let mut is_open = false;
    for (at, c) in (0_u32..).zip(snippet.text.chars()) {
        if is_open && spans.peek().is_some_and(|span| span.end <= at) {
            let _ = write!(out, "{style:#}");
            (is_open, _) = (false, spans.next());
        }
        if !is_open && spans.peek().is_some_and(|span| span.start <= at && at < span.end) {
            let _ = write!(out, "{style}");
            is_open = true;
        }
        match c.is_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(printable(c)),
        }
    }
    if is_open {
        let _ = write!(out, "{style:#}");
    }
    out
}

#[cfg(test)]
mod tests {
    use dateline::record::Span;

    use super::*;

    #[test]
    fn months_and_years_are_all_their_days() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        assert_eq!(days("2032-02"), Ok([day("2032-02-01"), day("2032-02-29")]));
        assert_eq!(days(" 2031 "), Ok([day("2031-01-01"), day("2031-12-31")]));
        assert_eq!(days("2031-03-08"), Ok([day("2031-03-08"), day("2031-03-08")]));
        for wrong in ["", "2031-13", "March", "2031-3-8", "08.03.2031"] {
            assert!(days(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn words_are_bold_and_nothing_else_is_obeyed() {
        let spans = vec![Span { start: 5, end: 9 }, Span { start: 15, end: 19 }];
        let text = "Über rain\u{1b}[2J,\nrain".to_owned();
        assert_eq!(bold(&Snippet { text, spans }), "Über \u{1b}[1mrain\u{1b}[0m\u{fffd}[2J, \u{1b}[1mrain\u{1b}[0m");
    }
}
