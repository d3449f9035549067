//! Stories of invented reports; no language model is needed to compare texts.

use dateline::record::{Comparator, EventType, Figure, FigureRole, Record, Span};
use jiff::civil::{Date, date};

use super::invented::{event, party, record, tell};
use super::*;

mod forms;

const RAID: &str = "Gunmen abducted 60 pupils from a boarding school in Lafia on Monday night, officials said.\n\
    The attackers arrived on motorcycles shortly before midnight and fired into the air, said a teacher, Esther Okpanachi.\n\
    Two guards were killed at the gate, according to the state police command.\n\
    Governor Ibrahim Danlami visited the school on Tuesday and promised the parents that no ransom would be paid.\n\
    The army sent two helicopters and 300 soldiers to search the forest east of the town.\n\
    Mass abductions from schools have become common in the region, where armed groups demand money for captives.";

/// The first half of [`RAID`], with another beginning and an advertisement.
const CUT: &str = "A school in the town of Lafia has been attacked.\n\
    The attackers arrived on motorcycles shortly before midnight and fired into the air, said a teacher, Esther Okpanachi.\n\
    Subscribe now for less than two coffees a month.\n\
    Two guards were killed at the gate, according to the state police command.\n\
    Governor Ibrahim Danlami visited the school on Tuesday and promised the parents that no ransom would be paid.";

const OWN: &str = "Parents waited on Tuesday at the gate of the school in Lafia from which gunmen took their children.\n\
    Headmaster Joseph Adikwu read out the names of 64 missing pupils. Governor Ibrahim Danlami was shouted at by parents \
    when he said that a ransom only buys the next abduction. Motorcycles had blocked the road, neighbours in Lafia said.";

const PRICES: &str = "Cocoa for July delivery fell 2.4 percent to 8,120 dollars a tonne in London, its third loss in a row.\n\
    Rain in the growing regions has raised hopes of a better harvest, traders said. Stocks at ports rose by 11,000 tonnes.";

fn day(day: i8) -> Option<Date> {
    Some(date(2031, 4, day))
}

fn add(collection: &mut Collection, record: &Record, text: &str) {
    collection.add(record, text).expect("there is room for its words");
}

fn found(scope: Scope, reports: &[(&str, Option<Date>, &str)]) -> Stories {
    let mut collection = Collection::new(scope);
    for (id, published, text) in reports {
        add(&mut collection, &record(id, *published), text);
    }
    collection.stories()
}

fn copies(reports: &[&str]) -> Vec<u32> {
    let ids: Vec<String> = (0..reports.len()).map(|i| format!("r{i}")).collect();
    let reports: Vec<_> = ids.iter().zip(reports).map(|(id, text)| (id.as_str(), None, *text)).collect();
    found(Scope::default(), &reports).reports().map(|place| place.copies).collect()
}

fn with(dedup: Dedup) -> Scope {
    Scope { dedup, ..Scope::default() }
}

#[test]
fn a_cut_copy_is_told_from_a_report_of_its_own() {
    let reports = [("wire", day(15), RAID), ("cut", day(16), CUT), ("own", day(16), OWN), ("prices", day(16), PRICES)];
    let stories = found(Scope::default(), &reports);
    let places: Vec<_> = stories.reports().map(|place| (place.copies, place.story)).collect();
    assert_eq!(places, [(0, 0), (0, 0), (1, 0), (2, 1)]);
    let story = stories.iter().next().expect("a story");
    let origin = &story.origins[0];
    assert_eq!((origin.report.as_str(), origin.how), ("wire", "date"));
    assert_eq!(origin.members[0].reason, "3 of 5 sentences stand in wire");
    assert!(origin.members[0].taken > 0.6 && origin.members[0].keeps > 0.4);
    assert!(story.origins[1].shares.iter().any(|term| term.contains("lafia")));
}

#[test]
fn a_setting_undoes_each_kind_of_merge() {
    let reports = [("wire", day(15), RAID), ("cut", day(16), CUT), ("own", day(16), OWN)];
    let answers = |dedup| {
        let stories = found(with(dedup), &reports);
        stories.reports().map(|place| (place.copies, place.story)).collect::<Vec<_>>()
    };
    assert_eq!(answers(Dedup::None), [(0, 0), (1, 1), (2, 2)]);
    assert_eq!(answers(Dedup::Copies), [(0, 0), (0, 0), (1, 1)]);
    assert_eq!(answers(Dedup::Stories), [(0, 0), (0, 0), (1, 0)]);
}

