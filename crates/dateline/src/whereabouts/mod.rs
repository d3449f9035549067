//! Which of the world's Santa Cruzes? Toponyms, resolved to entries of the gazetteer.
//!
//! ```text
//! doc → find · judge (toponyms) → candidates → containers → group (one sense a name) → choose → resolve → places
//! ```

mod candidates;
mod choose;
mod containers;
mod find;
mod group;
mod judge;
mod locate;
mod resolve;
mod toponym;

pub use locate::locate;

use crate::desk::{Desk, Place};
use crate::home::Home;
use crate::record::PlaceUse;

/// The places of an article, in order.
pub(crate) fn whereabouts(desk: &Desk<'_>) -> Vec<Place> {
    let (article, codebook) = (desk.article, desk.codebook);
    let toponyms = find::toponyms(desk);
    let home = Home::of(article.source.url.as_deref(), article.publisher.as_deref(), codebook);
    let mut places = resolve::resolve(&article.text, &toponyms, &home, codebook);
    // An adjective tells which country is spoken of; it is no place.
    places.retain(|place| place.used != PlaceUse::Adjective);
    // What the gazetteer lacks is worth a guess where the text says what it lies in, or the paper is a local one.
    places
        .retain(|place| place.lat.is_some() && (place.feature.is_some() || place.confidence >= 0.2 || home.is_local()));
    places
}

#[cfg(test)]
mod tests {
    use crate::codebook::Codebook;
    use crate::parses;
    use crate::record;
    use crate::report::Report;

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
}
