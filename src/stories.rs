//! `dateline stories`: which reports are copies, which tell the same story, which events are one?

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use clap::{Args, ValueEnum};
use dateline::record::Record;
use dateline::{Codebook, Reader, Report};
use dateline_archive::stories::{Collection, Dedup, Scope, Stories as Found};
use dateline_intake::FailureKind;
use dateline_language::{Encoder, Pipeline};

use crate::progress::Progress;
use crate::read_with::{ReadWith, ended};
use crate::shown;

mod listing;

/// Find copies of one report, reports of one story, and events that many reports tell.
///
/// A copy has half of its sentences from another report, as they are or lightly rewritten; copies are one origin. Origins
/// that tell of the same happening are one story. An event of a story is counted once, with the reports that tell it, the
/// number of independent origins, and what they say differently.
#[derive(Args)]
pub(crate) struct Stories {
    /// Reports: web archives (WARC, WET), web pages, feeds, JSON Lines, Parquet, NewsML-G2, NITF, ninjs, text; each also
    /// as .gz or .zst; folders of them, patterns such as '2031/*.warc.gz', or - for the standard input.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// How to print what was found [default: table on a terminal, else jsonl].
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    joining: Joining,
    #[command(flatten)]
    with: ReadWith,
}

/// What is joined, and how far apart it may be.
#[derive(Args)]
pub(crate) struct Joining {
    /// What is joined: nothing, copies of one report, or also different reports of one happening.
    #[arg(long, value_enum, value_name = "WHAT", default_value = "stories")]
    dedup: Joined,
    /// Days between one report of a story and the next; also between the days of one event, where a report does not
    /// write its day.
    #[arg(long, value_name = "DAYS", default_value_t = Scope::default().window_days)]
    window_days: u32,
    /// Kilometres between the places that two reports give for one event.
    #[arg(long, value_name = "KM", value_parser = kilometres, default_value_t = Scope::default().window_km)]
    window_km: f64,
}

#[derive(Clone, Copy, ValueEnum)]
enum Joined {
    /// Every report stands for itself.
    None,
    /// Copies and rewrites of one report.
    Copies,
    /// Copies, and different reports of the same happening.
    Stories,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One line a report: {"id", "copies", "story"}, the numbers of its origin and its story.
    Jsonl,
    /// One line a story: its origins with their copies, and its merged events.
    Stories,
    /// One line a merged event, with the number of its story.
    Events,
    /// For people.
    Table,
}

/// A distance: a finite number that is not below 0.
fn kilometres(text: &str) -> Result<f64, String> {
    let km = text.parse().ok().filter(|km: &f64| km.is_finite() && *km >= 0.0);
    km.ok_or_else(|| "a number of kilometres is wanted, 0 or more".to_owned())
}

impl Joining {
    pub(crate) fn scope(&self) -> Scope {
        let dedup = match self.dedup {
            Joined::None => Dedup::None,
            Joined::Copies => Dedup::Copies,
            Joined::Stories => Dedup::Stories,
        };
        Scope { dedup, window_days: self.window_days, window_km: self.window_km }
    }
}

/// Reports that are read at a time by each thread.
const BLOCK: usize = 32;

impl Stories {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let terminal = std::io::stdout().is_terminal();
        let format = self.format.unwrap_or(if terminal { Format::Table } else { Format::Jsonl });
        let (found, damaged) = self.find()?;
        let reports = found.reports().count() as u64;
        if reports > 0 {
            print(&found, format)?;
        }
        Ok(ended(reports, damaged))
    }

    fn find(self) -> anyhow::Result<(Found, bool)> {
        let (pipeline, codebook, encoder) = self.with.open()?;
        let codebook = Arc::new(codebook);
        let mut collection = Collection::new(self.joining.scope());
        let files = self.with.files(self.inputs.clone())?;
        let (mut progress, mut damaged) = (Progress::new(&files), false);
        let mut block: Vec<Report> = Vec::new();
        let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        for outcome in files.reports() {
            match outcome {
                Ok(report) => {
                    block.push(self.with.dated(report));
                }
                Err(failure) => {
                    progress.clear();
                    damaged |= failure.kind == FailureKind::Damaged;
                    shown::error(&failure);
                }
            }
            if block.len() == BLOCK * threads {
                add(&mut collection, &block, &pipeline, encoder.as_ref(), &codebook)?;
                block.iter().for_each(|_| progress.step());
                block.clear();
            }
        }
        add(&mut collection, &block, &pipeline, encoder.as_ref(), &codebook)?;
        Ok((collection.stories(), damaged))
    }
}

/// Reads a block of reports on all cores and adds them in their order.
fn add(
    collection: &mut Collection,
    block: &[Report],
    pipeline: &Pipeline,
    encoder: Option<&Encoder>,
    codebook: &Arc<Codebook>,
) -> Result<(), dateline_archive::Error> {
    let read = |reports: &[Report]| -> Vec<Record> {
        let mut reader = Reader::new(pipeline, Arc::clone(codebook)).with_encoder(encoder.cloned());
        reports.iter().map(|report| reader.read(report)).collect()
    };
    let records: Vec<Record> = thread::scope(|scope| {
        let threads: Vec<_> = block.chunks(BLOCK).map(|reports| scope.spawn(move || read(reports))).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
            .collect()
    });
    records.iter().zip(block).try_for_each(|(record, report)| collection.add(record, &report.text))
}

fn print(found: &Found, format: Format) -> anyhow::Result<()> {
    let form = if format == Format::Table { shown::Form::of_tables() } else { shown::Form::Json };
    let mut out = shown::out(form);
    match format {
        Format::Jsonl => lines(&mut out, found.reports())?,
        Format::Stories => lines(&mut out, found.iter())?,
        Format::Events => {
            for story in found.iter() {
                lines(&mut out, story.events.iter().map(|event| InStory { story: story.story, event }))?;
            }
        }
        Format::Table => {
            out.write_all(listing::listing(found, crate::table::width()).as_bytes())?;
        }
    }
    out.flush()?;
    Ok(())
}

/// A merged event with the number of its story.
#[derive(serde::Serialize)]
struct InStory<'e> {
    story: u32,
    #[serde(flatten)]
    event: &'e dateline_archive::stories::MergedEvent,
}

fn lines(out: &mut impl Write, objects: impl Iterator<Item = impl serde::Serialize>) -> anyhow::Result<()> {
    for object in objects {
        serde_json::to_writer(&mut *out, &object)?;
        writeln!(out)?;
    }
    Ok(())
}
