//! How are places published?

use serde::{Deserialize, Serialize};

use super::Span;
use super::label::labels;

/// A toponym, resolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// What kind of place it is; absent where the gazetteer lacks it.
    pub feature: Option<Feature>,
    /// For what its name stands here.
    #[serde(rename = "use")]
    pub used: PlaceUse,
    /// From 0 to 1.
    pub confidence: f64,
    /// Other places of that name, the likeliest first, where they were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
}

/// Another place that a name could have meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// What kind of place it is.
    pub feature: Feature,
    /// From 0 to 1; with the place's own they make 1 or less.
    pub confidence: f64,
}

labels! {
    /// What kind of place an entry of the gazetteer is.
    Feature {
        /// "Europe".
        Continent = "continent",
        /// "Peru".
        Country = "country",
        /// State of a federation, or a nation of the United Kingdom.
        State = "state",
        /// Any other first-order division.
        Province = "province",
        /// "Hinds County".
        County = "county",
        /// "the Balkans".
        Region = "region",
        /// A city, a town, a village.
        City = "city",
        /// An ocean, a gulf, a strait or a canal, too.
        Sea = "sea",
        /// "the Danube".
        River = "river",
        /// A dam, too.
        Lake = "lake",
        /// A reef, too.
        Island = "island",
        /// A range, a pass or a volcano, too.
        Mountain = "mountain",
        /// "the Gobi".
        Desert = "desert",
        /// A building, an airport, a quarter.
        Site = "site",
    }
}

impl Feature {
    /// Whether other places lie in it, as far as addresses say: "Lyon, France".
    pub(crate) fn contains_others(self) -> bool {
        matches!(self, Self::Country | Self::State | Self::Province | Self::County | Self::Region | Self::Island)
    }
}

labels! {
    /// For what the name of a place stands.
    PlaceUse {
        /// The place: "in Moscow".
        Place = "place",
        /// Those who act there: "Moscow said".
        Actor = "actor",
        /// Part of another name: "Moscow" in "the Moscow City Court".
        NamePart = "name",
        /// An adjective or a people, no name: "Russian", "Russians".
        Adjective = "adjective",
    }
}
