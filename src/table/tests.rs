//! A small invented record, shown without colour.

use dateline::Source;
use dateline::record::*;

use super::{Acts, table};

const TEXT: &str = "Berg: Talks ‘stalled’ | World | Harbour Post\n\n\
    Envoy Anna Berg said on Friday that the talks had stalled. “They left at noon, and no army of 9,000 men will bring \
    them back,” she told reporters in Oslo.\n\n\
    No date for more talks\n\n\
    The delegations had met in Oslo.\n\n\
    ab, cd (AFP)";

fn span(words: &str) -> Span {
    let byte = TEXT.find(words).expect("words of the text");
    let start = TEXT[..byte].chars().count() as u32;
    Span { start, end: start + words.chars().count() as u32 }
}

fn quotation(id: &str, content: &str, cue: &str, speaker: &str, within: Option<&str>) -> Quotation {
    Quotation {
        id: id.into(),
        kind: QuotationKind::Mixed,
        content: vec![span(content)],
        verbatim: Vec::new(),
        cue: Some(Cue { span: span(cue), lemma: cue.into() }),
        speaker: Some(Voice { actor: (speaker != "she").then(|| "a1".into()), span: span(speaker) }),
        addressee: None,
        within: within.map(Into::into),
        sentence: 1,
        attitude: Some(Attitude::Speech),
        when: None,
        place: None,
    }
}

fn event(id: &str, event: EventType, trigger: &str, actor: Option<&str>, said_in: Option<&str>) -> Event {
    Event {
        id: id.into(),
        event,
        mode: Vec::new(),
        context: Vec::new(),
        aux: Vec::new(),
        actor: vec![Party {
            actor: None,
            code: actor.map(Into::into),
            span: span("delegations"),
            from: None,
            evidence: None,
        }],
        recipient: Vec::new(),
        trigger: Cue { span: span(trigger), lemma: trigger.into() },
        sentence: span(trigger),
        said_in: said_in.map(Into::into),
        when: None,
        place: None,
        size: None,
        score: 0.0,
        cameo: None,
        rule: "example".into(),
        confidence: 1.0,
        happening: Some("h1".into()),
    }
}

/// A happening with the parties of its first mention.
fn happening(id: &str, mentions: &[&Event]) -> Happening {
    let first = mentions[0];
    Happening {
        id: id.into(),
        event: first.event,
        mode: Vec::new(),
        aux: Vec::new(),
        actor: first.actor.clone(),
        recipient: first.recipient.clone(),
        when: mentions.iter().find_map(|mention| mention.when.clone()),
        place: None,
        size: None,
        score: 0.0,
        cameo: None,
        claimed_by: None,
        central: true,
        confidence: 1.0,
        mentions: mentions.iter().map(|mention| mention.id.clone()).collect(),
    }
}

fn place() -> Place {
    Place {
        span: span("Oslo"),
        name: "Oslo".into(),
        country: Some("NOR".into()),
        admin1: None,
        lat: Some(59.9127),
        lon: Some(10.7461),
        geonames: Some(3_143_244),
        feature: Some(Feature::City),
        used: PlaceUse::Place,
        confidence: 1.0,
        alternatives: Vec::new(),
    }
}

fn article() -> Article {
    Article {
        title: Some("Berg: Talks ‘stalled’".into()),
        publisher: Some("Harbour Post".into()),
        published: Some(jiff::civil::date(2031, 3, 7)),
        agencies: vec!["AFP".into()],
        sections: vec![Section { heading: "No date for more talks".into(), span: span("No date for more talks") }],
        excluded: vec![Excluded { span: span("ab, cd (AFP)"), why: ExcludedWhy::Credit }],
        ..Article::default()
    }
}

fn record() -> Record {
    let mut events = vec![
        event("e1", EventType::Retreat, "left", Some("WST GOV"), Some("q2")),
        event("e2", EventType::Consult, "met", None, None),
    ];
    events[0].recipient =
        vec![Party { actor: Some("a1".into()), code: None, span: span("reporters"), from: None, evidence: None }];
    events[0].aux = vec![Aux::Historical];
    events[1].when =
        Some(When { value: "2031-03".into(), precision: Precision::Month, how: WhenHow::Carried, span: None });
    let happenings = vec![happening("h1", &events.iter().collect::<Vec<_>>())];
    let figure = Figure {
        value: Some(9000.0),
        comparator: Comparator::Equal,
        low: None,
        high: None,
        unit: Some("men".into()),
        of: None,
        role: Some(FigureRole::Total),
        span: span("9,000 men"),
        said_in: Some("q2".into()),
    };
    let time = Time {
        span: span("Friday"),
        kind: TimeType::Date,
        value: Some("2031-03-07".into()),
        modifier: None,
        relative: None,
    };
    let actor = Actor {
        id: "a1".into(),
        name: "Anna Berg".into(),
        kind: ActorKind::Person,
        code: Some("NOR GOV".into()),
        country: Some("NOR".into()),
        sector: Some(Sector::Gov),
        office: None,
        wikidata: None,
        mentions: vec![Mention { span: span("Anna Berg"), kind: MentionKind::Name }],
    };
    Record {
        schema: SCHEMA.into(),
        id: "0123456789abcdef".into(),
        source: Source::default(),
        article: article(),
        actors: vec![actor],
        quotations: vec![
            quotation("q1", "that the talks had stalled", "said", "Envoy Anna Berg", None),
            quotation("q2", "“They left at noon, and no army of 9,000 men will bring them back,”", "told", "she", None),
            quotation("q3", "no army of 9,000 men", "bring", "Envoy Anna Berg", Some("q2")),
        ],
        events,
        happenings,
        figures: vec![figure],
        times: vec![time],
        places: vec![place(), place()],
        text: None,
    }
}

