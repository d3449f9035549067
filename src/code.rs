//! `dateline code`: many reports to an archive of tables.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum};
use dateline::Codebook;
use dateline_archive::batch::Batch;
use dateline_archive::reading::End;
use dateline_archive::stories::Dedup;
use dateline_archive::{ArchiveForm, Settings, Summary};
use dateline_intake::{Failure, FailureKind, Files};

use crate::counting::Counting;
use crate::read_with::ended;
use crate::reading::{ReadMany, stop_on_signal};
use crate::shown;
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
    /// With --format csv: put an apostrophe before texts that a spreadsheet would compute, such as =1+1.
    #[arg(long)]
    csv_safe: bool,
    /// Reports to a part: what a run that is ended loses at most.
    #[arg(long, value_name = "N", default_value = "2000")]
    part: NonZeroUsize,
    /// Put the text that the offsets count into in the table of articles.
    #[arg(long)]
    with_text: bool,
    #[command(flatten)]
    joining: Joining,
    #[command(flatten)]
    many: ReadMany,
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
        if let Some(conflict) = self.conflict() {
            return Err(clap::Error::raw(clap::error::ErrorKind::ArgumentConflict, format!("{conflict}\n")).into());
        }
        let opened = self.many.open()?;
        let files = self.files()?;
        let stop = stop_on_signal("stopping at the last finished part")?;
        let batch = Batch {
            files: &files,
            folder: &self.out,
            reading: self.many.reading(&opened, &stop),
            settings: self.settings(&opened.codebook)?,
        };
        let mut counting = Counting::new(&files);
        let result = batch.run(&mut counting);
        counting.clear();
        let (end, sum) = result.with_context(|| format!("{} was not finished", self.out.display()))?;
        for line in told(&sum) {
            shown::line(line);
        }
        let folder = self.out.display();
        Ok(match end {
            End::Stopped => {
                shown::note(format_args!("stopped; the same command goes on behind what is in {folder}"));
                ExitCode::from(130)
            }
            End::Complete => {
                let damaged = sum.failures.contains_key(FailureKind::Damaged.name());
                ended(sum.coded + sum.other_languages, damaged)
            }
        })
    }

    /// Which options do not go together, if any.
    fn conflict(&self) -> Option<&'static str> {
        let joins = !matches!(self.joining.scope().dedup, Dedup::None);
        match (self.other, self.format) {
            (Some(_), _) if joins => Some(
                "copies and stories are tables or lines of JSON, of which --as has none; leave out --dedup or --as",
            ),
            (None, TableForm::Csv) => None,
            _ => self.csv_safe.then_some("--csv-safe is for --format csv"),
        }
    }

    /// What is read: the inputs without the archive itself, if it lies among them.
    fn files(&self) -> anyhow::Result<Files> {
        let mut files = self.many.with.files(self.inputs.clone())?;
        files.leave_out(|path| is_below(path, &self.out));
        check_inputs(&files)?;
        Ok(files)
    }

    fn settings(&self, codebook: &Codebook) -> anyhow::Result<Settings> {
        let form = match (self.other, self.format) {
            (Some(OtherForm::Gdelt), _) => ArchiveForm::Gdelt,
            (Some(OtherForm::Plover), _) => ArchiveForm::Plover,
            (None, TableForm::Parquet) => ArchiveForm::Parquet,
            (None, TableForm::Csv) if self.csv_safe => ArchiveForm::SpreadsheetCsv,
            (None, TableForm::Csv) => ArchiveForm::Csv,
            (None, TableForm::Jsonl) => ArchiveForm::Jsonl,
        };
        let part = self.part.get() as u64;
        Ok(Settings {
            form,
            part,
            with_text: self.with_text,
            model: self.many.with.model_name()?,
            codebook: self.many.with.codebook_name(codebook)?,
            joining: self.joining.scope(),
        })
    }
}

/// Whether a path lies in a folder, whatever links lead there.
fn is_below(path: &Path, folder: &Path) -> bool {
    let (path, folder) = (path.canonicalize(), folder.canonicalize());
    path.is_ok_and(|path| folder.is_ok_and(|folder| path.starts_with(folder)))
}

/// Nothing is begun with an input that is not there: who mistyped a name would find an archive without its reports.
pub(crate) fn check_inputs(files: &Files) -> anyhow::Result<()> {
    let is_mistake = |failure: &&Failure| matches!(failure.kind, FailureKind::Missing | FailureKind::Unsupported);
    let failures: Vec<&Failure> = files.entries().iter().filter_map(|entry| entry.as_ref().err()).collect();
    failures.iter().copied().filter(is_mistake).for_each(shown::error);
    let mistaken = failures.iter().copied().filter(is_mistake).count();
    ensure!(
        mistaken == 0,
        "nothing was begun: {mistaken} of the inputs {} not there",
        if mistaken == 1 { "is" } else { "are" }
    );
    if let [Err(only)] = files.entries() {
        bail!("nothing was begun: {only}");
    }
    ensure!(!files.entries().is_empty(), "nothing was begun: there is no file to read beside the archive itself");
    Ok(())
}

/// A number of things.
pub(crate) fn counted(number: u64, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// What became of the reports, line by line.
pub(crate) fn told(sum: &Summary) -> Vec<String> {
    let mut lines = vec![
        format!("{:>10} {} read", sum.read, if sum.read == 1 { "report" } else { "reports" }),
        format!(
            "{:>10} coded: {}, told {}, {}, {}",
            sum.coded,
            counted(sum.happenings, "happening"),
            counted(sum.events, "time"),
            counted(sum.quotations, "quotation"),
            counted(sum.words, "word")
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
