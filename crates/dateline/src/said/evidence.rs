//! What speaks for a candidate and against it: features by name, each with a weight in `codebook/en/said.weights.tsv`.

use crate::desk::Quotation;
use crate::record::ActorKind;
use std::fmt::Write;

use dateline_language::{NameKind, Pos, Relation, Tag, Token};

use super::Draft;
use super::candidates::Candidate;
use super::contents::{is_in_speech, is_infinitive};
use crate::grammar;

/// Names the features of a candidate, one after the other. A name says what it is: `cue say ccomp` is the cue "say" with a
/// clause, `speaker person` a speaker who is a known person.
pub(super) fn features(desk: &Draft<'_>, candidate: &Candidate<'_>, mut emit: impl FnMut(&str)) {
    let mut name = String::new();
    let mut say = |parts: &[&str]| {
        name.clear();
        for (i, part) in parts.iter().enumerate() {
            let gap = if i > 0 { " " } else { "" };
            write!(name, "{gap}{part}").expect("a string takes all");
        }
        emit(&name);
    };
    let (cue, slot) = (candidate.cue, candidate.slot);
    let lemma = grammar::lemma(cue);
    let lemma = &*lemma;
    let relation = slot.relation;
    say(&["bias"]);
    say(&["slot", relation]);
    say(&["slot", relation, slot.preposition]);
    say(&["cue", lemma]);
    say(&["cue", lemma, relation]);
    if !slot.preposition.is_empty() {
        say(&["cue", lemma, relation, slot.preposition]);
    }
    agreement(desk, candidate, &mut say);
    lexicon(desk, candidate, &mut say);
    let speaker = speaker_class(desk, candidate);
    say(&["speaker", speaker]);
    say(&["speaker", speaker, relation]);
    say(&["speaker", speaker, kind_of(desk, candidate)]);
    say(&["cue", lemma, "by", speaker]);
    say(&["cue", lemma, cue.tag().name()]);
    say(&["cue", lemma, relation, "root", candidate.root.pos().name()]);
    if speaker == "thing"
        && let Some(voice) = candidate.speaker
    {
        say(&["speaker is", &grammar::lemma(desk.doc.token(voice.head))]);
    }
    form(desk, candidate, &mut say);
    surroundings(desk, candidate, &mut say);
    content(desk, candidate, &mut say);
    extent(desk, candidate, &mut say);
    let position = if candidate.content[0].start < cue.bytes().start { "before" } else { "after" };
    say(&["stands", position, relation]);
}

/// Whether the rules find the same.
fn agreement(desk: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let same_cue = || desk.found.iter().filter(|found| found.cue == Some(candidate.cue.i()));
    let overlaps =
        |found: &Quotation| found.content.iter().any(|bytes| candidate.content.iter().any(|own| own.overlaps(*bytes)));
    let agreement = if same_cue().any(|found| found.content == candidate.content && overlaps(found)) {
        "exact"
    } else if same_cue().any(overlaps) {
        "overlap"
    } else {
        "no"
    };
    say(&["rules", agreement]);
    say(&["rules", agreement, candidate.slot.relation]);
}

/// What the codebook says of the cue.
fn lexicon(desk: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (cue, relation) = (candidate.cue, candidate.slot.relation);
    if let Some(takes) = desk.lexicon.verb(desk.doc, cue) {
        for listed in takes.cues() {
            say(&["class", &listed.class]);
            say(&["class", &listed.class, relation]);
            say(&["kind", &listed.kind, relation]);
            for taken in &listed.takes {
                say(&["takes", taken, relation, candidate.slot.preposition]);
            }
        }
        if let Some(particle) = takes.particle {
            say(&["particle", particle, relation]);
        }
    } else {
        let listed = desk.lexicon.nouns(cue);
        if listed.is_empty() {
            say(&["unlisted", cue.pos().name(), relation]);
        }
        for taken in listed {
            say(&["noun takes", taken, relation, candidate.slot.preposition]);
        }
    }
}

