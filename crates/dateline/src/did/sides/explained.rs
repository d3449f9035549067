//! Who was thought of as a party to an act, and why was one chosen?

use dateline_language::Vectors;

use super::super::explain::{self, reasons, rounded, verdict};
use super::super::party::Party;
use super::candidates::Candidate;
use super::sectors::{AskedSectors, of_sector};
use super::{ACTOR, Deed, RECIPIENT, Sides};
use crate::codebook::Judges;
use crate::record;
use crate::weights::Evidence;

/// How many candidates of a side are told, beside those that were chosen.
const CANDIDATES: usize = 5;

/// A candidate, what was asked about it, and what that summed up to on the side in question.
struct Asked<'c, 'm> {
    candidate: &'c Candidate<'m>,
    evidence: &'c Evidence,
    /// How much the features count in the sum.
    share: f32,
    sum: f32,
}

impl Sides<'_, '_> {
    /// The likeliest candidates for either side of an act, the chosen ones with what was weighed; `told` are its parties.
    pub(in crate::did) fn explained(
        &self,
        judges: &Judges,
        vectors: Option<&Vectors>,
        deed: Deed<'_>,
        told: [&[Party]; 2],
    ) -> [Vec<record::Candidate>; 2] {
        let candidates = self.cast.candidates(deed.trigger);
        let (all, sums, encoded) = self.asked(judges, vectors, deed, &candidates);
        let [mut actors, mut recipients] = sums.clone();
        let (actor, recipient) = self.chosen(judges, deed, &candidates, &mut actors, &mut recipients);
        let side = |side: usize, chosen: &[&Candidate<'_>], chances: &[f32]| {
            let mut order: Vec<usize> = (0..candidates.len()).collect();
            order.sort_by(|&a, &b| chances[b].total_cmp(&chances[a]));
            let is_chosen = |i: usize| chosen.iter().any(|one| std::ptr::eq(*one, &raw const candidates[i]));
            let shown = order.iter().enumerate().filter(|&(rank, &i)| rank < CANDIDATES || is_chosen(i));
            let one = |(_, &i): (usize, &usize)| {
                let share = if encoded { self.scene.desk.codebook.heads().share_of_parties(side) } else { 1.0 };
                let asked = Asked { candidate: &candidates[i], evidence: &all[i], share, sum: sums[side][i] };
                let about = self.about(deed, &candidates[i]);
                let about = record::Candidate { probability: rounded(chances[i]), ..about };
                if is_chosen(i) { self.reasoned(judges, vectors, deed, side, &asked, told[side], about) } else { about }
            };
            shown.map(one).collect()
        };
        [side(ACTOR, &actor, &actors), side(RECIPIENT, &recipient, &recipients)]
    }

    /// What is asked about each candidate, what it sums up to on either side, and whether vectors count in that.
    fn asked(
        &self,
        judges: &Judges,
        vectors: Option<&Vectors>,
        deed: Deed<'_>,
        candidates: &[Candidate<'_>],
    ) -> (Vec<Evidence>, [Vec<f32>; 2], bool) {
        let all = self.named_evidence(deed, candidates);
        let sums = self.sums(judges, deed, candidates);
        let encoded = vectors.and_then(|vectors| self.encoded(vectors, deed, candidates, &sums));
        let is_encoded = encoded.is_some();
        (all, encoded.unwrap_or(sums), is_encoded)
    }

    /// Who it is, and where its country comes from.
    fn about(&self, deed: Deed<'_>, candidate: &Candidate<'_>) -> record::Candidate {
        let desk = self.scene.desk;
        let party = candidate.party(deed.trigger).map(|mut party| {
            self.infer(deed, candidate, &mut party);
            party
        });
        let told_by = party.as_ref().and_then(|party| party.inferred?.told_by);
        record::Candidate {
            span: candidate.mention.map(|mention| desk.article.span(mention.party.bytes)),
            stands: candidate.standing.name().to_owned(),
            chosen: false,
            probability: 0.0,
            country: party.as_ref().and_then(Party::entity).map(str::to_owned),
            country_from: told_by.map(|bytes| desk.article.span(bytes)),
            sector: None,
            speaks_for: Vec::new(),
            speaks_against: Vec::new(),
        }
    }

    /// What was weighed for one who was chosen.
    #[expect(clippy::too_many_arguments, reason = "the act, its side and who is asked about")]
    fn reasoned(
        &self,
        judges: &Judges,
        vectors: Option<&Vectors>,
        deed: Deed<'_>,
        side: usize,
        asked: &Asked<'_, '_>,
        told: &[Party],
        about: record::Candidate,
    ) -> record::Candidate {
        let [speaks_for, speaks_against] =
            reasons(asked.evidence, asked.sum, |feature| asked.share * judges.sides.weight(feature, side));
        let sector = asked.candidate.party(deed.trigger).map(|party| {
            let sums = self.sectors(&AskedSectors { judges, vectors, deed, side }, asked.candidate);
            let told = told.iter().find(|told| told.is_same(&party)).unwrap_or(&party);
            let answer = told.coding.sectors.first().map_or(0, |sector| 1 + *sector as usize);
            let mut of = Evidence::named();
            of_sector(self.scene, deed, asked.candidate, side, &mut of);
            verdict(&judges.sectors, explain::Asked { evidence: &of, share: 1.0, sums }, answer, None)
        });
        record::Candidate { chosen: true, sector, speaks_for, speaks_against, ..about }
    }
}
