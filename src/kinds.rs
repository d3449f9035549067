//! `dateline kinds`: what is read, and with which command.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use dateline_intake::{Files, KINDS};
use same_file::Handle;

use crate::shown::{self, Form};

/// List the kinds of files that are read, each with a command that reads one.
///
/// Files are told by their content, not by their names; `dateline read FILE --explain-source` says as what one is read.
#[derive(Args)]
pub(crate) struct Kinds {}

impl Kinds {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let mut out = shown::out(Form::Plain);
        for kind in KINDS {
            writeln!(out, "{:<12} {}; a report is {}", kind.name, kind.what, kind.report)?;
            writeln!(out, "{:<12}   told by: {}", "", kind.told_by)?;
            writeln!(out, "{:<12}   {}", "", kind.example)?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Says of each file as what it is read and why.
pub(crate) fn explain(files: &Files) -> anyhow::Result<ExitCode> {
    let mut out = shown::out(Form::Plain);
    let mut known = 0;
    for told in files.kinds() {
        match told {
            Ok(told) => {
                let kind = told.kind;
                writeln!(out, "{}: {}, {}", told.path.display(), kind.name, kind.what)?;
                writeln!(out, "  told by: {}", kind.told_by)?;
                writeln!(out, "  a report is: {}", kind.report)?;
                if !told.details.is_empty() {
                    writeln!(out, "  here: {}", told.details)?;
                }
                known += 1;
            }
            Err(failure) => shown::error(&failure),
        }
    }
    out.flush()?;
    Ok(if known > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The files to read, with the columns that a user named.
#[derive(Args)]
pub(crate) struct Named {
    /// Columns of tables and fields of JSON that are not called as usual: text=body,date=day; of id, text, title, date, url,
    /// publisher, authors, language.
    #[arg(long, value_name = "NAME=COLUMN,…")]
    columns: Option<dateline_intake::Columns>,
}

impl Named {
    /// The files of these inputs.
    pub(crate) fn files(&self, inputs: impl IntoIterator<Item = PathBuf>) -> Files {
        let mut files = Files::of(inputs).with_columns(self.columns.clone().unwrap_or_default());
        for folder in files.passed_over() {
            shown::note(format_args!("{}: an archive of tables that dateline wrote; not read again", folder.display()));
        }
        let output = Handle::stdout().ok();
        let is_output = |path: &Path| path.is_file() && output.is_some() && Handle::from_path(path).ok() == output;
        if files.leave_out(is_output) {
            shown::note("the file that the output goes to is not read");
        }
        files
    }

    /// What was named, as archives keep it.
    pub(crate) fn name(&self) -> Option<String> {
        self.columns.as_ref().map(ToString::to_string)
    }
}
