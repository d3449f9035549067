//! Two texts of one form: do they tell of the same happening, or was the form filled in with other facts?
//!
//! What an edit leaves alone and a form does not are its facts: names, numbers, days. The words that both texts have say
//! little, since a form has them whatever it is filled in with. So the sentences of the two are laid side by side, word by
//! word, and what stands in the same slot of both is compared: a fact that was kept, or one that was exchanged for another.

use rustc_hash::{FxHashMap, FxHashSet};

use super::happening::{Happening, Somebody};
use super::party::{Parties, compare_two};
use super::telling::{COMMON, NUMBER, Occurrence, SPECIFIC, Telling};
use super::words::{Word, Words, fold, is_spelling, tokens};

/// Words of a sentence that are laid beside those of another; of a longer one the first.
const LAID: usize = 64;

/// Share of the words that are no facts which two sentences of one form have in common.
const SAME: f64 = 0.5;

/// Share of the words that are no facts which two texts have in common that are one form, filled in twice.
const FILLED: f64 = 0.7;

/// The same of two that open with one form: a line about the writer is none.
const PARTLY: f64 = 0.2;

/// What a fact and another word weigh in the row of words that two sentences have in common.
const FACT: u8 = 2;
const WORD: u8 = 3;

/// Facts that were exchanged at least, where no party or subject was.
const EXCHANGED: usize = 3;

/// Their share of all facts that stand in slots of both.
const OTHER: f64 = 0.4;

/// What stands in the slots of two texts of one form.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Slots {
    /// Share of the words that are no facts of the text which has fewer of them, that both have at the same place.
    pub(super) form: f64,
    /// Facts that both have at the same place.
    pub(super) kept: usize,
    /// Names that stand where the other has another name.
    pub(super) names: usize,
    /// Numbers and days that stand where the other has another.
    pub(super) numbers: usize,
    /// Whether the sentences that open both are of one form from end to end.
    pub(super) opening: bool,
    /// Whether it was exchanged of whom or what they tell: a name of the sentence that opens one of them, or of a party to an
    /// act, for one of which the first says nothing; or two names of an opening sentence for each other.
    pub(super) subject: bool,
}

impl Slots {
    /// Whether they are one form, or open with one, that was filled in with other facts.
    pub(super) fn are_one_form(self) -> bool {
        self.form >= FILLED && self.tell_otherwise() || self.form >= PARTLY && self.opening && self.subject
    }

    /// Whether it is the same form filled in with other facts.
    pub(super) fn tell_otherwise(self) -> bool {
        self.subject || self.names + self.numbers >= EXCHANGED && self.kept_share() <= 1.0 - OTHER
    }

    /// Share of the facts in slots of both that both have.
    pub(super) fn kept_share(self) -> f64 {
        let facts = self.kept + self.names + self.numbers;
        if facts == 0 { 1.0 } else { self.kept as f64 / facts as f64 }
    }
}

/// What stands in the slots of two articles.
pub(super) fn slots(a: &Telling, b: &Telling, words: &Words) -> Slots {
    let theirs: Vec<&[Occurrence]> = sentences(b).collect();
    let mut having: FxHashMap<(Word, Word), usize> = FxHashMap::default();
    for (number, sentence) in theirs.iter().enumerate() {
        pairs(sentence).for_each(|pair| _ = having.entry(pair).or_insert(number));
    }
    let mut found = Found::default();
    for (number, ours) in sentences(a).enumerate() {
        let mut votes: FxHashMap<usize, usize> = FxHashMap::default();
        pairs(ours).filter_map(|pair| having.get(&pair)).for_each(|&other| *votes.entry(other).or_default() += 1);
        let best = votes.into_iter().max_by_key(|&(other, count)| (count, std::cmp::Reverse(other)));
        // Most sentences have a turn of phrase in common with some other.
        let few = |theirs: &[Occurrence]| pairs(ours).count().min(pairs(theirs).count()) / 4;
        if let Some((other, _)) = best.filter(|&(other, count)| count > few(theirs[other])) {
            found.lay(ours, theirs[other], number == 0 || other == 0, words);
            found.one_opening |=
                number + other == 0 && found.form as f64 >= FILLED * form_words(ours).max(form_words(theirs[0])) as f64;
        }
    }
    let subject = found.subject(a, b, words);
    let Found { form, kept, names, numbers, one_opening: opening, .. } = found;
    let of = |telling| sentences(telling).map(form_words).sum::<usize>();
    let form = form as f64 / of(a).min(of(b)).max(1) as f64;
    Slots { form, kept: kept.len(), names: names.len(), numbers: numbers.len(), opening, subject }
}

fn sentences(telling: &Telling) -> impl Iterator<Item = &[Occurrence]> {
    let counting = telling.sentences().filter(|sentence| sentence.counts);
    counting.map(|sentence| &telling.body()[sentence.range.start..sentence.range.end.min(sentence.range.start + LAID)])
}

/// Pairs of words that belong to the form, one behind the other when facts are left out.
fn pairs(sentence: &[Occurrence]) -> impl Iterator<Item = (Word, Word)> {
    let mut form = sentence.iter().filter(|occurrence| !occurrence.is(SPECIFIC)).map(|occurrence| occurrence.word());
    let mut before = form.next();
    form.filter_map(move |word| Some((before.replace(word)?, word)))
}

