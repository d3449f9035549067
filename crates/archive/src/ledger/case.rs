//! What do an entry and a sentence have in common, and who does what in it?

use std::cell::OnceCell;

use super::entry::Kind;
use super::joining::Joined;
use super::judge::as_said;
use super::lexicon::{Cue, LEXICON};
use super::party::{Somebody, likeness};
use super::rarity::Rarity;
use super::saying::Saying;
use super::sentence::Sentence;

/// Weight of words without which a sentence is about something else.
pub(super) const LEAST: f64 = 0.9;
/// The same, where a phrase tells what became of it, or the deed is told, and one of the two is there.
const LEAST_OF_SIDES: f64 = 0.6;
/// Weight of one word that is enough alone.
pub(super) const RARE: f64 = 1.8;
/// What it counts, in words, that a sentence follows at once upon the demand, and that it takes up what was said.
const NEXT: f64 = 1.0;
const ECHO: f64 = 2.5;

/// Where a sentence stands beside an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It says the entry itself.
    Own,
    /// It follows at once upon one that does.
    Next,
    /// Elsewhere.
    Else,
}

/// A sentence beside an entry.
pub(super) struct Case<'c> {
    pub(super) entry: &'c Joined,
    pub(super) sentence: &'c Sentence,
    pub(super) place: Place,
    /// Whether the next sentence says that it is what was said: "Ghana had been asking for that".
    pub(super) is_echoed: bool,
    /// Days from the first that told the entry.
    pub(super) days: i32,
    /// Those who do what the sentence tells, once they are asked for.
    pub(super) does: OnceCell<Vec<Somebody>>,
}

/// What both have in common.
pub(super) struct Shared {
    /// What the common words weigh.
    pub(super) words: f64,
    /// How many they are.
    pub(super) count: usize,
    /// Whether the word that tells what is to be done is there, told as a fact.
    pub(super) has_head: bool,
    /// Whether it is denied.
    pub(super) is_denied: bool,
    /// How many others are there, told as a fact.
    pub(super) objects: usize,
    /// What the words weigh that are not only said.
    pub(super) told: f64,
    /// Whether it follows at once and takes up what was said.
    pub(super) is_echo: bool,
    /// What both are about, to be shown.
    pub(super) about: String,
}

