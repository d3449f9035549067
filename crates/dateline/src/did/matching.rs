//! Which senses of the codebook the words of a document have.

use dateline_language::{Pos, Relation, Tag, Token};
use rustc_hash::FxHashSet;

use super::alleged;
use super::behind::{all_behind, behind, carrier};
use super::parties::{self, Place};
use super::party::{self, Party};
use super::{doers, kinds, recipients, status, untold};
use crate::codebook::{ANY, GovernedClause, NounKind, PartyPlace, Reading, Sense, WordClass, WordGroup, Words};
use crate::desk::{Desk, said_in};
use crate::grammar::{self, acts};
use crate::record::ActorKind;
use crate::record::EventType;

/// A sense found, with its parties.
#[derive(Debug)]
pub(super) struct Match<'a> {
    pub(super) sense: &'a Sense,
    pub(super) trigger: usize,
    pub(super) actor: Vec<Party>,
    pub(super) recipient: Vec<Party>,
    pub(super) anchor: usize,
    /// The words of what it speaks of without its being done.
    pub(super) governed: Vec<usize>,
}

/// What was found in a document.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    /// The senses found, at most one for each word.
    pub(super) matches: Vec<Match<'a>>,
    /// Senses of passives whose agent nobody names.
    pub(super) agentless: Vec<Match<'a>>,
    /// The words of what is asked for, promised, refused, by whomever.
    muted: FxHashSet<usize>,
}

/// The senses found, and the words that tell what is only spoken of.
pub(super) fn find<'a>(desk: &Desk<'a>) -> Found<'a> {
    let mut found = Found::default();
    for trigger in desk.limit.words(desk.doc) {
        let fitting = senses_of(desk, trigger).filter(|(sense, clause)| words_fit(desk, sense, trigger, *clause));
        let fitting: Vec<_> = fitting.collect();
        let matched = fitting.iter().find_map(|(sense, clause)| fit(desk, sense, trigger, *clause));
        if matched.is_none() {
            // An act that somebody unknown asks for has not been done either.
            let governing = fitting.iter().filter(|(sense, _)| !sense.obligation);
            let governed = governing.flat_map(|(sense, clause)| governed(sense, trigger, *clause));
            found.muted.extend(governed.filter(|&i| i != trigger.i()));
            found.agentless.extend(untold::agentless(desk, trigger, &fitting));
        }
        found.matches.extend(matched);
    }
    found
}

/// The senses whose phrase a word is the head of, with the clause that it governs in each.
fn senses_of<'a>(desk: &Desk<'a>, trigger: Token<'a>) -> impl Iterator<Item = (&'a Sense, Option<Token<'a>>)> {
    let codebook = desk.codebook;
    let readings: Vec<&'a Reading> = match WordClass::of(trigger.pos()) {
        Some(class) => {
            let lemma = grammar::lemma(trigger);
            let any = codebook.lexicon.readings(ANY, class);
            let joined = grammar::hyphenated(trigger).filter(|_| class == WordClass::Noun);
            let joined = joined.map(|word| codebook.lexicon.readings(&word, class).collect::<Vec<_>>());
            any.chain(codebook.lexicon.readings(&lemma, class)).chain(joined.into_iter().flatten()).collect()
        }
        None => Vec::new(),
    };
    readings.into_iter().filter(move |reading| phrase_fits(trigger, reading)).map(move |reading| {
        let sense = &codebook.senses[reading.sense];
        (sense, governed_clause(trigger, sense))
    })
}

/// The senses that a word has by the words around it, whoever the parties are.
pub(super) fn worded<'a>(desk: &Desk<'a>, trigger: Token<'a>) -> Vec<&'a Sense> {
    let fitting = senses_of(desk, trigger).filter(|(sense, clause)| words_fit(desk, sense, trigger, *clause));
    fitting.map(|(sense, _)| sense).collect()
}

/// The events that a word may tell, whatever stands around it.
pub(super) fn possible<'a>(desk: &Desk<'a>, trigger: Token<'a>) -> Vec<&'a Sense> {
    senses_of(desk, trigger).filter(|(sense, _)| !sense.verb.hold_any()).map(|(sense, _)| sense).collect()
}

