//! `dateline audit serve`: a sample to judge in a browser.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::ensure;
use clap::Args;
use dateline_page::Coders;

use crate::reading::stop_on_signal;
use crate::serving::{ENDING, Serving};
use crate::shown;

/// Show a sample to coders, who judge it in a browser by keys: 1 right, 2 wrong, 3 cannot tell.
///
/// Each coder chooses a name on the first page and sees nothing of what others say. Every verdict is in the file before the next
/// page is shown.
#[derive(Args)]
#[command(after_help = "Examples:
  dateline audit serve crisis.audit --coder Ama --coder Kofi --open
  dateline audit serve crisis.audit --coder Ama --coder Kofi --blind
  dateline audit serve crisis.audit --adjudicate Esi")]
pub(crate) struct Serve {
    /// The sample, as `audit draw` wrote it.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Who judges; more than once for several.
    #[arg(long, value_name = "NAME")]
    coder: Vec<String>,
    /// Coders answer first themselves, and then see the program's answers.
    #[arg(long, requires = "coder")]
    blind: bool,
    /// Who decides where coders disagree, and sees what they said.
    #[arg(long, value_name = "NAME")]
    adjudicate: Option<String>,
    #[command(flatten)]
    serving: Serving,
}

impl Serve {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        ensure!(
            !self.coder.is_empty() || self.adjudicate.is_some(),
            "nobody was named who judges: --coder NAME, or --adjudicate NAME for who decides where coders disagree"
        );
        ensure!(
            !self
                .coder
                .iter()
                .any(|name| self.adjudicate.as_ref().is_some_and(|decides| decides.trim() == name.trim())),
            "who judges does not decide, too: --adjudicate needs a name that no --coder has"
        );
        let coders = Coders { names: self.coder, blind: self.blind, decides: self.adjudicate };
        let settings = self.serving.settings(false);
        let ready = self.serving.ready(format!("shows the sheets of {}", self.file.display()));
        let stop = stop_on_signal(ENDING)?;
        dateline_page::serve_audit(&self.file, &coders, &settings, &stop, ready, |cause| shown::error(cause))?;
        Ok(ExitCode::SUCCESS)
    }
}
