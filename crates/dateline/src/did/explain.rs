//! Why is an event in the record as it is? What its judges weighed, for people to read.

use dateline_language::Vectors;

use super::acts::{self, Act, Scene};
use super::event::Event;
use super::sides::{Deed, Sides};
use super::{Did, judged, standing, told};
use crate::codebook::Judges;
use crate::desk::Desk;
use crate::record::{self, Explanation, Reason, Rival, Verdict, WEIGHED};
use crate::weights::{Evidence, Judge, probabilities};

/// How many reasons are told for an answer, and how many against it.
const REASONS: usize = 10;
/// How many other answers are told, and how probable they must have been.
const RIVALS: usize = 3;
const LEAST: f32 = 0.005;

/// Why each event of an article is told, in their order.
pub(crate) fn explain(desk: &Desk<'_>, did: &Did<'_>, events: &[record::Event]) -> Vec<Explanation> {
    let told = told(desk);
    let scene = Scene::of(desk, &told);
    let sides = Sides::of(&scene);
    let one = |(event, shown): (&Event<'_>, &record::Event)| {
        let bare = Explanation {
            event: shown.id.clone(),
            entry: Some(shown.rule.clone()).filter(|rule| rule != WEIGHED),
            act: None,
            actor: Vec::new(),
            recipient: Vec::new(),
            standing: None,
            claimed: None,
            central: None,
        };
        match desk.codebook.judges() {
            Some(judges) => judged(&scene, &sides, judges, did.vectors.as_ref(), event, bare),
            None => bare,
        }
    };
    did.events.iter().zip(events).map(one).collect()
}

/// An explanation with what the judges weighed.
fn judged<'a>(
    scene: &Scene<'_, 'a>,
    sides: &Sides<'_, '_>,
    judges: &Judges,
    vectors: Option<&Vectors>,
    event: &Event<'a>,
    bare: Explanation,
) -> Explanation {
    let trigger = scene.desk.doc.token(event.trigger);
    let vector = vectors.and_then(|vectors| vectors.word(event.trigger));
    let act = verdict(&judges.acts, &acts::named_evidence(scene, trigger), 1 + event.kind as usize, Some(0));
    let act = match vector {
        Some(vector) => with_vector(act, scene, judges, vector, event),
        None => act,
    };
    let [actor, recipient] = sides.explained(judges, vectors, Deed { trigger, kind: event.kind });
    // As it was before its standing was judged.
    let before = judged::bare(scene, Act { trigger: event.trigger, kind: event.kind, probability: 1.0 });
    let before = Event { actor: event.actor.clone(), recipient: event.recipient.clone(), ..before };
    let mut evidence = Evidence::named();
    standing::of_event(scene, &before, &mut evidence);
    let likeliest = |judge: &Judge| Some(verdict(judge, &evidence, standing::decided(judge, &evidence), None));
    Explanation {
        act: Some(act),
        actor,
        recipient,
        standing: likeliest(&judges.standing),
        claimed: likeliest(&judges.claimed),
        central: likeliest(&judges.central),
        ..bare
    }
}

/// What the reader is told the vector of a word by.
const VECTOR: &str = "vector";

/// The verdict over an act where the vector of its word was weighed too.
fn with_vector(act: Verdict, scene: &Scene<'_, '_>, judges: &Judges, vector: &[f32], event: &Event<'_>) -> Verdict {
    let heads = scene.desk.codebook.heads();
    let evidence = acts::named_evidence(scene, scene.desk.doc.token(event.trigger));
    let mut quick = judges.acts.no_sums();
    judges.acts.weigh(&evidence, &mut quick);
    let mut logits = heads.event(vector, &quick);
    let alone = heads.event(vector, &judges.acts.no_sums());
    let answer = 1 + event.kind as usize;
    let weight = alone[answer] - alone[0];
    probabilities(&mut logits);
    let mut others: Vec<usize> = (0..logits.len()).filter(|&class| class != answer).collect();
    others.sort_by(|&a, &b| logits[b].total_cmp(&logits[a]));
    let name = |class: usize| judges.acts.classes().nth(class).unwrap_or_default().to_owned();
    let rivals = others.iter().filter(|&&class| logits[class] >= LEAST).take(RIVALS);
    let reason = Reason { feature: VECTOR.to_owned(), weight: rounded(weight) };
    let mut told = Verdict {
        probability: rounded(logits[answer]),
        others: rivals.map(|&class| Rival { answer: name(class), probability: rounded(logits[class]) }).collect(),
        ..act
    };
    if weight > 0.0 {
        told.speaks_for.insert(0, reason)
    } else {
        told.speaks_against.insert(0, reason)
    }
    told
}

/// What was weighed for one of a judge's classes, against another: the next best, if none is given.
pub(super) fn verdict(judge: &Judge, evidence: &Evidence, answer: usize, against: Option<usize>) -> Verdict {
    let mut sums = judge.no_sums();
    judge.weigh(evidence, &mut sums);
    probabilities(&mut sums);
    let mut others: Vec<usize> = (0..sums.len()).filter(|&class| class != answer).collect();
    others.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]));
    let against = against.or(others.first().copied()).unwrap_or(answer);
    let name = |class: usize| judge.classes().nth(class).unwrap_or_default().to_owned();
    let rivals = others.iter().filter(|&&class| sums[class] >= LEAST).take(RIVALS);
    let [speaks_for, speaks_against] =
        reasons(evidence, |feature| judge.weight(feature, answer) - judge.weight(feature, against));
    Verdict {
        answer: name(answer),
        probability: rounded(sums.get(answer).copied().unwrap_or_default()),
        others: rivals.map(|&class| Rival { answer: name(class), probability: rounded(sums[class]) }).collect(),
        against: name(against),
        speaks_for,
        speaks_against,
    }
}

