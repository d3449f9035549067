//! `dateline info`: what does an archive hold, how large is it, and who writes into it?

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dateline_archive::store::{Archive, Info as Told};
use serde_json::{Map, Value, json};

use crate::code::counted;
use crate::shown::{self, Form, printable};

/// Show what an archive holds: reports, days, publishers, with what they were read, how large the file is and its parts.
#[derive(Args)]
pub(crate) struct Info {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// One line of JSON.
    Jsonl,
}

impl Info {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let info = Archive::open(&self.archive)?.info()?;
        let is_json = self.format == Format::Jsonl;
        let mut out = shown::out(if is_json { Form::Json } else { Form::Plain });
        if is_json {
            writeln!(out, "{}", object(&info))?;
        } else {
            lines(&info).into_iter().try_for_each(|(name, value)| {
                let value: String = value.chars().map(printable).collect();
                writeln!(out, "{name:<11} {value}")
            })?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Lines for people: of what, and what.
fn lines(info: &Told) -> Vec<(&'static str, String)> {
    let reports = info.coded + info.other_languages + info.failed();
    let mut lines = vec![
        ("archive", format!("version {}", info.version)),
        ("reports", reports.to_string()),
        (
            "",
            format!(
                "{} coded: {}, {}",
                info.coded,
                counted(info.happenings, "happening"),
                counted(info.quotations, "quotation")
            ),
        ),
    ];
    let some = [
        (info.other_languages, "in other languages"),
        (info.duplicates, "with the text of an earlier one"),
        (info.versions, "new versions of others"),
    ];
    lines.extend(some.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| ("", format!("{count} {what}"))));
    lines.extend(info.failures.iter().map(|(kind, count)| ("", format!("{count} failed: {kind}"))));
    lines.extend(info.stories.map(|stories| ("stories", stories.to_string())));
    lines.extend(info.days.as_ref().map(|[first, last]| ("days", format!("{first} to {last}"))));
    for (at, (publisher, count)) in info.publishers.iter().enumerate() {
        lines.push((if at == 0 { "publishers" } else { "" }, format!("{count:>6} {publisher}")));
    }
    for run in &info.runs {
        let program = format!("dateline {}", run.program);
        let with = [&program, &run.model, &run.codebook, &run.settings].map(String::as_str);
        let with: Vec<&str> = with.into_iter().filter(|part| !part.is_empty()).collect();
        lines.push(("run", format!("{}: {}, since {}", run.run, counted(run.reports, "report"), run.begun)));
        lines.extend(with.into_iter().map(|part| ("", part.to_owned())));
    }
    lines.push(("size", size(info.bytes())));
    lines.extend(info.parts.iter().map(|(part, bytes)| ("", format!("{:>9} {}", size(*bytes), part.name()))));
    lines.push(("writing", info.writer.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string)));
    lines
}

/// A number of bytes for people.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.2} GB", bytes as f64 / 1e9),
    }
}

fn object(info: &Told) -> Value {
    let counts =
        |pairs: &[(String, u64)]| pairs.iter().map(|(name, count)| (name.clone(), json!(count))).collect::<Map<_, _>>();
    let runs = info.runs.iter().map(|run| {
        json!({
            "run": run.run, "begun": run.begun, "program": run.program, "model": run.model, "codebook": run.codebook,
            "settings": run.settings, "reports": run.reports,
        })
    });
    let parts: Map<String, Value> =
        info.parts.iter().map(|(part, bytes)| (part.name().to_owned(), json!(bytes))).collect();
    json!({
        "version": info.version,
        "reports": info.coded + info.other_languages + info.failed(),
        "coded": info.coded,
        "other_languages": info.other_languages,
        "failed": counts(&info.failures),
        "duplicates": info.duplicates,
        "versions": info.versions,
        "happenings": info.happenings,
        "quotations": info.quotations,
        "stories": info.stories,
        "first_published": info.days.as_ref().map(|days| &days[0]),
        "last_published": info.days.as_ref().map(|days| &days[1]),
        "publishers": counts(&info.publishers),
        "runs": runs.collect::<Vec<_>>(),
        "bytes": info.bytes(),
        "parts": parts,
        "writing": info.writer.as_ref().map(ToString::to_string),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        assert_eq!(
            [0, 1, 999_999, 1_000_000, 2_345_000_000].map(size),
            ["0 kB", "1 kB", "1000 kB", "1.0 MB", "2.35 GB"]
        );
    }
}
