//! From phrases to actors: names of one person come together by the family name, names of one body by what the codebook
//! knows, descriptions with the name that they describe.

use std::ops::Range;

use dateline_language::{Doc, Token};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::coding::person_on;
use super::names::{NameSpan, Named};
use super::phrases::{Phrases, RoleSpan};
use super::{Actor, Coding, Form, Kind, Mention, Who};
use crate::codebook::{Codebook, Known};

/// The actors found so far, with what later mentions are matched by.
#[derive(Debug)]
pub(super) struct Cast<'a> {
    doc: &'a Doc,
    codebook: &'a Codebook,
    day: Option<Date>,
    phrases: &'a Phrases<'a>,
    who: Who,
    by_key: FxHashMap<String, usize>,
    /// Full names and family names of people, the latest actor of that name last.
    people: FxHashMap<String, Vec<usize>>,
    /// The roles told of each actor.
    roles: FxHashMap<usize, Vec<String>>,
}

/// Words that make a role one of the past.
const FORMER: [&str; 6] = ["former", "ex", "late", "ousted", "deposed", "retired"];

impl<'a> Cast<'a> {
    pub(super) fn new(doc: &'a Doc, codebook: &'a Codebook, day: Option<Date>, phrases: &'a Phrases<'a>) -> Self {
        Self {
            doc,
            codebook,
            day,
            phrases,
            who: Who::default(),
            by_key: FxHashMap::default(),
            people: FxHashMap::default(),
            roles: FxHashMap::default(),
        }
    }

    /// The actors that are mentioned, and their mentions.
    pub(super) fn into_who(self) -> Who {
        let mut who = self.who;
        let mut mentioned = vec![false; who.actors.len()];
        who.mentions.iter().for_each(|mention| mentioned[mention.actor] = true);
        let numbers: Vec<usize> = mentioned
            .iter()
            .scan(0, |next, &kept| {
                let number = *next;
                *next += usize::from(kept);
                Some(number)
            })
            .collect();
        who.mentions.iter_mut().for_each(|mention| mention.actor = numbers[mention.actor]);
        let mut kept = mentioned.into_iter();
        who.actors.retain(|_| kept.next().unwrap_or_default());
        who
    }

    /// Names: full names of people first, so that a family name alone finds its person wherever it stands.
    pub(super) fn resolve_names(&mut self) {
        let phrases = self.phrases;
        let full: Vec<bool> = phrases.names.iter().map(|name| self.is_full_name(name)).collect();
        for (name, _) in phrases.names.iter().zip(&full).filter(|(_, full)| **full) {
            self.add_person(name);
        }
        for (name, _) in phrases.names.iter().zip(&full).filter(|(_, full)| !**full) {
            self.add_name(name);
        }
        self.add_stray_family_names();
    }

    fn is_full_name(&self, name: &NameSpan) -> bool {
        match &name.named {
            Named::Person => name.tokens.len() > 1 && !self.is_possessed_group(name),
            Named::Known(known) => matches!(known[0], Known::Person(_)),
            _ => false,
        }
    }

    /// "Trump Republicans": not a person's name.
    fn is_possessed_group(&self, name: &NameSpan) -> bool {
        self.doc.token(name.tokens.end - 1).tag() == "NNPS"
    }

    fn text(&self, tokens: &Range<usize>) -> String {
        let words: Vec<&str> = self.doc.span(tokens.start, tokens.end).text().split_whitespace().collect();
        words.join(" ")
    }

