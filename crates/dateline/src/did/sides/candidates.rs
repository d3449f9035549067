//! Who of an article may be a party to an act? Everybody whom its sentence mentions, others of the article, and those whom
//! nobody has to name.

use std::collections::{BTreeMap, BTreeSet};

use dateline_language::{NameKind, Pos, Relation, Token};

use super::super::nouns;
use super::super::party::{Inferred, Party};
use super::origins;
use crate::codebook::{Noun, WordGroup};
use crate::desk::Desk;
use crate::grammar;
use crate::heads;
use crate::phrases::Coding;
use crate::record::Sector;

/// How many of those who are mentioned before and after the sentence, each once, nearest first.
const BEFORE: usize = 8;
const AFTER: usize = 4;

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// In the act's sentence.
    Here,
    /// In a sentence before it.
    Before,
    /// In a sentence behind it.
    After,
    /// Told by the act alone: who is arrested, is arrested by the police of the country.
    Implied,
    /// Somebody under arms whom nobody knows.
    Unknown,
    /// There is no party on this side, or none that is told.
    Nobody,
}

impl Standing {
    /// As features call it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Before => "before",
            Self::After => "after",
            Self::Implied => "implied",
            Self::Unknown => "unknown",
            Self::Nobody => "nobody",
        }
    }
}

/// Somebody who may be a party to an act.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'c> {
    pub(super) standing: Standing,
    /// The mention; none of who is implied, and of nobody.
    pub(super) mention: Option<&'c Mentioned>,
}

/// A mention of somebody who may be a party.
#[derive(Clone, Debug)]
pub(super) struct Mentioned {
    pub(super) party: Party,
    pub(super) sentence: usize,
    /// How often the same one is mentioned in the article.
    pub(super) often: usize,
    /// The country of a party whose words tell none, and where it was inferred from.
    pub(super) country: Option<(String, Inferred)>,
}

/// All mentions of an article, in the order of their heads.
#[derive(Debug)]
pub(super) struct Cast {
    mentions: Vec<Mentioned>,
    /// For each sentence, who is mentioned before it and behind it, by number of the mention.
    around: Vec<[Vec<usize>; 2]>,
    /// How much the article tells of others than of its first country or body.
    pub(super) abroad: Abroad,
}

/// Which share of the mentions that tell a country or body tells others than the commonest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abroad {
    /// Less than a tenth.
    Little,
    /// Less than a quarter.
    Some,
    /// Less than half.
    Much,
    /// Half or more.
    Most,
}

impl Abroad {
    fn of(mentions: &[Mentioned]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        mentions
            .iter()
            .filter_map(|mention| mention.party.entity())
            .for_each(|entity| *counts.entry(entity).or_default() += 1);
        let (all, most) = (counts.values().sum::<usize>(), counts.values().copied().max().unwrap_or_default());
        match 100 * (all - most) / all.max(1) {
            0..10 => Self::Little,
            10..25 => Self::Some,
            25..50 => Self::Much,
            _ => Self::Most,
        }
    }

    /// As features call it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Little => "little",
            Self::Some => "some",
            Self::Much => "much",
            Self::Most => "most",
        }
    }
}

/// Nouns of people and of those who hold power.
const PEOPLE: [WordGroup; 6] =
    [WordGroup::Crowd, WordGroup::Armed, WordGroup::Authority, WordGroup::Court, WordGroup::People, WordGroup::Power];

impl Cast {
    /// Everybody whom an article mentions.
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let found = desk.limit.words(desk.doc).filter(|token| mentions_somebody(desk, *token));
        let parties = found.filter_map(|token| Some((nouns::of_token(desk, token)?, token)));
        let mut mentions: Vec<Mentioned> = parties
            .map(|(party, token)| {
                let party = Party { head: token.i(), ..party };
                Mentioned { sentence: token.sentence_number(), party, often: 0, country: None }
            })
            .collect();
        origins::infer(desk, &mut mentions);
        let mut counts: BTreeMap<(Option<usize>, Option<String>), usize> = BTreeMap::new();
        mentions.iter().for_each(|mention| *counts.entry(key(&mention.party)).or_default() += 1);
        mentions.iter_mut().for_each(|mention| mention.often = counts[&key(&mention.party)]);
        let around = around(&mentions, desk.doc.sentences().len());
        Self { abroad: Abroad::of(&mentions), mentions, around }
    }

    /// Who may be a party to the act that a word tells.
    pub(super) fn candidates(&self, trigger: Token<'_>) -> Vec<Candidate<'_>> {
        let sentence = trigger.sentence_number();
        let start = self.mentions.partition_point(|mention| mention.sentence < sentence);
        let end = self.mentions.partition_point(|mention| mention.sentence <= sentence);
        let here = &self.mentions[start..end];
        let [before, after] = &self.around[sentence];
        let at = |&number: &usize| &self.mentions[number];
        let told = |standing| move |mention| Candidate { standing, mention: Some(mention) };
        let mut candidates: Vec<Candidate<'_>> = here.iter().map(told(Standing::Here)).collect();
        candidates.extend(before.iter().map(at).map(told(Standing::Before)));
        candidates.extend(after.iter().map(at).map(told(Standing::After)));
        let untold = [Standing::Implied, Standing::Unknown, Standing::Nobody];
        candidates.extend(untold.map(|standing| Candidate { standing, mention: None }));
        candidates
    }
}