fn kind_of<'k>(desk: &Draft<'k>, candidate: &Candidate<'_>) -> &'k str {
    let takes = desk.lexicon.verb(desk.doc, candidate.cue);
    takes.and_then(|takes| takes.cues().first().map(|cue| cue.kind.as_str())).unwrap_or("unlisted")
}

/// What sort of speaker it would be.
fn speaker_class(desk: &Draft<'_>, candidate: &Candidate<'_>) -> &'static str {
    let Some(voice) = candidate.speaker else { return "none" };
    let head = desk.doc.token(voice.head);
    if head.pos() == Pos::Pron || head.tag().is_personal() || head.tag().asks() {
        return match head.lower() {
            "i" | "me" | "my" => "I",
            "we" | "us" | "our" => "we",
            "you" | "your" => "you",
            "he" | "she" | "him" | "her" | "his" => "he",
            "they" | "them" | "their" => "they",
            "it" | "its" => "it",
            "who" | "whom" => "who",
            "which" | "that" => "which",
            "this" | "these" | "those" => "this",
            _ => "pronoun",
        };
    }
    match voice.actor.map(|actor| desk.who.actors[actor].kind) {
        Some(ActorKind::Person) => "person",
        Some(ActorKind::Group) => "group",
        Some(ActorKind::Organization) => "organization",
        Some(ActorKind::Country) => "country",
        Some(ActorKind::Place) => "other",
        None => match head.name().map(|name| name.label()) {
            Some(NameKind::Person) => "person",
            Some(NameKind::Org | NameKind::Norp) => "organization",
            Some(NameKind::Gpe) => "country",
            _ if head.pos() == Pos::Propn => "name",
            _ => "thing",
        },
    }
}

/// The cue's own form: tense, auxiliaries, denial, voice.
fn form(desk: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (cue, relation) = (candidate.cue, candidate.slot.relation);
    say(&["tag", cue.tag().name(), relation]);
    say(&["hangs", cue.dep().name(), cue.tag().name()]);
    let verb = if cue.pos() == Pos::Adj { cue.head() } else { cue };
    if grammar::is_passive(verb) {
        say(&["passive", relation]);
        say(&["passive", &grammar::lemma(cue)]);
    }
    for child in verb.lefts() {
        match child.dep() {
            Relation::Aux | Relation::Neg => {
                say(&[child.dep().name(), child.lower()]);
                say(&[child.dep().name(), child.lower(), kind_of(desk, candidate)]);
            }
            Relation::Mark => say(&["mark", child.lower()]),
            Relation::Advmod if child.tag().asks() => say(&["asks", child.lower()]),
            _ => {}
        }
    }
}

/// What the cue hangs on and what hangs on it: verb above, owner, particle, object.
fn surroundings(desk: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (cue, relation) = (candidate.cue, candidate.slot.relation);
    if matches!(
        cue.dep(),
        Relation::Xcomp
            | Relation::Ccomp
            | Relation::Advcl
            | Relation::Pcomp
            | Relation::Conj
            | Relation::Dobj
            | Relation::Pobj
            | Relation::Acl
            | Relation::Relcl
    ) {
        let lemma_above = grammar::lemma(cue.head());
        let name = cue.head().pos() == Pos::Propn;
        say(&["under", cue.dep().name(), if name { "name" } else { &*lemma_above }]);
    }
    if cue.pos() == Pos::Noun {
        let owner = cue.children().find(|child| child.dep() == Relation::Poss);
        say(&["owned", if owner.is_some() { "yes" } else { "no" }, relation]);
        if let Some(article) = cue.child(Relation::Det) {
            say(&["det", article.lower(), relation]);
        }
    }
    if is_in_speech(desk, cue) {
        say(&["in speech"]);
        say(&["in speech", relation]);
        say(&["in speech", kind_of(desk, candidate)]);
    }
    if let Some(particle) = cue.child(Relation::Prt) {
        say(&["phrasal", relation]);
        say(&["phrasal", &grammar::lemma(cue), particle.lower()]);
    }
    let object = cue.rights().find(|child| child.dep() == Relation::Dobj);
    if let Some(object) = object.filter(|_| relation != "dobj") {
        let class = match object.pos() {
            Pos::Pron => object.lower().to_owned(),
            Pos::Propn => "name".to_owned(),
            _ => grammar::lemma(object).into_owned(),
        };
        say(&["object", &grammar::lemma(cue), &class]);
        say(&["has object", relation]);
    }
}

