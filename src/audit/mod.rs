//! `dateline audit`: how often is it wrong, on the user's own texts?

mod draw;
mod export;
mod markdown;
mod replay;
mod report;
mod serve;

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, ensure};
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

/// How each file of SQLite begins: audits and archives.
const SQLITE: &[u8] = b"SQLite format 3";

/// Writes to a file, or to the standard output. What people have judged or gathered is never written over.
fn write(to: Option<&Path>, form: crate::shown::Form, text: &str) -> anyhow::Result<()> {
    if let Some(path) = to {
        ensure!(
            !is_kept(path),
            "{}: this is an audit or an archive, and is not written over; choose another --out",
            path.display()
        );
        return std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()));
    }
    let mut out = crate::shown::out(form);
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Whether a file holds what cannot be made again.
fn is_kept(path: &Path) -> bool {
    // A pipe is not read from.
    if !path.is_file() {
        return false;
    }
    let mut first = Vec::new();
    let read = File::open(path).and_then(|file| file.take(SQLITE.len() as u64).read_to_end(&mut first));
    read.is_ok() && first == SQLITE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn audits_and_archives_are_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let [kept, other] = ["k.audit", "o.csv"].map(|name| folder.path().join(name));
        std::fs::write(&kept, b"SQLite format 3\0and more").expect("written");
        std::fs::write(&other, "SQL").expect("written");
        assert!(write(Some(&kept), crate::shown::Form::Plain, "a,b").is_err());
        assert!(std::fs::read(&kept).expect("it is there").starts_with(SQLITE));
        write(Some(&other), crate::shown::Form::Plain, "a,b").expect("what is no such file may be");
        assert_eq!(std::fs::read_to_string(&other).expect("it is there"), "a,b");
    }
}
