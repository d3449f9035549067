//! `dateline audit report`: what a sample tells.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dateline_eval::audit;

use crate::shown::Form;

/// Tell what coders found: how often answers are right, how much was found, how far coders agree, and a text for the methods
/// section of a paper.
#[derive(Args)]
#[command(after_help = "Examples:
  dateline audit report crisis.audit
  dateline audit report crisis.audit --format html --out audit.html")]
pub(crate) struct Report {
    /// The sample that was judged.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// As what.
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Where it is written [default: the standard output].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, and to paste.
    Markdown,
    /// A page by itself, to print.
    Html,
    /// For programs.
    Json,
}

impl Report {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let report = audit::Audit::open(&self.file)?.tell()?;
        let (form, text) = match self.format {
            Format::Markdown => (Form::Plain, super::markdown::markdown(&report)),
            Format::Html => (Form::Plain, dateline_page::report_html(&report)),
            Format::Json => (Form::Json, serde_json::to_string_pretty(&report)? + "\n"),
        };
        super::write(self.out.as_deref(), form, &text)?;
        Ok(ExitCode::SUCCESS)
    }
}
