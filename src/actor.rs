//! `dateline actor`: how an actor phrase is coded, and by which entry.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum};
use dateline::{ActorCode, Codebook, code_actor};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::own_entries::OwnEntries;
use crate::rows;
use crate::shown::{self, Form};

/// Show how the name or description of an actor is coded: country, PLOVER sectors, and the codebook entries behind it.
#[derive(Args)]
#[command(after_help = "Examples:
  dateline actor \"Hungarian foreign minister\"
  dateline actor Merkel --date 2017-04-01        DEU GOV, chancellor then
  dateline actor --jsonl actors.jsonl            one line of JSON for each row")]
pub(crate) struct Actor {
    /// A name or description, such as "the Kremlin" or "Hungarian foreign minister".
    #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl", value_name = "NAME OR PHRASE")]
    phrase: Option<String>,
    /// The day on which it is spoken of, such as 2022-01-10; without one, who holds an office when the codebook was
    /// written counts as holding it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
    /// Rows to code: JSON Lines with "text" and optionally "id" and "date"; - for the standard input.
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,
    /// How to print a phrase's code [default: text; rows of --jsonl are always json].
    #[arg(long, value_enum, default_value = "text", hide_default_value = true)]
    format: Format,
    #[command(flatten)]
    own: OwnEntries,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The code, and below it the entries.
    Text,
    /// One JSON object.
    Json,
}

impl Actor {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let codebook = self.own.codebook()?;
        let is_json = self.jsonl.is_some() || self.format == Format::Json;
        let mut out = shown::out(if is_json { Form::Json } else { Form::Plain });
        if let Some(path) = &self.jsonl {
            return rows::answer(path, &mut out, |row| code_row(row, self.date, &codebook));
        }
        let code = code_actor(&self.phrase.unwrap_or_default(), self.date, &codebook);
        match self.format {
            Format::Text => print_text(&code, &mut out)?,
            Format::Json => writeln!(out, "{}", serde_json::to_string(&code)?)?,
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

fn print_text(code: &ActorCode, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{}", code.code.as_deref().unwrap_or("no code: nothing in the codebook tells one"))?;
    code.entry.iter().flat_map(|entry| entry.split("; ")).try_for_each(|entry| writeln!(out, "  {entry}"))
}

fn code_row(row: &Value, date: Option<Date>, codebook: &Codebook) -> anyhow::Result<Value> {
    let text = row["text"].as_str().context("no \"text\"")?;
    ensure!(!text.trim().is_empty(), "\"text\" is empty");
    let mut answer = json!(code_actor(text, row_day(row)?.or(date), codebook));
    if !row["id"].is_null() {
        answer["id"] = row["id"].clone();
    }
    Ok(answer)
}

/// The day in a row's "date", if it has one; "today" is the day of the codebook.
pub(crate) fn row_day(row: &Value) -> anyhow::Result<Option<Date>> {
    match &row["date"] {
        Value::Null => Ok(None),
        Value::String(text) if matches!(text.as_str(), "" | "today") => Ok(None),
        Value::String(text) => day(text).map(Some).map_err(anyhow::Error::msg),
        other => bail!("\"date\" is no day: {other}"),
    }
}

/// A day as people write it: `2022-04-12`, `2022-04`, `2022`, `12 April 2022`, `April 12, 2022`.
fn day(text: &str) -> Result<Date, String> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Ok(date);
    }
    let capital: Vec<String> = text.replace(',', "").split_whitespace().map(capitalised).collect();
    let words = capital.join(" ");
    ["%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y"]
        .iter()
        .find_map(|format| Date::strptime(format, &words).ok())
        .or_else(|| format!("{text}-01").parse().ok())
        .or_else(|| format!("{text}-01-01").parse().ok())
        .ok_or_else(|| format!("{text:?} is no day; write 2022-04-12 or 12 April 2022"))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_as_people_write_them() {
        for text in ["2022-04-12", "12 April 2022", "12 april 2022", "April 12, 2022"] {
            assert_eq!(day(text), Ok(date(2022, 4, 12)), "{text}");
        }
        assert_eq!(day("2022-04"), Ok(date(2022, 4, 1)));
        assert!(day("soon").is_err());
    }
}
