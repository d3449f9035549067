//! What is published of the article around the answers?

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Span;
use super::label::labels;

/// What is known of the article as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The headline, without the publisher's name.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// The day its carrier fetched it, where that is known: a web archive's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Its language, ISO 639-1.
    pub language: Option<String>,
    /// News agencies credited.
    pub agencies: Vec<String>,
    /// Its writers.
    pub bylines: Vec<String>,
    /// Place and day that the text opens with.
    pub dateline: Option<Dateline>,
    /// Its sections, by their headings.
    pub sections: Vec<Section>,
    /// In which country it plays, from sentence to sentence; empty where nothing tells a country.
    #[serde(default)]
    pub settings: Vec<Setting>,
    /// Parts of the text that are not the story.
    pub excluded: Vec<Excluded>,
    /// What was odd about it.
    pub warnings: Vec<String>,
}

impl Article {
    /// The country where the most of its text plays; the first of those with as much.
    pub fn country(&self) -> Option<&str> {
        let mut lengths: Vec<(&str, u32)> = Vec::new();
        for setting in &self.settings {
            let length = setting.span.end - setting.span.start;
            match lengths.iter_mut().find(|(country, _)| *country == setting.country) {
                Some((_, all)) => *all += length,
                None => lengths.push((&setting.country, length)),
            }
        }
        lengths.into_iter().rev().max_by_key(|(_, length)| *length).map(|(country, _)| country)
    }
}

/// `KYIV, Feb 1 (Reuters) -`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dateline {
    /// The place as written, if given.
    pub place: Option<String>,
    /// The day, if given.
    pub date: Option<Date>,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// A part of the story under a heading of its own; it ends where the next begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Heading and paragraphs.
    #[serde(flatten)]
    pub span: Span,
}

/// Sentences that play in one country, as far as the article tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// The likeliest country, ISO 3166-1 alpha-3.
    pub country: String,
    /// How much of all that tells a country there tells this one, on the average of the sentences: from 0 to 1.
    pub share: f64,
    /// The sentences.
    #[serde(flatten)]
    pub span: Span,
}

/// A part of the text that is not the story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Excluded {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it is instead.
    pub why: ExcludedWhy,
}

labels! {
    /// What a part of the text is that is not the story.
    ExcludedWhy {
        /// Agencies, editors and others behind the report: "Reporting by …", "(AFP, dpa)".
        Credit = "credit",
        /// Its writers: "By Anna Berg".
        Byline = "byline",
        /// The day that the page gives: "Published: March 8, 2031".
        DateLine = "date line",
        /// A name alone below the story.
        NameLine = "name line",
        /// "All rights reserved".
        Copyright = "copyright",
        /// To other pages: "Read more: …".
        Link = "link",
        /// "Story continues below advertisement".
        Advertisement = "advertisement",
        /// Of a picture or a film: "File photo: …".
        Caption = "caption",
    }
}