/// Whether the other words of a phrase stand with its head: "call … off", "phone call", "put … to death".
fn phrase_fits(head: Token<'_>, reading: &Reading) -> bool {
    // "Called off" is no calling.
    let particle = head.children().find(|child| child.dep() == Relation::Prt && acts::undoes(child.lower()));
    if particle.is_some() && reading.class == WordClass::Verb && reading.others.is_empty() {
        return false;
    }
    let mut at = head;
    reading.others.iter().all(|other| {
        let same = |child: &Token<'_>| child.lower() == &**other || child.lemma() == &**other;
        if reading.class == WordClass::Noun {
            return head.lefts().any(|child| same(&child)) || is_hyphenated(head, other);
        }
        let found = at.children().find(same).or_else(|| head.children().find(same));
        at = found.unwrap_or(at);
        found.is_some()
    })
}

fn is_hyphenated(head: Token<'_>, other: &str) -> bool {
    head.lower().starts_with(other) && head.lower()[other.len()..].starts_with('-')
}

/// A sense of a word whose words fit, with its parties, if those fit too.
fn fit<'a>(desk: &Desk<'a>, sense: &'a Sense, trigger: Token<'a>, clause: Option<Token<'a>>) -> Option<Match<'a>> {
    let place = Place { sense, trigger, clause };
    let actor = actor(desk, place)?;
    let recipient = recipient(desk, place, &actor)?;
    if sense.claimed && sense.event == EventType::Accuse && !party::accuses_another(&actor, &recipient) {
        return None;
    }
    if sense.claimed && sense.clause.is_none() && !is_claim(trigger) {
        return None;
    }
    let speaks = sense.actor.contains(&PartyPlace::Speaker);
    let cue = said_in(&desk.quotations, trigger.bytes()).and_then(|i| desk.quotations[i].cue);
    let anchor = cue.filter(|_| speaks).unwrap_or(trigger.i());
    Some(Match { sense, trigger: trigger.i(), actor, recipient, anchor, governed: governed(sense, trigger, clause) })
}

/// Who does it, if they are such as the sense asks for.
fn actor(desk: &Desk<'_>, place: Place<'_>) -> Option<Vec<Party>> {
    let sense = place.sense;
    let mut actor = alleged::doer(desk, place.trigger).unwrap_or_else(|| parties::at(desk, place, &sense.actor, &[]));
    if place.trigger.pos() == Pos::Noun {
        actor = doers::in_person(desk, place.trigger, actor);
    }
    if let Some(kind) = sense.actor_is {
        actor.retain(|party| kinds::is_kind(desk, party, kind, &[]));
    }
    let own = |clause| parties::is_own_clause(desk, clause, &actor);
    let fits = !actor.is_empty() && (!sense.own_clause || place.clause.is_some_and(own));
    fits.then_some(actor)
}

/// Whom it is done to; nothing, if the sense asks for somebody and there is nobody such.
pub(super) fn recipient(desk: &Desk<'_>, place: Place<'_>, actor: &[Party]) -> Option<Vec<Party>> {
    let Place { sense, trigger, .. } = place;
    let concerned = || recipients::concerned(desk, Some(sense.event), trigger, actor);
    let mut recipient = party::others(parties::at(desk, place, &sense.recipient, actor), actor);
    if !sense.claimed {
        recipient = recipients::behind_things(desk, sense.event, recipient, actor);
    }
    if let Some(kind) = sense.recipient_is {
        recipient.retain(|party| kinds::is_kind(desk, party, kind, actor));
        if recipient.is_empty() && !sense.reciprocal && !sense.claimed && sense.with_preposition.is_empty() {
            recipient = concerned();
            recipient.retain(|party| kinds::is_kind(desk, party, kind, actor));
        }
        let both = actor.len() > 1 && desk.codebook.traits(sense.event).between_actors;
        if recipient.is_empty() && !both {
            return None;
        }
    }
    if recipient.is_empty() && !sense.recipient.is_empty() && !sense.reciprocal {
        recipient = concerned();
    }
    Some(recipient)
}

/// Whether the word tells what another does or must do: "we must act" asks nothing of others, and a participle behind its
/// noun tells of things rather than of somebody.
fn is_claim(trigger: Token<'_>) -> bool {
    if !grammar::is_verbal(trigger) {
        return true;
    }
    if trigger.dep() == Relation::Relcl {
        return false;
    }
    let participle = trigger.tag() == Tag::Vbg && trigger.child(Relation::Aux).is_none();
    let of_speaker = grammar::own_subject(trigger).is_some_and(|subject| acts::is_first_person(subject.lower()));
    !participle && !of_speaker
}

