use std::path::Path;

use super::*;
use crate::statistics::Interval;

/// How the audit made by hand was drawn.
fn drawn() -> Drawn {
    let [from, at, program, hash] =
        ["standoff", "2031-03-08T10:00:00Z", "0.1.0", "0123456789abcdef"].map(str::to_owned);
    let (seed, by, reports, happenings, sentences) = (7, vec![Dimension::Event], 300, 1000, 500.0);
    Drawn { from, at, program, seed, by, reports, happenings, sentences, looked_at: 30, read_with: vec![], hash }
}

/// An audit made by hand: ten happenings of two strata (of 900 and 100), five sentences without (of 500).
fn audit(path: &Path) -> Audit {
    let audit = Audit::create(path).expect("a new file");
    let told = |fields: &[Field]| {
        let told = |field: &Field| Told { field: *field, value: "x".into(), shown: "x".into(), spans: vec![] };
        draw::json(&fields.iter().map(told).collect::<Vec<_>>())
    };
    let report = draw::json(&dateline::Report::new("Togo aided Ghana. It met nobody."));
    let fill = || -> rusqlite::Result<()> {
        audit.connection.execute("INSERT INTO audit VALUES (?)", [draw::json(&drawn())])?;
        audit.connection.execute("INSERT INTO reports VALUES (1, ?, '')", [report])?;
        audit.connection.execute_batch(
            r#"INSERT INTO strata VALUES (0, 'happening', '["AID"]', 900.0), (1, 'happening', '["ASSAULT"]', 100.0);
            INSERT INTO strata VALUES (2, 'sentence', '[]', 500.0);
            INSERT INTO groups VALUES (0, '["AID"]', 900), (1, '["ASSAULT"]', 100);"#,
        )?;
        for sheet in 1..=15 {
            let (stratum, key, id) = match sheet {
                1..=6 => (0, "[\"AID\"]", Some("h1")),
                7..=10 => (1, "[\"ASSAULT\"]", Some("h1")),
                _ => (2, "[]", None),
            };
            let happening = [Field::Event, Field::Actor, Field::Recipient, Field::Standing];
            let told = if id.is_none() { told(&[Field::NoAct]) } else { told(&happening) };
            let sql = "INSERT INTO sheets (sheet, stratum, report, key, happening, sentence_start, sentence_end, told)
                VALUES (?1, ?2, 1, ?3, ?4, 0, 17, ?5)";
            audit.connection.execute(sql, (sheet, stratum, key, id, told))?;
        }
        Ok(())
    };
    fill().expect("rows");
    audit.finish().expect("it is one");
    audit
}

fn judged(path: &Path) -> Audit {
    let audit = audit(path);
    let [ama, kofi] = ["Ama", "Kofi"].map(|name| audit.join(name, false, false).expect("a coder"));
    let esi = audit.join("Esi", true, false).expect("who decides");
    let say = |coder: &Coder, number: u64, field: Field, verdict: Verdict, value: Option<&str>| {
        let sheet = audit.sheet(number).expect("it is read").expect("it is there");
        audit.judge(&sheet, coder, field, verdict, value).expect("it is kept");
    };
    for (number, first, second) in [
        (1, "r", "r"),
        (2, "r", "r"),
        (3, "r", "r"),
        (4, "r", "r"),
        (5, "r", "w"),
        (6, "w", "w"),
        (7, "r", "r"),
        (8, "r", "w"),
        (9, "none", "w"),
        (10, "w", "c"),
    ] {
        for (coder, said) in [(&ama, first), (&kofi, second)] {
            match said {
                "r" => say(coder, number, Field::Event, Verdict::Right, None),
                "c" => say(coder, number, Field::Event, Verdict::CannotTell, None),
                "w" => say(coder, number, Field::Event, Verdict::Wrong, Some("AGREE")),
                none => say(coder, number, Field::Event, Verdict::Wrong, Some(none)),
            }
        }
    }
    for (number, first, second) in
        [(11, true, true), (12, true, true), (13, true, false), (14, false, false), (15, false, false)]
    {
        for (coder, is_none) in [(&ama, first), (&kofi, second)] {
            let verdict = if is_none { Verdict::Right } else { Verdict::Wrong };
            say(coder, number, Field::NoAct, verdict, None);
        }
    }
    say(&esi, 5, Field::Event, Verdict::Right, None);
    audit
}

fn file(name: &str) -> std::path::PathBuf {
    let path = std::env::temp_dir().join(format!("dateline-audit-{}-{name}.audit", std::process::id()));
    let _ = std::fs::remove_file(&path);
    path
}

fn near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() < 1e-9
}

fn is(interval: Option<Interval>, low: f64, high: f64) -> bool {
    interval.is_some_and(|interval| near(interval.low, low) && near(interval.high, high))
}

