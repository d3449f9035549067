//! Which days and places of its article might be those of an act, and what speaks for each? The texts here are names of
//! features: one that changes loses its weight.

use dateline_language::{Bytes, NameKind, Relation, Token};

use super::{day, scene};
use crate::article::StoryPartKind;
use crate::desk::{Desk, Place, Time, said_in};
use crate::did::event::Event;
use crate::grammar::{self, acts};
use crate::record::{Aux, EventPlace, PlaceHow, Precision, When, WhenHow};
use crate::weights::Evidence;
use crate::when::tense::{Tense, of_verb};

/// How many days, and how many places, are looked at: those that stand nearest.
const NEAREST: usize = 16;

/// An answer that might be right, with what speaks for it.
pub(super) struct Candidate<T> {
    /// Nothing for an act of which no answer is told.
    pub(super) answer: Option<T>,
    pub(super) evidence: Evidence,
}

/// What is asked of every candidate of an act.
struct Asked<'d, 'e> {
    desk: &'d Desk<'d>,
    event: &'e Event<'e>,
    trigger: Token<'d>,
    tense: &'static str,
    status: &'static str,
    named: bool,
}

impl<'d, 'e> Asked<'d, 'e> {
    fn of(desk: &'d Desk<'d>, event: &'e Event<'e>, named: bool) -> Self {
        let trigger = desk.doc.token(event.trigger);
        let verb = std::iter::once(trigger).chain(trigger.ancestors()).find(|above| grammar::is_verbal(*above));
        let tense = match verb.and_then(|verb| of_verb(verb, &desk.codebook.vocabulary.times)) {
            Some(Tense::Past) => "past",
            Some(Tense::Present) => "present",
            Some(Tense::Future) => "future",
            Some(Tense::Unknown) | None => "no tense",
        };
        let status = event.aux.first().copied().map_or("done", Aux::name);
        Self { desk, event, trigger, tense, status, named }
    }

    fn evidence(&self) -> Evidence {
        if self.named { Evidence::named() } else { Evidence::default() }
    }

    /// Where a stretch stands from the act's word.
    fn far(&self, bytes: Bytes) -> &'static str {
        let sentence = self.trigger.sentence().bytes();
        if sentence.contains(bytes) {
            let between = bytes.start.abs_diff(self.trigger.bytes().start);
            return match (bytes.start < self.trigger.bytes().start, between) {
                (true, 0..=25) => "before by 25",
                (true, 26..=80) => "before by 80",
                (true, _) => "before in the sentence",
                (false, 0..=25) => "behind by 25",
                (false, 26..=80) => "behind by 80",
                (false, _) => "behind in the sentence",
            };
        }
        if bytes.start < sentence.start {
            let before = sentence.start - bytes.end.min(sentence.start);
            return ["within 200 before", "within 600 before", "far before"][usize::from(before > 200) + usize::from(before > 600)];
        }
        let behind = bytes.start - sentence.end.min(bytes.start);
        ["within 200 behind", "within 600 behind", "far behind"][usize::from(behind > 200) + usize::from(behind > 600)]
    }

    /// In which part of the article a stretch stands, beside that of the act.
    fn part(&self, bytes: Bytes) -> &'static str {
        let parts = &self.desk.article.parts;
        if self.desk.article.dateline.as_ref().is_some_and(|dateline| dateline.bytes.contains(bytes)) {
            return "dateline";
        }
        let holds = |part: &&crate::article::StoryPart| part.bytes.contains(bytes);
        let Some(at) = parts.iter().position(|part| holds(&part)) else { return "beside the story" };
        let first = parts.iter().position(|part| part.kind == StoryPartKind::Paragraph).unwrap_or_default();
        match parts[at].kind {
            StoryPartKind::Headline => "headline",
            _ if parts[at].bytes.contains(self.trigger.bytes()) => "paragraph",
            StoryPartKind::Heading => "heading",
            _ if at <= first => "opening",
            _ => "elsewhere",
        }
    }
}

fn how_often(count: usize) -> &'static str {
    match count {
        0..=1 => "1",
        2 => "2",
        3..=4 => "3-4",
        _ => "5-",
    }
}

