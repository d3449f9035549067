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

    /// Words and where they lie: country, a colon and the division.
    fn divisions(text: &str) -> Vec<(String, String)> {
        let record = parses::reader(Codebook::built_in()).read(&Report::new(text));
        let lies = |place: &record::Place| {
            let words = text.chars().skip(place.span.start as usize);
            let length = (place.span.end - place.span.start) as usize;
            let known = place.geonames.is_some() || place.feature.is_some();
            let country = place.country.clone().unwrap_or_default();
            let division = place.admin1.clone().unwrap_or_default();
            (words.take(length).collect(), format!("{country}:{division}{}", if known { "" } else { "?" }))
        };
        record.places.iter().map(lies).collect()
    }

    #[test]
    fn a_state_behind_a_town_counts_though_the_town_is_unknown() {
        let lies = |text: &str| divisions(text).first().map(|(words, lies)| format!("{words} {lies}"));
        assert_eq!(lies("A farmer from Rome, Wyoming, sold his mill.").as_deref(), Some("Rome USA:WY?"));
        assert_eq!(lies("The bank in Vienna, Montana, was robbed.").as_deref(), Some("Vienna USA:MT?"));
        assert_eq!(lies("DELPHI, N.H. (AP) -- The mill burned down.").as_deref(), Some("DELPHI USA:NH?"));
        assert_eq!(lies("The trains from Vienna, Hungary and Poland were late.").as_deref(), Some("Vienna AUT:09"));
    }

    #[test]
    fn the_word_for_a_division_tells_that_one_is_meant() {
        let name = |text: &str| read(text).first().map(|(words, name, country)| format!("{words}, {name}, {country}"));
        assert_eq!(name("Floods hit Henan province on Monday.").as_deref(), Some("Henan, Henan, CHN"));
        assert_eq!(name("Troops entered Anbar Governorate.").as_deref(), Some("Anbar Governorate, Anbar, IRQ"));
        assert_eq!(name("Snow fell in Salta province.").as_deref(), Some("Salta province, Salta Province, ARG"));
    }

    #[test]
    fn neighbours_and_offices_tell_a_country_from_a_state() {
        let georgia = |text: &str| {
            let found = read(text).into_iter().find(|(words, ..)| words.ends_with("Georgia"));
            found.map(|(_, _, country)| country).unwrap_or_default()
        };
        assert_eq!(georgia("Russia sent troops to Georgia, and the United States sent tents."), "GEO");
        assert_eq!(georgia("Georgia's governor vetoed the bill."), "USA");
        assert_eq!(georgia("The storm crossed Alabama, Georgia and Tennessee."), "USA");
    }
}