/// For each sentence, the nearest mentions before it and behind it of those whom it does not mention, each once.
fn around(mentions: &[Mentioned], sentences: usize) -> Vec<[Vec<usize>; 2]> {
    let mut numbers = BTreeMap::new();
    let same: Vec<usize> = mentions
        .iter()
        .map(|mention| {
            let next = numbers.len();
            *numbers.entry(key(&mention.party)).or_insert(next)
        })
        .collect();
    let mut here = vec![Vec::new(); sentences];
    mentions.iter().enumerate().for_each(|(i, mention)| here[mention.sentence].push(i));
    let mut around = vec![[Vec::new(), Vec::new()]; sentences];
    for (side, most) in [(0, BEFORE), (1, AFTER)] {
        // Who was mentioned, by the last mention that was passed; counted so that the nearest comes first.
        let (mut passed, mut last) = (BTreeMap::new(), vec![None; numbers.len()]);
        let order: Vec<usize> = if side == 0 { (0..sentences).collect() } else { (0..sentences).rev().collect() };
        for sentence in order {
            let taken = around[sentence][0].iter().chain(&here[sentence]);
            let seen: BTreeSet<usize> = taken.map(|&mention| same[mention]).collect();
            let others = passed.values().copied().filter(|&mention: &usize| !seen.contains(&same[mention]));
            around[sentence][side] = others.take(most).collect();
            let own: Vec<usize> =
                if side == 0 { here[sentence].clone() } else { here[sentence].iter().rev().copied().collect() };
            for mention in own {
                let nearness = if side == 0 { mentions.len() - mention } else { mention };
                if let Some(before) = last[same[mention]].replace(nearness) {
                    passed.remove(&before);
                }
                passed.insert(nearness, mention);
            }
        }
    }
    around
}

/// Who is the same for a party to an act: one actor, or, of those who are none, one code.
fn key(party: &Party) -> (Option<usize>, Option<String>) {
    (party.actor, if party.actor.is_some() { None } else { party.code.clone() })
}

/// Whether the noun phrase that hangs on a word mentions people, a body or a state.
fn mentions_somebody(desk: &Desk<'_>, token: Token<'_>) -> bool {
    let ends_name = || desk.phrases.name_at(token.i()).is_none_or(|name| name.tokens.end == token.i() + 1);
    if desk.who.mention_at(token).is_some() || desk.phrases.country_at(token.i()).is_some() && ends_name() {
        return true;
    }
    let inside =
        matches!(token.dep(), Relation::Compound | Relation::Amod) || !matches!(token.pos(), Pos::Noun | Pos::Propn);
    if inside {
        return false;
    }
    let lemma = grammar::lemma(token).to_lowercase();
    let of_somebody = |label| matches!(label, NameKind::Person | NameKind::Org | NameKind::Norp | NameKind::Gpe);
    desk.phrases.role_at(token.i()).is_some()
        || token.name().is_some_and(|name| of_somebody(name.label()))
        || matches!(desk.codebook.noun(&lemma), Some(Noun::Person | Noun::Organization))
        || PEOPLE.iter().any(|group| desk.codebook.is_in(*group, &lemma))
}

impl Mentioned {
    /// The country or body that it tells, or the country that was inferred for it.
    pub(super) fn country(&self) -> Option<&str> {
        self.party.entity().or_else(|| Some(self.country.as_ref()?.0.as_str()))
    }
}

impl Candidate<'_> {
    /// Its country, or what stands in its place: that of the setting, if it tells none itself.
    pub(super) fn entity<'e>(&'e self, setting: Option<&'e str>) -> Option<&'e str> {
        match (self.standing, self.mention) {
            (Standing::Unknown | Standing::Nobody, _) => None,
            (_, Some(mention)) => mention.country().or(setting),
            (_, None) => setting,
        }
    }

    /// As the maps of vectors see it, before words are judged.
    pub(super) fn without_sums(&self) -> heads::Weighed {
        let word = self.mention.map(|mention| mention.party.head);
        heads::Weighed { word, standing: self.standing as usize, sums: [0.0; 2] }
    }

    /// Its sectors, as far as it tells them.
    pub(super) fn sectors(&self) -> &[Sector] {
        match self.standing {
            Standing::Unknown => &[Sector::Uaf],
            _ => self.mention.map_or(&[], |mention| &mention.party.coding.sectors),
        }
    }

    /// The party, at the words of the act where it has none of its own.
    pub(super) fn party(&self, trigger: Token<'_>) -> Option<Party> {
        match (self.standing, self.mention) {
            (Standing::Nobody, _) => None,
            (_, Some(mention)) => Some(mention.party.clone()),
            (_, None) => {
                let coding = Coding { country: None, entity: None, sectors: self.sectors().to_vec() };
                Some(Party::of(None, None, coding, trigger.i(), trigger.bytes()))
            }
        }
    }
}
