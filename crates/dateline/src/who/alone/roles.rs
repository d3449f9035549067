//! How is a phrase coded whose head is a role: "Hungarian foreign minister", "a former Pentagon official"?

use super::Coder;
use super::told_code::{Clue, ToldCode};
use super::units::{PhraseUnit, UnitKind};
use crate::codebook::{Actors, Entity, Role, Sector};

impl<'c> Coder<'c, '_> {
    /// Sectors from the role or the body it belongs to, the country from the words around.
    pub(super) fn role(&self, main: &[PhraseUnit<'c>], unit: &PhraseUnit<'c>) -> ToldCode {
        let UnitKind::Role(role, words) = &unit.what else { return ToldCode::default() };
        let before = || main.iter().filter(|other| other.start < unit.start).rev();
        // "Police Chief Carmen Best": what follows the title of a person is a name, not a place.
        let is_name = |other: &&PhraseUnit<'c>| role.person && matches!(other.what, UnitKind::Name);
        let after = main.iter().filter(|other| other.start > unit.start && !is_name(other));
        let around = || before().chain(after.clone()).chain(self.phrase.behind(main));
        let lends = self.lends_its_code(role, words);
        let mut told = ToldCode::of_role(role, words, self.vocabulary());
        if let Some(body) = before().find_map(|unit| self.body_of_role(unit)).filter(|_| lends) {
            told.of_the_west |= body.of_the_west;
            told.take_sectors(body);
        }
        match around().find_map(|other| self.body(other)) {
            Some(body) if lends && body.tells_more() => told = body,
            Some(body) => told.take_country(body),
            None => {}
        }
        if !told.has_country() {
            // "Syrian refugees in Jordan" are Syrian.
            let country = self.country_among(before()).or_else(|| self.within(unit));
            told.take_country(country.or_else(|| self.country_among(around())).unwrap_or_default());
        }
        if let Some(sector) = self.phrase.sector_of_compound(main, unit) {
            told.take_sectors(ToldCode::sector(sector, Clue::NameWord));
        }
        if !role.person {
            self.of_many_states(main, &mut told);
        }
        let words_before: Vec<&str> = before().flat_map(|other| self.phrase.lower(other)).collect();
        adjust(&mut told, &words_before, role.person.then_some(words.as_str()), self.vocabulary());
        told
    }

    /// The last role of the phrase.
    pub(super) fn last_role(&self, main: &[PhraseUnit<'c>]) -> ToldCode {
        let roles = || {
            main.iter().rev().filter_map(|unit| match &unit.what {
                UnitKind::Role(role, words) => Some((*role, words)),
                _ => None,
            })
        };
        let role = roles().find(|(role, _)| !role.courtesy).or_else(|| roles().next());
        role.map(|(role, words)| ToldCode::of_role(role, words, self.vocabulary())).unwrap_or_default()
    }

    /// "A Pentagon official", "president of the Riigikogu", "hospital staff": whether the body's code is that of the role.
    fn lends_its_code(&self, role: &Role, words: &str) -> bool {
        let of_any_body = |words: &str| self.vocabulary().posts_of_bodies.holds(words);
        let head = words.rsplit(' ').next().unwrap_or(words);
        of_any_body(words) || of_any_body(head) && (!role.person || role.sector == [Sector::Gov])
    }

    /// A body without a name of its own: "intelligence agency" in "an intelligence agency officer".
    fn body_of_role(&self, unit: &PhraseUnit<'_>) -> Option<ToldCode> {
        match &unit.what {
            UnitKind::Role(role, words) if !role.person && !role.sector.is_empty() => {
                Some(ToldCode::of_role(role, words, self.vocabulary()))
            }
            _ => None,
        }
    }
}

/// What adjectives before the role change: "former" for persons, "opposition", "Western".
pub(super) fn adjust(told: &mut ToldCode, before: &[&str], person: Option<&str>, vocabulary: &Actors) {
    let former = person.filter(|_| before.iter().any(|word| vocabulary.past_in_phrases.holds(word)));
    if let Some((role, sector)) = former.zip(told.coding.sectors.first().copied()) {
        let ranked = role.split(' ').any(|word| vocabulary.elite_ranks.holds(word));
        let sector = match sector {
            Sector::Gov | Sector::Leg | Sector::Jud | Sector::Pty | Sector::Opp => Sector::Eli,
            Sector::Mil | Sector::Cop | Sector::Spy if ranked => Sector::Eli,
            Sector::Mil | Sector::Cop | Sector::Spy => Sector::Cvl,
            other => other,
        };
        told.coding.sectors = vec![sector];
        told.entries.push(format!("former: {sector}"));
    }
    let opposed = before.iter().any(|word| vocabulary.opposed.holds(word));
    if opposed && !told.coding.sectors.iter().any(|sector| matches!(sector, Sector::Opp | Sector::Reb)) {
        told.coding.sectors.push(Sector::Opp);
    }
    // "State news agency"
    if told.coding.sectors == [Sector::Jrn] && before.iter().any(|word| vocabulary.of_the_state.holds(word)) {
        told.coding.sectors.insert(0, Sector::Gov);
    }
    let western = told.of_the_west || before.iter().any(|word| vocabulary.western.holds(word));
    if western && !told.has_country() {
        told.coding.entity = Some(Entity::Wst);
    }
}
