//! `dateline export`: an archive as files for other programs.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::{Args, ValueEnum};
use dateline_archive::ArchiveForm;
use dateline_archive::store::Archive;

use crate::code::counted;
use crate::counting::Steps;
use crate::reading::stop_on_signal;
use crate::shown;

/// Write an archive as tables, records or lists of events for other programs.
///
/// The files and rows are those that `dateline code` writes of the same reports.
#[derive(Args)]
pub(crate) struct Export {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// In which form.
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = Form::Parquet)]
    form: Form,
    /// A new or empty folder for the files.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Put the text that the offsets count into in the table of articles, and into records.
    #[arg(long)]
    with_text: bool,
    /// With --as csv: put an apostrophe before texts that a spreadsheet would compute, such as =1+1.
    #[arg(long)]
    csv_safe: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Tables in Parquet, which DuckDB, pandas, polars, R and Spark open as they are.
    Parquet,
    /// Tables in CSV.
    Csv,
    /// Records as `dateline read` writes them, one a line.
    Jsonl,
    /// GDELT 2.0: Events with 61 columns, Mentions with 16.
    Gdelt,
    /// PLOVER's JSON, an event a line.
    Plover,
}

impl Export {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        ensure!(self.form == Form::Csv || !self.csv_safe, "--csv-safe is for --as csv");
        let archive = Archive::open(&self.archive)?;
        let folder = self.out.display();
        std::fs::create_dir_all(&self.out).with_context(|| format!("{folder} cannot be made"))?;
        let mut others = std::fs::read_dir(&self.out).with_context(|| format!("{folder} cannot be read"))?;
        ensure!(others.next().is_none(), "{folder}: this folder holds other files; choose an empty or new one");
        let stop = stop_on_signal("stopping")?;
        let mut steps = Steps::new(archive.reports()?, "written");
        let done = archive.export(&self.out, self.form(), self.with_text, &stop, |written| steps.at(written));
        steps.clear();
        let Some(done) = done? else {
            shown::note(format_args!("stopped; {folder} holds a part of the archive"));
            return Ok(ExitCode::from(130));
        };
        shown::line(format_args!("{} written to {folder}", counted(done.reports, "report")));
        Ok(ExitCode::SUCCESS)
    }

    fn form(&self) -> ArchiveForm {
        match self.form {
            Form::Parquet => ArchiveForm::Parquet,
            Form::Csv if self.csv_safe => ArchiveForm::SpreadsheetCsv,
            Form::Csv => ArchiveForm::Csv,
            Form::Jsonl => ArchiveForm::Jsonl,
            Form::Gdelt => ArchiveForm::Gdelt,
            Form::Plover => ArchiveForm::Plover,
        }
    }
}
