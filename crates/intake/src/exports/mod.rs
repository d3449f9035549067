//! Which reports does the export of a press archive hold, as text, as a page, as XML?
//!
//! An archive is described as data, in `archives/` or in a file of the user's own; one parser reads by descriptions.

mod description;
mod elements;
mod fields;
mod found;
mod lines;
mod order;
mod parts;
mod pattern;
mod reading;
mod writers;

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use dateline::Source;

use self::description::Description;
use self::pattern::Made;
use crate::outcome::Outcome;

/// Descriptions of the program, in the order in which they are asked.
const BUILT_IN: [&str; 6] = [
    include_str!("../../archives/factiva.toml"),
    include_str!("../../archives/lexisnexis.toml"),
    include_str!("../../archives/nexis-uni.toml"),
    include_str!("../../archives/proquest.toml"),
    include_str!("../../archives/newsbank.toml"),
    include_str!("../../archives/europresse.toml"),
];

static KNOWN: LazyLock<Arc<Vec<Description>>> = LazyLock::new(|| {
    let known = BUILT_IN.map(|text| Description::of(text, Made::WhenAsked).expect("a description of the program"));
    Arc::new(known.into())
});

/// The press archives whose exports are known.
#[derive(Clone, Debug)]
pub struct Archives(Arc<Vec<Description>>);

impl Default for Archives {
    /// Those that the program knows.
    fn default() -> Self {
        Self(KNOWN.clone())
    }
}

/// The name of an archive, and the reports of an export of it.
pub(crate) type Export<'a> = (&'a str, Vec<Outcome>);

impl Archives {
    /// Those of a file of TOML, or of each `.toml` file of a folder, and, behind them, those that the program knows.
    ///
    /// # Errors
    ///
    /// The file that cannot be read, or is no description, and why.
    ///
    /// # Examples
    ///
    /// ```
    /// use dateline_intake::Archives;
    ///
    /// let file = std::env::temp_dir().join(format!("archive-{}.toml", std::process::id()));
    /// std::fs::write(&file, "name = 'Our clippings'\n[documents]\nend = '^#####$'\n[head]\nfirst = ['day headline body']")?;
    /// assert!(Archives::with_own(&file).is_ok());
    /// std::fs::write(&file, "name = 'Our clippings'")?;
    /// assert!(Archives::with_own(&file).is_err_and(|error| error.contains("how documents begin or end")));
    /// # std::fs::remove_file(file)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn with_own(path: &Path) -> Result<Self, String> {
        let said = |error: String| format!("{}: {error}", path.display());
        let mut own = Vec::new();
        for file in files(path).map_err(|error| said(error.to_string()))? {
            let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            own.push(Description::of(&text, Made::AtOnce).map_err(|error| format!("{}: {error}", file.display()))?);
        }
        if own.is_empty() {
            return Err(said("no .toml file in it".into()));
        }
        own.extend(BUILT_IN.map(|text| Description::of(text, Made::WhenAsked).expect("a description of the program")));
        Ok(Self(Arc::new(own)))
    }

    /// The reports of a text that is an export, and the name of the archive.
    pub(crate) fn read(&self, text: &str, file: &Source) -> Option<Export<'_>> {
        parted(&lines::plain(text), file, &self.0)
    }

    /// The reports of a page that is one, and the name of the archive.
    pub(crate) fn read_page(&self, page: &str, file: &Source) -> Option<Export<'_>> {
        self.first(|description| elements::of_page(page, file, description))
    }

    /// The reports of XML that is one, and the name of the archive.
    pub(crate) fn read_xml(&self, xml: &str, file: &Source) -> Option<Export<'_>> {
        self.first(|description| elements::of_xml(xml, file, description))
    }

    fn first(&self, read: impl Fn(&Description) -> Option<Vec<Outcome>>) -> Option<Export<'_>> {
        self.0.iter().find_map(|description| Some((description.name.as_str(), read(description)?)))
    }
}

/// The reports of a text. Marks between documents tell more than what a single document has; several archives may have
/// the same marks, and the one is right by which the most documents have text and day.
fn parted<'d>(text: &str, file: &Source, descriptions: &'d [Description]) -> Option<Export<'d>> {
    let mut best: Option<(usize, Export<'d>)> = None;
    for description in descriptions {
        let Some(reports) = parts::read(text, file, description) else { continue };
        let dated = reports.iter().flatten().filter(|report| report.published.is_some()).count();
        if best.as_ref().is_none_or(|(most, _)| dated > *most) {
            best = Some((dated, (&description.name, reports)));
        }
    }
    let single =
        |description: &'d Description| Some((description.name.as_str(), parts::read_single(text, file, description)?));
    best.map(|(_, export)| export).or_else(|| descriptions.iter().find_map(single))
}

fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
    let mut files: Vec<PathBuf> = entries.collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, Description, Made};

    #[test]
    fn the_patterns_of_the_program_can_be_made() {
        for text in BUILT_IN {
            Description::of(text, Made::AtOnce).expect("a description of the program");
        }
    }
}
