//! Which names are short for a longer one of the article: "NPP", "the Church", "the North"?

use rustc_hash::FxHashMap;

use super::cast::{ActorKey, Cast};
use crate::codebook::OrganizationKind;
use crate::desk::Actor;
use crate::grammar::nominal;
use crate::record::ActorKind;

impl Cast<'_> {
    /// Gives the mentions under a short name to whom the article names in full.
    pub(super) fn unite_short_forms(&mut self) {
        let full = self.short_forms();
        let of = |(i, actor): (usize, &Actor)| {
            let same = full.get(&actor.name).copied().flatten().filter(|&same| same != i);
            let body = same.filter(|&same| is_body(actor) && self.may_be(i, same));
            body.or_else(|| self.country_of_part(i))
        };
        let same: Vec<Option<usize>> = self.who.actors.iter().enumerate().map(of).collect();
        // "NPP" is the People's Party, and that the New People's Party.
        let last = |actor: usize| {
            let further = |at: &usize| same[*at];
            std::iter::successors(Some(actor), further).take(4).last().unwrap_or(actor)
        };
        self.who.mentions.iter_mut().for_each(|mention| mention.actor = last(mention.actor));
        self.by_key.values_mut().for_each(|actor| *actor = last(*actor));
    }

    /// Whether nothing told of the short name is another's.
    fn may_be(&self, short: usize, full: usize) -> bool {
        let (short, of_full) = (&self.who.actors[short].coding, &self.who.actors[full].coding);
        let country = short.country.is_none() || short.country == of_full.country;
        short.code().is_none() || country && short.entity == of_full.entity && short.sectors == of_full.sectors
    }

    /// Whom initials and parts of the longer names of bodies mean: "NPP" the New People's Party, "Highway Patrol" the
    /// Ohio Highway Patrol, "Church" and "Scientology" the Church of Scientology. Nobody, where two bodies share a part, and
    /// no body of a state: many states have a House.
    fn short_forms(&self) -> FxHashMap<String, Option<usize>> {
        let mut full: FxHashMap<String, Option<usize>> = FxHashMap::default();
        let of_state = |(_, kind): &(usize, OrganizationKind)| kind.is_of_state();
        let states: Vec<usize> = self.known_bodies().filter(of_state).map(|(actor, _)| actor).collect();
        for (i, actor) in self.who.actors.iter().enumerate().filter(|(_, actor)| is_body(actor)) {
            let name = nominal::without_article(&actor.name);
            if let Some(initials) = initials(name) {
                full.entry(initials).or_insert(Some(i));
            }
            for part in parts(name).filter(|_| !states.contains(&i)) {
                full.entry(part.to_owned()).and_modify(|body| *body = None).or_insert(Some(i));
            }
        }
        full
    }

    fn known_bodies(&self) -> impl Iterator<Item = (usize, OrganizationKind)> {
        let kind = |name: &str| self.codebook.organizations.iter().find(|body| body.name == name).map(|body| body.kind);
        self.by_key.iter().filter_map(move |(key, &actor)| match key {
            ActorKey::Body(name, _) => Some((actor, kind(name)?)),
            _ => None,
        })
    }

    /// "The North", where the article tells of North Korea and of no other country of that first word.
    fn country_of_part(&self, actor: usize) -> Option<usize> {
        let short = self.who.actors[actor].name.as_str();
        let mut mentions = self.who.mentions.iter().filter(|mention| mention.actor == actor);
        let pointed = mentions.all(|mention| {
            let before = self.doc.token(mention.tokens.start).previous();
            before.is_some_and(|word| nominal::is_article(word.lower()) && nominal::is_definite(word.lower()))
        });
        let part = self.who.actors[actor].kind != ActorKind::Country && !short.contains(' ') && pointed;
        let mut bearers = self.who.actors.iter().enumerate().filter(|(_, country)| {
            let first = country.name.split_once(' ').map(|(first, _)| first);
            part && country.kind == ActorKind::Country && first == Some(short)
        });
        let (country, _) = bearers.next()?;
        bearers.next().is_none().then_some(country)
    }
}

fn is_body(actor: &Actor) -> bool {
    matches!(actor.kind, ActorKind::Organization | ActorKind::Group)
}

/// What a longer name may be cut to: one word on either side of its "of"; its last words, two at least.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let sides = nominal::around_genitive(name).filter(|(head, rest)| !head.contains(' ') && !rest.contains(' '));
    let rests = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
    let whole = |rest: &&str| rest.contains(' ') && rest.starts_with(char::is_uppercase);
    sides.into_iter().flat_map(|(head, rest)| [head, rest]).chain(rests.filter(whole))
}

/// The capitals that begin a name's words, where there are three at least.
fn initials(name: &str) -> Option<String> {
    let words = name.split([' ', '-']).filter_map(|word| word.chars().next());
    let initials: String = words.filter(|letter| letter.is_uppercase()).collect();
    (initials.len() >= 3).then_some(initials)
}
