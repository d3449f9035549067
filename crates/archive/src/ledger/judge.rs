//! Is this sentence what became of that demand?
//!
//! What may speak for it and against it is weighed by hand, from what holds of demands anywhere: whether the one who was asked
//! does it, whether it is a deed that yields what was asked, whether words of the demand stand there, and how rare they are.

use dateline::record::EventType;
use serde::Serialize;

use super::entry::{Became, Kind};
use super::joining::Joined;
use super::lexicon::Cue;
use super::party::{Somebody, likeness};
use super::rarity::Rarity;
use super::sentence::Sentence;

/// From which probability on it is so.
pub(super) const ENOUGH: f64 = 0.5;

/// Without all that follows: most sentences are about something else.
const START: f64 = -3.6;
/// All words of the demand stand there, and they are rare.
const WORDS: f64 = 4.2;
/// Weight of words at which half of that is reached.
const HALF: f64 = 2.5;
/// The one who has to do it does it.
const DOER: f64 = 1.4;
/// The other party is there, too.
const OTHER: f64 = 0.4;
/// It is an act that answers an act of that kind.
const ACT: f64 = 1.0;
/// A phrase tells it.
const PHRASE: f64 = 1.3;
/// It is told as a fact, without wishes and plans.
const FACT: f64 = 0.4;
/// For each day that has passed.
const DAY: f64 = -0.02;

/// One thing that speaks for or against it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Reason {
    pub(super) what: String,
    pub(super) weight: f64,
}

/// What a sentence tells of an entry.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) became: Became,
    pub(super) score: f64,
    /// What the shared words weigh.
    pub(super) words: f64,
    pub(super) why: String,
}

/// What became of an entry by a sentence; nothing, if the sentence is likely about something else.
pub(super) fn judge(entry: &Joined, sentence: &Sentence, days: i32, rarity: &Rarity) -> Option<Judged> {
    let shared: Vec<&String> = entry.matter.keys().filter(|word| sentence.matter.contains(*word)).collect();
    let weight = |word: &&String| rarity.weight(word) * entry.matter[*word].sqrt();
    let words: f64 = shared.iter().map(weight).sum();
    if shared.len() < 2 || words < 1.0 {
        return None;
    }
    let case = Case { entry, sentence };
    let mut told: Vec<(Became, Vec<Reason>)> =
        vec![(Became::Refused, case.refused()?), (Became::Withdrawn, case.withdrawn()), (Became::CarriedOut, case.done())];
    told.push((Became::Answered, case.answered()));
    told.retain(|(_, reasons)| !reasons.is_empty());
    let mut named: Vec<&String> = shared.clone();
    named.sort_by(|a, b| rarity.weight(b).total_cmp(&rarity.weight(a)));
    let named = named.iter().take(3).map(|word| word.as_str()).collect::<Vec<_>>().join(", ");
    let judged = told.into_iter().map(|(became, mut reasons)| {
        reasons.push(Reason { what: format!("both tell of {named}"), weight: WORDS * words / (words + HALF) });
        let sum: f64 = START + DAY * f64::from(days) + reasons.iter().map(|reason| reason.weight).sum::<f64>();
        let is_part = became == Became::CarriedOut && sentence.has(Cue::Partly);
        let became = if is_part { Became::Partly } else { became };
        Judged { became, score: 1.0 / (1.0 + (-sum).exp()), words, why: why(reasons) }
    });
    judged.max_by(|a, b| a.score.total_cmp(&b.score)).filter(|judged| judged.score >= ENOUGH)
}

/// The reasons in words, the weightiest first.
fn why(mut reasons: Vec<Reason>) -> String {
    reasons.retain(|reason| reason.weight > 0.0);
    reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    reasons.into_iter().map(|reason| reason.what).collect::<Vec<_>>().join("; ")
}

/// An entry beside a sentence.
struct Case<'c> {
    entry: &'c Joined,
    sentence: &'c Sentence,
}

