//! Where: toponyms, resolved to entries of the gazetteer.

use std::ops::Range;

use dateline_language::{Bytes, Doc};

use crate::article::Article;
use crate::codebook::Codebook;
use crate::record;

/// A toponym, resolved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) bytes: Bytes,
    /// Its words in the document.
    pub(crate) tokens: Range<usize>,
    /// Its name in the gazetteer, else as written.
    pub(crate) name: String,
    /// Country, ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
    pub(crate) admin1: Option<String>,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    pub(crate) geonames: Option<u32>,
    /// `country`, `state`, `city`, `region`, `sea`, …
    pub(crate) feature: Option<&'static str>,
    pub(crate) confidence: f64,
}

impl Place {
    pub(crate) fn record(&self, article: &Article) -> record::Place {
        record::Place {
            span: article.span(self.bytes),
            name: self.name.clone(),
            country: self.country.clone(),
            admin1: self.admin1.clone(),
            lat: self.lat,
            lon: self.lon,
            geonames: self.geonames,
            feature: self.feature,
            confidence: self.confidence,
        }
    }
}

/// The places of an article, in order.
pub(crate) fn whereabouts(_article: &Article, _doc: &Doc, _codebook: &Codebook) -> Vec<Place> {
    Vec::new()
}
