//! What are the judges of events fitted to? The acts that careful readers coded in articles.

use dateline_language::{Bytes, Token};

use super::acts::{self, Act, Scene};
use super::circumstances::{self, MarkedCircumstances};
use super::sides::{self, Deed, MarkedSide, Sides, Weighed};
use super::{happenings, judged, standing, told};
use crate::codebook::Judges;
use crate::desk::Desk;
use crate::record::{Aux, EventType};
use crate::weights::{Evidence, Fitting, Lessons};

/// A mention of an act as readers coded it.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    pub(crate) kind: EventType,
    /// The word that tells it.
    pub(crate) trigger: Bytes,
    /// Who did it, and to whom.
    pub(crate) sides: [MarkedSide; 2],
    /// The number of the happening that it tells.
    pub(crate) happening: usize,
    pub(crate) aux: Option<Aux>,
    pub(crate) claimed: bool,
    pub(crate) central: bool,
    pub(crate) circumstances: MarkedCircumstances,
}

/// What was learnt so far.
#[derive(Debug)]
pub(crate) struct Learnt {
    acts: Lessons,
    sides: Lessons,
    sectors: Lessons,
    standing: Lessons,
    claimed: Lessons,
    central: Lessons,
    happenings: Lessons,
    circumstances: Lessons,
    dyads: Lessons,
}

impl Default for Learnt {
    fn default() -> Self {
        Self {
            acts: Lessons::new(acts::classes()),
            sides: Lessons::new(sides::SIDES.to_vec()),
            sectors: Lessons::new(sides::sectors()),
            standing: Lessons::new(standing::modes()),
            claimed: Lessons::new(standing::YES.to_vec()),
            central: Lessons::new(standing::YES.to_vec()),
            happenings: Lessons::new(happenings::PAIRS.to_vec()),
            circumstances: Lessons::new(circumstances::CIRCUMSTANCES.to_vec()),
            dyads: Lessons::new(sides::DYADS.to_vec()),
        }
    }
}

/// How acts and parties are fitted: by many features, most of them rare.
const PARTIES: Fitting = Fitting { rare: 3, rounds: 8, decay: 1e-3, step: 0.05, least: 0.08 };
/// How sectors are.
const SECTORS: Fitting = Fitting { rare: 3, rounds: 8, decay: 1e-3, step: 0.1, least: 0.1 };
/// How the rest is.
const REST: Fitting = Fitting { rare: 3, rounds: 8, decay: 1e-3, step: 0.05, least: 0.1 };

impl Learnt {
    /// What follows belongs to this fold of the articles.
    pub(crate) fn turn_to(&mut self, fold: usize) {
        for lessons in [
            &mut self.acts,
            &mut self.sides,
            &mut self.sectors,
            &mut self.standing,
            &mut self.claimed,
            &mut self.central,
            &mut self.happenings,
            &mut self.circumstances,
            &mut self.dyads,
        ] {
            lessons.turn_to(fold);
        }
    }

    /// Adds the acts of an article, and who stands on which side of them.
    pub(crate) fn add(&mut self, desk: &Desk<'_>, marked: &[Marked]) {
        let told = told(desk);
        let scene = Scene::of(desk, &told);
        acts::teach(&mut self.acts, &scene, |token| {
            marked.iter().find(|act| act.trigger.overlaps(token.bytes())).map(|act| act.kind)
        });
        let all = Sides::of(&scene);
        for act in marked {
            let Some(trigger) = trigger(desk, act) else { continue };
            all.teach(&mut self.sides, &mut self.sectors, Deed { trigger, kind: act.kind }, &act.sides);
        }
    }

    /// Adds what an article tells of the standing of its acts, and which mentions tell one; the judges of what was added
    /// before give the parties.
    pub(crate) fn add_joined(&mut self, desk: &Desk<'_>, marked: &[Marked], judges: &Judges) {
        let told = told(desk);
        let scene = Scene::of(desk, &told);
        let sides = Sides::of(&scene);
        let mut events = Vec::new();
        for act in marked {
            let Some(trigger) = trigger(desk, act) else { continue };
            let mut event = judged::bare(&scene, Act { trigger: trigger.i(), kind: act.kind, probability: 1.0 });
            sides.teach_dyads(&mut self.dyads, judges, Deed { trigger, kind: act.kind }, &act.sides);
            let parties = sides::settled(vec![sides.parties(judges, None, Deed { trigger, kind: act.kind })]);
            [event.actor, event.recipient] = parties.into_iter().next().unwrap_or_default();
            let mut evidence = Evidence::named();
            standing::of_event(&scene, &event, &mut evidence);
            self.standing.add(&evidence, act.aux.map_or(0, |aux| 1 + aux as usize));
            self.claimed.add(&evidence, usize::from(act.claimed));
            self.central.add(&evidence, usize::from(act.central));
            event.aux = act.aux.into_iter().collect();
            circumstances::teach(&mut self.circumstances, desk, &event, &act.circumstances);
            events.push((event, act.happening));
        }
        events.sort_by_key(|(event, _)| event.trigger);
        for (i, (second, again)) in events.iter().enumerate() {
            for (first, before) in events[..i].iter().filter(|(first, _)| first.kind == second.kind) {
                let mut evidence = Evidence::named();
                happenings::of_pair(desk, first, second, &mut evidence);
                self.happenings.add_odds(&evidence, before == again);
            }
        }
    }

    /// The candidates for the parties of each act of an article, by its word.
    pub(crate) fn weighed(desk: &Desk<'_>, marked: &[Marked], judges: &Judges) -> Vec<(usize, usize, Vec<Weighed>)> {
        let told = told(desk);
        let scene = Scene::of(desk, &told);
        let sides = Sides::of(&scene);
        let of = |(number, act): (usize, &Marked)| {
            let trigger = trigger(desk, act)?;
            Some((number, trigger.i(), sides.weighed(judges, Deed { trigger, kind: act.kind }, &act.sides)))
        };
        marked.iter().enumerate().filter_map(of).collect()
    }

    /// What the judge of acts says of each word that may tell one: the word, and the sum of each class.
    pub(crate) fn sums(desk: &Desk<'_>, judges: &Judges) -> Vec<(usize, Vec<f32>)> {
        let told = told(desk);
        acts::sums(&Scene::of(desk, &told), &judges.acts)
    }

    /// The weights of acts and parties, fitted without one of the folds.
    pub(crate) fn parties(&self, without: Option<usize>) -> [String; 3] {
        [self.acts.fit(PARTIES, without), self.sides.fit(PARTIES, without), self.sectors.fit(SECTORS, without)]
    }

    /// The weights of the rest.
    pub(crate) fn rest(&self, without: Option<usize>) -> [String; 6] {
        [
            self.standing.fit(REST, without),
            self.claimed.fit(REST, without),
            self.central.fit(REST, without),
            self.happenings.fit(REST, without),
            self.circumstances.fit(REST, without),
            self.dyads.fit(REST, without),
        ]
    }
}

fn trigger<'d>(desk: &Desk<'d>, act: &Marked) -> Option<Token<'d>> {
    desk.doc.span_over(act.trigger).root()
}
