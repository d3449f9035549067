//! `dateline codebook`: what the program knows of words and events, and whether entries keep their promises.

mod check;
mod reference;

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use dateline::{Codebook, Entry};

use check::Check;

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
    /// Write the reference of the entries, a page in Markdown for each event and for the cues of speech.
    Docs(Docs),
    /// List entries: id, event, modes, CAMEO code, words.
    List(List),
    /// Show an entry in full.
    Explain(Explain),
}

#[derive(Args)]
struct Docs {
    /// Where to write them; files of the same names are written anew.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
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
            Command::Docs(docs) => docs.run(),
            Command::List(list) => list.run(),
            Command::Explain(explain) => explain.run(),
        }
    }
}

impl Docs {
    fn run(self) -> anyhow::Result<ExitCode> {
        std::fs::create_dir_all(&self.folder).with_context(|| format!("cannot make {}", self.folder.display()))?;
        for page in reference::pages(&Codebook::built_in()) {
            let path = self.folder.join(&page.name);
            std::fs::write(&path, &page.text).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl List {
    fn run(self) -> anyhow::Result<ExitCode> {
        let codebook = Codebook::built_in();
        let event =
            |entry: &Entry<'_>| self.event.as_ref().is_none_or(|event| event.eq_ignore_ascii_case(entry.event.name()));
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
        crate::shown::line(format_args!("{} entries, {senses} senses of words", entries.len()));
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