/// The days of an act: those that the article tells of, that of its publication, and none.
pub(super) fn days(desk: &Desk<'_>, event: &Event<'_>, named: bool) -> Vec<Candidate<When>> {
    let asked = Asked::of(desk, event, named);
    let rule = day::when(desk, event);
    let mut times: Vec<&Time> = desk.times.iter().filter(|time| time.is_on_calendar()).collect();
    times.sort_by_key(|time| time.bytes.start.abs_diff(asked.trigger.bytes().start));
    times.truncate(NEAREST);
    let told = |time: &Time| {
        let read = rule.as_ref().filter(|rule| rule.span == Some(desk.article.span(time.bytes))).map(|rule| rule.how);
        let here = asked.trigger.sentence().bytes().contains(time.bytes);
        let how = read.unwrap_or(if here { WhenHow::Sentence } else { WhenHow::Carried });
        let answer = time.of_event(desk.article, how);
        let mut evidence = asked.evidence();
        of_time(&asked, time, read, rule.as_ref(), &mut evidence);
        answer.map(|answer| Candidate { answer: Some(answer), evidence })
    };
    let mut all: Vec<_> = times.into_iter().filter_map(told).collect();
    if let Some(published) = desk.article.published {
        let answer =
            When { value: published.to_string(), precision: Precision::Day, how: WhenHow::Assumed, span: None };
        let mut evidence = asked.evidence();
        of_wordless(&asked, "published", rule.as_ref(), &mut evidence);
        all.push(Candidate { answer: Some(answer), evidence });
    }
    let mut evidence = asked.evidence();
    of_wordless(&asked, "never told", rule.as_ref(), &mut evidence);
    all.push(Candidate { answer: None, evidence });
    all
}

/// What speaks for a day without words: that of publication, and none.
fn of_wordless(asked: &Asked<'_, '_>, which: &str, rule: Option<&When>, out: &mut Evidence) {
    let rule = rule.map_or("none", |rule| rule.how.name());
    let kind = asked.event.kind.name();
    let known = if asked.desk.article.published.is_some() { "dated" } else { "undated" };
    out.add(&[which, known]);
    out.add(&[which, "rule", rule]);
    out.add(&[which, known, "status", asked.status]);
    out.add(&[which, known, "tense", asked.tense]);
    out.add(&[which, known, kind]);
    out.add(&[which, known, kind, asked.tense]);
    out.add(&[which, asked.trigger.pos().name(), asked.tense]);
    out.add(&[which, "word", &grammar::lemma(asked.trigger)]);
    let said = said_in(&asked.desk.quotations, asked.trigger.bytes()).is_some();
    out.add(&[which, if said { "said" } else { "told" }, asked.tense]);
    out.add(&[which, "in", asked.part(asked.trigger.bytes())]);
    out.add(&[which, "times", how_often(asked.desk.times.len())]);
}

fn of_time(asked: &Asked<'_, '_>, time: &Time, read: Option<WhenHow>, rule: Option<&When>, out: &mut Evidence) {
    let desk = asked.desk;
    let (far, part) = (asked.far(time.bytes), asked.part(time.bytes));
    let precision = time.precision.map_or("vague", Precision::name);
    let from = since(asked, time);
    let read = read.map_or("other", WhenHow::name);
    let same = rule.is_some_and(|rule| time.value.as_deref().is_some_and(|value| value.starts_with(&*rule.value)));
    out.add(&["time"]);
    out.add(&["read", read]);
    out.add(&["read", read, precision]);
    out.add(&["read", read, asked.status]);
    out.add(&["rule beside", rule.map_or("none", |rule| rule.how.name()), read]);
    if same {
        out.add(&["same as rule", rule.map_or("none", |rule| rule.how.name())]);
    }
    out.add(&["far", far]);
    out.add(&["far", far, read]);
    out.add(&["far", far, precision]);
    out.add(&["part", part]);
    out.add(&["part", part, precision]);
    out.add(&["precision", precision, asked.status]);
    out.add(&["since", from, asked.status]);
    out.add(&["since", from, asked.tense]);
    out.add(&["since", from, asked.event.kind.name()]);
    out.add(&["since", from, far]);
    out.add(&["since", from, part]);
    let often = desk.times.iter().filter(|other| other.value == time.value).count();
    out.add(&["often", how_often(often), from]);
    if time.tokens.is_empty() {
        return;
    }
    let last = desk.doc.token(time.tokens.end - 1);
    let cue = |token: Token<'_>| desk.quotations.iter().any(|quotation| quotation.cue == Some(token.i()));
    if let Some(verb) = last.ancestors().find(|above| grammar::is_verbal(*above)) {
        let by = if verb == asked.trigger { "own verb" } else if cue(verb) { "cue" } else { "other verb" };
        out.add(&["under", by, far]);
        out.add(&["under", by, asked.tense]);
    }
    out.add(&["preposition", last.head().lower(), far]);
}

