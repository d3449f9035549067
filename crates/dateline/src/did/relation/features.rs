//! What is weighed: the codebook's senses of the words around the two mentions, and the words themselves.

use dateline_language::{Pos, Relation, Token};
use rustc_hash::FxHashSet;

use super::around::Pair;
use crate::desk::Desk;
use crate::did::event::Event;
use crate::did::{matching, status};
use crate::grammar;

/// The features of a pair, each once, in order.
pub(super) fn of(desk: &Desk<'_>, pair: &Pair<'_>, events: &[Event<'_>]) -> Vec<String> {
    let mut features = FxHashSet::default();
    let mut add = |feature: String| {
        features.insert(feature);
    };
    of_events(desk, pair, events, &mut add);
    of_senses(desk, pair, &mut add);
    of_path(desk, pair, &mut add);
    of_heads(pair, &mut add);
    of_words(desk, pair, &mut add);
    let mut all: Vec<String> = features.into_iter().collect();
    all.sort_unstable();
    all
}

/// The events found, by what they say of the two mentions.
fn of_events(desk: &Desk<'_>, pair: &Pair<'_>, events: &[Event<'_>], add: &mut impl FnMut(String)) {
    for event in events {
        let place = match pair.parties_of(desk, event) {
            (true, true) => "both",
            (true, false) => "source",
            (false, true) => "target",
            (false, false) => "neither",
        };
        add(format!("event:{place}:{}", event.kind));
        if place == "both" || place == "source" {
            add(format!("rule:{}", event.rule));
            event.mode.iter().for_each(|mode| add(format!("mode:{}:{mode}", event.kind)));
            event.aux.iter().for_each(|aux| add(format!("aux:{}:{aux}", event.kind)));
        }
    }
}

/// The senses of single words, by how near they stand to the path.
fn of_senses(desk: &Desk<'_>, pair: &Pair<'_>, add: &mut impl FnMut(String)) {
    for token in pair.words(desk) {
        let place = match pair.nearness(token.i()) {
            near if near > 1.5 => "path",
            near if near > 0.9 => "by",
            near if near > 0.5 => "in",
            _ => "off",
        };
        let worded = matching::worded(desk, token);
        if let Some(first) = worded.first() {
            add(format!("sense:{place}:{}", first.event));
            if place != "off" {
                add(format!("id:{}", first.id));
                let status = status::of_act(desk, token);
                status.into_iter().for_each(|status| add(format!("status:{status:?}:{}", first.event)));
            }
        }
        for sense in worded.iter().skip(1).chain(&matching::possible(desk, token)) {
            add(format!("may:{place}:{}", sense.event));
        }
    }
}

/// The words of the path and what hangs on them.
fn of_path(desk: &Desk<'_>, pair: &Pair<'_>, add: &mut impl FnMut(String)) {
    let inner = || pair.path.iter().copied().filter(|token| !pair.is_mention(token.i()));
    let verbs: Vec<Token<'_>> = inner().filter(|token| grammar::is_verbal(*token)).collect();
    for token in inner() {
        let lemma = grammar::lemma(token);
        if !matches!(token.pos(), Pos::Adp | Pos::Punct | Pos::Det | Pos::Space) {
            add(format!("path:{lemma}"));
        }
        if token.pos() == Pos::Noun {
            verbs.iter().for_each(|verb| add(format!("verb+noun:{}:{lemma}", grammar::lemma(*verb))));
        }
        for child in token.children().filter(|child| !pair.path.contains(child) && !pair.is_mention(child.i())) {
            of_child(token, child, add);
        }
        if grammar::is_verbal(token) && grammar::is_negated(token) {
            add("negated".to_owned());
        }
        let status = if grammar::is_verbal(token) { status::of_act(desk, token) } else { None };
        status.into_iter().for_each(|status| add(format!("status:{status:?}")));
    }
}

fn of_child(token: Token<'_>, child: Token<'_>, add: &mut impl FnMut(String)) {
    let told = [
        Relation::Dobj,
        Relation::Xcomp,
        Relation::Ccomp,
        Relation::Prt,
        Relation::Neg,
        Relation::Aux,
        Relation::Prep,
        Relation::Acomp,
        Relation::Attr,
        Relation::NsubjPass,
        Relation::Dative,
        Relation::Advmod,
        Relation::Amod,
        Relation::Compound,
        Relation::Oprd,
        Relation::Pobj,
        Relation::Pcomp,
        Relation::Advcl,
        Relation::Acl,
        Relation::Relcl,
        Relation::Conj,
    ];
    if !told.contains(&child.dep()) {
        return;
    }
    let (head, lemma) = (grammar::lemma(token), grammar::lemma(child));
    add(format!("child:{lemma}"));
    add(format!("{}:{lemma}", child.dep()));
    if grammar::is_verbal(token) {
        add(format!("{head}+{}:{lemma}", child.dep()));
    }
    let further = child.children().filter(|below| {
        matches!(below.dep(), Relation::Dobj | Relation::Pobj | Relation::Xcomp | Relation::Amod | Relation::Compound)
    });
    further.for_each(|below| add(format!("below:{}", grammar::lemma(below))));
}

/// The verbs that the mentions stand with, and what the target is.
fn of_heads(pair: &Pair<'_>, add: &mut impl FnMut(String)) {
    let verb = |token: Token<'_>| {
        token.ancestors().find(|above| grammar::is_verbal(*above)).map(|verb| grammar::lemma(verb).into_owned())
    };
    if let Some(source) = pair.source_head {
        add(format!("source-is:{}", source.dep()));
        verb(source).into_iter().for_each(|verb| add(format!("source-verb:{verb}")));
    }
    if let Some(target) = pair.target_head {
        add(format!("target-is:{}:{}", grammar::lemma(target.head()), target.dep()));
        add(format!("target:{}", grammar::lemma(target)));
        verb(target).into_iter().for_each(|verb| add(format!("target-verb:{verb}")));
    }
    if let Some(top) = pair.top {
        add(format!("top:{}", grammar::lemma(top)));
    }
}

/// The words of the sentence, and the pairs of words between the mentions.
fn of_words(desk: &Desk<'_>, pair: &Pair<'_>, add: &mut impl FnMut(String)) {
    let empty = &desk.codebook.vocabulary.words.empty;
    let outside = |token: &Token<'_>| !pair.source.as_ref().is_some_and(|source| source.contains(&token.i()));
    for token in pair.words(desk).filter(outside) {
        let lemma = grammar::lemma(token);
        if matches!(token.pos(), Pos::Verb | Pos::Noun | Pos::Adj | Pos::Adv | Pos::Aux | Pos::Part)
            && !empty.holds(&lemma)
        {
            add(format!("word:{lemma}"));
        }
    }
    let (Some(source), Some(target)) = (&pair.source, &pair.target) else { return };
    let between = source.end.min(target.end)..source.start.max(target.start).max(source.end.min(target.end));
    let lemmas: Vec<String> = between.map(|i| grammar::lemma(desk.doc.token(i)).into_owned()).collect();
    lemmas.iter().filter(|lemma| !empty.holds(lemma)).for_each(|lemma| add(format!("between:{lemma}")));
    lemmas.windows(2).for_each(|two| add(format!("between:{}_{}", two[0], two[1])));
}
