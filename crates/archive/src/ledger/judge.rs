//! Is this sentence what became of that demand?
//!
//! What may speak for it and against it is weighed by hand, from what holds of demands anywhere: whether the one who was asked
//! does it, whether it is a deed that yields what was asked, whether words of the demand stand there, and how rare they are.

use dateline::record::EventType;

use super::entry::{Became, Kind};
use super::joining::Joined;
use super::lexicon::{Cue, LEXICON};
use super::party::{Somebody, likeness};
use super::rarity::Rarity;
use super::sentence::Sentence;

/// From which probability on it is so.
const ENOUGH: f64 = 0.54;

/// Without all that follows: most sentences are about something else.
const START: f64 = -3.6;
/// All words of the demand stand there, and they are rare.
const WORDS: f64 = 4.2;
/// Weight of words at which half of that is reached.
const HALF: f64 = 2.5;
/// Weight of words from which a sentence tells of a deed, though no act was read in it.
const MANY: f64 = 3.6;
/// The same, where a phrase tells that it is what was said.
const SOME: f64 = 2.0;
/// Weight of one word that is enough alone.
const RARE: f64 = 1.5;
/// Words of an entry of which one is enough.
const FEW: usize = 2;
/// Words of an entry of which less weight is enough, and how much.
const SHORT: usize = 3;
const LEAST_OF_FEW: f64 = 0.8;
/// Weight of words without which a sentence is about something else.
const LEAST: f64 = 1.1;
/// What it counts, in words, that a sentence follows at once upon the demand.
const NEXT: f64 = 1.5;
/// One word alone tells little.
const THIN: f64 = -0.8;
/// The one who has to do it does it.
const DOER: f64 = 1.4;
/// The other party is there, too.
const OTHER: f64 = 0.4;
/// It is an act that answers an act of that kind.
const ACT: f64 = 1.0;
/// A phrase tells it.
const PHRASE: f64 = 1.3;
/// An offer or promise is often about something else than what was asked.
const OFFER: f64 = -0.8;
/// It is told as a fact, without wishes and plans.
const FACT: f64 = 0.4;
/// For each day that has passed.
const DAY: f64 = -0.01;

/// One thing that speaks for or against it.
#[derive(Clone, Debug)]
struct Reason {
    what: String,
    weight: f64,
}

/// Where a sentence stands beside an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It says the entry itself.
    Own,
    /// It follows at once upon one that does.
    Next,
    /// Elsewhere.
    Else,
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
pub(super) fn judge(
    entry: &Joined,
    (sentence, place): (&Sentence, Place),
    days: i32,
    rarity: &Rarity,
) -> Option<Judged> {
    let shared: Vec<&String> = entry.matter.keys().filter(|word| sentence.matter.contains(*word)).collect();
    let weight = |word: &&String| rarity.weight(word) * (0.5 + 0.5 * entry.matter[*word]);
    let words: f64 = shared.iter().map(weight).sum();
    let is_one_enough = words >= RARE || entry.matter.len() <= FEW;
    let least = if entry.matter.len() <= SHORT { LEAST_OF_FEW } else { LEAST };
    let is_about_it = !shared.is_empty() && (shared.len() > 1 || is_one_enough) && words >= least;
    if !is_about_it {
        return None;
    }
    let words = words + if place == Place::Next { NEXT } else { 0.0 };
    let thin = if shared.len() < 2 { THIN } else { 0.0 };
    let case = Case { entry, sentence, is_own: place == Place::Own };
    let start = START + thin + DAY * f64::from(days) + WORDS * words / (words + HALF);
    let about = format!("both tell of {}", told_words(shared, sentence, rarity));
    let judged = case.told(words, days).into_iter().map(|(became, mut reasons)| {
        let sum: f64 = start + reasons.iter().map(|reason| reason.weight).sum::<f64>();
        reasons.push(Reason { what: about.clone(), weight: WORDS * words / (words + HALF) });
        Judged { became, score: 1.0 / (1.0 + (-sum).exp()), words, why: why(reasons) }
    });
    judged.max_by(|a, b| a.score.total_cmp(&b.score)).filter(|judged| judged.score >= ENOUGH)
}

/// The rarest of the words that an entry and a sentence have in common, as the sentence has them.
fn told_words(mut shared: Vec<&String>, sentence: &Sentence, rarity: &Rarity) -> String {
    shared.sort_by(|a, b| rarity.weight(b).total_cmp(&rarity.weight(a)));
    let written = |stem: &&String| LEXICON.written(&sentence.words, stem).unwrap_or(stem).to_owned();
    shared.iter().take(3).map(written).collect::<Vec<_>>().join(", ")
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
    /// Whether the sentence says the entry itself.
    is_own: bool,
}

