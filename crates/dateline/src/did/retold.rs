//! What is known of an act that is told more than once? The best of what its mentions tell.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::Did;
use crate::record::{
    Event, EventPlace, Feature, Happening, Party, PartyFrom, Place, PlaceHow, Quotation, Size, Span, WEIGHED, When,
};

/// The happenings as the record shows them, by its other answers.
pub(crate) fn publish_happenings(
    did: &Did<'_>,
    events: &[Event],
    quotations: &[Quotation],
    places: &[Place],
) -> Vec<Happening> {
    let known = Known::of(quotations, places);
    let one = |(number, numbers): (usize, &Vec<usize>)| {
        let mentions: Vec<&Event> = numbers.iter().map(|&event| &events[event]).collect();
        let surest = numbers.iter().copied().min_by_key(|&event| Reverse(per_mille(events[event].confidence)));
        let central = surest.is_some_and(|event| did.events[event].central);
        of_mentions(number, &mentions, central, &known)
    };
    did.happenings.iter().enumerate().map(one).collect()
}

/// The quotations of the record by their ids, the features of its places by their words.
struct Known<'r> {
    quotations: FxHashMap<&'r str, &'r Quotation>,
    features: FxHashMap<Span, Option<Feature>>,
}

impl<'r> Known<'r> {
    fn of(quotations: &'r [Quotation], places: &[Place]) -> Self {
        let quotations = quotations.iter().map(|quotation| (quotation.id.as_str(), quotation)).collect();
        // Of two with the same words the first counts.
        let features = places.iter().rev().map(|place| (place.span, place.feature)).collect();
        Self { quotations, features }
    }
}

/// What mentions of one act tell together.
fn of_mentions(number: usize, mentions: &[&Event], central: bool, known: &Known<'_>) -> Happening {
    let told = |mention: &&&Event| (mention.mode.is_empty(), mention.rule == WEIGHED, sureness(mention));
    let fullest = *mentions.iter().min_by_key(told).expect("something tells each happening");
    let actor = side(mentions, |event| &event.actor);
    let mut recipient = side(mentions, |event| &event.recipient);
    recipient.retain(|party| !actor.iter().any(|actor| is_same(party, actor)));
    let aux = mentions[0].aux.iter().filter(|aux| mentions.iter().all(|mention| mention.aux.contains(aux)));
    Happening {
        id: happening_id(number),
        event: fullest.event,
        mode: fullest.mode.clone(),
        aux: aux.copied().collect(),
        actor,
        recipient,
        when: when(mentions),
        place: place(mentions, known),
        size: size(mentions),
        score: fullest.score,
        cameo: fullest.cameo.clone(),
        claimed_by: claimed_by(mentions, known),
        central,
        confidence: mentions.iter().map(|mention| mention.confidence).fold(0.0, f64::max),
        mentions: mentions.iter().map(|mention| mention.id.clone()).collect(),
    }
}

/// The id that the record shows for a happening.
pub(super) fn happening_id(happening: usize) -> String {
    format!("h{}", happening + 1)
}

/// In whole numbers, which can be compared.
fn per_mille(confidence: f64) -> u32 {
    (confidence * 1000.0) as u32
}

/// The surest first.
fn sureness(mention: &Event) -> Reverse<u32> {
    Reverse(per_mille(mention.confidence))
}

/// One side as the mention tells it that says most of it by words of its own.
fn side(mentions: &[&Event], of: impl Fn(&Event) -> &Vec<Party>) -> Vec<Party> {
    let poorness = |mention: &&&Event| (of(mention).iter().map(inference).min().unwrap_or(u8::MAX), sureness(mention));
    mentions.iter().min_by_key(poorness).map(|mention| of(mention).clone()).unwrap_or_default()
}

/// How much of a party had to be inferred: the less, the better.
fn inference(party: &Party) -> u8 {
    match (&party.code, party.from) {
        (None, _) => 4,
        (_, None) => 0,
        (_, Some(PartyFrom::Setting)) => 1,
        (_, Some(PartyFrom::ToldElsewhere)) => 2,
        (_, Some(PartyFrom::Implied)) => 3,
    }
}

fn is_same(one: &Party, other: &Party) -> bool {
    one.span == other.span || one.actor.is_some() && one.actor == other.actor
}

/// The time that is told nearest to its act; of these the most exact.
fn when(mentions: &[&Event]) -> Option<When> {
    let times = mentions.iter().filter_map(|mention| mention.when.as_ref());
    times.min_by_key(|when| (when.how, when.precision)).cloned()
}

/// The most exact place of those that sentences tell, else that which stands nearest.
fn place(mentions: &[&Event], known: &Known<'_>) -> Option<EventPlace> {
    let coarseness = |place: &&EventPlace| {
        let known = place.span.and_then(|span| *known.features.get(&span)?);
        let extent = match known {
            Some(Feature::Continent) => 4,
            Some(Feature::Country) => 3,
            Some(Feature::Region | Feature::Sea | Feature::Desert) => 2,
            Some(feature) if feature.contains_others() => 1,
            Some(_) => 0,
            // A name that the gazetteer lacks: small, but nowhere.
            None => 1,
        };
        let far = match place.how {
            PlaceHow::Clause | PlaceHow::Sentence => 0,
            PlaceHow::Carried => 1,
            PlaceHow::Section => 2,
            PlaceHow::Dateline => 3,
            PlaceHow::Assumed => 4,
        };
        (far, extent, place.how)
    };
    mentions.iter().filter_map(|mention| mention.place.as_ref()).min_by_key(coarseness).cloned()
}

