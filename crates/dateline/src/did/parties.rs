//! Parties: the actors that stand where a sense of a word looks for them.

use crate::desk::{Mention, said_in};
use crate::phrases::Coding;
use crate::record::{ActorKind, Entity, MentionKind};
use dateline_language::{Bytes, Pos, Relation, Token};

use super::{compounds, doers, kinds, recipients};
use crate::codebook::Sense;
use crate::desk::Desk;
use crate::grammar;

pub(super) use kinds::is_kind;

/// A party to an event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Party {
    pub(crate) actor: Option<usize>,
    pub(crate) code: Option<String>,
    pub(super) coding: Coding,
    pub(super) kind: Option<ActorKind>,
    /// The word that its other words hang on.
    pub(super) head: usize,
    /// Whether it is a person whom the codebook knows, whatever the office on the day.
    pub(super) is_known_person: bool,
    /// Whether it is an armed group, also while it governs.
    pub(super) is_armed_group: bool,
    pub(crate) bytes: Bytes,
}

impl Party {
    fn of(actor: Option<usize>, kind: Option<ActorKind>, coding: Coding, head: usize, bytes: Bytes) -> Self {
        Self { actor, code: coding.code(), coding, kind, head, is_known_person: false, is_armed_group: false, bytes }
    }

    /// The country, or what stands in its place.
    pub(crate) fn entity(&self) -> Option<&str> {
        self.coding.entity.map(Entity::name).or(self.coding.country.as_deref())
    }
}

/// A word where parties are looked for: the trigger of a sense.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'d> {
    pub(super) sense: &'d Sense,
    pub(super) trigger: Token<'d>,
    /// The clause that it governs, if any.
    pub(super) clause: Option<Token<'d>>,
}

/// The parties at the first of the places that has any.
pub(super) fn at(desk: &Desk<'_>, place: Place<'_>, names: &[String], not: &[Party]) -> Vec<Party> {
    let mut unknown = Vec::new();
    for name in names {
        let parties = others(at_one(desk, place, name, not), not);
        // What the verb is done to is the party even if nothing is known of it; behind a preposition much else may stand.
        let direct = matches!(name.split('.').next_back(), Some("subject" | "object" | "dative" | "responsible"));
        let known = parties.iter().any(|party| party.code.is_some() || party.actor.is_some());
        if known || direct && !parties.is_empty() {
            return parties;
        }
        if unknown.is_empty() {
            unknown = parties;
            unknown.retain(|party| {
                let head = desk.doc.token(party.head);
                !desk.codebook.is_in_class("circumstance", &grammar::lemma(head)) && head.pos() != Pos::Num
            });
        }
    }
    unknown
}

fn at_one(desk: &Desk<'_>, place: Place<'_>, name: &str, not: &[Party]) -> Vec<Party> {
    let trigger = place.trigger;
    match name {
        "speaker" => speaker(desk, trigger),
        "clause" => place.clause.map_or_else(Vec::new, |clause| recipients::first_other(desk, clause, not)),
        "purpose" => {
            let above = if grammar::is_verbal(trigger) { Some(trigger) } else { carrier(desk, trigger) };
            let purpose = above.and_then(|verb| {
                verb.children().find(|child| matches!(child.dep(), Relation::Advcl | Relation::Xcomp))
            });
            purpose.map_or_else(Vec::new, |clause| recipients::first_other(desk, clause, not))
        }
        _ => {
            let from_clause = name.strip_prefix("clause.");
            let start = if from_clause.is_some() { place.clause } else { Some(trigger) };
            let steps = from_clause.unwrap_or(name);
            let token = start.and_then(|start| steps.split('.').try_fold(start, |at, step| step_to(desk, at, step)));
            let parties = token.map_or_else(Vec::new, |token| of_phrase(desk, token));
            if name == "subject" { doers::of(desk, place, token, parties) } else { parties }
        }
    }
}

fn step_to<'d>(desk: &Desk<'_>, at: Token<'d>, step: &str) -> Option<Token<'d>> {
    match step {
        "subject" if grammar::is_verbal(at) => grammar::agent(at),
        "subject" if at.pos() == Pos::Adj => {
            at.ancestors().find(|above| grammar::is_verbal(*above)).and_then(grammar::own_subject)
        }
        "subject" => carrier(desk, at).and_then(|verb| carried_by(verb, at)),
        "object" if grammar::is_verbal(at) => object(at),
        "object" => carrier(desk, at).and_then(grammar::patient).filter(|object| *object != at),
        "dative" => at
            .child(Relation::Dative)
            .filter(|child| child.pos() != Pos::Adp)
            .or_else(|| grammar::governed(at, &["to"])),
        "possessive" => at.child(Relation::Poss),
        "modifier" => modifier(desk, at),
        "owner" => owner(desk, at),
        "responsible" => responsible(desk, at),
        "answerer" => answerer(desk, at),
        preposition => behind(desk, at, preposition),
    }
}

