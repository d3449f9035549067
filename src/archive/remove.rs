//! `dateline remove`: reports out of an archive, for good.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use anyhow::ensure;
use clap::Args;

use crate::archive::{Waiting, joined};
use crate::code::counted;
use crate::shown;

/// Take reports out of an archive, with everything that was read from them.
///
/// What is taken out is overwritten in the file and cannot be brought back. An added report gets no number that was given
/// before.
#[derive(Args)]
pub(crate) struct Remove {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// Numbers of reports, as all tables have them.
    #[arg(value_name = "REPORT", required_unless_present = "url")]
    reports: Vec<u64>,
    /// All versions of what stands at this address; may be given several times.
    #[arg(long, value_name = "ADDRESS")]
    url: Vec<String>,
    #[command(flatten)]
    waiting: Waiting,
}

impl Remove {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let mut archive = self.waiting.open_there(&self.archive, "remove")?;
        let mut wanted = self.reports;
        for url in &self.url {
            let found = archive.at_address(url)?;
            ensure!(!found.is_empty(), "{url}: the archive holds no report of this address; nothing was removed");
            wanted.extend(found);
        }
        wanted.sort_unstable();
        wanted.dedup();
        let removed = archive.remove(&wanted)?;
        joined(&mut archive, &AtomicBool::new(false))?;
        for missing in wanted.iter().filter(|report| !removed.contains(report)) {
            shown::error(format_args!("the archive holds no report {missing}"));
        }
        shown::line(format_args!("{} removed", counted(removed.len() as u64, "report")));
        Ok(if removed.len() == wanted.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
