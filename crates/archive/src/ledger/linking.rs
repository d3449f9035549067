//! What became of each entry: which sentences tell it, and which of them together?

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::case::{Case, Place};
use super::correction::name;
use super::entry::{Became, Entry, Evidence, Kind, Outcome};
use super::joining::Joined;
use super::judge::{Judged, as_said, judge};
use super::lexicon::Cue;
use super::meaning::Relation;
use super::meant::Meant;
use super::party::likeness;
use super::rarity::Rarity;
use super::sentence::{Sentence, Told, days};

/// Days after which what happens is no answer any more.
const LONG: i32 = 120;
/// A sentence that tells of two entries tells of the one with which it shares the most, and of those that share nearly as much.
const NEARLY: f64 = 0.65;

/// Sentences that are compared with an entry at most: those with its rarest words.
const MOST: usize = 3000;

/// Sentences behind an entry of which all are looked at, and how many of those at once behind it, if they are more.
const MANY: usize = 20_000;
const NEXT: usize = 20;

/// How likely something must have become of an entry by a sentence's meaning, and how likely it must be said again. To that comes how
/// sure its words tell the same.
const MEANT: f64 = 0.85;
const AGAIN: f64 = 0.6;

/// By how much a sentence may be less sure than the surest that tells the same, to stand beside it.
const WORSE: f64 = 0.2;

/// A sentence that tells what became of an entry.
struct Link {
    sentence: usize,
    judged: Judged,
}

