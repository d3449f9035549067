//! `dateline read`: news reports to records.

use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dateline::record::SCHEMA;
use dateline::{Codebook, Reader};
use dateline_intake::Failure;
use jiff::civil::Date;
use serde_json::json;

use crate::model::ModelFolder;

/// Read news reports and print their records.
#[derive(Args)]
pub(crate) struct Read {
    /// Reports: text files, JSON Lines ("id", "text", "title", "date", "url", "publisher"), folders of them, or - for
    /// the standard input.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// Day of publication of reports that do not say it, such as 2022-02-01: "on Tuesday" is counted from it.
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// How to print a record [default: table on a terminal, else jsonl].
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Put the text that the offsets count into in the record.
    #[arg(long)]
    with_text: bool,
    #[command(flatten)]
    model: ModelFolder,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Indented JSON, one object after the other.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// For people: the text with what was found in it, then tables.
    Table,
}

impl Read {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let terminal = std::io::stdout().is_terminal();
        let format = self.format.unwrap_or(if terminal { Format::Table } else { Format::Jsonl });
        let pipeline = self.model.open()?;
        let codebook = Codebook::built_in();
        let mut reader = Reader::new(&pipeline, &codebook);
        let mut out = BufWriter::new(std::io::stdout().lock());
        let mut records = 0;
        for outcome in dateline_intake::reports(self.inputs) {
            match outcome {
                Ok(mut report) => {
                    report.published = report.published.or(self.date);
                    let mut record = reader.read(&report);
                    record.text = self.with_text.then(|| report.text.clone());
                    match format {
                        Format::Json => serde_json::to_writer_pretty(&mut out, &record)?,
                        Format::Jsonl => serde_json::to_writer(&mut out, &record)?,
                        Format::Table => todo!(),
                    }
                    writeln!(out)?;
                    records += 1;
                }
                Err(failure) => report_failure(&mut out, &failure, format)?,
            }
        }
        out.flush()?;
        Ok(if records > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// A report that cannot be read is an object with its error among the records, and a message.
fn report_failure(out: &mut impl Write, failure: &Failure, format: Format) -> anyhow::Result<()> {
    anstream::eprintln!("dateline: {failure}");
    let error = json!({"kind": failure.kind, "message": failure.message});
    let object = json!({"schema": SCHEMA, "source": failure.source, "error": error});
    match format {
        Format::Json => serde_json::to_writer_pretty(&mut *out, &object)?,
        Format::Jsonl => serde_json::to_writer(&mut *out, &object)?,
        Format::Table => return Ok(()),
    }
    writeln!(out)?;
    Ok(())
}
