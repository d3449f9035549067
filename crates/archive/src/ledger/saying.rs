//! Where do the words of a sentence say a demand, a promise, a threat, a refusal: who, to whom, and where stands what?
//!
//! The reader of events leaves many of them out, since they are no acts between political parties, or finds the act and not who
//! says it. Here a word that says something ("demanded", "held out", "wants") is enough, with whoever stands before it; what is
//! said stands behind it, or before it where it closes the sentence.

use super::entry::Kind;
use super::lexicon::{Cue, Hit, LEXICON, Stem};
use super::party::Somebody;
use super::reading::is;

/// Words between whoever says something and the word that tells it.
const NEAR: usize = 6;
/// Words before a word that may tell that it is denied, or lies back.
const BEFORE: usize = 3;
/// Words behind it that may tell to whom it is said.
const BEHIND: usize = 4;
/// Letters between a noun and "by", "of" or "from" before whose it is.
const AGENT: usize = 30;
/// Letters between whose it is and a noun.
const OWNER: usize = 12;
/// Words of a clause within which it tells that it only names who says the rest.
const ATTRIBUTION: usize = 7;

/// Somebody where a sentence names him, in bytes of its words.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) who: Somebody,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is named, not described.
    pub(super) is_name: bool,
    /// Whether it is a place.
    pub(super) is_place: bool,
    /// Whether no preposition stands before it: it may be who does what the sentence tells.
    pub(super) is_free: bool,
}

/// What a word of a sentence says.
#[derive(Clone, Debug)]
pub(super) struct Saying {
    pub(super) kind: Kind,
    /// The word.
    pub(super) word: String,
    pub(super) who: Vec<Somebody>,
    pub(super) to: Vec<Somebody>,
    /// Where what is said stands, in bytes.
    pub(super) what: (usize, usize),
    /// Whether it is told as something said before.
    pub(super) is_back: bool,
}

/// What is said by the words of a cue.
fn kind_of(cue: Cue) -> Option<Kind> {
    Some(match cue {
        Cue::Demands => Kind::Demand,
        Cue::Promises => Kind::Promise,
        Cue::Threatens => Kind::Threat,
        Cue::Refuses => Kind::Refusal,
        _ => return None,
    })
}

/// A sentence as it is read here.
pub(super) struct Line<'s> {
    pub(super) words: &'s str,
    pub(super) stems: &'s [Stem],
    pub(super) hits: &'s [Hit],
    pub(super) named: &'s [Named],
    /// Who is quoted in it.
    pub(super) voice: Option<&'s Somebody>,
    /// Who said or did something in the sentence before it.
    pub(super) last: Option<&'s Somebody>,
}

