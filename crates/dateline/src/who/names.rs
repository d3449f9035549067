//! Which names are whose? Names of one person come together by the family name, names of one body by what the codebook
//! knows.

use dateline_language::{NameKind, Pos, Relation, Tag, Token};

use super::alone::told_of_body;
use super::cast::{ActorKey, Cast};
use super::extent::is_modifier;
use crate::codebook::{Country, Known, Organization, OrganizationKind, Sector};
use crate::desk::{Actor, Place};
use crate::phrases::Coding;
use crate::phrases::coding::{last_year, leads_on};
use crate::phrases::names::{NameSpan, Named};
use crate::record::{ActorKind, MentionKind};

impl<'a> Cast<'a> {
    /// Names: full names of people first, then family names with a title, so that a family name alone finds its person
    /// wherever it stands.
    pub(super) fn resolve_names(&mut self) {
        let (phrases, limit) = (self.phrases, self.limit);
        let ranks: Vec<u8> = phrases.names.iter().map(|name| self.rank(name)).collect();
        for rank in 0..3 {
            let names = phrases.names.iter().zip(&ranks).filter(|(_, own)| **own == rank);
            for (name, _) in names.take_while(|_| !limit.is_over()) {
                self.add_name(name);
            }
        }
        self.add_stray_family_names();
        self.unite_short_forms();
    }

    fn rank(&self, name: &NameSpan) -> u8 {
        match self.is_full_name(name) {
            true => 0,
            false if name.named == Named::Person && self.is_titled(self.head(&name.tokens)) => 1,
            false => 2,
        }
    }

    fn add_name(&mut self, name: &NameSpan) {
        // "Pro-Beijing" tells a side; Beijing is not spoken of.
        let joined = |word: Token<'_>| word.text() == "-" && !word.space_after();
        if self.doc.token(name.tokens.start).previous().is_some_and(joined) {
            return;
        }
        match &name.named {
            Named::Person => self.add_person(name),
            // A person's name that the model once takes for a body's.
            Named::Organization if self.people.contains_key(&self.text(&name.tokens)) => self.add_person(name),
            // "Erdogan", which the model took for a town or a body.
            Named::Place | Named::Organization if self.is_leader(name) => self.add_person(name),
            Named::Organization => {
                let text = self.text(&name.tokens);
                let mut coding = told_of_body(&text, self.day, self.codebook);
                self.correct_country(name, &mut coding);
                self.add_body(name, ActorKey::OtherBody(text.clone()), text, ActorKind::Organization, coding);
            }
            Named::Group => self.add_people(name, ActorKey::Group(self.text(&name.tokens)), Coding::default()),
            Named::Place => self.add_place(name),
            Named::Known(known) => self.add_known(name, known[0]),
        }
    }

    /// A people, party or faith where the name is a noun, not an adjective: "Kurds", not "Kurdish".
    fn add_people(&mut self, name: &NameSpan, key: ActorKey<'a>, coding: Coding) {
        let head = self.head(&name.tokens);
        if matches!(head.tag(), Tag::Nnp | Tag::Nnps | Tag::Nns) && !is_modifier(head) {
            let text = self.text(&name.tokens);
            self.add_body(name, key, text, ActorKind::Group, coding);
        }
    }

    fn add_known(&mut self, name: &NameSpan, known: Known) {
        let codebook = self.codebook;
        let text = self.text(&name.tokens);
        match known {
            Known::Person(_) => self.add_person(name),
            Known::Organization(i) => {
                let body = &codebook.organizations[i];
                let kind =
                    if body.kind == OrganizationKind::ArmedGroup { ActorKind::Group } else { ActorKind::Organization };
                let mut coding = Coding::of_organization_on(body, self.day);
                let owner = self.other_owner(name, body);
                if owner.is_some() {
                    coding.country.clone_from(&owner);
                }
                let actor = self.add_body(name, ActorKey::Body(&body.name, owner), text, kind, coding);
                self.who.actors[actor].armed = body.kind == OrganizationKind::ArmedGroup;
            }
            Known::Country(i) => {
                let country = &codebook.countries[i];
                let code = country.sovereign.as_ref().unwrap_or(&country.code);
                let coding = Coding::of_country(code);
                self.add_body(name, ActorKey::Country(&country.code), country.name.clone(), ActorKind::Country, coding);
            }
            Known::Seat(i) => self.add_seat(name, text, &codebook.countries[i]),
            Known::Adjective(i) | Known::People(i) => {
                let code = &codebook.countries[i].code;
                self.add_people(name, ActorKey::People(code), Coding::of_country(code));
            }
        }
    }

