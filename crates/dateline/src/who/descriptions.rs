//! Which phrases without a name mention somebody: "the foreign minister", "the firm", "the town"? A role finds the person
//! who holds it; a noun finds what was called so before, or what bears the noun in its name.

use dateline_language::{Pos, Relation, Token};

use super::cast::{ActorKey, Cast};
use super::described::{Definiteness, Described, is_plural};
use super::extent::{is_apart, is_modifier, phrase_start};
use crate::codebook::Noun;
use crate::desk::Actor;
use crate::grammar::nominal;
use crate::phrases::{Coding, RoleSpan};
use crate::record::{ActorKind, MentionKind};

impl<'a> Cast<'a> {
    /// Phrases with a role, a person, a body or a place for a head: descriptions of someone named elsewhere, or actors of
    /// their own.
    pub(super) fn resolve_descriptions(&mut self) {
        let phrases = self.phrases;
        for head in self.limit.words(self.doc).filter(|token| matches!(token.pos(), Pos::Noun | Pos::Propn)) {
            let role = phrases.role_at(head.i()).filter(|span| span.head(self.doc) == head.i());
            if let Some(span) = role {
                // "Justice is on the ballot"
                let abstraction = self.vocabulary().abstract_roles.holds(head.lower()) && head.lefts().next().is_none();
                if !self.is_title(head, span) && !abstraction {
                    self.add_role(head, span);
                }
            } else if phrases.role_at(head.i()).is_none()
                && phrases.name_at(head.i()).is_none()
                && let Some(noun) = self.codebook.noun(&head.lemma().to_lowercase())
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
        (is_modifier(head) || head.dep() == Relation::NpAdvmod)
            && head.head().i() >= span.tokens.end
            && !is_apart(head, head.head())
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
        let state = self.vocabulary().state_nouns.holds(&found.noun) && found.definiteness == Definiteness::Definite;
        let same = self
            .beside(head, kind)
            .or_else(|| state.then(|| self.bearer(&found, kind)).flatten())
            .or_else(|| self.antecedent(&found))
            .or_else(|| (found.definiteness == Definiteness::Definite).then(|| self.bearer(&found, kind)).flatten());
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
        let found = Described { definiteness: Definiteness::Definite, ..self.describe(head) };
        let Some(actor) = self.antecedent(&found) else { return };
        let earlier = self.described.iter().rev().find(|earlier| earlier.actor == actor && earlier.noun == found.noun);
        let start = earlier.map_or(head.i(), |earlier| self.start_of_same_words(self.doc.token(earlier.head), head));
        // "Harbour team member" is of another team than "the road team".
        let own = |word: Token<'_>| is_modifier(word) && matches!(word.pos(), Pos::Noun | Pos::Propn);
        let bare = earlier.is_none_or(|earlier| earlier.modifiers.is_empty());
        if bare || start < head.i() || !head.previous().is_some_and(own) {
            self.mention(actor, start..head.i() + 1, head, MentionKind::Description);
        }
    }

    /// Where the words begin that stand before both nouns: "harbour team" in "the harbour team", "a harbour team member".
    fn start_of_same_words(&self, earlier: Token<'_>, head: Token<'_>) -> usize {
        let first = phrase_start(earlier);
        let same = |back: &usize| self.doc.token(earlier.i() - back).lower() == self.doc.token(head.i() - back).lower();
        let plain = |back: &usize| !nominal::is_article(self.doc.token(head.i() - back).lower());
        let room = (earlier.i() - first).min(head.i());
        head.i() - (1..=room).take_while(|back| same(back) && plain(back)).count()
    }

    fn new_role(&mut self, head: Token<'a>, span: &RoleSpan<'_>, country: Option<String>, kind: ActorKind) -> usize {
        let key = ActorKey::Role(span.phrase.clone(), country.clone());
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
}
