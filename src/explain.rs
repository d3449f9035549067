//! `dateline explain`: why the events of a report are told.

mod text;
mod wording;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::bail;
use clap::{Args, ValueEnum};
use dateline::Reader;
use dateline::record::{Event, Explanation};
use dateline_intake::FailureKind;
use serde::Serialize;

use crate::read_with::{ReadWith, ended};
use crate::shown::{self, Form as Shape};
pub(crate) use wording::worded;

use text::Told;

/// Explain the events of reports: what spoke for each answer and against.
///
/// An event is judged by weights of features; each is told with what it adds to the logarithm of the odds (2.3 makes them
/// ten times as high). With --rules-only there is nothing but the codebook's entry.
#[derive(Args)]
pub(crate) struct Explain {
    /// A report, or a file or folder of several, as `dateline read` takes them; - for the standard input.
    #[arg(value_name = "FILE")]
    input: PathBuf,
    /// Only this event, such as e3.
    #[arg(long, value_name = "ID")]
    event: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    #[command(flatten)]
    with: ReadWith,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    Text,
    /// A JSON object for each event, one a line.
    Json,
}

/// An event and why it is told.
#[derive(Serialize)]
struct Explained<'e> {
    report: &'e str,
    event: &'e Event,
    why: &'e Explanation,
}

impl Explain {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let (pipeline, codebook, encoder) = self.with.open()?;
        let codebook = Arc::new(codebook);
        let mut reader = Reader::new(&pipeline, Arc::clone(&codebook)).with_encoder(encoder);
        let shape = if self.format == Form::Json { Shape::Json } else { Shape::Plain };
        let mut out = shown::out(shape);
        let (mut reports, mut damaged, mut events) = (0, false, 0);
        for outcome in self.with.files([self.input.clone()])?.reports() {
            let report = match outcome {
                Ok(report) => self.with.dated(report),
                Err(failure) => {
                    damaged |= failure.kind == FailureKind::Damaged;
                    shown::error(&failure);
                    continue;
                }
            };
            reports += 1;
            let (record, explanations) = reader.explain(&report);
            let text: Vec<char> = report.text.chars().collect();
            let told = Told { record: &record, text: &text, codebook: &codebook };
            let wanted = |event: &Event| self.event.as_ref().is_none_or(|id| *id == event.id);
            for (event, why) in record.events.iter().zip(&explanations).filter(|(event, _)| wanted(event)) {
                let gap = if events > 0 { "\n" } else { "" };
                events += 1;
                match self.format {
                    Form::Text => write!(out, "{gap}{}", told.explained(event, why))?,
                    Form::Json => {
                        serde_json::to_writer(&mut out, &Explained { report: &record.source.id, event, why })?;
                        writeln!(out)?;
                    }
                }
            }
        }
        out.flush()?;
        self.end(reports, damaged, events)
    }

    /// How it ends, with so many reports read and events told.
    fn end(self, reports: u64, damaged: bool, events: usize) -> anyhow::Result<ExitCode> {
        match (reports, events, self.event) {
            (0, ..) => Ok(ExitCode::FAILURE),
            (_, 0, Some(id)) => bail!("no event is called {id}; `dateline read --mentions --format table` shows them"),
            (_, 0, None) => {
                shown::note("no event is told");
                Ok(ended(reports, damaged))
            }
            _ => Ok(ended(reports, damaged)),
        }
    }
}