    /// "Chile's Defence Ministry": a body of the state under a name that another state's body has too.
    fn other_owner(&self, name: &NameSpan, body: &Organization) -> Option<String> {
        let owner = self.phrases.country_before(self.doc, self.head(&name.tokens));
        owner.filter(|owner| body.kind.is_of_state() && body.country.as_ref().is_some_and(|country| country != owner))
    }

    /// A capital or another seat of government: a place, and the government where it acts ("Moscow said").
    fn add_seat(&mut self, name: &NameSpan, text: String, country: &'a Country) {
        let head = self.head(&name.tokens);
        let city = text == country.capital
            || head.name().is_some_and(|name| matches!(name.label(), NameKind::Gpe | NameKind::Loc));
        let (key, kind) = if city {
            (ActorKey::Capital(&country.code), ActorKind::Place)
        } else {
            (ActorKey::Seat(text.clone()), ActorKind::Organization)
        };
        let actor = self.add_body(name, key, text, kind, Coding::of_country(&country.code));
        let acts = matches!(head.dep(), Relation::Nsubj | Relation::NsubjPass)
            || head.dep() == Relation::Poss && head.head().pos() == Pos::Noun;
        if kind == ActorKind::Organization || acts {
            self.who.actors[actor].coding.sectors = vec![Sector::Gov];
        }
    }

    /// Whether a name that no place has is the family name of somebody in office.
    fn is_leader(&self, name: &NameSpan) -> bool {
        name.tokens.len() == 1
            && self.place_at(name).is_none()
            && self.by_family_name(&self.text(&name.tokens)).is_some_and(|i| self.is_of_our_time(i))
    }

    /// Whether somebody leads a state on the day, or without one has not left office long ago.
    fn is_of_our_time(&self, person: usize) -> bool {
        let person = &self.codebook.people[person];
        leads_on(self.codebook, person, self.day) || self.day.is_none() && last_year(person).as_deref() >= Some("2015")
    }

    /// "Paris Police Department", of the Paris that the article tells of.
    fn correct_country(&self, name: &NameSpan, coding: &mut Coding) {
        let country = self.place_at(name).and_then(|place| place.country.as_ref());
        if let Some(country) = country.filter(|_| coding.entity.is_none() && !coding.sectors.is_empty()) {
            coding.country = Some(country.clone());
        }
    }

    /// The place that the gazetteer knows by a name.
    fn place_at(&self, name: &NameSpan) -> Option<&'a Place> {
        let bytes = self.doc.span(name.tokens.start, name.tokens.end).bytes();
        let at = self.places.partition_point(|place| place.bytes.end <= bytes.start);
        self.places.get(at).filter(|place| place.bytes.start < bytes.end)
    }

    /// A town, region or building that is no seat of government, in the country that the gazetteer tells.
    fn add_place(&mut self, name: &NameSpan) {
        let text = self.text(&name.tokens);
        let country = self.place_at(name).and_then(|place| place.country.clone());
        let coding = Coding { country, ..Coding::default() };
        self.add_body(name, ActorKey::Place(text.clone()), text, ActorKind::Place, coding);
    }

    /// A country, body, group or place: one actor for each key.
    fn add_body(&mut self, name: &NameSpan, key: ActorKey<'a>, text: String, kind: ActorKind, coding: Coding) -> usize {
        let head = self.head(&name.tokens);
        let actor = match self.by_key.get(&key) {
            Some(&actor) => actor,
            None => {
                let actor = self.add_actor(Actor { kind, coding, ..Actor::named(text) });
                self.by_key.insert(key, actor);
                actor
            }
        };
        self.mention(actor, name.tokens.clone(), head, MentionKind::Name);
        actor
    }
}
