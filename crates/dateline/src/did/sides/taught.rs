//! Which candidates do readers mean by the codes that they gave? What the judges of parties are fitted to.

use super::candidates::{Candidate, Standing};
use super::sectors::of_sector;
use super::{ACTOR, Deed, RECIPIENT, Sides};
use crate::codebook::Judges;
use crate::record::Sector;
use crate::weights::{Evidence, Lessons};

impl Sides<'_, '_> {
    /// The candidates for an act as another judge learns from them: what each weighs here, and whether readers mean it.
    pub(in crate::did) fn weighed(&self, judges: &Judges, deed: Deed<'_>, marked: &[MarkedSide; 2]) -> Vec<Weighed> {
        let candidates = self.cast.candidates(deed.trigger);
        let meant = [ACTOR, RECIPIENT].map(|side| self.meant(deed, &candidates, &marked[side]));
        let sums = self.sums(judges, deed, &candidates);
        let of = |(i, candidate): (usize, &Candidate<'_>)| Weighed {
            head: candidate.mention.map(|mention| mention.party.head),
            standing: candidate.standing.name(),
            sums: [sums[ACTOR][i], sums[RECIPIENT][i]],
            meant: [meant[ACTOR][i], meant[RECIPIENT][i]],
        };
        candidates.iter().enumerate().map(of).collect()
    }

    /// Adds to the lessons which doer and which target of an act readers mean together; the judges have not seen it.
    pub(in crate::did) fn teach_dyads(
        &self,
        lessons: &mut Lessons,
        judges: &Judges,
        deed: Deed<'_>,
        marked: &[MarkedSide; 2],
    ) {
        let candidates = self.cast.candidates(deed.trigger);
        let [doers, targets] = [ACTOR, RECIPIENT].map(|side| self.meant(deed, &candidates, &marked[side]));
        let (dyads, evidence): (Vec<_>, Vec<_>) = self.taught_dyads(judges, deed, &candidates).into_iter().unzip();
        let right = dyads.iter().map(|dyad| doers[dyad.of[ACTOR]] && targets[dyad.of[RECIPIENT]]).collect();
        lessons.add_choice_from(&evidence, dyads.iter().map(|dyad| dyad.sum).collect(), right, 0);
    }

    /// Whom of the candidates readers mean by the codes of a side.
    fn meant(&self, deed: Deed<'_>, candidates: &[Candidate<'_>], side: &MarkedSide) -> Vec<bool> {
        let mut meant = vec![false; candidates.len()];
        for code in side.each() {
            let right = right(candidates, code, side.explicit, self.country(deed));
            meant.iter_mut().zip(right).for_each(|(meant, right)| *meant |= right);
        }
        meant
    }

    /// Adds an act to the lessons: `actor` and `recipient` are the codes that readers gave.
    pub(in crate::did) fn teach(
        &self,
        sides: &mut Lessons,
        sectors: &mut Lessons,
        deed: Deed<'_>,
        marked: &[MarkedSide; 2],
    ) {
        let candidates = self.cast.candidates(deed.trigger);
        let evidence = self.named_evidence(deed, &candidates);
        for (side, marked) in marked.iter().enumerate() {
            for code in marked.each() {
                let right = right(&candidates, code, marked.explicit, self.country(deed));
                if let (Some(code), Some(one)) = (code, right.iter().position(|right| *right)) {
                    let sector = code.split(' ').nth(1).and_then(Sector::of);
                    let mut evidence = Evidence::named();
                    of_sector(self.scene, deed, &candidates[one], side, &mut evidence);
                    sectors.add(&evidence, sector.map_or(0, |sector| 1 + sector as usize));
                }
                sides.add_choice(&evidence, right, side);
            }
        }
    }
}

/// A side of an act as readers coded it.
#[derive(Clone, Debug, Default)]
pub(crate) struct MarkedSide {
    /// Codes such as `RUS GOV`; an empty one for a party of whom nothing is told.
    pub(crate) codes: Vec<String>,
    /// Whether the act's sentence mentions it.
    pub(crate) explicit: bool,
}

impl MarkedSide {
    /// Each code; nothing where there is no party, or none of whom anything is told.
    fn each(&self) -> Vec<Option<&str>> {
        match self.codes.as_slice() {
            [] => vec![None],
            codes => codes.iter().map(|code| Some(code.as_str()).filter(|code| !code.is_empty())).collect(),
        }
    }
}

/// A candidate as another judge learns from it.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    /// The word that its mention hangs on.
    pub(crate) head: Option<usize>,
    pub(crate) standing: &'static str,
    /// What it weighs on either side.
    pub(crate) sums: [f32; 2],
    /// Whether readers mean it.
    pub(crate) meant: [bool; 2],
}

/// Which candidates a code means: those in the sentence, if it mentions the party, that agree best.
fn right(candidates: &[Candidate<'_>], code: Option<&str>, explicit: bool, setting: Option<&str>) -> Vec<bool> {
    let Some(code) = code else {
        return candidates.iter().map(|candidate| candidate.standing == Standing::Nobody).collect();
    };
    let agreement = |candidate: &Candidate<'_>| agreement(candidate, code, setting);
    let within = |candidate: &Candidate<'_>| (candidate.standing == Standing::Here) == explicit;
    let best = |all: bool| {
        candidates.iter().filter(|candidate| all || within(candidate)).map(agreement).max().unwrap_or_default()
    };
    let all = best(false) == 0;
    let most = best(all);
    candidates.iter().map(|candidate| most > 0 && (all || within(candidate)) && agreement(candidate) == most).collect()
}

/// How well a candidate agrees with a code: 0 not at all, 1 by its country or body, 2 if it tells no sector, 3 by its sector.
fn agreement(candidate: &Candidate<'_>, code: &str, setting: Option<&str>) -> u8 {
    let mut parts = code.split(' ').filter(|part| *part != Sector::Igo.name() || code.len() == 3);
    let first = parts.next().unwrap_or_default();
    if candidate.standing == Standing::Unknown {
        return if first == Sector::Uaf.name() { 3 } else { 0 };
    }
    if candidate.entity(setting) != Some(first) {
        return 0;
    }
    let own = candidate.sectors();
    match parts.next() {
        None if own.is_empty() => 3,
        Some(sector) if own.iter().any(|own| own.name() == sector) => 3,
        Some(_) if own.is_empty() => 2,
        _ => 1,
    }
}
