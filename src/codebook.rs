//! `dateline codebook`: what the program knows of words and events, and whether entries keep their promises.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Subcommand};
use dateline::{Codebook, Entry, ExampleKind, Reader, Report};

use crate::model::ModelFolder;

/// List, explain and check the entries that events are coded by.
#[derive(Args)]
pub(crate) struct CodebookCommand {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read the example and counter-example of every entry, and say which break their promise.
    Check(Check),
    /// List entries: id, event, modes, CAMEO code, words.
    List(List),
    /// Show an entry in full.
    Explain(Explain),
}

#[derive(Args)]
struct Check {
    /// Entries of your own, added to the built-in ones; without any, the built-in ones are checked.
    #[arg(value_name = "FILE.toml")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    model: ModelFolder,
}

#[derive(Args)]
struct List {
    /// Only those of one event, such as THREATEN.
    #[arg(long, value_name = "EVENT")]
    event: Option<String>,
    /// Only those that this word can tell, in its dictionary form.
    #[arg(long, value_name = "LEMMA")]
    word: Option<String>,
}

#[derive(Args)]
struct Explain {
    /// The id, as a record shows it under `rule`.
    id: String,
}

impl CodebookCommand {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Check(check) => check.run(),
            Command::List(list) => list.run(),
            Command::Explain(explain) => explain.run(),
        }
    }
}

/// Takes up a file of entries.
pub(crate) fn add(codebook: &mut Codebook, file: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    codebook.add_entries(&text).map_err(|error| anyhow::anyhow!("{}:{error}", file.display()))
}

impl Check {
    fn run(self) -> anyhow::Result<ExitCode> {
        let mut codebook = Codebook::built_in();
        let built_in: Vec<String> = codebook.examples().iter().map(|example| example.entry.to_owned()).collect();
        for file in &self.files {
            add(&mut codebook, file)?;
        }
        let pipeline = self.model.open()?;
        let codebook = Arc::new(codebook);
        let mut reader = Reader::new(&pipeline, Arc::clone(&codebook));
        let own = |id: &str| self.files.is_empty() || !built_in.iter().any(|other| other == id);
        let examples =
            codebook.examples().into_iter().filter(|example| example.kind == ExampleKind::Event && own(example.entry));
        let (mut checked, mut broken) = (0, 0);
        let mut out = BufWriter::new(std::io::stdout().lock());
        for example in examples {
            let record = reader.read(&Report::new(example.text));
            checked += 1;
            if record.events.iter().any(|event| event.rule == example.entry) == example.counter {
                broken += 1;
                let what = if example.counter { "coded, but is the counter-example" } else { "not coded" };
                let instead: Vec<&str> = record.events.iter().map(|event| event.rule.as_str()).collect();
                writeln!(out, "{}: {what}: {} [{}]", example.entry, example.text, instead.join(", "))?;
            }
        }
        out.flush()?;
        anstream::eprintln!("{checked} sentences read, {broken} not as promised");
        Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

impl List {
    fn run(self) -> anyhow::Result<ExitCode> {
        let codebook = Codebook::built_in();
        let event = |entry: &Entry<'_>| self.event.as_ref().is_none_or(|event| event.eq_ignore_ascii_case(entry.event));
        let word = |entry: &Entry<'_>| self.word.as_ref().is_none_or(|word| entry.words().any(|own| own == word));
        let entries: Vec<Entry<'_>> = codebook.entries().filter(event).filter(word).collect();
        let mut out = BufWriter::new(std::io::stdout().lock());
        for entry in &entries {
            let modes = entry.modes.join(",");
            writeln!(
                out,
                "{}\t{}\t{modes}\t{}\t{}",
                entry.id,
                entry.event,
                entry.cameo,
                entry.words().collect::<Vec<_>>().join(", ")
            )?;
        }
        out.flush()?;
        let senses: usize = entries.iter().map(|entry| entry.words().count()).sum();
        anstream::eprintln!("{} entries, {senses} senses of words", entries.len());
        Ok(ExitCode::SUCCESS)
    }
}

impl Explain {
    fn run(self) -> anyhow::Result<ExitCode> {
        let codebook = Codebook::built_in();
        let Some(entry) = codebook.entries().find(|entry| entry.id == self.id) else {
            if self.id == "weighed" {
                anyhow::bail!(
                    "weighed is no entry: where none tells an event, trained weights may; `dateline read --rules-only` \
                     does without them"
                );
            }
            anyhow::bail!("no entry is called {}; `dateline codebook list` shows them", self.id);
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}: {}", entry.id, entry.what)?;
        let modes = if entry.modes.is_empty() { "-".to_owned() } else { entry.modes.join(", ") };
        writeln!(out, "  event      {} (mode {modes}, CAMEO {})", entry.event, entry.cameo)?;
        for (key, value) in entry.pattern() {
            writeln!(out, "  {key:<10} {value}")?;
        }
        writeln!(out, "  coded      {}", entry.example)?;
        writeln!(out, "  not coded  {}", entry.counter)?;
        Ok(ExitCode::SUCCESS)
    }
}
