//! Which candidates stand on one side of an act: the likeliest, and who is named together with it.

use std::collections::BTreeMap;

use super::candidates::{Candidate, Standing};
use super::evidence::Deed;
use crate::grammar;
use crate::record::EventType;
use crate::weights::probabilities;

/// How probable others beside the likeliest must be, as a share of its probability.
const BESIDE: f32 = 0.5;
/// How much less is said for a target that is of the same country and sector as the doer.
const ALIKE: f32 = 1.0;

/// From whom the parties on one side are chosen.
pub(super) struct Choice<'c, 'm, 's> {
    pub(super) candidates: &'c [Candidate<'m>],
    /// The country where the act's sentence plays.
    pub(super) setting: Option<&'s str>,
    pub(super) deed: Deed<'s>,
}

impl<'c, 'm> Choice<'c, 'm, '_> {
    /// The likeliest candidate, and those named together with it that are nearly as likely; nobody of the other side.
    pub(super) fn chosen(&self, sums: &mut [f32], others: &[&Candidate<'_>]) -> Vec<&'c Candidate<'m>> {
        for (candidate, sum) in self.candidates.iter().zip(sums.iter_mut()) {
            if others.iter().any(|other| are_same(candidate, other)) {
                *sum = f32::NEG_INFINITY;
            } else if others.iter().any(|other| self.are_alike(candidate, other)) {
                *sum -= ALIKE;
            }
        }
        probabilities(sums);
        let Some(best) = likeliest(self.candidates, sums, self.setting) else { return Vec::new() };
        let beside = |&i: &usize| i != best && sums[i] >= BESIDE * sums[best] && self.are_together(i, best);
        let mut chosen = vec![best];
        chosen.extend((0..sums.len()).filter(beside));
        chosen.into_iter().map(|i| &self.candidates[i]).collect()
    }

    /// Whether two have one country or body, and one sector: who did it, seldom did it to such.
    fn are_alike(&self, one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
        let entity = one.entity(self.setting);
        entity.is_some() && entity == other.entity(self.setting) && one.sectors().first() == other.sectors().first()
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

/// Whether two candidates are one.
fn are_same(one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (Some(one), Some(other)) = (one.mention, other.mention) else { return false };
    one.party.head == other.party.head || one.party.actor.is_some() && one.party.actor == other.party.actor
}

/// The likeliest candidate of the likeliest country or body: those of one add up what speaks for it.
fn likeliest(candidates: &[Candidate<'_>], chances: &[f32], setting: Option<&str>) -> Option<usize> {
    let mut entities: BTreeMap<Option<&str>, f32> = BTreeMap::new();
    for (candidate, chance) in candidates.iter().zip(chances) {
        *entities.entry(candidate.entity(setting)).or_default() += chance;
    }
    let best = entities.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(entity, _)| entity)?;
    let of_best = (0..chances.len()).filter(|&i| candidates[i].entity(setting) == best);
    of_best.max_by(|&a, &b| chances[a].total_cmp(&chances[b]))
}
