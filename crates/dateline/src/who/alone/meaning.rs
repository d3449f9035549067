//! How is a phrase coded whose head no entry tells: by the meaning of its noun, by the words of its name?

use super::Coder;
use super::told_code::{Clue, ToldCode};
use super::units::{PhraseUnit, UnitKind};
use crate::codebook::{Entity, Noun, NounSectors, Sector};

impl<'c> Coder<'c, '_> {
    /// Sectors from a common noun or from words within a name, the country from the words around.
    pub(super) fn by_its_words(&self, main: &[PhraseUnit<'c>]) -> ToldCode {
        let mut told =
            self.by_noun(main).or_else(|| self.by_name(main)).or_else(|| self.by_title(main)).unwrap_or_default();
        let around = main.iter().rev().chain(self.phrase.behind(main));
        let body = around.clone().find_map(|unit| self.body(unit));
        if !told.has_country() {
            told.take_country(body.or_else(|| self.country_among(around)).unwrap_or_default());
        }
        let weapon = self.phrase.last_word(main).is_some_and(|word| self.vocabulary().weapons.holds(&word));
        if weapon && told.coding.country.is_some() && told.coding.sectors.is_empty() {
            told.coding.sectors = vec![Sector::Mil];
        }
        told
    }

    /// "Slovak grenadiers", "an intelligence agency officer", "Ohio plumber Hana Berg".
    fn by_noun(&self, main: &[PhraseUnit<'c>]) -> Option<ToldCode> {
        let (noun, before) = self.phrase.noun_with_words_before(main)?;
        let sectors = NounSectors::built_in();
        let post = self.vocabulary().posts_of_bodies.holds(&noun);
        let of_body = || sectors.of(&before).filter(|_| post);
        let told = of_body().or_else(|| sectors.of(format!("{before} {noun}").trim()));
        // "A Jewish community leader"
        let topic = || before.split(' ').find_map(|word| self.vocabulary().sectors_in_names.get(word).copied());
        let told = told.filter(|sector| *sector != Sector::Cvl || !post).or_else(topic).or(told);
        let kind = self.codebook.noun(&noun);
        let person = kind != Some(Noun::Organization);
        let mut told = match told {
            Some(sector) => ToldCode::sector(sector, Clue::NounOfSector),
            None if kind == Some(Noun::Person) => ToldCode::sector(Sector::Cvl, Clue::PersonNoun),
            None => return None,
        };
        let words: Vec<&str> = main.iter().flat_map(|unit| self.phrase.lower(unit)).collect();
        super::roles::adjust(&mut told, &words, person.then_some(noun.as_str()), self.vocabulary());
        Some(told)
    }

    /// "Northern Medical Alliance", "International Court of Salvage".
    pub(super) fn by_name(&self, main: &[PhraseUnit<'c>]) -> Option<ToldCode> {
        let mut names = main.iter().filter(|unit| matches!(unit.what, UnitKind::Name));
        let (unit, sector) = names.find_map(|unit| Some((unit, self.phrase.sector_within(unit)?)))?;
        let mut told = ToldCode::sector(sector, Clue::NameWord);
        self.of_many_states(std::slice::from_ref(unit), &mut told);
        Some(told)
    }

    /// Puts many states in place of a country: "World Salvage Bank".
    pub(super) fn of_many_states(&self, main: &[PhraseUnit<'c>], told: &mut ToldCode) {
        if !told.has_country() && self.phrase.is_of_many_states(main) {
            told.coding.entity = Some(Entity::Igo);
            told.coding.sectors.retain(|sector| *sector == Sector::Jud);
        }
    }

    /// "Archdeacon Hana Berg"; of a person without a title, nothing but a civilian.
    fn by_title(&self, main: &[PhraseUnit<'c>]) -> Option<ToldCode> {
        let unit = main.last().filter(|unit| matches!(unit.what, UnitKind::Name))?;
        let titled = self.phrase.titles(unit).find_map(|title| NounSectors::built_in().of_whole(&title));
        let named = || self.phrase.has_first_name(unit).then_some(Sector::Cvl);
        let told = titled.map(|sector| ToldCode::sector(sector, Clue::NounOfSector));
        told.or_else(|| Some(ToldCode::sector(named()?, Clue::PersonName)))
    }
}
