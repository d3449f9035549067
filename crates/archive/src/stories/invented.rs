//! Records of invented reports, for the tests of stories and for their benchmark.

use dateline::Source;
use dateline::record::{
    Article, Cue, Event, EventPlace, EventType, Happening, Party, PlaceHow, Precision, Record, Span, When, WhenHow,
};
use jiff::civil::Date;

/// A record that says nothing yet.
pub(crate) fn record(id: &str, published: Option<Date>) -> Record {
    Record {
        schema: "dateline/1".into(),
        id: id.to_owned(),
        source: Source { id: id.to_owned(), ..Source::default() },
        article: Article { published, ..Article::default() },
        actors: Vec::new(),
        quotations: Vec::new(),
        events: Vec::new(),
        happenings: Vec::new(),
        figures: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        text: None,
    }
}

/// A party without an entry among the actors.
pub(crate) fn party(span: Span, code: Option<&str>) -> Party {
    Party { actor: None, code: code.map(str::to_owned), span, from: None, evidence: None }
}

/// An event in Lafia on a day, told in a sentence, of which one party did something to the other.
pub(crate) fn event(id: &str, kind: EventType, sentence: Span, [actor, recipient]: [Party; 2], day: &str) -> Event {
    Event {
        id: id.to_owned(),
        event: kind,
        mode: Vec::new(),
        context: Vec::new(),
        aux: Vec::new(),
        actor: vec![actor],
        recipient: vec![recipient],
        trigger: Cue { span: sentence, lemma: "do".into() },
        sentence,
        said_in: None,
        when: Some(When { value: day.to_owned(), precision: Precision::Day, how: WhenHow::Clause, span: None }),
        place: Some(EventPlace {
            name: "Lafia".into(),
            country: Some("NGA".into()),
            lat: Some(8.49),
            lon: Some(8.52),
            geonames: Some(2_332_515),
            how: PlaceHow::Clause,
            span: None,
        }),
        size: None,
        score: 0.0,
        cameo: None,
        rule: "invented".into(),
        confidence: 0.9,
        happening: None,
    }
}

/// Adds an event to a record, and the happening that it alone tells.
pub(crate) fn tell(record: &mut Record, mut event: Event) {
    let id = event.id.replace('e', "h");
    event.happening = Some(id.clone());
    record.happenings.push(Happening {
        id,
        event: event.event,
        mode: event.mode.clone(),
        aux: event.aux.clone(),
        actor: event.actor.clone(),
        recipient: event.recipient.clone(),
        when: event.when.clone(),
        place: event.place.clone(),
        size: event.size.clone(),
        score: event.score,
        cameo: event.cameo.clone(),
        claimed_by: None,
        central: true,
        confidence: event.confidence,
        mentions: vec![event.id.clone()],
    });
    record.events.push(event);
}
