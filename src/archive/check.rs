//! `dateline check`: is an archive as it should be?

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use dateline_archive::store::{Archive, Fault};

use crate::archive::Waiting;
use crate::code::counted;
use crate::counting::Steps;
use crate::shown;

/// Check that an archive is whole: the pages of its file, references between its tables, its indexes, every record.
///
/// It is read only. What is wrong is told with the way to mend it; --repair makes the tables of answers and the indexes of
/// words anew from the records.
#[derive(Args)]
pub(crate) struct Check {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// Make tables of answers and indexes anew from the records.
    #[arg(long)]
    repair: bool,
    #[command(flatten)]
    waiting: Waiting,
}

impl Check {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        if self.repair {
            return self.repaired();
        }
        let archive = Archive::open(&self.archive)?;
        let reports = archive.reports()?;
        let mut steps = Steps::new(reports, "checked");
        let faults = archive.check(|checked| steps.at(checked));
        steps.clear();
        let faults = faults?;
        if faults.is_empty() {
            shown::line(format_args!("{} checked: the archive is whole", counted(reports, "report")));
            return Ok(ExitCode::SUCCESS);
        }
        tell(&faults);
        let archive = self.archive.display();
        if faults.iter().all(|fault| fault.mended) {
            shown::note(format_args!("to mend it: dateline check {archive} --repair"));
        } else {
            shown::note(format_args!(
                "copy the archive away first; then `dateline check {archive} --repair` makes anew what can be made from \
                 whole records; reports without one: `dateline remove`, and add them again"
            ));
        }
        Ok(ExitCode::FAILURE)
    }

    fn repaired(&self) -> anyhow::Result<ExitCode> {
        let mut archive = self.waiting.open_there(&self.archive, "check --repair")?;
        let mut steps = Steps::new(archive.reports()?, "made anew");
        let result = archive.repair(|made| steps.at(made));
        steps.clear();
        let (made, faults) = result?;
        shown::line(format_args!("the answers to {} were made anew", counted(made, "report")));
        // What cannot be made from records is still as it was.
        let left = if faults.is_empty() { archive.check(|_| {})? } else { faults };
        tell(&left);
        if left.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        shown::note("what is left cannot be made from records: `dateline remove` these reports, and add them again");
        Ok(ExitCode::FAILURE)
    }
}

fn tell(faults: &[Fault]) {
    faults.iter().for_each(|fault| shown::error(&fault.what));
}
