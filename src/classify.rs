//! `dateline classify`: the event that relates two given mentions.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use dateline::record::Span;
use dateline::{Classification, Codebook, Reader, Report};
use serde_json::{Value, json};

use crate::model::{EncoderFolder, ModelFolder};
use crate::preferences::preferences;
use crate::rows;
use crate::shown::{self, Form};

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
        let mut codebook = Codebook::built_in();
        if self.rules_only {
            codebook = codebook.rules_only();
        }
        let pipeline = self.model.open()?;
        let encoder = if self.quick || self.rules_only || preferences().quick.unwrap_or_default() {
            None
        } else {
            self.encoder.open()?
        };
        let mut reader = Reader::new(&pipeline, codebook).with_encoder(encoder);
        rows::answer(&self.input, &mut shown::out(Form::Json), |given| {
            let row = row(given)?;
            Ok(if self.features {
                let views = reader.views(&row.report, row.source, row.target);
                json!({"id": row.id, "features": reader.features(&row.report, row.source, row.target), "views": views})
            } else {
                answer(&row.id, &reader.relate(&row.report, row.source, row.target))
            })
        })
    }
}

fn row(row: &Value) -> anyhow::Result<Row> {
    let text = row["text"].as_str().context("no \"text\"")?;
    let length = text.chars().count();
    let (source, target) = (mention(row, "source", length)?, mention(row, "target", length)?);
    Ok(Row { id: row["id"].clone(), report: Report::new(text), source, target })
}

/// A mention; absent where the row has none, which some collections do.
fn mention(row: &Value, key: &str, length: usize) -> anyhow::Result<Option<Span>> {
    let value = &row[key];
    if value.is_null() {
        return Ok(None);
    }
    rows::span(value, length)
        .map(Some)
        .with_context(|| format!("\"{key}\" is no pair of characters of the text: {value}"))
}

fn answer(id: &Value, relation: &Classification) -> Value {
    json!({
        "id": id, "root": relation.root, "mode": relation.mode, "aux": relation.aux,
        "confidence": relation.confidence, "rule": relation.rule,
    })
}
