//! Which sentences say a demand, a promise, a threat, a refusal; of whom, to whom, what, on which condition and by when?

use std::collections::BTreeSet;

use dateline::record::EventType;
use jiff::civil::Date;

use super::entry::{Deadline, Kind};
use super::lexicon::{Cue, LEXICON};
use super::party::Somebody;
use super::sentence::{Act, Sentence};

/// Confidence from which an act that no entry of the codebook tells may open an entry of the ledger.
const SURE: f64 = 0.75;

/// Words of a statement that are too few to know it again by.
const FEW: usize = 2;

/// Something that is demanded, promised, threatened or refused in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Which of the sentences.
    pub(super) sentence: usize,
    pub(super) kind: Kind,
    pub(super) who: Vec<Somebody>,
    pub(super) to: Vec<Somebody>,
    pub(super) what: String,
    pub(super) condition: Option<String>,
    pub(super) deadline: Option<Deadline>,
    /// What it is about.
    pub(super) matter: BTreeSet<String>,
    /// Whether it is sure enough to open an entry of its own.
    pub(super) opens: bool,
}

/// What the sentence of this number says.
pub(super) fn statements(number: usize, sentence: &Sentence) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    for act in &sentence.acts {
        let Some(kind) = kind(act, sentence) else { continue };
        // Two words of one sentence often tell one promise.
        if !found.iter().any(|other| other.kind == kind) {
            found.extend(statement(number, sentence, act, kind));
        }
    }
    found
}

fn kind(act: &Act, sentence: &Sentence) -> Option<Kind> {
    use EventType::{Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Reject, Request, Retreat, Sanction, Threaten};
    let is_to_come = !act.is_done && !act.is_denied;
    match act.event {
        Request if !act.is_denied || act.is_entry => Some(Kind::Demand),
        Threaten if !act.is_denied => Some(Kind::Threat),
        Sanction | Coerce | Assault if is_to_come => Some(Kind::Threat),
        Agree if !act.is_denied => Some(Kind::Promise),
        // What is conceded already is no promise.
        Concede if sentence.has(Cue::ToCome) && !act.is_denied => Some(Kind::Promise),
        Retreat | Aid | Cooperate | Consult if is_to_come => Some(Kind::Promise),
        Reject => Some(Kind::Refusal),
        _ => None,
    }
}

fn statement(number: usize, sentence: &Sentence, act: &Act, kind: Kind) -> Option<Statement> {
    let who = act.who.clone();
    let mut to: Vec<Somebody> = act.to.iter().filter(|to| !who.iter().any(|who| is_one(who, to))).cloned().collect();
    if to.is_empty() {
        let other = |named: &&Somebody| named.is_state && named.is_sure && !who.iter().any(|who| is_one(who, named));
        to.extend(sentence.named.iter().find(other).cloned());
    }
    let behind = (act.behind.saturating_sub(sentence.span.start)) as usize;
    let tail: String = sentence.words.chars().skip(behind).collect();
    let (whole, condition) = without_condition(&sentence.words);
    let (what, _) = without_condition(&tail);
    let what = what.trim_start_matches([',', ' ', '"', '”']).trim().to_owned();
    let mut matter = LEXICON.matter(&what);
    matter.retain(|word| sentence.matter.contains(word));
    if matter.len() <= FEW || kind == Kind::Threat {
        matter.extend(LEXICON.matter(&whole));
    }
    if matter.len() <= FEW {
        matter.extend(sentence.matter.iter().cloned());
    }
    let is_known = |party: &&Somebody| party.is_sure || !party.is_state && party.country.is_none();
    let knows = [&who, &to].iter().filter(|side| side.iter().any(|party| is_known(&party))).count();
    let is_accepted = matches!(act.event, EventType::Agree | EventType::Concede) && sentence.has(Cue::Done);
    let opens = (act.is_entry || act.confidence >= SURE || knows == 2) && !who.is_empty() && knows > 0;
    let is_plain = kind == Kind::Promise || kind == Kind::Threat || !to.is_empty();
    (!matter.is_empty()).then(|| Statement {
        sentence: number,
        kind,
        deadline: deadline(sentence),
        opens: opens && is_plain && !is_accepted && !sentence.has(Cue::Withdrawn) && !sentence.has(Cue::Broken),
        who,
        to,
        what,
        condition,
        matter,
    })
}

fn is_one(a: &Somebody, b: &Somebody) -> bool {
    a.name == b.name || a.is_state && b.is_state && a.country == b.country
}

/// A text without the clause that says on what it hangs, and that clause.
fn without_condition(text: &str) -> (String, Option<String>) {
    let stems = LEXICON.stems(text);
    let first = LEXICON.cues(&stems).into_iter().filter(|(cue, _)| *cue == Cue::Condition).map(|(_, at)| at).min();
    let Some(start) = first else { return (text.to_owned(), None) };
    let ends = [", ", ",\"", ",”", "; "];
    let end = ends.iter().filter_map(|mark| text[start..].find(mark)).min().map_or(text.len(), |end| start + end);
    let condition = text[start..end].trim_end_matches(['.', '"', '”', ' ']).to_owned();
    (format!("{} {}", &text[..start], &text[end..]), Some(condition))
}

/// By when, if words before a day or a span of time say so.
fn deadline(sentence: &Sentence) -> Option<Deadline> {
    let stems = LEXICON.stems(&sentence.words);
    let starts: Vec<usize> =
        LEXICON.cues(&stems).into_iter().filter(|(cue, _)| *cue == Cue::Deadline).map(|(_, at)| at).collect();
    let byte = |place: u32| {
        let char = place.saturating_sub(sentence.span.start) as usize;
        sentence.words.char_indices().nth(char).map_or(sentence.words.len(), |(byte, _)| byte)
    };
    sentence.times.iter().find_map(|(span, value)| {
        let (from, to) = (byte(span.start), byte(span.end));
        // "by Friday", "before the end of the week"
        let near = |start: &&usize| **start < from && from - **start < 16;
        let start = starts.iter().filter(near).max()?;
        let words = sentence.words.get(*start..to.max(from))?.to_owned();
        Some(Deadline { words, day: value.get(..10).and_then(|day| day.parse::<Date>().ok()) })
    })
}
