//! Which statements are one, however many reports tell it?

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Kind;
use super::lexicon::{Cue, LEXICON};
use super::meant::Again;
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
/// What is said to be said again needs this share of that.
const AGAIN: f64 = 0.6;
/// What these words weigh at least, whatever else speaks for it.
const FLOOR: f64 = 0.5;
/// Of how many words of a statement, the rarest, entries are compared with it, and how many of each, the latest.
const RAREST: usize = 6;
const LATEST: usize = 200;
/// How likely it must be by its meaning that a statement says another again; and the same, where words tell so, too.
const LIKELY: f32 = 0.5;
const UNLIKELY: f32 = 0.15;
/// Days after which it is another demand.
pub(super) const LONG: i32 = 90;

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
    /// What is to be done, in the words of each statement that tells it.
    heads: BTreeSet<String>,
}

/// What each word is in, the latest last.
type Places = BTreeMap<String, Vec<usize>>;

/// Joins statements, which are in the order of their days; nothing, if it gets too late.
pub(super) fn join(
    statements: Vec<Statement>,
    sentences: &[Sentence],
    rarity: &Rarity,
    again: Option<&Again>,
    late: &dyn Fn() -> bool,
) -> Option<Vec<Joined>> {
    let places = vec![None; statements.len()];
    let mut desk = Desk { joined: Vec::new(), places: Places::new(), stands: places, again, sentences, rarity };
    let mut waiting = Vec::new();
    for (number, statement) in statements.into_iter().enumerate() {
        if late() {
            return None;
        }
        match desk.best(number, &statement) {
            Some(place) => desk.add(place, number, statement),
            None if statement.opens => {
                desk.joined.push(Joined::of(&statement));
                desk.add(desk.joined.len() - 1, number, statement);
            }
            None => waiting.push((number, statement)),
        }
    }
    // What is too unsure to open an entry may tell one that a later report opens.
    for (number, statement) in waiting {
        if let Some(place) = desk.best(number, &statement) {
            desk.add(place, number, statement);
        }
    }
    for entry in &mut desk.joined {
        let day = |statement: &Statement| (sentences[statement.sentence].day, statement.sentence);
        entry.statements.sort_by_key(|statement| (day(statement).0.is_none(), day(statement)));
    }
    Some(desk.joined)
}

/// What is joined so far.
struct Desk<'d> {
    joined: Vec<Joined>,
    /// In which entries each word stands.
    places: Places,
    /// In which entry each statement stands.
    stands: Vec<Option<usize>>,
    /// Which statements before it each may say again, by their meaning.
    again: Option<&'d Again>,
    sentences: &'d [Sentence],
    rarity: &'d Rarity,
}

impl Desk<'_> {
    fn add(&mut self, place: usize, number: usize, statement: Statement) {
        self.stands[number] = Some(place);
        for word in &statement.matter {
            let places = self.places.entry(word.clone()).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        self.joined[place].add(statement);
    }

    /// The entry that a statement says again, of the latest with its rarest words.
    fn best(&self, number: usize, statement: &Statement) -> Option<usize> {
        let by_words = self.by_words(statement);
        let Some(again) = self.again else { return by_words };
        let mut likely: BTreeMap<usize, f32> = BTreeMap::new();
        for (before, is_same) in &again[number] {
            if let Some(place) = self.stands[*before] {
                let most = likely.entry(place).or_default();
                *most = most.max(*is_same);
            }
        }
        if let Some(place) = by_words {
            likely.entry(place).and_modify(|likely| *likely += LIKELY - UNLIKELY).or_insert(LIKELY);
        }
        let best = likely.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
        best.filter(|(_, likely)| *likely >= LIKELY).map(|(place, _)| place)
    }

    /// The same by words alone.
    fn by_words(&self, statement: &Statement) -> Option<usize> {
        let mut words: Vec<&String> = statement.matter.iter().collect();
        words.sort_by(|a, b| self.rarity.weight(b).total_cmp(&self.rarity.weight(a)));
        let latest =
            |word: &String| self.places.get(word).into_iter().flat_map(|places| places.iter().rev().take(LATEST));
        let near: BTreeSet<usize> = words.into_iter().take(RAREST).flat_map(latest).copied().collect();
        let score = |place: usize| {
            let score = self.joined[place].likeness(statement, self.sentences, self.rarity)?;
            Some((score, place))
        };
        near.into_iter().filter_map(score).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, place)| place)
    }
}

