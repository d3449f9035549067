//! What are reports read with, and where does it lie on this machine?
//!
//! A [`Kit`] names the model, the encoder, entries of one's own and places; what it does not name is what
//! `dateline model install` and `dateline gazetteer install` put into this user's data folder. [`Kit::open`] opens it all.

mod error;
mod installed;
mod model;
mod own_entries;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, ScopedJoinHandle};

use dateline::{Codebook, ENCODER_ADAPTATION};
use dateline_language::{Encoder, Pipeline};

pub use error::Error;
pub use installed::{CITIES, ENCODER, Installed, PARSER};
pub use model::{meta, name};
pub use own_entries::{add, entries_in};

/// What reports are to be read with. What is not given is what is installed, if anything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kit {
    /// Folder of the language model.
    pub model: Option<PathBuf>,
    /// Folder of the encoder.
    pub encoder: Option<PathBuf>,
    /// Folder of entries of one's own.
    pub codebook: Option<PathBuf>,
    /// File of places beside those in the program; `built-in` for none.
    pub gazetteer: Option<PathBuf>,
    /// Whether to decide by rules alone, without weights that were trained on annotated news.
    pub rules_only: bool,
    /// Whether to do without the encoder.
    pub quick: bool,
}

/// A kit that is open.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The language model.
    pub pipeline: Pipeline,
    /// The encoder, if it is wanted and there.
    pub encoder: Option<Encoder>,
    /// The codebook with the entries of one's own and the places.
    pub codebook: Arc<Codebook>,
    /// The model, as archives keep it: `en_core_web_sm 3.8.0, MIT, with the encoder`.
    pub model_name: String,
    /// The codebook and the places, as archives keep them.
    pub codebook_name: String,
}

impl Kit {
    /// Opens it all, at the same time.
    ///
    /// # Errors
    ///
    /// If there is no model, or something that was named or is installed cannot be read.
    pub fn open(&self) -> Result<Opened, Error> {
        let folder = self.model_folder()?;
        thread::scope(|threads| {
            let pipeline = threads.spawn(|| Pipeline::open(&folder).map_err(Error::model(&folder)));
            let encoder = threads.spawn(|| self.open_encoder());
            let codebook = self.codebook()?;
            let (pipeline, encoder) = (joined(pipeline)?, joined(encoder)?);
            let with = if encoder.is_some() { ", with the encoder" } else { "" };
            Ok(Opened {
                pipeline,
                encoder,
                model_name: format!("{}{with}", name(&folder)?),
                codebook_name: self.codebook_name(&codebook)?,
                codebook: Arc::new(codebook),
            })
        })
    }

    /// The built-in codebook with the entries of one's own and the places.
    ///
    /// # Errors
    ///
    /// If they cannot be read, or there is a mistake in them.
    pub fn codebook(&self) -> Result<Codebook, Error> {
        let mut codebook = Codebook::built_in();
        if self.rules_only {
            codebook = codebook.rules_only();
        }
        if let Some(folder) = &self.codebook {
            let (files, _) = entries_in(folder)?;
            if files.is_empty() {
                return Err(Error::NoEntries { folder: folder.clone() });
            }
            for file in files {
                add(&mut codebook, &file)??;
            }
        }
        if let Some(path) = self.places() {
            let rows = fs::read_to_string(&path).map_err(Error::unreadable(&path))?;
            codebook.add_places(rows).map_err(|error| error.in_file(&path.display().to_string()))?;
        }
        Ok(codebook)
    }

    /// Whether the encoder is wanted.
    pub fn wants_encoder(&self) -> bool {
        !self.quick && !self.rules_only
    }

    fn model_folder(&self) -> Result<PathBuf, Error> {
        let folder = self.model.clone().or_else(|| PARSER.folder()).filter(|folder| folder.exists());
        folder.ok_or_else(|| Error::ModelMissing { folder: self.model.clone() })
    }

    fn open_encoder(&self) -> Result<Option<Encoder>, Error> {
        let installed = || ENCODER.folder().filter(|folder| folder.exists());
        let folder = self.wants_encoder().then(|| self.encoder.clone().or_else(installed)).flatten();
        let open = |folder: PathBuf| Encoder::open(&folder, Some(ENCODER_ADAPTATION)).map_err(Error::encoder(&folder));
        folder.map(open).transpose()
    }

    /// The file of places that are added.
    fn places(&self) -> Option<PathBuf> {
        match &self.gazetteer {
            Some(path) if path == Path::new("built-in") => None,
            Some(path) => Some(path.clone()),
            None => CITIES.file().filter(|path| path.exists()),
        }
    }

    fn codebook_name(&self, codebook: &Codebook) -> Result<String, Error> {
        let own = if self.codebook.is_some() { " with own entries" } else { "" };
        let rules = if self.rules_only { ", rules only" } else { "" };
        let places = match self.places() {
            None => String::new(),
            Some(path) => {
                let bytes = fs::metadata(&path).map_err(Error::unreadable(&path))?.len();
                format!(" and {bytes} bytes of others")
            }
        };
        Ok(format!("codebook {}{own}{rules}, places built in{places}", codebook.identity()))
    }
}

/// What a thread answered; its panic is this thread's.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(kit: &Kit) -> String {
        kit.codebook().and_then(|codebook| kit.codebook_name(&codebook)).expect("a sound codebook")
    }

    #[test]
    fn entries_of_ones_own_and_rules_are_in_the_name_of_the_codebook() {
        let folder = tempfile::tempdir().expect("a folder");
        let plain = Kit { gazetteer: Some("built-in".into()), ..Kit::default() };
        let own = Kit { codebook: Some(folder.path().into()), rules_only: true, ..plain.clone() };
        assert!(named(&plain).ends_with(", places built in") && !named(&plain).contains("own entries"));
        assert!(matches!(own.codebook(), Err(Error::NoEntries { .. })));
        fs::write(folder.path().join("own.toml"), "").expect("written");
        assert!(named(&own).contains(" with own entries, rules only, "), "{}", named(&own));
        fs::write(folder.path().join("own.toml"), "[[person]]\nnam = 1\n").expect("written");
        let error = own.codebook().expect_err("a mistake").to_string();
        assert!(error.contains("own.toml:"), "{error}");
    }

    #[test]
    fn a_model_that_is_not_there_is_told_with_the_way_to_get_one() {
        let kit = Kit { model: Some("no/such/model".into()), ..Kit::default() };
        let error = kit.open().expect_err("no model").to_string();
        assert!(error.contains("no/such/model") && error.contains("model install"), "{error}");
    }
}
