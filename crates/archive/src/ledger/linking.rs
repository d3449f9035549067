//! What became of each entry: which sentences tell it, and which of them together?

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::correction::name;
use super::entry::{Became, Entry, Evidence, Kind, Outcome};
use super::joining::Joined;
use super::judge::{Judged, Place, judge};
use super::lexicon::Cue;
use super::rarity::Rarity;
use super::sentence::{Sentence, Told};

/// Days after which what happens is no answer any more.
const LONG: i32 = 120;
/// A sentence that tells of two entries tells of the one with which it shares the most, and of those that share nearly as much.
const NEARLY: f64 = 0.5;

/// By how much a sentence may be less sure than the surest that tells the same, to stand beside it.
const WORSE: f64 = 0.2;

/// A sentence that tells what became of an entry.
struct Link {
    sentence: usize,
    /// Whether the sentence says the entry itself.
    is_own: bool,
    judged: Judged,
}

/// The entries with what became of each; nothing, if it gets too late.
pub(super) fn entries(
    joined: &[Joined],
    sentences: &[Sentence],
    told: &[Told],
    rarity: &Rarity,
    late: &dyn Fn() -> bool,
) -> Option<Vec<Entry>> {
    let links = links(joined, sentences, rarity, late)?;
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
    late: &dyn Fn() -> bool,
) -> Option<Vec<Vec<Link>>> {
    let mut with_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, sentence) in sentences.iter().enumerate() {
        sentence.matter.iter().for_each(|word| with_word.entry(word).or_default().push(number));
    }
    let found = |entry| (!late()).then(|| candidates(entry, sentences, &with_word, rarity));
    let mut links: Vec<Vec<Link>> = joined.iter().map(found).collect::<Option<_>>()?;
    let mut most: BTreeMap<usize, f64> = BTreeMap::new();
    for link in links.iter().flatten().filter(|link| !link.is_own) {
        let words = most.entry(link.sentence).or_default();
        *words = words.max(link.judged.words);
    }
    for links in &mut links {
        links.retain(|link| link.judged.words >= NEARLY * most.get(&link.sentence).copied().unwrap_or_default());
    }
    Some(links)
}

fn candidates(
    entry: &Joined,
    sentences: &[Sentence],
    with_word: &BTreeMap<&str, Vec<usize>>,
    rarity: &Rarity,
) -> Vec<Link> {
    if entry.kind == Kind::Refusal {
        return Vec::new();
    }
    let first = entry.statements[0].sentence;
    let own: BTreeSet<usize> = entry.statements.iter().map(|statement| statement.sentence).collect();
    let report = |sentence: usize| sentences.get(sentence).map(|sentence| sentence.report);
    let follows = |sentence: &usize| report(*sentence) == report(sentence - 1) && !own.contains(sentence);
    let next: BTreeSet<usize> = own.iter().map(|sentence| sentence + 1).filter(follows).collect();
    let words = entry.matter.keys().filter_map(|word| with_word.get(word.as_str())).flatten();
    let near: BTreeSet<usize> = words.chain(&next).copied().collect();
    let days = |sentence: usize| {
        let (from, to) = (sentences[first].day, sentences[sentence].day);
        from.zip(to).map_or(0, |(from, to)| (to - from).get_days())
    };
    // What is said cannot be its own answer, but for what else the sentence tells of it.
    let later = near.into_iter().filter(|&sentence| sentence > first && (0..=LONG).contains(&days(sentence)));
    later
        .filter_map(|sentence| {
            let is_own = own.contains(&sentence);
            let place = match () {
                () if is_own => Place::Own,
                () if next.contains(&sentence) => Place::Next,
                () => Place::Else,
            };
            let judged = judge(entry, (&sentences[sentence], place), days(sentence), rarity)?;
            (!is_own || judged.became != Became::Answered).then_some(Link { sentence, is_own, judged })
        })
        .collect()
}

/// What evidence is taken from.
struct Desk<'d> {
    sentences: &'d [Sentence],
    told: &'d [Told],
}

impl Desk<'_> {
    fn entry(&self, entry: &Joined, links: Vec<Link>) -> Entry {
        let first = &entry.statements[0];
        let told: Vec<Evidence> = entry.statements.iter().map(|statement| self.evidence(statement.sentence)).collect();
        let reports: BTreeSet<usize> =
            entry.statements.iter().map(|told| self.sentences[told.sentence].report).collect();
        let origins: BTreeSet<u64> = reports.iter().map(|&report| self.told[report].origin).collect();
        let days = told.iter().filter_map(|evidence| evidence.published);
        let (again, links): (Vec<Link>, Vec<Link>) =
            links.into_iter().partition(|link| link.judged.became == Became::Repeated);
        let again: Vec<usize> = again.iter().map(|link| link.sentence).collect();
        let mut outcomes = self.outcomes(links);
        outcomes.extend(self.repeated(entry, &again));
        outcomes.sort_by_key(|outcome| (outcome.day.is_none(), outcome.day));
        Entry {
            entry: format!("{}-{}-{}", entry.kind.name(), told[0].report, told[0].span.start),
            kind: entry.kind,
            who: entry.who.clone(),
            to: entry.to.clone(),
            what: first.what.clone(),
            condition: entry.statements.iter().find_map(|statement| statement.condition.clone()),
            deadline: entry.statements.iter().find_map(|statement| statement.deadline.clone()),
            days: days.clone().min().zip(days.max()).map(|(first, last)| [first, last]),
            reports: reports.len(),
            independent: origins.len(),
            told,
            outcomes,
            status: None,
            open_days: None,
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
        let mut by_kind: BTreeMap<Became, Vec<Link>> = BTreeMap::new();
        links.into_iter().for_each(|link| by_kind.entry(link.judged.became).or_default().push(link));
        by_kind.into_iter().map(|(became, links)| self.outcome(became, links)).collect()
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

    /// On which later days it was said again, and told so.
    fn repeated(&self, entry: &Joined, again: &[usize]) -> Vec<Outcome> {
        let first = self.sentences[entry.statements[0].sentence].day;
        let mut days: BTreeMap<Option<Date>, Vec<usize>> = BTreeMap::new();
        let told = entry.statements.iter().map(|statement| statement.sentence).chain(again.iter().copied());
        for number in told {
            let sentence = &self.sentences[number];
            if sentence.day > first
                && (sentence.has(Cue::Again) || sentence.has(Cue::Anew))
                && !sentence.has(Cue::Refused)
            {
                days.entry(sentence.day).or_default().push(number);
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
