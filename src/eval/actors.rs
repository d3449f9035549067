//! `dateline eval actors`: the codes of actor phrases against those of another coder.

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use dateline::{ActorCode, Codebook, code_actor};
use jiff::civil::Date;
use serde_json::Value;

use crate::actor::row_day;
use crate::own_entries::OwnEntries;
use crate::rows;
use crate::shown::{self, Form};

/// Score the coding of actor phrases: how often the country and the first sector are right, and the rows that are wrong.
#[derive(Args)]
pub(crate) struct Actors {
    /// JSON Lines with "text", "date" (null for any day), "country", "code_1" (first sector) and "code_2"; a key that is
    /// missing is not scored, an empty one wants none.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The day that rows without a date, or with "today", are coded for.
    #[arg(long, value_name = "DATE", default_value = "2023-07-01")]
    today: Date,
    /// Deal the rows into so many folds, and code each without the people, bodies, roles and nouns of the codebook whose
    /// names occur in its phrases and in those of no other fold: how phrases are coded that nobody wrote an entry for.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(2..))]
    folds: Option<u8>,
    #[command(flatten)]
    own: OwnEntries,
}

/// A phrase with the code that is wanted.
struct Row {
    text: String,
    day: Date,
    wanted: Value,
    /// What the codebook has it for.
    sort: Sort,
}

/// What the whole codebook has a phrase for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Description,
    Body,
    Person,
}

/// How many were right of how many.
#[derive(Default)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, right: Option<bool>) {
        self.all += usize::from(right.is_some());
        self.right += usize::from(right == Some(true));
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = if self.all == 0 { 0.0 } else { self.right as f64 / self.all as f64 };
        write!(f, "{share:.3}  ({} of {})", self.right, self.all)
    }
}

/// The shares of a set of rows.
#[derive(Default)]
struct Shares {
    country: Share,
    first: Share,
    second: Share,
}

impl Shares {
    fn count(&mut self, [country, first, second]: [Option<bool>; 3]) {
        self.country.count(country);
        self.first.count(first);
        self.second.count(second);
    }
}

impl std::fmt::Display for Shares {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "country        {}\nfirst sector   {}\nsecond sector  {}", self.country, self.first, self.second)
    }
}

impl Actors {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let mut out = shown::out(Form::Plain);
        let codebook = self.own.codebook()?;
        let rows = self.rows(&codebook)?;
        let folds = usize::from(self.folds.unwrap_or(1));
        let mut marks = Vec::new();
        for fold in 0..folds {
            let (own, others): (Vec<_>, Vec<_>) = rows.iter().enumerate().partition(|(i, _)| i % folds == fold);
            let texts = |rows: &[(usize, &Row)]| rows.iter().map(|(_, row)| row.text.clone()).collect::<Vec<_>>();
            let mut codebook = self.own.codebook()?;
            if folds > 1 {
                codebook = codebook.without_names_in(&texts(&own), &texts(&others));
            }
            for (_, row) in own {
                marks.push((row.sort, mark(row, &codebook, &mut out)?));
            }
        }
        writeln!(out, "{}", shares(&marks, |_| true))?;
        if folds > 1 {
            let words = shares(&marks, |sort| sort == Sort::Description);
            let names = shares(&marks, |sort| sort == Sort::Body);
            writeln!(out, "\nphrases of common nouns\n{words}\n\nnames of bodies\n{names}")?;
            writeln!(out, "\nnames of people\n{}", shares(&marks, |sort| sort == Sort::Person))?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }

    fn rows(&self, codebook: &Codebook) -> anyhow::Result<Vec<Row>> {
        let mut rows = Vec::new();
        for (number, line) in rows::open(&self.file)?.lines().enumerate() {
            let line = line.with_context(|| format!("cannot read {}", self.file.display()))?;
            if line.trim().is_empty() {
                continue;
            }
            let at = || format!("{}, line {}", self.file.display(), number + 1);
            let wanted: Value = serde_json::from_str(&line).with_context(|| format!("{}: not JSON", at()))?;
            let Some(text) = wanted["text"].as_str().map(str::to_owned) else { bail!("{}: no \"text\"", at()) };
            let day = row_day(&wanted).with_context(at)?.unwrap_or(self.today);
            let entry = code_actor(&text, Some(day), codebook).entry;
            rows.push(Row { text, day, wanted, sort: sort(entry.as_deref().unwrap_or_default()) });
        }
        Ok(rows)
    }
}

fn sort(entry: &str) -> Sort {
    match entry {
        _ if entry.starts_with("person ") => Sort::Person,
        _ if entry.starts_with("organization ") => Sort::Body,
        _ => Sort::Description,
    }
}

fn shares(marks: &[(Sort, [Option<bool>; 3])], of: impl Fn(Sort) -> bool) -> Shares {
    let mut shares = Shares::default();
    marks.iter().filter(|(sort, _)| of(*sort)).for_each(|(_, marks)| shares.count(*marks));
    shares
}

/// Whether country, first and second sector are as wanted; tells what is wrong.
fn mark(row: &Row, codebook: &Codebook, out: &mut impl Write) -> std::io::Result<[Option<bool>; 3]> {
    let made = code_actor(&row.text, Some(row.day), codebook);
    let sector = |i: usize| made.sectors.get(i).map(|sector| sector.name());
    let marks = [("country", made.country.as_deref()), ("code_1", sector(0)), ("code_2", sector(1))]
        .map(|(key, code)| agrees(wanted(&row.wanted, key), code));
    if marks[..2].contains(&Some(false)) {
        print_wrong(&row.wanted, row.day, &made, out)?;
    }
    Ok(marks)
}

/// What the row wants of a key; nothing where it does not have it.
fn wanted<'r>(row: &'r Value, key: &str) -> Option<&'r str> {
    // ISO has no code for Kosovo: some write XKX, PLOVER KOS.
    row[key].as_str().map(|code| if code == "XKX" { "KOS" } else { code })
}

fn agrees(wanted: Option<&str>, made: Option<&str>) -> Option<bool> {
    wanted.map(|wanted| wanted == made.unwrap_or_default())
}

fn print_wrong(row: &Value, day: Date, made: &ActorCode, out: &mut impl Write) -> std::io::Result<()> {
    let code = |key: &str| row[key].as_str().unwrap_or("*").to_owned();
    let text = row["text"].as_str().unwrap_or_default();
    let made_code = made.code.as_deref().unwrap_or("-");
    let entry = made.entry.as_deref().unwrap_or("no entry");
    writeln!(out, "{text:<44} {day}  wanted {} {}, not {made_code}  ({entry})", code("country"), code("code_1"))
}
