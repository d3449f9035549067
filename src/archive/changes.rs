//! `dateline changes`: what is otherwise since reports were read again.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dateline_archive::store::{Archive, Change, Told};

use crate::shown;

/// List the events that reports have otherwise than before `dateline recode` read them again.
///
/// Events are one if the same word of the report tells them: `gained` and `lost` are those of one side alone, `recoded` those
/// of which type, mode, parties, day or place changed.
#[derive(Args)]
pub(crate) struct Changes {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// Only those of the report with this number.
    #[arg(long, value_name = "N")]
    report: Option<u64>,
    /// How to print them [default: table on a terminal, else jsonl].
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One line an event.
    Jsonl,
    /// For people.
    Table,
}

impl Changes {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let archive = Archive::open(&self.archive)?;
        let format = if std::io::stdout().is_terminal() { Format::Table } else { Format::Jsonl };
        let format = self.format.unwrap_or(format);
        let form = if format == Format::Table { shown::Form::of_tables() } else { shown::Form::Json };
        let mut out = shown::out(form);
        let (mut failed, mut counts) = (Ok(()), [0_u64; 3]);
        archive.changes(self.report, |change| {
            counts[["gained", "lost", "recoded"].iter().position(|kind| *kind == change.change).unwrap_or(2)] += 1;
            if failed.is_ok() {
                failed = print(&mut out, &change, format);
            }
        })?;
        failed?;
        out.flush()?;
        let [gained, lost, recoded] = counts;
        shown::note(format_args!("{gained} events gained, {lost} lost, {recoded} recoded"));
        Ok(ExitCode::SUCCESS)
    }
}

fn print(out: &mut impl Write, change: &Change, format: Format) -> anyhow::Result<()> {
    if format == Format::Jsonl {
        serde_json::to_writer(&mut *out, change)?;
        return Ok(writeln!(out)?);
    }
    let sentence = change.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "report {}, {}: “{}” in: {sentence}", change.report, change.change, change.trigger)?;
    for (sign, told) in [("-", &change.before), ("+", &change.after)] {
        if let Some(told) = told {
            writeln!(out, "    {sign} {}", line(told))?;
        }
    }
    Ok(())
}

/// An event in one line.
fn line(told: &Told) -> String {
    let mut parts = vec![told.event.clone()];
    parts.extend((!told.mode.is_empty()).then(|| told.mode.join(", ")));
    parts.extend((!told.aux.is_empty()).then(|| format!("({})", told.aux.join(", "))));
    parts.push(format!("{} → {}", names(&told.actor), names(&told.recipient)));
    parts.extend(told.when.clone());
    parts.extend(told.place.clone());
    parts.join("  ")
}

fn names(parties: &[String]) -> String {
    if parties.is_empty() { "nobody named".to_owned() } else { parties.join(", ") }
}
