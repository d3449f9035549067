//! The places of an article.

use std::ops::Range;

use dateline_language::Bytes;

use crate::article::Article;
use crate::record;

/// What a toponym does where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// It names the place: "in Moscow".
    Place,
    /// It names those who act there: "Moscow said".
    Actor,
    /// It is part of another name: "Moscow" in "the Moscow City Court".
    NamePart,
    /// An adjective or a people, not a name: "Russian", "Russians".
    Adjective,
}

impl Use {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Actor => "actor",
            Self::NamePart => "name",
            Self::Adjective => "adjective",
        }
    }
}

/// A toponym, resolved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) bytes: Bytes,
    /// Its words in the document.
    pub(crate) tokens: Range<usize>,
    pub(crate) used: Use,
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
            used: self.used.word(),
            confidence: self.confidence,
            alternatives: self.alternatives.clone(),
        }
    }
}
