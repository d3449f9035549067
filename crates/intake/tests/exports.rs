//! Exports of press archives as text: what each document tells, whatever the layout.

use dateline::{Report, Source};
use dateline_intake::{FailureKind, Outcome, reports_in};
use jiff::civil::date;

fn outcomes(text: impl Into<Vec<u8>>) -> Vec<Outcome> {
    reports_in(text.into(), Source { id: "export".into(), ..Source::default() }).collect()
}

fn reports(text: impl Into<Vec<u8>>) -> Vec<Report> {
    outcomes(text).into_iter().map(|outcome| outcome.expect("a report")).collect()
}

/// Title, publisher, writers.
fn told(report: &Report) -> (&str, &str, Vec<&str>) {
    let authors = report.authors.iter().map(String::as_str).collect();
    (report.title.as_deref().unwrap_or_default(), report.publisher.as_deref().unwrap_or_default(), authors)
}

const STORY: &str = "A storm closed the harbour of Tarn on Tuesday, the port authority said.\n\n\
    Forty boats stayed in port, its chief pilot, Ida Moen, said.";

/// A document of Factiva without field names.
fn article(head: &str, body: &str, id: &str) -> String {
    format!("\n\n{head}\n\n{body}\n\nDocument {id}\n")
}

const ID: &str = "COATIM0020290403e5430001k";

/// What stands before the day: the lines, and the headline, writers and section in them.
const BEFORE_THE_DAY: &[(&str, &str, &[&str], Option<&str>)] = &[
    ("Storm closes harbour\n\n1,204 words", "Storm closes harbour", &[], None),
    ("Storm closes harbour\nBy Mia Holm\n204 words", "Storm closes harbour", &["Mia Holm"], None),
    ("Storm closes\nthe harbour\n\nBy Mia Holm\n204 words", "Storm closes the harbour", &["Mia Holm"], None),
    (
        "World News\nStorm closes harbour\nMia Holm and Ole Strand\n1 204 words",
        "Storm closes harbour",
        &["Mia Holm", "Ole Strand"],
        Some("World News"),
    ),
    ("Storm closes harbour\n\nBY MIA HOLM\n\nStaff writer\n\n204 words", "Storm closes harbour", &["MIA HOLM"], None),
    ("Foreign Desk; SECTA\nStorm closes harbour\n204 words", "Storm closes harbour", &[], Some("Foreign Desk; SECTA")),
    (
        "Business\nOpinion\nStorms are here to stay\n\nMia Holm\nThe writer is a pilot\n820 words",
        "Storms are here to stay",
        &["Mia Holm"],
        Some("Business"),
    ),
    (
        "Harbours and ships\n\nStorm closes harbour\n\n204 words",
        "Storm closes harbour",
        &[],
        Some("Harbours and ships"),
    ),
];

#[test]
fn factiva_without_field_names_is_read_in_all_orders_of_its_head() {
    let behind = "3 April 2029\nCoastal Times\nCOATIM\nEnglish\n(c) 2029 Coastal Times";
    for (before, title, authors, section) in BEFORE_THE_DAY {
        let text = article(&format!("{before}\n{behind}"), STORY, ID).repeat(2);
        let reports = reports(text);
        assert_eq!(reports.len(), 2);
        for report in reports {
            assert_eq!(told(&report), (*title, "Coastal Times", authors.to_vec()), "{before}");
            assert_eq!((report.text.as_str(), report.published), (STORY, Some(date(2029, 4, 3))), "{before}");
            assert_eq!(report.source.section.as_deref(), *section, "{before}");
            assert_eq!((report.source.archive_id.as_deref(), report.language.as_deref()), (Some(ID), Some("en")));
        }
    }
}

#[test]
fn factiva_is_read_with_whatever_stands_behind_the_day() {
    for (behind, page) in [
        ("Coastal Times\nCOATIM\nEnglish\nCopyright 2029. Coastal Times. All Rights Reserved.", None),
        (
            "09:15 PM\nCoastal Times\nCOATIM\nLate Edition - Final\nA4\nEnglish\n(Copyright (c) 2029, Coastal Times, Inc.)",
            Some("A4"),
        ),
        (
            "Coastal Times\nCOATIM\n12\nEnglish\nCopyright 2029 Coastal Publishing of Tarn and the\nIsles Limited. All Rights Reserved.",
            Some("12"),
        ),
        ("Coastal Times\nCOATIM\n7\nVolume 12; Issue 3\nEnglish\n© 2029 Coastal Times", Some("7")),
        ("Coastal Times\nCOATIM\nEnglish", None),
        ("Coastal Times\nCOATIM\n12\n(c) 2029 Coastal Times", Some("12")),
    ] {
        let head = format!("Storm closes harbour\n\n204 words\n3 April 2029\n{behind}");
        let spaced = head.replace('\n', "\n\n");
        for head in [head, spaced] {
            let report = reports(article(&head, STORY, ID)).remove(0);
            assert_eq!((report.text.as_str(), report.source.page.as_deref()), (STORY, page), "{head}");
            assert_eq!(told(&report), ("Storm closes harbour", "Coastal Times", vec![]), "{head}");
        }
    }
}

