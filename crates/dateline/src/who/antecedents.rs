//! Whom does a description mean? Who stands beside it, was called so before, bears its noun in the name, or holds its office.

use dateline_language::{Pos, Relation, Token};

use super::cast::{ActorKey, Cast};
use super::described::{Definiteness, Described};
use super::extent::is_modifier;
use crate::codebook::{KindDescribed, Sector};
use crate::desk::{Actor, Mention};
use crate::grammar::pronouns::is_possessive_of_thing;
use crate::grammar::{self, nominal};
use crate::phrases::RoleSpan;
use crate::record::{ActorKind, MentionKind};

impl<'a> Cast<'a> {
    /// The actor in apposition to the description ("the coach, Anna Berg"; "Anna Berg, the coach") or of which it is said
    /// ("Anna Berg is the coach").
    pub(super) fn beside(&self, head: Token<'a>, kind: ActorKind) -> Option<usize> {
        let after =
            head.children().filter(|child| child.dep() == Relation::Appos).find_map(|child| self.who.actor_at(child));
        let before = (head.dep() == Relation::Appos).then(|| self.who.actor_at(head.head())).flatten();
        let subject = || {
            let verb = head.head();
            let told = head.dep() == Relation::Attr && nominal::is_copula(verb.lemma()) && !grammar::is_negated(verb);
            let subject = told.then(|| grammar::own_subject(verb)).flatten()?;
            self.who.actor_at(subject).filter(|_| subject.pos() == Pos::Propn)
        };
        after.or(before).or_else(subject).filter(|&actor| alike(self.who.actors[actor].kind, kind))
    }

    /// What was described in like words before: a definite description may leave words out, another repeats them.
    pub(super) fn antecedent(&self, found: &Described) -> Option<usize> {
        let means = |earlier: &&Described| {
            let shorter = found.modifiers.iter().all(|word| earlier.modifiers.contains(word));
            let fits = match found.definiteness {
                Definiteness::Definite => shorter && (found.behind.is_empty() || found.behind == earlier.behind),
                // Who "people" are differs from sentence to sentence.
                Definiteness::Bare
                    if found.modifiers.is_empty() && self.vocabulary().shifting_nouns.holds(&found.noun) =>
                {
                    false
                }
                Definiteness::Bare => {
                    earlier.definiteness != Definiteness::Definite
                        && found.modifiers == earlier.modifiers
                        && found.behind == earlier.behind
                }
                Definiteness::Indefinite => false,
            };
            fits && earlier.noun == found.noun && earlier.plural == found.plural
        };
        self.described.iter().rev().find(means).map(|earlier| earlier.actor)
    }

    /// What bears the noun in its name ("the party": the Labour Party), or is of the kind that it means ("the country").
    pub(super) fn bearer(&self, found: &Described, kind: ActorKind) -> Option<usize> {
        let noun = found.noun.as_str();
        if found.plural || !found.behind.is_empty() || found.modifiers.len() > 1 {
            return None;
        }
        let named = |mention: &&Mention| mention.kind == MentionKind::Name;
        let bears = |mention: &&Mention| {
            let actor = &self.who.actors[mention.actor];
            alike(actor.kind, kind) && head_word(&actor.name).eq_ignore_ascii_case(noun)
        };
        let before = || self.who.before(found.head).filter(named);
        if let Some(mention) = before().find(bears) {
            return Some(mention.actor);
        }
        if !found.modifiers.is_empty() {
            return None;
        }
        let described = *self.vocabulary().kinds_described.get(noun)?;
        let of_kind = |mention: &&Mention| is_of_kind(&self.who.actors[mention.actor], described);
        let own = |mention: &&Mention| !is_modifier(self.doc.token(mention.head));
        before().filter(own).find(of_kind).or_else(|| before().find(of_kind)).map(|mention| mention.actor)
    }

