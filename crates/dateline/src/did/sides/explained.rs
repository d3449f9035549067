//! Who was thought of as a party to an act, and why was one chosen?

use dateline_language::Vectors;

use super::super::explain::{reasons, rounded, verdict};
use super::candidates::Candidate;
use super::{ACTOR, Deed, RECIPIENT, Sides, chosen, evidence, of_sector};
use crate::codebook::Judges;
use crate::record;
use crate::weights::Evidence;

/// How many candidates of a side are told, beside those that were chosen.
const CANDIDATES: usize = 5;

impl Sides<'_, '_> {
    /// The likeliest candidates for either side of an act, the chosen ones with what was weighed.
    pub(in crate::did) fn explained(
        &self,
        judges: &Judges,
        vectors: Option<&Vectors>,
        deed: Deed<'_>,
    ) -> [Vec<record::Candidate>; 2] {
        let setting = self.scene.desk.setting.at(deed.trigger).map(|setting| setting.country.as_str());
        let candidates = self.cast.candidates(deed.trigger);
        let mut sums = [Vec::new(), Vec::new()];
        let mut all = Vec::new();
        for candidate in &candidates {
            let mut evidence = Evidence::named();
            evidence::of_candidate(self.scene, deed, candidate, setting, &mut evidence);
            let mut both = judges.sides.no_sums();
            judges.sides.weigh(&evidence, &mut both);
            sums.iter_mut().zip(both).for_each(|(sums, sum)| sums.push(sum));
            all.push(evidence);
        }
        if let Some(encoded) = vectors.and_then(|vectors| self.encoded(vectors, deed, &candidates, &sums)) {
            sums = encoded;
        }
        let [actors, recipients] = &mut sums;
        let actor = chosen(&candidates, actors, setting, &[]);
        let recipient = chosen(&candidates, recipients, setting, &actor);
        let side = |side: usize, chosen: &[&Candidate<'_>], probabilities: &[f32]| {
            let mut order: Vec<usize> = (0..candidates.len()).collect();
            order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]));
            let is_chosen = |i: usize| chosen.iter().any(|one| std::ptr::eq(*one, &raw const candidates[i]));
            let shown = order.iter().enumerate().filter(|&(rank, &i)| rank < CANDIDATES || is_chosen(i));
            let one = |(_, &i): (usize, &usize)| {
                let told = self.candidate(deed, &candidates[i], setting);
                let told = record::Candidate { probability: rounded(probabilities[i]), ..told };
                if is_chosen(i) { self.chosen(judges, deed, side, (&candidates[i], &all[i]), told) } else { told }
            };
            shown.map(one).collect()
        };
        [side(ACTOR, &actor, actors), side(RECIPIENT, &recipient, recipients)]
    }

    /// Who it is, and where its country comes from.
    fn candidate(&self, deed: Deed<'_>, candidate: &Candidate<'_>, setting: Option<&str>) -> record::Candidate {
        let desk = self.scene.desk;
        let country = candidate.entity(setting);
        let told_by = match candidate.mention {
            Some(mention) if mention.party.entity().is_some() => None,
            Some(mention) => mention.country.as_ref().and_then(|(_, inferred)| inferred.told_by),
            None => desk.setting.at(deed.trigger).and_then(|setting| setting.told_by),
        };
        record::Candidate {
            span: candidate.mention.map(|mention| desk.article.span(mention.party.bytes)),
            stands: candidate.standing.name().to_owned(),
            chosen: false,
            probability: 0.0,
            country: country.map(str::to_owned),
            country_from: told_by.filter(|_| country.is_some()).map(|bytes| desk.article.span(bytes)),
            sector: None,
            speaks_for: Vec::new(),
            speaks_against: Vec::new(),
        }
    }

    /// What was weighed for one who was chosen.
    fn chosen(
        &self,
        judges: &Judges,
        deed: Deed<'_>,
        side: usize,
        (candidate, evidence): (&Candidate<'_>, &Evidence),
        told: record::Candidate,
    ) -> record::Candidate {
        let [speaks_for, speaks_against] = reasons(evidence, |feature| judges.sides.weight(feature, side));
        let mut of = Evidence::named();
        of_sector(self.scene, deed, candidate, side, &mut of);
        let mut sums = judges.sectors.no_sums();
        judges.sectors.weigh(&of, &mut sums);
        let best = (0..sums.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b])).unwrap_or_default();
        let is_somebody = candidate.party(deed.trigger).is_some();
        let sector = is_somebody.then(|| verdict(&judges.sectors, &of, best, None));
        record::Candidate { chosen: true, sector, speaks_for, speaks_against, ..told }
    }
}
