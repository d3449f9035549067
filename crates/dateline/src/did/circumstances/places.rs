//! At which places might an act have been, and what speaks for each? The texts here are names of features: one that changes
//! loses its weight.

use dateline_language::Name;

use super::candidates::{Asked, Candidate, LOOKED_AT, NEAREST, Named, how_often, nearest};
use super::scene;
use crate::codebook::on_one_line;
use crate::desk::{Desk, Place};
use crate::did::event::Event;
use crate::grammar;
use crate::record::{EventPlace, Feature, PlaceHow, PlaceUse};
use crate::weights::Evidence;

/// The places of an act: those that the article names.
pub(super) fn places<'d>(
    desk: &'d Desk<'d>,
    all: &Named<'d>,
    event: &Event<'_>,
    named: bool,
) -> Vec<Candidate<EventPlace>> {
    let asked = Asked::of(desk, all, event, named);
    let rule = scene::place(desk, event);
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
        let name = written(desk, place).map_or_else(|| place.name.clone(), on_one_line);
        Candidate { answer: Some(EventPlace { name, ..place.of_event(desk.article, how) }), evidence }
    };
    let mut told: Vec<_> = near(&asked, all).iter().map(told).collect();
    told.extend(sites(&asked));
    told
}

/// The places that are named nearest to the act, each name twice at most.
fn near<'d>(asked: &Asked<'d, '_>, all: &Named<'d>) -> Vec<&'d Place> {
    // "Norway's prime minister called Sweden's": neither is where that was.
    let parties = || asked.event.actor.iter().chain(&asked.event.recipient);
    let is_party = |place: &Place| parties().any(|party| party.bytes.overlaps(place.bytes));
    let mut near: Vec<&Place> = Vec::new();
    for place in nearest(&all.places, asked.trigger.bytes().start, LOOKED_AT, |place| place.bytes.start) {
        let known = near.iter().filter(|other| other.name == place.name).count();
        if known < 2 && near.len() < NEAREST && (place.used == PlaceUse::Place || !is_party(place)) {
            near.push(place);
        }
    }
    near
}

/// The name of a town or site as the article writes it, which readers know better than that of a gazetteer ("Douma").
fn written<'d>(desk: &'d Desk<'_>, place: &Place) -> Option<&'d str> {
    let text = &desk.doc.text()[place.bytes.range()];
    let is_large = place.feature.is_none_or(Feature::contains_others);
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
    let far = asked.far(place.bytes);
    let feature = place.feature.map_or("unknown", Feature::name);
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
    let often = how_often(asked.all.often[&*place.name]);
    out.add(&["often", often, feature]);
    of_country(asked, place, feature, far, out);
    of_tree(asked, place, far, out);
}

/// Whether it lies in the country where the act plays, and is told more exactly elsewhere.
fn of_country(asked: &Asked<'_, '_>, place: &Place, feature: &str, far: &str, out: &mut Evidence) {
    let desk = asked.desk;
    let home = desk.setting.at(asked.trigger).map(|setting| setting.country.as_str());
    let country = match (place.country.as_deref(), home) {
        (Some(own), Some(home)) if own == home => "home",
        (Some(_), Some(_)) => "abroad",
        _ => "unknown",
    };
    out.add(&["setting", country, feature]);
    out.add(&["setting", country, far]);
    let smaller = || {
        let named = asked.all.small.get(&place.country.as_deref());
        named.is_some_and(|named| named.iter().any(|name| *name != place.name))
    };
    let holds = place.feature.is_some_and(Feature::contains_others);
    if holds && smaller() {
        out.add(&["holds one named", feature, far]);
    }
}

/// Where it hangs in its sentence, and whether a party is called by it.
fn of_tree(asked: &Asked<'_, '_>, place: &Place, far: &str, out: &mut Evidence) {
    let (desk, used) = (asked.desk, place.used.name());
    let party = asked.event.actor.iter().chain(&asked.event.recipient).any(|party| party.bytes.overlaps(place.bytes));
    out.add(&["of a party", if party { "yes" } else { "no" }, used]);
    if !place.tokens.is_empty()
        && let Some(root) = desk.doc.span(place.tokens.start, place.tokens.end).root()
    {
        out.add(&["under", root.dep().name(), far]);
        out.add(&["preposition", root.head().lower(), far]);
        out.add(&["on the act", if root.is_below(asked.trigger) { "yes" } else { "no" }, far]);
    }
}

/// The nearest sites that no gazetteer has.
fn sites<'d>(asked: &Asked<'d, '_>) -> Vec<Candidate<EventPlace>> {
    let desk = asked.desk;
    let at = asked.trigger.bytes().start;
    let found = nearest(&asked.all.sites, at, NEAREST / 2, |name| name.span().bytes().start);
    let country = desk.setting.at(asked.trigger).map(|setting| setting.country.clone());
    let of = |name: Name<'d>| {
        let span = name.span();
        let bytes = span.bytes();
        let here = asked.trigger.sentence().bytes().contains(bytes);
        let how = if here { PlaceHow::Sentence } else { PlaceHow::Carried };
        let evidence = of_site(asked, name);
        let answer = EventPlace {
            name: on_one_line(span.text()),
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

/// What speaks for a site.
fn of_site(asked: &Asked<'_, '_>, name: Name<'_>) -> Evidence {
    let (span, bytes) = (name.span(), name.span().bytes());
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
    evidence
}
