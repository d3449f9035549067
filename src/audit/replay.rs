//! `dateline audit replay`: the same sample after an update of program or codebook.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use clap::{Args, ValueEnum};
use dateline::record::Record;
use dateline::{Reader, Report};
use dateline_archive::read_within;
use dateline_archive::store::Archive;
use dateline_eval::audit::{self, Replayed};

use crate::reading::{ReadMany, stop_on_signal};
use crate::shown::{self, Form};

/// Read a sample again with the program as it is now, and tell which answers became better and which worse, by what coders
/// said of the old ones.
#[derive(Args)]
pub(crate) struct Replay {
    /// The sample that was judged.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Take the new answers from this archive, instead of reading again.
    #[arg(long, value_name = "ARCHIVE")]
    with: Option<PathBuf>,
    /// As what.
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Where it is written [default: the standard output].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    many: ReadMany,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Markdown,
    /// For programs.
    Json,
}

impl Replay {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let audit = audit::Audit::open(&self.file)?;
        let replayed = match &self.with {
            Some(archive) => taken(&audit, archive)?,
            None => self.read_again(&audit)?,
        };
        let (form, text) = match self.format {
            Format::Markdown => (Form::Plain, super::markdown::replayed(&replayed)),
            Format::Json => (Form::Json, serde_json::to_string_pretty(&replayed)? + "\n"),
        };
        super::write(self.out.as_deref(), form, &text)?;
        Ok(if replayed.sheets == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    fn read_again(&self, audit: &audit::Audit) -> anyhow::Result<Replayed> {
        let opened = self.many.open()?;
        let stop = stop_on_signal("stopping")?;
        let reading = self.many.reading(&opened, &stop);
        let versions = self.many.versions(&opened)?;
        for before in audit.drawn()?.read_with {
            shown::note(format_args!("before: {}; {}; {}", before.program, before.model, before.codebook));
        }
        shown::note(format_args!("now: {}; {}; {}", versions.program, versions.model, versions.codebook));
        let mut reader = Reader::new(reading.pipeline, reading.codebook.clone()).with_encoder(reading.encoder.clone());
        audit.replay(|_, report| {
            anyhow::ensure!(!stop.load(Ordering::Relaxed), "it was stopped");
            let mut report = report.clone();
            report.assumed = report.assumed.or(reading.date);
            match read_within(&mut reader, &report, reading.limit) {
                Ok(mut record) => {
                    record.keep_confident(reading.min_confidence);
                    Ok(Some(record))
                }
                Err(failure) => {
                    shown::error(&failure);
                    Ok(None)
                }
            }
        })
    }
}

/// The answers that an archive has now.
fn taken(audit: &audit::Audit, path: &Path) -> anyhow::Result<Replayed> {
    let archive = Archive::open(path)?;
    audit.replay(|number, report| {
        let found = record(&archive, number, report)?;
        if found.is_none() {
            shown::note(format_args!("{} has no report with the text of {}", path.display(), report.source.id));
        }
        Ok(found)
    })
}

/// The record of a report with this text: under its number, or another one.
fn record(archive: &Archive, number: u64, report: &Report) -> anyhow::Result<Option<Record>> {
    let of = |number: u64| -> anyhow::Result<Option<Record>> {
        let entry = archive.entry_of(number)?.filter(|entry| entry.text == report.text);
        Ok(entry.and_then(|entry| entry.answer.ok()))
    };
    if let Some(record) = of(number)? {
        return Ok(Some(record));
    }
    let mut statement =
        archive.connection().prepare_cached("SELECT report FROM texts WHERE text = ? ORDER BY report")?;
    let mut rows = statement.query([&report.text])?;
    match rows.next()? {
        Some(row) => of(row.get::<_, i64>(0)? as u64),
        None => Ok(None),
    }
}
