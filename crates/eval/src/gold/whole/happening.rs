//! What is one happening, as a coder writes it down and as a record tells it?

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};

use serde::Deserialize;
use serde_json::Value;

use crate::answers::{list, stretch, word};

/// What a coder has of an article.
#[derive(Deserialize)]
pub(crate) struct Coded {
    pub(super) id: String,
    happenings: Vec<CodedHappening>,
}

/// A happening as it is coded.
#[derive(Deserialize)]
struct CodedHappening {
    event: String,
    #[serde(default)]
    also: Vec<String>,
    actor: Vec<String>,
    recipient: Vec<String>,
    aux: Vec<String>,
    #[serde(default)]
    claimed_by: Option<String>,
    #[serde(default)]
    when: Option<String>,
    #[serde(default, rename = "where")]
    place: Option<String>,
    mentions: Vec<Mention>,
    central: bool,
}

#[derive(Deserialize)]
struct Mention {
    text: String,
    trigger: String,
}

/// A happening, coded or told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Happening {
    /// Its event, and others that a coder could have chosen.
    pub(super) roots: Vec<String>,
    /// Codes of those who do it.
    pub(super) actor: Vec<String>,
    /// Codes of those to whom it is done.
    pub(super) recipient: Vec<String>,
    /// The sentences that tell it.
    pub(super) spans: Vec<(usize, usize)>,
    pub(super) central: bool,
    pub(super) when: Option<String>,
    pub(super) place: Option<String>,
    pub(super) claimed: bool,
    pub(super) aux: BTreeSet<String>,
    /// The words that tell it first.
    pub(super) at: (usize, usize),
}

impl Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let root = self.roots.first().map_or("", String::as_str);
        write!(f, "{root} {} → {}", self.actor.join(", "), self.recipient.join(", "))
    }
}

impl Happening {
    /// Whether one sentence tells both.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.spans.iter().any(|(s, e)| other.spans.iter().any(|(t, f)| s < f && t < e))
    }

    /// Countries and bodies of a side.
    pub(super) fn entities(codes: &[String]) -> BTreeSet<&str> {
        codes.iter().filter_map(|code| entity(code)).collect()
    }
}

/// The country or body of a code.
fn entity(code: &str) -> Option<&str> {
    let mut words = code.split_whitespace();
    let first = words.next()?;
    Some(if first == "IGO" { words.next().unwrap_or(first) } else { first })
}

/// The happenings of a coder that stand in the text and are not denied.
pub(super) fn coded(row: &Coded, text: &[char]) -> Vec<Happening> {
    let ends = sentence_ends(text);
    row.happenings.iter().filter_map(|happening| placed(happening, text, &ends)).collect()
}

fn placed(coded: &CodedHappening, text: &[char], ends: &[usize]) -> Option<Happening> {
    let (mut spans, mut first) = (Vec::new(), None);
    for mention in &coded.mentions {
        let words: Vec<char> = mention.text.chars().collect();
        let Some(at) = find(text, &words) else { continue };
        let trigger: Vec<char> = mention.trigger.chars().collect();
        let inner = at + find(&words, &trigger).unwrap_or(0);
        let start = ends.iter().copied().filter(|end| *end <= inner).max().unwrap_or(0);
        let end = ends.iter().copied().filter(|end| *end > inner).min().unwrap_or(text.len());
        spans.push((start, end));
        first.get_or_insert((at, at + words.len()));
    }
    if coded.aux.iter().any(|aux| aux == "negation") {
        return None;
    }
    Some(Happening {
        roots: std::iter::once(&coded.event).chain(&coded.also).cloned().collect(),
        actor: coded.actor.clone(),
        recipient: coded.recipient.clone(),
        spans,
        central: coded.central,
        when: coded.when.clone().filter(|when| !when.is_empty()),
        place: coded.place.clone().filter(|place| !place.is_empty()),
        claimed: coded.claimed_by.is_some(),
        aux: coded.aux.iter().cloned().collect(),
        at: first?,
    })
}

fn find(text: &[char], words: &[char]) -> Option<usize> {
    if words.is_empty() {
        return Some(0);
    }
    text.windows(words.len()).position(|window| window == words)
}

