//! Where: toponyms, resolved to entries of the gazetteer.
//!
//! ```text
//! doc → find (toponyms) → candidates → containers · home → resolve (one sense a name) → places
//! ```

mod candidates;
mod containers;
mod find;
mod judge;
mod known_words;
mod resolve;

use crate::desk::{Desk, Place, Use};
use std::ops::Range;

use dateline_language::Bytes;

use crate::codebook::Codebook;
use crate::home::Home;
use crate::record;
use crate::report::Report;

/// A stretch of text that names a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Toponym {
    pub(crate) bytes: Bytes,
    /// Its words in the document; empty where it stands outside, as a dateline does.
    pub(crate) tokens: Range<usize>,
    pub(crate) used: Use,
    /// The name that the adjective comes from.
    pub(crate) of: Option<String>,
}

/// Whether adjectives and peoples ("Russian", "Russians") are listed with the places.
const LIST_ADJECTIVES: bool = false;

/// The places of an article, in order.
pub(crate) fn whereabouts(desk: &Desk<'_>) -> Vec<Place> {
    let (article, codebook) = (desk.article, desk.codebook);
    let toponyms = find::toponyms(article, desk.doc, codebook);
    let home = Home::of(article.source.url.as_deref(), article.publisher.as_deref(), codebook);
    let mut places = resolve::resolve(&article.text, &toponyms, &home, codebook);
    // An adjective tells which country is spoken of; it is no place.
    places.retain(|place| LIST_ADJECTIVES || place.used != Use::Adjective);
    // What the gazetteer lacks is worth a guess where the text says what it lies in, or the paper is a local one.
    places
        .retain(|place| place.lat.is_some() && (place.feature.is_some() || place.confidence >= 0.2 || home.is_local()));
    places
}

/// The places that stretches of a report's text name, in the order given: `None` where a stretch names none that is
/// known.
///
/// The stretches are in characters. Each place has its alternatives. No language model is needed; [`Reader::read`](crate::Reader::read) finds the
/// stretches too.
///
/// # Example
///
/// ```
/// use dateline::record::Span;
/// use dateline::{Codebook, Report, locate};
///
/// let report = Report::new("The mill at Paris, Texas, burned down.");
/// let mentions = [Span { start: 12, end: 17 }, Span { start: 19, end: 24 }];
/// let places = locate(&report, &mentions, &Codebook::built_in());
/// assert_eq!(places[0].as_ref().and_then(|place| place.country.as_deref()), Some("USA"));
/// ```
pub fn locate(report: &Report, mentions: &[record::Span], codebook: &Codebook) -> Vec<Option<record::Place>> {
    let starts: Vec<u32> = report.text.char_indices().map(|(byte, _)| byte as u32).collect();
    let byte = |char: u32| starts.get(char as usize).copied().unwrap_or(report.text.len() as u32);
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|&i| mentions[i]);
    let toponym = |&i: &usize| {
        let (start, end) = (byte(mentions[i].start), byte(mentions[i].end.max(mentions[i].start)));
        let bytes = Bytes { start, end };
        let of = country_meant(&report.text[bytes.range()], codebook);
        Toponym { bytes, tokens: 0..0, used: Use::Place, of }
    };
    let home = Home::of(report.source.url.as_deref(), report.publisher.as_deref(), codebook);
    let toponyms: Vec<Toponym> = order.iter().map(toponym).collect();
    let places = resolve::resolve(&report.text, &toponyms, &home, codebook);
    let mut located = vec![None; mentions.len()];
    for (&i, place) in order.iter().zip(places) {
        located[i] = place.lat.is_some().then(|| place.record_at(mentions[i]));
    }
    located
}

