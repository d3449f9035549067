//! What is done with an archive in one file?

mod add;
mod changes;
mod check;
mod export;
mod info;
mod ledger;
mod query;
mod recode;
mod remove;
mod search;

pub(crate) use add::Add;
pub(crate) use changes::Changes;
pub(crate) use check::Check;
pub(crate) use export::Export;
pub(crate) use info::Info;
pub(crate) use ledger::Ledger;
pub(crate) use query::Query;
pub(crate) use recode::Recode;
pub(crate) use remove::Remove;
pub(crate) use search::Search;

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use clap::Args;
use dateline_archive::reading::End;
use dateline_archive::store::{Archive, Error, Writer};

use crate::limit::time;
use crate::shown;

/// Joins the reports that are not compared yet to their stories, and tells what came of it; whether that was all.
pub(crate) fn joined(archive: &mut Archive, stop: &AtomicBool) -> anyhow::Result<End> {
    let Some(joined) = archive.join(stop)? else { return Ok(End::Stopped) };
    if joined.added > 0 {
        let among = if joined.all { "all" } else { "those near them" };
        shown::line(format_args!(
            "{:>10} compared with {among}, {} reports: {} written or changed",
            joined.added,
            joined.compared,
            stories(joined.stories)
        ));
    }
    Ok(End::Complete)
}

fn stories(number: u32) -> String {
    if number == 1 { "1 story".to_owned() } else { format!("{number} stories") }
}

/// How long a command waits for its turn to write.
#[derive(Args)]
pub(crate) struct Waiting {
    /// How long to wait, such as 20s or 2m, while another command writes into the archive.
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = time)]
    wait: Duration,
}

impl Waiting {
    /// Opens an archive that is there to write into it.
    pub(crate) fn open_there(&self, path: &Path, command: &str) -> anyhow::Result<Archive> {
        // Who mistyped a name would find an empty archive.
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() }.into());
        }
        self.open(path, command)
    }

    /// Opens the archive to write into it; whom it waits for is told.
    pub(crate) fn open(&self, path: &Path, command: &str) -> anyhow::Result<Archive> {
        let waits = |holder: &Writer| {
            shown::note(format_args!("waiting for {holder}, which is writing into {}", path.display()));
        };
        Ok(Archive::open_to_write(path, &Writer::here(&format!("dateline {command}")), self.wait, waits)?)
    }
}