/// The entries with what became of each; nothing, if it gets too late.
pub(super) fn entries(
    joined: &[Joined],
    (sentences, told): (&[Sentence], &[Told]),
    rarity: &Rarity,
    meant: Option<&Meant<'_>>,
    late: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Entry>> {
    let links = links(joined, sentences, rarity, meant, late)?;
    let desk = Desk { sentences, told };
    let mut answered: BTreeSet<usize> = BTreeSet::new();
    for (entry, links) in joined.iter().zip(&links) {
        if entry.kind != Kind::Refusal {
            answered
                .extend(links.iter().filter(|link| link.judged.became == Became::Refused).map(|link| link.sentence));
        }
    }
    // A refusal that is an outcome is no entry of its own.
    let is_outcome = |entry: &Joined| {
        entry.kind == Kind::Refusal && entry.statements.iter().any(|statement| answered.contains(&statement.sentence))
    };
    let entries = joined.iter().zip(links).filter(|(entry, _)| !is_outcome(entry));
    Some(entries.map(|(entry, links)| desk.entry(entry, links)).collect())
}

/// For each entry the sentences that tell what became of it; nothing, if it gets too late.
fn links(
    joined: &[Joined],
    sentences: &[Sentence],
    rarity: &Rarity,
    meant: Option<&Meant<'_>>,
    late: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Vec<Link>>> {
    let mut with_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, sentence) in sentences.iter().enumerate() {
        sentence.matter.iter().for_each(|word| with_word.entry(word).or_default().push(number));
        // What is done instead stands for what is not.
        let instead = sentence.against.difference(&sentence.matter);
        instead.for_each(|word| with_word.entry(word).or_default().push(number));
    }
    let later = Later { sentences, with_word, rarity };
    let links = |entry: &Joined| (!late()).then(|| later.candidates(entry));
    let mut links: Vec<Vec<Link>> = joined.iter().map(links).collect::<Option<_>>()?;
    if let Some(meant) = meant {
        return by_meaning(joined, &later, meant, &links, late);
    }
    let mut most: BTreeMap<(usize, Became, Kind), f64> = BTreeMap::new();
    for (entry, link) in
        joined.iter().zip(&links).flat_map(|(entry, links)| links.iter().map(move |link| (entry, link)))
    {
        let words = most.entry((link.sentence, link.judged.became, entry.kind)).or_default();
        *words = words.max(link.judged.words);
    }
    for (entry, links) in joined.iter().zip(&mut links) {
        let most =
            |link: &Link| most.get(&(link.sentence, link.judged.became, entry.kind)).copied().unwrap_or_default();
        links.retain(|link| link.judged.words >= NEARLY * most(link));
    }
    Some(links)
}

/// The same, by what sentences mean, with what their words tell as one witness.
fn by_meaning(
    joined: &[Joined],
    later: &Later<'_>,
    meant: &Meant<'_>,
    by_words: &[Vec<Link>],
    late: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Vec<Link>>> {
    let relations = meant.relations(joined, |entry| later.behind(entry), late)?;
    let mut all = Vec::with_capacity(joined.len());
    for ((entry, relations), by_words) in joined.iter().zip(relations).zip(by_words) {
        let first = later.sentences[entry.statements[0].sentence].day;
        let link = |(sentence, relation): (usize, Relation)| {
            let words = by_words.iter().find(|link| link.sentence == sentence).map(|link| &link.judged);
            let is_later = later.sentences[sentence].day > first;
            let judged = judged(&relation, words).filter(|judged| is_later || judged.became != Became::Repeated);
            judged.map(|judged| Link { sentence, judged })
        };
        all.push(relations.into_iter().filter_map(link).collect());
    }
    Some(all)
}

/// What became of an entry by a sentence that has this relation to it, and of which its words tell this.
pub(super) fn judged(relation: &Relation, words: Option<&Judged>) -> Option<Judged> {
    let told = |became: Became| words.filter(|judged| judged.became == became).map_or(0.0, |judged| judged.score);
    let share = |became: Became| f64::from(relation.became(became)) + told(became);
    if share(Became::Repeated) >= AGAIN {
        return Some(meant(relation, Became::Repeated, share(Became::Repeated), None));
    }
    // That something became of it is surer than what.
    let others = Became::ALL.into_iter().filter(|became| *became != Became::Repeated);
    let best = others.clone().max_by(|a, b| share(*a).total_cmp(&share(*b)))?;
    let any = others.map(|became| f64::from(relation.became(became))).sum::<f64>() + told(best);
    (any >= MEANT).then(|| meant(relation, best, any, words.filter(|judged| judged.became == best)))
}

/// The same with its score, and why.
fn meant(relation: &Relation, became: Became, score: f64, words: Option<&Judged>) -> Judged {
    let share = 100.0 * relation.became(became);
    let why = format!("as the encoder reads it: {} {share:.0} %", became.name());
    let why = words.map_or(why.clone(), |judged| format!("{}; {why}", judged.why));
    Judged { became, score: score.min(1.0), words: 0.0, why }
}

/// The sentences, and which word stands where.
struct Later<'l> {
    sentences: &'l [Sentence],
    with_word: BTreeMap<&'l str, Vec<usize>>,
    rarity: &'l Rarity,
}

impl Later<'_> {
    /// What the sentences that share words with an entry, or follow it at once, tell of it.
    fn candidates(&self, entry: &Joined) -> Vec<Link> {
        if entry.kind == Kind::Refusal {
            return Vec::new();
        }
        let first = entry.statements[0].sentence;
        let own: BTreeSet<usize> = entry.statements.iter().map(|statement| statement.sentence).collect();
        let report = |sentence: usize| self.sentences.get(sentence).map(|sentence| sentence.report);
        let follows = |sentence: &usize| report(*sentence) == report(sentence - 1) && !own.contains(sentence);
        let next: BTreeSet<usize> = own.iter().map(|sentence| sentence + 1).filter(follows).collect();
        let mut near = self.with_words(entry, first);
        near.extend(&next);
        let echoed = |&number: &usize| self.is_echoed(entry, number - 1);
        near.extend(near.clone().into_iter().filter(echoed).map(|number| number - 1));
        let link = |sentence: usize| {
            let place = match () {
                () if own.contains(&sentence) => Place::Own,
                () if next.contains(&sentence) => Place::Next,
                () => Place::Else,
            };
            let (is_echoed, days) = (self.is_echoed(entry, sentence), self.days(first, sentence));
            let case =
                Case { entry, sentence: &self.sentences[sentence], is_echoed, place, days, does: OnceCell::new() };
            Some(Link { sentence, judged: judge(&case, self.rarity)? })
        };
        let near =
            near.into_iter().filter(|&sentence| sentence > first && (0..=LONG).contains(&self.days(first, sentence)));
        near.filter_map(link).collect()
    }

    /// The sentences behind the first that tells an entry: all, until they are many, then those with its words.
    fn behind(&self, entry: &Joined) -> BTreeSet<usize> {
        let first = entry.statements[0].sentence;
        let is_within = |sentence: &usize| (0..=LONG).contains(&self.days(first, *sentence));
        let all = || first + 1..self.sentences.len();
        if all().take_while(|sentence| self.days(first, *sentence) <= LONG).count() <= MANY {
            return all().filter(is_within).collect();
        }
        let mut near = self.with_words(entry, first);
        near.extend(first + 1..self.sentences.len().min(first + NEXT));
        near.into_iter().filter(|sentence| *sentence > first && is_within(sentence)).collect()
    }

    /// The sentences behind this one that have words of an entry: those of its rarest words, until they are many.
    fn with_words(&self, entry: &Joined, first: usize) -> BTreeSet<usize> {
        let mut words: Vec<(&str, f64)> =
            entry.matter.iter().map(|(word, share)| (word.as_str(), self.rarity.weight(word) * share.sqrt())).collect();
        words.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut near = BTreeSet::new();
        for (word, _) in words {
            let behind =
                self.with_word.get(word).map_or(&[][..], |with| &with[with.partition_point(|&at| at <= first)..]);
            let within = behind.iter().take_while(|&&sentence| self.days(first, sentence) <= LONG);
            near.extend(within.take(MOST));
            if near.len() >= MOST {
                break;
            }
        }
        near
    }

    fn days(&self, first: usize, other: usize) -> i32 {
        days(self.sentences, first, other)
    }

    /// Whether the sentence behind this one says that it is what the entry says.
    fn is_echoed(&self, entry: &Joined, sentence: usize) -> bool {
        let next = self.sentences.get(sentence + 1);
        next.is_some_and(|next| echoes(entry, next, self.sentences[sentence].report))
    }
}