#[test]
fn factiva_speaks_other_languages() {
    let german = article(
        "Sturm schließt den Hafen\nVon Mia Holm\n1.204 Wörter\n3. April 2029\nKüstenzeitung\nKUEZTG\n4\nDeutsch\n\
         Copyright 2029 Küstenzeitung GmbH. Alle Rechte vorbehalten.",
        "Ein Sturm hat den Hafen geschlossen.",
        ID,
    );
    let french = article(
        "La tempête ferme le port\nPar Mia Holm\n1 204 mots\n3 avril 2029\nLe Journal de Tarn\nJOUTAR\nFrançais\n\
         Tous droits réservés - Le Journal de Tarn 2029",
        "Une tempête a fermé le port.",
        ID,
    );
    let reports = reports(german.replace("Document", "Dokument") + &french);
    assert_eq!(told(&reports[0]), ("Sturm schließt den Hafen", "Küstenzeitung", vec!["Mia Holm"]));
    assert_eq!(told(&reports[1]), ("La tempête ferme le port", "Le Journal de Tarn", vec!["Mia Holm"]));
    for (report, language) in reports.iter().zip(["de", "fr"]) {
        assert_eq!((report.published, report.language.as_deref()), (Some(date(2029, 4, 3)), Some(language)));
        assert!(!report.text.contains("2029"), "{}", report.text);
    }
}

#[test]
fn what_stands_around_the_documents_of_factiva_is_none() {
    let head = "Storm closes harbour\n204 words\n3 April 2029\nCoastal Times\nCOATIM\nEnglish\n(c) 2029 Coastal Times";
    let body = STORY.replace("\n\n", "\n\nPage 3 of 9 © 2029 Factiva, Inc. All rights reserved.\n\n");
    let summary = "Search Summary\nText\tstorm\nDate\tAll Dates\nSource\tAll Sources\nResults Found\t71\n\
        Timestamp\t4 April 2029 10:02 AM\n© 2029 Factiva, Inc. All rights reserved.\n";
    let contents = "Factiva\n\nStorm closes harbour .............. 2\nRowers win\t5\n";
    let documents = article(head, &body, ID).repeat(3);
    for text in [
        format!("{documents}\n\n{summary}"),
        format!("{summary}\n{documents}"),
        format!("{contents}\n{documents}"),
        format!("\u{feff} \n{}", documents.replace('\n', "\r\n").replace("204 words", "204\u{a0}words")),
    ] {
        let reports = reports(text.clone());
        assert_eq!(reports.len(), 3, "{text}");
        for report in reports {
            assert_eq!((report.text.as_str(), told(&report).0), (STORY, "Storm closes harbour"), "{text}");
        }
    }
}

#[test]
fn factiva_with_field_names_is_read_in_columns_and_lines() {
    let columns = format!(
        "HD   Storm closes harbour\nBY   By Mia Holm\nWC   204 words\nPD   3 April 2029\nET   07:30 PM\nSN   Coastal Times\n\
         SC   COATIM\nPG   A4\nLA   English\nCY   (c) 2029 Coastal Times\nLP   A storm closed the harbour.\nTD\n\
         IN the port, forty boats stayed.\n\nCO   tarnpt : Tarn Port\nNS   gstorm : Storms\nAN   Document {ID}\n"
    );
    let lines = columns.replace("   ", " \n\n").replace("\nTD\n", "\nTD\n\n");
    let tabs = columns.replace("   ", "\t");
    for text in [columns.clone(), lines, tabs, columns.replace("AN   ", "").replace('\n', "\r\n")] {
        let reports = reports(text.repeat(2));
        assert_eq!(reports.len(), 2, "{text}");
        assert_eq!(reports[1].text, "A storm closed the harbour.\n\nIN the port, forty boats stayed.", "{text}");
        assert_eq!(told(&reports[1]), ("Storm closes harbour", "Coastal Times", vec!["Mia Holm"]));
        assert_eq!(reports[1].source.page.as_deref(), Some("A4"));
        assert_eq!((reports[1].published, reports[1].source.id.as_str()), (Some(date(2029, 4, 3)), ID));
    }
}

