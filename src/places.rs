//! `dateline places`: the places that reports name, and where they are.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use dateline::record::{Place, Record, Span};
use dateline::{Codebook, Reader, Report, locate};
use serde_json::{Value, json};

use crate::gazetteer;
use crate::model::ModelFolder;

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
    #[command(flatten)]
    places: gazetteer::Places,
    #[command(flatten)]
    model: ModelFolder,
}

impl Places {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let mut codebook = Codebook::built_in();
        self.places.add_to(&mut codebook)?;
        let mut out = BufWriter::new(std::io::stdout().lock());
        match &self.mentions {
            Some(path) => locate_all(path, &codebook, &mut out)?,
            None => self.list(&codebook, &mut out)?,
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }

    fn list(self, codebook: &Codebook, out: &mut impl Write) -> anyhow::Result<()> {
        let pipeline = self.model.open()?;
        let mut reader = Reader::new(&pipeline, codebook);
        for outcome in dateline_intake::reports(self.inputs) {
            match outcome {
                Ok(report) => print_places(out, &reader.read(&report), &report)?,
                Err(failure) => anstream::eprintln!("dateline: {failure}"),
            }
        }
        Ok(())
    }
}

fn print_places(out: &mut impl Write, record: &Record, report: &Report) -> anyhow::Result<()> {
    writeln!(out, "{}", record.source.id)?;
    let chars: Vec<char> = report.text.chars().collect();
    for place in &record.places {
        let written: String = chars[place.span.start as usize..place.span.end as usize].iter().collect();
        let name = if written == place.name { written } else { format!("{written} ({})", place.name) };
        let point = match (place.lat, place.lon) {
            (Some(lat), Some(lon)) => format!("{lat:.2}, {lon:.2}"),
            _ => "-".into(),
        };
        let country = place.country.as_deref().unwrap_or("-");
        let sentence = around(&chars, place.span);
        writeln!(out, "  {name:<28} {country:<4} {point:<16} {:.2}  {sentence}", place.confidence)?;
    }
    Ok(())
}

/// The sentence around a stretch, as far as full stops and lines tell, cut to a line's length.
fn around(chars: &[char], span: Span) -> String {
    let (start, end) = (span.start as usize, (span.end as usize).min(chars.len()));
    let is_end = |i: usize| {
        chars[i] == '\n' || matches!(chars[i], '.' | '!' | '?') && chars.get(i + 1).is_none_or(|c| c.is_whitespace())
    };
    let first =
        (start.saturating_sub(60)..start).rev().find(|&i| is_end(i)).map_or(start.saturating_sub(60), |i| i + 1);
    let last = (end..chars.len().min(end + 60)).find(|&i| is_end(i)).map_or(chars.len().min(end + 60), |i| i + 1);
    chars[first..last].iter().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn locate_all(path: &Path, codebook: &Codebook, out: &mut impl Write) -> anyhow::Result<()> {
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
        let answer = located(&row, codebook).with_context(|| format!("line {} has no text or mentions", number + 1))?;
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn located(row: &Value, codebook: &Codebook) -> Option<Value> {
    let mut report = Report::new(row["text"].as_str()?);
    report.source.url = row["url"].as_str().map(str::to_owned);
    report.publisher = row["publisher"].as_str().map(str::to_owned);
    let number = |value: &Value| value.as_u64().and_then(|n| u32::try_from(n).ok());
    let span = |pair: &Value| Some(Span { start: number(&pair[0])?, end: number(&pair[1])? });
    let mentions: Vec<Span> = row["mentions"].as_array()?.iter().map(span).collect::<Option<_>>()?;
    let places = locate(&report, &mentions, codebook);
    let answers = mentions.iter().zip(&places).map(|(span, place)| answer(*span, place.as_ref()));
    Some(json!({"id": row["id"], "places": answers.collect::<Vec<_>>()}))
}

fn answer(span: Span, place: Option<&Place>) -> Value {
    let mut answer = json!({"start": span.start, "end": span.end});
    if let Some(place) = place {
        answer["name"] = json!(place.name);
        answer["country"] = json!(place.country);
        answer["lat"] = json!(place.lat);
        answer["lon"] = json!(place.lon);
        answer["geonames_id"] = json!(place.geonames);
        answer["confidence"] = json!(place.confidence);
    }
    answer
}