/// Computed by `tests/audit/figures.py` with scikit-learn, krippendorff, statsmodels, from the same file.
#[test]
fn figures_are_those_of_python() {
    let path = file("figures");
    let report = judged(&path).tell().expect("a report");
    let event = report.precision.iter().find(|precision| precision.field == Some(Field::Event)).expect("it was judged");
    let figure = &event.figure;
    assert_eq!((figure.judged, figure.right, figure.undecided, figure.cannot_tell), (8, 6, 2, 0));
    assert!(near(figure.value.expect("a share"), 0.8) && is(figure.interval, PRECISION.0, PRECISION.1), "{figure:?}");
    let by = event.by.iter().find(|domain| domain.value == "ASSAULT").expect("its part");
    assert_eq!((by.size, by.figure.right, by.figure.judged), (100, 1, 2));
    let recall = report.recall.as_ref().expect("sentences were judged");
    assert_eq!((recall.judged, recall.missed, recall.undecided), (4, 2, 1));
    assert!(
        near(recall.value.expect("an estimate"), 800.0 / 1200.0) && is(recall.interval, RECALL.0, RECALL.1),
        "{recall:?}"
    );
    let pair = |on: &str| report.agreement.pairs.iter().find(|pair| pair.on == on).and_then(|pair| pair.kappa);
    let alpha = |on: &str| report.agreement.among.iter().find(|among| among.on == on).and_then(|among| among.alpha);
    for (on, k, a) in AGREEMENT {
        assert!(
            near(pair(on).expect("κ"), k) && near(alpha(on).expect("α"), a),
            "{on}: {:?} {:?}",
            pair(on),
            alpha(on)
        );
    }
    let disputed: Vec<(u64, bool)> =
        report.disagreements.iter().map(|case| (case.sheet, case.decided.is_some())).collect();
    assert_eq!(disputed, [(5, true), (8, false), (9, false), (10, false), (13, false)]);
    assert!(report.methods.contains("0.80 for the event") && report.methods.contains("κ"), "{}", report.methods);
    let _ = std::fs::remove_file(path);
}

const PRECISION: (f64, f64) = (0.444_510_972_936_953_8, 0.952_368_731_555_259_6);
const RECALL: (f64, f64) = (0.443_717_789_055_723_9, 0.812_997_284_517_633_2);
const AGREEMENT: [(&str, f64, f64); 3] = [
    ("all", 0.5, 0.502_145_922_746_781_2),
    ("event", 0.433_962_264_150_943_4, 0.446_601_941_747_572_8),
    ("no_act", 0.615_384_615_384_615_4, 0.64),
];

#[test]
fn what_is_said_is_kept_and_can_be_taken_back() {
    let path = file("kept");
    let audit = judged(&path);
    let count = |audit: &Audit| audit.said().expect("it is read").len();
    assert_eq!(count(&audit), 31);
    let ama = audit.join("Ama", false, false).expect("she has begun so");
    assert!(audit.join("Ama", false, true).is_err() && audit.join(" ", false, false).is_err());
    assert_eq!(audit.take_back(&ama).expect("taken"), Some((15, Field::NoAct)));
    assert_eq!(audit.take_back(&ama).expect("taken"), Some((14, Field::NoAct)));
    assert_eq!(count(&audit), 29);
    let first = audit.sheet(1).expect("it is read").expect("it is there");
    // The last verdict holds; what is no event, or not asked, is none.
    audit.judge(&first, &ama, Field::Event, Verdict::Wrong, Some("ASSAULT")).expect("kept");
    let said = audit.said_of(1).expect("it is read");
    assert_eq!((said[0].verdict, said[0].value.as_deref()), (Verdict::Wrong, Some("ASSAULT")));
    assert_eq!(audit.take_back(&ama).expect("taken"), Some((1, Field::Event)));
    assert_eq!(audit.said_of(1).expect("it is read")[0].verdict, Verdict::Right);
    assert!(audit.judge(&first, &ama, Field::Event, Verdict::Wrong, Some("WAR")).is_err());
    assert!(audit.judge(&first, &ama, Field::When, Verdict::Right, None).is_err());
    audit.note(&first, &ama, "a note\r\nof two lines").expect("kept");
    assert_eq!(audit.notes().expect("read")[&(1, ama.number)], "a note\nof two lines");
    let blind = |event: &str| audit.answer_blind(&first, &ama, &[(Field::Event, event.to_owned())].into());
    assert!(blind("AID").is_ok() && blind("ASSAULT").is_err(), "what was coded blind stays");
    drop(audit);
    let again = Audit::open(&path).expect("it is there");
    assert_eq!((count(&again), again.notes().expect("read").len()), (29, 1));
    assert!(matches!(Audit::create(&path), Err(Error::There { .. })));
    let _ = std::fs::remove_file(path);
}
