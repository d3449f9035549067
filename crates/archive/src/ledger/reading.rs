//! What does each sentence of a report give the ledger?

use std::collections::{BTreeMap, BTreeSet};

use dateline::record::{
    ActorKind, Aux, Event, Feature, Mention, MentionKind, Party, PartyFrom, Place, PlaceUse, Record, Span,
};

use super::lexicon::{Cue, Hit, LEXICON, Stem};
use super::party::{Homes, Somebody, country};
use super::saying::{Line, Named, Saying};
use super::sentence::{Act, Sentence};

/// Letters that the name of a country has in common with that of its people.
const NATION: usize = 5;

/// Words behind "not" or "will" of which it is told.
const NEAR: usize = 4;

/// The sentences of a record that was read from `text`.
pub(super) fn sentences(record: &Record, text: &str, report: usize, homes: &Homes) -> Vec<Sentence> {
    let page = Page { record, chars: text.chars().collect(), homes, codes: codes(record), nations: nations(record) };
    let mut spans = split(&page.chars);
    // As the reader parted them, where it did.
    for event in &record.events {
        spans.retain(|span| span.end <= event.sentence.start || span.start >= event.sentence.end);
        spans.push(event.sentence);
    }
    spans.sort_unstable();
    spans.dedup();
    let mut sentences: Vec<Sentence> = Vec::new();
    for span in spans {
        let last = sentences.last().and_then(Sentence::speaker).cloned();
        sentences.push(page.sentence(span, report, last.as_ref()));
    }
    sentences
}

/// A record with its text.
struct Page<'r> {
    record: &'r Record,
    chars: Vec<char>,
    homes: &'r Homes,
    /// What the acts of a report tell of an actor whose own words tell no country.
    codes: BTreeMap<&'r str, &'r str>,
    /// How the names of countries and of their people begin: half of the archive is about them.
    nations: Vec<String>,
}

fn nations(record: &Record) -> Vec<String> {
    let countries = record.actors.iter().filter(|actor| actor.kind == ActorKind::Country);
    countries.map(|actor| actor.name.to_lowercase().chars().take(NATION).collect()).collect()
}

/// The codes of those who have a country as parties to an act.
fn codes(record: &Record) -> BTreeMap<&str, &str> {
    let parties = record.events.iter().flat_map(|event| event.actor.iter().chain(&event.recipient));
    let coded = parties.filter_map(|party| Some((party.actor.as_deref()?, party.code.as_deref()?)));
    coded.filter(|(_, code)| country(code).is_some()).collect()
}

