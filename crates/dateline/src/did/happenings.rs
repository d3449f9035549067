//! Which of the acts that an article's words tell are one, told again? Pairs of mentions of one kind are weighed; each joins
//! the happening before it that it is likeliest to tell again.

use std::collections::BTreeMap;

use dateline_language::{Pos, Token};

use super::event::Event;
use super::party::Party;
use crate::desk::Desk;
use crate::grammar;
use crate::record::{Aux, EventType};
use crate::weights::{Evidence, Judge};

/// The classes of the judge of pairs.
pub(crate) const PAIRS: [&str; 1] = ["same"];

/// An act, told once or more often: the numbers of its mentions in order.
pub(crate) type Happening = Vec<usize>;

/// How many events, or happenings, of its kind before an event it is compared with, the last: no report tells so many.
const COMPARED: usize = 64;

/// The happenings that the events of an article tell.
pub(super) fn happenings(desk: &Desk<'_>, events: &[Event<'_>], judge: &Judge) -> Vec<Happening> {
    let mut happenings: Vec<Happening> = Vec::new();
    let mut evidence = Evidence::default();
    // By kind: the events so far, each with its happening.
    let mut before: BTreeMap<EventType, Vec<(usize, usize)>> = BTreeMap::new();
    for (i, event) in events.iter().enumerate().take_while(|_| !desk.limit.is_over()) {
        let alike = before.entry(event.kind).or_default();
        let mut near: BTreeMap<usize, Happening> = BTreeMap::new();
        for &(happening, other) in &alike[alike.len().saturating_sub(COMPARED)..] {
            near.entry(happening).or_default().push(other);
        }
        let mut likeness = |happening: &Happening| {
            let of = |&other: &usize| {
                evidence.clear();
                of_pair(desk, &events[other], event, &mut evidence);
                let mut sums = judge.no_sums();
                judge.weigh(&evidence, &mut sums);
                sums[0]
            };
            happening.iter().map(of).sum::<f32>() / happening.len() as f32
        };
        let best = near.iter().map(|(&n, happening)| (n, likeness(happening))).max_by(|a, b| a.1.total_cmp(&b.1));
        let number = best.filter(|(_, likeness)| *likeness > 0.0).map_or(happenings.len(), |(n, _)| n);
        if number == happenings.len() {
            happenings.push(Vec::new());
        }
        happenings[number].push(i);
        alike.push((number, i));
    }
    happenings
}

