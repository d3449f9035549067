//! The answers to one question: for `dateline quotes`, `times`, `places` and `figures`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dateline::record::Record;
use dateline::{Codebook, Reader};
use dateline_intake::FailureKind;
use serde_json::{Value, json};

use crate::read_with::{ReadWith, ended};
use crate::shown::{self, Form};
use crate::table;

/// How reports are read and their answers listed.
#[derive(Args)]
pub(crate) struct Listing {
    /// How to print the answers.
    #[arg(long, value_enum, default_value_t = Format::List)]
    format: Format,
    #[command(flatten)]
    with: ReadWith,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a table for each report.
    List,
    /// One JSON object a line for each report: "id" and the answers, as in its record.
    Jsonl,
}

/// One question: the name of its answers, which of them are wanted, their table, and they themselves.
pub(crate) struct Question<'q> {
    pub(crate) name: &'static str,
    /// Takes the answers that are not wanted out of the record; the characters are its text.
    pub(crate) select: &'q dyn Fn(&mut Record, &[char]),
    pub(crate) table: fn(&Record, &[char], usize) -> String,
    pub(crate) answers: fn(&Record) -> serde_json::Result<Value>,
    /// Whether places come with their alternatives.
    pub(crate) explains: bool,
}

/// All answers are wanted.
pub(crate) fn all(_: &mut Record, _: &[char]) {}

impl Listing {
    /// The codebook to read with.
    pub(crate) fn codebook(&self) -> anyhow::Result<Codebook> {
        self.with.codebook()
    }

    /// Lists the answers to a question in these reports.
    pub(crate) fn run(self, inputs: Vec<PathBuf>, question: &Question<'_>) -> anyhow::Result<ExitCode> {
        let (pipeline, codebook) = self.with.open_without_encoder()?;
        let mut reader = Reader::new(&pipeline, codebook);
        if question.explains {
            reader = reader.explaining();
        }
        let form = if self.format == Format::Jsonl { Form::Json } else { Form::of_tables() };
        let mut out = shown::out(form);
        let (width, mut records, mut damaged) = (table::width(), 0, false);
        for outcome in self.with.files(inputs)?.reports() {
            let report = match outcome {
                Ok(report) => self.with.dated(report),
                Err(failure) => {
                    damaged |= failure.kind == FailureKind::Damaged;
                    shown::error(&failure);
                    continue;
                }
            };
            let mut record = reader.read(&report);
            let text: Vec<char> = report.text.chars().collect();
            (question.select)(&mut record, &text);
            records += 1;
            if self.format == Format::Jsonl {
                writeln!(out, "{}", json!({"id": record.source.id, question.name: (question.answers)(&record)?}))?;
                continue;
            }
            let list = (question.table)(&record, &text, width);
            let list = if list.is_empty() { format!("\nNo {}.\n", question.name) } else { list };
            let id = shown::tame(record.source.id.chars());
            let list = if list.starts_with('\n') { format!("{id}{list}") } else { format!("{id}\n{list}") };
            out.write_all(list.as_bytes())?;
        }
        out.flush()?;
        Ok(ended(records, damaged))
    }
}
