//! Forms filled in twice, edits of one report, parties that are two, reports that hold two happenings together.

use dateline::record::{Feature, Place, PlaceUse, Time, TimeType};

use super::*;

/// A record of a text in which a party does something; it has a code where its words tell one.
fn of_party(id: &str, name: &str, code: Option<&str>, text: &str) -> Record {
    let mut record = record(id, day(6));
    let start = text.find(name).expect("it stands there");
    let span = |start: usize, end: usize| Span { start: start as u32, end: end as u32 };
    let parties = [party(span(start, start + name.len()), code), party(span(0, 0), None)];
    tell(&mut record, event("e1", EventType::Assault, span(start, text.len()), parties, "2031-04-05"));
    record
}

/// Copies and stories of reports that were published on one day.
fn places(reports: &[&str]) -> Vec<(u32, u32)> {
    let ids: Vec<String> = (0..reports.len()).map(|number| format!("r{number}")).collect();
    let reports: Vec<_> = ids.iter().zip(reports).map(|(id, text)| (id.as_str(), day(6), *text)).collect();
    found(Scope::default(), &reports).reports().map(|place| (place.copies, place.story)).collect()
}

#[test]
fn different_parties_are_different_events() {
    let shelled = "shelled the grain port before dawn on Saturday, and two cranes fell into the basin. A pilot boat burned at its \
        berth. Insurers asked for twice the premium by noon. The harbour will stay closed until divers have looked at it.";
    let taxed = "will take a tenth off the duty on diesel from July, said those who were at the meeting. Hauliers had blocked \
        the ring road for a week. It costs the treasury 90 million a month. Parliament votes on it after the recess.";
    let held = "arrested a man of 42 on suspicion of taking lead from the roofs of three churches. A patrol stopped his van at \
        four in the morning. Half a tonne of metal lay under a tarpaulin. He may go home, but must hand in his passport.";
    let chosen = "was chosen to lead the union of teachers, with 212 votes of 380. The vote was held in a gymnasium. The union \
        threatens to strike in autumn. Pay has not risen since the last strike, which lasted for nine days.";
    for (one, other, codes, told) in [
        ("Russian forces", "Ukrainian forces", [Some("RUS MIL"), Some("UKR MIL")], shelled),
        ("Rebel forces", "Government forces", [Some("REB"), Some("MIL")], shelled),
        ("Norwegian ministers", "Swedish ministers", [Some("NOR GOV"), Some("SWE GOV")], taxed),
        ("Kent police", "Essex police", [Some("COP"), Some("COP")], held),
        ("Ana Berg", "Jon Berg", [None, None], chosen),
    ] {
        let mut collection = Collection::new(Scope::default());
        for (party, code) in [one, other].into_iter().zip(codes) {
            let text = format!("{party} {told}");
            add(&mut collection, &of_party(party, party, code, &text), &text);
        }
        let stories = collection.stories();
        let found: Vec<_> = stories.reports().map(|place| (place.copies, place.story)).collect();
        assert_eq!(found, [(0, 0), (1, 1)], "{one}, {other}");
    }
}

#[test]
fn one_party_in_other_words_is_no_other() {
    let told = "shelled the grain port before dawn on Saturday, and two cranes fell into the basin. A pilot boat burned at its \
        berth. Insurers asked for twice the premium by noon. The harbour will stay closed until divers have looked at it.";
    for (one, other) in [("Russian forces", "Russian troops"), ("Gunmen", "Raiders"), ("Armed men", "Masked men")] {
        let texts = [format!("{one} {told}"), format!("{other} {told}")];
        let mut collection = Collection::new(Scope::default());
        for (party, text) in [one, other].iter().zip(&texts) {
            add(&mut collection, &of_party(party, party, None, text), text);
        }
        let found: Vec<u32> = collection.stories().reports().map(|place| place.copies).collect();
        assert_eq!(found, [0, 0], "{one}, {other}");
    }
}

