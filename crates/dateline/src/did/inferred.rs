//! Which country has a party whose words tell none: "police", "a court", "protesters"?

use dateline_language::{Pos, Relation};

use super::event::Event;
use super::party::{Inferred, Party};
use crate::codebook::WordGroup;
use crate::desk::Desk;
use crate::grammar;
use crate::record::{ActorKind, PartyFrom, Sector};

/// How great a share of what tells a country must tell the one.
const LIKELY: f64 = 0.4;
/// Sectors of those who are often of another country than that where they are, or of whom nothing is known.
const OF_ANYWHERE: [Sector; 5] = [Sector::Uaf, Sector::Ref, Sector::Img, Sector::Igo, Sector::Ngo];

/// Gives parties the country where they are told of, if their words tell a sector and no country. Somebody of no sector is
/// a civilian of that country.
pub(super) fn countries(desk: &Desk<'_>, events: &mut [Event<'_>]) {
    for event in events {
        for party in event.actor.iter_mut().chain(&mut event.recipient) {
            infer(desk, party);
        }
    }
}

fn infer(desk: &Desk<'_>, party: &mut Party) {
    if party.entity().is_some() || party.coding.sectors.iter().any(|sector| OF_ANYWHERE.contains(sector)) {
        return;
    }
    if party.coding.sectors.is_empty() && !is_somebody(desk, party) {
        return;
    }
    let Some((country, inferred)) = country_of(desk, party) else { return };
    party.coding.country = Some(country);
    if party.coding.sectors.is_empty() {
        party.coding.sectors.push(Sector::Cvl);
    }
    party.code = party.coding.code();
    party.inferred = Some(inferred);
}

/// The country of somebody or of a place in the party's own words, else that where its sentence plays.
pub(super) fn country_of(desk: &Desk<'_>, party: &Party) -> Option<(String, Inferred)> {
    in_own_words(desk, party).or_else(|| of_setting(desk, party.head))
}

/// The country where a word's sentence plays, if it is the likeliest by far.
pub(super) fn of_setting(desk: &Desk<'_>, head: usize) -> Option<(String, Inferred)> {
    let setting = desk.setting.at(desk.doc.token(head)).filter(|setting| setting.share >= LIKELY)?;
    Some((setting.country.clone(), Inferred { from: PartyFrom::Setting, told_by: setting.told_by }))
}

/// "The Obama administration", "protesters in Lyon": the country of whom or what the words before the head name, or a place
/// right behind it.
pub(super) fn in_own_words(desk: &Desk<'_>, party: &Party) -> Option<(String, Inferred)> {
    let head = desk.doc.token(party.head);
    let before = head.lefts().filter(|word| word.bytes().start >= party.bytes.start);
    let of_actor = before.filter_map(|word| {
        let actor = &desk.who.actors[desk.who.actor_at(word)?];
        Some((actor.coding.country.clone()?, word.bytes()))
    });
    let behind =
        head.rights().filter(|word| word.dep() == Relation::Prep).filter_map(|word| word.child(Relation::Pobj));
    let of_place = behind.filter(|word| party.bytes.contains(word.bytes())).filter_map(|word| {
        let place = desk.places.over(word.i()..word.i() + 1).find(|place| !place.tokens.is_empty())?;
        Some((place.country.clone()?, place.bytes))
    });
    let (country, bytes) = of_actor.chain(of_place).next()?;
    Some((country, Inferred { from: PartyFrom::Setting, told_by: Some(bytes) }))
}

/// A person or people, by name or by a noun for such.
fn is_somebody(desk: &Desk<'_>, party: &Party) -> bool {
    let head = desk.doc.token(party.head);
    let people = || head.pos() == Pos::Noun && desk.codebook.is_in(WordGroup::People, &grammar::lemma(head));
    matches!(party.kind, Some(ActorKind::Person | ActorKind::Group)) || party.kind.is_none() && people()
}