impl Line<'_> {
    /// What its words say, in their order.
    pub(super) fn sayings(&self) -> Vec<Saying> {
        let by_words = self.hits.iter().filter_map(|hit| self.by_word(hit));
        let by_voice = self.hits.iter().filter_map(|hit| self.by_voice(hit));
        let mut kept: Vec<Saying> = Vec::new();
        for saying in by_words.chain(by_voice) {
            let is_within = |other: &Saying| saying.what.0 < other.what.1 && other.what.0 < saying.what.1;
            if !kept.iter().any(is_within) {
                kept.push(saying);
            }
        }
        kept
    }

    /// Whether somebody asks a question, and demands nothing: "asked who had fired".
    pub(super) fn asks(&self) -> bool {
        let mut demands = self.hits.iter().filter(|hit| hit.cue == Cue::Demands);
        demands.any(|hit| self.next(hit).is_some_and(|stem| self.is(stem, Cue::Question)))
    }

    /// The first word behind a phrase that may tell what is said.
    fn next(&self, hit: &Hit) -> Option<&Stem> {
        self.stems.iter().find(|stem| stem.start >= hit.end && !self.is(stem, Cue::Lead))
    }

    /// What is said by a word such as "demanded".
    fn by_word(&self, hit: &Hit) -> Option<Saying> {
        let place = self.place(hit)?;
        let kind = kind_of(hit.cue).filter(|_| !self.is_unsaid(hit, place))?;
        let before = self.before_word(place);
        let is_noun = self.is_noun(place);
        let is_passive = !is_noun && before.last().is_some_and(|stem| self.is(stem, Cue::Passive));
        let has = |cue: Cue| before.iter().any(|stem| self.is(stem, cue));
        let is_back = is_noun && !has(Cue::Issued) || has(Cue::Back);
        let is_by = self.stems.get(place + 1).is_some_and(|stem| self.is(stem, Cue::Agent));
        // "Vehicles promised by France": they are told of, and nothing is said.
        if is_by && self.agent(hit).is_some() && !is_noun && !is_passive {
            return None;
        }
        let who = match () {
            () if is_passive => self.agent(hit).cloned(),
            () if is_noun => self.agent(hit).or_else(|| self.owner(hit)).cloned(),
            () => self.subject(place),
        };
        let (mut to, start) = self.addressees(hit);
        if is_noun {
            to.retain(|named| who.as_ref().is_none_or(|who| who.start != named.start));
        } else if to.is_empty() && is_passive {
            to.extend(self.named_before(hit.start));
        }
        let what = self.what(hit, start, who.as_ref(), (is_noun, is_back))?;
        let who = who.filter(|_| place > 0).map(|named| named.who).or_else(|| self.closing(what.1));
        let (who, to) = (who.into_iter().collect(), to.into_iter().map(|named| named.who.clone()).collect());
        let (kind, word) = (self.kind(kind, hit, what), self.stems[place].stem.clone());
        Some(Saying { kind, word, who, to, what, is_back })
    }

    /// The words at once before the word of this place.
    fn before_word(&self, place: usize) -> &[Stem] {
        &self.stems[place.saturating_sub(BEFORE)..place]
    }

    /// Whether a word says nothing here: it is denied, called off, or asks a question.
    fn is_unsaid(&self, hit: &Hit, place: usize) -> bool {
        let mut next = self.stems.iter().filter(|stem| stem.start >= hit.end && !self.is(stem, Cue::Lead)).take(2);
        next.any(|stem| self.is(stem, Cue::Question))
            || self.is(&self.stems[place], Cue::Withdrawn)
            || self.before_word(place).iter().any(|stem| self.is(stem, Cue::No))
    }

    /// Where what is said stands, which begins at `start` or before; nothing, if nothing is.
    fn what(
        &self,
        hit: &Hit,
        start: usize,
        who: Option<&Named>,
        (is_noun, is_back): (bool, bool),
    ) -> Option<(usize, usize)> {
        let lead = self.stems.iter().filter(|stem| stem.start >= start).take_while(|stem| self.is(stem, Cue::Lead));
        let start = lead.last().map_or(start, |stem| stem.end);
        // "Called a strike": the word is what is announced.
        let is_deed = LEXICON.matter(&self.words[hit.start..hit.end]).iter().any(|word| LEXICON.is_deed(word));
        let start = if is_deed { hit.start } else { start };
        let end = self.end(start);
        let says_nothing = LEXICON.matter(&self.words[start..end]).is_empty();
        match () {
            () if says_nothing && is_back => None,
            () if says_nothing && !is_noun => self.before(hit, who),
            () => Some((start, end)),
        }
    }

    /// Who says it, behind what is said: "otherwise the army would come, she warned".
    fn closing(&self, end: usize) -> Option<Somebody> {
        let named = self.named.iter().rfind(|named| named.start >= end).map(|named| named.who.clone());
        let is_pronoun = || self.stems.iter().any(|stem| stem.start >= end && self.is(stem, Cue::Pronoun));
        named.or_else(|| self.last.filter(|_| is_pronoun()).cloned())
    }

    /// What somebody who is quoted says will be, or has to be.
    fn by_voice(&self, hit: &Hit) -> Option<Saying> {
        let (voice, place) = (self.voice?, self.place(hit)?);
        let before = place.checked_sub(1).map(|place| &self.stems[place]);
        let named = self.named_before(hit.start).filter(|named| hit.start - named.end < 3);
        let is_own = self.is(&self.stems[place], Cue::Own)
            || before.is_some_and(|stem| self.is(stem, Cue::Own))
            || named.is_some_and(|named| named.who.likeness(voice) > 0.5);
        let is_denied = self.stems.get(place + 1).is_some_and(|stem| self.is(stem, Cue::No))
            || before.is_some_and(|stem| self.is(stem, Cue::No));
        let what = (hit.end, self.end(hit.end));
        let is_condition = self.hits.iter().any(|other| matches!(other.cue, Cue::Condition | Cue::Inverted));
        let threatens = is_condition && self.kind(Kind::Promise, hit, what) == Kind::Threat;
        let (kind, to) = match hit.cue {
            Cue::Would if self.words[..hit.start].contains(['"', '“']) => return None,
            Cue::Future | Cue::Would if threatens && !is_denied => (Kind::Threat, None),
            Cue::Future | Cue::Would if is_own && !is_denied => (self.kind(Kind::Promise, hit, what), None),
            Cue::Duty if !is_own && named.is_some() => (Kind::Demand, named),
            _ => return None,
        };
        let says_nothing = LEXICON.matter(&self.words[what.0..what.1]).is_empty();
        let to = to.map(|named| named.who.clone()).into_iter().collect();
        let word = self.stems[place].stem.clone();
        (!says_nothing).then(|| Saying { kind, word, who: vec![voice.clone()], to, what, is_back: false })
    }

    /// What is announced: a threat, if it is harm, else a promise.
    fn kind(&self, kind: Kind, hit: &Hit, what: (usize, usize)) -> Kind {
        let is_here = |other: &&Hit| (what.0..what.1).contains(&other.start);
        let has = |cue: Cue| self.hits.iter().filter(is_here).any(|other| other.cue == cue);
        let first = self.stems.iter().filter(|stem| stem.start >= what.0).find(|stem| stem.end - stem.start > 2);
        let is_harm = first.is_some_and(|stem| self.is(stem, Cue::Harm)) && !has(Cue::No);
        let is_open = self
            .hits
            .iter()
            .any(|other| other.start == hit.start && matches!(other.cue, Cue::Future | Cue::Would | Cue::Threatens));
        if kind == Kind::Promise && is_harm && is_open { Kind::Threat } else { kind }
    }

    fn place(&self, hit: &Hit) -> Option<usize> {
        self.stems.binary_search_by_key(&hit.start, |stem| stem.start).ok()
    }

    fn is(&self, stem: &Stem, cue: Cue) -> bool {
        is(stem, self.hits, cue)
    }

    /// Whether the word of this place is a noun: "the demand", "Togo's offer".
    fn is_noun(&self, place: usize) -> bool {
        let word = &self.stems[place];
        let written = &self.words[word.start..word.end];
        let Some(before) = place.checked_sub(1).map(|place| &self.stems[place]) else { return false };
        if written.ends_with("ed") {
            return false;
        }
        let between = &self.words[before.start..word.start];
        let is_whose = between.contains(['\'', '’']);
        let is_subject = self.named_before(word.start).is_some_and(|named| word.start - named.end < 2);
        let second = place.checked_sub(2).map(|place| &self.stems[place]);
        let is_behind = self.is(before, Cue::Agent) || second.is_some_and(|stem| self.is(stem, Cue::Article));
        is_whose || self.is(before, Cue::Article) || !is_subject && is_behind
    }

    /// Who is named last before this byte.
    fn named_before(&self, start: usize) -> Option<&Named> {
        self.named.iter().rfind(|named| named.end <= start)
    }

    /// By whom something is done, or is said that a noun tells.
    fn agent(&self, hit: &Hit) -> Option<&Named> {
        let agent = self.hits.iter().find(|other| other.cue == Cue::Agent && other.start >= hit.end)?;
        let is_near = agent.start - hit.end < AGENT;
        let named = self.named.iter().find(|named| named.start >= agent.end && named.start - agent.end < 6);
        named.filter(|_| is_near)
    }

    /// Whose a noun is: "Togo's demand".
    fn owner(&self, hit: &Hit) -> Option<&Named> {
        self.named_before(hit.start).filter(|named| hit.start - named.end < OWNER)
    }

    /// Who stands before a verb.
    fn subject(&self, place: usize) -> Option<Named> {
        let start = self.stems[place].start;
        let last = self.named_before(start);
        let before = self.stems[..place].iter().rev();
        let mut near = before.clone().take(BEFORE).take_while(|stem| last.is_none_or(|named| stem.start >= named.end));
        // "It" is whoever was named in the sentence before, where nobody knows better.
        if let (true, Some(who)) = (near.any(|stem| self.is(stem, Cue::Pronoun)), self.last) {
            return Some(Named { who: who.clone(), start, end: start, is_name: true, is_place: false, is_free: true });
        }
        // "The movement, which wants its leader back"
        if before.clone().next().is_some_and(|stem| self.is(stem, Cue::Question)) {
            return last.cloned();
        }
        // Who says a second thing stands where the first is told.
        if before.clone().next().is_some_and(|stem| self.is(stem, Cue::Joins)) {
            return self.named.first().cloned();
        }
        let between = |named: &Named| self.stems[..place].iter().filter(|stem| stem.start >= named.end).count();
        let free = self.named.iter().rfind(|named| named.end <= start && named.is_free && between(named) <= NEAR);
        free.or(last.filter(|named| between(named) <= NEAR)).or(self.named.first()).cloned()
    }

    /// To whom it is said, and where what is said begins: "on Ghana and Togo to leave".
    fn addressees(&self, hit: &Hit) -> (Vec<&Named>, usize) {
        let (first, start) = self.addressee(hit);
        let second = first.filter(|named| named.end == start).and_then(|named| {
            let next = self.named.iter().find(|next| next.start > named.end)?;
            let between = self.words[named.end..next.start].trim();
            matches!(between, "and" | "and the" | ",").then_some(next)
        });
        let start = second.map_or(start, |named| named.end);
        (first.into_iter().chain(second).collect(), start)
    }

    /// To whom it is said, if it stands at once behind the word, and where what is said begins.
    fn addressee(&self, hit: &Hit) -> (Option<&Named>, usize) {
        let is_within = |named: &&Named| named.start > hit.start && named.end <= hit.end;
        if let Some(named) = self.named.iter().find(is_within) {
            return (Some(named), hit.end);
        }
        let Some(named) = self.named.iter().find(|named| named.start >= hit.end) else { return (None, hit.end) };
        let between = self.stems.iter().filter(|stem| stem.start >= hit.end && stem.start < named.start);
        let is_content = between.clone().any(|stem| self.is(stem, Cue::Content));
        let leads = [Cue::Article, Cue::Preposition, Cue::Lead, Cue::Agent, Cue::Joins];
        let is_plain = between.clone().all(|stem| leads.iter().any(|cue| self.is(stem, *cue)));
        if between.count() > BEHIND || is_content || !is_plain {
            return (None, hit.end);
        }
        let rest = &self.words[named.end..];
        let is_clause = self.words[hit.end..named.start].contains("that ");
        let follows = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
        let is_told =
            follows(&[" to ", " that ", " not to ", ", to ", " for ", " with ", " against ", " over ", " and "]);
        // "Urged Sudia on Monday to leave"
        let mut behind = self.stems.iter().filter(|stem| stem.start >= named.end);
        let next = behind.find(|stem| !self.is(stem, Cue::Lead));
        let is_told = is_told || next.is_some_and(|stem| self.is(stem, Cue::ToDo));
        let is_asked =
            self.hits.iter().any(|other| other.cue == Cue::Agent && other.end < named.start && other.start >= hit.end);
        // "promised Togo helicopters"
        let is_given = matches!(hit.cue, Cue::Promises)
            && named.is_name
            && named.who.is_known()
            && !self.words[named.start..named.end].contains(|c: char| c.is_ascii_digit())
            && !follows(&[".", ",", "'", "’"]);
        let is_promised = matches!(hit.cue, Cue::Promises);
        if !is_clause && (is_told && (named.is_name || !is_promised) || is_asked || is_given) {
            let says = !LEXICON.matter(&self.words[hit.end..named.start]).is_empty();
            return (Some(named), if says { hit.end } else { named.end });
        }
        // "that Togo leave", "Togo's departure": who does it, and what.
        let suffers = is_clause && self.suffers(named.end);
        let does = is_clause && !suffers || self.words[..named.end].ends_with("'s") || follows(&["'", "’"]);
        (does.then_some(named), hit.end)
    }

    /// Whether something is to be done to whom these words follow: "that the crew be freed".
    fn suffers(&self, end: usize) -> bool {
        let mut behind = self.stems.iter().filter(|stem| stem.start >= end).take(2);
        behind.any(|stem| self.is(stem, Cue::Passive))
    }

    /// Where what begins here ends: at another clause, or at who says it.
    fn end(&self, start: usize) -> usize {
        let rest = &self.words[start..];
        let marks = ["; ", ", saying", ", adding", ", but ", " – ", ", while ", ", which ", ", who ", "\" ", "” "];
        let first = marks.iter().filter_map(|mark| rest.find(mark)).filter(|at| *at > 2).min().unwrap_or(rest.len());
        start + self.attribution(start, start + first).unwrap_or(first)
    }

    /// Where, behind `start`, a clause begins that only names who says the rest.
    fn attribution(&self, start: usize, end: usize) -> Option<usize> {
        let commas = self.words[start..end].match_indices(", ").map(|(at, _)| at).filter(|at| *at > 2);
        let says = |comma: &usize| {
            let mut tail = self.stems.iter().filter(|stem| stem.start > start + comma && stem.start < end);
            tail.by_ref().take(ATTRIBUTION).any(|stem| self.is(stem, Cue::Attributed))
        };
        commas.into_iter().find(says)
    }

    /// What stands before a word that closes the sentence, and before who says it.
    fn before(&self, hit: &Hit, who: Option<&Named>) -> Option<(usize, usize)> {
        let until = who.map_or(hit.start, |named| named.start.min(hit.start));
        let end = self.words[..until].rfind([',', '”', '"'])?;
        (!LEXICON.matter(&self.words[..end]).is_empty()).then_some((0, end))
    }
}
