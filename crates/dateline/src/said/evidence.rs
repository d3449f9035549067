//! What speaks for a candidate and against it? Features by name, each with a weight in `codebook/en/said.weights.tsv`: the
//! texts here are their names, and a name that changes loses its weight.

use crate::desk::Quotation;
use crate::record::ActorKind;
use std::fmt::Write;

use dateline_language::{NameKind, Pos, Relation, Tag, Token};

use super::Draft;
use super::candidates::{Candidate, Hanging, Slot};
use super::contents::is_in_speech;
use crate::codebook::Complement;
use crate::grammar;
use crate::grammar::reporting::Pronoun;

/// Names the features of a candidate, one after the other, in one order: sums of weights depend on it. A name says what it
/// is: `cue say ccomp` is the cue "say" with a clause, `speaker person` a speaker who is a known person.
pub(super) fn features(draft: &Draft<'_>, candidate: &Candidate<'_>, mut emit: impl FnMut(&str)) {
    let mut name = String::new();
    let mut say = |parts: &[&str]| {
        name.clear();
        for (i, part) in parts.iter().enumerate() {
            let gap = if i > 0 { " " } else { "" };
            write!(name, "{gap}{part}").expect("a string takes all");
        }
        emit(&name);
    };
    say(&["bias"]);
    cue(candidate, &mut say);
    agreement(draft, candidate, &mut say);
    lexicon(draft, candidate, &mut say);
    let class = speaker_class(draft, candidate);
    speaker(draft, candidate, class, &mut say);
    parts_of_speech(candidate, &mut say);
    thing(draft, candidate, class, &mut say);
    form(draft, candidate, &mut say);
    surroundings(draft, candidate, &mut say);
    content(draft, candidate, &mut say);
    extent(draft, candidate, &mut say);
    let before = candidate.content[0].start < candidate.cue.bytes().start;
    say(&["stands", if before { "before" } else { "after" }, candidate.slot.hanging.name()]);
}

/// The cue, and how the content hangs on it.
fn cue(candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let Slot { hanging, preposition } = candidate.slot;
    let (lemma, hanging) = (&*grammar::lemma(candidate.cue), hanging.name());
    say(&["slot", hanging]);
    say(&["slot", hanging, preposition]);
    say(&["cue", lemma]);
    say(&["cue", lemma, hanging]);
    if !preposition.is_empty() {
        say(&["cue", lemma, hanging, preposition]);
    }
}

/// Who would say it.
fn speaker(draft: &Draft<'_>, candidate: &Candidate<'_>, class: &str, say: &mut impl FnMut(&[&str])) {
    say(&["speaker", class]);
    say(&["speaker", class, candidate.slot.hanging.name()]);
    say(&["speaker", class, attitude_of(draft, candidate)]);
    say(&["cue", &grammar::lemma(candidate.cue), "by", class]);
}

/// What the cue and the word are that the content hangs on.
fn parts_of_speech(candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let lemma = &*grammar::lemma(candidate.cue);
    say(&["cue", lemma, candidate.cue.tag().name()]);
    say(&["cue", lemma, candidate.slot.hanging.name(), "root", candidate.root.pos().name()]);
}

/// Which thing would say it, if none but a thing would.
fn thing(draft: &Draft<'_>, candidate: &Candidate<'_>, class: &str, say: &mut impl FnMut(&[&str])) {
    if class == THING
        && let Some(voice) = candidate.speaker
    {
        say(&["speaker is", &grammar::lemma(draft.doc.token(voice.head))]);
    }
}

/// Whether the rules find the same.
fn agreement(draft: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let same_cue = || draft.found_by(candidate.cue.i());
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
    say(&["rules", agreement, candidate.slot.hanging.name()]);
}

/// What the codebook says of the cue.
fn lexicon(draft: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (cue, relation) = (candidate.cue, candidate.slot.hanging.name());
    if let Some(takes) = draft.cues.verb(draft.doc, cue) {
        for listed in takes.cues() {
            say(&["class", &listed.class]);
            say(&["class", &listed.class, relation]);
            say(&["kind", listed.kind.name(), relation]);
            for taken in &listed.takes {
                say(&["takes", complement(*taken), relation, candidate.slot.preposition]);
            }
        }
        if let Some(particle) = takes.particle {
            say(&["particle", particle, relation]);
        }
    } else {
        let listed = draft.cues.nouns(cue);
        if listed.is_empty() {
            say(&["unlisted", cue.pos().name(), relation]);
        }
        for taken in listed {
            say(&["noun takes", complement(*taken), relation, candidate.slot.preposition]);
        }
    }
}

/// What the cue's entry calls it.
fn attitude_of(draft: &Draft<'_>, candidate: &Candidate<'_>) -> &'static str {
    let takes = draft.cues.verb(draft.doc, candidate.cue);
    takes.and_then(|takes| takes.cues().first().map(|cue| cue.kind.name())).unwrap_or("unlisted")
}