impl Case<'_> {
    /// Whoever has to do what is asked, or does what is promised or threatened.
    fn doer(&self) -> &[Somebody] {
        if self.entry.kind == Kind::Demand { &self.entry.to } else { &self.entry.who }
    }

    /// Whoever it is not.
    fn other(&self) -> &[Somebody] {
        if self.entry.kind == Kind::Demand { &self.entry.who } else { &self.entry.to }
    }

    /// How much speaks for it that one of these does what the sentence tells.
    fn by(&self, whom: &[Somebody]) -> Reason {
        let does: Vec<Somebody> =
            self.sentence.acts.iter().flat_map(|act| &act.who).chain(self.sentence.named.first()).cloned().collect();
        let like = likeness(whom, &does).unwrap_or(0.0);
        let name = whom.first().map_or("nobody known", |party| party.name.as_str());
        Reason { what: format!("{name} does it"), weight: DOER * like }
    }

    fn beside(&self, whom: &[Somebody]) -> Reason {
        let like = likeness(whom, &self.sentence.named).unwrap_or(0.0).max(0.0);
        let name = whom.first().map_or("nobody known", |party| party.name.as_str());
        Reason { what: format!("{name} is named"), weight: OTHER * like }
    }

    fn phrase(&self, cue: Cue, what: &str) -> Option<Reason> {
        self.sentence.has(cue).then(|| Reason { what: what.to_owned(), weight: PHRASE })
    }

    fn act(&self, fits: impl Fn(&EventType) -> bool, is_done: bool) -> Option<Reason> {
        let act = self.sentence.acts.iter().find(|act| fits(&act.event) && (act.is_done || !is_done))?;
        Some(Reason { what: format!("{} is an act of that kind", act.event.name()), weight: ACT })
    }

    /// What speaks for a refusal. Nothing at all where the entry is no more than what is said here.
    fn refused(&self) -> Option<Vec<Reason>> {
        let phrase = self.phrase(Cue::Refused, "a phrase says no");
        let act = self.act(|event| *event == EventType::Reject, false);
        let broken = self.phrase(Cue::Broken, "a phrase says that it was not kept").filter(|_| self.entry.kind != Kind::Demand);
        if broken.is_some() {
            return Some(broken.into_iter().chain([self.by(&self.entry.who)]).collect());
        }
        if phrase.is_none() && act.is_none() || self.entry.kind == Kind::Threat {
            return Some(Vec::new());
        }
        let by = self.by(&self.entry.to);
        Some(phrase.into_iter().chain(act).chain([by, self.beside(&self.entry.who)]).collect())
    }

    fn withdrawn(&self) -> Vec<Reason> {
        let phrase = self.phrase(Cue::Withdrawn, "a phrase says that it is taken back");
        let Some(phrase) = phrase else { return Vec::new() };
        vec![phrase, self.by(&self.entry.who), self.beside(&self.entry.to)]
    }

    fn done(&self) -> Vec<Reason> {
        let phrase = self.phrase(Cue::Done, "a phrase says that it is what was said");
        let act = self.act(|event| fits(self.entry.kind, *event), true);
        let is_fact = !self.sentence.has(Cue::ToCome) && !self.sentence.has(Cue::No);
        let is_said = self.sentence.acts.iter().any(|act| matches!(act.event, EventType::Request | EventType::Threaten));
        let denied = self.sentence.has(Cue::No) || self.sentence.acts.iter().any(|act| act.is_denied);
        if (denied || phrase.is_none() && (!is_fact || is_said)) || self.sentence.has(Cue::Withdrawn) {
            return Vec::new();
        }
        let fact = is_fact.then(|| Reason { what: "it is told as a fact".to_owned(), weight: FACT });
        phrase.into_iter().chain(act).chain(fact).chain([self.by(self.doer()), self.beside(self.other())]).collect()
    }

    fn answered(&self) -> Vec<Reason> {
        let act = self.act(|event| matches!(event, EventType::Agree | EventType::Concede | EventType::Retreat), false);
        let to_come = self.sentence.has(Cue::ToCome) || self.sentence.acts.iter().any(|act| act.event == EventType::Agree);
        if self.entry.kind == Kind::Threat || act.is_none() || !to_come || self.sentence.has(Cue::Refused) {
            return Vec::new();
        }
        act.into_iter().chain([self.by(&self.entry.to), self.beside(&self.entry.who)]).collect()
    }
}

/// Whether an act may be what was asked, promised or threatened.
fn fits(kind: Kind, event: EventType) -> bool {
    use EventType::{
        Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Retreat, Sanction, Support,
    };
    match kind {
        Kind::Demand => matches!(event, Retreat | Concede | Cooperate | Aid | Consult | Agree | Support),
        Kind::Promise => matches!(event, Retreat | Concede | Cooperate | Aid | Consult | Mobilize),
        Kind::Threat => matches!(event, Sanction | Coerce | Assault | Mobilize | Protest),
        Kind::Refusal => false,
    }
}
