//! `dateline code`: many reports to an archive of tables.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use clap::{Args, ValueEnum};
use dateline::Codebook;
use dateline_archive::batch::{Batch, End};
use dateline_archive::{ArchiveForm, Settings, Summary};

use crate::counting::Counting;
use crate::limit::Limit;
use crate::read_with::{ReadWith, confidence};
use crate::stories::Joining;

/// Code many news reports into an archive of tables.
///
/// Reads files of any size on all cores. A run that is ended, by Ctrl-C or by force, leaves every finished part whole;
/// the same command goes on where it stopped, and with more files behind the others it adds these.
///
/// With --dedup, reports that copy each other and reports of one happening are found when all are read, and tables of
/// copies, stories and merged events are written beside the others. For an archive that was begun with it, another --dedup
/// or window only compares anew, and none takes these tables away.
#[derive(Args)]
#[command(mut_arg("dedup", |dedup| dedup.default_value("none")), mut_arg("limit", |limit| limit.default_value("60s")))]
pub(crate) struct Code {
    /// Reports: web archives (WARC, WET), web pages, feeds, tables (CSV, Parquet, workbooks), JSON Lines, messages of
    /// agencies, mail, text and more, which `dateline kinds` lists; each also as .gz or .zst; folders of them, patterns such
    /// as '2031/*.warc.gz', or - for the standard input.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Folder of the archive: new, empty, or of an earlier run with the same settings and inputs, to which more may be
    /// added; --dedup and its windows may be others, if the archive was begun with --dedup.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Form of the tables.
    #[arg(long, value_enum, default_value_t = TableForm::Parquet)]
    format: TableForm,
    /// Write happenings in the form of another program instead of tables.
    #[arg(long = "as", value_enum, value_name = "FORM", conflicts_with = "format")]
    other: Option<OtherForm>,
    /// Reports read at once [default: one for each core].
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Reports to a part: what a run that is ended loses at most.
    #[arg(long, value_name = "N", default_value = "2000")]
    part: NonZeroUsize,
    /// Leave out events that are less sure, from 0 to 1, and happenings that no other tells.
    #[arg(long, value_name = "X", default_value_t = 0.0, value_parser = confidence)]
    min_confidence: f64,
    /// Put the text that the offsets count into in the table of articles.
    #[arg(long)]
    with_text: bool,
    #[command(flatten)]
    limit: Limit,
    #[command(flatten)]
    joining: Joining,
    #[command(flatten)]
    with: ReadWith,
}

#[derive(Clone, Copy, ValueEnum)]
enum TableForm {
    /// Tables in Parquet, which DuckDB, pandas, polars, R and Spark open as they are.
    Parquet,
    /// Tables in CSV.
    Csv,
    /// Records as `dateline read` writes them, one a line.
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum)]
enum OtherForm {
    /// GDELT 2.0: Events with 61 columns, Mentions with 16.
    Gdelt,
    /// PLOVER's JSON, an event a line.
    Plover,
}

impl Code {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let pipeline = self.with.pipeline()?;
        let codebook = Arc::new(self.with.codebook()?);
        let files = self.with.files(self.inputs.clone())?;
        let stop = stop_on_signal()?;
        let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let batch = Batch {
            files: &files,
            folder: &self.out,
            pipeline: &pipeline,
            encoder: self.with.encoder()?,
            codebook: &codebook,
            settings: self.settings(&codebook)?,
            jobs: self.jobs.unwrap_or(cores).get(),
            limit: self.limit.get(),
            stop: &stop,
        };
        let mut counting = Counting::new(&files);
        let result = batch.run(&mut counting);
        counting.clear();
        let (end, sum) = result.with_context(|| format!("{} was not finished", self.out.display()))?;
        for line in told(&sum) {
            anstream::eprintln!("{line}");
        }
        let folder = self.out.display();
        Ok(match end {
            End::Stopped => {
                anstream::eprintln!("dateline: stopped; the same command goes on behind what is in {folder}");
                ExitCode::from(130)
            }
            End::Complete if sum.coded + sum.other_languages == 0 => ExitCode::FAILURE,
            End::Complete => ExitCode::SUCCESS,
        })
    }

    fn settings(&self, codebook: &Codebook) -> anyhow::Result<Settings> {
        let form = match (self.other, self.format) {
            (Some(OtherForm::Gdelt), _) => ArchiveForm::Gdelt,
            (Some(OtherForm::Plover), _) => ArchiveForm::Plover,
            (None, TableForm::Parquet) => ArchiveForm::Parquet,
            (None, TableForm::Csv) => ArchiveForm::Csv,
            (None, TableForm::Jsonl) => ArchiveForm::Jsonl,
        };
        let part = self.part.get() as u64;
        Ok(Settings {
            form,
            part,
            date: self.with.date,
            min_confidence: self.min_confidence,
            with_text: self.with_text,
            model: self.with.model_name()?,
            codebook: self.with.codebook_name(codebook)?,
            joining: self.joining.scope(),
        })
    }
}

/// A flag that Ctrl-C, and a polite request to end, set; the second time the program ends at once.
fn stop_on_signal() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = stop.clone();
    ctrlc::set_handler(move || {
        if set.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        anstream::eprintln!("\ndateline: stopping at the last finished part; once more to end at once");
    })
    .context("Ctrl-C cannot be watched for")?;
    Ok(stop)
}

/// What became of the reports, line by line.
fn told(sum: &Summary) -> Vec<String> {
    let mut lines = vec![
        format!("{:>10} reports read", sum.read),
        format!(
            "{:>10} coded: {} happenings, told {} times, {} quotations, {} words",
            sum.coded, sum.happenings, sum.events, sum.quotations, sum.words
        ),
        format!("{:>10} of them with the text of an earlier one", sum.duplicates),
        format!("{:>10} in other languages", sum.other_languages),
        format!("{:>10} failed", sum.failed),
    ];
    lines.extend(sum.failures.iter().map(|(kind, count)| format!("{count:>14} {kind}")));
    if let Some(joined) = &sum.joined {
        lines.push(format!("{:>10} of the coded are copies: {} independent origins", joined.copies, joined.origins));
        lines.push(format!("{:>10} stories, {} merged events", joined.stories, joined.merged_events));
    }
    lines
}
