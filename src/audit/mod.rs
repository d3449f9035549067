//! `dateline audit`: how often is it wrong, on the user's own texts?

mod draw;
mod export;
mod markdown;
mod replay;
mod report;
mod serve;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};

/// Find out how often answers are wrong, on your own reports: draw a sample, let people judge it, and get figures for your paper.
///
/// `audit draw` draws happenings, and sentences in which none was found, into a file; `audit serve` lets coders judge them in a
/// browser; `audit report` tells precision, recall and agreement with intervals; `audit replay` holds the same sample against a
/// newer program (docs/audit.md).
#[derive(Args)]
pub(crate) struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Draw(draw::Draw),
    Serve(serve::Serve),
    Report(report::Report),
    Export(export::Export),
    Replay(replay::Replay),
}

impl Audit {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self.what {
            What::Draw(draw) => draw.run(),
            What::Serve(serve) => serve.run(),
            What::Report(report) => report.run(),
            What::Export(export) => export.run(),
            What::Replay(replay) => replay.run(),
        }
    }
}

/// Writes to a file, or to the standard output.
fn write(to: Option<&Path>, form: crate::shown::Form, text: &str) -> anyhow::Result<()> {
    if let Some(path) = to {
        return std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()));
    }
    let mut out = crate::shown::out(form);
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
