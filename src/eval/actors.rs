//! `dateline eval actors`: the codes of actor phrases against those of another coder.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use dateline::{ActorCode, code_actor};
use jiff::civil::Date;
use serde_json::Value;

use crate::actor::{lines, row_day};
use crate::own_entries::OwnEntries;

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
    #[command(flatten)]
    own: OwnEntries,
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

impl Actors {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let codebook = self.own.codebook()?;
        let mut out = BufWriter::new(std::io::stdout().lock());
        let (mut countries, mut sectors, mut seconds) = (Share::default(), Share::default(), Share::default());
        for (number, line) in lines(&self.file)?.enumerate() {
            let line = line.with_context(|| format!("cannot read {}", self.file.display()))?;
            if line.trim().is_empty() {
                continue;
            }
            let at = || format!("{}, line {}", self.file.display(), number + 1);
            let row: Value = serde_json::from_str(&line).with_context(|| format!("{}: not JSON", at()))?;
            let Some(text) = row["text"].as_str() else { bail!("{}: no \"text\"", at()) };
            let day = row_day(&row).with_context(at)?.unwrap_or(self.today);
            let made = code_actor(text, Some(day), &codebook);
            let country = agrees(wanted(&row, "country"), made.country.as_deref());
            let sector = agrees(wanted(&row, "code_1"), made.sectors.first().map(|sector| sector.name()));
            let second = agrees(wanted(&row, "code_2"), made.sectors.get(1).map(|sector| sector.name()));
            if country == Some(false) || sector == Some(false) {
                print_wrong(&row, day, &made, &mut out)?;
            }
            countries.count(country);
            sectors.count(sector);
            seconds.count(second);
        }
        writeln!(out, "country        {countries}\nfirst sector   {sectors}\nsecond sector  {seconds}")?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
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