/// What the verb is done to: its object before its dative; in "called him a dictator", "him".
pub(super) fn object(verb: Token<'_>) -> Option<Token<'_>> {
    let direct = if grammar::is_passive(verb) { None } else { verb.child(Relation::Dobj) };
    direct.filter(|object| object.pos() != Pos::Pron).or_else(|| grammar::patient(verb)).or_else(|| {
        // "Declared a state of siege to begin …": the parser may take the object for the subject of the infinitive.
        let infinitive =
            |child: &Token<'_>| child.children().any(|mark| mark.dep() == Relation::Aux && mark.lower() == "to");
        let inner = |child: &Token<'_>| !grammar::is_verbal(*child) || infinitive(child);
        let small =
            verb.children().find(|child| matches!(child.dep(), Relation::Ccomp | Relation::Oprd) && inner(child));
        small.and_then(|small| small.children().find(|child| child.dep() == Relation::Nsubj))
    })
}

/// A word before a noun that names a party: "Russian demand", "government demand".
fn modifier<'d>(desk: &Desk<'_>, noun: Token<'d>) -> Option<Token<'d>> {
    let is_name =
        |child: &Token<'_>| desk.who.mention_at(*child).is_some_and(|mention| mention.kind == MentionKind::Name);
    let names_party = |child: &Token<'_>| desk.phrases.country_at(child.i()).is_some() || is_name(child);
    let before =
        noun.lefts().filter(|child| matches!(child.dep(), Relation::Amod | Relation::Compound | Relation::Nmod));
    // "A Saudi-led strike": the country hangs on the participle.
    before.flat_map(|child| std::iter::once(child).chain(child.lefts())).find(names_party)
}

/// Who does or owns what a noun says.
pub(super) fn owner<'d>(desk: &Desk<'_>, noun: Token<'d>) -> Option<Token<'d>> {
    let known = |token: &Token<'_>| !of_phrase(desk, *token).is_empty();
    let after = ["by", "of", "from"];
    noun.child(Relation::Poss)
        .filter(known)
        .or_else(|| modifier(desk, noun))
        .or_else(|| after.iter().find_map(|preposition| grammar::governed(noun, &[preposition]).filter(known)))
        .or_else(|| {
            noun.children()
                .find(|child| child.dep() == Relation::Acl)
                .and_then(grammar::agent)
                .filter(|doer| *doer != noun)
        })
}

/// Who is behind what the verb is done to, or a noun stands for: the party itself, else its owner, else the noun.
fn responsible<'d>(desk: &Desk<'_>, at: Token<'d>) -> Option<Token<'d>> {
    let noun = if grammar::is_verbal(at) { object(at)? } else { at };
    let noun = grammar::meant(noun);
    if desk.who.actor_at(noun).is_some() {
        return Some(noun);
    }
    Some(owner(desk, noun).unwrap_or(noun))
}

/// Who was asked, by the verb that tells of the answer: "the ministry responded to calls".
fn answerer<'d>(desk: &Desk<'_>, noun: Token<'d>) -> Option<Token<'d>> {
    let verb = noun.ancestors().take(2).find(|above| grammar::is_verbal(*above))?;
    let answers = desk.codebook.is_in_class("answering", &grammar::lemma(verb));
    answers.then(|| grammar::agent(verb)).flatten()
}

/// What the preposition governs behind the word itself, behind its object, or behind the verb that carries the noun; of
/// several, a party before a thing.
pub(super) fn behind<'d>(desk: &Desk<'_>, at: Token<'d>, preposition: &str) -> Option<Token<'d>> {
    let all = all_behind(desk, at, preposition);
    let is_party =
        |noun: &&Token<'_>| desk.who.actor_at(**noun).is_some() || desk.phrases.country_at(noun.i()).is_some();
    all.iter().find(is_party).or(all.first()).copied()
}

/// All that the preposition governs there, but for times; of the first of these words that has any.
pub(super) fn all_behind<'d>(desk: &Desk<'_>, at: Token<'d>, preposition: &str) -> Vec<Token<'d>> {
    let through = || if grammar::is_verbal(at) { object(at) } else { carrier(desk, at) };
    let places: [&dyn Fn() -> Vec<Token<'d>>; 3] = [
        &|| governed(at, preposition),
        &|| through().map_or_else(Vec::new, |other| governed(other, preposition)),
        &|| if grammar::is_verbal(at) { behind_adjunct(at, preposition).into_iter().collect() } else { Vec::new() },
    ];
    let told =
        places.iter().map(|place| place().into_iter().filter(|token| !is_time(desk, *token)).collect::<Vec<_>>());
    told.into_iter().find(|nouns| !nouns.is_empty()).unwrap_or_default()
}

fn is_time(desk: &Desk<'_>, token: Token<'_>) -> bool {
    desk.times.iter().any(|time| time.tokens.contains(&token.i()))
}

/// What the preposition governs behind the noun of another: "remained on alert in", "on a mission to".
fn behind_adjunct<'d>(verb: Token<'d>, preposition: &str) -> Option<Token<'d>> {
    let adjuncts = verb
        .children()
        .filter(|child| child.dep() == Relation::Prep && matches!(child.lower(), "on" | "in" | "for" | "as"));
    let mut nouns = adjuncts.filter_map(|adjunct| adjunct.child(Relation::Pobj));
    nouns.find_map(|noun| grammar::governed(noun, &[preposition]))
}

