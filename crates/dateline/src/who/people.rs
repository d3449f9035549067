//! Which person does a name mean, and what do the words around it tell of its bearer?

use crate::desk::Actor;
use crate::phrases::Coding;
use crate::record::MentionKind;
use dateline_language::{Pos, Relation, Tag, Token};

use super::cast::{ActorKey, Cast};
use crate::codebook::{Gender, Known, Organization, OrganizationKind, Sector};
use crate::grammar::{self, nominal};
use crate::phrases::RoleSpan;
use crate::phrases::coding::{has_led, is_one_of_many, last_year, leads_on, person_on};
use crate::phrases::names::{NameSpan, Named};

/// Of how many people of the codebook a family name is a common one, which alone tells nobody.
const MANY: usize = 6;

impl<'a> Cast<'a> {
    pub(super) fn is_full_name(&self, name: &NameSpan) -> bool {
        match &name.named {
            Named::Person => name.tokens.len() > 1 && !self.is_possessed_group(name),
            Named::Known(known) => matches!(known[0], Known::Person(_)),
            _ => false,
        }
    }

    /// "Trump Republicans": not a person's name.
    fn is_possessed_group(&self, name: &NameSpan) -> bool {
        self.doc.token(name.tokens.end - 1).tag() == Tag::Nnps
    }

    pub(super) fn add_person(&mut self, name: &NameSpan) {
        let head = self.head(&name.tokens);
        let text = self.text(&name.tokens);
        let known = match &name.named {
            Named::Known(known) => known.iter().find_map(|k| if let Known::Person(i) = k { Some(*i) } else { None }),
            _ => None,
        };
        let actor = match known {
            Some(i) => self.known_person(i, &text),
            None => self.find_person(&text, head).unwrap_or_else(|| self.new_person(&text, head)),
        };
        self.learn(actor, head);
        self.mention(actor, name.tokens.clone(), head, MentionKind::Name);
    }

    fn known_person(&mut self, i: usize, text: &str) -> usize {
        let key = ActorKey::Person(i);
        if let Some(&actor) = self.by_key.get(&key) {
            return actor;
        }
        let person = &self.codebook.people[i];
        let (coding, office) = person_on(person, self.day);
        let gender = Some(person.gender);
        let actor = self.add_actor(Actor { coding, office, gender, known: true, ..Actor::named(text.to_owned()) });
        self.by_key.insert(key, actor);
        self.known_people.insert(actor, i);
        for name in [text, person.family_name(), text.rsplit(' ').next().unwrap_or(text)] {
            self.file_person(name, actor);
        }
        actor
    }

    fn file_person(&mut self, name: &str, actor: usize) {
        let actors = self.people.entry(name.to_owned()).or_default();
        if !actors.contains(&actor) {
            actors.push(actor);
        }
    }

    /// The person of this name: the same full name, or of this family name whom the report names most.
    fn find_person(&self, text: &str, head: Token<'_>) -> Option<usize> {
        let gender = self.title_gender(head);
        let of_gender = |actor: &usize| {
            gender.is_none_or(|gender| self.who.actors[*actor].gender.is_none_or(|other| other == gender))
        };
        if let Some(found) = self.people.get(text) {
            let given = self.goes_by_given_name(text, head);
            let own = |actor: &usize| !given || self.without_title(&self.who.actors[*actor].name).starts_with(text);
            let fitting = found.iter().copied().filter(of_gender).filter(own);
            // Of two that are named alike, whom the report named first.
            return fitting.rev().max_by_key(|actor| self.named.get(actor).copied());
        }
        let family = text.rsplit(' ').next().filter(|family| *family != text)?;
        let same = self.people.get(family)?.iter().copied().filter(of_gender);
        // "Robert Mugabe" and "Mugabe" are one person, "Grace Mugabe" is another.
        same.rev().find(|&actor| !self.who.actors[actor].name.contains(' '))
    }

    /// Whether words before a family name tell who is meant: "Mr. Obama", "President Obama".
    pub(super) fn is_titled(&self, head: Token<'_>) -> bool {
        self.title_gender(head).is_some() || self.phrases.role_before(self.doc, head).is_some()
    }

