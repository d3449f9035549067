//! Is this sentence what became of that demand?
//!
//! What may speak for it and against it is weighed by hand, from what holds of demands anywhere: whether the one who was asked
//! does it, whether it is a deed that yields what was asked, whether words of the demand stand there, and how rare they are.

use dateline::record::EventType;

use super::case::{Case, LEAST, Place, RARE, Shared};
use super::entry::{Became, Kind};
use super::lexicon::{Cue, LEXICON};
use super::party::{Somebody, likeness};
use super::rarity::Rarity;

/// From which probability on it is so.
const ENOUGH: f64 = 0.54;

/// Without all that follows: most sentences are about something else.
const START: f64 = -3.5;
/// All words of the demand stand there, and they are rare.
const WORDS: f64 = 3.6;
/// Weight of words at which half of that is reached.
const HALF: f64 = 2.0;
/// One word alone tells little.
const THIN: f64 = -0.6;
/// It is the word that tells what is to be done; another word is there for it, or none.
const HEAD: f64 = 1.3;
const NO_HEAD: f64 = -0.6;
/// The one who has to do it does it.
const DOER: f64 = 1.4;
/// Somebody else does it, who may be the one.
const STRANGER: f64 = -0.3;
/// Letters within which a place opens a sentence, and how likely it is then that its government does what is told: "in Bogota".
const OPENING: usize = 12;
const AT_HOME: f64 = 0.6;
/// The other party is there, too.
const OTHER: f64 = 0.4;
/// It is an act that answers an act of that kind.
const ACT: f64 = 0.8;
/// A phrase tells it.
const PHRASE: f64 = 1.4;
/// A phrase tells that what was promised was not done.
const BROKEN: f64 = 1.8;
/// A word tells what somebody does instead.
const INSTEAD: f64 = 1.6;
/// An offer or promise is often about something else than what was asked.
const OFFER: f64 = -0.9;
/// It is told as a fact, without wishes and plans.
const FACT: f64 = 0.5;
/// It is told on the same day.
const SAME_DAY: f64 = -0.6;
/// For each day that has passed.
const DAY: f64 = -0.01;

/// One thing that speaks for or against it.
#[derive(Clone, Debug)]
struct Reason {
    what: String,
    weight: f64,
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
pub(super) fn judge(case: &Case, rarity: &Rarity) -> Option<Judged> {
    let shared = case.shared(rarity)?;
    let thin = if shared.count < 2 && case.place == Place::Else { THIN } else { 0.0 };
    let about = WORDS * shared.words / (shared.words + HALF);
    let start = START + thin + about + DAY * f64::from(case.days);
    let judged = case.told(&shared).into_iter().map(|(became, mut reasons)| {
        let sum: f64 = start + reasons.iter().map(|reason| reason.weight).sum::<f64>();
        reasons.push(Reason { what: shared.about.clone(), weight: about });
        Judged { became, score: 1.0 / (1.0 + (-sum).exp()), words: shared.words, why: why(reasons) }
    });
    judged.max_by(|a, b| a.score.total_cmp(&b.score)).filter(|judged| judged.score >= ENOUGH)
}

/// The reasons in words, the weightiest first.
fn why(mut reasons: Vec<Reason>) -> String {
    reasons.retain(|reason| reason.weight > 0.0 && !reason.what.is_empty());
    reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    reasons.into_iter().map(|reason| reason.what).collect::<Vec<_>>().join("; ")
}

impl Case<'_> {
    /// What the sentence may tell of the entry, with what speaks for it.
    fn told(&self, shared: &Shared) -> Vec<(Became, Vec<Reason>)> {
        let done = if self.sentence.has(Cue::Partly) { Became::Partly } else { Became::CarriedOut };
        let mut told = vec![
            (Became::Refused, self.refused(shared)),
            (Became::Withdrawn, self.withdrawn(shared)),
            (done, self.done(shared)),
            (if self.performs() { Became::CarriedOut } else { Became::Answered }, self.answered(shared)),
        ];
        told.retain(|(_, reasons)| !reasons.is_empty());
        told
    }

    /// Whoever it is not.
    fn other(&self) -> &[Somebody] {
        if self.entry.kind == Kind::Demand { &self.entry.who } else { &self.entry.to }
    }

    /// How much speaks for it that whoever said it does what the sentence tells.
    fn by_who(&self) -> Reason {
        self.by(&self.entry.who, &self.entry.to)
    }

    /// The same, of whoever it was said to.
    fn by_to(&self) -> Reason {
        self.by(&self.entry.to, &self.entry.who)
    }

    /// The same, of whoever has to do it.
    fn by_doer(&self) -> Reason {
        if self.entry.kind == Kind::Demand { self.by_to() } else { self.by_who() }
    }