/// All that a preposition governs behind a word, also through another between: "pulled out of", "in cooperation with".
fn governed<'d>(word: Token<'d>, preposition: &str) -> Vec<Token<'d>> {
    let own = |child: &Token<'_>| {
        matches!(child.dep(), Relation::Prep | Relation::Agent | Relation::Dative) && child.lower() == preposition
    };
    let direct: Vec<Token<'d>> = word.children().filter(own).filter_map(|child| child.child(Relation::Pobj)).collect();
    if !direct.is_empty() {
        return direct;
    }
    let mut between =
        word.children().filter(|child| matches!(child.dep(), Relation::Prep | Relation::Prt | Relation::Advmod));
    let through = between.find_map(|child| {
        let joint = child.child(Relation::Pobj).filter(|_| child.lower() == "in" && preposition == "with");
        grammar::governed(child, &[preposition])
            .or_else(|| joint.and_then(|noun| grammar::governed(noun, &[preposition])))
    });
    through.into_iter().collect()
}

/// The verb that only carries a noun: "launched" of "launched an attack", "in" between or not.
pub(super) fn carrier<'d>(desk: &Desk<'_>, noun: Token<'d>) -> Option<Token<'d>> {
    let mut at = noun;
    for above in noun.ancestors().take(4) {
        if grammar::is_verbal(above) {
            let fits = desk.codebook.is_in_class("carrying", &grammar::lemma(above));
            let role = matches!(
                at.dep(),
                Relation::Dobj
                    | Relation::NsubjPass
                    | Relation::Prep
                    | Relation::Attr
                    | Relation::Agent
                    | Relation::Dative
                    | Relation::Nsubj
                    | Relation::Oprd
            );
            return (fits && role).then_some(above);
        }
        // "Was responsible for killings": to be so is to do it.
        let did_it = at.dep() == Relation::Prep
            && matches!(above.lower(), "responsible" | "guilty")
            && above.dep() == Relation::Acomp;
        if did_it && grammar::is_verbal(above.head()) {
            return Some(above.head());
        }
        // "A series of attacks" carries attacks, "a video of the attack" does not.
        let counts = at.dep() != Relation::Prep || desk.codebook.is_in_class("counting", &grammar::lemma(above));
        if !counts
            || !matches!(
                at.dep(),
                Relation::Pobj | Relation::Conj | Relation::Prep | Relation::Compound | Relation::Dobj
            )
        {
            return None;
        }
        at = above;
    }
    None
}

/// Who does what the carried noun says: the verb's subject, unless the noun is the subject itself.
fn carried_by<'d>(verb: Token<'d>, noun: Token<'d>) -> Option<Token<'d>> {
    let subject = grammar::agent(verb).or_else(|| grammar::own_subject(verb))?;
    (subject != noun && !noun.reach().holds(subject) && !noun.is_below(subject)).then_some(subject)
}

/// Who says what the trigger tells, if it stands in a quotation: the innermost whose speaker is known.
fn speaker(desk: &Desk<'_>, trigger: Token<'_>) -> Vec<Party> {
    let mut quotation = said_in(&desk.quotations, trigger.bytes());
    while let Some(i) = quotation {
        let found = &desk.quotations[i];
        if let Some(voice) = found.speaker {
            let parties = of_phrase(desk, desk.doc.token(voice.head));
            if !parties.is_empty() {
                return parties;
            }
        }
        quotation = found.within;
    }
    Vec::new()
}

