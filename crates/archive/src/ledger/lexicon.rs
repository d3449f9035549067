//! What do words tell of what became of a demand? (data: `data/ledger.txt`)

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::stories::{fold, is_common, tokens};

/// What the ledger knows of English.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(include_str!("../../data/ledger.txt")));

/// What a phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    /// It was said before.
    Again,
    /// The same, or that something is as it was before.
    Anew,
    /// No is said to it.
    Refused,
    /// What was to happen by a day has not.
    Broken,
    /// Who said it says it no more.
    Withdrawn,
    /// It is told as what was said.
    Done,
    /// It is told as what was asked.
    AsAsked,
    /// It is told as what was promised.
    AsPromised,
    /// It is told as what was threatened.
    AsThreatened,
    /// Not all of it.
    Partly,
    /// It has not happened.
    No,
    /// It is wished, planned or thought of.
    ToCome,
    /// Behind it stands on what it hangs.
    Condition,
    /// Before a day it says by when.
    Deadline,
    /// Whoever stands before it demands something.
    Demands,
    /// The same, of a promise.
    Promises,
    /// The same, of a threat.
    Threatens,
    /// Before whoever says what a noun tells.
    Agent,
}

impl Cue {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "again" => Self::Again,
            "anew" => Self::Anew,
            "refused" => Self::Refused,
            "broken" => Self::Broken,
            "withdrawn" => Self::Withdrawn,
            "done" => Self::Done,
            "as-asked" => Self::AsAsked,
            "as-promised" => Self::AsPromised,
            "as-threatened" => Self::AsThreatened,
            "partly" => Self::Partly,
            "no" => Self::No,
            "to-come" => Self::ToCome,
            "condition" => Self::Condition,
            "deadline" => Self::Deadline,
            "demand" => Self::Demands,
            "promise" => Self::Promises,
            "threat" => Self::Threatens,
            "agent" => Self::Agent,
            _ => return None,
        })
    }
}

/// Phrases by what they tell, as stems.
pub(super) struct Lexicon {
    forms: BTreeMap<String, String>,
    alike: Vec<(Vec<String>, String)>,
    cues: Vec<(Vec<String>, Cue)>,
    idle: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

/// Stems of a text in its order, each with the byte it begins at.
pub(super) type Stems = Vec<(String, usize)>;

impl Lexicon {
    fn of(data: &str) -> Self {
        let mut lexicon = Self {
            forms: BTreeMap::new(),
            alike: Vec::new(),
            cues: Vec::new(),
            idle: BTreeSet::new(),
            numbers: BTreeSet::new(),
        };
        let lines = || data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
        for (_, rest) in lines().filter(|(what, _)| *what == "form") {
            if let Some((form, word)) = rest.split_once(' ') {
                lexicon.forms.insert(form.to_owned(), plain(word));
            }
        }
        for (what, rest) in lines() {
            let phrase = |words: &str| words.split('+').map(|word| lexicon.stem(word)).collect::<Vec<_>>();
            if what == "number" {
                let numbers: Vec<String> = rest.split(' ').map(|word| lexicon.stem(word)).collect();
                lexicon.numbers.extend(numbers);
            } else if what == "alike" {
                let mut phrases = rest.split(' ').map(phrase).peekable();
                let first = phrases.peek().cloned().unwrap_or_default().concat();
                let alike: Vec<_> = phrases.map(|phrase| (phrase, first.clone())).collect();
                lexicon.alike.extend(alike);
            } else if what == "idle" {
                let idle: Vec<String> = rest.split(' ').map(|word| lexicon.stem(word)).collect();
                lexicon.idle.extend(idle);
            } else if let Some(cue) = Cue::named(what) {
                let phrase = phrase(rest);
                lexicon.cues.push((phrase, cue));
            }
        }
        lexicon
    }

