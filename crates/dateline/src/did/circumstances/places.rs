//! At which places might an act have been, and what speaks for each? The texts here are names of features: one that changes
//! loses its weight.

use dateline_language::{Name, NameKind, Relation};

use super::candidates::{Asked, Candidate, NEAREST, how_often};
use super::scene;
use crate::desk::{Desk, Place};
use crate::did::event::Event;
use crate::grammar::{self, acts};
use crate::record::{EventPlace, Feature, PlaceHow, PlaceUse};
use crate::weights::Evidence;

/// The places of an act: those that the article names.
pub(super) fn places(desk: &Desk<'_>, event: &Event<'_>, named: bool) -> Vec<Candidate<EventPlace>> {
    let asked = Asked::of(desk, event, named);
    let rule = scene::place(desk, event);
    let at = asked.trigger.bytes().start;
    let mut nearest: Vec<&Place> = Vec::new();
    // "Norway's prime minister called Sweden's": neither is where that was.
    let parties = || event.actor.iter().chain(&event.recipient);
    let is_party = |place: &Place| parties().any(|party| party.bytes.overlaps(place.bytes));
    let mut by_distance: Vec<&Place> =
        desk.places.iter().filter(|place| place.used == PlaceUse::Place || !is_party(place)).collect();
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
    let desk = asked.desk;
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
    let holds = place.feature.is_some_and(Feature::contains_others);
    if holds && count(&smaller) > 0 {
        out.add(&["holds one named", feature, far]);
    }
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

/// Buildings, parks, quarters that no gazetteer has: named behind a word such as "at".
fn sites<'d>(asked: &Asked<'d, '_>) -> Vec<Candidate<EventPlace>> {
    let desk = asked.desk;
    let at = asked.trigger.bytes().start;
    let is_site = |label: NameKind| matches!(label, NameKind::Fac | NameKind::Org | NameKind::Loc | NameKind::Gpe);
    let mut found: Vec<_> = desk.doc.names().filter(|name| is_site(name.label())).collect();
    found.retain(|name| {
        let bytes = name.span().bytes();
        let located =
            name.span().root().is_some_and(|root| root.dep() == Relation::Pobj && acts::locates(root.head().lower()));
        located && !desk.places.iter().any(|place| place.bytes.overlaps(bytes))
    });
    found.sort_by_key(|name| name.span().bytes().start.abs_diff(at));
    found.truncate(NEAREST / 2);
    let country = desk.setting.at(asked.trigger).map(|setting| setting.country.clone());
    let of = |name: Name<'d>| {
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
