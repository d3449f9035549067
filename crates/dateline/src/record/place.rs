//! How are places published?

use serde::Serialize;

use super::Span;

/// A toponym, resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its name in the gazetteer, else as written.
    pub name: String,
    /// Country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// `country`, `state`, `city`, `region`, `sea`, …
    pub feature: Option<&'static str>,
    /// `place` ("in Moscow"), `actor` ("Moscow said"), `name` (within another name) or `adjective` ("Russian").
    #[serde(rename = "use")]
    pub used: &'static str,
    /// From 0 to 1.
    pub confidence: f64,
    /// Other places of that name, the likeliest first, where they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
}

/// Another place that a name could have meant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alternative {
    /// Its name in the gazetteer.
    pub name: String,
    /// Country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// `country`, `state`, `city`, `region`, `sea`, …
    pub feature: &'static str,
    /// From 0 to 1; with the place's own they make 1 or less.
    pub confidence: f64,
}