/// What the content begins with and hangs on.
fn content(desk: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (root, relation) = (candidate.root, candidate.slot.relation);
    let first = desk.doc.span_over(candidate.content[0]).tokens().find(|token| !token.is_punct());
    let first = first.unwrap_or(root);
    say(&["root", root.tag().name(), relation]);
    say(&["begins", begins(first), relation]);
    say(&["cue", &grammar::lemma(candidate.cue), "begins", begins(first)]);
    // A name would only tell what the annotated news was about.
    if root.pos() != Pos::Propn {
        let lemma = grammar::lemma(root);
        say(&["about", &lemma]);
        say(&["about", &lemma, relation]);
    }
    if is_infinitive(root) {
        say(&["infinitive", relation]);
    }
    let subject =
        root.children().find(|child| matches!(child.dep(), Relation::Nsubj | Relation::NsubjPass | Relation::Expl));
    say(&["subject", if subject.is_some() { "yes" } else { "no" }, relation]);
    if matches!(root.pos(), Pos::Noun | Pos::Propn | Pos::Pron) {
        noun(desk, candidate, say);
    }
}

/// What a content without a verb is about.
fn noun(desk: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (root, relation) = (candidate.root, candidate.slot.relation);
    if let Some(actor) = desk.who.actor_at(root) {
        let kind = match desk.who.actors[actor].kind {
            ActorKind::Person => "person",
            ActorKind::Group => "group",
            _ => "body",
        };
        say(&["of", kind, relation]);
        say(&["of", kind, &grammar::lemma(candidate.cue)]);
    }
    if let Some(name) = root.name() {
        say(&["named", name.label().name(), relation]);
    }
    let below = root.rights().find(|child| matches!(child.dep(), Relation::Acl | Relation::Relcl | Relation::Prep));
    say(&["below", below.map_or("none", |below| below.dep().name()), relation]);
}

/// How much of the content stands in quotation marks, and how long it is.
fn extent(desk: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let relation = candidate.slot.relation;
    let inside = desk.quoted.iter().filter(|quoted| candidate.content.iter().any(|bytes| bytes.overlaps(quoted.bytes)));
    let (mut marked, mut whole) = (false, false);
    for quoted in inside {
        marked = true;
        whole |= candidate.content.iter().any(|bytes| quoted.bytes.contains(*bytes));
    }
    let quoted = match (whole, marked) {
        (true, _) => "whole",
        (false, true) => "part",
        (false, false) => "no",
    };
    say(&["quoted", quoted, relation]);
    let words: usize = candidate.content.iter().map(|bytes| desk.doc.span_over(*bytes).len()).sum();
    let length = match words {
        0..=1 => "1",
        2..=3 => "2",
        4..=7 => "4",
        8..=15 => "8",
        16..=31 => "16",
        _ => "32",
    };
    say(&["words", length]);
    say(&["words", length, relation]);
}

fn begins(first: Token<'_>) -> &str {
    match first.tag() {
        Tag::In | Tag::To | Tag::Dt | Tag::Wp | Tag::Wrb | Tag::Wdt | Tag::Prp | Tag::PrpPoss | Tag::Rb | Tag::Cc => {
            first.lower()
        }
        tag => tag.name(),
    }
}