#[test]
fn who_stops_it_gets_no_half_answer() {
    for dedup in [Dedup::Copies, Dedup::Stories] {
        let collection = || {
            let mut collection = Collection::new(with(dedup));
            add(&mut collection, &record("wire", day(15)), RAID);
            collection
        };
        assert!(collection().stories_unless(&AtomicBool::new(true)).is_none());
        assert_eq!(collection().stories_unless(&AtomicBool::new(false)).map(|stories| stories.len()), Some(1));
    }
}

#[test]
fn a_story_ends_where_the_window_does() {
    let stories = |window_days| {
        let scope = Scope { window_days, ..Scope::default() };
        found(scope, &[("wire", day(1), RAID), ("own", day(16), OWN)]).len()
    };
    assert_eq!((stories(4), stories(15)), (2, 1));
}

#[test]
fn the_credited_agency_is_the_origin_though_its_report_is_not_the_first_or_the_fullest() {
    let mut collection = Collection::new(Scope::default());
    for (id, published, agency, text) in [
        ("early", day(15), None, RAID),
        ("wire", day(16), Some("Reuters"), CUT),
        ("late", day(17), Some("Reuters"), RAID),
    ] {
        let mut record = record(id, published);
        record.article.agencies.extend(agency.map(str::to_owned));
        add(&mut collection, &record, text);
    }
    let stories: Vec<Story> = collection.stories().iter().collect();
    let origin = &stories[0].origins[0];
    assert_eq!((origin.report.as_str(), origin.how, origin.agency.as_deref()), ("wire", "credit", Some("Reuters")));
}

#[test]
fn market_reports_are_one_formula_and_not_copies() {
    let monday = "Stocks in Oslo closed higher on Monday, led by Fjordkraft and Nordhav Seafood.\n\
        The benchmark index rose 12.4 points, or 0.9 percent, to close at 1,391.2 on the Oslo exchange.\n\
        Shares of Fjordkraft gained 3.1 percent and Nordhav Seafood added 2.2 percent in active trading.\n\
        Advancing issues outnumbered decliners by 3 to 2 on volume of 41 million shares.";
    let tuesday = "Stocks in Oslo closed lower on Tuesday, led by Granitt Invest and Storvik Shipping.\n\
        The benchmark index fell 7.7 points, or 0.6 percent, to close at 1,383.5 on the Oslo exchange.\n\
        Shares of Granitt Invest lost 1.9 percent and Storvik Shipping shed 2.8 percent in active trading.\n\
        Declining issues outnumbered advancers by 5 to 4 on volume of 37 million shares.";
    assert_eq!(copies(&[monday, tuesday]), [0, 1]);
}

#[test]
fn casualty_notices_are_one_formula_and_not_copies() {
    let notice = |who: &str, town: &str, day: &str, unit: &str| {
        format!(
            "The ministry announced today the death of a soldier who was supporting the mission in Qarabad.\n\
            {who}, of {town}, died {day} in Qarabad of wounds suffered when a mine went off beside the vehicle.\n\
            The soldier was assigned to the {unit}.\n\
            For more information the media may call the public affairs office of the ministry."
        )
    };
    let first = notice("Cpl. Anders Tveit, 24", "Molde", "Jan. 3", "2nd Rifle Battalion, Camp Elvegard");
    let second = notice("Sgt. Maria Lunde, 31", "Horten", "Feb. 11", "Engineer Company, Camp Skjold");
    assert_eq!(copies(&[&first, &second]), [0, 1]);
}

#[test]
fn the_teaser_of_a_report_is_a_copy_and_a_quotation_from_it_is_none() {
    let teaser = "Gunmen abducted 60 pupils from a boarding school in Lafia on Monday night, officials said.";
    let quoting = "Traders in Wukari shut their stalls an hour early on Wednesday.\n\
        Two guards were killed at the gate, according to the state police command.\n\
        The market's chairman wants lamps along the road before the yam harvest begins.";
    assert_eq!(copies(&[RAID, teaser, quoting]), [0, 0, 1]);
}

