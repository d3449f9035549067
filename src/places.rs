//! `dateline places`: the places that reports name, and where they are.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use dateline::record::{Place, Span};
use dateline::{Codebook, Report, locate};
use serde_json::{Value, json};

use crate::listing::{Listing, Question, all};
use crate::rows;
use crate::shown::{self, Form};
use crate::table;

/// List the places that reports name: country, point, how sure, and the sentence.
#[derive(Args)]
pub(crate) struct Places {
    /// Reports, as `dateline read` takes them.
    #[arg(required_unless_present = "mentions", conflicts_with = "mentions", value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// Instead, say where given stretches are: JSON Lines with "id", "text", "url" and "mentions", a list of pairs of
    /// characters, start and end; - for the standard input. Needs no language model.
    #[arg(long, value_name = "FILE")]
    mentions: Option<PathBuf>,
    /// Tell which other places of the same name were considered, and how likely each is.
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    listing: Listing,
}

impl Places {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let Some(path) = &self.mentions else {
            let answers = |record: &dateline::record::Record| serde_json::to_value(&record.places);
            let question =
                Question { name: "places", select: &all, table: table::places, answers, explains: self.explain };
            return self.listing.run(self.inputs, &question);
        };
        let codebook = self.listing.codebook()?;
        rows::answer(path, &mut shown::out(Form::Json), |row| located(row, &codebook, self.explain))
    }
}

fn located(row: &Value, codebook: &Codebook, explain: bool) -> anyhow::Result<Value> {
    let text = row["text"].as_str().context("no \"text\"")?;
    let length = text.chars().count();
    let mut report = Report::new(text);
    report.source.url = row["url"].as_str().map(str::to_owned);
    report.publisher = row["publisher"].as_str().map(str::to_owned);
    let mentions = row["mentions"].as_array().context("no \"mentions\", a list of pairs of characters")?;
    let span = |pair: &Value| {
        rows::span(pair, length).with_context(|| format!("a mention is no pair of characters of the text: {pair}"))
    };
    let mentions: Vec<Span> = mentions.iter().map(span).collect::<anyhow::Result<_>>()?;
    let places = locate(&report, &mentions, codebook);
    let answers = mentions.iter().zip(&places).map(|(span, place)| answer(*span, place.as_ref(), explain));
    Ok(json!({"id": row["id"], "places": answers.collect::<Vec<_>>()}))
}

fn answer(span: Span, place: Option<&Place>, explain: bool) -> Value {
    let mut answer = json!({"start": span.start, "end": span.end});
    if let Some(place) = place {
        answer["name"] = json!(place.name);
        answer["country"] = json!(place.country);
        answer["lat"] = json!(place.lat);
        answer["lon"] = json!(place.lon);
        answer["geonames_id"] = json!(place.geonames);
        answer["confidence"] = json!(place.confidence);
        if explain {
            answer["alternatives"] = json!(place.alternatives);
        }
    }
    answer
}
