//! What are the judges of events fitted to? The acts that careful readers coded in articles.

use dateline_language::Bytes;

use super::acts::{self, Scene};
use super::sides::{self, Deed, MarkedSide, Sides};
use super::told;
use crate::desk::Desk;
use crate::record::EventType;
use crate::weights::{Fitting, Lessons};

/// An act as readers coded it.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    pub(crate) kind: EventType,
    /// The word that tells it.
    pub(crate) trigger: Bytes,
    /// Who did it, and to whom.
    pub(crate) sides: [MarkedSide; 2],
}

/// What was learnt so far.
#[derive(Debug)]
pub(crate) struct Learnt {
    acts: Lessons,
    sides: Lessons,
    sectors: Lessons,
}

impl Default for Learnt {
    fn default() -> Self {
        Self {
            acts: Lessons::new(acts::classes()),
            sides: Lessons::new(sides::SIDES.to_vec()),
            sectors: Lessons::new(sides::sectors()),
        }
    }
}

impl Learnt {
    /// Adds an article with the acts that readers coded in it.
    pub(crate) fn add(&mut self, desk: &Desk<'_>, marked: &[Marked]) {
        let told = told(desk);
        let scene = Scene::of(desk, &told);
        acts::teach(&mut self.acts, &scene, |token| {
            marked.iter().find(|act| act.trigger.overlaps(token.bytes())).map(|act| act.kind)
        });
        let all = Sides::of(&scene);
        for act in marked {
            let Some(trigger) = desk.doc.span_over(act.trigger).root() else { continue };
            all.teach(&mut self.sides, &mut self.sectors, Deed { trigger, kind: act.kind }, &act.sides);
        }
    }

    /// The weights, a table for each judge.
    pub(crate) fn fit(&self) -> Vec<(&'static str, String)> {
        let fit = |name: &str, lessons: &Lessons, default: &str| {
            let v: Vec<f32> = std::env::var(name).unwrap_or(default.into()).split(',').map(|x| x.parse().unwrap()).collect();
            lessons.fit(Fitting { rare: v[0] as u32, rounds: v[1] as usize, decay: v[2], step: v[3], least: v[4] })
        };
        vec![
            ("acts", fit("DL_ACTS", &self.acts, "2,8,1e-3,0.05,0.04")),
            ("sides", fit("DL_SIDES", &self.sides, "2,8,1e-3,0.05,0.02")),
            ("sectors", fit("DL_SECTORS", &self.sectors, "2,8,1e-3,0.1,0.02")),
        ]
    }
}
