//! What do words tell of what became of a demand? (data: `data/ledger.txt`)

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::stories::{Token, fold, is_common, tokens};

/// What the ledger knows of English.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(include_str!("../../data/ledger.txt")));

/// Names the cues of the data.
macro_rules! cues {
    ($($(#[doc = $doc:literal])* $cue:ident = $name:literal,)*) => {
        /// What a phrase tells.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Cue {
            $($(#[doc = $doc])* $cue,)*
        }

        impl Cue {
            fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$cue),)*
                    _ => None,
                }
            }
        }
    };
}

cues! {
    /// It was said before.
    Again = "again",
    /// The same, or that something is as it was before.
    Anew = "anew",
    /// No is said to it.
    Refused = "refused",
    /// The same, if what is not done is what was asked.
    Unwilling = "unwilling",
    /// What follows it is asked, not demanded.
    Question = "question",
    /// What speaks and is no person.
    Thing = "thing",
    /// Behind what is said, where only why or about whom is told.
    Aside = "aside",
    /// Before what is said, where it tells nothing of it.
    Lead = "lead",
    /// Whoever follows it does nothing in the sentence.
    Preposition = "preposition",
    /// Somebody does what he was told not to do.
    Defied = "defied",
    /// Yes is said to it, or neither yes nor no.
    Accepted = "accepted",
    /// What was to happen by a day has not.
    Broken = "broken",
    /// Who said it says it no more.
    Withdrawn = "withdrawn",
    /// It is told as what was said.
    Done = "done",
    /// It is told as what was asked.
    AsAsked = "as-asked",
    /// It is told as what was promised.
    AsPromised = "as-promised",
    /// It is told as what was threatened.
    AsThreatened = "as-threatened",
    /// Not all of it.
    Partly = "partly",
    /// It has not happened.
    No = "no",
    /// It is wished, planned or thought of.
    ToCome = "to-come",
    /// Behind it stands on what it hangs.
    Condition = "condition",
    /// The same, where it opens a clause.
    Inverted = "inverted",
    /// Before a day it says by when.
    Deadline = "deadline",
    /// Whoever stands before it demands something.
    Demands = "demand",
    /// The same, of a promise.
    Promises = "promise",
    /// The same, of a threat.
    Threatens = "threat",
    /// The same, of a refusal.
    Refuses = "refusal",
    /// What is announced is a threat.
    Harm = "harm",
    /// Before whoever says what a noun tells.
    Agent = "agent",
    /// Before a noun.
    Article = "article",
    /// Before what is done to somebody.
    Passive = "passive",
    /// A noun for what was said.
    Speech = "speech",
    /// It takes up what was just said.
    Echo = "echo",
    /// Before what will be.
    Future = "future",
    /// The same, in speech that is told.
    Would = "would",
    /// Before what somebody is told to do.
    ToDo = "to-do",
    /// Before what has to be.
    Duty = "duty",
    /// Whoever speaks of himself.
    Own = "own",
    /// It lies back.
    Back = "back",
    /// A noun behind it is said just now.
    Issued = "issued",
    /// Whoever was named last.
    Pronoun = "pronoun",
    /// What follows is said by whoever said the first.
    Joins = "joins",
    /// What follows a word that says something is told, and not to whom.
    Content = "content",
    /// A word of a clause that says who says the rest.
    Attributed = "attributed",
    /// It threatens, whatever it is.
    Plain = "plain",
}

/// Words that may stand where a phrase has `~`.
const GAP: usize = 3;

