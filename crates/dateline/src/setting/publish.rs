//! How is published in which country an article plays?

use dateline_language::{Bytes, Span};

use crate::desk::{Desk, Setting};
use crate::record;

/// The countries of the sentences, one stretch for those of one country that follow each other.
pub(crate) fn publish(desk: &Desk<'_>) -> Vec<record::Setting> {
    let known = |span: Span<'_>| Some((span.bytes(), desk.setting.at(span.tokens().next()?)?));
    let sentences: Vec<(Bytes, &Setting)> = desk.doc.sentences().filter_map(known).collect();
    let stretch = |sentences: &[(Bytes, &Setting)]| {
        let (first, last) = (sentences[0], sentences[sentences.len() - 1]);
        let shares: f64 = sentences.iter().map(|(_, setting)| setting.share).sum();
        record::Setting {
            country: first.1.country.clone(),
            share: (100.0 * shares / sentences.len() as f64).round() / 100.0,
            span: desk.article.span(Bytes { start: first.0.start, end: last.0.end }),
        }
    };
    sentences.chunk_by(|one, other| one.1.country == other.1.country).map(stretch).collect()
}
