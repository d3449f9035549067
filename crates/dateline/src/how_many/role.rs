//! What part a figure plays: the dead, the injured, a total, a change.

use dateline_language::{Relation, Tag, Token};

use super::unit::Kind;
use crate::words::Words;

/// What verbs and adjectives tell of those counted.
fn fate(lemma: &str) -> Option<&'static str> {
    Some(match lemma {
        "kill" | "die" | "perish" | "slay" | "murder" | "massacre" | "execute" | "drown" | "behead" | "assassinate"
        | "dead" | "death" | "deaths" | "fatality" | "fatalities" | "killed" => "dead",
        "injure" | "wound" | "hurt" | "maim" | "hospitalize" | "hospitalise" | "injured" | "wounded" | "injury"
        | "injuries" => "injured",
        "arrest" | "detain" | "held" | "jail" | "imprison" | "apprehend" | "arrested" | "detained" | "detainees"
        | "arrests" => "arrested",
        "displace" | "evacuate" | "uproot" | "flee" | "displaced" | "homeless" | "evacuees" => "displaced",
        "missing" => "missing",
        _ => return None,
    })
}

/// Whether a word tells what became of those counted, so that it is no part of their name.
pub(super) fn is_fate(word: &str) -> bool {
    fate(word).is_some()
}

/// Verbs behind which "to" leads up to a total and "by" to a change.
const CHANGES: [&str; 37] = [
    "rise",
    "fall",
    "increase",
    "decrease",
    "grow",
    "climb",
    "drop",
    "raise",
    "bring",
    "cut",
    "reduce",
    "expand",
    "swell",
    "jump",
    "decline",
    "shrink",
    "slash",
    "lower",
    "boost",
    "surge",
    "plunge",
    "soar",
    "double",
    "widen",
    "narrow",
    "slip",
    "lift",
    "slump",
    "tumble",
    "advance",
    "edge",
    "push",
    "trim",
    "strengthen",
    "enlarge",
    "extend",
    "shorten",
];

/// The role of a figure: `head` is the word of the thing counted, `number` that of the number.
pub(super) fn role(
    words: &Words<'_>,
    start: usize,
    number: usize,
    head: usize,
    end: usize,
    kind: Kind,
) -> Option<&'static str> {
    // "executed two warrants"
    let paper = matches!(words.lower(head), "warrant" | "warrants" | "order" | "orders" | "plan" | "plans" | "trades");
    if matches!(kind, Kind::Things | Kind::None)
        && !paper
        && let Some(fate) = beside(words, head, end).or_else(|| words.token(head).and_then(told_of))
    {
        return Some(fate);
    }
    let token = words.token(number)?;
    moved(words, start, token).or(match kind {
        Kind::Money => Some("money"),
        Kind::Share => Some("share"),
        _ => None,
    })
}

/// "12 dead", "30 deaths", "20 people missing".
fn beside(words: &Words<'_>, head: usize, end: usize) -> Option<&'static str> {
    let own = fate(words.lower(head)).filter(|_| words.tag(head) != Tag::Vbn);
    let after = || {
        let at = end + usize::from(words.is(end, &["others", "more", "people"]));
        let still = at + usize::from(words.is(at, &["still", "were", "was", "are", "is", "have", "been", "reported"]));
        let word = words.lower(still);
        fate(word).filter(|_| matches!(words.tag(still), Tag::Jj | Tag::Vbn | Tag::Nn))
    };
    own.or_else(after)
}

/// What the verb tells: "killed 12 people", "12 people were wounded", "200 people detained".
fn told_of(token: Token<'_>) -> Option<&'static str> {
    if let Some(fate) = token
        .rights()
        .filter(|child| child.dep() == Relation::Acl && child.tag() == Tag::Vbn)
        .find_map(|child| fate(child.lemma()))
    {
        return Some(fate);
    }
    let mut token = token;
    // "12 soldiers and three officers were killed".
    for _ in 0..3 {
        if token.dep() != Relation::Conj
            || !matches!(token.head().tag(), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Nfp | Tag::Cc | Tag::Cd)
        {
            break;
        }
        token = token.head();
    }
    let verb = token.head();
    let passive = token.dep() == Relation::NsubjPass || verb.children().any(|child| child.dep() == Relation::AuxPass);
    let suffers = match token.dep() {
        Relation::Dobj | Relation::Dative => !passive,
        Relation::NsubjPass => true,
        Relation::Nsubj => matches!(verb.lemma(), "die" | "perish" | "drown" | "flee") || passive,
        Relation::Pobj if verb.lower() == "of" => return toll(verb.head()),
        Relation::Pobj => return tolled(verb),
        _ => false,
    };
    if let Some(fate) = fate(verb.lemma()).filter(|_| suffers) {
        return Some(fate);
    }
    // "12 miners are still missing".
    let lacks = |word: Token<'_>| matches!(word.lower(), "missing" | "dead" | "homeless");
    if token.dep() == Relation::Nsubj && verb.rights().chain([verb]).any(lacks) && verb.lemma() != "leave" {
        return verb.rights().chain([verb]).find_map(|word| fate(word.lower()));
    }
    left(token, verb)
}

/// "left 12 people dead", "left 300 homeless".
fn left(token: Token<'_>, verb: Token<'_>) -> Option<&'static str> {
    let object = matches!(token.dep(), Relation::Dobj | Relation::Nsubj);
    let above =
        if verb.lemma() == "leave" { Some(verb) } else { Some(verb.head()).filter(|head| head.lemma() == "leave") };
    let leaves = object && above.is_some();
    leaves.then(|| verb.rights().chain([verb]).find_map(|child| fate(child.lower())))?
}

/// "a death toll of 40".
fn toll(noun: Token<'_>) -> Option<&'static str> {
    let deaths = noun.lower() == "toll"
        || (noun.lower() == "number" && noun.rights().any(|child| fate(child.lower()) == Some("dead")));
    deaths.then_some("dead")
}

/// "the death toll rose to 40".
fn tolled(preposition: Token<'_>) -> Option<&'static str> {
    let verb = preposition.head();
    let subject = verb.children().find(|child| child.dep().is_subject() || child.dep() == Relation::Dobj)?;
    (subject.lower() == "toll").then_some("dead")
}

/// "rose by 100", "up 5 percent", "bringing the total to 350".
fn moved(words: &Words<'_>, start: usize, token: Token<'_>) -> Option<&'static str> {
    let near = |lemmas: &[&str]| {
        let sentence = token.sentence();
        let before = (start.saturating_sub(12)..start).rev().filter_map(|k| words.token(k));
        before.take_while(|word| sentence.holds(*word)).any(|word| lemmas.contains(&word.lemma()))
    };
    match words.before(start) {
        // "killed by three men": who did it is no amount.
        "by" => {
            let agent = words.token(start.wrapping_sub(1)).is_some_and(|by| by.dep() == Relation::Agent);
            (!agent && (near(&CHANGES) || near(&["exceed", "outnumber"]))).then_some("change")
        }
        "to" => {
            near(&CHANGES).then_some("total").or_else(|| near(&["total", "number", "tally", "toll"]).then_some("total"))
        }
        "of" => words.is(start.wrapping_sub(2), &["total", "totals"]).then_some("total"),
        "totaling" | "totalling" | "totaled" | "totalled" | "numbering" => Some("total"),
        "rose" | "fell" | "up" | "down" | "dropped" | "climbed" | "jumped" | "gained" | "declined" | "grew"
        | "rising" | "falling" | "soared" | "plunged" | "slipped" => Some("change"),
        _ => None,
    }
}