    /// How much speaks for it that one of these does what the sentence tells, and none of the others.
    fn by(&self, whom: &[Somebody], other: &[Somebody]) -> Reason {
        let does = self.doers();
        // Who is not known may be anybody but the other one.
        let anybody = || if likeness(other, does).is_some_and(|like| like <= 0.0) { 0.4 } else { 0.0 };
        let is_known = whom.iter().any(Somebody::is_known);
        let is_sure = whom.iter().any(|party| party.is_sure || !party.is_state);
        let place = self.sentence.named.iter().find(|named| named.is_place && named.start < OPENING);
        let is_there = place.is_some_and(|named| whom.iter().any(|party| party.likeness(&named.who) > 0.5));
        let like = likeness(whom, does).map_or(0.0, |like| if like == 0.0 { STRANGER } else { like });
        let like = if is_known { like } else { anybody() };
        // Whose country is only inferred may be somebody else.
        let like = if is_sure { like } else { like.max(anybody() / 2.0) };
        let like = if is_there { like.max(AT_HOME) } else { like };
        let name = whom.first().map_or("somebody else", |party| party.name.as_str());
        Reason { what: format!("{name} does it"), weight: DOER * like }
    }

    fn beside(&self, whom: &[Somebody]) -> Reason {
        let like = likeness(whom, self.sentence.parties()).unwrap_or(0.0).max(0.0);
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

    /// What is done instead of what was to be done.
    fn instead(&self) -> Option<Reason> {
        let word = self.entry.heads().find(|head| self.sentence.against.contains(*head))?;
        let written = LEXICON.written(&self.entry.statements[0].what, word).unwrap_or(word);
        Some(Reason { what: format!("something else is done than \"{written}\""), weight: INSTEAD })
    }

    /// Somebody says no to it, or does something else.
    fn refused(&self, shared: &Shared) -> Vec<Reason> {
        let Self { entry, sentence, .. } = self;
        if entry.kind == Kind::Threat || self.place == Place::Own {
            return Vec::new();
        }
        let (by, own) = (self.by_to(), self.by_who());
        // Who says no to what was just said is who was asked, if nothing speaks against it.
        let is_open = shared.is_echo && by.weight >= DOER * STRANGER;
        let by = Reason { weight: if is_open { by.weight.max(0.0) } else { by.weight }, ..by };
        let is_pair = by.weight > 0.8 * DOER && self.beside(&entry.who).weight > 0.8 * OTHER;
        let is_close = shared.has_head || shared.is_echo || shared.count > 1 || is_pair || self.recalls();
        let broken = self.phrase(Cue::Broken, "a phrase says that it was not kept").filter(|_| self.is_promise());
        if let Some(broken) = broken {
            let by = self.by_who();
            return vec![Reason { weight: BROKEN, ..broken }, Reason { weight: by.weight.max(0.0), ..by }];
        }
        let said = self.phrase(Cue::Refused, "a phrase says no").filter(|_| is_close);
        let unwilling = self.phrase(Cue::Unwilling, "it will not be").filter(|_| shared.is_denied || shared.is_echo);
        let defied = self.phrase(Cue::Defied, "a phrase says that it was not heeded");
        let defied = defied.filter(|_| shared.has_head || sentence.has(Cue::AsAsked) || self.recalls());
        let act = self.act(|event| *event == EventType::Reject, false).filter(|_| is_close);
        let denied = self.phrase(Cue::No, "it is denied").filter(|_| shared.is_echo && !self.is_echoed);
        let tells = [said, unwilling, defied, self.instead(), act, denied].into_iter().flatten().next();
        let Some(tells) = tells else { return Vec::new() };
        if by.weight < 0.0 || by.weight == 0.0 && !shared.is_echo || own.weight > by.weight {
            return Vec::new();
        }
        vec![tells, by, self.beside(&entry.who)]
    }

    /// Whoever said it takes it back.
    fn withdrawn(&self, shared: &Shared) -> Vec<Reason> {
        let is_pair = self.by_who().weight > 0.8 * DOER && shared.words >= RARE;
        let is_close = shared.count > 1 || shared.has_head || shared.is_echo || is_pair || self.instead().is_some();
        if self.place == Place::Own || self.sentence.has(Cue::AsAsked) || !is_close {
            return Vec::new();
        }
        let stops = self.entry.heads().any(|head| head == "stop");
        let phrase = self.phrase(Cue::Withdrawn, "a phrase says that it is taken back").filter(|_| !stops);
        // Who says no to what he promised or threatened takes it back.
        let no = || self.phrase(Cue::Unwilling, "it will not be").filter(|_| shared.is_denied);
        let no = || no().or_else(|| self.phrase(Cue::Refused, "a phrase says no").filter(|_| shared.has_head));
        let no = || no().or_else(|| self.instead()).filter(|_| self.entry.kind != Kind::Demand);
        let Some(phrase) = phrase.or_else(no) else { return Vec::new() };
        let by = self.by_who();
        if by.weight < 0.0 || self.by_to().weight > by.weight {
            return Vec::new();
        }
        let weight = if self.entry.kind == Kind::Demand { phrase.weight / 2.0 } else { phrase.weight };
        vec![Reason { weight, ..phrase }, by, self.beside(&self.entry.to)]
    }

    /// It is done, or a part of it.
    fn done(&self, shared: &Shared) -> Vec<Reason> {
        let said = "a phrase says that it is what was said";
        let named = self.beside(&self.entry.who).weight > 0.0 || self.by_doer().weight > DOER / 2.0;
        let as_said = self.phrase(as_said(self.entry.kind), said).filter(|_| shared.has_head || named);
        let sure = self.echo().or(as_said);
        let act = self.act(|event| fits(self.entry.kind, *event), true);
        let is_to_come = self.is_to_come();
        let is_unsure = sure.is_none() && (is_to_come || self.tells_nothing(shared, act.is_some()));
        if is_unsure || self.is_undone(shared) {
            return Vec::new();
        }
        let head = match (self.has_deed(), shared.has_head, &act) {
            (true, _, _) => HEAD,
            (false, true, _) => HEAD / 2.0,
            (false, false, Some(_)) => 0.0,
            (false, false, None) => NO_HEAD,
        };
        let head = Reason { what: "the deed itself is told".to_owned(), weight: head };
        let fact = (!is_to_come).then(|| Reason { what: "it is told as a fact".to_owned(), weight: FACT });
        let day = Reason { what: String::new(), weight: if self.days == 0 { SAME_DAY } else { 0.0 } };
        let phrase = sure.or_else(|| self.phrase(Cue::Done, said));
        let reasons = phrase.into_iter().chain(act).chain(fact);
        reasons.chain([head, self.done_by(), self.beside(self.other()), day]).collect()
    }

    /// Who does it; what is offered is done by whoever accepts it, too.
    fn done_by(&self) -> Reason {
        let does = self.by_doer();
        let accepts = || Some(self.by_to()).filter(|to| to.weight > does.weight);
        let is_accepted = self.is_promise() && self.sentence.has(Cue::Done);
        is_accepted.then(accepts).flatten().unwrap_or(does)
    }

    /// Whether the word for what is to be done is one of a deed, and stands there as told.
    fn has_deed(&self) -> bool {
        self.entry.heads().any(|head| LEXICON.is_deed(head) && self.sentence.tells(head))
    }

    /// Whether it is only wished, planned, or hangs on something.
    fn is_to_come(&self) -> bool {
        let sentence = self.sentence;
        let is_behind = self.entry.heads().any(|head| sentence.to_come.contains(head));
        is_behind || sentence.has(Cue::Condition) || !self.has_deed() && sentence.has(Cue::ToCome)
    }

    /// Whether too little of what was to be done is told.
    fn tells_nothing(&self, shared: &Shared, has_act: bool) -> bool {
        let arrives = self.is_promise() && shared.has_head && !self.has_deed() && self.sentence.tells("deliver");
        let is_thin = shared.objects == 0 && self.entry.matter.len() > 2 && !arrives;
        let is_said = self.sentence.sayings.iter().any(|saying| !saying.is_back);
        is_thin || !shared.has_head && (!has_act || shared.objects < 2 || is_said)
    }

    /// Whether it is told that it is not done, or only said.
    fn is_undone(&self, shared: &Shared) -> bool {
        let denies = [Cue::Refused, Cue::Defied, Cue::Broken].iter().any(|cue| self.sentence.has(*cue));
        let is_said = self.place == Place::Own || self.offers() && !shared.has_head;
        let is_little = shared.told < LEAST && !self.is_echoed;
        denies || is_said || is_little || shared.is_denied || self.instead().is_some()
    }

    /// The next sentence says that it is what was said.
    fn echo(&self) -> Option<Reason> {
        let what = "the next sentence says that it is what was said".to_owned();
        self.is_echoed.then_some(Reason { what, weight: PHRASE })
    }

    /// Something is offered or promised for it.
    fn answered(&self, shared: &Shared) -> Vec<Reason> {
        let Self { entry, sentence, .. } = self;
        if entry.kind == Kind::Threat || sentence.has(Cue::Refused) || self.place == Place::Own {
            return Vec::new();
        }
        let offers = self.offers().then(|| Reason { what: "something is promised".to_owned(), weight: PHRASE });
        let accepts = self.phrase(Cue::Accepted, "a phrase says yes, or perhaps");
        let act = self.act(|event| matches!(event, EventType::Agree | EventType::Concede), false);
        let is_pair = self.by_to().weight > 0.8 * DOER && self.beside(&entry.who).weight > 0.8 * OTHER;
        let is_taken = self.is_promise() && sentence.has(Cue::Accepted) && self.by_to().weight > 0.8 * DOER;
        let has_head = entry.heads().any(|head| sentence.matter.contains(head));
        let is_told = has_head && (shared.count > 1 || is_pair || is_taken);
        let is_close = shared.is_echo || is_told;
        let Some(tells) = offers.or(accepts).or(act).filter(|_| is_close) else { return Vec::new() };
        let by = self.by_to();
        if by.weight < DOER / 4.0 || self.by_who().weight > by.weight {
            return Vec::new();
        }
        let doubt = Reason { what: String::new(), weight: OFFER };
        [tells, by, self.beside(&entry.who), doubt].into_iter().chain(self.echo()).collect()
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
