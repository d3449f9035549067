//! What lies on the desk? The article, its analysis, and the answers so far, each as the questions behind it see them.
//!
//! The types of the answers stand here, so that a question knows those before it and none behind. [`crate::reading`] puts
//! them down in their order.

mod alleged;
mod how_many;
mod limit;
mod listed;
mod said;
mod setting;
mod when;
mod whereabouts;
mod who;

pub(crate) use alleged::allegation;
pub(crate) use how_many::Figure;
pub(crate) use limit::Limit;
pub(crate) use listed::{Listed, Stretches};
pub(crate) use said::{Quotation, Quotations, Voice, quotation_id, said_in};
pub(crate) use setting::{Setting, Settings};
pub(crate) use when::Time;
pub(crate) use whereabouts::Place;
pub(crate) use who::{Actor, Mention, Who};

use dateline_language::{Doc, Encoder};

use crate::article::Article;
use crate::codebook::Codebook;
use crate::phrases::Phrases;

/// One article on its way to a record.
#[derive(Debug)]
pub(crate) struct Desk<'a> {
    pub(crate) article: &'a Article,
    pub(crate) doc: &'a Doc,
    pub(crate) codebook: &'a Codebook,
    /// When the reading has to be given up.
    pub(crate) limit: Limit<'a>,
    /// Who gives vectors of words, where there is one.
    pub(crate) encoder: Option<&'a Encoder>,
    pub(crate) phrases: Phrases<'a>,
    pub(crate) times: Listed<Time>,
    pub(crate) places: Listed<Place>,
    pub(crate) figures: Listed<Figure>,
    pub(crate) who: Who,
    pub(crate) setting: Settings,
    pub(crate) quotations: Quotations,
}

impl<'a> Desk<'a> {
    /// A desk with an analysed article and no answer yet.
    pub(crate) fn new(article: &'a Article, doc: &'a Doc, codebook: &'a Codebook) -> Self {
        Self {
            article,
            doc,
            codebook,
            limit: Limit::none(),
            encoder: None,
            phrases: Phrases::of(doc, codebook),
            times: Listed::default(),
            places: Listed::default(),
            figures: Listed::default(),
            who: Who::default(),
            setting: Settings::default(),
            quotations: Quotations::default(),
        }
    }
}