fn plain(record: &Record, text: &str, width: usize) -> String {
    anstream::adapter::strip_str(&table(record, text, Acts::EachTime, width)).to_string()
}

#[test]
fn a_record_is_legible_without_colour() {
    let wanted = "\
Berg: Talks ‘stalled’
Harbour Post · 2031-03-07 · AFP · 0123456789abcdef

Envoy Anna Berg said on Friday that the talks had stalled. “They left[1] at noon,
and no army of 9,000 men will bring them back,” she told reporters in Oslo.

No date for more talks

The delegations had met[2] in Oslo.

ab, cd (AFP)
";
    let shown = plain(&record(), TEXT, 82);
    let (article, _) = shown.split_once("\nWho\n").expect("tables after the article");
    assert_eq!(article, wanted);
}

#[test]
fn the_answers_stand_in_aligned_tables() {
    let wanted = "
Who
  name       kind    code     mentions
  Anna Berg  person  NOR GOV         1

Said
  speaker      words                                                         cue
  Anna Berg    that the talks had stalled                                    said
  she          “They left at noon, and no army of 9,000 men will bring…      told
    Anna Berg  no army of 9,000 men                                          bring

Did
  no.  event    who → whom           aux         when     claimed by  trigger
    1  RETREAT  WST GOV → Anna Berg  historical           she         left
    2  CONSULT  delegations                      2031-03  stated      met

How many
  number  unit  role   claimed by  words
   9,000  men   total  she         9,000 men

When
  value       type  words   times
  2031-03-07  DATE  Friday      1

Where
  name  country  kind  north, east   geonames  times
  Oslo  NOR      city  59.91, 10.75   3143244      2
";
    let shown = plain(&record(), TEXT, 82);
    let tables = shown.find("\nWho\n").expect("tables after the article");
    assert_eq!(&shown[tables..], wanted);
    assert!(shown.lines().all(|line| textwrap::core::display_width(line) <= 82), "{shown}");
}

#[test]
fn an_act_that_is_told_twice_stands_once() {
    let wanted = "
Did
  no.  event    who → whom           when     claimed by  trigger
    1  RETREAT  WST GOV → Anna Berg  2031-03  stated      left, met

Did, besides
  no.  event    who → whom   claimed by  trigger
    2  CONSULT  delegations  stated      met
";
    let mut record = record();
    let besides = Happening { id: "h2".into(), central: false, ..happening("h2", &[&record.events[1]]) };
    record.happenings.push(Happening { when: None, ..besides });
    let shown = anstream::adapter::strip_str(&table(&record, TEXT, Acts::Once, 82)).to_string();
    let (from, to) = (shown.find("\nDid\n").expect("a table"), shown.find("\nHow many\n").expect("the next"));
    assert_eq!(&shown[from..to], wanted);
    assert!(shown.contains("They left[1] at noon") && shown.contains("had met[1] in Oslo"), "{shown}");
}

#[test]
fn nothing_found_is_nothing_shown() {
    let article = Article { title: Some("A title apart".into()), ..Article::default() };
    let record = Record {
        article,
        actors: Vec::new(),
        quotations: Vec::new(),
        events: Vec::new(),
        happenings: Vec::new(),
        figures: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        ..record()
    };
    assert_eq!(plain(&record, "Nobody came.", 80), "A title apart\n0123456789abcdef\n\nNobody came.\n");
}

#[test]
fn colour_marks_what_was_said_and_done() {
    let shown = table(&record(), TEXT, Acts::EachTime, 200);
    assert!(shown.contains("\u{1b}[4mEnvoy Anna Berg\u{1b}[0m said"), "the speaker is underlined: {shown:?}");
    assert!(shown.contains("\u{1b}[36m“They "), "words said are coloured: {shown:?}");
    assert!(shown.contains("\u{1b}[2mab, cd (AFP)\u{1b}[0m"), "what is excluded is dim: {shown:?}");
    let ends_plain = |line: &str| line.rfind('\u{1b}').is_none_or(|at| line[at..].starts_with("\u{1b}[0m"));
    assert!(shown.lines().all(ends_plain), "no colour runs over the end of a line: {shown:?}");
}

#[test]
fn a_report_cannot_command_the_terminal() {
    let record = Record { quotations: Vec::new(), events: Vec::new(), happenings: Vec::new(), ..record() };
    let shown = table(&record, "Anna\u{1b}]0;owned\u{7} Berg\u{202e} spoke.\n", Acts::EachTime, 80);
    assert!(!shown.contains('\u{7}') && !shown.contains("\u{1b}]") && !shown.contains('\u{202e}'));
}

#[test]
fn spans_beyond_the_text_are_no_reason_to_fail() {
    let shown = plain(&record(), "Short.", 80);
    assert!(shown.contains("Short."));
}

#[test]
fn lines_broken_at_a_margin_are_joined_and_no_line_is_too_wide() {
    let text = "The ferry left the harbour at dawn with forty people on\nboard, and was not seen again until the evening.\n\
        Nobody was hurt.\n";
    let record = Record { quotations: Vec::new(), events: Vec::new(), happenings: Vec::new(), ..record() };
    let shown = plain(&record, text, 64);
    let wanted = "\nThe ferry left the harbour at dawn with forty people on board,\n\
        and was not seen again until the evening.\n\nNobody was hurt.\n";
    assert!(shown.contains(wanted), "{shown}");
}
