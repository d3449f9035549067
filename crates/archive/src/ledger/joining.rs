//! Which statements are one, however many reports tell it?

use std::collections::BTreeMap;

use super::entry::Kind;
use super::party::{Somebody, likeness};
use super::rarity::Rarity;
use super::sentence::Sentence;
use super::statement::Statement;

/// Share of the words of the one that tells less which two statements of the same parties have in common at least.
const SAME_PARTIES: f64 = 0.28;
/// The same, where it is told of the one alone who says it.
const SAME_SPEAKER: f64 = 0.4;
/// The same, where a party is only inferred, or not told.
const OTHER_PARTIES: f64 = 0.5;
/// What these words weigh together at least.
const ENOUGH: f64 = 1.3;
/// The same, where the parties are the same.
const ENOUGH_OF_THEM: f64 = 0.9;
/// Days after which it is another demand.
const LONG: i32 = 90;

/// Statements that are one.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) kind: Kind,
    pub(super) who: Vec<Somebody>,
    pub(super) to: Vec<Somebody>,
    /// In the order of their days.
    pub(super) statements: Vec<Statement>,
    /// The share of its statements that have each word, those of copies counted as one.
    pub(super) matter: BTreeMap<String, f64>,
}

/// Joins statements, which are in the order of their days; nothing, if it gets too late.
pub(super) fn join(
    statements: Vec<Statement>,
    sentences: &[Sentence],
    rarity: &Rarity,
    late: &dyn Fn() -> bool,
) -> Option<Vec<Joined>> {
    let mut joined: Vec<Joined> = Vec::new();
    let mut waiting = Vec::new();
    for statement in statements {
        if late() {
            return None;
        }
        match best(&joined, &statement, sentences, rarity) {
            Some(place) => joined[place].add(statement),
            None if statement.opens => joined.push(Joined::of(statement)),
            None => waiting.push(statement),
        }
    }
    // What is too unsure to open an entry may tell one that a later report opens.
    for statement in waiting {
        if late() {
            return None;
        }
        if let Some(place) = best(&joined, &statement, sentences, rarity) {
            joined[place].add(statement);
        }
    }
    for entry in &mut joined {
        let day = |statement: &Statement| (sentences[statement.sentence].day, statement.sentence);
        entry.statements.sort_by_key(|statement| (day(statement).0.is_none(), day(statement)));
    }
    Some(joined)
}

fn best(joined: &[Joined], statement: &Statement, sentences: &[Sentence], rarity: &Rarity) -> Option<usize> {
    let score = |(place, entry): (usize, &Joined)| {
        let score = entry.likeness(statement, sentences, rarity)?;
        Some((score, place))
    };
    joined.iter().enumerate().filter_map(score).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, place)| place)
}

impl Joined {
    fn of(statement: Statement) -> Self {
        let mut joined = Self {
            kind: statement.kind,
            who: statement.who.clone(),
            to: statement.to.clone(),
            statements: Vec::new(),
            matter: BTreeMap::new(),
        };
        joined.add(statement);
        joined
    }

    fn add(&mut self, statement: Statement) {
        let is_surer = |old: &[Somebody], new: &[Somebody]| {
            !old.iter().any(|party| party.is_sure) && new.iter().any(|party| party.is_sure)
        };
        if self.who.is_empty() || is_surer(&self.who, &statement.who) {
            self.who.clone_from(&statement.who);
        }
        if self.to.is_empty() || is_surer(&self.to, &statement.to) {
            self.to.clone_from(&statement.to);
        }
        let before = self.statements.len() as f64;
        self.matter.values_mut().for_each(|share| *share *= before / (before + 1.0));
        for word in &statement.matter {
            *self.matter.entry(word.clone()).or_default() += 1.0 / (before + 1.0);
        }
        self.statements.push(statement);
    }

    /// How much speaks for it that a statement says the same; nothing, if too little does.
    fn likeness(&self, statement: &Statement, sentences: &[Sentence], rarity: &Rarity) -> Option<f64> {
        let (who, to) = (likeness(&self.who, &statement.who), likeness(&self.to, &statement.to));
        let (who, to) = (who.unwrap_or(0.0), to.unwrap_or(0.0));
        if self.kind != statement.kind
            || to < -0.5
            || who < -0.2
            || who + to < 0.0
            || self.is_long_ago(statement, sentences)
        {
            return None;
        }
        let shared = rarity.sum(statement.matter.iter().filter(|word| self.matter.contains_key(*word)));
        let most = self.statements.iter().map(|told| rarity.sum(&told.matter)).fold(f64::INFINITY, f64::min);
        let share = shared / most.min(rarity.sum(&statement.matter)).max(f64::MIN_POSITIVE);
        let (least, enough) = match () {
            () if who >= 0.6 && to >= 0.6 => (SAME_PARTIES, ENOUGH_OF_THEM),
            () if who >= 0.9 && to >= 0.0 => (SAME_SPEAKER, ENOUGH_OF_THEM),
            () => (OTHER_PARTIES, ENOUGH),
        };
        (share >= least && shared >= enough).then_some(share + 0.3 * (who + to))
    }

    fn is_long_ago(&self, statement: &Statement, sentences: &[Sentence]) -> bool {
        let last = self.statements.iter().filter_map(|told| sentences[told.sentence].day).max();
        let day = sentences[statement.sentence].day;
        last.zip(day).is_some_and(|(last, day)| (day - last).get_days().abs() > LONG)
    }
}