#[test]
fn a_release_that_two_reports_quote_does_not_make_them_copies() {
    let release = [
        "The Skarvoy line will add a fourth ferry to its summer timetable.",
        "It leaves Molde at noon from the first of June.",
        "Fares for cars will be announced at a later date.",
        "Dogs travel free of charge on the upper deck.",
        "Tickets can be bought on board from the second mate.",
    ];
    let wire = "The new boat burns no oil, said the line's director, Astrid Vik.\n\
        She had asked the county for a quay of its own since the winter storms.\n\
        Islanders have waited eleven years for a crossing at midday.\n\
        The quay at Skarvoy will be dredged in April by a firm from Bergen.";
    let own = "Our readers on Skarvoy can throw away their old plans.\n\
        A boat that was bought in Crete is on its way north with a crew of nine.\n\
        Hotels fear day trippers more than they like them, as one landlord put it.\n\
        The school bus will have to leave earlier, and nobody has told its driver.\n\
        Fishermen have painted a black flag on the harbour wall, and the mayor has left it there.";
    let (brief, wire) = (release.join("\n"), format!("{wire}\n{}", release[..3].join("\n")));
    let printed = format!("{wire}\nThe county council meets on Thursday.");
    let own = format!("{own}\n{brief}");
    assert_eq!(copies(&[&wire, &printed, &brief, &own]), [0, 0, 1, 1]);
}

#[test]
fn boilerplate_makes_no_copies() {
    let tail = "The Harbour Post is free to read because its readers pay for it.\n\
        You can support its reporters with a gift of any size at the desk in Quay Street.\n\
        Letters to the editor are welcome and may be shortened before they are printed.";
    let own = [
        "The ferry to Skarvoy will not run on Sunday.\nIts engine is being repaired at the yard in Molde.\n\
        Two buses will go by the bridge instead.\nThe shipping line hopes to have the boat back by Easter.",
        "A stork has built its nest on the old town hall.\nThe mayor wants the scaffolding to stay until June.\n\
        Builders had come to mend the roof.\nBirdwatchers have put a camera on the bank across the square.",
        "The bakery in Mill Lane was sold to a chain.\nIts ovens stay where they are, said the new owner.\n\
        Eleven people work there before dawn.\nThe rye loaf of the founder will be baked on Fridays only.",
        "Frost has killed half of the apple blossom.\nGrowers want help from the county for a second year.\n\
        Fires were lit between the trees at night.\nCherries flower later and were spared along the fjord.",
        "The choir of Saint Brendan won a prize in Riga.\nIt sang two psalms.",
    ];
    let texts: Vec<String> = own.iter().map(|own| format!("{own}\n{tail}")).collect();
    let long = format!("{RAID}\n{tail}");
    let texts: Vec<&str> = texts.iter().map(String::as_str).chain([long.as_str()]).collect();
    let clusters: std::collections::BTreeSet<u32> = copies(&texts).into_iter().collect();
    assert_eq!(clusters.len(), 6);
}

/// Two players, the roads of their arrests, the next opponents, and how each of four reports begins.
const PLAYERS: [(&str, &str, &str, [&str; 4]); 2] = [
    (
        "Lundqvist",
        "Quarry Road",
        "Herons",
        [
            "Officers had followed his grey van for a mile after it ran a red light beside the hospital.",
            "A breath test showed twice the limit, according to the sheriff of Dunmore County, who signed the charge.",
            "Supporters burned a scarf outside the stadium while the goalkeeper waited for his lawyer in a cell.",
            "The goalkeeper had signed a contract for four more seasons only last Friday.",
        ],
    ),
    (
        "Okonjo",
        "Harbour Street",
        "Bitterns",
        [
            "His red coupe stood across both lanes with the radio on when a patrol came by at dawn.",
            "A judge in Port Selby set bail at 9,000 dollars and took the striker's licence for ninety days.",
            "Two sponsors have asked the striker for an explanation before they print their posters.",
            "It is the second arrest of a player this season, after the goalkeeper was stopped in autumn.",
        ],
    ),
];