fn form_words(sentence: &[Occurrence]) -> usize {
    sentence.iter().filter(|occurrence| !occurrence.is(SPECIFIC)).count()
}

/// The facts of the slots, each once.
#[derive(Debug, Default)]
struct Found {
    /// Words at the same place that are no facts.
    form: usize,
    one_opening: bool,
    /// Names of sentences that open one of the texts.
    opening: FxHashSet<(Word, Word)>,
    kept: FxHashSet<Word>,
    names: FxHashSet<(Word, Word)>,
    numbers: FxHashSet<(Word, Word)>,
}

impl Found {
    /// Lays two sentences side by side.
    fn lay(&mut self, ours: &[Occurrence], theirs: &[Occurrence], opening: bool, words: &Words) {
        let same = common(ours, theirs);
        let form = same.iter().filter(|&&(here, _)| !ours[here].is(SPECIFIC)).count();
        if (form as f64) < SAME * form_words(ours).min(form_words(theirs)) as f64 {
            return;
        }
        self.form += form;
        let mut from = (0, 0);
        for to in same.into_iter().chain([(ours.len(), theirs.len())]) {
            self.slot(&ours[from.0..to.0], &theirs[from.1..to.1], opening, words);
            if let Some(word) = ours.get(to.0).filter(|occurrence| occurrence.is(SPECIFIC)) {
                self.kept.insert(word.word());
            }
            from = (to.0 + 1, to.1 + 1);
        }
    }

    /// Compares what stands in one slot.
    fn slot(&mut self, ours: &[Occurrence], theirs: &[Occurrence], opening: bool, words: &Words) {
        let of = |slot: &[Occurrence], named: bool| -> Vec<Word> {
            let facts = slot.iter().filter(|occurrence| occurrence.is(SPECIFIC) && is_name(**occurrence) == named);
            facts.map(|occurrence| occurrence.word()).collect()
        };
        for named in [true, false] {
            let (here, there) = (of(ours, named), of(theirs, named));
            for (&one, &other) in here.iter().zip(&there) {
                self.exchange(one, other, named, opening, words);
            }
        }
    }

    /// Whether it was exchanged of whom or what they tell.
    fn subject(&self, a: &Telling, b: &Telling, words: &Words) -> bool {
        let has = |telling: &Telling, word: Word| telling.body().iter().any(|occurrence| occurrence.word() == word);
        let strange = |pair: &&(Word, Word)| !has(b, pair.0) && !has(a, pair.1);
        let turned = |pair: &(Word, Word)| self.opening.contains(&(pair.1, pair.0));
        let strangers: Vec<&(Word, Word)> = self.names.iter().filter(strange).collect();
        self.opening.iter().any(|pair| turned(pair) || strangers.contains(&pair))
            || !strangers.is_empty() && are_parties(&strangers, &a.happenings(), &b.happenings(), words)
    }

    fn exchange(&mut self, one: Word, other: Word, named: bool, opening: bool, words: &Words) {
        if is_spelling(words.text(one), words.text(other)) {
            self.kept.insert(one);
        } else if named {
            self.names.insert((one, other));
            if opening {
                self.opening.insert((one, other));
            }
        } else {
            self.numbers.insert((one, other));
        }
    }
}

/// Whether two names stand for a party of an act in one text, and for another party of an act of that kind in the other.
fn are_parties(names: &[&(Word, Word)], ours: &[Happening], theirs: &[Happening], words: &Words) -> bool {
    let is_called = |who: &Somebody, word: Word| tokens(&who.name).any(|token| fold(token.text) == words.text(word));
    let are_two = |one: &[Somebody], other: &[Somebody]| {
        let mut pairs = one.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
        pairs.any(|(one, other)| {
            names.iter().any(|pair| is_called(one, pair.0) && is_called(other, pair.1))
                && compare_two(one, other) != Parties::Same
        })
    };
    let acts = ours.iter().flat_map(|act| theirs.iter().map(move |other| (act, other)));
    let mut alike = acts.filter(|(act, other)| act.event == other.event);
    alike.any(|(act, other)| are_two(&act.actor, &other.actor) || are_two(&act.recipient, &other.recipient))
}

fn is_name(fact: Occurrence) -> bool {
    !fact.is(NUMBER) && !fact.is(COMMON)
}

fn weight(word: Occurrence) -> u8 {
    if word.is(SPECIFIC) { FACT } else { WORD }
}

/// The longest row of words that two sentences have in common: their places in both. A word of the form weighs more than a
/// fact, so that those of `Viking beat Brann` and `Brann beat Viking` stand in slots.
fn common(a: &[Occurrence], b: &[Occurrence]) -> Vec<(usize, usize)> {
    let wide = b.len() + 1;
    let mut longest = vec![0_u8; (a.len() + 1) * wide];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let without = longest[(i + 1) * wide + j].max(longest[i * wide + j + 1]);
            let with = longest[(i + 1) * wide + j + 1] + weight(a[i]);
            longest[i * wide + j] = if a[i].word() == b[j].word() { with.max(without) } else { without };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut row = Vec::new();
    while i < a.len() && j < b.len() {
        let with = longest[(i + 1) * wide + j + 1] + weight(a[i]);
        if a[i].word() == b[j].word() && longest[i * wide + j] == with {
            row.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * wide + j] >= longest[i * wide + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    row
}
