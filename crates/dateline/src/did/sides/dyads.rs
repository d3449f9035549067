//! Which doer goes with which target? Each side is judged as if there were no other; who did it to whom, of both together.

use dateline_language::Token;

use super::candidates::{Candidate, Standing};
use super::evidence::{Deed, kind_of};
use super::{ACTOR, RECIPIENT, Sides};
use crate::codebook::Judges;
use crate::grammar;
use crate::weights::{Evidence, Judge};

/// The only class of the judge of dyads. The texts here are names of features: one that changes loses its weight.
pub(crate) const DYADS: [&str; 1] = ["dyad"];

/// How many of the likeliest on either side are asked with each of the other.
const LIKELIEST: usize = 6;

/// A doer and a target, by their numbers among the candidates, and what speaks for them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dyad {
    pub(super) of: [usize; 2],
    pub(super) sum: f32,
}

/// How the countries or bodies of two parties stand to each other.
fn relation(doer: &Candidate<'_>, target: &Candidate<'_>, setting: Option<&str>) -> &'static str {
    match (doer.standing, target.standing, doer.entity(setting), target.entity(setting)) {
        (_, Standing::Nobody, ..) => "no target",
        (Standing::Nobody, ..) => "no doer",
        (_, _, Some(doer), Some(target)) if doer == target => "same",
        (_, _, Some(_), Some(_)) => "other",
        _ => "untold",
    }
}

/// Whether its own words tell its country or body.
fn knows(candidate: &Candidate<'_>) -> &'static str {
    match candidate.mention {
        Some(mention) if mention.party.entity().is_some() => "told",
        Some(_) => "inferred",
        None => "implied",
    }
}

/// What a candidate is.
fn is(candidate: &Candidate<'_>) -> &'static str {
    candidate.mention.map_or(candidate.standing.name(), |mention| kind_of(&mention.party))
}

/// Before or behind the act's word, or elsewhere.
fn side(candidate: &Candidate<'_>, trigger: Token<'_>) -> &'static str {
    match candidate.mention {
        Some(mention) if candidate.standing == Standing::Here && mention.party.head < trigger.i() => "left",
        Some(_) if candidate.standing == Standing::Here => "right",
        _ => "elsewhere",
    }
}

impl Sides<'_, '_> {
    /// The dyads of those who are likeliest on either side, by what speaks for each alone.
    pub(super) fn dyads(&self, candidates: &[Candidate<'_>], sums: [&[f32]; 2]) -> Vec<Dyad> {
        let [doers, targets] = sums.map(likeliest);
        let all = doers.iter().flat_map(|doer| targets.iter().map(move |target| (doer, target)));
        let apart = all.filter(|(doer, target)| !are_same(&candidates[doer.0], &candidates[target.0]));
        apart.map(|(doer, target)| Dyad { of: [doer.0, target.0], sum: doer.1 + target.1 }).collect()
    }

    /// Adds what is judged of each dyad as a whole.
    pub(super) fn judge_dyads(&self, judge: &Judge, deed: Deed<'_>, candidates: &[Candidate<'_>], dyads: &mut [Dyad]) {
        let mut evidence = Evidence::default();
        for dyad in dyads {
            evidence.clear();
            self.of_dyad(deed, candidates, dyad.of, &mut evidence);
            let mut sums = judge.no_sums();
            judge.weigh(&evidence, &mut sums);
            dyad.sum += sums[0];
        }
    }

    /// What speaks for a doer and a target together.
    pub(super) fn of_dyad(&self, deed: Deed<'_>, candidates: &[Candidate<'_>], of: [usize; 2], out: &mut Evidence) {
        let [doer, target] = of.map(|i| &candidates[i]);
        let setting = self.country(deed);
        let (kind, lemma) = (deed.kind.name(), grammar::lemma(deed.trigger));
        let relation = relation(doer, target, setting);
        out.add(&["dyad", relation]);
        out.add(&["dyad", relation, kind]);
        out.add(&["dyad", relation, &lemma]);
        out.add(&["stand", relation, doer.standing.name(), target.standing.name()]);
        out.add(&["stand", relation, doer.standing.name(), target.standing.name(), kind]);
        out.add(&["know", relation, knows(doer), knows(target)]);
        out.add(&["know", relation, knows(doer), knows(target), kind]);
        out.add(&["are", relation, is(doer), is(target)]);
        out.add(&["are", relation, is(doer), is(target), kind]);
        let told = ["0", "1", "2", "3-"][self.told_here(candidates).min(3)];
        out.add(&["told here", relation, told]);
        out.add(&["told here", relation, told, kind]);
        let abroad = self.cast.abroad.name();
        out.add(&["abroad", relation, abroad]);
        out.add(&["abroad", relation, abroad, kind]);
        let class = deed.trigger.pos().name();
        out.add(&["order", side(doer, deed.trigger), side(target, deed.trigger), class]);
        out.add(&["order", relation, side(doer, deed.trigger), side(target, deed.trigger), kind]);
        let home = |candidate: &Candidate<'_>| match candidate.entity(setting) {
            None => "untold",
            own if own == setting => "home",
            _ => "abroad",
        };
        out.add(&["from", home(doer), home(target)]);
        out.add(&["from", home(doer), home(target), kind]);
    }

    /// How many countries and bodies the act's sentence tells.
    fn told_here(&self, candidates: &[Candidate<'_>]) -> usize {
        let here = candidates.iter().filter(|candidate| candidate.standing == Standing::Here);
        let mut told: Vec<&str> = here.filter_map(|candidate| candidate.mention?.party.entity()).collect();
        told.sort_unstable();
        told.dedup();
        told.len()
    }

    /// The dyads of an act for fitting: what speaks for each by judges that have not seen the article.
    pub(super) fn taught_dyads(
        &self,
        judges: &Judges,
        deed: Deed<'_>,
        candidates: &[Candidate<'_>],
    ) -> Vec<(Dyad, Evidence)> {
        let mut sums = self.sums(judges, deed, candidates);
        super::ruled_out::by_grammar(self.scene.desk, deed, candidates, &mut sums);
        let dyads = self.dyads(candidates, [&sums[ACTOR], &sums[RECIPIENT]]);
        let of = |dyad: Dyad| {
            let mut evidence = Evidence::named();
            self.of_dyad(deed, candidates, dyad.of, &mut evidence);
            (dyad, evidence)
        };
        dyads.into_iter().map(of).collect()
    }
}

/// Whether two candidates are one.
pub(super) fn are_same(one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (Some(one), Some(other)) = (one.mention, other.mention) else { return false };
    one.party.head == other.party.head || one.party.actor.is_some() && one.party.actor == other.party.actor
}

/// The likeliest, and the logarithm of how probable each is.
fn likeliest(sums: &[f32]) -> Vec<(usize, f32)> {
    let most = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total = sums.iter().map(|sum| (sum - most).exp()).sum::<f32>().ln() + most;
    let mut order: Vec<(usize, f32)> = sums.iter().map(|sum| sum - total).enumerate().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order.truncate(LIKELIEST);
    order.retain(|(_, sum)| sum.is_finite());
    order
}
