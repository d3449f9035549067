//! Who did it, to whom? For each act, the likeliest of all whom the article mentions, of those whom nobody has to name, and
//! of nobody; then the sector in which they did it.

mod candidates;
mod choice;
mod evidence;
mod explained;
mod taught;

use std::collections::BTreeMap;

use dateline_language::Vectors;

use super::acts::Scene;
use super::party::{Inferred, Party};
use crate::codebook::Judges;
use crate::grammar;
use crate::heads;
use crate::record::{PartyFrom, Sector};
use crate::weights::Evidence;
use candidates::{Candidate, Cast, Standing};
use choice::Choice;
pub(crate) use evidence::Deed;
pub(crate) use taught::{MarkedSide, Weighed};

/// The two sides of an act, as classes of the judge of parties.
pub(crate) const SIDES: [&str; 2] = ["actor", "recipient"];
const ACTOR: usize = 0;
const RECIPIENT: usize = 1;
/// The class of parties without a sector.
const NONE: &str = "none";
/// How much a sector counts that the words of a party tell, beside the other evidence.
const OWN: f32 = 1.0;
/// How much the vector of an act's word says of the sectors beside the other evidence.
const SECTOR: f32 = 0.5;

/// The classes of the judge of sectors.
pub(crate) fn sectors() -> Vec<&'static str> {
    std::iter::once(NONE).chain(Sector::ALL.iter().map(|sector| sector.name())).collect()
}

/// Those who take part in the acts of an article.
pub(super) struct Sides<'s, 'a> {
    scene: &'s Scene<'s, 'a>,
    cast: Cast,
}

/// The parties to an act: actors, then recipients.
pub(super) type Parties = [Vec<Found>; 2];

/// A party to an act, and what speaks for each sector.
#[derive(Debug)]
pub(super) struct Found {
    party: Party,
    sums: Vec<f32>,
}

/// The candidates that stand on either side.
type Chosen<'c, 'm> = (Vec<&'c Candidate<'m>>, Vec<&'c Candidate<'m>>);

/// How much the other acts of an actor say of its sector, beside this one.
const OTHERS: f32 = 1.0;

/// Gives the parties of all acts of an article their sectors: who takes part in several acts, mostly does so as one and the
/// same.
pub(super) fn settled(all: Vec<Parties>) -> Vec<[Vec<Party>; 2]> {
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
    // The codebook knows which armed groups govern on the day.
    if party.coding.sectors.first() != Some(&Sector::Uaf) && !party.is_armed_group {
        let best = (0..sums.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b])).unwrap_or_default();
        let sector = best.checked_sub(1).map(|sector| Sector::ALL[sector]);
        if party.coding.sectors.first().copied() != sector {
            party.coding.sectors = sector.into_iter().collect();
        }
    }
    party.code = party.coding.code();
    party
}

impl<'s, 'a> Sides<'s, 'a> {
    pub(super) fn of(scene: &'s Scene<'s, 'a>) -> Self {
        Self { scene, cast: Cast::of(scene.desk) }
    }

    /// The parties to an act.
    pub(super) fn parties(&self, judges: &Judges, vectors: Option<&Vectors>, deed: Deed<'_>) -> Parties {
        let candidates = self.cast.candidates(deed.trigger);
        let mut sums = self.sums(judges, deed, &candidates);
        if let Some(encoded) = vectors.and_then(|vectors| self.encoded(vectors, deed, &candidates, &sums)) {
            sums = encoded;
        }
        let [actors, recipients] = &mut sums;
        let (actor, recipient) = self.chosen(deed, &candidates, actors, recipients);
        let coded = |chosen: &[&Candidate<'_>], side: usize| {
            let parties = chosen.iter().filter_map(|candidate| {
                Some(self.coded(judges, vectors, deed, candidate, side, candidate.party(deed.trigger)?))
            });
            let mut once: Vec<Found> = Vec::new();
            for found in parties {
                if !once.iter().any(|other| other.party.is_same(&found.party)) {
                    once.push(found);
                }
            }
            once
        };
        [coded(&actor, ACTOR), coded(&recipient, RECIPIENT)]
    }

    /// The country where an act's sentence plays.
    fn country(&self, deed: Deed<'_>) -> Option<&str> {
        self.scene.desk.setting.at(deed.trigger).map(|setting| setting.country.as_str())
    }