fn words_fit(desk: &Desk<'_>, sense: &Sense, trigger: Token<'_>, clause: Option<Token<'_>>) -> bool {
    let adjunct = |(preposition, words): (&String, &Words)| {
        all_behind(desk, trigger, preposition).into_iter().any(|noun| nominal_fits(desk, words, noun))
    };
    let with = |preposition: &str| {
        let own = |child: Token<'_>| {
            let is_day = |noun: Token<'_>| {
                desk.times.over(noun.i()..noun.i() + 1).any(|time| time.is_date() && !time.tokens.is_empty())
            };
            let tells_day = || child.child(Relation::Pobj).is_some_and(is_day);
            child.lower() == preposition
                && matches!(child.dep(), Relation::Prep | Relation::Agent | Relation::Prt)
                && !tells_day()
        };
        trigger.children().any(own) || behind(desk, trigger, preposition).is_some()
    };
    let with_verb = |clause: Token<'_>| sense.clause_verb.holds(&grammar::lemma(clause));
    let is_carried = || {
        trigger.pos() == Pos::Noun
            && trigger.dep() != Relation::Nsubj
            && sense.actor.iter().any(PartyPlace::is_subject)
            && carrier(desk, trigger).is_some()
    };
    (sense.with_preposition.is_empty() || sense.with_preposition.iter().any(with) || is_carried())
        && object_fits(desk, sense, trigger)
        && (sense.subject.is_empty()
            || grammar::agent(trigger).is_some_and(|subject| nominal_fits(desk, &sense.subject, subject)))
        && (sense.adjunct.is_empty() || sense.adjunct.iter().any(adjunct))
        && (sense.attribute.is_empty() || attribute(sense, trigger).is_some())
        && (sense.clause.is_none() || clause.is_some())
        && !(sense.not_clause
            && trigger
                .children()
                .any(|child| matches!(child.dep(), Relation::Ccomp | Relation::Xcomp | Relation::Oprd)))
        && (sense.clause_verb.is_empty() || clause.is_some_and(with_verb))
        && (!sense.obligation || status::is_obligation(trigger))
        && (!sense.claimed || said_in(&desk.quotations, trigger.bytes()).is_some())
}

fn object_fits(desk: &Desk<'_>, sense: &Sense, trigger: Token<'_>) -> bool {
    // "He defended himself": nothing is done to another.
    if trigger.children().any(|child| child.dep() == Relation::Dobj && acts::is_reflexive(child)) {
        return false;
    }
    let object = if grammar::is_verbal(trigger) { parties::object(trigger) } else { None };
    let Some(object) = object else { return sense.object.is_empty() };
    let any = |words: &Words| grammar::coordinated(object).iter().any(|noun| nominal_fits(desk, words, *noun));
    (sense.object.is_empty() || any(&sense.object))
        && (sense.object_if_any.is_empty() || any(&sense.object_if_any))
        && (sense.not_object.is_empty() || !any(&sense.not_object))
}

/// Whether a noun is one of the words, with what stands before it: "talk", "peace talk"; or of a kind that they name.
fn nominal_fits(desk: &Desk<'_>, words: &Words, noun: Token<'_>) -> bool {
    if words.hold_any() || lemma_fits(desk, words, noun) {
        return true;
    }
    let meant = grammar::meant(noun);
    if meant != noun && lemma_fits(desk, words, meant) {
        return true;
    }
    let actor = || desk.who.actor_at(noun).map(|actor| &desk.who.actors[actor]);
    words.hold_kind(NounKind::Coded) && actor().is_some_and(|actor| actor.coding.code().is_some())
        || words.hold_kind(NounKind::State) && actor().is_some_and(|actor| actor.kind == ActorKind::Country)
        || words.hold_kind(NounKind::People)
            && actor().is_some_and(|actor| matches!(actor.kind, ActorKind::Person | ActorKind::Group))
        || words.hold_kind(NounKind::Place)
            && desk.places.over(noun.i()..noun.i() + 1).any(|place| !place.tokens.is_empty())
}