impl Joined {
    /// What is to be done: the words for deeds that its statements begin with, else the first words.
    pub(super) fn heads(&self) -> impl Iterator<Item = &String> {
        let has_deed = self.heads.iter().any(|head| LEXICON.is_deed(head));
        self.heads.iter().filter(move |head| !has_deed || LEXICON.is_deed(head))
    }

    /// The first statement whose words tell it, else the first.
    pub(super) fn chief(&self) -> &Statement {
        self.statements.iter().find(|statement| !statement.is_whole).unwrap_or(&self.statements[0])
    }

    fn of(statement: &Statement) -> Self {
        Self {
            kind: statement.kind,
            who: statement.who.clone(),
            to: statement.to.clone(),
            statements: Vec::new(),
            matter: BTreeMap::new(),
            heads: BTreeSet::new(),
        }
    }

    fn add(&mut self, statement: Statement) {
        if self.statements.iter().any(|told| told.sentence == statement.sentence) {
            return;
        }
        let is_surer = |old: &[Somebody], new: &[Somebody]| {
            let is_other = likeness(old, new).is_none_or(|like| like < 0.3);
            !is_other && !old.iter().any(|party| party.is_sure) && new.iter().any(|party| party.is_sure)
        };
        // Who says it is surer by words than by what a whole sentence means.
        let is_first_in_words = !statement.is_whole && self.statements.iter().all(|told| told.is_whole);
        let is_better = |old: &[Somebody], new: &[Somebody]| {
            old.is_empty() || is_surer(old, new) || is_first_in_words && !new.is_empty()
        };
        if is_better(&self.who, &statement.who) {
            self.who.clone_from(&statement.who);
        }
        if is_better(&self.to, &statement.to) {
            self.to.clone_from(&statement.to);
        }
        let before = self.statements.len() as f64;
        self.matter.values_mut().for_each(|share| *share *= before / (before + 1.0));
        for word in &statement.matter {
            *self.matter.entry(word.clone()).or_default() += 1.0 / (before + 1.0);
        }
        self.heads.extend(statement.head.clone());
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
        let weight = |word: &String| rarity.weight(word) * self.matter.get(word).map_or(0.0, |share| share.sqrt());
        let shared: f64 = statement.matter.iter().map(weight).sum();
        let most = self.statements.iter().map(|told| rarity.sum(&told.matter)).fold(f64::INFINITY, f64::min);
        let share = shared / most.min(rarity.sum(&statement.matter)).max(f64::MIN_POSITIVE);
        let (least, enough) = match () {
            () if who >= 0.6 && to >= 0.6 => (SAME_PARTIES, ENOUGH_OF_THEM),
            () if who >= 0.9 && to >= 0.0 => (SAME_SPEAKER, ENOUGH_OF_THEM),
            () => (OTHER_PARTIES, ENOUGH),
        };
        // What is said to be said again needs less.
        let again = &sentences[statement.sentence];
        let is_again = again.has(Cue::Again) || again.has(Cue::Anew) || statement.is_back;
        let ease = match () {
            () if again.has(Cue::Again) && who >= 0.6 && to >= 0.0 => AGAIN / 2.0,
            () if is_again && who >= 0.6 && to >= 0.0 => AGAIN,
            () => 1.0,
        };
        (share >= ease * least && shared >= (ease * enough).max(FLOOR)).then_some(share + 0.3 * (who + to))
    }

    fn is_long_ago(&self, statement: &Statement, sentences: &[Sentence]) -> bool {
        let last = self.statements.iter().filter_map(|told| sentences[told.sentence].day).max();
        let day = sentences[statement.sentence].day;
        last.zip(day).is_some_and(|(last, day)| (day - last).get_days().abs() > LONG)
    }
}