    /// What the judge of words sums up for each candidate on either side.
    fn sums(&self, judges: &Judges, deed: Deed<'_>, candidates: &[Candidate<'_>]) -> [Vec<f32>; 2] {
        let country = self.country(deed);
        let mut sums = [Vec::new(), Vec::new()];
        let mut evidence = Evidence::default();
        for candidate in candidates {
            let mut both = judges.sides.no_sums();
            evidence.clear();
            evidence::of_candidate(self.scene, deed, candidate, country, &mut evidence);
            judges.sides.weigh(&evidence, &mut both);
            sums.iter_mut().zip(both).for_each(|(sums, sum)| sums.push(sum));
        }
        sums
    }

    /// What speaks for and against each candidate, by name.
    fn named_evidence(&self, deed: Deed<'_>, candidates: &[Candidate<'_>]) -> Vec<Evidence> {
        let country = self.country(deed);
        let of = |candidate: &Candidate<'_>| {
            let mut evidence = Evidence::named();
            evidence::of_candidate(self.scene, deed, candidate, country, &mut evidence);
            evidence
        };
        candidates.iter().map(of).collect()
    }

    /// The candidates that stand on either side: those that an entry tells, else the likeliest. Sums become probabilities.
    fn chosen<'c, 'm>(
        &self,
        deed: Deed<'_>,
        candidates: &'c [Candidate<'m>],
        actors: &mut [f32],
        recipients: &mut [f32],
    ) -> Chosen<'c, 'm> {
        let choice = Choice { candidates, setting: self.country(deed), deed };
        let actor = choice.chosen(actors, &[]);
        let recipient = choice.chosen(recipients, &actor);
        self.told(deed, candidates).unwrap_or((actor, recipient))
    }

    /// The parties that an entry of the codebook tells, if it tells the act and all its actors are among the candidates: who
    /// stands where an entry looks for them is right nine times in ten.
    fn told<'c, 'm>(&self, deed: Deed<'_>, candidates: &'c [Candidate<'m>]) -> Option<Chosen<'c, 'm>> {
        let event = self.scene.event_at(deed.trigger.i()).filter(|event| event.kind == deed.kind)?;
        let find = |party: &Party| {
            let same = |candidate: &&Candidate<'m>| {
                candidate
                    .mention
                    .is_some_and(|mention| mention.party.head == party.head || mention.party.is_same(party))
            };
            candidates.iter().find(same)
        };
        let actor: Option<Vec<_>> = event.actor.iter().map(find).collect();
        let recipient: Vec<_> = event.recipient.iter().filter_map(find).collect();
        let actor = actor.filter(|actor| !actor.is_empty())?;
        (recipient.is_empty() == event.recipient.is_empty()).then_some((actor, recipient))
    }

    /// What speaks for each candidate, by the vectors of its words and of the act's.
    fn encoded(
        &self,
        vectors: &Vectors,
        deed: Deed<'_>,
        candidates: &[Candidate<'_>],
        sums: &[Vec<f32>; 2],
    ) -> Option<[Vec<f32>; 2]> {
        let of = |(i, candidate): (usize, &Candidate<'_>)| heads::Weighed {
            word: candidate.mention.map(|mention| mention.party.head),
            standing: candidate.standing as usize,
            sums: [sums[ACTOR][i], sums[RECIPIENT][i]],
        };
        let weighed: Vec<_> = candidates.iter().enumerate().map(of).collect();
        self.scene.desk.codebook.heads().parties(vectors, deed.trigger.i(), deed.kind, &weighed)
    }

    /// A party with its country and the sector in which it takes part.
    fn coded(
        &self,
        judges: &Judges,
        vectors: Option<&Vectors>,
        deed: Deed<'_>,
        candidate: &Candidate<'_>,
        side: usize,
        mut party: Party,
    ) -> Found {
        let mut evidence = Evidence::default();
        of_sector(self.scene, deed, candidate, side, &mut evidence);
        let mut sums = judges.sectors.no_sums();
        judges.sectors.weigh(&evidence, &mut sums);
        if let Some(own) = candidate.sectors().first() {
            sums[1 + *own as usize] += OWN;
        }
        if let Some(vector) = vectors.and_then(|vectors| vectors.word(deed.trigger.i())) {
            for (sector, logit) in self.scene.desk.codebook.heads().sectors(vector, side) {
                sums[sector.map_or(0, |sector| 1 + sector as usize)] += SECTOR * logit;
            }
        }
        self.infer(deed, candidate, &mut party);
        Found { party, sums }
    }

    /// Gives a party the country of where it is told of, if its words tell none, and says from what it was inferred.
    fn infer(&self, deed: Deed<'_>, candidate: &Candidate<'_>, party: &mut Party) {
        let mentioned = candidate.mention.and_then(|mention| mention.country.clone());
        let unknown = party.coding.sectors.first() == Some(&Sector::Uaf);
        if party.entity().is_none() && candidate.standing != Standing::Unknown && !unknown {
            let setting = || {
                let setting = self.scene.desk.setting.at(deed.trigger)?;
                let from = PartyFrom::Setting;
                Some((setting.country.clone(), Inferred { from, told_by: setting.told_by }))
            };
            if let Some((country, inferred)) = mentioned.or_else(setting) {
                party.coding.country = Some(country);
                party.inferred = Some(inferred);
            }
        }
        let from = match candidate.standing {
            Standing::Before | Standing::After => PartyFrom::ToldElsewhere,
            Standing::Implied | Standing::Unknown => PartyFrom::Implied,
            Standing::Here | Standing::Nobody => return,
        };
        party.inferred = Some(Inferred { from, told_by: party.inferred.and_then(|inferred| inferred.told_by) });
    }
}

/// What speaks for the sector in which a party takes part.
fn of_sector(scene: &Scene<'_, '_>, deed: Deed<'_>, candidate: &Candidate<'_>, side: usize, out: &mut Evidence) {
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