/// Phrases by what they tell, as stems.
#[derive(Default)]
pub(super) struct Lexicon {
    forms: BTreeMap<String, String>,
    /// By their first words: what stands for words that mean alike, what it is not to do so, what phrases tell.
    alike: BTreeMap<String, Vec<(Vec<String>, String)>>,
    against: BTreeMap<String, Vec<(Vec<String>, String)>>,
    cues: BTreeMap<String, Vec<(Vec<String>, Cue)>>,
    many: BTreeSet<String>,
    deeds: BTreeSet<String>,
    idle: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

/// A word of a text without its ending, and where it is, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Stem {
    pub(super) stem: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Where a phrase is, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) cue: Cue,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Lexicon {
    fn of(data: &str) -> Self {
        let mut lexicon = Self::default();
        let lines = || data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
        for (_, rest) in lines().filter(|(what, _)| *what == "forms") {
            let mut words = rest.split(' ');
            let word = plain(words.next().unwrap_or_default());
            lexicon.forms.extend(words.map(|form| (form.to_owned(), word.clone())));
        }
        for (what, rest) in lines() {
            lexicon.learn(what, rest);
        }
        lexicon
    }

    /// Takes a line of the data.
    fn learn(&mut self, what: &str, rest: &str) {
        let stems = |words: &str| words.split(' ').map(|word| self.stem(word)).collect::<Vec<_>>();
        let phrases: Vec<Vec<String>> =
            rest.split(' ').map(|words| words.split(['+', '-']).map(|word| self.stem(word)).collect()).collect();
        match what {
            "number" => self.numbers.extend(stems(rest)),
            "idle" => self.idle.extend(stems(rest)),
            "alike" | "does" | "against" => {
                let table = if what == "against" { &mut self.against } else { &mut self.alike };
                let Some((first, others)) = phrases.split_first() else { return };
                let first = first.concat();
                for phrase in others {
                    table.entry(phrase[0].clone()).or_default().push((phrase.clone(), first.clone()));
                }
                if what == "does" {
                    self.deeds.insert(first.clone());
                }
                self.many.insert(first);
            }
            _ => {
                let Some(cue) = Cue::named(what) else { return };
                for phrase in phrases {
                    self.cues.entry(phrase[0].clone()).or_default().push((phrase, cue));
                }
            }
        }
    }

    /// The stem of a word as written.
    fn stem(&self, written: &str) -> String {
        let folded = fold(written);
        let folded = folded.strip_suffix("'s").or_else(|| folded.strip_suffix("’s")).unwrap_or(&folded);
        if folded == "*" || folded == "~" {
            return folded.to_owned();
        }
        let single = folded.strip_suffix("men").filter(|rest| rest.len() > 2).map(|rest| format!("{rest}man"));
        self.forms.get(folded).cloned().or(single).unwrap_or_else(|| plain(folded))
    }

    /// The stems of a text.
    pub(super) fn stems(&self, text: &str) -> Vec<Stem> {
        let stem = |token: Token| Stem { stem: self.stem(token.text), start: token.start, end: token.end };
        tokens(text).map(stem).collect()
    }

    /// What the phrases in it tell, in their order.
    pub(super) fn cues(&self, stems: &[Stem]) -> Vec<Hit> {
        let cues = found(&self.cues, stems).map(|(from, to, cue)| (from, to, *cue));
        let shares = self.share(stems).map(|from| (from, from + 2, Cue::Partly));
        let hit = |(from, to, cue): (usize, usize, Cue)| Hit { cue, start: stems[from].start, end: stems[to].end };
        let mut hits: Vec<Hit> = cues.chain(shares).map(hit).collect();
        hits.sort_by_key(|hit| hit.start);
        hits
    }

    /// The words that stand for what is not done, where phrases tell that something else is done instead.
    pub(super) fn against(&self, stems: &[Stem]) -> BTreeSet<String> {
        // Who stays out does not stay.
        let is_it = |from: usize, word: &String| {
            found(&self.alike, stems).any(|(other, _, does)| other == from && does == word)
        };
        found(&self.against, stems)
            .filter(|(from, _, word)| !is_it(*from, word))
            .map(|(_, _, word)| word.clone())
            .collect()
    }

    /// Where a part is told by a number: "eight of 20", "one of the three".
    fn share<'s>(&'s self, stems: &'s [Stem]) -> impl Iterator<Item = usize> + 's {
        let is_number = |stem: &str| self.numbers.contains(stem) || stem.starts_with(|c: char| c.is_ascii_digit());
        let is_share = move |(_, window): &(usize, &[Stem])| {
            let [first, of, whole] = window else { return false };
            is_number(&first.stem)
                && of.stem == "of"
                && (is_number(&whole.stem) || matches!(&*whole.stem, "the" | "its"))
        };
        stems.windows(3).enumerate().filter(is_share).map(|(place, _)| place)
    }

    /// The first word of a text that has this stem, or means alike.
    pub(super) fn written<'t>(&self, text: &'t str, stem: &str) -> Option<&'t str> {
        let is_it = |written: &&str| {
            let own = self.stem(written);
            let mut alike = self.alike.get(&own).into_iter().flatten();
            own == stem || alike.any(|(phrase, first)| first == stem && phrase.len() == 1)
        };
        tokens(text).map(|token| token.text).find(is_it)
    }

    /// Whether this stem stands for others that mean alike.
    pub(super) fn stands_for_many(&self, stem: &str) -> bool {
        self.many.contains(stem)
    }

    /// Whether a word is a name, and not one of an office.
    pub(super) fn tells_whose(&self, written: &str) -> bool {
        written.starts_with(char::is_uppercase) && !self.idle.contains(&self.stem(written))
    }

    /// Whether this stem stands for something that is done.
    pub(super) fn is_deed(&self, stem: &str) -> bool {
        self.deeds.contains(stem)
    }

    /// The words of a text that say what it is about: stems, and for those that mean alike the one that stands for them.
    pub(super) fn matter(&self, text: &str) -> BTreeSet<String> {
        self.matter_in_order(text).into_iter().map(|(word, _)| word).collect()
    }

    /// The same, in the order of the text, each with the byte that it begins at.
    pub(super) fn matter_in_order(&self, text: &str) -> Vec<(String, usize)> {
        let stems = self.stems(text);
        let alike: Vec<(usize, usize, &String)> = found(&self.alike, &stems).collect();
        let says = |(place, stem): &(usize, &Stem)| {
            let written = &text[stem.start..stem.end];
            let is_idle = self.idle.contains(&stem.stem) || self.numbers.contains(&stem.stem);
            let stands_for_itself = !alike.iter().any(|(from, to, _)| from == to && from == place);
            let is_common = is_common(written) && !self.many.contains(&stem.stem);
            !is_common && written.len() > 2 && !is_idle && stands_for_itself
        };
        let own = stems.iter().enumerate().filter(says).map(|(_, stem)| (stem.stem.clone(), stem.start));
        let alike = alike.iter().map(|(from, _, word)| ((*word).clone(), stems[*from].start));
        let mut matter: Vec<(String, usize)> = own.chain(alike).collect();
        matter.sort_by_key(|(_, at)| *at);
        matter
    }
}

