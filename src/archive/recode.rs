//! `dateline recode`: the reports of an archive, read again with what is newer.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use dateline_archive::reading::End;

use crate::archive::{Waiting, joined};
use crate::code::counted;
use crate::counting::Steps;
use crate::reading::{ReadMany, stop_on_signal};
use crate::shown;

/// Read the reports of an archive again, with a newer codebook, model or program.
///
/// Only reports that were not read with the same versions are read. New answers take the place of the old in all tables;
/// what the old ones were stays beside them for `dateline changes`, until --prune takes it away.
#[derive(Args)]
#[command(mut_arg("limit", |limit| limit.default_value("60s")))]
pub(crate) struct Recode {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// Read nothing, and take the answers of earlier runs away.
    #[arg(long)]
    prune: bool,
    #[command(flatten)]
    waiting: Waiting,
    #[command(flatten)]
    many: ReadMany,
}

impl Recode {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let mut archive = self.waiting.open_there(&self.archive, "recode")?;
        if self.prune {
            let taken = archive.prune()?;
            shown::line(format_args!("{} of earlier runs taken away", counted(taken, "record")));
            return Ok(ExitCode::SUCCESS);
        }
        let opened = self.many.open()?;
        let stop = stop_on_signal("stopping at what is committed")?;
        let versions = self.many.versions(&opened)?;
        let mut steps = Steps::new(archive.unread(&versions)?, "read again");
        let reading = self.many.reading(&opened, &stop);
        let result = archive.recode(&reading, &versions, |done| steps.at(done.reports + done.failed));
        steps.clear();
        let (end, done) = result.with_context(|| format!("{} was not finished", self.archive.display()))?;
        shown::line(format_args!(
            "{:>10} {} read again",
            done.reports,
            if done.reports == 1 { "report" } else { "reports" }
        ));
        shown::line(format_args!(
            "{:>10} of them with other answers than before: `dateline changes` lists these",
            done.changed
        ));
        if done.failed > 0 {
            shown::line(format_args!("{:>10} could not be read again and keep their answers", done.failed));
        }
        let end = if end == End::Complete { joined(&mut archive, &stop)? } else { end };
        Ok(match end {
            End::Stopped => {
                shown::note("stopped; the same command goes on with the others");
                ExitCode::from(130)
            }
            End::Complete => ExitCode::SUCCESS,
        })
    }
}
