//! `dateline parse`: the words, tags and trees of texts.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use dateline::Report;
use dateline_intake::FailureKind;
use dateline_language::{Doc, Token};
use serde_json::json;

use crate::kinds::Named;
use crate::model::ModelFolder;
use crate::read_with::ended;
use crate::shown;

/// Print the words, tags, trees and names of texts, one document a line.
#[derive(Args)]
pub(crate) struct Parse {
    /// Files, folders, or - for the standard input.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// How to print a document.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Analyse, but print nothing.
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    named: Named,
    #[command(flatten)]
    model: ModelFolder,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line.
    Jsonl,
    /// CoNLL-U, ten columns a word, with tags, relations and lemmas as the model has them.
    Conllu,
}

impl Parse {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let pipeline = self.model.open()?;
        let mut annotator = pipeline.annotator();
        let form = if self.format == Format::Conllu { shown::Form::Plain } else { shown::Form::Json };
        let mut out = shown::out(form);
        let (mut printed, mut damaged) = (0, false);
        for outcome in self.named.files(self.inputs).reports() {
            match outcome {
                Ok(report) => {
                    let doc = annotator.annotate(report.text.as_str());
                    if !self.quiet {
                        match self.format {
                            Format::Jsonl => json_line(&mut out, &report, &doc)?,
                            Format::Conllu => write!(out, "# newdoc id = {}\n{}", report.source.id, doc.to_conllu())?,
                        }
                    }
                    printed += 1;
                }
                Err(failure) => {
                    damaged |= failure.kind == FailureKind::Damaged;
                    shown::error(&failure);
                }
            }
        }
        out.flush()?;
        Ok(ended(printed, damaged))
    }
}

fn json_line(out: &mut impl Write, report: &Report, doc: &Doc) -> anyhow::Result<()> {
    let word = |token: Token<'_>| {
        json!({
            "text": token.text(), "start": token.chars().start, "end": token.chars().end, "lemma": token.lemma(),
            "tag": token.tag().name(), "pos": token.pos().name(), "dep": token.dep().name(), "head": token.head().i(), "ent": token.iob(),
            "sent_start": token.sentence().start() == token.i(),
        })
    };
    let tokens: Vec<_> = doc.tokens().map(word).collect();
    let line = json!({"source": {"id": report.source.id}, "tokens": tokens});
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)?;
    Ok(())
}
