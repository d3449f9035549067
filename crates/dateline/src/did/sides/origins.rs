//! Which country has somebody whose words tell none: "the soldiers", "he", "residents"? That of the words themselves, of another
//! mention of the same one, of those who were called by the same noun ("Israeli soldiers"), or where the sentence plays.

use std::collections::BTreeMap;

use dateline_language::{Bytes, Pos};

use super::super::inferred;
use super::super::party::Inferred;
use super::candidates::Mentioned;
use crate::desk::Desk;
use crate::grammar;
use crate::record::PartyFrom;

/// Gives mentions that tell no country or body the country that the article tells for them.
pub(super) fn infer(desk: &Desk<'_>, mentions: &mut [Mentioned]) {
    let alike = of_nouns(desk, mentions);
    let mut of_actors: BTreeMap<usize, Option<(String, Inferred)>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.party.entity().is_none()) {
        let Some(actor) = mention.party.actor else { continue };
        let told = of_actors.entry(actor).or_default();
        *told = told.take().or_else(|| inferred::in_own_words(desk, &mention.party));
    }
    // Where somebody is mentioned first, there he is at home.
    for mention in mentions.iter().filter(|mention| mention.party.entity().is_none()) {
        let Some(told) = mention.party.actor.and_then(|actor| of_actors.get_mut(&actor)) else { continue };
        *told = told.take().or_else(|| inferred::of_setting(desk, mention.party.head));
    }
    for mention in mentions.iter_mut().filter(|mention| mention.party.entity().is_none()) {
        let of_actor = || of_actors.get(&mention.party.actor?).cloned().flatten();
        let of_noun = || {
            let told = alike.get(&noun(desk, mention)?)?;
            let before = told.partition_point(|(head, ..)| *head < mention.party.head);
            let (_, country, bytes) = told.get(before.saturating_sub(1))?;
            Some((country.clone(), Inferred { from: PartyFrom::Setting, told_by: Some(*bytes) }))
        };
        let country = inferred::in_own_words(desk, &mention.party).or_else(of_actor).or_else(of_noun);
        mention.country = country.or_else(|| inferred::of_setting(desk, mention.party.head));
    }
}

/// The common noun that a mention hangs on.
fn noun(desk: &Desk<'_>, mention: &Mentioned) -> Option<String> {
    let head = desk.doc.token(mention.party.head);
    (head.pos() == Pos::Noun).then(|| grammar::lemma(head).to_lowercase())
}

/// For each common noun, the mentions by it that tell a country, in order: the word, the country, the stretch.
fn of_nouns(desk: &Desk<'_>, mentions: &[Mentioned]) -> BTreeMap<String, Vec<(usize, String, Bytes)>> {
    let mut told: BTreeMap<String, Vec<(usize, String, Bytes)>> = BTreeMap::new();
    for mention in mentions {
        let own = mention.party.coding.country.clone().map(|country| (country, mention.party.bytes));
        if let (Some(noun), Some((country, bytes))) = (noun(desk, mention), own) {
            told.entry(noun).or_default().push((mention.party.head, country, bytes));
        }
    }
    told
}