    /// The stem of a word as written.
    fn stem(&self, written: &str) -> String {
        let folded = fold(written);
        let single = folded.strip_suffix("men").filter(|rest| rest.len() > 2).map(|rest| format!("{rest}man"));
        self.forms.get(&folded).cloned().or(single).unwrap_or_else(|| plain(&folded))
    }

    /// The stems of a text.
    pub(super) fn stems(&self, text: &str) -> Stems {
        tokens(text).map(|token| (self.stem(token.text), token.start)).collect()
    }

    /// What the phrases in it tell, each with the byte that it begins at.
    pub(super) fn cues(&self, stems: &Stems) -> Vec<(Cue, usize)> {
        let found = |(phrase, cue): &(Vec<String>, Cue)| {
            let cue = *cue;
            places(stems, phrase).map(move |at| (cue, at)).collect::<Vec<_>>()
        };
        self.cues.iter().flat_map(found).chain(self.share(stems).map(|at| (Cue::Partly, at))).collect()
    }

    /// Where a part is told by a number: "eight of 20", "one of the three".
    fn share<'s>(&'s self, stems: &'s Stems) -> impl Iterator<Item = usize> + 's {
        let is_number = |stem: &str| self.numbers.contains(stem) || stem.starts_with(|c: char| c.is_ascii_digit());
        let is_share = move |window: &&[(String, usize)]| {
            let [(first, _), (of, _), (whole, _)] = window else { return false };
            is_number(first) && of == "of" && (is_number(whole) || whole == "the" || whole == "its")
        };
        stems.windows(3).filter(is_share).map(|window| window[0].1)
    }

    /// The first word of a text that has this stem, or means alike.
    pub(super) fn written<'t>(&self, text: &'t str, stem: &str) -> Option<&'t str> {
        let means =
            |word: &str| self.alike.iter().any(|(phrase, first)| first == stem && phrase[..] == [word.to_owned()]);
        let is_it = |written: &&str| {
            let own = self.stem(written);
            own == stem || means(&own)
        };
        tokens(text).map(|token| token.text).find(is_it)
    }

    /// Whether this stem stands for others that mean alike.
    pub(super) fn stands_for_many(&self, stem: &str) -> bool {
        self.alike.iter().any(|(_, first)| first == stem)
    }

    /// The words of a text that say what it is about: stems, and for those that mean alike the one that stands for them.
    pub(super) fn matter(&self, text: &str) -> BTreeSet<String> {
        let stems = self.stems(text);
        let written: Vec<&str> = tokens(text).map(|token| token.text).collect();
        let says = |stem: &str, written: &str| {
            !is_common(written) && written.len() > 2 && !self.idle.contains(stem) && !self.numbers.contains(stem)
        };
        let own = stems.iter().zip(written).filter(|((stem, _), written)| says(stem, written));
        let mut matter: BTreeSet<String> = own.map(|((stem, _), _)| stem.clone()).collect();
        for (phrase, first) in &self.alike {
            if places(&stems, phrase).next().is_some() {
                if let [single] = &phrase[..] {
                    matter.remove(single);
                }
                matter.insert(first.clone());
            }
        }
        matter
    }
}

/// Where a phrase begins: its words follow each other.
fn places<'s>(stems: &'s Stems, phrase: &'s [String]) -> impl Iterator<Item = usize> + 's {
    let is_here = move |window: &&[(String, usize)]| {
        window.iter().zip(phrase).all(|((stem, _), word)| stem == word || word == "*")
    };
    stems.windows(phrase.len().max(1)).filter(is_here).map(|window| window[0].1)
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
    let stem = stem.strip_suffix(['y', 'i']).filter(|stem| stem.len() >= 3).unwrap_or(stem);
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
        let cues = |text: &str| LEXICON.cues(&LEXICON.stems(text)).into_iter().map(|(cue, _)| cue).collect::<Vec<_>>();
        assert!(cues("The talks were called off").contains(&Cue::Withdrawn));
        assert!(cues("She once more asked for it").contains(&Cue::Again));
        assert!(cues("They ruled out a vote").contains(&Cue::Refused));
    }
}