/// Where sentences end: behind a full stop and the space after it where a capital, a figure or an opening mark follows, and
/// behind line ends.
fn sentence_ends(text: &[char]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = behind_stop(text, at).or_else(|| {
            let lines = text[at..].iter().take_while(|c| **c == '\n').count();
            (lines > 0).then_some(at + lines)
        });
        ends.extend(end);
        at = end.unwrap_or(at + 1);
    }
    ends
}

fn behind_stop(text: &[char], at: usize) -> Option<usize> {
    let run = |from: usize, is: fn(char) -> bool| from + text[from..].iter().take_while(|c| is(**c)).count();
    if !matches!(text[at], '.' | '!' | '?') {
        return None;
    }
    let closed = run(at + 1, |c| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']'));
    let end = run(closed, is_space);
    let next = *text.get(end)?;
    let opens =
        matches!(next, '"' | '“' | '‘' | '\'' | '(' | '[') || next.is_ascii_uppercase() || next.is_ascii_digit();
    (end > closed && opens).then_some(end)
}

/// White space as Python has it, which others measure with.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// The happenings that a record tells: events that share one, or else event and parties. Denied ones are left out.
pub(super) fn told(record: &Value) -> Vec<Happening> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut happenings: Vec<Happening> = Vec::new();
    for (_, event) in events_with_keys(record) {
        let (key, mention) = event;
        let number = *numbers.entry(key).or_insert(happenings.len());
        if number == happenings.len() {
            happenings.push(Happening {
                claimed: true,
                at: mention.at,
                roots: mention.roots.clone(),
                ..Happening::default()
            });
        }
        let happening = &mut happenings[number];
        happening.when = happening.when.take().or(mention.when);
        happening.place = happening.place.take().or(mention.place);
        happening.claimed &= mention.claimed;
        happening.aux.extend(mention.aux);
        let new = |codes: &[String], more: Vec<String>| -> Vec<String> {
            more.into_iter().filter(|code| !codes.contains(code)).collect()
        };
        happening.actor.extend(new(&happening.actor, mention.actor));
        happening.recipient.extend(new(&happening.recipient, mention.recipient));
        happening.spans.extend(mention.spans);
    }
    happenings
}

/// The events of a record that are not denied, each alone, with its confidence.
pub(super) fn events(record: &Value) -> Vec<(f64, Happening)> {
    events_with_keys(record).map(|(confidence, (_, event))| (confidence, event)).collect()
}

/// Each event with what it shares with others that tell the same happening.
fn events_with_keys(record: &Value) -> impl Iterator<Item = (f64, (String, Happening))> {
    let is_denied = |event: &&Value| list(event, "aux").iter().any(|aux| aux == "negation");
    let events = list(record, "events").iter().filter(move |event| !is_denied(event));
    events.map(|event| {
        let codes = |side: &str| -> Vec<String> {
            list(event, side).iter().map(|party| party["code"].as_str().unwrap_or_default().to_owned()).collect()
        };
        let (actor, recipient) = (codes("actor"), codes("recipient"));
        let root = event["event"].as_str().unwrap_or_default().to_owned();
        let key = word(event, "happening").map(str::to_owned).unwrap_or_else(|| {
            format!("{root} {:?} {:?}", Happening::entities(&actor), Happening::entities(&recipient))
        });
        let happening = Happening {
            roots: vec![root],
            actor,
            recipient,
            spans: stretch(&event["sentence"]).into_iter().collect(),
            central: false,
            when: word(&event["when"], "value").map(str::to_owned),
            place: word(&event["place"], "name").map(str::to_owned),
            claimed: !event["said_in"].is_null(),
            aux: list(event, "aux").iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            at: stretch(&event["trigger"]).unwrap_or_default(),
        };
        (event["confidence"].as_f64().unwrap_or_default(), (key, happening))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_capital_follows() {
        let text: Vec<char> = "He left. “No,” she said.\" Then approx. five\n\nLast".chars().collect();
        let starts: Vec<String> =
            sentence_ends(&text).iter().map(|end| text[*end..].iter().take(4).collect()).collect();
        assert_eq!(starts, ["“No,", "Then", "Last"]);
    }

    #[test]
    fn a_code_names_its_entity() {
        assert_eq!(
            [entity("RUS GOV"), entity("IGO UNO"), entity("IGO"), entity("")],
            [Some("RUS"), Some("UNO"), Some("IGO"), None]
        );
    }
}
