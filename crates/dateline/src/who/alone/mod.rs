//! How is an actor phrase coded that stands alone, without an article around it: "Hungarian foreign minister", "Merkel"?
//!
//! ```text
//! phrase → words → units (names, roles) → head and what stands before and behind it → code, with the entries it comes from
//! ```

mod countries;
mod meaning;
mod people;
mod phrase;
mod roles;
mod told_code;
mod units;
mod words;

use jiff::civil::Date;
use serde::Serialize;

use crate::codebook::{Actors, Codebook, Sector};
use crate::phrases::Coding;
use phrase::Phrase;
use told_code::{Clue, ToldCode};
use units::{PhraseUnit, UnitKind};

/// How a phrase is coded, and by what.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActorCode {
    /// The phrase.
    pub text: String,
    /// ISO 3166-1 alpha-3, or the PLOVER code that stands in place of a country (`IGO`, `EUR`, `NATO`).
    pub country: Option<String>,
    /// PLOVER sectors, primary first.
    pub sectors: Vec<Sector>,
    /// The whole code, such as `HUN GOV`.
    pub code: Option<String>,
    /// The entries of the codebook that it comes from.
    pub entry: Option<String>,
}

/// How an actor phrase is coded on a day; without one, by who holds which office when the codebook was written.
///
/// # Example
///
/// ```
/// use dateline::{Codebook, code_actor};
///
/// let code = code_actor("Hungarian foreign minister", None, &Codebook::built_in());
/// assert_eq!(code.code.as_deref(), Some("HUN GOV"));
/// ```
pub fn code_actor(text: &str, day: Option<Date>, codebook: &Codebook) -> ActorCode {
    // An office without an end is held on the last of all days.
    let day = day.unwrap_or(Date::MAX);
    let phrase = Phrase::of(text, codebook);
    let coder = Coder { codebook, day, phrase: &phrase, places: true };
    let told = sovereign(coder.person(phrase.main()).unwrap_or_else(|| coder.code()), codebook);
    let Coding { country, entity, sectors } = told.coding.clone();
    ActorCode {
        text: text.to_owned(),
        country: entity.map(|entity| entity.name().to_owned()).or(country),
        sectors,
        code: told.coding.code(),
        entry: (!told.entries.is_empty()).then(|| told.entries.join("; ")),
    }
}

/// What the words of a body's name tell. Words that only a town shares with it tell nothing: many are misread.
pub(super) fn told_of_body(name: &str, day: Option<Date>, codebook: &Codebook) -> Coding {
    let phrase = Phrase::of(name, codebook);
    let coder = Coder { codebook, day: day.unwrap_or(Date::MAX), phrase: &phrase, places: false };
    sovereign(coder.code(), codebook).coding
}

/// With the state that a territory belongs to in its place.
fn sovereign(mut told: ToldCode, codebook: &Codebook) -> ToldCode {
    let own = told.coding.country.as_deref().filter(|code| !OWN_CODE.contains(code));
    if let Some(state) = own.and_then(|code| codebook.country(code)?.sovereign.clone()) {
        told.coding.country = Some(state);
    }
    told
}

/// Territories that PLOVER codes apart from the state they belong to.
const OWN_CODE: [&str; 4] = ["HKG", "PSE", "ATA", "KOS"];

/// Codes one phrase.
struct Coder<'c, 'p> {
    codebook: &'c Codebook,
    day: Date,
    phrase: &'p Phrase<'c>,
    /// Whether towns are looked up.
    places: bool,
}