/// How far a time lies from the day of the article.
fn since(asked: &Asked<'_, '_>, time: &Time) -> &'static str {
    let Some(day) = asked.desk.article.day() else { return "unknown" };
    let value = time.value.as_deref().unwrap_or_default();
    let day = day.to_string();
    if value.len() < 10 {
        return match (value.get(..4), value.get(..7)) {
            (Some(year), _) if year < &day[..4] => "earlier year",
            (Some(year), _) if year > &day[..4] => "later year",
            (_, Some(month)) if value.len() == 7 && month < &day[..7] => "earlier month",
            (_, Some(month)) if value.len() == 7 && month > &day[..7] => "later month",
            _ => "now",
        };
    }
    let of = |text: &str| text.get(..10).and_then(|text| text.parse::<jiff::civil::Date>().ok());
    let (Some(then), Some(now)) = (of(value), of(&day)) else { return "unknown" };
    match (now - then).get_days() {
        0 => "that day",
        1 => "a day before",
        2..=6 => "a week before",
        7..=31 => "a month before",
        32.. => "long before",
        -6..=-1 => "a week behind",
        _ => "later",
    }
}

/// The places of an act: those that the article names.
pub(super) fn places(desk: &Desk<'_>, event: &Event<'_>, named: bool) -> Vec<Candidate<EventPlace>> {
    let asked = Asked::of(desk, event, named);
    let rule = scene::place(desk, event);
    let at = asked.trigger.bytes().start;
    let mut nearest: Vec<&Place> = Vec::new();
    let mut by_distance: Vec<&Place> = desk.places.iter().collect();
    by_distance.sort_by_key(|place| place.bytes.start.abs_diff(at));
    for place in by_distance {
        if nearest.iter().filter(|other| other.name == place.name).count() < 2 && nearest.len() < NEAREST {
            nearest.push(place);
        }
    }
    let told = |place: &&Place| {
        let read = rule.as_ref().filter(|rule| rule.span == Some(desk.article.span(place.bytes))).map(|rule| rule.how);
        let here = asked.trigger.sentence().bytes().contains(place.bytes);
        let part = asked.part(place.bytes);
        let how = read.unwrap_or(match (here, part) {
            (true, _) => PlaceHow::Sentence,
            (_, "dateline") => PlaceHow::Dateline,
            (_, "heading") => PlaceHow::Section,
            (_, "paragraph") => PlaceHow::Carried,
            _ => PlaceHow::Assumed,
        });
        let mut evidence = asked.evidence();
        of_place(&asked, place, part, read, rule.as_ref(), &mut evidence);
        let name = written(desk, place).unwrap_or(&place.name).to_owned();
        Candidate { answer: Some(EventPlace { name, ..place.of_event(desk.article, how) }), evidence }
    };
    let mut all: Vec<_> = nearest.iter().map(told).collect();
    all.extend(sites(&asked));
    all
}

/// The name of a town or site as the article writes it, which readers know better than that of a gazetteer ("Douma").
fn written<'d>(desk: &'d Desk<'_>, place: &Place) -> Option<&'d str> {
    let text = &desk.doc.text()[place.bytes.range()];
    let is_large = place.feature.is_none_or(crate::record::Feature::contains_others);
    let is_plain = text.chars().any(char::is_lowercase) && !text.contains('\n');
    (is_plain && !is_large).then_some(text)
}