#[test]
fn events_of_two_parties_in_one_story_are_two() {
    let mut collection = Collection::new(Scope::default());
    for (id, party, code, text) in [
        ("wire", "Russian forces", "RUS MIL", RAID),
        ("own", "Ukrainian forces", "UKR MIL", OWN),
        ("next", "Moscow's forces", "RUS MIL", CUT),
    ] {
        let text = format!("{text}\n{party} hit a bridge.");
        add(&mut collection, &of_party(id, party, Some(code), &text), &text);
    }
    let stories: Vec<Story> = collection.stories().iter().collect();
    let told = |event: &MergedEvent| event.told.iter().map(|told| told.report.clone()).collect::<Vec<_>>();
    let mut events: Vec<Vec<String>> = stories.iter().flat_map(|story| &story.events).map(told).collect();
    events.sort();
    assert_eq!(stories.len(), 1);
    assert!(events.iter().all(|reports| !(reports.contains(&"own".into()) && reports.len() > 1)), "{events:?}");
}

/// Puts what is given into the places of a form that say `{}`.
fn filled(form: &str, facts: &[&str]) -> String {
    let mut parts = form.split("{}");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.zip(facts).fold(first, |text, (part, fact)| text + fact + part)
}

/// Forms, each with two sets of facts.
const FORMS: [(&str, [&[&str]; 2]); 7] = [
    (
        "Police are looking for {}, {}, who was last seen on {} near {}. He is {} tall, has short hair and wore a {} coat. \
        His family fear for his health. Whoever has seen him is asked to call the station and to quote {}.",
        [
            &["Alan Frost", "34", "Monday", "the quay in Selby", "1.72 metres", "blue", "11-204"],
            &["Peter Oakes", "51", "Friday", "the mill in Thorne", "1.80 metres", "green", "42-118"],
        ],
    ),
    (
        "An earthquake of magnitude {} shook {} at {} on {}, the survey said. It lay {} kilometres deep. There was no word of \
        damage. Quakes of this size are felt often, but seldom break anything. This report was written from its data.",
        [&["5.2", "Kushiro", "3:14 a.m.", "Sunday", "41"], &["4.8", "Hualien", "9:40 p.m.", "Monday", "12"]],
    ),
    (
        "An earthquake of magnitude {} shook Hualien at {} on {}, the survey said. It lay {} kilometres deep. There was no \
        word of damage. Quakes of this size are felt often, but seldom break anything.",
        [&["4.8", "9:40 p.m.", "Monday", "12"], &["5.5", "6:02 a.m.", "Tuesday", "19"]],
    ),
    (
        "{} beat {} {} before {} spectators on Sunday. {} put the home side ahead in the {} minute with a header. The visitors \
        had most of the ball after the break. {} settled the match from the spot shortly before the end.",
        [
            &["Viking", "Brann", "2-0", "11,204", "Tor Lie", "23rd", "Ola Moen"],
            &["Rosenborg", "Odd", "3-1", "16,880", "Erik Dahl", "41st", "Nils Haug"],
        ],
    ),
    (
        "The weather service warns of {} in {} from {} until {}. Up to {} may fall. Drivers should leave early, and some roads \
        may be closed. Power may be cut for a while. The warning is looked at again in the morning.",
        [&["rain", "Cumbria", "6 a.m.", "Tuesday", "60 mm"], &["snow", "Moray", "9 p.m.", "Friday", "20 cm"]],
    ),
    (
        "Stocks in Warsaw closed {} on {}. The index moved by {} points to {}. Shares of {} changed most, by {} percent. Volume \
        was {} million shares. Traders expect quiet days until the central bank meets.",
        [
            &["higher", "Monday", "31.2", "2,871.4", "Bank Wisla", "4.2", "41"],
            &["lower", "Tuesday", "18.9", "2,852.5", "Silesia Coal", "6.1", "36"],
        ],
    ),
    (
        "Heard at Dover court: {}, {}, of {}, was fined {} pounds for speeding. {}, {}, of {}, may not drive for {} months. Both \
        have to pay the costs. The court sits again next week.",
        [
            &["Neil Ashby", "41", "Mill Lane", "220", "Rose Tanner", "29", "Beach Road", "14"],
            &["Lee Mason", "23", "Castle Street", "165", "Paul Grech", "52", "London Road", "20"],
        ],
    ),
];

#[test]
fn a_form_with_other_facts_is_no_copy_and_another_story() {
    for (form, [one, other]) in FORMS {
        let [one, other] = [filled(form, one), filled(form, other)];
        assert_eq!(places(&[&one, &other, &one]), [(0, 0), (1, 1), (0, 0)], "{one}");
    }
}

