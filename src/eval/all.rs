//! `dateline eval all` and `table`: every set below a folder, and the table of a document.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use dateline_eval::{Evaluation, Part, Set};

use super::scoring::{Printed, asked, tell_failures};
use crate::reading::ReadMany;
use crate::shown::{self, Form};

/// Score the program on every set that stands below a folder.
///
/// Parts called train are left out where others stand beside them. What is written with --format json, `eval table` turns into
/// the table of a document.
#[derive(Args)]
pub(crate) struct All {
    /// The folder.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    reading: ReadMany,
}

impl All {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let mut parts: Vec<Part> = Vec::new();
        for set in Set::ALL {
            parts.extend(set.below(&self.folder)?);
        }
        if parts.is_empty() {
            bail!("{}: no set stands there (docs/eval.md)", self.folder.display());
        }
        let answers = asked(&self.reading, &parts)?;
        answers.iter().for_each(tell_failures);
        let resampling = self.printed.resampling();
        let judged = parts.iter().zip(&answers).map(|(part, answers)| Evaluation::of(part, answers, resampling, false));
        let judged: Vec<Evaluation> = judged.collect();
        self.printed.print(&dateline_eval::evaluations(&judged, self.printed.form()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The lines between which a document has the table.
const BEGIN: &str = "<!-- measured: begin -->\n";
const END: &str = "<!-- measured: end -->\n";

/// Print the figures that `eval all --format json` wrote as one table, or put it into a document.
#[derive(Args)]
pub(crate) struct Table {
    /// What `eval all --format json` wrote.
    #[arg(value_name = "FILE.json")]
    file: PathBuf,
    /// A document that has the lines `<!-- measured: begin -->` and `<!-- measured: end -->`: what stands between them is
    /// replaced.
    #[arg(long, value_name = "DOCUMENT.md")]
    into: Option<PathBuf>,
}

impl Table {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let table = dateline_eval::summary(&Evaluation::of_file(&self.file)?);
        let Some(document) = self.into else {
            let mut out = shown::out(Form::Plain);
            out.write_all(table.as_bytes())?;
            out.flush()?;
            return Ok(ExitCode::SUCCESS);
        };
        let text = std::fs::read_to_string(&document).with_context(|| format!("cannot read {}", document.display()))?;
        let parts = text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
        let Some((before, after)) = parts else { bail!("{}: no lines {BEGIN}and {END}", document.display()) };
        std::fs::write(&document, format!("{before}{BEGIN}\n{table}\n{END}{after}"))
            .with_context(|| format!("cannot write {}", document.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}
