//! Which country is "his country"? That of whom the pronoun means.

use dateline_language::{Relation, Tag};

use super::extent::phrase_start;
use crate::desk::{Actor, Desk, Mention, Who};
use crate::phrases::Coding;
use crate::record::{ActorKind, MentionKind};

/// Gives the owners' countries to the nouns for a state that pronouns own.
pub(super) fn resolve(desk: &Desk<'_>, who: &mut Who) {
    let nouns = &desk.codebook.vocabulary.actors.state_nouns;
    for noun in desk.limit.words(desk.doc).filter(|token| token.tag() == Tag::Nn && nouns.holds(token.lemma())) {
        let owner = noun.child(Relation::Poss).filter(|owner| owner.tag() == Tag::PrpPoss);
        let Some(owner) = owner.and_then(|owner| who.actor_at(owner)) else { continue };
        let owner = &who.actors[owner];
        if owner.kind == ActorKind::Country {
            continue;
        }
        let Some(code) = owner.coding.country.clone() else { continue };
        let Some(country) = desk.codebook.countries.iter().find(|country| country.code == code) else { continue };
        let told = |actor: &Actor| actor.kind == ActorKind::Country && actor.coding.country.as_ref() == Some(&code);
        let actor = who.actors.iter().position(told).unwrap_or_else(|| {
            let coding = Coding::of_country(&code);
            who.actors.push(Actor { kind: ActorKind::Country, coding, ..Actor::named(country.name.clone()) });
            who.actors.len() - 1
        });
        let tokens = phrase_start(noun)..noun.i() + 1;
        who.add(Mention { actor, tokens, head: noun.i(), kind: MentionKind::Description });
    }
}
