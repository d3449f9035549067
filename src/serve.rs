//! `dateline serve`: an archive as pages in a browser.

mod why;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::reading::stop_on_signal;
use crate::serving::{ENDING, Serving};
use crate::shown;

/// Show an archive as pages in a browser.
///
/// The pages are in the program and ask no other server. They are served on this machine alone, until Ctrl-C; reports can be added
/// meanwhile, and the ledger be corrected by hand.
#[derive(Args)]
#[command(after_help = "Examples:
  dateline serve crisis.db --open
  dateline serve crisis.db --host 0.0.0.0 --token $(openssl rand -hex 16)")]
pub(crate) struct Serve {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    #[command(flatten)]
    serving: Serving,
    /// Only show: without forms to correct the ledger by hand.
    #[arg(long)]
    read_only: bool,
    #[command(flatten, next_help_heading = "To tell what was weighed, reports are read again with")]
    again: why::Again,
}

impl Serve {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let settings = self.serving.settings(self.read_only);
        let ready = self.serving.ready(format!("shows {}", self.archive.display()));
        let stop = stop_on_signal(ENDING)?;
        let explainer = Some(self.again.explainer());
        dateline_page::serve(&self.archive, &settings, explainer, &stop, ready, |cause| shown::error(cause))?;
        Ok(ExitCode::SUCCESS)
    }
}