impl<'c> Coder<'c, '_> {
    /// The words for actors.
    fn vocabulary(&self) -> &'c Actors {
        &self.codebook.vocabulary.actors
    }

    fn code(&self) -> ToldCode {
        let main = self.phrase.main();
        match self.phrase.head(main) {
            // "People's Liberation Army"
            Some(PhraseUnit { what: UnitKind::Role(..), owns: true, .. }) if self.by_name(main).is_some() => {
                self.by_its_words(main)
            }
            Some(PhraseUnit { what: UnitKind::Role(..), .. }) if self.phrase.is_firm(main) => self.by_its_words(main),
            Some(unit @ PhraseUnit { what: UnitKind::Role(..), .. }) => self.role(main, unit),
            Some(PhraseUnit { what: UnitKind::Known(known), .. }) => self.named(known[0], main),
            _ => self.unknown(main),
        }
    }

    /// A phrase without a name or role for its head.
    fn unknown(&self, main: &[PhraseUnit<'c>]) -> ToldCode {
        if self.phrase.pronoun() {
            return ToldCode::sector(Sector::Unk, Clue::Pronoun);
        }
        self.town(main).or_else(|| self.of_what_follows(main)).unwrap_or_else(|| self.by_its_words(main))
    }

    /// A place named alone stands for its people.
    fn town(&self, main: &[PhraseUnit<'c>]) -> Option<ToldCode> {
        let [unit @ PhraseUnit { what: UnitKind::Name | UnitKind::Place(_), .. }] = main else { return None };
        let mut told = self.country(unit).filter(|_| self.is_place(unit))?;
        told.coding.sectors = vec![Sector::Cvl];
        Some(told)
    }

    /// "Members of the Bundestag", "office of the president": the code of what follows.
    fn of_what_follows(&self, main: &[PhraseUnit<'c>]) -> Option<ToldCode> {
        self.phrase.last_word(main).filter(|word| self.vocabulary().posts_of_bodies.holds(word))?;
        let behind = || self.phrase.behind(main);
        let role = || behind().find(|unit| matches!(unit.what, UnitKind::Role(..))).map(|unit| self.role(main, unit));
        behind().find_map(|unit| self.body(unit)).or_else(role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn code(text: &str, day: Option<Date>, codebook: &Codebook) -> String {
        code_actor(text, day, codebook).code.unwrap_or_default()
    }

    #[test]
    fn phrases_are_coded_by_their_heads() {
        let codebook = Codebook::built_in();
        for (text, wanted) in [
            ("Hungarian foreign minister", "HUN GOV"),
            ("Chile's Defense Ministry", "CHL GOV MIL"),
            ("the Kremlin", "RUS GOV"),
            ("a retired Kenyan general", "KEN ELI"),
            ("an opposition senator from Peru", "PER LEG OPP"),
            ("a senior Pentagon official", "USA GOV MIL"),
            ("Portugal’s ambassador to Chad", "PRT GOV"),
            ("Norwegian fishermen", "NOR AGR"),
            ("she", "UNK"),
        ] {
            assert_eq!(code(text, None, &codebook), wanted, "{text}");
        }
    }

    #[test]
    fn phrases_without_an_entry_are_coded_by_what_their_words_mean() {
        let codebook = Codebook::built_in();
        for (text, wanted) in [
            ("two Slovak grenadiers", "SVK MIL"),
            ("an Estonian archdeacon", "EST REL"),
            ("Ohio plumber Hana Brekke", "USA LAB"),
            ("Hana Brekke", "CVL"),
            ("Kestrel Marine Ltd", "BUS"),
            ("Valley Self Defense Forces", "PRM"),
            ("World Salvage Court", "IGO JUD"),
            ("Peru's 14th Mountain Brigade", "PER MIL"),
            ("Oxford Polytechnic University", "GBR EDU"),
            ("the Houthi-run water ministry", "YEM GOV"),
            ("X", ""),
            ("VI", ""),
        ] {
            assert_eq!(code(text, None, &codebook), wanted, "{text}");
        }
    }

    #[test]
    fn a_day_tells_the_office() {
        let codebook = Codebook::built_in();
        assert_eq!(code("Angela Merkel", Some(date(2017, 4, 1)), &codebook), "DEU GOV");
        assert_eq!(code("Merkel", Some(date(2022, 1, 10)), &codebook), "DEU ELI");
    }
}
