//! `dateline classify`: the event that relates two given mentions.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use dateline::record::Span;
use dateline::{Classification, Codebook, Reader, Report};
use serde_json::{Value, json};

use crate::model::{EncoderFolder, ModelFolder};

/// Say which PLOVER event relates two given mentions of each text: what one did to the other.
///
/// Takes JSON Lines: {"id", "text", "source": [start, end], "target": [start, end]}, in characters, end exclusive. Prints
/// a line for each: {"id", "root", "mode", "aux", "confidence", "rule"}; the root is always one of the sixteen.
#[derive(Args)]
pub(crate) struct Classify {
    /// The rows; - for the standard input.
    #[arg(value_name = "FILE.jsonl")]
    input: PathBuf,
    /// Let the codebook decide alone, without the trained weights.
    #[arg(long)]
    rules_only: bool,
    /// Judge by words and grammar alone, without the encoder.
    #[arg(long)]
    quick: bool,
    /// Print what is weighed instead of the answer, for training.
    #[arg(long, conflicts_with = "rules_only")]
    features: bool,
    #[command(flatten)]
    encoder: EncoderFolder,
    #[command(flatten)]
    model: ModelFolder,
}

/// A row: a text and two mentions.
struct Row {
    id: Value,
    report: Report,
    source: Option<Span>,
    target: Option<Span>,
}

impl Classify {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let input = open(&self.input)?;
        let mut codebook = Codebook::built_in();
        if self.rules_only {
            codebook = codebook.rules_only();
        }
        let pipeline = self.model.open()?;
        let encoder = if self.quick || self.rules_only { None } else { self.encoder.open()? };
        let mut reader = Reader::new(&pipeline, codebook).with_encoder(encoder);
        let mut out = BufWriter::new(std::io::stdout().lock());
        for (number, line) in input.lines().enumerate() {
            let line = line.with_context(|| format!("cannot read {}", self.input.display()))?;
            if line.trim().is_empty() {
                continue;
            }
            let row = row(&line).with_context(|| format!("{}:{}", self.input.display(), number + 1))?;
            let answer = if self.features {
                let views = reader.views(&row.report, row.source, row.target);
                json!({"id": row.id, "features": reader.features(&row.report, row.source, row.target), "views": views})
            } else {
                answer(&row.id, &reader.relate(&row.report, row.source, row.target))
            };
            writeln!(out, "{answer}")?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Box::new(BufReader::new(file)))
}

fn row(line: &str) -> anyhow::Result<Row> {
    let row: Value = serde_json::from_str(line).context("is not JSON")?;
    let text = row["text"].as_str().context("has no \"text\"")?;
    let length = text.chars().count();
    let (source, target) = (mention(&row, "source", length)?, mention(&row, "target", length)?);
    Ok(Row { id: row["id"].clone(), report: Report::new(text), source, target })
}

/// A mention; absent where the row has none, which some collections do.
fn mention(row: &Value, key: &str, length: usize) -> anyhow::Result<Option<Span>> {
    let value = &row[key];
    if value.is_null() {
        return Ok(None);
    }
    let at = |i: usize| value[i].as_u64().and_then(|n| u32::try_from(n).ok());
    match (at(0), at(1)) {
        (Some(start), Some(end)) if start < end && end as usize <= length => Ok(Some(Span { start, end })),
        _ => anyhow::bail!("\"{key}\" is no pair of characters of the text: {value}"),
    }
}

fn answer(id: &Value, relation: &Classification) -> Value {
    json!({
        "id": id, "root": relation.root, "mode": relation.mode, "aux": relation.aux,
        "confidence": relation.confidence, "rule": relation.rule,
    })
}