impl Page<'_> {
    fn words(&self, span: Span) -> String {
        let at = |place: u32| (place as usize).min(self.chars.len());
        let words: String = self.chars[at(span.start)..at(span.end).max(at(span.start))].iter().collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn sentence(&self, span: Span, report: usize, last: Option<&Somebody>) -> Sentence {
        let words = self.words(span);
        let events: Vec<&Event> = self.record.events.iter().filter(|event| event.sentence == span).collect();
        let tells = |word: &String| !self.nations.iter().any(|nation| word.starts_with(nation));
        let meant: BTreeSet<String> = self.meant(span).flat_map(|name| LEXICON.matter(name)).filter(tells).collect();
        let mut spoken = LEXICON.matter_in_order(&words);
        spoken.retain(|(word, _)| tells(word));
        let begin = self.behind_dateline(span, &words);
        let own = spoken.iter().filter(|(_, at)| *at >= begin).map(|(word, _)| word.clone());
        let matter: BTreeSet<String> = own.chain(meant.iter().cloned()).collect();
        let stems = LEXICON.stems(&words);
        let hits = LEXICON.cues(&stems);
        let named = self.named(span, &words, (&stems, &hits));
        let voice = self.voice(span, last);
        let outer = outer(&named);
        let line = Line { words: &words, stems: &stems, hits: &hits, named: &outer, voice: voice.as_ref(), last };
        let (sayings, asks) = (line.sayings(), line.asks());
        let said = only_said(&spoken, &sayings, &meant);
        Sentence {
            report,
            day: self.record.article.published,
            span,
            matter,
            said,
            meant,
            cues: hits.iter().map(|hit| hit.cue).collect(),
            against: LEXICON.against(&stems),
            names: names(&named),
            denied: behind(&[Cue::No, Cue::Unwilling, Cue::Withdrawn], &spoken, &stems, &hits),
            to_come: behind(&[Cue::ToCome], &spoken, &stems, &hits),
            acts: events.iter().map(|event| self.act(event)).collect(),
            sayings,
            asks,
            named,
            voice,
            times: self.times(span),
            claimed_by: self.claimed_by(&events),
            words,
        }
    }

    /// Where a sentence begins behind the place and day that the article opens with, in bytes.
    fn behind_dateline(&self, span: Span, words: &str) -> usize {
        let end = self.record.article.dateline.as_ref().map_or(0, |dateline| dateline.span.end);
        byte(words, end.min(span.end).saturating_sub(span.start))
    }

    fn act(&self, event: &Event) -> Act {
        let somebody = |parties: &[Party]| {
            let is_party = |party: &&Party| !self.is_mere_place(party.span);
            parties
                .iter()
                .filter(is_party)
                .map(|party| self.homes.somebody(party, self.record, &self.words(party.span)))
                .collect()
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

    /// Whether a place is meant here, and not the government that it stands for.
    fn is_mere_place(&self, span: Span) -> bool {
        let here = |place: &&Place| place.span.start == span.start && place.span.end == span.end;
        self.record
            .places
            .iter()
            .find(here)
            .is_some_and(|place| place.used == PlaceUse::Place && place.feature != Some(Feature::Country))
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
        let names =
            self.mentions(span).into_iter().filter(is_other).map(|(number, _)| &*self.record.actors[number].name);
        names.filter(|name| name.starts_with(char::is_uppercase))
    }

    fn named(&self, span: Span, words: &str, (stems, hits): (&[Stem], &[Hit])) -> Vec<Named> {
        let byte = |place: u32| byte(words, place.saturating_sub(span.start));
        let named = |(number, mention): (usize, &Mention)| Named {
            who: self.actor(number, mention.span),
            start: byte(mention.span.start),
            end: byte(mention.span.end),
            is_name: mention.kind == MentionKind::Name,
            is_place: self.record.actors[number].kind == ActorKind::Place,
            is_free: true,
        };
        let mut all: Vec<Named> = self.mentions(span).into_iter().map(named).collect();
        // A capital is its government.
        for place in
            self.record.places.iter().filter(|place| span.start <= place.span.start && place.span.end <= span.end)
        {
            let (start, end) = (byte(place.span.start), byte(place.span.end));
            if all.iter().all(|named| named.end <= start || named.start >= end) {
                let who = Somebody::place(&self.words(place.span), place.country.as_deref());
                all.extend(place.country.is_some().then_some(Named {
                    who,
                    start,
                    end,
                    is_name: true,
                    is_place: true,
                    is_free: true,
                }));
            }
        }
        all.sort_by_key(|named| named.start);
        for one in &mut all {
            one.is_free = is_free(one, words, stems, hits);
        }
        all
    }

    /// Who an actor of the record is, mentioned here.
    fn actor(&self, number: usize, span: Span) -> Somebody {
        let actor = &self.record.actors[number];
        if actor.kind == ActorKind::Place {
            let place =
                self.record.places.iter().find(|place| place.span.start < span.end && span.start < place.span.end);
            let told = place.and_then(|place| place.country.as_deref());
            return Somebody::place(&actor.name, told.or_else(|| actor.code.as_deref().and_then(country)));
        }
        let is_described = !actor.name.starts_with(char::is_uppercase) || actor.name.contains("'s ");
        let is_open = is_described && actor.code.as_deref().and_then(country).is_none();
        let inferred = self.codes.get(&*actor.id).filter(|_| is_open);
        let from = inferred.map(|_| PartyFrom::ToldElsewhere);
        let code = inferred.map(|code| (*code).to_owned()).or_else(|| actor.code.clone());
        let party = Party { actor: Some(actor.id.clone()), code, span, from, evidence: None };
        self.homes.somebody(&party, self.record, &self.words(span))
    }

    /// Who says what is quoted in a sentence.
    fn voice(&self, span: Span, last: Option<&Somebody>) -> Option<Somebody> {
        let is_here = |content: &&Span| content.start < span.end && span.start < content.end;
        let quoted = self.record.quotations.iter().find(|quotation| quotation.content.iter().any(|c| is_here(&c)))?;
        let voice = quoted.speaker.as_ref()?;
        // Whoever "it" is, is told by the sentence before.
        let stems = LEXICON.stems(&self.words(voice.span));
        if stems.len() == 1 && LEXICON.cues(&stems).iter().any(|hit| hit.cue == Cue::Thing) {
            return last.cloned();
        }
        let number = self.record.actors.iter().position(|actor| Some(&actor.id) == voice.actor.as_ref())?;
        Some(self.actor(number, voice.span))
    }

    fn times(&self, span: Span) -> Vec<(Span, String)> {
        let here = self.record.times.iter().filter(|time| span.start <= time.span.start && time.span.end <= span.end);
        here.filter_map(|time| Some((time.span, time.value.clone()?))).collect()
    }

    /// Who says what a sentence tells, if all of it is only claimed.
    fn claimed_by(&self, events: &[&Event]) -> Option<String> {
        let is_claimed = !events.is_empty() && events.iter().all(|event| event.said_in.is_some());
        let claim = events.first().filter(|_| is_claimed).and_then(|event| event.said_in.as_deref());
        claim.and_then(|quotation| self.speaker(quotation))
    }

    fn speaker(&self, quotation: &str) -> Option<String> {
        let quotation = self.record.quotations.iter().find(|other| other.id == quotation)?;
        let voice = quotation.speaker.as_ref()?;
        let actor = self.record.actors.iter().find(|actor| Some(&actor.id) == voice.actor.as_ref());
        Some(actor.map_or_else(|| self.words(voice.span), |actor| actor.name.clone()))
    }
}

/// The words of each name that has several.
fn names(named: &[Named]) -> Vec<BTreeSet<String>> {
    let words: BTreeSet<BTreeSet<String>> = named.iter().map(|named| LEXICON.matter(&named.who.name)).collect();
    words.into_iter().filter(|words| words.len() > 1).collect()
}

/// Whether this word of a sentence begins a phrase that tells this.
pub(super) fn is(stem: &Stem, hits: &[Hit], cue: Cue) -> bool {
    let first = hits.partition_point(|hit| hit.start < stem.start);
    hits[first..].iter().take_while(|hit| hit.start == stem.start).any(|hit| hit.cue == cue)
}

/// Whether somebody may be who does what is told: nobody "thanked" him, and nothing happened "in" him.
fn is_free(one: &Named, words: &str, stems: &[Stem], hits: &[Hit]) -> bool {
    let mut before = stems[..stems.partition_point(|stem| stem.end <= one.start)].iter().rev();
    let before = before.find(|stem| !is(stem, hits, Cue::Article));
    let is_object = |stem: &Stem| ["ed", "ing"].iter().any(|ending| words[stem.start..stem.end].ends_with(ending));
    before.is_none_or(|stem| !is(stem, hits, Cue::Preposition) && !is_object(stem))
}

/// Those whose names are no part of another's.
fn outer(named: &[Named]) -> Vec<Named> {
    let length = |one: &Named| one.end - one.start;
    let holds =
        |other: &Named, one: &Named| other.start <= one.start && one.end <= other.end && length(other) > length(one);
    named.iter().filter(|one| !named.iter().any(|other| holds(other, one))).cloned().collect()
}

/// The words that stand at once behind phrases.
fn behind(cues: &[Cue], spoken: &[(String, usize)], stems: &[Stem], hits: &[Hit]) -> BTreeSet<String> {
    let behind = |hit: &Hit| {
        let first = stems.partition_point(|stem| stem.start < hit.end);
        let end = stems[first..].iter().take(NEAR).next_back().map_or(hit.end, |stem| stem.end);
        let here = hit.end..end;
        spoken.iter().filter(move |(_, at)| here.contains(at)).map(|(word, _)| word.clone())
    };
    hits.iter().filter(|hit| cues.contains(&hit.cue)).flat_map(behind).collect()
}

/// The words of a sentence that stand nowhere but in what is said.
fn only_said(spoken: &[(String, usize)], sayings: &[Saying], meant: &BTreeSet<String>) -> BTreeSet<String> {
    let is_said = |at: usize| sayings.iter().any(|saying| (saying.what.0..saying.what.1).contains(&at));
    let (said, told): (Vec<_>, Vec<_>) = spoken.iter().partition(|(_, at)| is_said(*at));
    let told: BTreeSet<&String> = told.into_iter().map(|(word, _)| word).chain(meant).collect();
    said.into_iter().map(|(word, _)| word).filter(|word| !told.contains(word)).cloned().collect()
}

/// Where the character of this number is, in bytes.
fn byte(words: &str, char: u32) -> usize {
    words.char_indices().nth(char as usize).map_or(words.len(), |(byte, _)| byte)
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
