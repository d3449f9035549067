//! `dateline codebook check`: are these entries sound, and do they keep their promises?

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::ensure;
use clap::Args;
use dateline::{Codebook, Example, ExampleKind, Reader, Report};
use dateline_kit::add;

use crate::model::ModelFolder;
use crate::own_entries::files;
use crate::shown::{self, Form};

/// Read the example and counter-example of every entry, and say which break their promise.
#[derive(Args)]
pub(crate) struct Check {
    /// Files of your own with entries for events or with people, organizations and roles, or folders of such files; they are
    /// added to the built-in ones. Without any, the built-in ones are checked.
    #[arg(value_name = "FOLDER|FILE.toml")]
    own: Vec<PathBuf>,
    #[command(flatten)]
    model: ModelFolder,
}

impl Check {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let mut codebook = Codebook::built_in();
        let built_in: Vec<String> = codebook.examples().iter().map(|example| example.entry.to_owned()).collect();
        let mistakes = self.add_own(&mut codebook)?;
        if mistakes > 0 {
            shown::line(format_args!("{mistakes} {}", if mistakes == 1 { "mistake" } else { "mistakes" }));
            return Ok(ExitCode::FAILURE);
        }
        let codebook = Arc::new(codebook);
        let own = |id: &str| self.own.is_empty() || !built_in.iter().any(|other| other == id);
        let examples: Vec<Example<'_>> = codebook.examples().into_iter().filter(|example| own(example.entry)).collect();
        self.read(&codebook, &examples)
    }

    /// Takes up the user's files and prints their mistakes; how many there are.
    fn add_own(&self, codebook: &mut Codebook) -> anyhow::Result<usize> {
        let mut mistakes = 0;
        let mut out = shown::out(Form::Plain);
        for path in &self.own {
            for file in files_of(path)? {
                if let Err(error) = add(codebook, &file)? {
                    mistakes += error.mistakes().len();
                    writeln!(out, "{error}")?;
                }
            }
        }
        out.flush()?;
        Ok(mistakes)
    }

    /// Reads the sentences and prints those that are not read as promised.
    fn read(&self, codebook: &Arc<Codebook>, examples: &[Example<'_>]) -> anyhow::Result<ExitCode> {
        let events: Vec<&Example<'_>> = examples.iter().filter(|example| example.kind == ExampleKind::Event).collect();
        if events.is_empty() {
            shown::line("no mistakes; people, organizations and roles have no sentences to read");
            return Ok(ExitCode::SUCCESS);
        }
        let pipeline = self.model.open()?;
        let mut reader = Reader::new(&pipeline, Arc::clone(codebook));
        let mut broken = 0;
        let mut out = shown::out(Form::Plain);
        for example in &events {
            let record = reader.read(&Report::new(example.text));
            if record.events.iter().any(|event| event.rule == example.entry) == example.counter {
                broken += 1;
                let what = if example.counter { "coded, but is the counter-example" } else { "not coded" };
                let instead: Vec<&str> = record.events.iter().map(|event| event.rule.as_str()).collect();
                writeln!(out, "{}: {what}: {} [{}]", example.entry, example.text, instead.join(", "))?;
            }
        }
        out.flush()?;
        shown::line(format_args!("{} sentences read, {broken} not as promised", events.len()));
        Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// The files that a path names: itself, or those of the folder.
fn files_of(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let found = files(path)?;
    ensure!(!found.is_empty(), "there is no .toml file in {}", path.display());
    Ok(found)
}