impl Case<'_> {
    /// What both have in common; nothing, if the sentence is about something else.
    pub(super) fn shared(&self, rarity: &Rarity) -> Option<Shared> {
        let Self { entry, sentence, .. } = self;
        let mut shared: Vec<&String> = entry.matter.keys().filter(|word| sentence.matter.contains(*word)).collect();
        let instead = self.does_else();
        let is_next = self.place == Place::Next;
        if shared.is_empty() && !is_next && !instead && !self.is_echoed {
            return None;
        }
        let words = self.weight(&shared, rarity);
        let has_head = entry.heads().any(|head| sentence.tells(head));
        let is_echo = self.is_echoed || is_next && (sentence.has(Cue::Echo) || self.replies());
        let instead = instead && self.has_side();
        if !is_echo && !instead && !self.is_about(&shared, words, has_head) {
            return None;
        }
        let is_head = |word: &String| entry.heads().any(|head| head == word);
        let told = || shared.iter().filter(|word| sentence.tells(word));
        let near = if is_echo { ECHO } else { f64::from(u8::from(is_next)) * NEXT };
        let (objects, weight) =
            (told().filter(|word| !is_head(word)).count(), |word: &&String| self.weigh(word, rarity));
        let (count, told) = (shared.len(), told().map(weight).sum());
        shared.sort_by(|a, b| rarity.weight(b).total_cmp(&rarity.weight(a)));
        let is_denied = entry.heads().any(|head| sentence.denied.contains(head));
        let about = self.about(&shared);
        Some(Shared { words: words + near, count, has_head, is_denied, objects, told, is_echo, about })
    }

    /// Whether these words are enough to be about the same.
    fn is_about(&self, shared: &[&String], words: f64, has_head: bool) -> bool {
        let Self { entry, sentence, .. } = self;
        if shared.is_empty() {
            return false;
        }
        let says = [Cue::Refused, Cue::Withdrawn, Cue::Defied, Cue::Broken, as_said(entry.kind)];
        // What a phrase tells of somebody who is there needs fewer words.
        let is_phrase = || says.iter().any(|cue| sentence.has(*cue));
        let arrives = || has_head && self.is_promise() && sentence.tells("deliver");
        let is_sides = (has_head || is_phrase()) && self.has_side() || arrives();
        let is_enough = shared.len() > 1 || words >= RARE || entry.matter.len() < 3 && has_head || is_sides;
        is_enough && words >= if is_sides { LEAST_OF_SIDES } else { LEAST }
    }

    fn weigh(&self, word: &str, rarity: &Rarity) -> f64 {
        rarity.weight(word) * self.entry.matter.get(word).map_or(0.0, |share| share.sqrt())
    }

    /// What words weigh; a name of several tells no more than its rarest.
    fn weight(&self, shared: &[&String], rarity: &Rarity) -> f64 {
        let in_names = self.sentence.names.iter().map(|name| {
            let each = shared.iter().filter(|word| name.contains(**word)).map(|word| self.weigh(word, rarity));
            each.clone().sum::<f64>() - each.fold(0.0, f64::max)
        });
        let all: f64 = shared.iter().map(|word| self.weigh(word, rarity)).sum();
        (all - in_names.sum::<f64>()).max(0.0)
    }

    /// The rarest of the common words, as the sentence has them.
    fn about(&self, shared: &[&String]) -> String {
        let written = |word: &&String| LEXICON.written(&self.sentence.words, word).unwrap_or(word.as_str()).to_owned();
        let list = shared.iter().take(3).map(written).collect::<Vec<_>>().join(", ");
        if list.is_empty() { "it follows at once".to_owned() } else { format!("both tell of {list}") }
    }

    /// Whether it tells that something is done instead.
    fn does_else(&self) -> bool {
        self.entry.heads().any(|head| self.sentence.against.contains(head))
    }

    /// Whether one of the two sides is named.
    fn has_side(&self) -> bool {
        let is_there = |whom: &[Somebody]| likeness(whom, self.sentence.parties()).is_some_and(|like| like > 0.5);
        is_there(&self.entry.who) || is_there(&self.entry.to)
    }

    /// Whether whoever was asked says no at once.
    fn replies(&self) -> bool {
        let sentence = self.sentence;
        let is_no = [Cue::Refused, Cue::Unwilling, Cue::No].iter().any(|cue| sentence.has(*cue));
        let says_else = sentence.sayings.iter().any(|saying| saying.kind != Kind::Refusal);
        is_no && !says_else && likeness(&self.entry.to, self.doers()).is_some_and(|like| like > 0.8)
    }

    /// Those who do what a sentence tells: of its acts, else whoever is named first, if that is not whom it is about.
    pub(super) fn doers(&self) -> &[Somebody] {
        self.does.get_or_init(|| {
            let Self { entry, sentence, .. } = self;
            let is_about =
                |who: &Somebody| LEXICON.matter(&who.name).iter().any(|word| entry.matter.contains_key(word));
            let acts = sentence.acts.iter().flat_map(|act| &act.who);
            let says = sentence.sayings.iter().flat_map(|saying| &saying.who);
            let free = sentence.named.iter().filter(|named| named.is_free).map(|named| &named.who);
            let first = free.take(2).find(|who| !is_about(who));
            acts.chain(says).chain(first).chain(&sentence.voice).cloned().collect()
        })
    }

    /// Whether something is promised.
    pub(super) fn offers(&self) -> bool {
        self.sentence.sayings.iter().any(|saying| saying.kind == Kind::Promise && !saying.is_back)
    }

    /// Whether what was asked is done by saying it: a guarantee, an apology.
    pub(super) fn performs(&self) -> bool {
        let says = |saying: &Saying| !saying.is_back && self.entry.heads().any(|head| *head == saying.word);
        self.entry.kind == Kind::Demand && self.sentence.sayings.iter().any(says)
    }

    /// Whether it names what the same one said before: "in spite of Ghana's demand".
    pub(super) fn recalls(&self) -> bool {
        let is_it = |saying: &&Saying| saying.is_back && saying.kind == self.entry.kind;
        let mut said = self.sentence.sayings.iter().filter(is_it);
        let is_who = |like: Option<f64>| like.is_some_and(|like| like > 0.5);
        let names = self.sentence.has(Cue::Speech) && is_who(likeness(&self.entry.who, self.sentence.parties()));
        names || said.any(|saying| is_who(likeness(&self.entry.who, &saying.who)))
    }

    pub(super) fn is_promise(&self) -> bool {
        self.entry.kind == Kind::Promise
    }
}
