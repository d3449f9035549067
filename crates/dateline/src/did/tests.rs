//! Who is party to an event, in sentences where the verb's own places do not tell it.

use crate::codebook::Codebook;
use crate::parses;
use crate::reading::Reader;
use crate::record::{Event, EventType, Party, PartyFrom, Span, WEIGHED};
use crate::report::Report;

/// The codes of the actors, then of the recipients, of the first event of this kind.
fn parties(reader: &mut Reader, text: &str, event: &str) -> Option<(Vec<String>, Vec<String>)> {
    let codes = |parties: &[Party]| parties.iter().filter_map(|party| party.code.clone()).collect();
    let events: Vec<Event> = reader.read(&Report::new(text)).events;
    let found = events.iter().find(|found| found.event.name() == event)?;
    Some((codes(&found.actor), codes(&found.recipient)))
}

#[test]
fn parties_are_found_where_the_verb_does_not_tell_them() {
    let mut reader = parses::reader(Codebook::built_in().rules_only());
    let cases: [(&str, &str, &[&str], &[&str]); 10] = [
        // Parties that share a noun.
        ("British and Irish negotiators reached a deal on Friday.", "SUPPORT", &["GBR GOV"], &["IRL GOV"]),
        ("The Norwegian and Swedish presidents met in Oslo.", "CONSULT", &["NOR GOV", "SWE GOV"], &[]),
        // Whom a thing belongs to or concerns.
        ("Norway rejected any cooperation with the Swedish court.", "REJECT", &["NOR"], &["SWE JUD"]),
        ("Norway condemned Sweden's policies.", "ACCUSE", &["NOR"], &["SWE"]),
        // Whom the clause concerns.
        ("Norway declared a ceasefire in Mali.", "CONCEDE", &["NOR"], &["MLI"]),
        // On whose deed it hangs.
        ("Norway will not lift the embargo until Cuba frees the prisoners.", "REJECT", &["NOR"], &["CUB"]),
        // A thing that acts for its author.
        ("The Norwegian government's report accused Sweden of fraud.", "ACCUSE", &["NOR GOV"], &["SWE"]),
        // An armed group that governs is armed still.
        ("The Taliban attacked an Afghan army base on Friday.", "ASSAULT", &["AFG GOV"], &["AFG MIL"]),
        // Whoever did what is condemned.
        ("The UN condemned the bombing.", "ACCUSE", &["UNO"], &[]),
        // All of a phrase, not its first name.
        ("Norway threatened to attack Mali and Niger.", "THREATEN", &["NOR"], &["MLI", "NER"]),
    ];
    for (text, event, actor, recipient) in cases {
        let found = parties(&mut reader, text, event);
        let found = found.as_ref().map(|(actor, recipient)| (actor.as_slice(), recipient.as_slice()));
        let strings = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
        assert_eq!(found, Some((strings(actor).as_slice(), strings(recipient).as_slice())), "{text}");
    }
}

/// Code, origin and evidence of each party of the first event.
fn inferred(text: &str) -> Vec<(String, bool, String)> {
    let record = parses::reader(Codebook::built_in().rules_only()).read(&Report::new(text));
    let event = record.events.first().expect("an event");
    let words = |span: Span| -> String {
        text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
    };
    let row = |party: &Party| {
        let evidence = party.evidence.map(words).unwrap_or_default();
        (party.code.clone().unwrap_or_default(), party.from == Some(PartyFrom::Setting), evidence)
    };
    event.actor.iter().chain(&event.recipient).map(row).collect()
}

#[test]
fn who_has_a_sector_and_no_country_has_that_of_the_setting() {
    let told = |code: &str, inferred: bool, evidence: &str| (code.to_owned(), inferred, evidence.to_owned());
    let arrest = inferred("Police in Bergen arrested three students on Friday.");
    assert_eq!(arrest, [told("NOR COP", true, "Bergen"), told("NOR EDU", true, "Bergen")]);
    // Somebody of no sector is a civilian; whose words tell a country keeps it.
    let arrest = inferred("Bergen, in Norway, was calm again. The Swedish police arrested Arne Dahl on Friday.");
    assert_eq!(arrest[0], told("SWE COP", false, ""));
    assert_eq!((arrest[1].0.split_once(' '), arrest[1].1), (Some(("NOR", "CVL")), true), "{arrest:?}");
}

#[test]
fn who_may_be_from_anywhere_keeps_no_country() {
    assert_eq!(inferred("Gunmen shot a policeman in Bergen on Friday.")[0], ("UAF".to_owned(), false, String::new()));
    assert_eq!(inferred("The UN condemned the police in Bergen.")[0], ("UNO".to_owned(), false, String::new()));
}

#[test]
fn weights_tell_what_no_entry_does_and_rules_alone_do_not() {
    let text = "The Norwegian army released a Swedish lorry on Monday.";
    let rule = |codebook: Codebook| {
        let events = parses::reader(codebook).read(&Report::new(text)).events;
        events.first().map(|event| (event.event, event.rule.clone()))
    };
    assert_eq!(rule(Codebook::built_in()), Some((EventType::Retreat, WEIGHED.to_owned())));
    assert_eq!(rule(Codebook::built_in().rules_only()), None);
}

/// Each event of a text with its kind, the codes of its actors and recipients, and whether somebody claims it.
fn told(codebook: Codebook, text: &str) -> Vec<(EventType, Vec<String>, Vec<String>, bool)> {
    let codes = |parties: &[Party]| parties.iter().filter_map(|party| party.code.clone()).collect();
    let events = parses::reader(codebook).read(&Report::new(text)).events;
    events.iter().map(|one| (one.event, codes(&one.actor), codes(&one.recipient), one.said_in.is_some())).collect()
}

