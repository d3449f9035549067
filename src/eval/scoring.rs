//! How good are answers on a set, the program's own or those of a file?

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, ValueEnum};
use dateline_eval::statistics::Resampling;
use dateline_eval::{Answers, Comparison, Evaluation, Part, Set};

use crate::reading::{ReadMany, stop_on_signal};
use crate::shown::{self, Form};

/// A set, and whose answers are judged.
#[derive(Args)]
pub(crate) struct Scoring {
    /// The set's folder, or its files. Of a folder with several parts, the one called train is left out.
    #[arg(required = true, value_name = "FOLDER|FILE")]
    inputs: Vec<PathBuf>,
    /// Judge these answers instead of the program's: JSON Lines, records or rows with an "id".
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// Compare the answers of two files: the difference of each figure with its interval, and how probable it is by chance.
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with_all = ["predictions", "errors"])]
    compare: Option<Vec<PathBuf>>,
    /// Show what is wrong or missing, by class, with the text around it.
    #[arg(long)]
    errors: bool,
    #[command(flatten)]
    form: Printed,
    #[command(flatten)]
    reading: ReadMany,
}

/// How figures are printed, and how often articles are drawn for their intervals.
#[derive(Args)]
pub(crate) struct Printed {
    /// How to print the figures.
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,
    /// How often articles are drawn anew for the 95 % intervals.
    #[arg(long, value_name = "N", default_value_t = Resampling::default().draws)]
    draws: usize,
    /// The seed of these draws: the same draws every time.
    #[arg(long, value_name = "N", default_value_t = Resampling::default().seed)]
    seed: u64,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Tables in Markdown.
    Markdown,
    /// A page that needs nothing beside it.
    Html,
    /// One JSON array.
    Json,
}

impl Printed {
    pub(crate) fn form(&self) -> dateline_eval::Form {
        match self.format {
            Format::Markdown => dateline_eval::Form::Markdown,
            Format::Html => dateline_eval::Form::Html,
            Format::Json => dateline_eval::Form::Json,
        }
    }

    pub(crate) fn resampling(&self) -> Resampling {
        Resampling { draws: self.draws, seed: self.seed }
    }

    /// Prints what was made in this form.
    pub(crate) fn print(&self, text: &str) -> anyhow::Result<()> {
        let mut out = shown::out(if matches!(self.format, Format::Json) { Form::Json } else { Form::Plain });
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }
}

impl Scoring {
    pub(crate) fn run(self, set: Set) -> anyhow::Result<ExitCode> {
        let parts = set.open(&self.inputs)?;
        let (form, resampling) = (self.form.form(), self.form.resampling());
        if let Some([first, second]) = self.compare.as_deref() {
            let (first, second) = (Answers::of_file(first)?, Answers::of_file(second)?);
            let compared: Vec<_> = parts.iter().map(|part| Comparison::of(part, &first, &second, resampling)).collect();
            self.form.print(&dateline_eval::comparisons(&compared, form))?;
            return Ok(ExitCode::SUCCESS);
        }
        let given = self.predictions.as_deref().map(Answers::of_file).transpose()?;
        let answers = match given {
            Some(answers) => vec![answers; parts.len()],
            None => asked(&self.reading, &parts)?,
        };
        answers.iter().for_each(tell_failures);
        let mut judged = Vec::new();
        for (part, answers) in parts.iter().zip(&answers) {
            let found = Evaluation::of(part, answers, resampling, self.errors);
            if found.unanswered == found.articles {
                shown::note(format_args!("{}: no answer is about an article of this part", found.part));
            } else {
                judged.push(found);
            }
        }
        if judged.is_empty() {
            bail!("no answer is about an article of the set: is \"id\", or the record's source.id, that of the gold?");
        }
        self.form.print(&dateline_eval::evaluations(&judged, form))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The program's own answers about these parts.
pub(crate) fn asked(reading: &ReadMany, parts: &[Part]) -> anyhow::Result<Vec<Answers>> {
    let opened = reading.open()?;
    let stop = stop_on_signal("stopping")?;
    let reading = reading.reading(&opened, &stop);
    let mut answers = Vec::new();
    for part in parts {
        answers.push(part.ask(&reading)?);
        if stop.load(std::sync::atomic::Ordering::Relaxed) {
            bail!("stopped before all was read");
        }
    }
    Ok(answers)
}

/// Tells why articles have no answer.
pub(crate) fn tell_failures(answers: &Answers) {
    for (id, message) in &answers.failures {
        shown::error(format_args!("{id}: {message}"));
    }
}
