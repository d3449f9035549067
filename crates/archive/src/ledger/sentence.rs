//! What does each sentence of a report give the ledger?
//!
//! A sentence is what can be shown as evidence; so it is the unit here, with the acts that were read in it, the phrases that
//! tell what became of something, and the words that say what it is about.

use std::collections::BTreeSet;

use dateline::record::{ActorKind, Aux, Event, EventType, Mention, MentionKind, Record, Span};
use jiff::civil::Date;

use super::lexicon::{Cue, LEXICON};
use super::party::{Homes, Somebody};

/// Letters that the name of a country has in common with that of its people.
const NATION: usize = 5;

/// A report of the archive, as the ledger sees it.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) number: u64,
    pub(super) id: String,
    pub(super) published: Option<Date>,
    pub(super) publisher: Option<String>,
    /// Copies of one report have the same.
    pub(super) origin: u64,
}

/// A sentence with what it tells.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Which of the reports.
    pub(super) report: usize,
    pub(super) day: Option<Date>,
    pub(super) span: Span,
    pub(super) words: String,
    /// What it is about.
    pub(super) matter: BTreeSet<String>,
    /// Words of the names of those whom pronouns and descriptions in it mean.
    pub(super) meant: BTreeSet<String>,
    /// What its phrases tell.
    pub(super) cues: BTreeSet<Cue>,
    /// Where each phrase begins, in bytes of its words.
    pub(super) places: Vec<(Cue, usize)>,
    pub(super) acts: Vec<Act>,
    /// Whom it names, in order.
    pub(super) named: Vec<Somebody>,
    /// Days and spans of time that it names, with their TIMEX3 values.
    pub(super) times: Vec<(Span, String)>,
    /// Who says it, where it is only claimed.
    pub(super) claimed_by: Option<String>,
}

/// An act that was read in a sentence.
#[derive(Debug)]
pub(super) struct Act {
    pub(super) event: EventType,
    /// It is to come, only thought of, or denied.
    pub(super) is_done: bool,
    pub(super) is_denied: bool,
    /// Whether an entry of the codebook tells it.
    pub(super) is_entry: bool,
    pub(super) confidence: f64,
    pub(super) who: Vec<Somebody>,
    pub(super) to: Vec<Somebody>,
    /// Where its word is, in characters of the text.
    pub(super) word: Span,
}

impl Sentence {
    pub(super) fn has(&self, cue: Cue) -> bool {
        self.cues.contains(&cue)
    }
}

/// The sentences of a record that was read from `text`.
pub(super) fn sentences(record: &Record, text: &str, report: usize, homes: &Homes) -> Vec<Sentence> {
    let page = Page { record, chars: text.chars().collect(), homes, speakers: speakers(record) };
    let mut spans = split(&page.chars);
    // As the reader parted them, where it did.
    for event in &record.events {
        spans.retain(|span| span.end <= event.sentence.start || span.start >= event.sentence.end);
        spans.push(event.sentence);
    }
    spans.sort_unstable();
    spans.dedup();
    spans.into_iter().map(|span| page.sentence(span, report)).collect()
}

/// A record with its text.
struct Page<'r> {
    record: &'r Record,
    chars: Vec<char>,
    homes: &'r Homes,
    /// The names of persons who say or do something, whom it is not about.
    speakers: BTreeSet<String>,
}

/// The words of the names of persons who say or do something in a record.
fn speakers(record: &Record) -> BTreeSet<String> {
    let voices = record.quotations.iter().filter_map(|quotation| quotation.speaker.as_ref()?.actor.as_deref());
    let doers = record.events.iter().flat_map(|event| &event.actor).filter_map(|party| party.actor.as_deref());
    let ids: BTreeSet<&str> = voices.chain(doers).collect();
    let persons =
        record.actors.iter().filter(|actor| actor.kind == ActorKind::Person && ids.contains(actor.id.as_str()));
    persons.flat_map(|actor| LEXICON.matter(&actor.name)).collect()
}

