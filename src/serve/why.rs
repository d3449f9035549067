//! Why is an event of an archive told? Its report is read again, with what is opened when somebody first asks.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;
use dateline::record::Explanation;
use dateline::{Codebook, Entry, Reader, Report};
use dateline_language::{Encoder, Pipeline};
use dateline_page::{Explained, Explainer, Meaning};

use crate::explain::worded;
use crate::gazetteer::KnownPlaces;
use crate::model::{EncoderFolder, ModelFolder};
use crate::own_entries::OwnEntries;

/// With what reports are read again.
#[derive(Args)]
pub(super) struct Again {
    #[command(flatten)]
    own: OwnEntries,
    #[command(flatten)]
    places: KnownPlaces,
    #[command(flatten)]
    encoder: EncoderFolder,
    #[command(flatten)]
    model: ModelFolder,
}

/// What was opened.
struct Opened {
    pipeline: Pipeline,
    codebook: Arc<Codebook>,
    encoder: Option<Encoder>,
}

impl Again {
    /// What reads reports again; nothing is opened before it is asked.
    pub(super) fn explainer(self) -> Explainer {
        let opened: Mutex<Option<Opened>> = Mutex::default();
        let explain = move |report: &Report, with_encoder: bool| {
            let mut opened = opened.lock().unwrap_or_else(PoisonError::into_inner);
            if opened.is_none() {
                *opened = Some(self.open().map_err(|cause| format!("{cause:#}"))?);
            }
            let opened = opened.as_mut().ok_or("nothing was opened")?;
            if with_encoder && opened.encoder.is_none() {
                opened.encoder = self.encoder.open().map_err(|cause| format!("{cause:#}"))?;
            }
            Ok(opened.explain(report, with_encoder))
        };
        Explainer::new(explain, worded)
    }

    fn open(&self) -> anyhow::Result<Opened> {
        let mut codebook = self.own.codebook()?;
        self.places.add_to(&mut codebook)?;
        Ok(Opened { pipeline: self.model.open()?, codebook: Arc::new(codebook), encoder: None })
    }
}

impl Opened {
    fn explain(&self, report: &Report, with_encoder: bool) -> Explained {
        let encoder = self.encoder.clone().filter(|_| with_encoder);
        let mut reader = Reader::new(&self.pipeline, Arc::clone(&self.codebook)).with_encoder(encoder);
        let (record, explanations) = reader.explain(report);
        let entries = self.entries(&explanations);
        Explained { record, explanations, entries }
    }

    /// What the codebook's entries mean that tell events.
    fn entries(&self, explanations: &[Explanation]) -> BTreeMap<String, Meaning> {
        let is_told = |id: &str| explanations.iter().any(|why| why.entry.as_deref() == Some(id));
        let told = self.codebook.entries().filter(|entry| is_told(entry.id));
        let meaning = |entry: &Entry<'_>| Meaning { what: entry.what.to_owned(), pattern: entry.pattern() };
        told.map(|entry| (entry.id.to_owned(), meaning(&entry))).collect()
    }
}
