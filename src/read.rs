//! `dateline read`: news reports to records.

use std::io::{BufWriter, IsTerminal, StdoutLock, Write};
use std::mem;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dateline::record::{Record, SCHEMA};
use dateline::{Reader, Report, Source};
use dateline_archive::read_within;
use dateline_intake::{Failure, FailureKind};
use serde::Serialize;

use crate::kinds;
use crate::limit::Limit;
use crate::progress::Progress;
use crate::read_with::{ReadWith, confidence, ended};
use crate::shown::{self, Form, Shown};
use crate::table::{self, Acts};

/// Read news reports and print their records.
#[derive(Args)]
pub(crate) struct Read {
    /// Reports: text, web pages and archives (WARC), feeds, tables (CSV, Parquet, workbooks), JSON Lines ("id", "text",
    /// "title", "date", "url", "publisher"), messages of agencies, mail, Word, RTF, exports of press archives and more, which `dateline kinds` lists; told by
    /// content, also as .gz or .zst; folders, or - for the standard input.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// How to print a record [default: table on a terminal, else jsonl].
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// In tables, show each act as often as it is told, not once.
    #[arg(long)]
    mentions: bool,
    /// Leave out events that are less sure, from 0 to 1, and happenings that no other tells.
    #[arg(long, value_name = "X", default_value_t = 0.0, value_parser = confidence)]
    min_confidence: f64,
    /// Put the text that the offsets count into in the record.
    #[arg(long)]
    with_text: bool,
    /// Say as what each file is read and why, and read none.
    #[arg(long)]
    explain_source: bool,
    #[command(flatten)]
    limit: Limit,
    #[command(flatten)]
    with: ReadWith,
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
        let files = self.with.files(self.inputs)?;
        if self.explain_source {
            return kinds::explain(&files);
        }
        let (pipeline, codebook, encoder) = self.with.open()?;
        let mut reader = Reader::new(&pipeline, codebook).with_encoder(encoder);
        let mut printer =
            Printer::new(self.format, self.with_text, if self.mentions { Acts::EachTime } else { Acts::Once });
        let mut progress = Progress::new(&files);
        let (mut records, mut damaged) = (0, false);
        for outcome in files.reports() {
            let read = outcome.and_then(|report| {
                let report = self.with.dated(report);
                Ok((read_within(&mut reader, &report, self.limit.get())?, report))
            });
            match read {
                Ok((mut record, report)) => {
                    record.keep_confident(self.min_confidence);
                    printer.record(record, &report)?;
                    records += 1;
                }
                Err(failure) => {
                    progress.clear();
                    damaged |= failure.kind == FailureKind::Damaged;
                    shown::error(&failure);
                    printer.failure(&failure)?;
                }
            }
            progress.step();
        }
        printer.out.flush()?;
        // The system takes all memory back at once; piece by piece it would take a tenth of the time of a short reading.
        mem::forget((reader, pipeline));
        Ok(ended(records, damaged))
    }
}

/// What is written in place of a record.
#[derive(Serialize)]
struct Unread<'f> {
    schema: &'static str,
    source: &'f Source,
    error: Refusal<'f>,
}

#[derive(Serialize)]
struct Refusal<'f> {
    kind: FailureKind,
    message: &'f str,
}

/// Writes records to the standard output.
struct Printer {
    out: Shown<BufWriter<StdoutLock<'static>>>,
    format: Format,
    with_text: bool,
    acts: Acts,
    /// Records are shown to a reader, one by one as they come; a program that reads them is served in blocks.
    terminal: bool,
    printed: bool,
}

impl Printer {
    fn new(format: Option<Format>, with_text: bool, acts: Acts) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let format = format.unwrap_or(if terminal { Format::Table } else { Format::Jsonl });
        Self {
            out: shown::out(if format == Format::Table { Form::of_tables() } else { Form::Json }),
            format,
            with_text,
            acts,
            terminal,
            printed: false,
        }
    }

    fn record(&mut self, mut record: Record, report: &Report) -> anyhow::Result<()> {
        if self.format == Format::Table {
            return self.table(&record, &report.text);
        }
        record.text = self.with_text.then(|| report.text.clone());
        self.json(&record)
    }

    /// A report that cannot be read is an object with its error among the records.
    fn failure(&mut self, failure: &Failure) -> anyhow::Result<()> {
        if self.format == Format::Table {
            return Ok(());
        }
        let error = Refusal { kind: failure.kind, message: &failure.message };
        self.json(&Unread { schema: SCHEMA, source: &failure.source, error })
    }

    fn json(&mut self, object: &impl Serialize) -> anyhow::Result<()> {
        match self.format {
            Format::Json => serde_json::to_writer_pretty(&mut self.out, object)?,
            Format::Jsonl | Format::Table => serde_json::to_writer(&mut self.out, object)?,
        }
        writeln!(self.out)?;
        if self.terminal {
            self.out.flush()?;
        }
        Ok(())
    }

    fn table(&mut self, record: &Record, text: &str) -> anyhow::Result<()> {
        let width = table::width();
        if std::mem::replace(&mut self.printed, true) {
            writeln!(self.out, "\n{}\n", "─".repeat(width))?;
        }
        let table = table::table(record, text, self.acts, width);
        self.out.write_all(table.as_bytes())?;
        self.out.flush()?;
        Ok(())
    }
}
