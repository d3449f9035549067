//! Who did it, to whom? For each act, the likeliest of all whom the article mentions, of those whom nobody has to name, and
//! of nobody; then the sector in which they did it.

mod candidates;
mod evidence;
mod explained;

use super::acts::Scene;
use super::party::{Party, distinct};
use crate::codebook::Judges;
use crate::desk::Desk;
use crate::record::Sector;
use crate::weights::{Evidence, Lessons, probabilities};
use candidates::{Candidate, Cast, Standing};
pub(crate) use evidence::Deed;

/// The two sides of an act, as classes of the judge of parties.
pub(crate) const SIDES: [&str; 2] = ["actor", "recipient"];
const ACTOR: usize = 0;
const RECIPIENT: usize = 1;
/// The class of parties without a sector.
const NONE: &str = "none";
/// How probable others beside the likeliest must be, as a share of its probability.
const BESIDE: f32 = 0.5;

/// The classes of the judge of sectors.
pub(crate) fn sectors() -> Vec<&'static str> {
    std::iter::once(NONE).chain(Sector::ALL.iter().map(|sector| sector.name())).collect()
}

/// Those who take part in the acts of an article.
pub(super) struct Sides<'s, 'a> {
    scene: &'s Scene<'s, 'a>,
    cast: Cast,
}

/// The parties to an act.
#[derive(Debug, Default)]
pub(super) struct Parties {
    pub(super) actor: Vec<Party>,
    pub(super) recipient: Vec<Party>,
}

impl<'s, 'a> Sides<'s, 'a> {
    pub(super) fn of(scene: &'s Scene<'s, 'a>) -> Self {
        Self { scene, cast: Cast::of(scene.desk) }
    }

    /// The parties to an act.
    pub(super) fn parties(&self, judges: &Judges, deed: Deed<'_>) -> Parties {
        let setting = setting_at(self.scene.desk, deed.trigger.i());
        let candidates = self.cast.candidates(deed.trigger);
        let mut sums = [Vec::new(), Vec::new()];
        let mut evidence = Evidence::default();
        for candidate in &candidates {
            let mut both = judges.sides.no_sums();
            evidence.clear();
            evidence::of_candidate(self.scene, deed, candidate, setting.as_deref(), &mut evidence);
            judges.sides.weigh(&evidence, &mut both);
            sums.iter_mut().zip(both).for_each(|(sums, sum)| sums.push(sum));
        }
        let [actors, recipients] = &mut sums;
        let actor = chosen(&candidates, actors, &[]);
        let recipient = chosen(&candidates, recipients, &actor);
        let coded = |chosen: &[&Candidate<'_>], side: usize| {
            let parties = chosen.iter().filter_map(|candidate| {
                Some(self.coded(judges, deed, candidate, side, setting.as_deref(), candidate.party(deed.trigger)?))
            });
            distinct(parties.collect())
        };
        Parties { actor: coded(&actor, ACTOR), recipient: coded(&recipient, RECIPIENT) }
    }