/// A document of LexisNexis; its head stands in the middle of the line.
fn classic(counter: &str, head: &[&str], rest: &str) -> String {
    let centred: Vec<String> = head.iter().map(|line| format!("{:>28}{line}\n", "")).collect();
    format!("\n{:>31}{counter}\n\n\n{}\n{rest}\n\n", "", centred.concat())
}

#[test]
fn lexisnexis_has_its_copyright_and_headline_before_or_behind() {
    let fields = "BYLINE: Mia Holm and Ole Strand\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 204 words";
    let tail = "LOAD-DATE: April 4, 2029\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper";
    let notice = ["Copyright 2029 Coastal Media AS", "All Rights Reserved"];
    let paper = ["The Coastal Times", "", "April 3, 2029 Tuesday", "Late Edition - Final"];
    let first = classic(
        "1 of 2 DOCUMENTS",
        &[&notice[..], &[""], &paper].concat(),
        &format!("{fields}\n\nHEADLINE: Storm closes\nharbour\n\nBODY:\n{STORY}\n\n{tail}"),
    );
    let last = classic(
        "2 of 2 DOCUMENTS",
        &paper,
        &format!(
            "Storm closes\nharbour\n\n{fields}\n\n{STORY}\n\n{tail}\n\n\n{:>30}{}\n{:>30}{}",
            "", notice[0], "", notice[1]
        ),
    );
    let before = classic(
        "Document 3 of 4",
        &[],
        &format!("Storm closes harbour\n\nThe Coastal Times\n\nApril 3, 2029 Tuesday\n\n{fields}\n\n{STORY}\n\n{tail}"),
    );
    let cover =
        "Download Request: All Documents: 1-2\nTime Of Request: Friday, April 6, 2029  16:51:31\n\nTerms: (storm)\n";
    let reports = reports(format!("\u{feff}{cover}{first}{last}{before}"));
    assert_eq!(reports.len(), 3);
    for report in reports {
        assert_eq!(told(&report), ("Storm closes harbour", "The Coastal Times", vec!["Mia Holm", "Ole Strand"]));
        assert_eq!((report.text.as_str(), report.published), (STORY, Some(date(2029, 4, 3))));
        assert_eq!((report.source.section.as_deref(), report.source.page.as_deref()), (Some("NEWS"), Some("3")));
    }
}

#[test]
fn lexisnexis_speaks_other_languages() {
    let german = classic(
        "Dokument 1 von 2 DOKUMENTEN",
        &["Küstenzeitung", "", "Dienstag 3. April 2029"],
        "Sturm im Hafen\n\nAUTOR: Mia Holm\n\nRUBRIK: POLITIK; S. 3\n\nLÄNGE: 204 Wörter\n\nEin Sturm kam.\n\nUPDATE: 4. April 2029\n\nSPRACHE: GERMAN; DEUTSCH",
    );
    let french = classic(
        "DOCUMENT 2 de 2 DOCUMENTS",
        &["Le Journal de Tarn", "", "mardi 3 avril 2029"],
        "Tempête au port\n\nAUTEUR: Mia Holm\n\nRUBRIQUE: MONDE; Pg. 3\n\nLONGUEUR: 204 mots\n\nUne tempête est venue.\n\nDATE-CHARGEMENT: 4 avril 2029\n\nLANGUE: FRENCH; FRANÇAIS",
    );
    let reports = reports(german + &french);
    let texts: Vec<&str> = reports.iter().map(|report| report.text.as_str()).collect();
    assert_eq!(texts, ["Ein Sturm kam.", "Une tempête est venue."]);
    assert_eq!(told(&reports[0]), ("Sturm im Hafen", "Küstenzeitung", vec!["Mia Holm"]));
    assert_eq!(told(&reports[1]), ("Tempête au port", "Le Journal de Tarn", vec!["Mia Holm"]));
    for (report, language) in reports.iter().zip(["de", "fr"]) {
        assert_eq!((report.published, report.source.page.as_deref()), (Some(date(2029, 4, 3)), Some("3")));
        assert_eq!(report.language.as_deref(), Some(language));
    }
}

