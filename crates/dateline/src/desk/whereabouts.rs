//! The places of an article.

use std::ops::Range;

use dateline_language::Bytes;

use crate::article::Article;
use crate::record::{self, Feature, PlaceUse};

/// A toponym, resolved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) bytes: Bytes,
    /// Its words in the document.
    pub(crate) tokens: Range<usize>,
    pub(crate) used: PlaceUse,
    /// Its name in the gazetteer, else as written.
    pub(crate) name: String,
    /// Country, ISO 3166-1 alpha-3.
    pub(crate) country: Option<String>,
    pub(crate) admin1: Option<String>,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    pub(crate) geonames: Option<u32>,
    /// Nothing where the gazetteer lacks it.
    pub(crate) feature: Option<Feature>,
    pub(crate) confidence: f64,
    /// The next best of its name.
    pub(crate) alternatives: Vec<record::Alternative>,
}

impl Place {
    /// As the record shows it for what happened or was said there; `how` tells where it was read.
    pub(crate) fn of_event(&self, article: &Article, how: record::PlaceHow) -> record::EventPlace {
        record::EventPlace {
            name: self.name.clone(),
            country: self.country.clone(),
            lat: self.lat,
            lon: self.lon,
            geonames: self.geonames,
            how,
            span: Some(article.span(self.bytes)),
        }
    }

    pub(crate) fn record(&self, article: &Article) -> record::Place {
        self.record_at(article.span(self.bytes))
    }

    pub(crate) fn record_at(&self, span: record::Span) -> record::Place {
        record::Place {
            span,
            name: self.name.clone(),
            country: self.country.clone(),
            admin1: self.admin1.clone(),
            lat: self.lat,
            lon: self.lon,
            geonames: self.geonames,
            feature: self.feature,
            used: self.used,
            confidence: self.confidence,
            alternatives: self.alternatives.clone(),
        }
    }
}
