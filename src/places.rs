//! `dateline places`: the places that reports name, and where they are.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use dateline::record::{Place, Span};
use dateline::{Codebook, Report, locate};
use serde_json::{Value, json};

use crate::listing::{Listing, Question, all};
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
        let mut out = BufWriter::new(std::io::stdout().lock());
        locate_all(path, &codebook, self.explain, &mut out)?;
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

fn locate_all(path: &Path, codebook: &Codebook, explain: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let input: Box<dyn std::io::Read> = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        Box::new(std::io::Cursor::new(bytes))
    } else {
        Box::new(File::open(path).with_context(|| format!("cannot read {}", path.display()))?)
    };
    for (number, line) in BufReader::new(input).lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let row: Value = serde_json::from_str(&line).with_context(|| format!("line {} is not JSON", number + 1))?;
        let answer =
            located(&row, codebook, explain).with_context(|| format!("line {} has no text or mentions", number + 1))?;
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn located(row: &Value, codebook: &Codebook, explain: bool) -> Option<Value> {
    let mut report = Report::new(row["text"].as_str()?);
    report.source.url = row["url"].as_str().map(str::to_owned);
    report.publisher = row["publisher"].as_str().map(str::to_owned);
    let number = |value: &Value| value.as_u64().and_then(|n| u32::try_from(n).ok());
    let span = |pair: &Value| Some(Span { start: number(&pair[0])?, end: number(&pair[1])? });
    let mentions: Vec<Span> = row["mentions"].as_array()?.iter().map(span).collect::<Option<_>>()?;
    let places = locate(&report, &mentions, codebook);
    let answers = mentions.iter().zip(&places).map(|(span, place)| answer(*span, place.as_ref(), explain));
    Some(json!({"id": row["id"], "places": answers.collect::<Vec<_>>()}))
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
