//! What does the meaning of the ledger's sentences tell: which of them say something, which of these are one, and which sentences
//! tell what became of it?

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Kind;
use super::joining::{Joined, LONG};
use super::meaning::{Gap, Meaning, Relation, Sense, Stated, Told};
use super::party::Somebody;
use super::sentence::{Sentence, days};
use super::statement::Statement;

/// How likely a sentence must say something of a kind, so that what its words tell of that kind counts, and so that it counts
/// though its words tell nothing.
pub(super) const LIKELY: f32 = 0.2;
const SURE: f32 = 0.7;

/// With how many statements before it one is compared, the nearest in meaning, and how near these must be.
const BEFORE: usize = 6;
const NEAR: f32 = 0.3;

/// How many statements before one are looked at, and with how many sentences behind it an entry is compared, the nearest in meaning.
const LATEST: usize = 3_000;
const MOST: usize = 20;

/// Of how many sentences that tell an entry a later one may be near, and how many of those with its own words are kept in mind.
const APART: usize = 60;
const COPIES: usize = 3;

/// The sentences, and what they mean.
pub(super) struct Meant<'m> {
    meaning: &'m Meaning,
    sentences: &'m [Sentence],
    headlines: &'m [&'m str],
    senses: Vec<Sense>,
    /// For each sentence the first with the same words: copies are asked about once.
    originals: Vec<usize>,
}

/// Which earlier statements each statement may say again, and how likely it does.
pub(super) type Again = Vec<BTreeMap<usize, f32>>;

/// A statement that sentences are compared with: who says what kind of thing to whom, and in which sentence.
struct Stating {
    kind: Kind,
    who: String,
    to: String,
    sentence: usize,
}

impl Stating {
    fn of(kind: Kind, who: &[Somebody], to: &[Somebody], sentence: usize) -> Self {
        Self { kind, who: names(who), to: names(to), sentence }
    }
}

