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
/// How many other answers are told.
const RIVALS: usize = 3;
/// What is less rounds to nothing.
const LEAST: f32 = 0.005;
/// The name of the reason that the encoder's vector is.
const VECTOR: &str = "vector";

/// Why each event of an article is told, in their order.
pub(crate) fn explain(desk: &Desk<'_>, did: &Did<'_>, events: &[record::Event]) -> Vec<Explanation> {
    let by_entry = |(event, shown): (&Event<'_>, &record::Event)| Explanation {
        event: shown.id.clone(),
        entry: Some(event.rule.to_owned()).filter(|rule| rule != WEIGHED),
        act: None,
        actor: Vec::new(),
        recipient: Vec::new(),
        standing: None,
        claimed: None,
        central: None,
    };
    let bare = did.events.iter().zip(events).map(by_entry);
    let Some(judges) = desk.codebook.judges() else { return bare.collect() };
    let told = told(desk);
    let scene = Scene::of(desk, &told);
    let trial = Trial { scene: &scene, sides: Sides::of(&scene), judges, vectors: did.vectors.as_ref() };
    bare.zip(&did.events).map(|(bare, event)| trial.explained(event, bare)).collect()
}

/// What the judges are asked about an article.
struct Trial<'t, 'a> {
    scene: &'t Scene<'t, 'a>,
    sides: Sides<'t, 'a>,
    judges: &'t Judges,
    vectors: Option<&'t Vectors>,
}

impl<'a> Trial<'_, 'a> {
    /// An explanation with what the judges weighed.
    fn explained(&self, event: &Event<'a>, bare: Explanation) -> Explanation {
        let Self { scene, judges, vectors, .. } = self;
        let trigger = scene.desk.doc.token(event.trigger);
        let vector = vectors.and_then(|vectors| vectors.word(event.trigger));
        let vector = vector.map(|vector| (scene.desk.codebook.heads(), vector));
        let deed = Deed { trigger, kind: event.kind };
        let [actor, recipient] = self.sides.explained(judges, *vectors, deed, [&event.actor, &event.recipient]);
        // As it was before its standing was judged.
        let before = judged::bare(scene, Act { trigger: event.trigger, kind: event.kind, probability: 1.0 });
        let before = Event { actor: event.actor.clone(), recipient: event.recipient.clone(), ..before };
        let mut evidence = Evidence::named();
        standing::of_event(scene, &before, &mut evidence);
        let aux = event.aux.first().map_or(0, |aux| 1 + *aux as usize);
        let likeliest = |judge: &Judge, sums: Vec<f32>, answer: usize| {
            Some(verdict(judge, Asked { evidence: &evidence, share: 1.0, sums }, answer, None))
        };
        let yes = |judge: &Judge, odds: f32| likeliest(judge, vec![0.0, odds], usize::from(odds > 0.0));
        Explanation {
            act: Some(self.act(event, vector)),
            actor,
            recipient,
            standing: likeliest(&judges.standing, standing::aux_sums(judges, &evidence, vector), aux),
            claimed: yes(&judges.claimed, standing::claim(judges, &evidence, vector)),
            central: yes(&judges.central, standing::centrality(judges, &evidence, vector)),
            ..bare
        }
    }

    /// Which act the event's word tells, against none.
    fn act(&self, event: &Event<'a>, vector: standing::Encoded<'_>) -> Verdict {
        let judge = &self.judges.acts;
        let evidence = acts::named_evidence(self.scene, self.scene.desk.doc.token(event.trigger));
        let mut sums = judge.no_sums();
        judge.weigh(&evidence, &mut sums);
        let share = vector.map_or(1.0, |(heads, _)| heads.share_of_acts());
        if let Some((heads, vector)) = vector {
            sums = heads.event(vector, &sums);
        }
        verdict(judge, Asked { evidence: &evidence, share, sums }, 1 + event.kind as usize, Some(0))
    }
}