fn of_place(
    asked: &Asked<'_, '_>,
    place: &Place,
    part: &str,
    read: Option<PlaceHow>,
    rule: Option<&EventPlace>,
    out: &mut Evidence,
) {
    let desk = asked.desk;
    let far = asked.far(place.bytes);
    let feature = place.feature.map_or("unknown", crate::record::Feature::name);
    let (used, read) = (place.used.name(), read.map_or("other", PlaceHow::name));
    let kind = asked.event.kind.name();
    out.add(&["place"]);
    out.add(&["read", read]);
    out.add(&["read", read, feature]);
    out.add(&["rule beside", rule.map_or("none", |rule| rule.how.name()), read]);
    if rule.is_some_and(|rule| rule.name == place.name) {
        out.add(&["same as rule", rule.map_or("none", |rule| rule.how.name())]);
    }
    out.add(&["far", far, used]);
    out.add(&["far", far, feature]);
    out.add(&["part", part, feature]);
    out.add(&["part", part, used]);
    out.add(&["feature", feature, used]);
    out.add(&["feature", feature, kind]);
    let count = |same: &dyn Fn(&Place) -> bool| desk.places.iter().filter(|other| same(other)).count();
    let often = how_often(count(&|other| other.name == place.name));
    out.add(&["often", often, feature]);
    let home = desk.setting.at(asked.trigger).map(|setting| setting.country.as_str());
    let country = match (place.country.as_deref(), home) {
        (Some(own), Some(home)) if own == home => "home",
        (Some(_), Some(_)) => "abroad",
        _ => "unknown",
    };
    out.add(&["setting", country, feature]);
    out.add(&["setting", country, far]);
    let smaller = |other: &Place| {
        other.country == place.country
            && other.name != place.name
            && other.feature.is_some_and(|feature| !feature.contains_others())
    };
    let holds = place.feature.is_some_and(crate::record::Feature::contains_others);
    if holds && count(&smaller) > 0 {
        out.add(&["holds one named", feature, far]);
    }
    let party = asked.event.actor.iter().chain(&asked.event.recipient).any(|party| party.bytes.overlaps(place.bytes));
    out.add(&["of a party", if party { "yes" } else { "no" }, used]);
    if !place.tokens.is_empty() && let Some(root) = desk.doc.span(place.tokens.start, place.tokens.end).root() {
        out.add(&["under", root.dep().name(), far]);
        out.add(&["preposition", root.head().lower(), far]);
        out.add(&["on the act", if root.is_below(asked.trigger) { "yes" } else { "no" }, far]);
    }
}

/// Buildings, parks, quarters that no gazetteer has: named behind a word such as "at".
fn sites<'d>(asked: &Asked<'d, '_>) -> Vec<Candidate<EventPlace>> {
    let desk = asked.desk;
    let at = asked.trigger.bytes().start;
    let is_site = |label: NameKind| {
        matches!(label, NameKind::Fac | NameKind::Org | NameKind::Loc | NameKind::Gpe)
    };
    let mut found: Vec<_> = desk.doc.names().filter(|name| is_site(name.label())).collect();
    found.retain(|name| {
        let bytes = name.span().bytes();
        let located = name.span().root().is_some_and(|root| {
            root.dep() == Relation::Pobj && acts::locates(root.head().lower())
        });
        located && !desk.places.iter().any(|place| place.bytes.overlaps(bytes))
    });
    found.sort_by_key(|name| name.span().bytes().start.abs_diff(at));
    found.truncate(NEAREST / 2);
    let country = desk.setting.at(asked.trigger).map(|setting| setting.country.clone());
    let of = |name: dateline_language::Name<'d>| {
        let span = name.span();
        let bytes = span.bytes();
        let here = asked.trigger.sentence().bytes().contains(bytes);
        let how = if here { PlaceHow::Sentence } else { PlaceHow::Carried };
        let mut evidence = asked.evidence();
        let (far, part) = (asked.far(bytes), asked.part(bytes));
        let label = name.label().name();
        evidence.add(&["site"]);
        evidence.add(&["site", label]);
        evidence.add(&["site", label, far]);
        evidence.add(&["site", part, far]);
        evidence.add(&["site", asked.event.kind.name()]);
        if let Some(root) = span.root() {
            let below = if root.is_below(asked.trigger) { "yes" } else { "no" };
            evidence.add(&["site", "on the act", below, far]);
            evidence.add(&["site", "preposition", root.head().lower(), label]);
            evidence.add(&["site", "word", &grammar::lemma(root)]);
        }
        let answer = EventPlace {
            name: span.text().to_owned(),
            country: country.clone(),
            lat: None,
            lon: None,
            geonames: None,
            how,
            span: Some(desk.article.span(bytes)),
        };
        Candidate { answer: Some(answer), evidence }
    };
    found.into_iter().map(of).collect()
}
