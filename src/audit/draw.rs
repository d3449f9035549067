//! `dateline audit draw`: a sample of an archive, frozen in a file.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::{Args, ValueEnum};
use dateline::record::Span;
use dateline_eval::audit::{self, Dimension, Whole};
use dateline_language::{Annotator, Bytes};

use crate::model::ModelFolder;
use crate::shown;

/// Draw a sample of happenings, and of sentences in which none was found, into a file for `audit serve`.
///
/// Small strata get two at least, so that rare kinds are judged, too; the report weighs them back to the whole. The file holds
/// the texts, the answers, and with which versions they were read; it is never drawn over.
#[derive(Args)]
#[command(after_help = "Examples:
  dateline audit draw crisis.db --n 300 --by event,country,outlet,period
  dateline audit serve crisis.audit --coder Ama --coder Kofi --open")]
pub(crate) struct Draw {
    /// The archive; or a folder that `dateline code --format jsonl --with-text` wrote.
    #[arg(value_name = "ARCHIVE|FOLDER")]
    from: PathBuf,
    /// How many happenings.
    #[arg(long, value_name = "N", default_value_t = 300)]
    n: u64,
    /// How many sentences without one [default: a third of --n].
    #[arg(long, value_name = "N")]
    sentences: Option<u64>,
    /// By what happenings are parted into strata, what matters most first.
    #[arg(
        long,
        value_enum,
        value_name = "WHAT,…",
        value_delimiter = ',',
        default_value = "event,country,outlet,period"
    )]
    by: Vec<By>,
    /// Where chance begins: the same number draws the same sample of the same archive.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The file, or the folder for it [default: as the archive, with the ending .audit].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    model: ModelFolder,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Which of the sixteen events.
    Event,
    /// The country where it happened.
    Country,
    /// Who published the report.
    Outlet,
    /// The month of publication; the year, of more than two years.
    Period,
}

impl Draw {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        ensure!(self.n > 0, "--n 0: a sample has one happening at least");
        let whole = Whole::open(&self.from)?;
        let by: Vec<Dimension> = self.by.iter().map(|by| dimension(*by)).collect();
        let sentences = self.sentences.unwrap_or(self.n / 3);
        let draw = audit::Draw { happenings: self.n, sentences, by, seed: self.seed };
        let file = self.file()?;
        let version = env!("CARGO_PKG_VERSION");
        let drawn = if sentences == 0 {
            // Nobody parts a text: no model is needed.
            draw.into_file(&whole, &file, version, &mut |_| Vec::new())?
        } else {
            let pipeline = self.model.open()?;
            let mut annotator = pipeline.annotator();
            draw.into_file(&whole, &file, version, &mut |text| sentences_of(text, &mut annotator))?
        };
        let sheets = audit::Audit::open(&file)?.count()?;
        shown::line(format_args!("{:>10} happenings and {} reports to draw from", drawn.happenings, drawn.reports));
        shown::line(format_args!("{sheets:>10} sheets drawn into {}", file.display()));
        if drawn.happenings < self.n {
            shown::note(format_args!("there are only {} happenings, and all of them were drawn", drawn.happenings));
        }
        shown::note(format_args!("`dateline audit serve {} --coder NAME` shows them to judge", file.display()));
        Ok(ExitCode::SUCCESS)
    }

    /// Where the sample is written.
    fn file(&self) -> anyhow::Result<PathBuf> {
        let from = self.from.canonicalize().unwrap_or_else(|_| self.from.clone());
        let stem = from.file_stem().unwrap_or_else(|| OsStr::new("sample")).to_string_lossy();
        let name = PathBuf::from(format!("{stem}.audit"));
        let Some(out) = &self.out else { return Ok(name) };
        let is_folder = out.is_dir() || out.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
        if !is_folder {
            return Ok(out.clone());
        }
        std::fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
        Ok(out.join(name))
    }
}

fn dimension(by: By) -> Dimension {
    match by {
        By::Event => Dimension::Event,
        By::Country => Dimension::Country,
        By::Outlet => Dimension::Outlet,
        By::Period => Dimension::Period,
    }
}

/// The sentences of a text, in characters: each paragraph is parted by itself, as when it is read.
fn sentences_of(text: &str, annotator: &mut Annotator) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            parts.push(Bytes { start: start as u32, end: (start + line.len()) as u32 });
        }
        start += line.len() + 1;
    }
    if parts.is_empty() {
        return Vec::new();
    }
    let doc = annotator.annotate_parts(text, &parts);
    let span = |sentence: dateline_language::Span<'_>| {
        let mut words = sentence.tokens().filter(|token| !token.is_space()).map(|token| token.chars());
        let first = words.next()?;
        let last = words.next_back().unwrap_or(first);
        Some(Span { start: first.start, end: last.end })
    };
    doc.sentences().filter_map(span).collect()
}
