//! Which candidates stand on the sides of an act: the likeliest dyad, and who is named together with either.

use std::collections::BTreeMap;

use super::candidates::{Candidate, Standing};
use super::dyads::{Dyad, are_same};
use super::evidence::Deed;
use super::{ACTOR, Chosen, RECIPIENT};
use crate::grammar;
use crate::record::EventType;
use crate::weights::probabilities;

/// How probable others beside the likeliest must be, as a share of its probability.
const BESIDE: f32 = 0.5;

/// From whom the parties of an act are chosen.
pub(super) struct Choice<'c, 'm, 's> {
    pub(super) candidates: &'c [Candidate<'m>],
    /// The country where the act's sentence plays.
    pub(super) setting: Option<&'s str>,
    pub(super) deed: Deed<'s>,
}

impl<'c, 'm> Choice<'c, 'm, '_> {
    /// The likeliest on either side, and those named together with them that are nearly as likely. Sums become the
    /// probabilities of candidates, in whatever dyad.
    pub(super) fn chosen(&self, dyads: &[Dyad], actors: &mut [f32], recipients: &mut [f32]) -> Chosen<'c, 'm> {
        let mut chances: Vec<f32> = dyads.iter().map(|dyad| dyad.sum).collect();
        probabilities(&mut chances);
        actors.fill(0.0);
        recipients.fill(0.0);
        for (dyad, chance) in dyads.iter().zip(&chances) {
            actors[dyad.of[ACTOR]] += chance;
            recipients[dyad.of[RECIPIENT]] += chance;
        }
        let Some(best) = self.likeliest(dyads, &chances) else { return (Vec::new(), Vec::new()) };
        let actor = self.with_others(best[ACTOR], actors, &[]);
        let recipient = self.with_others(best[RECIPIENT], recipients, &actor);
        (actor, recipient)
    }

    /// The likeliest dyad of the likeliest two countries or bodies: those of one add up what speaks for it.
    fn likeliest(&self, dyads: &[Dyad], chances: &[f32]) -> Option<[usize; 2]> {
        let entities = |dyad: &Dyad| dyad.of.map(|i| self.candidates[i].entity(self.setting));
        let mut of_entities: BTreeMap<[Option<&str>; 2], f32> = BTreeMap::new();
        for (dyad, chance) in dyads.iter().zip(chances) {
            *of_entities.entry(entities(dyad)).or_default() += chance;
        }
        let best = of_entities.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(entities, _)| entities)?;
        let of_best = dyads.iter().zip(chances).filter(|(dyad, _)| entities(dyad) == best);
        of_best.max_by(|a, b| a.1.total_cmp(b.1)).map(|(dyad, _)| dyad.of)
    }

    /// One candidate, and those named together with it that are nearly as likely; nobody of the other side.
    fn with_others(&self, best: usize, chances: &[f32], opposite: &[&Candidate<'_>]) -> Vec<&'c Candidate<'m>> {
        let beside = |&i: &usize| {
            i != best
                && chances[i] >= BESIDE * chances[best]
                && self.are_together(i, best)
                && !opposite.iter().any(|other| are_same(other, &self.candidates[i]))
        };
        std::iter::once(best).chain((0..chances.len()).filter(beside)).map(|i| &self.candidates[i]).collect()
    }

    /// Whether two of the act's sentence are named together ("Norway and Sweden"), or meet each other.
    fn are_together(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.candidates[one], &self.candidates[other]);
        let (Some(first), Some(second)) = (one.mention, other.mention) else { return false };
        if one.standing != Standing::Here || other.standing != Standing::Here || are_same(one, other) {
            return false;
        }
        let doc = self.deed.trigger.doc();
        let (first, second) = (doc.token(first.party.head), doc.token(second.party.head));
        grammar::are_conjoined(first, second)
            || self.deed.kind == EventType::Consult && one.entity(self.setting) != other.entity(self.setting)
    }
}