    /// The word of a name that its other words hang on.
    fn head(&self, tokens: &Range<usize>) -> Token<'a> {
        let span = self.doc.span(tokens.start, tokens.end);
        span.root().unwrap_or_else(|| self.doc.token(tokens.end - 1))
    }

    fn add_name(&mut self, name: &NameSpan) {
        match &name.named {
            Named::Person => self.add_person(name),
            // A person's name that the model once takes for a body's.
            Named::Organization if self.people.contains_key(&self.text(&name.tokens)) => self.add_person(name),
            Named::Organization => {
                let text = self.text(&name.tokens);
                self.add_body(name, &format!("org {text}"), text, Kind::Organization, Coding::default());
            }
            Named::Group => self.add_unknown_group(name),
            Named::Known(known) => self.add_known(name, known[0]),
        }
    }

    fn add_unknown_group(&mut self, name: &NameSpan) {
        let head = self.head(&name.tokens);
        if matches!(head.pos(), "NOUN" | "PROPN") && !matches!(head.dep(), "compound" | "amod" | "nmod") {
            let text = self.text(&name.tokens);
            self.add_body(name, &format!("group {text}"), text, Kind::Group, Coding::default());
        }
    }

    fn add_known(&mut self, name: &NameSpan, known: Known) {
        let codebook = self.codebook;
        let head = self.head(&name.tokens);
        match known {
            Known::Person(_) => self.add_person(name),
            Known::Organization(i) => {
                let body = &codebook.organizations[i];
                let kind = if body.kind == "armed_group" { Kind::Group } else { Kind::Organization };
                let text = self.text(&name.tokens);
                self.add_body(name, &format!("known {}", body.name), text, kind, Coding::of_organization(body));
            }
            Known::Country(i) | Known::Seat(i) => {
                let country = &codebook.countries[i];
                let code = country.sovereign.as_ref().unwrap_or(&country.code);
                let coding = Coding::of_country(code);
                self.add_body(name, &format!("country {}", country.code), country.name.clone(), Kind::Country, coding);
            }
            Known::Adjective(i) | Known::People(i) => {
                let noun =
                    matches!(head.tag(), "NNP" | "NNPS" | "NNS") && !matches!(head.dep(), "compound" | "amod" | "nmod");
                if noun {
                    let country = &codebook.countries[i];
                    let text = self.text(&name.tokens);
                    self.add_body(
                        name,
                        &format!("people {}", country.code),
                        text,
                        Kind::Group,
                        Coding::of_country(&country.code),
                    );
                }
            }
        }
    }

    /// A country, body or group: one actor for each key.
    fn add_body(&mut self, name: &NameSpan, key: &str, text: String, kind: Kind, coding: Coding) {
        let head = self.head(&name.tokens);
        if matches!(head.dep(), "compound" | "amod" | "nmod") && kind != Kind::Country {
            // "State Department officials": the name modifies, the officials act.
            if self.phrases.role_at(head.head().i()).is_some() || self.phrases.name_at(head.head().i()).is_some() {
                return;
            }
        }
        let actor = match self.by_key.get(key) {
            Some(&actor) => actor,
            None => {
                let actor = self.add_actor(Actor { name: text, kind, coding, office: None, gender: None });
                self.by_key.insert(key.to_owned(), actor);
                actor
            }
        };
        self.mention(actor, name.tokens.clone(), head, Form::Name);
    }

    fn add_actor(&mut self, actor: Actor) -> usize {
        self.who.actors.push(actor);
        self.who.actors.len() - 1
    }

    /// Notes a mention, with the words before its head that hang on it.
    fn mention(&mut self, actor: usize, tokens: Range<usize>, head: Token<'a>, form: Form) {
        let modifiers =
            matches!(form, Form::Name) && self.who.actors[actor].kind == Kind::Person || form == Form::Description;
        let start = if modifiers { phrase_start(head).min(tokens.start) } else { tokens.start };
        let end = tokens.end.max(head.i() + 1);
        self.who.mentions.push(Mention { actor, tokens: start..end, head: head.i(), form });
    }

    fn add_person(&mut self, name: &NameSpan) {
        let head = self.head(&name.tokens);
        let text = self.text(&name.tokens);
        let known = match &name.named {
            Named::Known(known) => known.iter().find_map(|k| if let Known::Person(i) = k { Some(*i) } else { None }),
            _ => None,
        };
        let actor = match known {
            Some(i) => self.known_person(i, &text),
            None => self.find_person(&text).unwrap_or_else(|| self.new_person(&text)),
        };
        self.learn(actor, head);
        self.mention(actor, name.tokens.clone(), head, Form::Name);
    }

    fn known_person(&mut self, i: usize, text: &str) -> usize {
        let key = format!("person {i}");
        if let Some(&actor) = self.by_key.get(&key) {
            return actor;
        }
        let person = &self.codebook.people[i];
        let (coding, office) = person_on(person, self.day);
        let gender = person.gender.chars().next();
        let actor = self.add_actor(Actor { name: text.to_owned(), kind: Kind::Person, coding, office, gender });
        self.by_key.insert(key, actor);
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

    /// The person of this name: the same full name, or the one person of this family name.
    fn find_person(&self, text: &str) -> Option<usize> {
        if let Some(found) = self.people.get(text) {
            return found.last().copied();
        }
        let family = text.rsplit(' ').next().filter(|family| *family != text)?;
        let same = self.people.get(family)?.iter().copied();
        // "Robert Mugabe" and "Mugabe" are one person, "Grace Mugabe" is another.
        same.rev().find(|&actor| !self.who.actors[actor].name.contains(' '))
    }

    fn new_person(&mut self, text: &str) -> usize {
        if !text.contains(' ')
            && let Some(i) = self.in_office(text)
        {
            return self.known_person(i, text);
        }
        let actor =
            Actor { name: text.to_owned(), kind: Kind::Person, coding: Coding::default(), office: None, gender: None };
        let actor = self.add_actor(actor);
        self.file_person(text, actor);
        let words: Vec<&str> = text.split(' ').collect();
        if words.len() > 1 {
            self.file_person(words[words.len() - 1], actor);
        }
        actor
    }

    /// The one person of this family name who held an office on the day.
    fn in_office(&self, family: &str) -> Option<usize> {
        let mut holders = self
            .codebook
            .family(family)
            .iter()
            .copied()
            .filter(|&i| person_on(&self.codebook.people[i], self.day).1.is_some());
        let holder = holders.next()?;
        holders.next().is_none().then_some(holder)
    }

    /// Takes country, role and gender from the words around a person's name.
    fn learn(&mut self, actor: usize, head: Token<'a>) {
        let doc = self.doc;
        let mut told = Coding::default();
        let mut role = self.phrases.role_before(doc, head);
        told.country = self.phrases.country_of(doc, head);
        let beside =
            head.children().filter(|child| child.dep() == "appos").chain((head.dep() == "appos").then(|| head.head()));
        for other in beside {
            role = role.or_else(|| self.role_headed_by(other));
            if other.pos() == "NOUN" || role.is_some() {
                told.country = told.country.or_else(|| self.phrases.country_of(doc, other));
            }
        }
        if let Some(span) = role {
            told.sectors = self.sectors(span);
            self.roles.entry(actor).or_default().push(span.phrase.clone());
        }
        let gender =
            title_gender(doc, head).or_else(|| role.and_then(|span| span.role.gender.as_ref()?.chars().next()));
        let actor = &mut self.who.actors[actor];
        actor.gender = actor.gender.or(gender);
        let office = role.filter(|span| span.role.person).map(|span| span.phrase.clone());
        actor.office = actor.office.take().or(office);
        actor.coding.complete(&told);
    }

    fn sectors(&self, span: &RoleSpan<'_>) -> Vec<String> {
        let before = span.tokens.start.checked_sub(1).map(|i| self.doc.token(i));
        let former = before.is_some_and(|word| {
            FORMER.contains(&word.lower()) || word.text() == "-" && word.previous().is_some_and(|w| w.lower() == "ex")
        });
        if former && span.role.person { vec!["ELI".to_owned()] } else { span.role.sector.clone() }
    }

    /// The role whose head this word is, where it is no part of a name's phrase.
    fn role_headed_by(&self, token: Token<'_>) -> Option<&'a RoleSpan<'a>> {
        let span = self.phrases.role_at(token.i())?;
        (span.head(self.doc) == token.i()).then_some(span)
    }

    /// Family names that the language model took for something else, or for nothing.
    fn add_stray_family_names(&mut self) {
        for token in self.doc.tokens() {
            let capital = token.text().starts_with(char::is_uppercase) && token.text().chars().count() > 2;
            if !capital
                || self
                    .phrases
                    .name_at(token.i())
                    .is_some_and(|name| matches!(name.named, Named::Known(_) | Named::Person) || name.tokens.len() > 1)
            {
                continue;
            }
            let Some(&actor) = self.people.get(token.text()).and_then(|actors| actors.last()) else { continue };
            self.who.mentions.retain(|mention| mention.head != token.i());
            self.learn(actor, token);
            self.mention(actor, token.i()..token.i() + 1, token, Form::Name);
        }
    }

    /// Phrases with a role for a head: descriptions of someone named elsewhere, or actors of their own.
    pub(super) fn resolve_descriptions(&mut self) {
        for span in &self.phrases.roles {
            let head = self.doc.token(span.head(self.doc));
            if self.is_title(head, span) {
                continue;
            }
            self.add_description(head, span);
        }
    }

    /// "President" in "President Putin", "army" in "army chief": the word modifies another that is a mention itself.
    fn is_title(&self, head: Token<'_>, span: &RoleSpan<'_>) -> bool {
        let modifies = matches!(head.dep(), "compound" | "amod" | "nmod" | "npadvmod");
        modifies && head.head().i() >= span.tokens.end
            || head.dep() == "appos" && self.who.mentions.iter().any(|m| m.head == head.head().i())
    }

    fn add_description(&mut self, head: Token<'a>, span: &'a RoleSpan<'a>) {
        let doc = self.doc;
        let country = self.phrases.country_of(doc, head).or_else(|| self.possessor_country(head));
        let plural = matches!(head.tag(), "NNS" | "NNPS");
        let tokens = span.tokens.start.min(head.i())..span.tokens.end.max(head.i() + 1);
        let named = head.children().filter(|child| child.dep() == "appos").find_map(|child| {
            self.who.mentions.iter().find(|mention| mention.head == child.i()).map(|mention| mention.actor)
        });
        if let Some(actor) = named.filter(|&actor| self.who.actors[actor].kind == Kind::Person && !plural) {
            return self.mention(actor, tokens, head, Form::Description);
        }
        let same = if plural || !span.role.person { None } else { self.described(span, country.as_deref(), head) };
        let actor = same.unwrap_or_else(|| self.new_description(head, span, country, plural));
        self.roles.entry(actor).or_default().push(span.phrase.clone());
        self.mention(actor, tokens, head, Form::Description);
    }

    /// "its army", "the country's parliament": the country that was spoken of last.
    fn possessor_country(&self, head: Token<'_>) -> Option<String> {
        let owner = head.child("poss")?;
        let country = matches!(owner.lemma(), "country" | "nation" | "state") || owner.lower() == "its";
        let before = self.who.mentions.iter().filter(|mention| country && mention.head < head.i());
        let last = before.filter(|m| self.who.actors[m.actor].kind == Kind::Country).max_by_key(|m| m.head)?;
        self.who.actors[last.actor].coding.country.clone()
    }

    /// The person whom a singular description means: who holds this office of this country, else who was last called so.
    fn described(&self, span: &RoleSpan<'_>, country: Option<&str>, head: Token<'_>) -> Option<usize> {
        let indefinite = head
            .children()
            .any(|child| child.dep() == "det" && matches!(child.lower(), "a" | "an" | "another" | "one"));
        if indefinite {
            return None;
        }
        let last_word = span.phrase.rsplit(' ').next().unwrap_or(&span.phrase);
        let fits = |actor: usize| {
            let person = &self.who.actors[actor];
            let told = self.roles.get(&actor).into_iter().flatten().map(String::as_str).chain(person.office.as_deref());
            let mut roles = told.flat_map(|role| [role, role.split(" of ").next().unwrap_or(role)]);
            person.kind != Kind::Country
                && country.is_none_or(|country| person.coding.country.as_deref() == Some(country))
                && roles
                    .any(|role| role == span.phrase || role.rsplit(' ').next() == Some(last_word) && country.is_none())
        };
        let nearest =
            |actors: &mut dyn Iterator<Item = &Mention>| actors.max_by_key(|mention| mention.head).map(|m| m.actor);
        let mut before = self.who.mentions.iter().filter(|m| m.head < head.i() && fits(m.actor));
        nearest(&mut before).or_else(|| {
            let mut anywhere = self.who.mentions.iter().filter(|m| country.is_some() && fits(m.actor));
            anywhere.next().map(|m| m.actor)
        })
    }

    fn new_description(
        &mut self,
        head: Token<'a>,
        span: &RoleSpan<'_>,
        country: Option<String>,
        plural: bool,
    ) -> usize {
        let key = format!("role {} {}", span.phrase, country.as_deref().unwrap_or("-"));
        if (plural || !span.role.person)
            && let Some(&actor) = self.by_key.get(&key)
        {
            return actor;
        }
        let start = phrase_start(head);
        let text = self.text(&(start..span.tokens.end.max(head.i() + 1)));
        let name = ["the ", "The ", "a ", "A ", "an ", "An "]
            .iter()
            .find_map(|article| text.strip_prefix(article))
            .unwrap_or(&text);
        let kind = match (span.role.person, plural) {
            (true, false) => Kind::Person,
            (true, true) => Kind::Group,
            (false, _) => Kind::Organization,
        };
        let gender = span.role.gender.as_ref().and_then(|gender| gender.chars().next());
        let coding = Coding { country, entity: None, sectors: self.sectors(span) };
        let actor = self.add_actor(Actor { name: name.to_owned(), kind, coding, office: None, gender });
        self.by_key.insert(key, actor);
        actor
    }
}

/// The first word of the phrase that `head` closes: of what modifies it, not of what else hangs on it.
pub(super) fn phrase_start(head: Token<'_>) -> usize {
    let modifies = |child: &Token<'_>| {
        matches!(
            child.dep(),
            "det" | "amod" | "compound" | "poss" | "nmod" | "nummod" | "predet" | "advmod" | "npadvmod" | "quantmod"
        )
    };
    let mut start = head.i();
    for child in head.lefts().rev().filter(modifies) {
        let between = head.doc().span(child.right_edge().i() + 1, start.max(child.right_edge().i() + 1));
        if between.tokens().any(|token| token.is_space() || matches!(token.text(), ":" | "|" | "—" | "–")) {
            break;
        }
        start = start.min(phrase_start(child));
    }
    start
}

fn title_gender(doc: &Doc, head: Token<'_>) -> Option<char> {
    let first = head.left_edge().i();
    doc.span(first, head.i()).tokens().find_map(|token| match token.lower() {
        "mr" | "mr." | "sir" | "lord" | "king" | "prince" | "brother" => Some('m'),
        "mrs" | "mrs." | "ms" | "ms." | "miss" | "lady" | "dame" | "queen" | "princess" | "sister" => Some('f'),
        _ => None,
    })
}
