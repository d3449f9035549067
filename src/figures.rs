//! `dateline figures`: the numbers of reports, and what they count.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::listing::{Listing, Question, all};
use crate::table;

/// List the figures of reports: number, what it counts, its role, who claims it, and the sentence.
#[derive(Args)]
pub(crate) struct Figures {
    /// Reports, as `dateline read` takes them.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    listing: Listing,
}

impl Figures {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let answers = |record: &dateline::record::Record| serde_json::to_value(&record.figures);
        let question = Question { name: "figures", select: &all, table: table::figures, answers, explains: false };
        self.listing.run(self.inputs, &question)
    }
}