    /// A party with its country and the sector in which it takes part.
    fn coded(
        &self,
        judges: &Judges,
        deed: Deed<'_>,
        candidate: &Candidate<'_>,
        side: usize,
        setting: Option<&str>,
        mut party: Party,
    ) -> Party {
        let mut evidence = Evidence::default();
        of_sector(self.scene, deed, candidate, side, &mut evidence);
        let mut sums = judges.sectors.no_sums();
        judges.sectors.weigh(&evidence, &mut sums);
        let best = (0..sums.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b])).unwrap_or_default();
        let sector = best.checked_sub(1).map(|sector| Sector::ALL[sector]);
        if candidate.standing != Standing::Unknown && party.coding.sectors.first().copied() != sector {
            party.coding.sectors = sector.into_iter().collect();
        }
        if party.entity().is_none() {
            party.coding.country = candidate.entity(setting).map(str::to_owned);
        }
        party.code = party.coding.code();
        party
    }

    /// The candidates for an act as another judge learns from them: what each weighs here, and whether readers mean it.
    pub(super) fn weighed(&self, judges: &Judges, deed: Deed<'_>, marked: &[MarkedSide; 2]) -> Vec<Weighed> {
        let setting = setting_at(self.scene.desk, deed.trigger.i());
        let candidates = self.cast.candidates(deed.trigger);
        let meant = |side: &MarkedSide| {
            let mut meant = vec![false; candidates.len()];
            for code in side.each() {
                let right = right(&candidates, code, side.explicit, setting.as_deref());
                meant.iter_mut().zip(right).for_each(|(meant, right)| *meant |= right);
            }
            meant
        };
        let meant = [meant(&marked[ACTOR]), meant(&marked[RECIPIENT])];
        let mut evidence = Evidence::default();
        let of = |(i, candidate): (usize, &Candidate<'_>)| {
            let mut sums = judges.sides.no_sums();
            evidence.clear();
            evidence::of_candidate(self.scene, deed, candidate, setting.as_deref(), &mut evidence);
            judges.sides.weigh(&evidence, &mut sums);
            Weighed {
                head: candidate.mention.map(|mention| mention.party.head),
                standing: candidate.standing.name(),
                sums: [sums[ACTOR], sums[RECIPIENT]],
                meant: [meant[ACTOR][i], meant[RECIPIENT][i]],
            }
        };
        candidates.iter().enumerate().map(of).collect()
    }

    /// Adds an act to the lessons: `actor` and `recipient` are the codes that readers gave.
    pub(super) fn teach(&self, sides: &mut Lessons, sectors: &mut Lessons, deed: Deed<'_>, marked: &[MarkedSide; 2]) {
        let setting = setting_at(self.scene.desk, deed.trigger.i());
        let candidates = self.cast.candidates(deed.trigger);
        let evidence: Vec<Evidence> = candidates
            .iter()
            .map(|candidate| {
                let mut evidence = Evidence::named();
                evidence::of_candidate(self.scene, deed, candidate, setting.as_deref(), &mut evidence);
                evidence
            })
            .collect();
        for (side, marked) in marked.iter().enumerate() {
            for code in marked.each() {
                let right = right(&candidates, code, marked.explicit, setting.as_deref());
                if let (Some(code), Some(one)) = (code, right.iter().position(|right| *right)) {
                    let sector = code.split(' ').nth(1).and_then(Sector::of);
                    let mut evidence = Evidence::named();
                    of_sector(self.scene, deed, &candidates[one], side, &mut evidence);
                    sectors.add(&evidence, sector.map_or(0, |sector| 1 + sector as usize), 1.0);
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
    candidates
        .iter()
        .map(|candidate| most > 0 && (all || within(candidate)) && agreement(candidate) == most)
        .collect()
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

/// The likeliest candidate, and others of the sentence that are nearly as likely; nobody of `not`.
fn chosen<'c, 'm>(
    candidates: &'c [Candidate<'m>],
    sums: &mut [f32],
    not: &[&Candidate<'_>],
) -> Vec<&'c Candidate<'m>> {
    let same = |one: &Candidate<'_>, other: &Candidate<'_>| match (one.mention, other.mention) {
        (Some(one), Some(other)) => {
            one.party.head == other.party.head || one.party.actor.is_some() && one.party.actor == other.party.actor
        }
        _ => false,
    };
    for (candidate, sum) in candidates.iter().zip(sums.iter_mut()) {
        if not.iter().any(|other| same(candidate, other)) {
            *sum = f32::NEG_INFINITY;
        }
    }
    probabilities(sums);
    let Some(best) = (0..sums.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b])) else { return Vec::new() };
    let beside = |i: usize| {
        candidates[i].standing == Standing::Here
            && candidates[best].standing == Standing::Here
            && sums[i] >= BESIDE * sums[best]
    };
    let mut chosen = vec![best];
    chosen.extend((0..sums.len()).filter(|&i| i != best && beside(i)));
    chosen.into_iter().map(|i| &candidates[i]).collect()
}

/// What speaks for the sector in which a party takes part.
fn of_sector(scene: &Scene<'_, '_>, deed: Deed<'_>, candidate: &Candidate<'_>, side: usize, out: &mut Evidence) {
    let (kind, lemma, side) = (deed.kind.name(), crate::grammar::lemma(deed.trigger), SIDES[side]);
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
    let word = crate::grammar::lemma(head);
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
        out.add(&["part", &crate::grammar::lemma(part)]);
    }
    if let Some(actor) = mention.party.actor {
        out.add(&["kind", scene.desk.who.actors[actor].kind.name()]);
    }
}

/// The country in which a word's sentence plays.
fn setting_at(desk: &Desk<'_>, _word: usize) -> Option<String> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for mention in &desk.who.mentions {
        if let Some(country) = desk.who.actors[mention.actor].coding.country.as_deref() {
            *counts.entry(country).or_default() += 1;
        }
    }
    for place in &desk.places {
        if let Some(country) = place.country.as_deref() {
            *counts.entry(country).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(country, _)| country.to_owned())
}