#[test]
fn paragraphs_that_begin_as_fields_do_not_end_the_text() {
    let tail = "LOAD-DATE: April 4, 2029\n\nLANGUAGE: ENGLISH";
    for paragraph in [
        "Graphic footage was shown.",
        "Language was no barrier.",
        "Copyright law was amended.",
        "URL shorteners failed.",
        "CORRECTION of the course took an hour.",
        "Body parts were found.",
        "Language: the pilots spoke Danish.",
        "Length matters, he said.",
    ] {
        let story = format!("A storm came.\n\n{paragraph}\n\nForty boats stayed.");
        let old = classic(
            "1 of 1 DOCUMENTS",
            &["The Coastal Times", "", "April 3, 2029 Tuesday"],
            &format!("Storm\n\nLENGTH: 20 words\n\n{story}\n\nGRAPHIC: A boat\n\n{tail}"),
        );
        let new = format!(
            "Storm\nThe Coastal Times\nApril 3, 2029 Tuesday\n\nCopyright 2029 Coastal Media\nLength: 20 words\nBody\n\n{story}\n\n\
            Graphic\n\nA boat in the storm.\n\nTwo boats.\n\nLoad-Date: April 4, 2029\n\nEnd of Document\n"
        );
        for text in [old, new] {
            assert_eq!(reports(text).remove(0).text, story, "{paragraph}");
        }
    }
}

#[test]
fn a_document_without_text_is_a_failure_and_one_without_day_has_a_warning() {
    let lost = "\n      1 of 3 DOCUMENTS\n\nWe are sorry but there is no document that fits your request.\n";
    let undated = "\n      2 of 3 DOCUMENTS\n\n   The Coastal Times\n\n   Spring 2029\n\nHEADLINE: Storm\n\nLENGTH: 20 words\n\nA storm came.\n\nLANGUAGE: ENGLISH\n";
    let empty = article(
        "Storm closes harbour\n204 words\n3 April 2029\nCoastal Times\nCOATIM\nEnglish\n(c) 2029 Coastal Times",
        "",
        ID,
    );
    let failure = outcomes(empty).remove(0).expect_err("no text");
    assert_eq!((failure.kind, failure.source.archive_id.as_deref()), (FailureKind::NoText, Some(ID)));
    let whole = classic(
        "3 of 3 DOCUMENTS",
        &["The Coastal Times", "", "April 3, 2029 Tuesday"],
        "Storm\n\nLENGTH: 20 words\n\nA storm came.\n\nLANGUAGE: ENGLISH\n",
    );
    let outcomes = outcomes(format!("{lost}{undated}{whole}"));
    assert_eq!(outcomes.len(), 3);
    assert_eq!(outcomes[0].as_ref().map_err(|failure| failure.kind), Err(FailureKind::NoText));
    let undated = outcomes[1].as_ref().expect("a report");
    assert_eq!((undated.text.as_str(), undated.published, undated.warnings.len()), ("A storm came.", None, 1));
    assert!(outcomes[2].as_ref().is_ok_and(|report| report.warnings.is_empty() && report.published.is_some()));
}

#[test]
fn time_is_in_proportion_to_what_a_hostile_export_holds() {
    let fields = "Title: a\nAuthor: b\nFull text: c\n\n".repeat(20_000);
    let headings = "Graphic\n\na boat\n\n".repeat(20_000);
    for text in [
        format!("{}\n{fields}", "_".repeat(30)),
        format!(
            "Storm\nCoastal Times\nApril 3, 2029\n\nLength: 3 words\nBody\n\nA storm.\n\n{headings}End of Document\n"
        ),
        format!("{}3 words\n3 April 2029\n{}Document {ID}\n", "a\n\n".repeat(20_000), "a\n".repeat(20_000)),
    ] {
        let start = std::time::Instant::now();
        assert!(!outcomes(text).is_empty());
        assert!(start.elapsed().as_secs() < 20);
    }
}

#[test]
fn numbers_of_pages_are_none_of_the_text() {
    let head = "Storm closes harbour\n204 words\n3 April 2029\nCoastal Times\nCOATIM\nEnglish\n(c) 2029 Coastal Times";
    let story = STORY.replace("Forty", "Page 3 of the log tells that forty");
    for foot in [
        "- 4 -",
        "Page 4",
        "Page 4 of 9",
        "Seite 4 von 9",
        "4\n\u{c}",
        "Page 4 of 9 © 2029 Factiva, Inc. All rights reserved.\n\u{c}",
    ] {
        let body = story.replace("\n\n", &format!("\n\n{foot}\n\n"));
        assert_eq!(reports(article(head, &body, ID)).remove(0).text, story, "{foot}");
    }
}

