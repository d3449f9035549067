//! `dateline audit export`: the verdicts for other programs.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dateline_eval::audit::{self, Exported};

use crate::shown::Form;

/// Write every verdict as a row, with what it was said of.
#[derive(Args)]
pub(crate) struct Export {
    /// The sample that was judged.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// As what.
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = Format::Csv)]
    format: Format,
    /// Where it is written [default: the standard output].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table.
    Csv,
    /// A JSON object a line.
    Jsonl,
}

impl Export {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let rows = audit::Audit::open(&self.file)?.rows()?;
        let (form, text) = match self.format {
            Format::Csv => (Form::Plain, table(&rows)?),
            Format::Jsonl => {
                let lines: Result<Vec<String>, _> = rows.iter().map(serde_json::to_string).collect();
                (Form::Json, lines?.into_iter().map(|line| line + "\n").collect())
            }
        };
        super::write(self.out.as_deref(), form, &text)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn table(rows: &[Exported]) -> anyhow::Result<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    for row in rows {
        table.serialize(row)?;
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}