impl Case<'_> {
    /// What the sentence may tell of the entry, with what speaks for it.
    fn told(&self, words: f64, days: i32) -> Vec<(Became, Vec<Reason>)> {
        let done = if self.sentence.has(Cue::Partly) { Became::Partly } else { Became::CarriedOut };
        let again = if days > 0 { self.again() } else { Vec::new() };
        let mut told = vec![
            (Became::Refused, self.refused()),
            (Became::Withdrawn, self.withdrawn()),
            (done, self.done(words)),
            (Became::Answered, self.answered()),
            (Became::Repeated, again),
        ];
        told.retain(|(_, reasons)| !reasons.is_empty());
        told
    }

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
        // Who is not known may be anybody but the one who says it.
        let anybody = || if likeness(&self.entry.who, &does).is_some_and(|like| like <= 0.0) { 0.5 } else { 0.0 };
        let like = if whom.is_empty() { anybody() } else { likeness(whom, &does).unwrap_or(0.0) };
        let is_unsure = !whom.iter().any(|party| party.is_sure || !party.is_state);
        let like = if is_unsure { like.max(anybody() / 2.0) } else { like };
        let name = whom.first().map_or("somebody else", |party| party.name.as_str());
        Reason { what: format!("{name} does it"), weight: DOER * like }
    }

    fn beside(&self, whom: &[Somebody]) -> Reason {
        let like = likeness(whom, &self.sentence.named).unwrap_or(0.0).max(0.0);
        let name = whom.first().map_or("nobody known", |party| party.name.as_str());
        Reason { what: format!("{name} is named"), weight: OTHER * like }
    }

    /// Whether the sentence is about what those do who said it.
    fn is_by_who_said_it(&self) -> bool {
        let nobody_acts = self.sentence.acts.is_empty() && self.entry.to.is_empty();
        let is_named = nobody_acts && self.beside(&self.entry.who).weight > OTHER / 2.0;
        is_named || self.by(&self.entry.who).weight > DOER / 2.0
    }

    /// Whether another deed is told, of a kind that neither yields nor keeps a promise.
    fn is_hostile(&self) -> bool {
        use EventType::{Accuse, Assault, Coerce, Mobilize, Sanction};
        let is_it = |event: EventType| matches!(event, Accuse | Assault | Coerce | Mobilize | Sanction);
        self.entry.kind != Kind::Threat && self.sentence.acts.iter().any(|act| is_it(act.event))
    }

    /// Whether an entry of the codebook tells that such an act is done.
    fn has_entry(&self, fits: impl Fn(&EventType) -> bool) -> bool {
        self.sentence.acts.iter().any(|act| fits(&act.event) && act.is_done && act.is_entry)
    }

    fn phrase(&self, cue: Cue, what: &str) -> Option<Reason> {
        self.sentence.has(cue).then(|| Reason { what: what.to_owned(), weight: PHRASE })
    }

    fn act(&self, fits: impl Fn(&EventType) -> bool, is_done: bool) -> Option<Reason> {
        let act = self.sentence.acts.iter().find(|act| fits(&act.event) && (act.is_done || !is_done))?;
        Some(Reason { what: format!("{} is an act of that kind", act.event.name()), weight: ACT })
    }

    fn refused(&self) -> Vec<Reason> {
        let phrase = self.phrase(Cue::Refused, "a phrase says no");
        let act = self.act(|event| *event == EventType::Reject, false);
        let broken =
            self.phrase(Cue::Broken, "a phrase says that it was not kept").filter(|_| self.entry.kind != Kind::Demand);
        if broken.is_some() {
            return broken.into_iter().chain([self.by(&self.entry.who)]).collect();
        }
        if phrase.is_none() && act.is_none() || self.entry.kind == Kind::Threat {
            return Vec::new();
        }
        let by = self.by(&self.entry.to);
        let is_own_no = self.entry.kind == Kind::Promise && self.is_by_who_said_it();
        if by.weight < DOER / 4.0 || is_own_no {
            return Vec::new();
        }
        phrase.into_iter().chain(act).chain([by, self.beside(&self.entry.who)]).collect()
    }

    fn withdrawn(&self) -> Vec<Reason> {
        let phrase = self.phrase(Cue::Withdrawn, "a phrase says that it is taken back");
        let phrase = phrase.filter(|_| !self.sentence.has(Cue::Condition));
        // Who says no to what he promised takes it back.
        let is_no =
            self.entry.kind == Kind::Promise && !self.is_own && self.sentence.has(Cue::No) && self.is_by_who_said_it();
        let no = || self.phrase(Cue::Refused, "a phrase says that it will not be").filter(|_| is_no);
        let phrase = phrase.or_else(no);
        let Some(phrase) = phrase else { return Vec::new() };
        let weight = if self.entry.kind == Kind::Demand { PHRASE / 3.0 } else { PHRASE };
        vec![Reason { weight, ..phrase }, self.by(&self.entry.who), self.beside(&self.entry.to)]
    }

    fn done(&self, words: f64) -> Vec<Reason> {
        let Self { entry, sentence, is_own } = self;
        let said = "a phrase says that it is what was said";
        let phrase = self.phrase(Cue::Done, said).or_else(|| self.phrase(as_said(entry.kind), said));
        let asks_inquiry = entry.matter.contains_key("investigat");
        let is_inquiry = |event: &EventType| asks_inquiry && *event == EventType::Accuse;
        let act = self.act(|event| fits(entry.kind, *event) || is_inquiry(event), true);
        let is_to_come = sentence.has(Cue::ToCome) || sentence.has(Cue::Condition);
        let is_said = *is_own || sentence.acts.iter().any(|act| says(entry.kind, act.event));
        let denied = sentence.has(Cue::No) || sentence.acts.iter().any(|act| act.is_denied);
        let refuses = sentence.has(Cue::Refused) || sentence.acts.iter().any(|act| act.event == EventType::Reject);
        let does = self.by(self.doer());
        let accepts = self.by(self.other());
        // What is offered is carried out by whoever accepts it, too.
        let is_accepted = entry.kind == Kind::Promise && sentence.has(Cue::Done) && accepts.weight > does.weight;
        let by = if is_accepted { accepts } else { does };
        let is_doers = by.weight > DOER / 2.0;
        // Somebody has to be told to do it, or it has to be an act that does it.
        let is_plain = words >= MANY && !self.is_hostile();
        let is_deed = act.is_some()
            || is_doers && (phrase.is_some() && words >= SOME || is_plain)
            || sentence.has(Cue::Done) && is_plain;
        // An act that the codebook tells is done whatever else the sentence wishes.
        let yields = |event: &EventType| fits(entry.kind, *event) && *event != EventType::Concede;
        let is_told = entry.kind != Kind::Threat && self.has_entry(yields);
        let is_wish = is_to_come && !is_told;
        let only_said = phrase.is_none() && (is_wish || is_said || refuses || *is_own);
        if denied || !is_deed || only_said || sentence.has(Cue::Withdrawn) {
            return Vec::new();
        }
        let fact = (!is_to_come).then(|| Reason { what: "it is told as a fact".to_owned(), weight: FACT });
        phrase.into_iter().chain(act).chain(fact).chain([by, self.beside(self.other())]).collect()
    }

    fn again(&self) -> Vec<Reason> {
        let phrase = self.phrase(Cue::Again, "a phrase says that it is said again");
        let is_said = self.sentence.acts.iter().any(|act| says(self.entry.kind, act.event));
        let anew = || self.phrase(Cue::Anew, "a word says that it is said anew").filter(|_| is_said);
        let phrase = phrase.or_else(anew).filter(|_| !self.sentence.has(Cue::Refused) && !self.is_own);
        phrase.map_or_else(Vec::new, |phrase| vec![phrase, self.by(&self.entry.who), self.beside(&self.entry.to)])
    }

    fn answered(&self) -> Vec<Reason> {
        let gives = |event: &EventType| matches!(event, EventType::Concede | EventType::Retreat);
        let act =
            self.act(|event| *event == EventType::Agree || self.entry.kind == Kind::Demand && gives(event), false);
        let to_come =
            self.sentence.has(Cue::ToCome) || self.sentence.acts.iter().any(|act| act.event == EventType::Agree);
        if self.entry.kind == Kind::Threat || act.is_none() || !to_come || self.sentence.has(Cue::Refused) {
            return Vec::new();
        }
        let by = self.by(&self.entry.to);
        if by.weight < DOER / 2.0 {
            return Vec::new();
        }
        let doubt = Reason { what: String::new(), weight: OFFER };
        act.into_iter().chain([by, self.beside(&self.entry.who), doubt]).collect()
    }
}

/// What tells that something is what an entry of this kind says.
pub(super) fn as_said(kind: Kind) -> Cue {
    match kind {
        Kind::Demand | Kind::Refusal => Cue::AsAsked,
        Kind::Promise => Cue::AsPromised,
        Kind::Threat => Cue::AsThreatened,
    }
}

/// Whether an act only says what an entry of this kind says.
fn says(kind: Kind, event: EventType) -> bool {
    matches!(event, EventType::Request | EventType::Agree) || event == EventType::Threaten && kind != Kind::Demand
}

/// Whether an act may be what was asked, promised or threatened.
fn fits(kind: Kind, event: EventType) -> bool {
    use EventType::{Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Retreat, Sanction, Support};
    match kind {
        Kind::Demand => matches!(event, Retreat | Concede | Cooperate | Aid | Consult | Support),
        Kind::Promise => matches!(event, Retreat | Concede | Cooperate | Aid | Consult | Mobilize),
        Kind::Threat => matches!(event, Sanction | Coerce | Assault | Mobilize | Protest),
        Kind::Refusal => false,
    }
}
