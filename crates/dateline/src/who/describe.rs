//! Descriptions: whom "the foreign minister", "the firm" and "the town" mean. A role finds the person who holds it; a noun
//! finds what was called so before, or what bears the noun in its name.

use crate::desk::{Actor, Mention};
use crate::phrases::Coding;
use crate::record::{ActorKind, MentionKind};
use dateline_language::{Pos, Relation, Tag, Token};

use super::extent;
use super::resolve::{Cast, is_modifier, phrase_start};
use crate::codebook::{Actors, Codebook, KindDescribed, Noun, Sector};
use crate::grammar::pronouns::is_possessive_of_thing;
use crate::grammar::{self, nominal};
use crate::phrases::RoleSpan;

/// How a description presents what it mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Article {
    /// "the", "this", "its": known already.
    Definite,
    /// "a", "another", "two": new.
    Indefinite,
    /// None: a whole kind ("students"), or a headline's style.
    Bare,
}

/// A description in the text, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Described {
    actor: usize,
    head: usize,
    noun: String,
    plural: bool,
    article: Article,
    /// Adjectives and nouns before the head, in lower case; owners as written.
    modifiers: Vec<String>,
    /// What follows the head within the phrase, in lower case.
    behind: String,
}

impl<'a> Cast<'a> {
    /// Phrases with a role, a person, a body or a place for a head: descriptions of someone named elsewhere, or actors of
    /// their own.
    pub(super) fn resolve_descriptions(&mut self, codebook: &Codebook) {
        let phrases = self.phrases;
        for head in self.doc.tokens().filter(|token| matches!(token.pos(), Pos::Noun | Pos::Propn)) {
            let role = phrases.role_at(head.i()).filter(|span| span.head(self.doc) == head.i());
            if let Some(span) = role {
                // "Justice is on the ballot"
                let abstraction = self.vocabulary().abstract_roles.holds(head.lower()) && head.lefts().next().is_none();
                if !self.is_title(head, span) && !abstraction {
                    self.add_role(head, span);
                }
            } else if phrases.role_at(head.i()).is_none()
                && phrases.name_at(head.i()).is_none()
                && let Some(noun) = codebook.noun(&head.lemma().to_lowercase())
            {
                if is_modifier(head) {
                    self.add_modifier(head, noun);
                } else {
                    self.add_noun(head, noun);
                }
            }
        }
    }

    /// "President" in "President Putin", "army" in "army chief": the word modifies another that is a mention itself.
    fn is_title(&self, head: Token<'_>, span: &RoleSpan<'_>) -> bool {
        (is_modifier(head) || head.dep() == Relation::NpAdvmod) && head.head().i() >= span.tokens.end
    }

    fn add_role(&mut self, head: Token<'a>, span: &'a RoleSpan<'a>) {
        let tokens = span.tokens.start.min(head.i())..span.tokens.end.max(head.i() + 1);
        // "The community", "a crowd": words for persons that mean many.
        let many = self.codebook.noun(&head.lemma().to_lowercase()) == Some(Noun::Organization);
        let kind = match (span.role.person, is_plural(head)) {
            (true, false) if many => ActorKind::Group,
            (true, false) => ActorKind::Person,
            (true, true) => ActorKind::Group,
            (false, _) => ActorKind::Organization,
        };
        let country = self.phrases.country_of(self.doc, head).or_else(|| self.possessor_country(head));
        let mut found = self.describe(head);
        let same = self.beside(head, kind).or_else(|| match kind {
            ActorKind::Person => self.described_as(span, country.as_deref(), &found),
            _ => self.antecedent(&found),
        });
        // "The Gujarat government" is not the government spoken of before.
        let unmarked = country.is_some() || found.modifiers.is_empty();
        let same = same.or_else(|| self.body_of(span, country.as_deref(), kind).filter(|_| unmarked));
        let actor = same.unwrap_or_else(|| self.new_role(head, span, country, kind));
        self.roles.entry(actor).or_default().push(span.phrase.clone());
        found.actor = actor;
        self.described.push(found);
        self.mention(actor, tokens, head, MentionKind::Description);
    }

    fn add_noun(&mut self, head: Token<'a>, noun: Noun) {
        let kind = match (noun, is_plural(head)) {
            (Noun::Person, false) => ActorKind::Person,
            (Noun::Person, true) => ActorKind::Group,
            (Noun::Organization, _) => ActorKind::Organization,
            (Noun::Place, _) => ActorKind::Place,
        };
        let mut found = self.describe(head);
        let state = self.vocabulary().state_nouns.holds(&found.noun) && found.article == Article::Definite;
        let same = self
            .beside(head, kind)
            .or_else(|| state.then(|| self.bearer(&found, kind)).flatten())
            .or_else(|| self.antecedent(&found))
            .or_else(|| (found.article == Article::Definite).then(|| self.bearer(&found, kind)).flatten());
        let actor = same.unwrap_or_else(|| {
            let country = self.phrases.country_of(self.doc, head);
            let coding = Coding { country, ..Coding::default() };
            self.add_actor(Actor { kind, coding, plain: true, ..Actor::named(self.bare_text(head)) })
        });
        found.actor = actor;
        self.described.push(found);
        self.mention(actor, head.i()..head.i() + 1, head, MentionKind::Description);
    }