    /// "its army", "the country's parliament": the country that was spoken of last.
    pub(super) fn possessor_country(&self, head: Token<'_>) -> Option<String> {
        let owner = head.child(Relation::Poss)?;
        if !self.vocabulary().owning_state_nouns.holds(owner.lemma()) && !is_possessive_of_thing(owner.lower()) {
            return None;
        }
        let last = self.who.before(head.i()).find(|m| self.who.actors[m.actor].kind == ActorKind::Country)?;
        self.who.actors[last.actor].coding.country.clone()
    }

    /// The person whom a singular description means: who holds this office of this country, else who was last called so.
    pub(super) fn described_as(&self, span: &RoleSpan<'_>, country: Option<&str>, found: &Described) -> Option<usize> {
        if found.definiteness == Definiteness::Indefinite {
            return None;
        }
        let last_word = span.phrase.rsplit(' ').next().unwrap_or(&span.phrase);
        let fits = |actor: usize| {
            let person = &self.who.actors[actor];
            let told = self.roles.get(&actor).into_iter().flatten().map(String::as_str).chain(person.office.as_deref());
            let mut roles = told.flat_map(|role| [role, nominal::before_genitive(role)]);
            person.kind == ActorKind::Person
                && country.is_none_or(|country| person.coding.country.as_deref() == Some(country))
                && roles
                    .any(|role| role == span.phrase || role.rsplit(' ').next() == Some(last_word) && country.is_none())
        };
        if self.sectors(span) == [Sector::Eli]
            && let Some(mention) =
                self.who.before(found.head).find(|mention| self.has_held(mention.actor, &span.phrase))
        {
            return Some(mention.actor);
        }
        let before = self.who.before(found.head).find(|mention| fits(mention.actor));
        let anywhere = || self.who.mentions.iter().find(|mention| country.is_some() && fits(mention.actor));
        before.or_else(anywhere).map(|mention| mention.actor)
    }

    /// "The former secretary of state": a person who by the codebook held the office.
    fn has_held(&self, actor: usize, office: &str) -> bool {
        let person = self.known_people.get(&actor).map(|&i| &self.codebook.people[i]);
        person.is_some_and(|person| person.offices.iter().any(|held| held.title == office))
    }

    /// A country has one army, one parliament: the body of that role and country.
    pub(super) fn body_of(&self, span: &RoleSpan<'_>, country: Option<&str>, kind: ActorKind) -> Option<usize> {
        let key = || ActorKey::Role(span.phrase.clone(), country.map(str::to_owned));
        (kind == ActorKind::Organization).then(|| self.by_key.get(&key()).copied()).flatten()
    }
}

/// Whether an actor is of the kind that a noun describes.
fn is_of_kind(actor: &Actor, described: KindDescribed) -> bool {
    let sectors = &actor.coding.sectors;
    let is_body = matches!(actor.kind, ActorKind::Organization | ActorKind::Group);
    match described {
        KindDescribed::State => actor.kind == ActorKind::Country,
        KindDescribed::Place => actor.kind == ActorKind::Place,
        KindDescribed::Firm => {
            actor.kind == ActorKind::Organization && (sectors.is_empty() || sectors.contains(&Sector::Bus))
        }
        KindDescribed::Body => is_body && !sectors.contains(&Sector::Gov),
        KindDescribed::Party => sectors.contains(&Sector::Pty),
    }
}

/// Whether two mentions of these kinds can mean the same.
fn alike(one: ActorKind, other: ActorKind) -> bool {
    let body = |kind| matches!(kind, ActorKind::Organization | ActorKind::Group);
    let land = |kind| matches!(kind, ActorKind::Country | ActorKind::Place);
    one == other || body(one) && body(other) || land(one) && land(other)
}

/// "Party" of "Labour Party", "Church" of "Church of England".
fn head_word(name: &str) -> &str {
    let name = nominal::before_genitive(name);
    name.rsplit(' ').next().unwrap_or(name)
}
