//! Records of invented reports, for the tests of stories and for their benchmark.

use dateline::Source;
use dateline::record::{
    Article, Cue, Event, EventPlace, EventType, Happening, Party, PlaceHow, Precision, Record, Span, When, WhenHow,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};

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

/// A generator that needs no crate (Marsaglia's xorshift).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below another.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    /// A word: common ones often, rare ones seldom, as in a language.
    fn word(&mut self, name: bool) -> String {
        let rank = self.below(200).pow(2) + self.below(200);
        let syllables = ["ka", "ri", "mo", "ten", "lu", "sha", "ve", "dor", "pi", "na"];
        let digits = format!("{rank}");
        let word: String = digits.bytes().map(|digit| syllables[usize::from(digit - b'0')]).collect();
        if name { word[..1].to_uppercase() + &word[1..] } else { word }
    }
}

fn sentences(dice: &mut Dice, names: &[String], count: usize) -> Vec<String> {
    let sentence = |dice: &mut Dice| {
        let words: Vec<String> = (0..18)
            .map(|place| if place % 6 == 4 { names[dice.below(names.len())].clone() } else { dice.word(false) })
            .collect();
        format!("The {}.", words.join(" "))
    };
    (0..count).map(|_| sentence(dice)).collect()
}

/// The articles of one story with their days.
fn story(dice: &mut Dice, days: usize) -> Vec<(i32, Vec<String>)> {
    let first = dice.below(days) as i32;
    let names: Vec<String> = (0..12).map(|_| dice.word(true) + "berg").collect();
    let mut articles = Vec::new();
    for report in 0..4 {
        let text = sentences(dice, &names, 20);
        if report % 2 == 0 {
            articles.push((first + report, text[..12].to_vec()));
            articles.push((first + report + 1, text[4..].to_vec()));
        }
        articles.push((first + report, text));
    }
    articles
}

/// The articles of one story with their texts, the first of which has this number: four reports of their own on four days, and
/// of half of these two copies. The first is on one of so many days.
pub(crate) fn articles(dice: &mut Dice, number: usize, days: usize) -> Vec<(Record, String)> {
    let article =
        |(at, (day, lines)): (usize, (i32, Vec<String>))| (article(number + at, day, &lines), lines.join("\n"));
    story(dice, days).into_iter().enumerate().map(article).collect()
}

fn article(number: usize, day: i32, lines: &[String]) -> Record {
    let published = date(2031, 1, 1).saturating_add(day.days());
    let mut record = record(&format!("https://news.example/world/{day}/{number}"), Some(published));
    record.article.title = Some(lines[0].split(' ').take(8).collect::<Vec<_>>().join(" "));
    record.article.publisher = Some(format!("Gazette {}", number % 500));
    tell_events(&mut record, lines, &published.to_string());
    record
}

/// An event in each of the first lines.
fn tell_events(record: &mut Record, lines: &[String], day: &str) {
    let mut start = 0;
    for (line, (number, kind)) in
        lines.iter().zip((1..).zip([EventType::Assault, EventType::Consult, EventType::Protest, EventType::Accuse]))
    {
        let span = |from: usize, length: usize| {
            let from = (start + from) as u32;
            Span { start: from, end: from + length as u32 }
        };
        let parties = [4, 20].map(|from| party(span(from, 12), None));
        tell(record, event(&format!("e{number}"), kind, span(0, line.len()), parties, day));
        start += line.len() + 1;
    }
}