    /// "Team member", after "the team": a body or place that was called so before.
    fn add_modifier(&mut self, head: Token<'a>, noun: Noun) {
        if noun == Noun::Person {
            return;
        }
        let found = Described { article: Article::Definite, ..self.describe(head) };
        if let Some(actor) = self.antecedent(&found) {
            self.mention(actor, head.i()..head.i() + 1, head, MentionKind::Description);
        }
    }

    fn describe(&self, head: Token<'a>) -> Described {
        let core = head.i()..head.i() + 1;
        let phrase = extent::of(self.doc, head, &core);
        let mut article = Article::Bare;
        let mut modifiers = Vec::new();
        for child in head.lefts().filter(|child| child.i() >= phrase.start) {
            match child.dep() {
                Relation::Det | Relation::Predet if nominal::is_definite(child.lower()) => article = Article::Definite,
                Relation::Amod if !nominal::brings_up(child.lower()) => modifiers.push(child.lower().to_owned()),
                Relation::Det | Relation::Nummod | Relation::Amod => {
                    article = if article == Article::Definite { article } else { Article::Indefinite };
                }
                Relation::Poss => {
                    article = Article::Definite;
                    modifiers.push(self.text(&(child.left_edge().i()..child.i() + 1)));
                }
                Relation::Compound | Relation::Nmod => modifiers.push(child.lower().to_owned()),
                _ => {}
            }
        }
        modifiers.sort();
        // "the country's" is "the country".
        let behind = head.i() + 1 + usize::from(head.next().is_some_and(|word| word.tag() == Tag::Pos));
        Described {
            actor: 0,
            head: head.i(),
            noun: head.lemma().to_lowercase(),
            plural: is_plural(head),
            article,
            modifiers,
            behind: self.text(&(behind..phrase.end.max(behind))).to_lowercase(),
        }
    }

    /// The actor in apposition to the description ("the coach, Anna Berg"; "Anna Berg, the coach") or of which it is said
    /// ("Anna Berg is the coach").
    fn beside(&self, head: Token<'a>, kind: ActorKind) -> Option<usize> {
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
    fn antecedent(&self, found: &Described) -> Option<usize> {
        let means = |earlier: &&Described| {
            let shorter = found.modifiers.iter().all(|word| earlier.modifiers.contains(word));
            let fits = match found.article {
                Article::Definite => shorter && (found.behind.is_empty() || found.behind == earlier.behind),
                // Who "people" are differs from sentence to sentence.
                Article::Bare if found.modifiers.is_empty() && self.vocabulary().shifting_nouns.holds(&found.noun) => {
                    false
                }
                Article::Bare => {
                    earlier.article != Article::Definite
                        && found.modifiers == earlier.modifiers
                        && found.behind == earlier.behind
                }
                Article::Indefinite => false,
            };
            fits && earlier.noun == found.noun && earlier.plural == found.plural
        };
        self.described.iter().rev().find(means).map(|earlier| earlier.actor)
    }

    /// What bears the noun in its name ("the party": the Labour Party), or is of the kind that it means ("the country").
    fn bearer(&self, found: &Described, kind: ActorKind) -> Option<usize> {
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
    fn possessor_country(&self, head: Token<'_>) -> Option<String> {
        let owner = head.child(Relation::Poss)?;
        if !self.vocabulary().owning_state_nouns.holds(owner.lemma()) && !is_possessive_of_thing(owner.lower()) {
            return None;
        }
        let last = self.who.before(head.i()).find(|m| self.who.actors[m.actor].kind == ActorKind::Country)?;
        self.who.actors[last.actor].coding.country.clone()
    }

    /// The person whom a singular description means: who holds this office of this country, else who was last called so.
    fn described_as(&self, span: &RoleSpan<'_>, country: Option<&str>, found: &Described) -> Option<usize> {
        if found.article == Article::Indefinite {
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
    fn body_of(&self, span: &RoleSpan<'_>, country: Option<&str>, kind: ActorKind) -> Option<usize> {
        let key = || format!("role {} {}", span.phrase, country.unwrap_or("-"));
        (kind == ActorKind::Organization).then(|| self.by_key.get(&key()).copied()).flatten()
    }

    fn new_role(&mut self, head: Token<'a>, span: &RoleSpan<'_>, country: Option<String>, kind: ActorKind) -> usize {
        let key = format!("role {} {}", span.phrase, country.as_deref().unwrap_or("-"));
        let mut coding = Coding { country, ..Coding::default() };
        coding.complete(&self.office(span, head));
        let actor =
            self.add_actor(Actor { kind, coding, gender: span.role.gender, ..Actor::named(self.bare_text(head)) });
        self.by_key.insert(key, actor);
        actor
    }

    /// The words up to the head, without an article.
    fn bare_text(&self, head: Token<'_>) -> String {
        let text = self.text(&(phrase_start(head)..head.i() + 1));
        nominal::without_article(&text).to_owned()
    }

    /// The words for actors.
    fn vocabulary(&self) -> &'a Actors {
        &self.codebook.vocabulary.actors
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

fn is_plural(noun: Token<'_>) -> bool {
    matches!(noun.tag(), Tag::Nns | Tag::Nnps)
}