/// Each number as the first mention gives it that has one.
fn size(mentions: &[&Event]) -> Option<Size> {
    let sizes = || mentions.iter().filter_map(|mention| mention.size.as_ref());
    let size = Size {
        dead: sizes().find_map(|size| size.dead),
        injured: sizes().find_map(|size| size.injured),
        arrested: sizes().find_map(|size| size.arrested),
    };
    (size != Size::default()).then_some(size)
}

/// The first speaker who is known, if all mentions are claims.
fn claimed_by(mentions: &[&Event], known: &Known<'_>) -> Option<String> {
    let claims: Option<Vec<&String>> = mentions.iter().map(|mention| mention.said_in.as_ref()).collect();
    let speaker = |id: &&String| {
        let quotation = known.quotations.get(id.as_str())?;
        quotation.speaker.as_ref()?.actor.clone()
    };
    claims?.iter().find_map(speaker)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Codebook;
    use crate::parses;
    use crate::record::{Aux, Cue, EventType, Precision, QuotationKind, Span, Voice, WhenHow};
    use crate::report::Report;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    fn party(code: &str, span: Span) -> Party {
        Party { actor: None, code: Some(code.into()), span, from: None, evidence: None }
    }

    /// A mention of a raid at a word of the sentence that begins at `start`.
    fn mention(id: &str, start: u32, actor: Party, confidence: f64) -> Event {
        Event {
            id: id.into(),
            event: EventType::Assault,
            mode: Vec::new(),
            context: Vec::new(),
            aux: Vec::new(),
            actor: vec![actor],
            recipient: Vec::new(),
            trigger: Cue { span: span(start + 10, start + 14), lemma: "raid".into() },
            sentence: span(start, start + 50),
            said_in: None,
            when: None,
            place: None,
            size: None,
            score: -9.0,
            cameo: Some("19".into()),
            rule: WEIGHED.into(),
            confidence,
            happening: Some("h1".into()),
        }
    }

    fn time(value: &str, precision: Precision, how: WhenHow) -> Option<When> {
        Some(When { value: value.into(), precision, how, span: None })
    }

    fn place(name: &str, how: PlaceHow) -> Option<EventPlace> {
        Some(EventPlace { name: name.into(), country: None, lat: None, lon: None, geonames: None, how, span: None })
    }

    fn said_by(id: &str, actor: Option<&str>) -> Quotation {
        Quotation {
            id: id.into(),
            kind: QuotationKind::Indirect,
            content: Vec::new(),
            verbatim: Vec::new(),
            cue: None,
            speaker: Some(Voice { actor: actor.map(Into::into), span: span(0, 1) }),
            addressee: None,
            within: None,
            sentence: 0,
            attitude: None,
            when: None,
            place: None,
        }
    }

    fn joined(mentions: &[&Event]) -> Happening {
        let quotations = [said_by("q1", None), said_by("q2", Some("a7"))];
        of_mentions(0, mentions, true, &Known::of(&quotations, &[]))
    }

    #[test]
    fn a_party_that_is_named_goes_before_one_that_is_inferred() {
        let from = |from: PartyFrom, code: &str| Party { from: Some(from), ..party(code, span(0, 5)) };
        let implied = mention("e1", 0, from(PartyFrom::Implied, "MLI COP"), 0.9);
        let elsewhere = mention("e2", 100, from(PartyFrom::ToldElsewhere, "MLI GOV"), 0.8);
        let named = mention("e3", 200, party("MLI REB", span(200, 206)), 0.3);
        let happening = joined(&[&implied, &elsewhere, &named]);
        assert_eq!(happening.actor, named.actor);
        assert_eq!((happening.confidence, happening.mentions.len()), (0.9, 3));
    }

    #[test]
    fn the_day_that_a_clause_tells_and_the_place_that_a_sentence_names_are_the_best() {
        let mut first = mention("e1", 0, party("MLI REB", span(0, 6)), 0.9);
        let mut second = first.clone();
        first.when = time("2031-03-12", Precision::Day, WhenHow::Assumed);
        first.place = place("Oslo", PlaceHow::Dateline);
        second.when = time("2031-03", Precision::Month, WhenHow::Clause);
        second.place = place("Kidal", PlaceHow::Sentence);
        let happening = joined(&[&first, &second]);
        assert_eq!(happening.when, second.when);
        assert_eq!(happening.place, second.place);
    }

    #[test]
    fn what_all_mentions_are_the_happening_is() {
        let mut first = mention("e1", 0, party("MLI REB", span(0, 6)), 0.9);
        first.aux = vec![Aux::Future, Aux::Negation];
        first.said_in = Some("q1".into());
        let mut second = first.clone();
        second.aux = vec![Aux::Negation];
        second.said_in = Some("q2".into());
        let happening = joined(&[&first, &second]);
        assert_eq!(happening.aux, [Aux::Negation]);
        assert_eq!(happening.claimed_by.as_deref(), Some("a7"));
        second.said_in = None;
        assert_eq!(joined(&[&first, &second]).claimed_by, None);
    }

    #[test]
    fn rules_alone_join_events_of_one_kind_between_the_same_parties() {
        let text = "Norway condemned Sweden for the raid. Norway condemned Mali. Norway condemned Sweden again.";
        let record = parses::reader(Codebook::built_in().rules_only()).read(&Report::new(text));
        let mentions: Vec<&[String]> = record.happenings.iter().map(|happening| &happening.mentions[..]).collect();
        assert_eq!(mentions, [&["e1".to_owned(), "e3".into()][..], &["e2".into()]]);
        let of = |event: &Event| event.happening.clone().unwrap_or_default();
        assert_eq!(record.events.iter().map(of).collect::<Vec<_>>(), ["h1", "h2", "h1"]);
    }
}
