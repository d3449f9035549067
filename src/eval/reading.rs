//! `dateline eval reliability`, `invariance` and `cost`: what of the reading itself can be trusted, and what does it cost?

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use dateline::Report;
use dateline_eval::{Answers, Set};

use super::scoring::{Printed, asked, tell_failures};
use crate::reading::{ReadMany, stop_on_signal};
use crate::shown;

/// Show how far the confidence of events can be trusted: the share that is right, by confidence, on whole articles.
#[derive(Args)]
pub(crate) struct Reliability {
    /// The folder of whole articles, or its files.
    #[arg(required = true, value_name = "FOLDER|FILE")]
    inputs: Vec<PathBuf>,
    /// Judge these records instead of the program's.
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    reading: ReadMany,
}

impl Reliability {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let parts = Set::Whole.open(&self.inputs)?;
        let answers = match &self.predictions {
            Some(file) => vec![Answers::of_file(file)?; parts.len()],
            None => asked(&self.reading, &parts)?,
        };
        answers.iter().for_each(tell_failures);
        let found: Vec<_> =
            parts.iter().zip(&answers).filter_map(|(part, answers)| part.reliability(answers)).collect();
        if found.is_empty() {
            bail!("no event was told of these articles");
        }
        self.printed.print(&dateline_eval::reliabilities(&found, self.printed.form()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Show how many happenings change when a report is written otherwise without telling anything else: other names, other
/// line ends and quotation marks, paragraphs in another order, words that do not belong to it.
#[derive(Args)]
pub(crate) struct Invariance {
    /// Reports, as `dateline read` takes them.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    reading: ReadMany,
}

impl Invariance {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let reports = reports(&self.reading, self.inputs)?;
        let opened = self.reading.open()?;
        let stop = stop_on_signal("stopping")?;
        let found =
            dateline_eval::invariance(&self.reading.reading(&opened, &stop), &reports, self.printed.resampling());
        if stop.load(std::sync::atomic::Ordering::Relaxed) {
            bail!("stopped before all was read");
        }
        self.printed.print(&dateline_eval::changes(&found, self.printed.form()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Measure what reading costs: reports a second, core-seconds, memory, and money for 1,000 reports, beside what others ask.
#[derive(Args)]
pub(crate) struct Cost {
    /// Reports, as `dateline read` takes them.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// What an hour of one core costs, in US dollars.
    #[arg(long, value_name = "DOLLARS", default_value_t = 0.04, value_parser = dollars)]
    price: f64,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    reading: ReadMany,
}

impl Cost {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let reports = reports(&self.reading, self.inputs)?;
        let opened = self.reading.open()?;
        let stop = stop_on_signal("stopping")?;
        let cost = dateline_eval::Cost::of(&self.reading.reading(&opened, &stop), reports, self.price);
        if stop.load(std::sync::atomic::Ordering::Relaxed) {
            bail!("stopped before all was read");
        }
        self.printed.print(&dateline_eval::costs(&cost, self.printed.form()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A price: a finite number that is not below 0.
fn dollars(text: &str) -> Result<f64, String> {
    let dollars = text.parse().ok().filter(|dollars: &f64| dollars.is_finite() && *dollars >= 0.0);
    dollars.ok_or_else(|| "a price is a number of dollars, 0 or more".to_owned())
}

/// The reports of these inputs; those that cannot be read are told.
fn reports(reading: &ReadMany, inputs: Vec<PathBuf>) -> anyhow::Result<Vec<Report>> {
    let mut reports = Vec::new();
    for outcome in reading.with.files(inputs)?.reports() {
        match outcome {
            Ok(report) => reports.push(report),
            Err(failure) => shown::error(&failure),
        }
    }
    if reports.is_empty() {
        bail!("no report can be read");
    }
    Ok(reports)
}