impl Page<'_> {
    fn words(&self, span: Span) -> String {
        let at = |place: u32| (place as usize).min(self.chars.len());
        let words: String = self.chars[at(span.start)..at(span.end).max(at(span.start))].iter().collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn sentence(&self, span: Span, report: usize) -> Sentence {
        let words = self.words(span);
        let events: Vec<&Event> = self.record.events.iter().filter(|event| event.sentence == span).collect();
        let tells = |word: &String| !self.is_of_a_country(word) && !self.speakers.contains(word);
        let meant: BTreeSet<String> = self.meant(span).flat_map(|name| LEXICON.matter(name)).filter(tells).collect();
        let mut matter: BTreeSet<String> =
            LEXICON.matter(&self.words(self.behind_dateline(span))).into_iter().filter(tells).collect();
        matter.extend(meant.iter().cloned());
        let places = LEXICON.cues(&LEXICON.stems(&words));
        let claimed = !events.is_empty() && events.iter().all(|event| event.said_in.is_some());
        let claim = events.first().filter(|_| claimed).and_then(|event| event.said_in.as_deref());
        Sentence {
            report,
            day: self.record.article.published,
            span,
            matter,
            meant,
            cues: places.iter().map(|(cue, _)| *cue).collect(),
            places,
            acts: events.iter().map(|event| self.act(event)).collect(),
            named: self.named(span),
            times: self.times(span),
            claimed_by: claim.and_then(|quotation| self.speaker(quotation)),
            words,
        }
    }

    /// A sentence without the place and day that the article opens with.
    fn behind_dateline(&self, span: Span) -> Span {
        let end = self.record.article.dateline.as_ref().map_or(0, |dateline| dateline.span.end);
        Span { start: span.start.max(end.min(span.end)), end: span.end }
    }

    /// Whether it is the name of a country or of its people: half of the archive is about them.
    fn is_of_a_country(&self, stem: &str) -> bool {
        let countries = self.record.actors.iter().filter(|actor| actor.kind == ActorKind::Country);
        countries.map(|actor| actor.name.to_lowercase()).any(|name| {
            let start: String = name.chars().take(NATION).collect();
            stem.starts_with(&start)
        })
    }

    fn act(&self, event: &Event) -> Act {
        let somebody = |parties: &[dateline::record::Party]| {
            parties.iter().map(|party| self.homes.somebody(party, self.record, &self.words(party.span))).collect()
        };
        Act {
            event: event.event,
            is_done: !event.aux.iter().any(|aux| *aux != Aux::Historical),
            is_denied: event.aux.contains(&Aux::Negation),
            is_entry: event.rule != dateline::record::WEIGHED,
            confidence: event.confidence,
            who: somebody(&event.actor),
            to: somebody(&event.recipient),
            word: event.trigger.span,
        }
    }

    /// The mentions within a sentence with the numbers of their actors, in order.
    fn mentions(&self, span: Span) -> Vec<(usize, &Mention)> {
        let actors = self.record.actors.iter().enumerate();
        let mut here: Vec<(usize, &Mention)> = actors
            .flat_map(|(number, actor)| actor.mentions.iter().map(move |mention| (number, mention)))
            .filter(|(_, mention)| span.start <= mention.span.start && mention.span.end <= span.end)
            .collect();
        here.sort_by_key(|(_, mention)| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        here
    }

    /// The names of those whom pronouns and descriptions in it mean.
    fn meant(&self, span: Span) -> impl Iterator<Item = &str> {
        let is_other = |(_, mention): &(usize, &Mention)| mention.kind != MentionKind::Name;
        self.mentions(span).into_iter().filter(is_other).map(|(number, _)| self.record.actors[number].name.as_str())
    }

    fn named(&self, span: Span) -> Vec<Somebody> {
        let party = |(number, mention): (usize, &Mention)| {
            let actor = &self.record.actors[number];
            let party = dateline::record::Party {
                actor: Some(actor.id.clone()),
                code: actor.code.clone(),
                span: mention.span,
                from: None,
                evidence: None,
            };
            self.homes.somebody(&party, self.record, &self.words(mention.span))
        };
        self.mentions(span).into_iter().map(party).collect()
    }

    fn times(&self, span: Span) -> Vec<(Span, String)> {
        let here = self.record.times.iter().filter(|time| span.start <= time.span.start && time.span.end <= span.end);
        here.filter_map(|time| Some((time.span, time.value.clone()?))).collect()
    }

    fn speaker(&self, quotation: &str) -> Option<String> {
        let quotation = self.record.quotations.iter().find(|other| other.id == quotation)?;
        let voice = quotation.speaker.as_ref()?;
        let actor = self.record.actors.iter().find(|actor| Some(&actor.id) == voice.actor.as_ref());
        Some(actor.map_or_else(|| self.words(voice.span), |actor| actor.name.clone()))
    }
}

/// Where the sentences of a text are, as far as points and capitals tell.
fn split(chars: &[char]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let close = |start: usize, end: usize, spans: &mut Vec<Span>| {
        let first = (start..end).find(|&at| !chars[at].is_whitespace());
        let last = (start..end).rev().find(|&at| !chars[at].is_whitespace());
        if let (Some(first), Some(last)) = (first, last) {
            spans.push(Span { start: first as u32, end: last as u32 + 1 });
        }
    };
    for at in 0..chars.len() {
        let behind_point = at > 0 && (matches!(chars[at - 1], '.' | '!' | '?' | '"' | '”'));
        let stop = at > 1 && (matches!(chars[at - 1], '.' | '!' | '?') || matches!(chars[at - 2], '.' | '!' | '?'));
        let next = chars[at..].iter().find(|c| !c.is_whitespace());
        let opens = next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“'));
        if chars[at] == '\n' || chars[at].is_whitespace() && behind_point && stop && opens {
            close(start, at, &mut spans);
            start = at;
        }
    }
    close(start, chars.len(), &mut spans);
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parted_at_points_before_capitals() {
        let text: Vec<char> = "He left. \"We wait,\" she said.\nNo. 4 came.".chars().collect();
        let words = |span: &Span| text[span.start as usize..span.end as usize].iter().collect::<String>();
        let parts: Vec<String> = split(&text).iter().map(words).collect();
        assert_eq!(parts[0], "He left.");
        assert_eq!(parts[1], "\"We wait,\" she said.");
    }
}
