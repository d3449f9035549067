//! What is a run told: what to write of reports, in which form, and what to join?

use crate::columns::StoryEntry;
use crate::error::Error;
use crate::forms::{ArchiveForm, Origins, Press};
use crate::reading::Reading;
use crate::stories::{Dedup, Scope};

/// What is written, and how.
#[derive(Clone, Debug)]
pub struct Settings {
    /// In which form.
    pub form: ArchiveForm,
    /// Items of the input to a part.
    pub part: u64,
    /// Whether the table of articles has their texts.
    pub with_text: bool,
    /// Name and version of the language model.
    pub model: String,
    /// What is read with beside it: codebook, places, whether by rules only.
    pub codebook: String,
    /// What is joined when all reports are read. An archive that was begun with something to join can be joined anew in
    /// another way, or no longer joined, without reading its reports again; one that was begun with nothing to join cannot.
    pub joining: Scope,
}

impl Settings {
    /// Checks that what is wanted fits together.
    ///
    /// # Errors
    ///
    /// If copies are sought for a form that has no place for them.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.joins() { self.stories().map(|_| ()) } else { Ok(()) }
    }

    /// What writes the stories that are found.
    ///
    /// # Errors
    ///
    /// If the form has no place for them.
    pub(crate) fn stories(&self) -> Result<&'static dyn Press<StoryEntry>, Error> {
        self.form.stories().ok_or(Error::NoPlace { form: self.form.name() })
    }

    /// Everything that changes what is written of a report, in words.
    pub(crate) fn describe(&self, reading: &Reading) -> String {
        let date = reading.date.map_or_else(String::new, |date| format!(", date {date}"));
        let text = if self.with_text { ", with text" } else { "" };
        let least = reading.min_confidence;
        let sure = if least > 0.0 { format!(", confidence {least}") } else { String::new() };
        format!("{}, {} items a part{date}{text}{sure}, {}, {}", self.form.name(), self.part, self.model, self.codebook)
    }

    /// Whether reports are compared.
    pub(crate) fn joins(&self) -> bool {
        self.joining.dedup != Dedup::None
    }

    /// What each file tells of where it comes from.
    pub(crate) fn origins(&self) -> Origins {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let codebook = format!("{}; built in: {version}", self.codebook);
        origins(version, self.model.clone(), codebook)
    }
}

/// What files tell of where they come from: with which program, model and codebook their reports were read.
pub(crate) fn origins(version: String, model: String, codebook: String) -> Origins {
    vec![
        ("dateline.version", version),
        ("dateline.model", model),
        ("dateline.codebook", codebook),
        ("dateline.schema", dateline::record::SCHEMA.to_owned()),
        (
            "dateline.licences",
            "Event types, modes, contexts and sectors: PLOVER 2.0, CC BY-SA 4.0. Ids, names and points of places: \
             GeoNames, CC BY 4.0. The words of reports belong to their publishers."
                .to_owned(),
        ),
    ]
}

#[cfg(test)]
impl Settings {
    /// Parts of ten reports in CSV, and nothing else said.
    pub(crate) fn plain() -> Self {
        Self {
            form: ArchiveForm::Csv,
            part: 10,
            with_text: false,
            model: String::new(),
            codebook: String::new(),
            joining: crate::stories::Scope::default(),
        }
    }
}
