//! Who is told of by an office first and by name in the next sentence? "Kuwait's oil minister said …", "Sheikh Nasser
//! Al-Qattan added …": one person, where nobody else stands between.

use dateline_language::{Relation, Token};

use super::cast::Cast;
use crate::desk::{Actor, Mention};
use crate::record::{ActorKind, MentionKind};

impl Cast<'_> {
    /// Gives the office, and its mentions, to whom the next sentence names with a title alone.
    pub(super) fn unite_offices_with_names(&mut self) {
        let mut heads: Vec<usize> = self.who.mentions.iter().filter(|m| self.is_person(m)).map(|m| m.head).collect();
        heads.sort_unstable();
        let pairs: Vec<(usize, usize)> =
            heads.windows(2).filter_map(|pair| self.same_person(pair[0], pair[1])).collect();
        for (office, named) in pairs {
            let told = self.who.actors[office].clone();
            let person = &mut self.who.actors[named];
            let own = std::mem::replace(&mut person.coding, told.coding);
            person.coding.complete(&own);
            person.office = told.office.or_else(|| self.roles.get(&office)?.first().cloned());
            for mention in self.who.mentions.iter_mut().filter(|mention| mention.actor == office) {
                mention.actor = named;
            }
        }
    }

    fn is_person(&self, mention: &Mention) -> bool {
        self.who.actors[mention.actor].kind == ActorKind::Person
    }

    /// The actors of two heads, one behind the other of all that mention persons, where the first is a subject described
    /// by an office, and the second a subject in the next sentence whose name comes up there.
    fn same_person(&self, first: usize, second: usize) -> Option<(usize, usize)> {
        let subject = |head: usize| Some(self.doc.token(head)).filter(|head| head.dep() == Relation::Nsubj);
        let (office, name) = (subject(first)?, subject(second)?);
        let actor = |head: Token<'_>| Some((self.who.actor_at(head)?, &self.who.actors[self.who.actor_at(head)?]));
        let ((i, told), (k, named)) = (actor(office)?, actor(name)?);
        let new = |actor: usize, head: Token<'_>| {
            self.who.mentions.iter().all(|mention| mention.actor != actor || mention.head >= head.i())
        };
        let nameless = self.who.mentions.iter().all(|mention| mention.actor != i || mention.kind != MentionKind::Name);
        let differ = told.gender.zip(named.gender).is_some_and(|(one, other)| one != other);
        let next = name.sentence_number() == office.sentence_number() + 1;
        let fits = i != k && next && nameless && !told.plain && !told.coding.sectors.is_empty() && !differ;
        (fits && new(k, name) && self.tells_title_alone(named, name)).then_some((i, k))
    }

    /// Whether a person's name has a title before it, which tells of no office.
    fn tells_title_alone(&self, named: &Actor, name: Token<'_>) -> bool {
        let role = self.phrases.role_before(self.doc, name);
        let courtesy = role.is_none_or(|span| span.role.courtesy);
        let of_title = role.map_or(&[][..], |span| &span.role.sector);
        let told = named.coding.sectors.iter().any(|sector| !of_title.contains(sector));
        self.is_titled(name) && courtesy && !named.known && !told && named.coding.country.is_none()
    }
}