/// The parties that a noun phrase names, with what is coordinated with it.
pub(super) fn of_phrase(desk: &Desk<'_>, token: Token<'_>) -> Vec<Party> {
    let mut parties = Vec::new();
    for token in grammar::coordinated(token) {
        parties.extend(of_noun(desk, token));
    }
    parties
}

/// The parties of one noun: several, where they share it.
pub(super) fn of_noun(desk: &Desk<'_>, token: Token<'_>) -> Vec<Party> {
    let sharing = compounds::sharing(desk, token);
    if !sharing.is_empty() {
        return sharing;
    }
    let meant = grammar::meant(token);
    let counted = (meant != token).then(|| of_token(desk, meant)).flatten();
    counted.or_else(|| of_token(desk, token)).into_iter().collect()
}

/// The party that a word names: an actor, a country by its adjective, else the noun phrase as it stands.
pub(super) fn of_token(desk: &Desk<'_>, token: Token<'_>) -> Option<Party> {
    let token = reported_pronoun(desk, token).unwrap_or(token);
    if let Some(mention) = desk.who.mention_at(token).map(|mention| named_nearby(desk, mention)) {
        let described = mention.kind == MentionKind::Description && mention.tokens.contains(&token.i());
        let end = if described { phrase_end(token).max(mention.tokens.end) } else { mention.tokens.end };
        let bytes = desk.doc.span(mention.tokens.start, end).bytes();
        let actor = &desk.who.actors[mention.actor];
        let mut coding = actor.coding.clone();
        let named = coding.code().is_none() && matches!(token.pos(), Pos::Noun | Pos::Propn);
        coding.complete(&if named { told(desk, token) } else { Coding::default() });
        let stands_for = is_modifier(token) && desk.phrases.country_at(token.i()).is_some();
        let kind = if stands_for { ActorKind::Country } else { actor.kind };
        let mut party = Party::of(Some(mention.actor), Some(kind), coding, token.i(), bytes);
        party.is_known_person = actor.known;
        party.is_armed_group = actor.armed;
        return Some(party);
    }
    // "Hezbollah chief Hassan Nasrallah": the name may be taken for an apposition.
    if let Some(name) =
        token.child(Relation::Appos).filter(|name| desk.who.actor_at(*name).is_some() && name.pos() == Pos::Propn)
    {
        return of_token(desk, name);
    }
    if is_time(desk, token)
        || matches!(
            token.pos(),
            Pos::Pron | Pos::Det | Pos::Verb | Pos::Aux | Pos::Adv | Pos::Adp | Pos::Sconj | Pos::Punct
        )
    {
        return None;
    }
    let bytes = desk.doc.span(token.left_edge().i().min(token.i()), phrase_end(token)).bytes();
    Some(named(desk, told(desk, token), token, bytes))
}

/// The party of a coding that a word tells: the country itself, where the word names one.
pub(super) fn named(desk: &Desk<'_>, coding: Coding, token: Token<'_>, bytes: Bytes) -> Party {
    let is_country = desk.phrases.country_at(token.i()).is_some();
    let of_country =
        |actor: &crate::desk::Actor| actor.kind == ActorKind::Country && actor.coding.country == coding.country;
    let actor = if is_country { desk.who.actors.iter().position(of_country) } else { None };
    Party::of(actor, is_country.then_some(ActorKind::Country), coding, token.i(), bytes)
}

/// One past the last word of a noun phrase, with the prepositions that tell which or where: "targets in Syria's north".
fn phrase_end(head: Token<'_>) -> usize {
    let told = |child: &Token<'_>| {
        child.dep() == Relation::Prep
            && matches!(child.lower(), "of" | "in" | "from" | "for" | "at" | "on" | "near" | "to")
    };
    let inner = head.rights().filter(told).filter_map(|child| child.child(Relation::Pobj));
    inner.map(phrase_end).max().unwrap_or(0).max(head.i() + 1)
}

/// Where a pronoun's actor is named or described before it in the sentence: that tells a reader more.
fn named_nearby<'d>(desk: &'d Desk<'_>, mention: &'d Mention) -> &'d Mention {
    let sentence = desk.doc.token(mention.head).sentence();
    let same = |other: &&Mention| {
        other.actor == mention.actor
            && other.kind != MentionKind::Pronoun
            && (sentence.start()..mention.tokens.start).contains(&other.head)
    };
    let before = || desk.who.mentions.iter().rev().find(same);
    (mention.kind == MentionKind::Pronoun).then(before).flatten().unwrap_or(mention)
}

