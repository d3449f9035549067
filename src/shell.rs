//! `dateline completions` and `dateline man`: what a shell and a manual know of the commands.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

/// Print the script by which a shell completes commands and options.
#[derive(Args)]
#[command(after_help = "Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish")]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    shell: clap_complete::Shell,
}

impl Completions {
    pub(crate) fn run(self, mut program: clap::Command) -> anyhow::Result<ExitCode> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut program, "dateline", &mut script);
        std::io::stdout().lock().write_all(&script)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Write the manual pages, one for the program and one for each command.
#[derive(Args)]
#[command(after_help = "Example:
  dateline man ~/.local/share/man/man1 && man dateline-read")]
pub(crate) struct Man {
    /// Where they are written; files of the same names are written anew.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Man {
    pub(crate) fn run(self, program: clap::Command) -> anyhow::Result<ExitCode> {
        let folder = self.folder.display();
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot make the folder {folder}"))?;
        clap_mangen::generate_to(program, &self.folder).with_context(|| format!("cannot write into {folder}"))?;
        Ok(ExitCode::SUCCESS)
    }
}