/// Where phrases of a table are: the first and the last of their words, and what they tell.
fn found<'s, T>(
    table: &'s BTreeMap<String, Vec<(Vec<String>, T)>>,
    stems: &'s [Stem],
) -> impl Iterator<Item = (usize, usize, &'s T)> + 's {
    stems.iter().enumerate().flat_map(move |(from, stem)| {
        let phrases = table.get(&stem.stem).into_iter().flatten();
        phrases.filter_map(move |(phrase, tells)| Some((from, from + length(&stems[from..], phrase)? - 1, tells)))
    })
}

/// How many words a phrase takes at the beginning of these; nothing, if it is not there.
fn length(stems: &[Stem], phrase: &[String]) -> Option<usize> {
    let Some((word, rest)) = phrase.split_first() else { return Some(0) };
    if word == "~" {
        return (0..=GAP.min(stems.len())).find_map(|gap| Some(gap + length(&stems[gap..], rest)?));
    }
    let (first, others) = stems.split_first()?;
    (word == "*" || *word == first.stem).then(|| length(others, rest).map(|length| length + 1))?
}

/// A folded word without its ending: of number, person and tense.
fn plain(word: &str) -> String {
    let cut = |ending: &str, rest: usize| word.strip_suffix(ending).filter(|stem| stem.len() >= rest);
    let stem = match () {
        () if word.len() <= 3 => word,
        () => cut("ies", 2)
            .or_else(|| cut("ied", 2))
            .map(|stem| &word[..=stem.len()])
            .or_else(|| cut("ings", 3))
            .or_else(|| cut("ing", 3))
            .or_else(|| cut("ed", 3))
            .or_else(|| cut("es", 3))
            .or_else(|| cut("s", 3).filter(|stem| !stem.ends_with('s') && !stem.ends_with('u')))
            .unwrap_or(word),
    };
    let mut stem = stem;
    while let Some(rest) = stem.strip_suffix('e').filter(|rest| rest.len() >= 3) {
        stem = rest;
    }
    // "They" is not "the".
    let bare = stem.strip_suffix(['y', 'i']).filter(|bare| bare.len() >= 3 && !bare.ends_with('e'));
    let stem = bare.unwrap_or(stem);
    let mut chars = stem.chars().rev();
    let doubled = chars.next().filter(|last| !"aeiouls".contains(*last)).is_some_and(|last| chars.next() == Some(last));
    stem[..stem.len() - usize::from(doubled)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for (a, b) in
            [("withdrew", "withdraws"), ("stopped", "stopping"), ("promised", "promises"), ("carried", "carry")]
        {
            assert_eq!(LEXICON.stem(a), LEXICON.stem(b), "{a}, {b}");
        }
    }

    #[test]
    fn words_that_mean_alike_are_one_matter() {
        let (asked, done) = (LEXICON.matter("withdraw its soldiers"), LEXICON.matter("the last troops have left"));
        assert!(asked.intersection(&done).count() >= 2, "{asked:?} {done:?}");
    }

    #[test]
    fn phrases_tell_what_became_of_it() {
        let cues = |text: &str| LEXICON.cues(&LEXICON.stems(text)).into_iter().map(|hit| hit.cue).collect::<Vec<_>>();
        assert!(cues("The talks were called off").contains(&Cue::Withdrawn));
        assert!(cues("She once more asked for it").contains(&Cue::Again));
        assert!(cues("They ruled out a vote").contains(&Cue::Refused));
    }
}