fn lemma_fits(desk: &Desk<'_>, words: &Words, noun: Token<'_>) -> bool {
    let lemma = grammar::lemma(noun);
    if words.holds(&lemma) || grammar::hyphenated(noun).is_some_and(|word| words.holds(&word)) {
        return true;
    }
    if let Some(of) = grammar::governed(noun, &acts::GENITIVE)
        && words.holds(&format!("{lemma} {} {}", acts::GENITIVE[0], of.lemma()))
    {
        return true;
    }
    // "20 million euros of aid": so much of it.
    let counted = noun.children().any(|child| child.dep() == Relation::Nummod);
    if counted && grammar::governed(noun, &acts::GENITIVE).is_some_and(|of| of.i() > noun.i() && fits_alone(words, of))
    {
        return true;
    }
    let is_measure = desk.codebook.is_in(WordGroup::Measure, &lemma);
    if is_measure && noun.lefts().any(|child| child.dep() == Relation::Compound && words.holds(child.lemma())) {
        return true;
    }
    noun.lefts().any(|child| {
        matches!(child.dep(), Relation::Compound | Relation::Amod | Relation::Nmod) && {
            words.holds(&format!("{} {lemma}", child.lemma())) || words.holds(&format!("{} {lemma}", child.lower()))
        }
    })
}

/// Whether a noun is one of the words, alone or with one before it.
fn fits_alone(words: &Words, noun: Token<'_>) -> bool {
    let lemma = grammar::lemma(noun);
    words.holds(&lemma) || noun.lefts().any(|child| words.holds(&format!("{} {lemma}", child.lower())))
}

/// What the object is called or taken as: "called him a dictator", "took them hostage", "used as shields".
fn attribute<'d>(sense: &Sense, trigger: Token<'d>) -> Option<Token<'d>> {
    let fits = |token: &Token<'_>| sense.attribute.holds(&grammar::lemma(*token));
    let near = trigger
        .rights()
        .filter(|child| !matches!(child.dep(), Relation::Advcl | Relation::Conj | Relation::Relcl | Relation::Punct));
    near.flat_map(|child| std::iter::once(child).chain(child.children())).find(fits)
}

/// The clause that the trigger governs, of the kind the sense asks for.
fn governed_clause<'d>(trigger: Token<'d>, sense: &Sense) -> Option<Token<'d>> {
    let governs =
        |child: &Token<'_>| matches!(child.dep(), Relation::Xcomp | Relation::Ccomp | Relation::Acl | Relation::Advcl);
    let clauses = trigger.children().filter(|child| governs(child) && grammar::is_verbal(*child));
    let mut fitting = clauses.filter(|clause| match sense.clause {
        Some(GovernedClause::To) => grammar::is_infinitive(*clause),
        Some(GovernedClause::That) => clause.dep() == Relation::Ccomp && !grammar::is_infinitive(*clause),
        // "Waiting for Kyiv to answer": a clause with a subject of its own, marked by "for".
        _ if clause.dep() == Relation::Advcl => {
            clause.children().any(|mark| mark.dep() == Relation::Mark && acts::opens_purpose(mark.lower()))
        }
        _ => clause.dep() != Relation::Acl || trigger.pos() == Pos::Noun,
    });
    fitting.next()
}

/// The words of what a sense speaks of without its being done.
fn governed(sense: &Sense, trigger: Token<'_>, clause: Option<Token<'_>>) -> Vec<usize> {
    if !sense.governs {
        return Vec::new();
    }
    let mut below: Vec<usize> = clause.into_iter().flat_map(spoken).collect();
    for child in trigger.children() {
        let object = child.dep() == Relation::Dobj && (!sense.object.is_empty() || sense.clause.is_none());
        let passive = child.dep() == Relation::NsubjPass && !sense.object.is_empty();
        let prepositional = child.dep() == Relation::Prep && acts::opens_content(child.lower());
        if object || passive || prepositional || sense.obligation {
            below.extend(spoken(child));
        }
    }
    below
}

/// The words below a clause, but for relative clauses: those tell what is so, not what is promised or demanded.
fn spoken(clause: Token<'_>) -> Vec<usize> {
    let told_aside = |token: &Token<'_>| token.dep() == Relation::Relcl && *token != clause;
    let aside = |token: &Token<'_>| {
        told_aside(token) || token.ancestors().take_while(|above| *above != clause).any(|above| told_aside(&above))
    };
    clause.subtree().filter(|token| !aside(token)).map(Token::i).collect()
}

impl Found<'_> {
    /// The words that tell what is only spoken of: promised, demanded, refused, threatened.
    pub(super) fn spoken_of(&self) -> FxHashSet<usize> {
        let governed =
            |found: &Match<'_>| found.governed.iter().copied().filter(|&i| i != found.trigger).collect::<Vec<_>>();
        self.matches.iter().flat_map(governed).chain(self.muted.iter().copied()).collect()
    }
}
