//! `dateline train quotations`: weights of what is said, fitted to annotated articles.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use dateline::training::{MarkedQuotation, Quotations};
use dateline::{Codebook, Report};

use super::last_parts;
use crate::model::ModelFolder;

/// Fit the weights of quotations to annotated articles, and print them as a weights file.
///
/// FOLDER holds `text/NAME.txt` and `attributions/NAME_….ann`, brat standoff with events of type Attribution whose
/// arguments are Content, Cue and Source: the form of PolNeAR. Of several annotators of a text the first is taken.
#[derive(Args)]
pub(crate) struct TrainQuotations {
    /// Folder with the annotated articles.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    model: ModelFolder,
}

impl TrainQuotations {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let pipeline = self.model.open()?;
        let codebook = Codebook::built_in();
        let mut quotations = Quotations::new(&pipeline, &codebook);
        let annotations = annotations(&self.folder.join("attributions"))?;
        for (stem, annotation) in &annotations {
            let path = self.folder.join("text").join(format!("{stem}.txt"));
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let marked = fs::read_to_string(annotation)
                .with_context(|| format!("cannot read {}", annotation.display()))
                .and_then(|standoff| marked(&standoff).with_context(|| format!("in {}", annotation.display())))?;
            quotations.add(&Report::new(&text), &marked);
        }
        let (candidates, marked) = quotations.count();
        crate::shown::line(format_args!(
            "{} articles, {candidates} candidates, {marked} of them marked",
            annotations.len()
        ));
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "# What speaks for a quotation and against it: logistic regression on candidates of said::candidates."
        )?;
        writeln!(out, "# Source: {} articles annotated in {}.", annotations.len(), last_parts(&self.folder))?;
        writeln!(
            out,
            "# Made by: dateline train quotations FOLDER. A feature, a tab, its weight (natural logarithm of the odds)."
        )?;
        out.write_all(quotations.fit().as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The first annotation file of each text.
fn annotations(folder: &Path) -> anyhow::Result<BTreeMap<String, PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let mut first = BTreeMap::new();
    for file in files {
        let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some((text, _)) = stem.rsplit_once('_') {
            first.entry(text.to_owned()).or_insert(file);
        }
    }
    Ok(first)
}

/// The attributions of a brat standoff file.
fn marked(standoff: &str) -> anyhow::Result<Vec<MarkedQuotation>> {
    let mut spans: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
    let mut found = Vec::new();
    for (i, line) in standoff.lines().enumerate() {
        let mut columns = line.split('\t');
        let (id, body) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        // The text of a stretch may run over lines: such a line only looks like one of its own.
        if id.strip_prefix('T').is_some_and(|number| number.parse::<u32>().is_ok()) {
            spans.insert(id, stretches(body).with_context(|| format!("line {}: no stretches in {body:?}", i + 1))?);
        }
    }
    for line in standoff.lines().filter(|line| line.starts_with('E')) {
        let mut quotation = MarkedQuotation::default();
        for argument in line.split_once('\t').map_or("", |(_, body)| body).split(' ') {
            let Some((role, id)) = argument.split_once(':') else { continue };
            let stretches = spans.get(id).cloned().unwrap_or_default();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Content" => quotation.content.extend(stretches),
                "Cue" => quotation.cue.extend(stretches),
                _ => {}
            }
        }
        found.push(quotation);
    }
    Ok(found)
}

/// `Content 5 9;12 20` as [(5, 9), (12, 20)].
fn stretches(body: &str) -> Option<Vec<(u32, u32)>> {
    let (_, numbers) = body.split_once(' ')?;
    let stretch = |part: &str| {
        let (start, end) = part.split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    numbers.split(';').map(stretch).collect()
}