#[test]
fn two_arrests_of_one_kind_are_two_stories() {
    let report = |player: &str, road: &str, opponent: &str, words: &str| {
        format!(
            "{words} Kestrels player {player} was arrested for drunken driving on {road}. The Kestrels said that \
            {player} would play against the {opponent}."
        )
    };
    let mut collection = Collection::new(Scope::default());
    for (player, road, opponent, ends) in PLAYERS {
        for (number, end) in ends.iter().enumerate() {
            let text = report(player, road, opponent, end);
            add(&mut collection, &record(&format!("{player}{number}"), None), &text);
        }
    }
    let stories = collection.stories();
    let story = |id: &str| stories.reports().find(|place| place.id == id).map(|place| place.story);
    assert_ne!(story("Lundqvist0"), story("Okonjo0"));
    assert_eq!(story("Lundqvist0"), story("Lundqvist3"));
}

#[test]
fn the_answer_is_the_same_with_any_number_of_threads() {
    let texts: Vec<String> = (0..60).map(|i| format!("{}\n{}", [RAID, CUT, OWN, PRICES][i % 4], i / 8)).collect();
    let answer = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        pool.install(|| {
            let mut collection = Collection::new(Scope::default());
            texts.iter().enumerate().for_each(|(i, text)| add(&mut collection, &record(&i.to_string(), day(1)), text));
            let stories: Vec<Story> = collection.stories().iter().collect();
            serde_json::to_string(&stories).expect("stories are data")
        })
    };
    assert_eq!(answer(1), answer(4));
}

/// A record whose text says how many were killed in a raid in Lafia.
fn killed(id: &str, published: Option<Date>, count: f64, when: &str, actor: &str) -> (Record, String) {
    let text = format!("{id}: {actor} killed {count} guards.");
    let chars = |start: usize, end: usize| Span { start: start as u32, end: end as u32 };
    let whole = chars(0, text.len());
    let start = id.len() + 2;
    let mut record = record(id, published);
    record.figures.push(Figure {
        value: Some(count),
        comparator: Comparator::Equal,
        low: None,
        high: None,
        unit: Some("guards".into()),
        of: None,
        role: Some(FigureRole::Dead),
        span: whole,
        said_in: None,
    });
    let parties = [
        party(chars(start, start + actor.len()), Some("UAF")),
        party(chars(text.len() - 7, text.len() - 1), Some("NGA MIL")),
    ];
    tell(&mut record, event("e1", EventType::Assault, whole, parties, when));
    (record, text)
}

#[test]
fn one_event_of_many_reports_counts_origins_and_keeps_differences() {
    let mut collection = Collection::new(Scope::default());
    for (id, published, count, when, actor, text) in [
        ("wire", day(15), 2.0, "2031-04-14", "Gunmen", RAID),
        ("cut", day(16), 2.0, "2031-04-14", "Gunmen", CUT),
        ("own", day(16), 3.0, "2031-04-15", "Raiders", OWN),
        ("next", day(16), 1.0, "2031-04-20", "Gunmen", OWN),
    ] {
        let (record, told) = killed(id, published, count, when, actor);
        add(&mut collection, &record, &format!("{told}\n{text}"));
    }
    let stories: Vec<Story> = collection.stories().iter().collect();
    let events = &stories[0].events;
    assert_eq!(events.len(), 2, "six days later is another event");
    let event = &events[0];
    assert_eq!((event.reports, event.independent, event.first.as_str()), (3, 2, "wire"));
    let told: Vec<String> = event.told.iter().map(EventRef::to_string).collect();
    assert_eq!(told, ["wire#h1", "cut#h1", "own#h1"]);
    assert_eq!(event.agree, ["actor", "day", "place", "recipient"]);
    let difference = |what: &str| {
        let found = event.differences.iter().find(|difference| difference.what == what).expect(what);
        found.values.iter().map(|value| (value.value.as_str(), value.independent)).collect::<Vec<_>>()
    };
    assert_eq!(difference("dead"), [("2", 1), ("3", 1)]);
    assert_eq!(difference("actor"), [("Gunmen", 1), ("Raiders", 1)]);
}

#[test]
fn empty_and_tiny_articles_stand_alone() {
    let stories =
        found(Scope::default(), &[("a", None, ""), ("b", None, "…"), ("c", None, "Fire."), ("d", None, "Fire.")]);
    assert_eq!(stories.reports().map(|place| place.copies).collect::<Vec<_>>(), [0, 1, 2, 3]);
}
