//! `dateline times`: the times that reports name.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::listing::{Listing, Question, all};
use crate::table;

/// List the times that reports name: words, TIMEX3 type and value, and the sentence.
#[derive(Args)]
pub(crate) struct Times {
    /// Reports, as `dateline read` takes them.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    listing: Listing,
}

impl Times {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let answers = |record: &dateline::record::Record| serde_json::to_value(&record.times);
        let question = Question { name: "times", select: &all, table: table::times, answers, explains: false };
        self.listing.run(self.inputs, &question)
    }
}