    /// "Ahmed" of "Prince Ahmed".
    fn without_title<'n>(&self, name: &'n str) -> &'n str {
        let genders = &self.codebook.vocabulary.actors.genders_of_titles;
        let (first, rest) = name.split_once(' ').unwrap_or(("", name));
        if genders.get(&first.to_lowercase()).is_some() { rest } else { name }
    }

    /// "Sheikh Ahmed": a given name behind a title that goes with such names is nobody's family name.
    fn goes_by_given_name(&self, text: &str, head: Token<'_>) -> bool {
        let reigning = &self.codebook.vocabulary.actors.reigning_offices;
        let title = || self.phrases.role_before(self.doc, head);
        let of_given = |span: &RoleSpan<'_>| {
            span.role.courtesy || span.role.sector == [Sector::Rel] || reigning.holds(&span.phrase)
        };
        !text.contains(' ') && self.codebook.is_given_name(text) && title().is_some_and(of_given)
    }

    /// Whether words before a name tell that its bearer is a man or a woman: "Mr.", "Queen".
    fn title_gender(&self, head: Token<'_>) -> Option<Gender> {
        let genders = &self.codebook.vocabulary.actors.genders_of_titles;
        let before = self.doc.span(head.left_edge().i(), head.i());
        before.tokens().find_map(|token| genders.get(token.lower()).copied())
    }

    fn new_person(&mut self, text: &str, head: Token<'_>) -> usize {
        let role = self.phrases.role_before(self.doc, head).map(|span| span.phrase.as_str());
        if !text.contains(' ')
            && let Some(i) = self.by_family_name(text).or_else(|| self.with_title(text, role?))
        {
            return self.known_person(i, text);
        }
        let gender = text.split_once(' ').and_then(|(first, _)| self.codebook.gender_of(first));
        let actor = self.add_actor(Actor { gender, ..Actor::named(text.to_owned()) });
        self.file_person(text, actor);
        let words: Vec<&str> = text.split(' ').collect();
        if words.len() > 1 {
            self.file_person(words[words.len() - 1], actor);
        }
        actor
    }

    /// Whom a family name alone means, if it is not a common one: who leads a state on the day, else who held any office
    /// then, else who led a state before (in a report without a day, who did so last).
    pub(super) fn by_family_name(&self, family: &str) -> Option<usize> {
        let of_name = self.codebook.family(family);
        if of_name.len() > MANY || self.codebook.is_given_name(family) {
            return None;
        }
        let people = &self.codebook.people;
        // Kings and princes go by first names, which others bear too: "King Abdullah" needs the title.
        let reigning = &self.codebook.vocabulary.actors.reigning_offices;
        let royal = |i: usize| people[i].offices.iter().any(|office| reigning.holds(&office.title));
        let of_many = |i: usize| is_one_of_many(&people[i], self.vocabulary());
        let bearers = || of_name.iter().copied().filter(|&i| !royal(i) && !of_many(i));
        let leads = only(bearers().filter(|&i| leads_on(self.codebook, &people[i], self.day)));
        let in_office = || only(bearers().filter(|&i| person_on(&people[i], self.day).1.is_some()));
        let leaders = || bearers().filter(|&i| has_led(self.codebook, &people[i], self.day));
        leads.or_else(in_office).or_else(|| match self.day {
            Some(_) => only(leaders()),
            None => leaders().max_by_key(|&i| last_year(&people[i])),
        })
    }

    /// The one person of this family name who ever bore the title: "President Obama" in a report without a date.
    fn with_title(&self, family: &str, title: &str) -> Option<usize> {
        let people = &self.codebook.people;
        let bore = |&i: &usize| people[i].offices.iter().any(|office| office.title == title);
        only(self.codebook.family(family).iter().copied().filter(bore))
    }

    /// Takes country, role and gender from the words around a person's name.
    pub(super) fn learn(&mut self, actor: usize, head: Token<'a>) {
        let doc = self.doc;
        let mut told = Coding::default();
        let mut role = self.phrases.role_before(doc, head);
        told.country = self.phrases.country_of(doc, head);
        let beside = head
            .children()
            .filter(|child| child.dep() == Relation::Appos)
            .chain((head.dep() == Relation::Appos).then(|| head.head()));
        for other in beside {
            role = role.or_else(|| self.role_headed_by(other));
            if other.pos() == Pos::Noun || role.is_some() {
                told.country = told.country.or_else(|| self.phrases.country_of(doc, other));
            }
        }
        if let Some(span) = role {
            told.complete(&self.office(span, doc.token(span.head(doc))));
            self.roles.entry(actor).or_default().push(span.phrase.clone());
        }
        let gender = self.title_gender(head).or_else(|| role.and_then(|span| span.role.gender));
        let actor = &mut self.who.actors[actor];
        actor.gender = actor.gender.or(gender);
        let office = role.filter(|span| span.role.person).map(|span| span.phrase.clone());
        actor.office = actor.office.take().or(office);
        // Without a day, the text knows better than the codebook which office it is.
        if self.day.is_none() && told.entity.is_some() {
            actor.coding = Coding::default();
        } else if self.day.is_none() && !told.sectors.is_empty() {
            actor.coding.sectors.clone_from(&told.sectors);
        }
        actor.coding.complete(&told);
    }

    /// The body that somebody serves: "chairman of *the African Union Commission*", "*FBI* director".
    fn body_served(&self, head: Token<'_>) -> Option<&'a Organization> {
        let modifiers =
            head.lefts().filter(|child| matches!(child.dep(), Relation::Compound | Relation::Nmod | Relation::Poss));
        // The parser may take the person's name for the head: "chairman of the Commission Moussa Faki".
        let below = grammar::governed(head, &nominal::BEFORE_BODY_SERVED);
        let before = below.into_iter().flat_map(|word| word.lefts().filter(|child| child.dep() == Relation::Compound));
        let words = below.into_iter().chain(before).chain(modifiers);
        let codebook = self.codebook;
        words.filter_map(|word| self.phrases.name_at(word.i())).find_map(|name| match &name.named {
            Named::Known(known) => match known[0] {
                Known::Organization(i) => Some(&codebook.organizations[i]),
                _ => None,
            },
            _ => None,
        })
    }

    /// What an office tells: its own sectors and the body's country, and the body's sectors where the office alone would be one
    /// in any firm, or of a state: "the leader of Hezbollah" leads none.
    pub(super) fn office(&self, span: &RoleSpan<'_>, head: Token<'_>) -> Coding {
        let sectors = self.sectors(span);
        let Some(body) = self.body_served(head) else { return Coding { sectors, ..Coding::default() } };
        let of_body = Coding::of_organization_on(body, self.day);
        let in_any_firm = sectors.is_empty() || sectors == [Sector::Bus];
        let by_body = in_any_firm && (of_body.entity.is_some() || !of_body.sectors.is_empty())
            || body.kind == OrganizationKind::ArmedGroup && !of_body.sectors.is_empty();
        Coding { sectors: if by_body { of_body.sectors.clone() } else { sectors }, ..of_body }
    }

    pub(super) fn sectors(&self, span: &RoleSpan<'_>) -> Vec<Sector> {
        let before = span.tokens.start.checked_sub(1).map(|i| self.doc.token(i));
        let past = |word: Token<'_>| self.codebook.vocabulary.actors.past_in_reports.holds(word.lower());
        let former = before.is_some_and(|word| {
            past(word)
                || word.text() == "-" && word.previous().is_some_and(|word| nominal::is_past_prefix(word.lower()))
        });
        let head = self.doc.token(span.head(self.doc));
        let former = former || head.lefts().chain(head.head().lefts()).take_while(|word| word.i() < head.i()).any(past);
        if former && span.role.person { vec![Sector::Eli] } else { span.role.sector.clone() }
    }

    /// The role whose head this word is, where it is no part of a name's phrase.
    fn role_headed_by(&self, token: Token<'_>) -> Option<&'a RoleSpan<'a>> {
        let span = self.phrases.role_at(token.i())?;
        (span.head(self.doc) == token.i()).then_some(span)
    }

    /// Family names that the language model took for something else, or for nothing.
    pub(super) fn add_stray_family_names(&mut self) {
        for token in self.doc.tokens() {
            let capital = token.text().starts_with(char::is_uppercase)
                && (token.text().contains(char::is_lowercase) || token.text().chars().count() > 2);
            if !capital
                || self
                    .phrases
                    .name_at(token.i())
                    .is_some_and(|name| matches!(name.named, Named::Known(_) | Named::Person) || name.tokens.len() > 1)
            {
                continue;
            }
            if !self.people.contains_key(token.text()) || is_part_of_longer_name(token) {
                continue;
            }
            let Some(actor) = self.find_person(token.text(), token) else { continue };
            self.learn(actor, token);
            self.mention(actor, token.i()..token.i() + 1, token, MentionKind::Name);
        }
    }
}

/// The one of these, if it is one alone.
fn only(mut of: impl Iterator<Item = usize>) -> Option<usize> {
    let first = of.next()?;
    of.next().is_none().then_some(first)
}

/// "Wong" in "Wong Pik-wan", the name of someone else.
fn is_part_of_longer_name(token: Token<'_>) -> bool {
    let proper = |word: Token<'_>| word.pos() == Pos::Propn && word.text().starts_with(char::is_uppercase);
    let joined = |word: Token<'_>| word.text() == "-" && !word.space_after();
    let goes_on = token.next().is_some_and(|next| token.space_after() && proper(next) || joined(next));
    goes_on || token.previous().is_some_and(joined)
}
