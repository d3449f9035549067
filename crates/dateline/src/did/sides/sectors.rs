//! In which sector does a party take part? Judged by its words, by its act, and by all of its acts together.

use std::collections::BTreeMap;

use dateline_language::Vectors;

use super::candidates::{Candidate, Standing};
use super::evidence::{self, Deed};
use super::{Parties, SIDES, Sides};
use crate::codebook::Judges;
use crate::did::acts::Scene;
use crate::did::party::Party;
use crate::grammar;
use crate::record::Sector;
use crate::weights::{Evidence, probabilities};

/// The class of parties without a sector.
const NONE: &str = "none";
/// How much a sector counts that the words of a party tell, beside the other evidence.
const OWN: f32 = 1.0;
/// How much the vector of an act's word says of the sectors beside the other evidence.
const SECTOR: f32 = 1.0;

/// Who is less likely to be meant has no say.
const SELDOM: f32 = 0.03;

/// The classes of the judge of sectors.
pub(crate) fn sectors() -> Vec<&'static str> {
    std::iter::once(NONE).chain(Sector::ALL.iter().map(|sector| sector.name())).collect()
}

/// A party to an act, and what speaks for each sector.
#[derive(Debug)]
pub(in crate::did) struct Found {
    pub(super) party: Party,
    pub(super) sums: Vec<f32>,
}

/// How much the other acts of an actor say of its sector, beside this one.
const OTHERS: f32 = 1.0;

/// Gives the parties of all acts of an article their sectors: who takes part in several acts, mostly does so as one and the
/// same.
pub(in crate::did) fn settled(all: Vec<Parties>) -> Vec<[Vec<Party>; 2]> {
    let mut of_actors: BTreeMap<usize, (Vec<f32>, f32)> = BTreeMap::new();
    for found in all.iter().flatten().flatten() {
        let Some(actor) = found.party.actor else { continue };
        let (sums, count) = of_actors.entry(actor).or_insert_with(|| (vec![0.0; found.sums.len()], 0.0));
        sums.iter_mut().zip(&found.sums).for_each(|(sum, own)| *sum += own);
        *count += 1.0;
    }
    let settle = |found: Found| {
        let mut sums = found.sums;
        if let Some((others, count)) = found.party.actor.and_then(|actor| of_actors.get(&actor)) {
            sums.iter_mut().zip(others).for_each(|(sum, other)| *sum += OTHERS * other / count);
        }
        with_sector(found.party, &sums)
    };
    all.into_iter().map(|sides| sides.map(|side| side.into_iter().map(settle).collect())).collect()
}

/// A party in its likeliest sector.
fn with_sector(mut party: Party, sums: &[f32]) -> Party {
    // The codebook knows which armed groups govern on the day, and bodies of many countries have the sector that it tells.
    let is_body = party.coding.entity.is_some() || party.coding.sectors.first() == Some(&Sector::Igo);
    if party.coding.sectors.first() != Some(&Sector::Uaf) && !party.is_armed_group && !is_body {
        let best = (0..sums.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b])).unwrap_or_default();
        let sector = best.checked_sub(1).map(|sector| Sector::ALL[sector]);
        if party.coding.sectors.first().copied() != sector {
            party.coding.sectors = sector.into_iter().collect();
        }
    }
    party.code = party.coding.code();
    party
}

/// Of which side of which act sectors are asked.
pub(super) struct AskedSectors<'v, 'd> {
    pub(super) judges: &'v Judges,
    pub(super) vectors: Option<&'v Vectors>,
    pub(super) deed: Deed<'d>,
    pub(super) side: usize,
}

impl Sides<'_, '_> {
    /// What speaks for each sector of a candidate: of none first.
    pub(super) fn sectors(&self, asked: &AskedSectors<'_, '_>, candidate: &Candidate<'_>) -> Vec<f32> {
        let AskedSectors { judges, vectors, deed, side } = *asked;
        let mut evidence = Evidence::default();
        of_sector(self.scene, deed, candidate, side, &mut evidence);
        let mut sums = judges.sectors.no_sums();
        judges.sectors.weigh(&evidence, &mut sums);
        if let Some(own) = candidate.sectors().first() {
            sums[1 + *own as usize] += OWN;
        }
        let told = vectors.and_then(|vectors| {
            let heads = self.scene.desk.codebook.heads();
            heads.sectors(vectors, deed.trigger.i(), &candidate.without_sums(), side)
        });
        for (sector, logit) in told.unwrap_or_default() {
            sums[sector.map_or(0, |sector| 1 + sector as usize)] += SECTOR * logit;
        }
        sums
    }

    /// What speaks for each sector of a party, by all who may be meant by it: whoever has its country or body, each as much
    /// as is likely.
    pub(super) fn sectors_of_country<'c>(
        &self,
        asked: &AskedSectors<'_, '_>,
        chosen: &Candidate<'_>,
        all: impl Iterator<Item = (&'c Candidate<'c>, f32)>,
    ) -> Vec<f32> {
        let country = self.country(asked.deed);
        let has_words = |one: &Candidate<'_>| !matches!(one.standing, Standing::Unknown | Standing::Nobody);
        if !has_words(chosen) {
            return self.sectors(asked, chosen);
        }
        let entity = chosen.entity(country);
        let mut shares: Vec<f32> = asked.judges.sectors.no_sums();
        for (one, chance) in all {
            if chance >= SELDOM && has_words(one) && one.entity(country) == entity {
                let mut sums = self.sectors(asked, one);
                probabilities(&mut sums);
                shares.iter_mut().zip(sums).for_each(|(share, probability)| *share += chance * probability);
            }
        }
        shares.into_iter().map(|share| share.max(f32::MIN_POSITIVE).ln()).collect()
    }
}

/// What speaks for the sector in which a party takes part.
pub(super) fn of_sector(
    scene: &Scene<'_, '_>,
    deed: Deed<'_>,
    candidate: &Candidate<'_>,
    side: usize,
    out: &mut Evidence,
) {
    let (kind, lemma, side) = (deed.kind.name(), grammar::lemma(deed.trigger), SIDES[side]);
    out.add(&["bias"]);
    out.add(&["act", kind, side]);
    out.add(&["act", &lemma, side]);
    out.add(&["stands", candidate.standing.name(), kind, side]);
    let Some(mention) = candidate.mention else {
        out.add(&["implied", &lemma, side]);
        return;
    };
    let is = evidence::kind_of(&mention.party);
    let head = scene.desk.doc.token(mention.party.head);
    let word = grammar::lemma(head);
    out.add(&["is", is]);
    out.add(&["is", is, kind, side]);
    out.add(&["is", is, &lemma, side]);
    out.add(&["word", &word]);
    out.add(&["word", &word, kind, side]);
    if let Some([broad, narrow]) = scene.desk.codebook.likeness().of(&word.to_lowercase()) {
        out.add(&["like", broad]);
        out.add(&["like", broad, kind, side]);
        out.add(&["like", narrow]);
    }
    mention.party.coding.sectors.iter().for_each(|sector| out.add(&["sector", sector.name()]));
    for part in scene.desk.doc.span_over(mention.party.bytes).tokens() {
        out.add(&["part", &grammar::lemma(part)]);
    }
    if let Some(actor) = mention.party.actor {
        out.add(&["kind", scene.desk.who.actors[actor].kind.name()]);
    }
}
