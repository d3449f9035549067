//! Who did it, to whom? For each act, the likeliest of all whom the article mentions, of those whom nobody has to name, and
//! of nobody; then the sector in which they did it.

mod candidates;
mod choice;
mod dyads;
mod evidence;
mod explained;
mod origins;
mod ruled_out;
mod sectors;
mod taught;

use dateline_language::{Tag, Token, Vectors};

use super::acts::Scene;
use super::party::{Inferred, Party};
use crate::codebook::Judges;
use crate::grammar::{self, acts};
use crate::heads;
use crate::phrases::Coding;
use crate::record::{PartyFrom, Sector};
use crate::weights::Evidence;
use candidates::{Candidate, Cast, Standing};
use choice::Choice;
pub(crate) use dyads::DYADS;
pub(crate) use evidence::Deed;
pub(crate) use sectors::sectors;
pub(super) use sectors::settled;
use sectors::{AskedSectors, Found};
pub(crate) use taught::{MarkedSide, Weighed};

/// The two sides of an act, as classes of the judge of parties.
pub(crate) const SIDES: [&str; 2] = ["actor", "recipient"];
const ACTOR: usize = 0;
const RECIPIENT: usize = 1;

/// Those who take part in the acts of an article.
pub(super) struct Sides<'s, 'a> {
    scene: &'s Scene<'s, 'a>,
    cast: Cast,
}

/// The parties to an act: actors, then recipients.
pub(super) type Parties = [Vec<Found>; 2];

/// The candidates that stand on either side.
type Chosen<'c, 'm> = (Vec<&'c Candidate<'m>>, Vec<&'c Candidate<'m>>);

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
        ruled_out::by_grammar(self.scene.desk, deed, &candidates, &mut sums);
        let [actors, recipients] = &mut sums;
        let (actor, recipient) = self.chosen(judges, deed, &candidates, actors, recipients);
        let coded = |chosen: &[&Candidate<'_>], side: usize| {
            let asked = AskedSectors { judges, vectors, deed, side };
            let chances = sums[side].as_slice();
            let parties = chosen.iter().filter_map(|candidate| {
                let mut party = candidate.party(deed.trigger)?;
                self.infer(deed, candidate, &mut party);
                let sums = if chosen.len() == 1 {
                    self.sectors_of_country(&asked, candidate, candidates.iter().zip(chances.iter().copied()))
                } else {
                    self.sectors(&asked, candidate)
                };
                Some(Found { party, sums })
            });
            let mut once: Vec<Found> = Vec::new();
            for found in parties.flat_map(|found| self.with_companions(found)) {
                if !once.iter().any(|other| other.party.is_same(&found.party)) {
                    once.push(found);
                }
            }
            once
        };
        [coded(&actor, ACTOR), coded(&recipient, RECIPIENT)]
    }

    /// "The foreign ministers of Turkey and Iraq" are two parties: one of each country that several of a kind are of.
    fn with_companions(&self, found: Found) -> Vec<Found> {
        let (doc, phrases) = (self.scene.desk.doc, &self.scene.desk.phrases);
        let head = doc.token(found.party.head);
        let of = grammar::governed(head, &acts::GENITIVE).filter(|_| head.tag() == Tag::Nns);
        let names = of.map(grammar::coordinated).unwrap_or_default();
        let other = |name: Token<'_>| {
            let country = phrases.country_at(name.i()).filter(|country| found.party.entity() != Some(country))?;
            let coding = Coding { country: Some(country), ..found.party.coding.clone() };
            let party = Party { actor: None, coding, head: name.i(), bytes: name.bytes(), ..found.party.clone() };
            Some(Found { party, sums: found.sums.clone() })
        };
        let others: Vec<Found> = names.into_iter().skip(1).filter_map(other).collect();
        std::iter::once(found).chain(others).collect()
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
        judges: &Judges,
        deed: Deed<'_>,
        candidates: &'c [Candidate<'m>],
        actors: &mut [f32],
        recipients: &mut [f32],
    ) -> Chosen<'c, 'm> {
        let mut dyads = self.dyads(candidates, [&*actors, &*recipients]);
        self.judge_dyads(&judges.dyads, deed, candidates, &mut dyads);
        let choice = Choice { candidates, setting: self.country(deed), deed };
        let (actor, recipient) = choice.chosen(&dyads, actors, recipients);
        let untold = || self.untold(deed, candidates).map(|recipient| (actor.clone(), recipient));
        self.told(deed, candidates).or_else(untold).unwrap_or((actor, recipient))
    }

    /// To whom it was done, if an entry tells that and nobody is named who did it.
    fn untold<'c, 'm>(&self, deed: Deed<'_>, candidates: &'c [Candidate<'m>]) -> Option<Vec<&'c Candidate<'m>>> {
        let event = self.scene.untold_at(deed.trigger.i()).filter(|event| event.kind == deed.kind)?;
        let is = |candidate: &&Candidate<'m>, party: &Party| {
            candidate.mention.is_some_and(|mention| mention.party.head == party.head)
        };
        let found: Option<Vec<_>> =
            event.recipient.iter().map(|party| candidates.iter().find(|one| is(one, party))).collect();
        found.filter(|found| !found.is_empty())
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
            sums: [sums[ACTOR][i], sums[RECIPIENT][i]],
            ..candidate.without_sums()
        };
        let weighed: Vec<_> = candidates.iter().enumerate().map(of).collect();
        self.scene.desk.codebook.heads().parties(vectors, deed.trigger.i(), deed.kind, &weighed)
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