fn is_modifier(token: Token<'_>) -> bool {
    matches!(token.dep(), Relation::Amod | Relation::Compound | Relation::Nmod | Relation::NpAdvmod | Relation::Poss)
}

/// What the words of a noun phrase tell of it: "Sudanese Government", "Hezbollah group", "Zetas cartel".
pub(super) fn told(desk: &Desk<'_>, head: Token<'_>) -> Coding {
    let country = desk.phrases.country_at(head.i()).or_else(|| desk.phrases.country_of(desk.doc, head));
    let sectors = desk.phrases.role_at(head.i()).map(|role| role.role.sector.clone()).unwrap_or_default();
    let mut coding = Coding { country, entity: None, sectors };
    let lemma = grammar::lemma(head).to_lowercase();
    let is_people =
        ["crowd", "armed", "authority", "people"].iter().any(|class| desk.codebook.is_in_class(class, &lemma));
    let is_part = is_people || !coding.sectors.is_empty() || desk.codebook.is_in_class("settlement", &lemma);
    let modifies = |child: &Token<'_>| {
        matches!(child.dep(), Relation::Amod | Relation::Compound | Relation::Nmod | Relation::Poss)
    };
    // "Taliban-claimed", "rebel-held"; who is only "Iran-backed" is not of Iran.
    let by_body = |word: Token<'_>| matches!(word.lower(), "claimed" | "held" | "run" | "controlled" | "led");
    let words = head.lefts().filter(modifies).flat_map(|child| {
        let before = if by_body(child) { child.lefts().next() } else { None };
        std::iter::once(child).chain(before)
    });
    for child in words.filter(|_| is_part) {
        if let Some(body) = body_named(desk, child) {
            coding.complete(&body);
            break;
        }
    }
    coding
}

/// The body or force that a modifier names: "NATO" of "NATO base", "police" of "police convoy".
fn body_named(desk: &Desk<'_>, word: Token<'_>) -> Option<Coding> {
    let Some(actor) = desk.who.actor_at(word) else {
        let sectors = desk.phrases.role_at(word.i()).map(|role| role.role.sector.clone())?;
        return Some(Coding { sectors, ..Coding::default() });
    };
    let actor = &desk.who.actors[actor];
    matches!(actor.kind, ActorKind::Organization | ActorKind::Group).then(|| actor.coding.clone())
}

/// "The rebels said they would …": who says it, where nothing else is known of the pronoun.
fn reported_pronoun<'d>(desk: &Desk<'_>, token: Token<'d>) -> Option<Token<'d>> {
    let alone = token.dep() == Relation::Nsubj && matches!(token.lower(), "it" | "they" | "he" | "she");
    if !alone || desk.who.actor_at(token).is_some() || token.head().dep() != Relation::Ccomp {
        return None;
    }
    grammar::own_subject(token.head().head()).filter(|subject| *subject != token && subject.pos() != Pos::Pron)
}

/// Each actor once.
pub(super) fn distinct(parties: Vec<Party>) -> Vec<Party> {
    let mut seen: Vec<Party> = Vec::new();
    for party in parties {
        let same = |other: &Party| other.bytes == party.bytes || party.actor.is_some() && other.actor == party.actor;
        if !seen.iter().any(same) {
            seen.push(party);
        }
    }
    seen
}

/// The parties that are not among the actors.
pub(super) fn others(parties: Vec<Party>, actors: &[Party]) -> Vec<Party> {
    let same = |party: &Party, actor: &Party| {
        party.bytes == actor.bytes || party.actor.is_some() && party.actor == actor.actor
    };
    parties.into_iter().filter(|party| !actors.iter().any(|actor| same(party, actor))).collect()
}

/// Whether a clause's subject is on the side of one of the actors: of the same country or body.
pub(super) fn is_own_clause(desk: &Desk<'_>, clause: Token<'_>, actors: &[Party]) -> bool {
    let subject = grammar::own_subject(clause).map(|subject| of_phrase(desk, subject)).unwrap_or_default();
    let own = |party: &Party, actor: &Party| {
        party.actor.is_some() && party.actor == actor.actor
            || party.entity().is_some() && party.entity() == actor.entity()
    };
    subject.iter().any(|party| actors.iter().any(|actor| own(party, actor)))
}

/// Whether the one accused is someone else than who claims it.
pub(super) fn accuses_another(actor: &[Party], recipient: &[Party]) -> bool {
    let differ = |party: &Party, actor: &Party| {
        party.code != actor.code && (party.actor.is_none() || party.actor != actor.actor)
    };
    recipient.iter().any(|party| party.code.is_some() && actor.iter().all(|actor| differ(party, actor)))
}