/// Events of one kind between the same parties, where no weights judge them.
pub(super) fn of_same_parties(events: &[Event<'_>]) -> Vec<Happening> {
    let mut happenings: Vec<Happening> = Vec::new();
    let mut before: BTreeMap<EventType, Vec<usize>> = BTreeMap::new();
    for (i, event) in events.iter().enumerate() {
        let is_again = |&&happening: &&usize| {
            let first = &events[happenings[happening][0]];
            are_same(&first.actor, &event.actor) && are_same(&first.recipient, &event.recipient)
        };
        let alike = before.entry(event.kind).or_default();
        match alike[alike.len().saturating_sub(COMPARED)..].iter().find(is_again) {
            Some(&happening) => happenings[happening].push(i),
            None => {
                alike.push(happenings.len());
                happenings.push(vec![i]);
            }
        }
    }
    happenings
}

/// Whether everybody on one side is on the other, as the same actor or under the same code.
fn are_same(first: &[Party], second: &[Party]) -> bool {
    let same = |one: &Party, other: &Party| {
        one.bytes == other.bytes
            || one.actor.is_some() && one.actor == other.actor
            || one.code.is_some() && one.code == other.code
    };
    let within = |some: &[Party], all: &[Party]| some.iter().all(|one| all.iter().any(|other| same(one, other)));
    within(first, second) && within(second, first)
}

/// What speaks for two mentions' telling one act.
pub(super) fn of_pair(desk: &Desk<'_>, first: &Event<'_>, second: &Event<'_>, out: &mut Evidence) {
    let (one, other) = (desk.doc.token(first.trigger), desk.doc.token(second.trigger));
    let kind = first.kind.name();
    let (lemma, again) = (grammar::lemma(one), grammar::lemma(other));
    let words = match (lemma == again, stem(&lemma) == stem(&again)) {
        (true, _) => "same",
        (_, true) => "stem",
        _ => "other",
    };
    let far = far(one, other);
    out.add(&["bias"]);
    out.add(&["kind", kind]);
    out.add(&["words", words]);
    out.add(&["words", words, kind]);
    out.add(&["words", words, one.pos().name(), other.pos().name()]);
    out.add(&["pair", &lemma, &again]);
    out.add(&["first", &lemma, words]);
    out.add(&["far", far]);
    out.add(&["far", far, kind]);
    out.add(&["far", far, words]);
    out.add(&["place", one.dep().name(), other.dep().name(), far]);
    of_parties(first, second, words, out);
    of_speech(first, second, words, far, out);
    let held = |event: &Event<'_>| event.aux.first().copied().map_or("done", Aux::name);
    out.add(&["status", held(first), held(second)]);
    if first.mode.is_empty() || second.mode.is_empty() {
        out.add(&["mode untold"]);
    } else {
        out.add(&["mode", if first.mode == second.mode { "same" } else { "other" }, kind]);
    }
    if other.pos() == Pos::Noun {
        let definite = other.lefts().any(|word| grammar::articles::is_definite(word.lower()));
        out.add(&["noun again", if definite { "definite" } else { "indefinite" }, words]);
    }
}

/// How many sentences lie between.
fn far(one: Token<'_>, other: Token<'_>) -> &'static str {
    match other.sentence_number().saturating_sub(one.sentence_number()) {
        0 => "0",
        1 => "1",
        2..=3 => "2-3",
        4..=8 => "4-8",
        _ => "9-",
    }
}

fn of_parties(first: &Event<'_>, second: &Event<'_>, words: &str, out: &mut Evidence) {
    let actors = overlap(&first.actor, &second.actor);
    let recipients = overlap(&first.recipient, &second.recipient);
    out.add(&["actors", actors]);
    out.add(&["recipients", recipients]);
    out.add(&["parties", actors, recipients]);
    out.add(&["parties", actors, recipients, words]);
    out.add(&["parties", actors, recipients, first.kind.name()]);
}

fn of_speech(first: &Event<'_>, second: &Event<'_>, words: &str, far: &str, out: &mut Evidence) {
    let said = match (first.said_in, second.said_in) {
        (Some(first), Some(second)) if first == second => "one",
        (Some(_), Some(_)) => "two",
        (None, None) => "none",
        _ => "half",
    };
    out.add(&["said", said]);
    out.add(&["said", said, first.kind.name()]);
    out.add(&["said", said, far]);
    if first.said_in.is_some() != second.said_in.is_some() {
        out.add(&["said differently", words]);
    }
}

/// The first letters of a word.
fn stem(lemma: &str) -> &str {
    let end = lemma.char_indices().nth(4).map_or(lemma.len(), |(at, _)| at);
    &lemma[..end]
}

/// How far the parties of one side are the same.
fn overlap(first: &[Party], second: &[Party]) -> &'static str {
    if first.is_empty() && second.is_empty() {
        return "nobody";
    }
    if first.is_empty() || second.is_empty() {
        return "untold";
    }
    let any =
        |same: &dyn Fn(&Party, &Party) -> bool| first.iter().any(|one| second.iter().any(|other| same(one, other)));
    if any(&|one, other| one.actor.is_some() && one.actor == other.actor || one.bytes == other.bytes) {
        "same"
    } else if any(&|one, other| one.code.is_some() && one.code == other.code) {
        "code"
    } else if any(&|one, other| one.entity().is_some() && one.entity() == other.entity()) {
        "entity"
    } else {
        "other"
    }
}