/// What sort of speaker it would be.
fn speaker_class(draft: &Draft<'_>, candidate: &Candidate<'_>) -> &'static str {
    let Some(voice) = candidate.speaker else { return "none" };
    let head = draft.doc.token(voice.head);
    if head.pos() == Pos::Pron || head.tag().is_personal() || head.tag().asks() {
        return Pronoun::of(head.lower()).map_or("pronoun", pronoun);
    }
    match voice.actor.map(|actor| draft.who.actors[actor].kind) {
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
            _ => THING,
        },
    }
}

/// The class of a speaker that is neither an actor nor a name.
const THING: &str = "thing";

/// The class of a speaker whom a pronoun names.
fn pronoun(pronoun: Pronoun) -> &'static str {
    match pronoun {
        Pronoun::I => "I",
        Pronoun::We => "we",
        Pronoun::You => "you",
        Pronoun::He => "he",
        Pronoun::They => "they",
        Pronoun::It => "it",
        Pronoun::Who => "who",
        Pronoun::Which => "which",
        Pronoun::This => "this",
    }
}

/// What a cue introduces, as `said.toml` spells it.
fn complement(complement: Complement) -> &'static str {
    match complement {
        Complement::That => "that",
        Complement::Quote => "quote",
        Complement::To => "to",
        Complement::ObjectTo => "object-to",
        Complement::Whether => "whether",
        Complement::Of => "of",
        Complement::As => "as",
        Complement::For => "for",
        Complement::Noun => "noun",
    }
}

impl Hanging {
    /// As features call it: by the relations between the cue and the content.
    fn name(self) -> &'static str {
        match self {
            Self::Verb(relation) => relation.name(),
            Self::ObjectAnd => "dobj+",
            Self::ObjectAndPreposition => "dobj+prep",
            Self::Around => "around",
            Self::ObjectClause => "dobj acl",
            Self::Preposition => "prep",
            Self::PrepositionClause => "pcomp",
            Self::ObjectPreposition => "dobj prep",
            Self::ObjectPrepositionClause => "dobj pcomp",
            Self::NounClause => "noun clause",
            Self::NounPreposition => "noun prep",
            Self::NounPrepositionClause => "noun pcomp",
            Self::NounIs => "noun is",
            Self::AdjectiveClause => "adj ccomp",
            Self::AdjectiveInfinitive => "adj xcomp",
            Self::AdjectivePreposition => "adj prep",
        }
    }
}

/// The cue's own form: tense, auxiliaries, denial, voice.
fn form(draft: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (cue, relation) = (candidate.cue, candidate.slot.hanging.name());
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
                say(&[child.dep().name(), child.lower(), attitude_of(draft, candidate)]);
            }
            Relation::Mark => say(&["mark", child.lower()]),
            Relation::Advmod if child.tag().asks() => say(&["asks", child.lower()]),
            _ => {}
        }
    }
}

/// What the cue hangs on and what hangs on it: verb above, owner, article, particle, object.
fn surroundings(draft: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (cue, relation) = (candidate.cue, candidate.slot.hanging.name());
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
    if is_in_speech(draft, cue) {
        say(&["in speech"]);
        say(&["in speech", relation]);
        say(&["in speech", attitude_of(draft, candidate)]);
    }
    beside(candidate, say);
}

/// The cue's particle and object.
fn beside(candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (cue, relation) = (candidate.cue, candidate.slot.hanging.name());
    if let Some(particle) = cue.child(Relation::Prt) {
        say(&["phrasal", relation]);
        say(&["phrasal", &grammar::lemma(cue), particle.lower()]);
    }
    let object = cue.rights().find(|child| child.dep() == Relation::Dobj);
    if let Some(object) = object.filter(|_| candidate.slot.hanging != Hanging::Verb(Relation::Dobj)) {
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
fn content(draft: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (root, relation) = (candidate.root, candidate.slot.hanging.name());
    let first = draft.doc.span_over(candidate.content[0]).tokens().find(|token| !token.is_punct());
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
    if grammar::is_infinitive(root) {
        say(&["infinitive", relation]);
    }
    let subject =
        root.children().find(|child| matches!(child.dep(), Relation::Nsubj | Relation::NsubjPass | Relation::Expl));
    say(&["subject", if subject.is_some() { "yes" } else { "no" }, relation]);
    if matches!(root.pos(), Pos::Noun | Pos::Propn | Pos::Pron) {
        noun(draft, candidate, say);
    }
}

/// What a content without a verb is about.
fn noun(draft: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let (root, relation) = (candidate.root, candidate.slot.hanging.name());
    if let Some(actor) = draft.who.actor_at(root) {
        let kind = match draft.who.actors[actor].kind {
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
fn extent(draft: &Draft<'_>, candidate: &Candidate<'_>, say: &mut impl FnMut(&[&str])) {
    let relation = candidate.slot.hanging.name();
    let inside = candidate.content.iter().flat_map(|bytes| draft.quoted_over(*bytes));
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
    let words: usize = candidate.content.iter().map(|bytes| draft.doc.span_over(*bytes).len()).sum();
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