/// Whether a sentence says of the one before it, in this report, that it is what the entry says.
fn echoes(entry: &Joined, next: &Sentence, report: usize) -> bool {
    let takes_up = next.has(as_said(entry.kind)) && next.has(Cue::Echo);
    next.report == report && takes_up && likeness(&entry.who, next.parties()).is_some_and(|like| like > 0.5)
}

/// What evidence is taken from.
struct Desk<'d> {
    sentences: &'d [Sentence],
    told: &'d [Told],
}

impl Desk<'_> {
    fn entry(&self, entry: &Joined, links: Vec<Link>) -> Entry {
        let chief = entry.chief();
        let told: Vec<Evidence> = entry.statements.iter().map(|statement| self.evidence(statement.sentence)).collect();
        let reports: BTreeSet<usize> =
            entry.statements.iter().map(|told| self.sentences[told.sentence].report).collect();
        let origins: BTreeSet<u64> = reports.iter().map(|&report| self.told[report].origin).collect();
        let days = told.iter().filter_map(|evidence| evidence.published);
        let mut outcomes = self.outcomes(links);
        let repeated = self.repeated(entry);
        let is_new = |outcome: &Outcome| {
            !outcomes.iter().any(|other| other.became == Became::Repeated && other.day == outcome.day)
        };
        let repeated: Vec<Outcome> = repeated.into_iter().filter(is_new).collect();
        outcomes.extend(repeated);
        outcomes.sort_by_key(|outcome| (outcome.day.is_none(), outcome.day));
        Entry {
            entry: format!("{}-{}-{}", entry.kind.name(), told[0].report, told[0].span.start),
            kind: entry.kind,
            who: entry.who.clone(),
            to: entry.to.clone(),
            what: chief.what.clone(),
            condition: entry.statements.iter().find_map(|statement| statement.condition.clone()),
            deadline: entry.statements.iter().find_map(|statement| statement.deadline.clone()),
            days: days.clone().min().zip(days.max()).map(|(first, last)| [first, last]),
            reports: reports.len(),
            independent: origins.len(),
            told,
            outcomes,
            status: None,
            open_days: None,
            rejected: false,
            corrections: Vec::new(),
        }
    }

    fn evidence(&self, sentence: usize) -> Evidence {
        let sentence = &self.sentences[sentence];
        let report = &self.told[sentence.report];
        Evidence {
            report: report.number,
            id: report.id.clone(),
            published: report.published,
            publisher: report.publisher.clone(),
            span: sentence.span,
            words: sentence.words.clone(),
            claimed_by: sentence.claimed_by.clone(),
        }
    }

    /// One outcome for each thing that became of it, with all sentences that tell it.
    fn outcomes(&self, links: Vec<Link>) -> Vec<Outcome> {
        let mut by_kind: BTreeMap<(Became, Option<Date>), Vec<Link>> = BTreeMap::new();
        for link in links {
            // What is said again on another day is another thing.
            let became = link.judged.became;
            let day = self.sentences[link.sentence].day.filter(|_| became == Became::Repeated);
            by_kind.entry((became, day)).or_default().push(link);
        }
        by_kind.into_iter().map(|((became, _), links)| self.outcome(became, links)).collect()
    }

    fn outcome(&self, became: Became, mut links: Vec<Link>) -> Outcome {
        links.sort_by(|a, b| b.judged.score.total_cmp(&a.judged.score).then(a.sentence.cmp(&b.sentence)));
        let least = links[0].judged.score - WORSE;
        links.retain(|link| link.judged.score >= least);
        let told: Vec<Evidence> = links.iter().map(|link| self.evidence(link.sentence)).collect();
        let best = &links[0].judged;
        Outcome {
            link: name(became, told[0].report, told[0].span.start),
            became,
            day: told.iter().filter_map(|evidence| evidence.published).min(),
            score: (best.score * 100.0).round() / 100.0,
            why: best.why.clone(),
            claimed: told.iter().all(|evidence| evidence.claimed_by.is_some()),
            told,
            by_hand: false,
        }
    }

    /// On which later days it was said again.
    fn repeated(&self, entry: &Joined) -> Vec<Outcome> {
        let first = self.sentences[entry.statements[0].sentence].day;
        let mut days: BTreeMap<Option<Date>, Vec<usize>> = BTreeMap::new();
        for statement in entry.statements.iter().filter(|statement| !statement.is_back) {
            let sentence = &self.sentences[statement.sentence];
            let says_so = sentence.has(Cue::Again) || sentence.has(Cue::Anew);
            if sentence.day > first && says_so && !sentence.has(Cue::Refused) {
                days.entry(sentence.day).or_default().push(statement.sentence);
            }
        }
        let outcome = |(day, sentences): (Option<Date>, Vec<usize>)| {
            let told: Vec<Evidence> = sentences.iter().map(|&sentence| self.evidence(sentence)).collect();
            Outcome {
                link: name(Became::Repeated, told[0].report, told[0].span.start),
                became: Became::Repeated,
                day,
                score: 0.9,
                why: "a phrase says that it is said again".to_owned(),
                claimed: false,
                told,
                by_hand: false,
            }
        };
        days.into_iter().map(outcome).collect()
    }
}

impl Entry {
    /// Finds out how it stands: by the last that closed it, else by what became of it in part.
    pub(super) fn settle(&mut self) {
        let by_hand = self.outcomes.iter().rfind(|outcome| outcome.by_hand);
        let closed = self.outcomes.iter().rfind(|outcome| outcome.became.closes());
        let partly = || self.outcomes.iter().rfind(|outcome| outcome.became == Became::Partly);
        let answered = || self.outcomes.iter().rfind(|outcome| outcome.became == Became::Answered);
        self.status = by_hand.or(closed).or_else(partly).or_else(answered).map(|outcome| outcome.became);
    }
}
