//! `dateline add`: reports into an archive.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use dateline_archive::reading::{Bundle, End};
use dateline_archive::store::Added;
use dateline_intake::{FailureKind, Position};

use crate::archive::{Waiting, joined};
use crate::code::{check_inputs, counted, told};
use crate::counting::Counting;
use crate::read_with::ended;
use crate::reading::{ReadMany, stop_on_signal};
use crate::shown;

/// Add news reports to an archive, one file that keeps them with all that is read from them.
///
/// A report that the archive holds is left as it is; one that was changed at its address becomes a new version, and what was
/// changed is kept. What is committed stays, whatever ends the command; the same command goes on behind it.
#[derive(Args)]
#[command(mut_arg("limit", |limit| limit.default_value("60s")))]
pub(crate) struct Add {
    /// The archive; it is made, if it is not there.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// Reports, as `dateline code` takes them: files, folders, patterns, or - for the standard input.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    waiting: Waiting,
    #[command(flatten)]
    many: ReadMany,
}

impl Add {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let mut files = self.many.with.files(self.inputs.clone())?;
        let beside = self.archive.as_os_str().to_owned();
        // What lies beside the archive is called after it: its journal, its lock.
        files.leave_out(|path| path.as_os_str().as_encoded_bytes().starts_with(beside.as_encoded_bytes()));
        check_inputs(&files)?;
        let opened = self.many.open()?;
        let stop = stop_on_signal("stopping at what is committed")?;
        let reading = self.many.reading(&opened, &stop);
        let mut archive = self.waiting.open(&self.archive, "add")?;
        let mut counting = Counting::new(&files);
        let bundles = Bundle::of(&files, Position::default());
        let result = archive.add(&reading, &self.many.versions(&opened)?, bundles, |added| counting.report(&added.sum));
        counting.clear();
        let (end, added) = result.with_context(|| format!("{} was not finished", self.archive.display()))?;
        tell(&added);
        let end = if end == End::Complete { joined(&mut archive, &stop)? } else { end };
        Ok(match end {
            End::Stopped => {
                shown::note("stopped; the same command goes on behind what is in the archive");
                ExitCode::from(130)
            }
            End::Complete => {
                let damaged = added.sum.failures.contains_key(FailureKind::Damaged.name());
                ended(added.sum.coded + added.sum.other_languages + added.held, damaged)
            }
        })
    }
}

/// What became of the reports.
fn tell(added: &Added) {
    told(&added.sum).iter().for_each(shown::line);
    if added.versions > 0 {
        shown::line(format_args!(
            "{:>10} of the new are {} of others",
            added.versions,
            plural(added.versions, "version")
        ));
    }
    if added.held > 0 {
        shown::line(format_args!("{:>10} held already", counted(added.held, "report")));
    }
}

fn plural(number: u64, thing: &str) -> String {
    if number == 1 { format!("a new {thing}") } else { format!("new {thing}s") }
}