#[test]
fn who_won_tells_two_matches_apart() {
    let rest = "3-1 and reached the final of the cup. Rain had made the ground heavy. Both lost a player before the \
        break. The trainer praised the patience of his men.";
    let [one, other] = ["Harstad beat Narvik", "Narvik beat Harstad"].map(|who| format!("On Saturday {who} {rest}"));
    assert_eq!(places(&[&one, &other]), [(0, 0), (1, 1)]);
}

#[test]
fn an_edit_of_few_facts_leaves_a_copy() {
    let wire = "A ferry with 210 people on board sank off Panay on Saturday and 17 of them died, the coast guard said. Most were \
        saved by fishermen. The Santa Rosa had left Iloilo at noon for Bacolod, said Captain Ramon Villar. Waves of four \
        metres hit it when its engine failed. Its owner, Visayan Lines, had lost its licence in 2029.";
    for edits in [
        &[("17", "34")][..],
        &[("210", "214"), ("17", "41"), ("on Saturday", "at the weekend")],
        &[("210", "120"), ("Villar", "Vilar"), ("2029", "2028")],
        &[("A ferry with", "A passenger ship with"), (" Its owner, Visayan Lines, had lost its licence in 2029.", "")],
    ] {
        let edited = edits.iter().fold(wire.to_owned(), |text, (old, new)| text.replace(old, new));
        assert_eq!(places(&[wire, &edited]), [(0, 0), (0, 0)], "{edited}");
    }
}

#[test]
fn a_report_that_tells_two_events_does_not_join_their_stories() {
    let bridge = "A bridge over the Drava in Osijek fell on Monday under a lorry with gravel. The driver, Ivo Matek, swam ashore \
        with a broken arm. It was built in 1962, and the county had looked at it in March.";
    let nurses = "Nurses of three hospitals in Split left their wards for higher pay. Their union, led by Marija Peric, asks for \
        a fifth more. The minister offers a tenth.";
    let day = "A bridge over the Drava in Osijek fell under a lorry with gravel; Ivo Matek, who drove it, broke an arm. Nurses of \
        three hospitals in Split left their wards; their union, led by Marija Peric, asks for a fifth more.";
    let later = "Who looked at the bridge that fell into the Drava? The county of Osijek does not know. Ivo Matek came home with \
        his arm in plaster. The gravel on his lorry weighed 31 tonnes.";
    let second = "Operations were put off in Split while nurses stood at the gates. Marija Peric of their union called a tenth an \
        insult.";
    let stories: Vec<u32> = places(&[bridge, nurses, day]).into_iter().map(|(_, story)| story).collect();
    assert_ne!(stories[0], stories[1]);
    let stories: Vec<u32> = places(&[bridge, nurses, day, later, second]).into_iter().map(|(_, story)| story).collect();
    assert_eq!((stories[3], stories[4]), (stories[0], stories[1]));
    assert_ne!(stories[0], stories[1]);
}

#[test]
fn reports_of_one_country_and_day_are_stories_of_their_own() {
    let texts = [
        "The senate of Chile rejected a reform of pensions on Tuesday by 26 votes to 22.",
        "A wildfire in Chile burned down sixty houses on Tuesday. Families were led to schools on higher ground.",
        "Miners in Chile put down their tools on Tuesday, since talks about a bonus had failed.",
    ];
    let mut collection = Collection::new(Scope::default());
    for (number, text) in texts.into_iter().enumerate() {
        let span = |word: &str| {
            let start = text.find(word).expect("it stands there") as u32;
            Span { start, end: start + word.len() as u32 }
        };
        let mut record = record(&number.to_string(), day(8));
        let value = Some("2031-04-08".to_owned());
        record.times.push(Time { span: span("Tuesday"), kind: TimeType::Date, value, modifier: None, relative: None });
        record.places.push(country("Chile", span("Chile")));
        add(&mut collection, &record, text);
    }
    assert_eq!(collection.stories().len(), 3);
}

fn country(name: &str, span: Span) -> Place {
    Place {
        span,
        name: name.to_owned(),
        country: None,
        admin1: None,
        lat: None,
        lon: None,
        geonames: None,
        feature: Some(Feature::Country),
        used: PlaceUse::Place,
        confidence: 0.9,
        alternatives: Vec::new(),
    }
}