#[test]
fn a_single_document_needs_no_counter_and_news_about_documents_are_texts() {
    let alone = "\n      The Coastal Times\n\n      April 3, 2029 Tuesday\n\nStorm\n\nLENGTH: 20 words\n\nA storm came.\n\nLOAD-DATE: April 4, 2029\n";
    let report = reports(alone).remove(0);
    assert_eq!((told(&report).0, report.text.as_str()), ("Storm", "A storm came."));
    for text in [
        "The council read 3 of 20 documents aloud.\n\nDocument 12 was struck out.\n\nEnd of Document\n\nNo one objected.",
        "Storm closes harbour\n\nOSLO, April 3, 2029 - Some 204 words were struck.\n\nLength: nobody knows, he said.",
        "Storm closes harbour\nCoastal Times\nApril 3, 2029\n\nA storm came.\n\nSource: the port authority",
        "Document COATIM0020290403e5430001k\n\nwas the number on the folder, the envoy said on Friday.",
        "Minutes\n\nDate: 3 April 2029\nLocation: Tarn\nPeople: Ida Moen\nSection: harbours\n\n______________________\n\nA storm came.\n\nIt left.",
        "____________________________________\n\nA storm came, the mayor said.\n\n____________________________________\n\nBoats stayed.",
    ] {
        let report = reports(text).remove(0);
        assert_eq!((report.text.as_str(), report.title), (text, None));
    }
}

#[test]
fn a_source_may_have_a_code_of_one_letter() {
    let one = |day: &str, code: &str| {
        format!(
            "Boats stay in the harbour of Velmora\n\nBy Anna Berg\n312 words\n{day} March 2031\nThe Street Journal\nJ\nA1\nEnglish\n\
             (c) 2031 The Street Journal. All rights reserved.\n\nCrews met on Tuesday.\n\nDocument {code}0000020{day}10308e738000{day}1\n\n"
        )
    };
    assert_eq!(reports(one("8", "J") + &one("9", "J")).len(), 2);
}

#[test]
fn sections_are_no_part_of_the_headline() {
    for section in ["Front", "MAIN", "Companies & Markets", "Home News", "U.S. News", "Asia-Pacific News", "Politik"] {
        let head = format!(
            "{section}\nStorm closes harbour\n\nBy Mia Holm\n204 words\n3 April 2029\nCoastal Times\nCOATIM\nEnglish\n\
             (c) 2029 Coastal Times"
        );
        let report = reports(article(&head, STORY, ID)).remove(0);
        assert_eq!(report.title.as_deref(), Some("Storm closes harbour"), "{section}");
        assert_eq!(report.source.section.as_deref(), Some(section));
    }
}

#[test]
fn what_publishers_put_behind_a_text_is_none_of_it() {
    let head = "Storm closes harbour\nMia Holm\n204 words\n3 April 2029\nCoastal Times\nCOATIM\nEnglish\n(c) 2029 Coastal Times";
    for foot in [
        "Coastal Media Limited",
        "The Coastal Times Company, Inc.",
        "https://www.coastal.example/storm",
        "Write to Mia Holm at mia.holm@coastal.example\n\n(END) Coastal Newswires\n\nApril 03, 2029 09:15 ET (13:15 GMT)",
        "Copyright 2029 Coastal Times\n\nCoastal Media GmbH",
    ] {
        let report = reports(article(head, &format!("{STORY}\n\n{foot}"), ID)).remove(0);
        assert_eq!(report.text, STORY, "{foot}");
    }
}

#[test]
fn titles_of_those_who_write_are_neither_headlines_nor_writers() {
    for (byline, writers) in [
        ("Staff Reporter", &[][..]),
        ("By Mia Holm Foreign Affairs Correspondent", &["Mia Holm"]),
        ("By Mia Holm and Ole Strand in Tarn", &["Mia Holm", "Ole Strand"]),
        ("MIA HOLM", &["MIA HOLM"]),
        ("Av Mia Holm", &["Mia Holm"]),
    ] {
        let head = format!(
            "Local\nStorm closes harbour\n\n{byline}\n204 words\n3 April 2029\nCoastal Times\nCOATIM\nEnglish\n(c) 2029 Coastal Times"
        );
        let report = reports(article(&head, STORY, ID)).remove(0);
        assert_eq!(told(&report), ("Storm closes harbour", "Coastal Times", writers.to_vec()), "{byline}");
    }
}
