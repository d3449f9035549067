//! Has it happened, and who says so? The auxiliary mode of an act, whether it is only claimed, and whether it is one of
//! those that its article is about.

use super::acts::{self, Scene};
use super::event::Event;
use crate::codebook::Judges;
use crate::desk::{Desk, said_in};
use crate::grammar;
use crate::heads::Heads;
use crate::record::Aux;
use crate::weights::{Evidence, Judge};

/// The class of acts of which nothing else is told.
const NONE: &str = "none";

/// The classes of the judge of auxiliary modes.
pub(crate) fn modes() -> Vec<&'static str> {
    std::iter::once(NONE).chain(Aux::ALL.iter().map(|aux| aux.name())).collect()
}

/// The classes of the judges of what is claimed, and of what is central.
pub(crate) const YES: [&str; 2] = ["no", "yes"];

/// What speaks for and against each answer.
pub(super) fn of_event(scene: &Scene<'_, '_>, event: &Event<'_>, out: &mut Evidence) {
    let desk = scene.desk;
    let trigger = desk.doc.token(event.trigger);
    let kind = event.kind.name();
    out.add(&["bias"]);
    out.add(&["kind", kind]);
    for aux in &event.aux {
        out.add(&["rule", aux.name()]);
        out.add(&["rule", aux.name(), kind]);
    }
    if event.aux.is_empty() {
        out.add(&["rule", NONE, kind]);
    }
    of_time(desk, event, out);
    of_speech(desk, event, out);
    acts::evidence_of_word(scene, trigger, out);
    let place = match trigger.sentence_number() {
        0 => "0",
        1 => "1",
        2..=4 => "2-4",
        5..=10 => "5-10",
        _ => "11-",
    };
    out.add(&["sentence", place]);
    out.add(&["sentence", place, kind]);
    let parties = |parties: &[super::party::Party]| match parties.len() {
        0 => "0",
        1 => "1",
        _ => "2-",
    };
    out.add(&["parties", parties(&event.actor), parties(&event.recipient)]);
    for (side, all) in [("actor", &event.actor), ("recipient", &event.recipient)] {
        for party in all.iter().take(1) {
            out.add(&[side, party.code.as_deref().unwrap_or_default(), kind]);
            out.add(&[side, if party.actor.is_some() { "known" } else { "unknown" }]);
        }
    }
}

/// The times of its sentence.
fn of_time(desk: &Desk<'_>, event: &Event<'_>, out: &mut Evidence) {
    let sentence = desk.doc.token(event.trigger).sentence();
    let here = desk
        .times
        .over(sentence.start()..sentence.end())
        .filter(|time| (sentence.start()..sentence.end()).contains(&time.tokens.start));
    for time in here.filter(|time| time.is_date()) {
        let (Some(year), Some(published)) = (time.year, desk.article.published) else { continue };
        let ago = match published.year() - year {
            i16::MIN..=-1 => "to come",
            0 => "this year",
            1 => "last year",
            2..=5 => "years ago",
            _ => "long ago",
        };
        out.add(&["time", ago]);
    }
    for time in desk
        .times
        .over(sentence.start()..sentence.end())
        .filter(|time| (sentence.start()..sentence.end()).contains(&time.tokens.start))
    {
        let words = desk.doc.span(time.tokens.start, time.tokens.end).text().to_lowercase();
        out.add(&["time words", &words]);
    }
}

/// In whose speech it stands.
fn of_speech(desk: &Desk<'_>, event: &Event<'_>, out: &mut Evidence) {
    let trigger = desk.doc.token(event.trigger);
    let kind = event.kind.name();
    let Some(said) = said_in(&desk.quotations, trigger.bytes()) else {
        out.add(&["speech", "none"]);
        out.add(&["speech", "none", kind]);
        return;
    };
    let quotation = &desk.quotations[said];
    let form = desk.quotations.kind(said).name();
    let speaker = quotation.speaker.and_then(|speaker| speaker.actor);
    let own = speaker.is_some() && event.actor.iter().any(|party| party.actor == speaker);
    let by = if own {
        "actor"
    } else if speaker.is_some() {
        "other"
    } else {
        "nobody"
    };
    out.add(&["speech", form, by]);
    out.add(&["speech", by, kind]);
    out.add(&["speech", form, by, kind]);
    if let Some(cue) = quotation.cue {
        out.add(&["cue", &grammar::lemma(desk.doc.token(cue)), by]);
    }
}

/// The maps of vectors, and the vector of the word that tells the act.
pub(super) type Encoded<'v> = Option<(&'v Heads, &'v [f32])>;

/// How much the vector says beside the other evidence.
const VECTOR: f32 = 1.0;

/// The likeliest auxiliary mode; nothing if it has happened.
pub(super) fn aux(judges: &Judges, evidence: &Evidence, encoded: Encoded<'_>) -> Option<Aux> {
    let sums = aux_sums(judges, evidence, encoded);
    let best = (0..sums.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b]))?;
    best.checked_sub(1).map(|aux| Aux::ALL[aux])
}

/// What speaks for its having happened, and for each auxiliary mode.
pub(super) fn aux_sums(judges: &Judges, evidence: &Evidence, encoded: Encoded<'_>) -> Vec<f32> {
    let mut sums = judges.standing.no_sums();
    judges.standing.weigh(evidence, &mut sums);
    if let Some((heads, vector)) = encoded {
        sums[1..].iter_mut().zip(heads.standing(vector)).for_each(|(sum, logit)| *sum += VECTOR * logit);
    }
    sums
}

/// Whether somebody only claims it.
pub(super) fn is_claimed(judges: &Judges, evidence: &Evidence, encoded: Encoded<'_>) -> bool {
    claim(judges, evidence, encoded) > 0.0
}

/// What speaks for its being only claimed: the odds, as a logarithm.
pub(super) fn claim(judges: &Judges, evidence: &Evidence, encoded: Encoded<'_>) -> f32 {
    let logit = encoded.map_or(0.0, |(heads, vector)| heads.claimed(vector));
    odds(&judges.claimed, evidence) + VECTOR * logit
}

/// How central it is to its article: the odds, as a logarithm.
pub(super) fn centrality(judges: &Judges, evidence: &Evidence, encoded: Encoded<'_>) -> f32 {
    let logit = encoded.map_or(0.0, |(heads, vector)| heads.central(vector));
    odds(&judges.central, evidence) + VECTOR * logit
}

/// What speaks for yes rather than no.
fn odds(judge: &Judge, evidence: &Evidence) -> f32 {
    let mut sums = judge.no_sums();
    judge.weigh(evidence, &mut sums);
    sums[1] - sums[0]
}