/// The strongest of what speaks for an answer, and of what speaks against it. What is there twice weighs twice.
pub(super) fn reasons(evidence: &Evidence, weight: impl Fn(&str) -> f32) -> [Vec<Reason>; 2] {
    let mut names: Vec<&str> = evidence.names().iter().map(AsRef::as_ref).collect();
    names.sort_unstable();
    let weighed = names.chunk_by(|a, b| a == b).map(|same| (same[0], weight(same[0]) * same.len() as f32));
    let mut weighed: Vec<(&str, f32)> = weighed.filter(|(_, weight)| *weight != 0.0).collect();
    weighed.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let reason = |&(name, weight): &(&str, f32)| Reason { feature: name.to_owned(), weight: rounded(weight) };
    let strongest = |is_for: bool| {
        let side = weighed.iter().filter(|(_, weight)| (*weight > 0.0) == is_for);
        side.take(REASONS).map(reason).collect()
    };
    [strongest(true), strongest(false)]
}

/// To hundredths.
pub(super) fn rounded(number: f32) -> f64 {
    (f64::from(number) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use crate::codebook::Codebook;
    use crate::parses;
    use crate::record::{Aux, EventType, Explanation, Reason, Record, Sector};
    use crate::report::Report;

    const TEXT: &str = "Rebels attacked soldiers in Goma on Friday.";

    /// Tables in which little weighs anything.
    fn tables() -> [String; 7] {
        let head = |names: Vec<&str>| names.join("\t");
        let assault = 1 + EventType::Assault as usize;
        let military = 1 + Sector::Mil as usize;
        let some = |all: Vec<&'static str>| [vec!["none"], all].concat();
        let acts = head(some(EventType::ALL.iter().map(|kind| kind.name()).collect()));
        let sectors = head(some(Sector::ALL.iter().map(|sector| sector.name()).collect()));
        let standing = head(some(Aux::ALL.iter().map(|aux| aux.name()).collect()));
        [
            format!("{acts}\nbias\t0:600\nis:attack\t0:-100\t{assault}:800\nwith:soldier\t{assault}:-50\n"),
            "actor\trecipient\nrole:agent\t0:400\nrole:patient\t1:400\nstands:nobody\t0:100\t1:100\n".to_owned(),
            format!("{sectors}\nbias\t0:100\nsector:MIL\t{military}:300\n"),
            format!("{standing}\nbias\t0:300\n"),
            "no\tyes\nbias\t0:100\n".to_owned(),
            "no\tyes\nbias\t1:100\n".to_owned(),
            "same\nbias\t0:-100\n".to_owned(),
        ]
    }

    fn explained(codebook: Codebook) -> (Record, Vec<Explanation>) {
        parses::reader(codebook).explain(&Report::new(TEXT))
    }

    #[test]
    fn what_was_weighed_is_told() {
        let tables = tables();
        let codebook = Codebook::built_in().with_event_weights(tables.each_ref().map(|table| table.as_bytes()));
        let (record, explanations) = explained(codebook.expect("these are tables"));
        let (event, why) = (&record.events[0], &explanations[0]);
        assert_eq!((record.events.len(), &why.event, event.event), (1, &event.id, EventType::Assault));
        let act = why.act.as_ref().expect("it was judged");
        assert_eq!((act.answer.as_str(), act.against.as_str()), ("ASSAULT", "none"));
        let reason = |feature: &str, weight: f64| Reason { feature: feature.to_owned(), weight };
        assert_eq!(act.speaks_for, [reason("is:attack", 9.0)]);
        assert_eq!(act.speaks_against, [reason("bias", -6.0), reason("with:soldier", -0.5)]);
        let actor = &why.actor[0];
        assert!(actor.chosen && actor.stands == "here" && actor.span == Some(event.actor[0].span));
        assert_eq!(actor.speaks_for, [reason("role:agent", 4.0)]);
        assert!(why.actor[1..].iter().all(|other| !other.chosen && other.probability <= actor.probability));
        let recipient = &why.recipient[0];
        assert_eq!(recipient.sector.as_ref().map(|sector| sector.answer.as_str()), Some("MIL"));
        assert_eq!(why.central.as_ref().map(|central| central.answer.as_str()), Some("yes"));
        assert!(why.entry.is_some() && record.happenings[0].central);
    }

    #[test]
    fn rules_alone_have_an_entry_and_no_weights() {
        let (record, explanations) = explained(Codebook::built_in().rules_only());
        assert_eq!(explanations.len(), record.events.len());
        let why = &explanations[0];
        assert_eq!(why.entry.as_ref(), Some(&record.events[0].rule));
        assert!(why.act.is_none() && why.actor.is_empty() && why.standing.is_none());
    }
}