/// With and without the judges.
fn both() -> [Codebook; 2] {
    [Codebook::built_in(), Codebook::built_in().rules_only()]
}

#[test]
fn what_somebody_is_accused_of_is_the_deed_of_the_accused() {
    let cases = [
        ("Prosecutors charged a soldier with wounding three monks.", "MIL"),
        ("The navy accused the rebels of killing a sailor.", "REB"),
        ("A judge acquitted a policeman of shooting a pupil.", "COP"),
        ("A soldier was accused of killing seven students.", "MIL"),
        ("The court jailed a policeman for torturing a lawyer.", "COP"),
        ("Two soldiers were convicted of murdering a priest.", "MIL"),
    ];
    for (text, accused) in cases {
        for codebook in both() {
            let events = told(codebook, text);
            let deeds: Vec<_> = events.iter().filter(|(kind, ..)| *kind == EventType::Assault).collect();
            assert_eq!(deeds.len(), 1, "{text}: {events:?}");
            assert_eq!((deeds[0].1.as_slice(), deeds[0].3), ([accused.to_owned()].as_slice(), true), "{text}");
        }
    }
}

#[test]
fn who_arrests_on_suspicion_does_not_do_what_is_suspected() {
    for text in
        ["Police arrested a woman on suspicion of killing two nurses.", "Police held a man for shooting a guard."]
    {
        for codebook in both() {
            let by_police = |(kind, actor, ..): &(EventType, Vec<String>, Vec<String>, bool)| {
                *kind == EventType::Assault && actor.iter().any(|code| code.ends_with("COP"))
            };
            assert!(!told(codebook, text).iter().any(by_police), "{text}");
        }
    }
}

#[test]
fn what_is_done_by_nobody_named_is_an_event_of_its_victim() {
    let cases = [
        ("Seven students were killed in Nairobi.", EventType::Assault, "KEN"),
        ("Sanctions were imposed on Belarus.", EventType::Sanction, "BLR"),
        ("A journalist was arrested in Nairobi.", EventType::Coerce, "KEN"),
        ("A soldier was accused of killing seven students.", EventType::Accuse, "MIL"),
    ];
    for (text, kind, victim) in cases {
        for codebook in both() {
            let events = told(codebook, text);
            let found = events.iter().find(|event| event.0 == kind);
            let (_, actor, recipient, _) = found.unwrap_or_else(|| panic!("{text}: {events:?}"));
            assert!(recipient.iter().any(|code| code.starts_with(victim)), "{text}: {recipient:?}");
            assert!(actor.iter().all(|code| !recipient.contains(code)), "{text}: {actor:?}");
        }
    }
    assert!(told(Codebook::built_in().rules_only(), "Seven students were killed in a crash near Nairobi.").is_empty());
}

#[test]
fn figures_of_speech_hurt_nobody() {
    let hurts = |kind: EventType| matches!(kind, EventType::Assault | EventType::Threaten | EventType::Coerce);
    for text in [
        "The mayor declared war on plastic cups.",
        "The Norwegian government waged war on obesity.",
        "The senator vowed legal war on the governor.",
        "The album bombed in June.",
    ] {
        for codebook in both() {
            assert!(!told(codebook, text).iter().any(|event| hurts(event.0)), "{text}");
        }
    }
    let war = told(Codebook::built_in().rules_only(), "Norway declared war on Sweden.");
    assert!(war.iter().any(|event| hurts(event.0)), "{war:?}");
}

#[test]
fn what_is_ended_is_not_done() {
    let cases = [
        ("Norway lifted sanctions on Belarus on Friday.", EventType::Sanction),
        ("Talks between Norway and Sweden were cancelled.", EventType::Consult),
        ("Sweden suspended its aid to Belarus.", EventType::Aid),
    ];
    for (text, kind) in cases {
        let events = told(Codebook::built_in(), text);
        assert!(events.iter().all(|event| event.0 != kind), "{text}: {events:?}");
    }
}

#[test]
fn ministers_of_two_countries_are_two_parties() {
    let events = told(Codebook::built_in(), "The foreign ministers of Norway and Sweden met in Oslo on Friday.");
    let (_, actor, ..) = events.iter().find(|event| event.0 == EventType::Consult).expect("they met");
    assert_eq!(actor, &["NOR GOV", "SWE GOV"]);
}

#[test]
fn a_deed_that_others_tell_is_claimed() {
    for text in [
        "A rights group said that Belarusian police arrested nine editors on Friday.",
        "Norwegian police beat two reporters on Friday, a union said.",
    ] {
        let events = told(Codebook::built_in(), text);
        let deed = events.iter().find(|event| matches!(event.0, EventType::Coerce | EventType::Assault));
        assert!(deed.is_some_and(|deed| deed.3), "{text}: {events:?}");
    }
}

#[test]
fn who_is_called_by_a_noun_alone_is_of_the_country_it_was_told_with() {
    let text = "Norwegian soldiers guarded a bridge in Belarus on Friday. The soldiers shot two villagers on Sunday.";
    let events = told(Codebook::built_in(), text);
    let (_, actor, ..) = events.iter().find(|event| event.0 == EventType::Assault).expect("they shot");
    assert_eq!(actor, &["NOR MIL"], "{events:?}");
}