/// What a judge was asked.
pub(super) struct Asked<'e> {
    pub(super) evidence: &'e Evidence,
    /// How much the features count beside the vector.
    pub(super) share: f32,
    /// The sums of the classes, by the features and the word's vector.
    pub(super) sums: Vec<f32>,
}

/// What was weighed for one of a judge's classes, against another: the next best, if none is given.
pub(super) fn verdict(judge: &Judge, asked: Asked<'_>, answer: usize, against: Option<usize>) -> Verdict {
    let Asked { evidence, share, sums } = asked;
    let mut chances = sums.clone();
    probabilities(&mut chances);
    let mut others: Vec<usize> = (0..sums.len()).filter(|&class| class != answer).collect();
    others.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]));
    let against = against.or(others.first().copied()).unwrap_or(answer);
    let name = |class: usize| judge.classes().nth(class).unwrap_or_default().to_owned();
    let rivals = others.iter().filter(|&&class| chances[class] >= LEAST).take(RIVALS);
    let [speaks_for, speaks_against] = reasons(evidence, sums[answer] - sums[against], |feature| {
        share * (judge.weight(feature, answer) - judge.weight(feature, against))
    });
    Verdict {
        answer: name(answer),
        probability: rounded(chances[answer]),
        others: rivals.map(|&class| Rival { answer: name(class), probability: rounded(chances[class]) }).collect(),
        against: name(against),
        speaks_for,
        speaks_against,
    }
}

/// The strongest of what speaks for an answer, and of what speaks against it. What is there twice weighs twice; what the sum
/// has beside the features comes from the vector.
pub(super) fn reasons(evidence: &Evidence, sum: f32, weight: impl Fn(&str) -> f32) -> [Vec<Reason>; 2] {
    let mut names: Vec<&str> = evidence.names().iter().map(AsRef::as_ref).collect();
    names.sort_unstable();
    let weighed = names.chunk_by(|a, b| a == b).map(|same| (same[0], weight(same[0]) * same.len() as f32));
    let mut weighed: Vec<(&str, f32)> = weighed.collect();
    let features: f32 = weighed.iter().map(|(_, weight)| weight).sum();
    weighed.push((VECTOR, sum - features));
    weighed.retain(|(_, weight)| weight.abs() >= LEAST);
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

    /// Tables in which little weighs anything, in steps that packed weights have.
    fn tables() -> [String; 9] {
        let head = |names: Vec<&str>| names.join("\t");
        let assault = 1 + EventType::Assault as usize;
        let military = 1 + Sector::Mil as usize;
        let some = |all: Vec<&'static str>| [vec!["none"], all].concat();
        let acts = head(some(EventType::ALL.iter().map(|kind| kind.name()).collect()));
        let sectors = head(some(Sector::ALL.iter().map(|sector| sector.name()).collect()));
        let standing = head(some(Aux::ALL.iter().map(|aux| aux.name()).collect()));
        [
            format!("{acts}\nbias\t0:600\nis:attack\t0:-100\t{assault}:1270\nwith:soldier\t{assault}:-50\n"),
            "actor\trecipient\nrole:agent\t0:254\nrole:patient\t1:254\nstands:nobody\t0:100\t1:100\n".to_owned(),
            format!("{sectors}\nbias\t0:100\nsector:MIL\t{military}:300\n"),
            format!("{standing}\nbias\t0:300\n"),
            "no\tyes\nbias\t0:100\n".to_owned(),
            "no\tyes\nbias\t1:100\n".to_owned(),
            "same\nbias\t0:-100\n".to_owned(),
            "day\tplace\ntime\t0:100\nplace\t1:100\n".to_owned(),
            "dyad\n".to_owned(),
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
        assert_eq!(act.speaks_for, [reason("is:attack", 13.7)]);
        assert_eq!(act.speaks_against, [reason("bias", -6.0), reason("with:soldier", -0.5)]);
        let actor = &why.actor[0];
        assert!(actor.chosen && actor.stands == "here" && actor.span == Some(event.actor[0].span));
        assert_eq!(actor.speaks_for, [reason("role:agent", 2.54)]);
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