/// The country or region that an adjective comes from: "Norwegian", and "Norwegian embassy" where no place is called so.
fn country_meant(name: &str, codebook: &Codebook) -> Option<String> {
    let first = || {
        let (first, _) = name.split_once(' ')?;
        let unknown = candidates::candidates(name, codebook).is_empty();
        unknown.then(|| find::adjective_of(first, codebook)).flatten()
    };
    find::adjective_of(name, codebook).or_else(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parses;

    /// The places read from a text: words, name, country.
    fn read(text: &str) -> Vec<(String, String, String)> {
        let record = parses::reader(Codebook::built_in()).read(&Report::new(text));
        let words = |span: record::Span| -> String {
            text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
        };
        let row =
            |place: &record::Place| (words(place.span), place.name.clone(), place.country.clone().unwrap_or_default());
        record.places.iter().map(row).collect()
    }

    fn words(text: &str) -> Vec<String> {
        read(text).into_iter().map(|(words, ..)| words).collect()
    }

    #[test]
    fn a_report_names_its_places() {
        let text = "Harbour talks resume\n\nTALLINN, May 4 (Reuters) - Envoys from Estonia and Finland met near \
            Helsinki on Monday, officials said. The ferry was bound for Gdansk in northern Poland.";
        let places = read(text);
        let known: Vec<_> = places.iter().map(|(words, _, country)| (words.as_str(), country.as_str())).collect();
        let wanted = [
            ("TALLINN", "EST"),
            ("Estonia", "EST"),
            ("Finland", "FIN"),
            ("Helsinki", "FIN"),
            ("Gdansk", "POL"),
            ("Poland", "POL"),
        ];
        assert_eq!(known, wanted);
    }

    #[test]
    fn people_streets_and_adjectives_are_no_places() {
        let found = words("Detectives questioned Jordan Lincoln, a Danish driver, on Lima Street in Odense on Friday.");
        assert_eq!(found, ["Odense"]);
    }

    #[test]
    fn states_follow_towns_in_short() {
        let found = words("The barge sank at Paducah, Ky., and another near Portsmouth, N.H., the coast guard said.");
        assert!(found.iter().any(|words| words.starts_with("Ky")), "{found:?}");
        assert!(found.iter().any(|words| words == "N.H."), "{found:?}");
    }

    #[test]
    fn an_illness_is_not_where_it_is_named_after() {
        let found = words("Two people caught West Nile virus in Denmark last summer, doctors said on Tuesday.");
        assert_eq!(found, ["Denmark"]);
    }

    fn located(text: &str, name: &str, url: Option<&str>) -> record::Place {
        let mut report = Report::new(text);
        report.source.url = url.map(str::to_owned);
        let start = text.find(name).map_or(0, |byte| text[..byte].chars().count()) as u32;
        let span = record::Span { start, end: start + name.chars().count() as u32 };
        let mut places = locate(&report, &[span], &Codebook::built_in());
        places.remove(0).expect("a known place")
    }

    #[test]
    fn a_container_outweighs_fame() {
        let codebook = Codebook::built_in();
        let text = "The mayor of Cambridge, Ontario, wrote to Athens, Greece.";
        let span = |start: u32, end: u32| record::Span { start, end };
        let mentions = [span(13, 22), span(24, 31), span(42, 48), span(50, 56)];
        let countries: Vec<_> = locate(&Report::new(text), &mentions, &codebook)
            .into_iter()
            .map(|place| place.and_then(|place| place.country).unwrap_or_default())
            .collect();
        assert_eq!(countries, ["CAN", "CAN", "GRC", "GRC"]);
    }

    #[test]
    fn a_paper_means_the_places_around_it() {
        let text = "A barn burned down in Richmond on Sunday.";
        let at = |url| located(text, "Richmond", url).admin1.unwrap_or_default();
        assert_eq!(at(Some("http://www.richmond.com/news/1")), "VA");
        assert_eq!(at(Some("http://www.pal-item.com/news/1")), "IN");
    }

    #[test]
    fn names_alone_mean_the_well_known() {
        assert_eq!(located("The jury sat in Paris.", "Paris", None).country.as_deref(), Some("FRA"));
        assert_eq!(located("He flew to Washington.", "Washington", None).admin1.as_deref(), Some("DC"));
        assert_eq!(located("Norwegian trawlers left.", "Norwegian", None).country.as_deref(), Some("NOR"));
        assert_eq!(located("The Norwegian Embassy closed.", "Norwegian Embassy", None).country.as_deref(), Some("NOR"));
    }

    #[test]
    fn what_the_gazetteer_lacks_lies_about_where_its_county_does() {
        let codebook = Codebook::built_in();
        let text = "A twister hit Nowhereville, Cook County, Illinois.";
        let span = |start: u32, end: u32| record::Span { start, end };
        let places = locate(&Report::new(text), &[span(14, 26), span(28, 39), span(41, 49)], &codebook);
        let place = places[0].as_ref().expect("its county is known");
        assert_eq!((place.feature, place.geonames, place.admin1.as_deref()), (None, None, Some("IL")));
        assert!(place.confidence <= 0.2);
    }
}