impl<'m> Meant<'m> {
    /// What these sentences mean, `headlines` being those of their reports; nothing, if it gets too late.
    pub(super) fn of(
        meaning: &'m Meaning,
        sentences: &'m [Sentence],
        headlines: &'m [&'m str],
        late: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let told: Vec<Told> = (0..sentences.len()).map(|number| told(sentences, headlines, number)).collect();
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        let originals = sentences.iter().enumerate();
        let originals = originals.map(|(number, sentence)| *first.entry(&sentence.words).or_insert(number)).collect();
        Some(Self { meaning, sentences, headlines, senses: meaning.senses(&told, late)?, originals })
    }

    /// Leaves out statements whose sentences mean nothing of the kind, and adds those that no words tell.
    pub(super) fn statements(&self, mut found: Vec<Statement>) -> Vec<Statement> {
        found.retain(|statement| self.likelihood(statement.sentence, statement.kind) >= LIKELY);
        let said: BTreeSet<(usize, Kind)> = found.iter().map(|said| (said.sentence, said.kind)).collect();
        for (number, sentence) in self.sentences.iter().enumerate() {
            let sure = Kind::ALL.into_iter().filter(|&kind| self.likelihood(number, kind) >= SURE);
            // The first sentence of a report is read with the headline, which may say what it does not.
            let is_first = number == 0 || self.sentences[number - 1].report != sentence.report;
            let unsaid = sure.filter(|&kind| !is_first && !said.contains(&(number, kind)));
            found.extend(unsaid.filter_map(|kind| Statement::of_whole(number, sentence, kind)));
        }
        found.sort_by_key(|statement| statement.sentence);
        found
    }

    /// Which statements before each it may say again, the nearest in meaning; nothing, if it gets too late.
    pub(super) fn again(&self, statements: &[Statement], late: &(dyn Fn() -> bool + Sync)) -> Option<Again> {
        let mut again: Again = vec![BTreeMap::new(); statements.len()];
        let mut pairs = Vec::new();
        for (later, statement) in statements.iter().enumerate() {
            let is_before = |other: &Statement| {
                other.kind == statement.kind
                    && other.sentence < statement.sentence
                    && days(self.sentences, other.sentence, statement.sentence) <= LONG
            };
            let latest = statements[..later].iter().enumerate().rev().take(LATEST).rev();
            let (copies, others): (Vec<_>, Vec<_>) = latest
                .filter(|(_, other)| is_before(other))
                .partition(|(_, other)| self.originals[other.sentence] == self.originals[statement.sentence]);
            again[later].extend(copies.into_iter().rev().take(COPIES).map(|(number, _)| (number, 1.0)));
            let mut seen = BTreeSet::new();
            let firsts = others.into_iter().filter(|(_, other)| seen.insert(self.originals[other.sentence]));
            let near = firsts.map(|(number, other)| (self.nearness(other.sentence, statement.sentence), number));
            pairs.extend(nearest(near, BEFORE).into_iter().map(|number| (number, later)));
        }
        let stating =
            |statement: &Statement| Stating::of(statement.kind, &statement.who, &statement.to, statement.sentence);
        let asked: Vec<(Stating, usize)> =
            pairs.iter().map(|&(before, later)| (stating(&statements[before]), statements[later].sentence)).collect();
        for ((before, later), relation) in pairs.iter().zip(self.ask(&asked, late)?) {
            again[*later].insert(*before, relation.is_same());
        }
        Some(again)
    }

    /// What the nearest in meaning of the sentences `behind` each entry tell of it; nothing, if it gets too late.
    pub(super) fn relations(
        &self,
        joined: &[Joined],
        behind: impl Fn(&Joined) -> BTreeSet<usize>,
        late: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Vec<(usize, Relation)>>> {
        let mut asked = Vec::new();
        let mut groups = Vec::new();
        for (number, entry) in joined.iter().enumerate() {
            let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            behind(entry).into_iter().for_each(|later| copies.entry(self.originals[later]).or_default().push(later));
            let told = self.told_apart(entry);
            let firsts = copies.values().map(|copies| (self.nearness_to(&told, copies[0]), copies[0]));
            for later in nearest(firsts, MOST) {
                let chief = entry.chief().sentence;
                let first = if chief < later { chief } else { entry.statements[0].sentence };
                asked.push((Stating::of(entry.kind, &entry.who, &entry.to, first), later));
                groups.push((number, copies.remove(&self.originals[later]).unwrap_or_default()));
            }
        }
        let mut told = vec![Vec::new(); joined.len()];
        for ((number, copies), relation) in groups.into_iter().zip(self.ask(&asked, late)?) {
            told[number].extend(copies.into_iter().map(|later| (later, relation)));
        }
        Some(told)
    }

    /// What each of these sentences tells of the statement with which it stands; nothing, if it gets too late.
    fn ask(&self, asked: &[(Stating, usize)], late: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Relation>> {
        let pairs = asked.iter().map(|(stating, later)| {
            let words = &self.sentences[stating.sentence].words;
            let stated = Stated { kind: stating.kind as usize, who: &stating.who, to: &stating.to, words };
            let gap = gap(self.sentences, stating.sentence, *later);
            (stated, told(self.sentences, self.headlines, *later), gap)
        });
        let pairs: Vec<_> = pairs.collect();
        self.meaning.relations(&pairs, late)
    }

    /// The sentences that tell an entry, the first of those with the same words, so many at most.
    fn told_apart(&self, entry: &Joined) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        let sentences = entry.statements.iter().map(|told| told.sentence);
        sentences.filter(|sentence| seen.insert(self.originals[*sentence])).take(APART).collect()
    }

    /// How near a sentence is to the nearest before it of these.
    fn nearness_to(&self, told: &[usize], later: usize) -> f32 {
        let before = told.iter().filter(|told| **told < later);
        before.map(|told| self.nearness(*told, later)).fold(-1.0, f32::max)
    }

    fn likelihood(&self, sentence: usize, kind: Kind) -> f32 {
        self.senses[sentence].kinds[kind as usize]
    }

    fn nearness(&self, statement: usize, later: usize) -> f32 {
        self.senses[statement].nearness(&self.senses[later])
    }
}

/// A sentence with the one before it.
fn told<'s>(sentences: &'s [Sentence], headlines: &[&'s str], number: usize) -> Told<'s> {
    let sentence = &sentences[number];
    let before =
        number.checked_sub(1).map(|before| &sentences[before]).filter(|before| before.report == sentence.report);
    Told { before: before.map_or(headlines[sentence.report], |before| &before.words), words: &sentence.words }
}

/// How much later a sentence is told.
fn gap(sentences: &[Sentence], first: usize, later: usize) -> Gap {
    match () {
        () if sentences[first].report != sentences[later].report => Gap::Days(days(sentences, first, later)),
        () if later == first + 1 => Gap::Next,
        () => Gap::SameReport,
    }
}

fn names(whom: &[Somebody]) -> String {
    whom.iter().map(|who| who.name.as_str()).collect::<Vec<_>>().join(" and ")
}

/// The numbers of the nearest.
fn nearest(near: impl Iterator<Item = (f32, usize)>, most: usize) -> Vec<usize> {
    let mut near: Vec<(f32, usize)> = near.filter(|(nearness, _)| *nearness >= NEAR).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.into_iter().take(most).map(|(_, number)| number).collect()
}
