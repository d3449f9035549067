//! Exports of press archives as pages, as XML, with rules between documents, and by descriptions of the user's own.

use dateline::{Report, Source};
use dateline_intake::{Archives, FailureKind, Files, Outcome, reports_in};
use jiff::civil::date;

fn outcomes(text: &str) -> Vec<Outcome> {
    reports_in(text.into(), Source { id: "export".into(), ..Source::default() }).collect()
}

fn reports(text: &str) -> Vec<Report> {
    outcomes(text).into_iter().map(|outcome| outcome.expect("a report")).collect()
}

fn told(report: &Report) -> (&str, &str, Vec<&str>) {
    let authors = report.authors.iter().map(String::as_str).collect();
    (report.title.as_deref().unwrap_or_default(), report.publisher.as_deref().unwrap_or_default(), authors)
}

const STORY: &str = "A storm closed the harbour of Tarn on Tuesday.\n\nForty boats stayed in port.";
const ID: &str = "COATIM0020290403e5430001k";

/// The paragraphs of a page of Factiva.
const PARAGRAPHS: &str = r#"<p class="articleParagraph enarticleParagraph">A storm closed the <b>harbour</b> of Tarn on Tuesday.</p>
        <p class="articleParagraph enarticleParagraph">Forty boats stayed in port.</p>"#;

fn factiva_article() -> String {
    let story = PARAGRAPHS;
    format!(
        r#"<div class="article enArticle"><p></p><div>World News</div><div id="hd"><span class="enHeadline">Storm closes
        harbour</span></div><div class="author">By Mia Holm</div><div>204 words</div><div>3 April 2029</div><div>09:15</div>
        <div>Coastal Times</div><div>COATIM</div><div>A4</div><div>English</div><div>(c) 2029 Coastal Times. All rights reserved.</div>
        {story}<p>Document {ID}</p></div>"#
    )
}

fn factiva_table() -> String {
    let row = |name: &str, value: &str| {
        format!("<tr><td class=\"index\" nowrap><b>{name}</b>&nbsp;</td><td>{value}</td></tr>\n")
    };
    let (first, rest) = PARAGRAPHS.split_once("</p>").expect("two paragraphs");
    format!(
        "<div class=\"article enArticle\"><table>{}</table></div>",
        [
            ("HD", "<span class='enHeadline'>Storm closes harbour</span>"),
            ("BY", "By Mia Holm"),
            ("WC", "204 words"),
            ("PD", "3 April 2029"),
            ("SN", "Coastal Times"),
            ("SC", "COATIM"),
            ("PG", "A4"),
            ("LA", "English"),
            ("CY", "(c) 2029 Coastal Times"),
            ("LP", &format!("{first}</p>")),
            ("TD", rest),
            ("CO", "tarnpt : Tarn Port"),
            ("AN", &format!("Document {ID}"))
        ]
        .map(|(name, value)| row(name, value))
        .concat()
    )
}

#[test]
fn factiva_has_pages_of_articles_and_of_tables() {
    for documents in [factiva_article(), factiva_table()] {
        let page = format!(
            "<!DOCTYPE html><html><head><title>Factiva</title></head><body><div>Return to List</div>{documents}{documents}\
            <div>© 2029 Factiva, Inc. All rights reserved.</div></body></html>"
        );
        let reports = reports(&page);
        assert_eq!(reports.len(), 2, "{page}");
        assert_eq!(reports[1].text, STORY, "{page}");
        assert_eq!(told(&reports[1]), ("Storm closes harbour", "Coastal Times", vec!["Mia Holm"]));
        let source = &reports[1].source;
        assert_eq!((source.id.as_str(), source.page.as_deref()), (ID, Some("A4")));
        assert_eq!(reports[1].published, Some(date(2029, 4, 3)));
    }
}

#[test]
fn lexisnexis_has_pages_of_spans() {
    let line =
        |text: &str| format!("<BR><DIV CLASS=\"c3\"><P CLASS=\"c1\"><SPAN CLASS=\"c2\">{text}</SPAN></P></DIV>\n");
    let document = |counter: &str| {
        let head = [
            counter,
            "The Coastal Times",
            "</SPAN><SPAN CLASS=\"c4\">April</SPAN><SPAN CLASS=\"c2\"> 3, 2029 Tuesday",
            "Storm closes harbour",
            "BYLINE: </SPAN><SPAN CLASS=\"c2\">Mia Holm",
            "SECTION: NEWS; Pg. 3",
            "LENGTH: 20 words",
        ];
        let body = "<BR><DIV CLASS=\"c5\"><P CLASS=\"c9\">A storm closed the harbour of Tarn on Tuesday.</P><P CLASS=\"c9\">Forty boats \
            stayed in port.</P></DIV>";
        let tail = [
            "MARKET-AREA: NORTH",
            "SUBJECT: STORMS (90%); </SPAN><SPAN CLASS=\"c4\">PORTS</SPAN><SPAN CLASS=\"c2\"> (88%)",
            "MARKET-CODE: NO SEA",
            "LOAD-DATE: April 4, 2029",
            "LANGUAGE: ENGLISH",
            "Copyright 2029 Coastal Media",
        ];
        format!("<DOCFULL>{}{body}{}</DOCFULL>", head.map(line).concat(), tail.map(line).concat())
    };
    let page = format!(
        "<!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->\n<HTML><HEAD></HEAD><BODY>{}{}</BODY></HTML>",
        document("1 of 2 DOCUMENTS"),
        document("2 of 2 DOCUMENTS")
    );
    let reports = reports(&page);
    assert_eq!(reports.len(), 2);
    for report in reports {
        assert_eq!(
            (told(&report), report.text.as_str()),
            (("Storm closes harbour", "The Coastal Times", vec!["Mia Holm"]), STORY)
        );
        assert_eq!((report.published, report.source.page.as_deref()), (Some(date(2029, 4, 3)), Some("3")));
    }
}

#[test]
fn europresse_has_pages_of_articles() {
    for (head, section, page) in [
        ("<span class='DocHeader'>MONDE, mardi 3 avril 2029 1234 mots, p. A5</span>", Some("MONDE"), Some("A5")),
        ("<span class='DocHeader'>3 avril 2029</span>", None, None),
        ("<span class='DocHeader'>Tuesday, April 3, 2029 - 20 words, p. 7</span>", None, Some("7")),
    ] {
        let article = format!(
            "<article><header><div class='rdp__DocPublicationName'><span class='DocPublicationName'>Le Journal de Tarn (site web)</span></div>\
            <div>{head}</div><div class='titreArticle'><p class='sm-margin-TopNews titreArticleVisu rdp__articletitle'>La tempête ferme \
            le port</p></div><div class='docAuthors sm-margin-bottomNews'>Mia Holm</div></header><section><div class='DocText clearfix'>\
            <div class='docOcurrContainer'><p>Une <mark>tempête</mark> a fermé le port.</p><p>Quarante bateaux restent.</p></div></div></section>\
            <footer><small>© 2029 Le Journal de Tarn. Tous droits réservés.</small><p>news·20290403·JT·0042</p></footer></article>"
        );
        // Elements of the same name may stand around all of them, or in one.
        let framed = format!("<article>{article}{article}</article>");
        let nested = article.replace("<p>Quarante", "<article></article><p>Quarante").repeat(2);
        for body in [framed, nested] {
            assert_eq!(reports(&format!("<!DOCTYPE html><html><body>{body}</body></html>")).len(), 2, "{body}");
        }
        let html = format!(
            "<!DOCTYPE html><html><head><title>Europresse</title></head><body>{article}{article}</body></html>"
        );
        let reports = reports(&html);
        assert_eq!(reports.len(), 2, "{head}");
        let report = &reports[1];
        assert_eq!(report.text, "Une tempête a fermé le port.\n\nQuarante bateaux restent.");
        assert_eq!(told(report), ("La tempête ferme le port", "Le Journal de Tarn", vec!["Mia Holm"]));
        assert_eq!((report.published, report.source.page.as_deref()), (Some(date(2029, 4, 3)), page), "{head}");
        assert_eq!((report.source.section.as_deref(), report.source.id.as_str()), (section, "news·20290403·JT·0042"));
    }
}

#[test]
fn older_pages_of_europresse_come_down_to_text() {
    let document = |author: &str, day: &str| {
        format!(
            "<table><tr><td><table><tr><td><img src='l.gif'><br></td></tr></table><span class=\"DocPublicationName\">Tarn Magazine, no. 12</span><br>\
        {day}<br><br><span class=\"TitreArticleVisu\">La <span style=\"color:red\">tempête</span> ferme le port</span><br><br>{author}<p></p>\
        <font>Une tempête a fermé le port.</font><p></p>Quarante bateaux restent.<p></p><b><i>© 2029 Tarn Magazine. Tous droits réservés.</i></b><p></p>\
        Numéro de document : news·20290403·TM·42<br><br><table><tr><td><img src='v.gif' alt='Certificat'>news·20290403·TM·42</td></tr>\
        <tr><td>Ce certificat est émis à <b>Bibliothèque</b> à des fins de visualisation.</td></tr><tr><td>Date d'émission : <b>2029-05-05</b></td></tr>\
        <tr><td>Le présent document est protégé.</td></tr></table></td></tr></table>"
        )
    };
    let spans = "<span class=\"DocHeader\">Monde, </span><span class=\"DocHeader\">mardi </span><span class=\"DocHeader\">3 avril 2029</span>\
        <span class=\"DocHeader\">, p. 03</span>";
    let page = format!(
        "<html><body>{}<p>{}</body></html>",
        document("Mia Holm", spans),
        document("", "<span class=\"DocHeader\">3 avril 2029</span>")
    );
    let reports = reports(&page);
    assert_eq!(reports.len(), 2);
    for (report, authors) in reports.iter().zip([vec!["Mia Holm"], vec![]]) {
        assert_eq!(report.text, "Une tempête a fermé le port.\n\nQuarante bateaux restent.");
        assert_eq!(told(report), ("La tempête ferme le port", "Tarn Magazine", authors));
        assert_eq!((report.published, report.source.id.as_str()), (Some(date(2029, 4, 3)), "news·20290403·TM·42"));
    }
    assert_eq!((reports[0].source.section.as_deref(), reports[0].source.page.as_deref()), (Some("Monde"), Some("03")));
}

#[test]
fn factiva_has_xml_of_its_services() {
    let article = format!(
        "<article><accessionNo>{ID}</accessionNo><baseLanguage>EN</baseLanguage><byline>By Mia Holm</byline>\
        <headline><paragraph lang='EN'>Storm closes <hlt>har</hlt>bour</paragraph></headline><leadParagraph><paragraph>A storm closed the \
        harbour of Tarn on Tuesday.</paragraph></leadParagraph><publicationDate><date>2029-04-03</date></publicationDate>\
        <sectionName>NEWS</sectionName><sourceName>Coastal Times</sourceName><tailParagraphs><paragraph>Forty boats stayed in port.\
        </paragraph></tailParagraphs><copyright>(c) 2029</copyright><wordCount>204</wordCount></article>"
    );
    for xml in [
        format!("<?xml version=\"1.0\"?><GetArticleResponse xmlns=\"urn:x\">{article}{article}</GetArticleResponse>"),
        format!(
            "<ppsArticleResponse><ppsArticle>{article}</ppsArticle><ppsArticle>{article}</ppsArticle></ppsArticleResponse>"
        ),
        format!(
            "<?xml version=\"1.0\"?><PPSResponse><ppsArticleResponse>{article}{article}</ppsArticleResponse></PPSResponse>"
        ),
    ] {
        let reports = reports(&xml);
        assert_eq!(reports.len(), 2);
        assert_eq!((reports[0].text.as_str(), reports[0].source.id.as_str()), (STORY, ID));
        assert_eq!(told(&reports[0]), ("Storm closes harbour", "Coastal Times", vec!["Mia Holm"]));
        assert_eq!((reports[0].published, reports[0].language.as_deref()), (Some(date(2029, 4, 3)), Some("en")));
    }
}

#[test]
fn proquest_has_its_fields_before_the_text_or_behind() {
    let rule = "____________________________________________________________";
    let fields = "Publication title: Coastal Times; Tarn\n\nPages: A.4\n\nPublication date: Apr 3, 2029\n\nSection: News\n\n\
        ProQuest document ID: 7001\n\nDocument URL: https://archive.example/7001\n\nCopyright: Copyright Coastal Media Apr 3, 2029\n\n\
        Last updated: 2029-04-05\n\nDatabase: Coastal Newsstream";
    let behind = format!(
        "Storm closes harbour: [Final Edition]\n\nAuthor: Holm, Mia; Strand, Ole\n\nPublication info: Coastal Times ; Tarn [Tarn]. \
        03 Apr 2029: A.4.\n\nAbstract: Boats stayed.\n\nFull text: {STORY}\n\nCREDIT: By MIA HOLM\n\nSubject: Storms; Ports\n\n{fields}"
    );
    let before = format!(
        "Document 2 of 2\n\nStorm closes harbour\n\nAuthor: Holm, Mia; Strand, Ole\n\n{fields}\n\nFull text:\n\n{STORY}\n"
    );
    let newer = format!(
        "Storm closes harbour\n\nAuthor: Holm, Mia; Strand, Ole\n\nABSTRACT\n\nBoats stayed.\n\nFULL TEXT\n\n{STORY}\n\nDETAILS\n\n\
        Subject: Storms\n\n{fields}"
    );
    let hidden = "Document 4 of 4\n\nRowers win\n\nPublication title: Coastal Times\nPublication date: Apr 3, 2029\nFull text: Not available.\n\
        ProQuest document ID: 7002";
    let outcomes = outcomes(&format!("{rule}\n\n{before}\n\n{rule}\n\n{hidden}\n\n{rule}"));
    assert!(outcomes.len() == 2 && outcomes[0].is_ok());
    assert_eq!(outcomes[1].as_ref().map_err(|failure| failure.kind), Err(FailureKind::NoText));
    let text = format!(
        "{rule}\n\nReport Information from ProQuest\n5 April 2029 09:12\n\n{rule}\n\nTable of contents\n1. Storm closes harbour\n\n\
        {rule}\n\n{behind}\n\n{rule}\n\n{before}\n\n{rule}\n\n{newer}\n\n{rule}\n\nContact us at: http://archive.example\n\
        Copyright © 2029 ProQuest LLC. All rights reserved. Terms and Conditions\n"
    );
    let reports = reports(&text);
    assert_eq!(reports.len(), 3);
    for report in reports {
        assert_eq!(report.text, STORY);
        assert_eq!(told(&report), ("Storm closes harbour", "Coastal Times", vec!["Mia Holm", "Ole Strand"]));
        let source = &report.source;
        assert_eq!((source.archive_id.as_deref(), source.page.as_deref()), (Some("7001"), Some("A.4")));
        assert_eq!(report.published, Some(date(2029, 4, 3)));
        assert_eq!(
            (source.section.as_deref(), report.url.as_deref()),
            (Some("News"), Some("https://archive.example/7001"))
        );
    }
}

#[test]
fn newsbank_ends_documents_with_their_numbers() {
    let named = "Title: Storm closes harbour\nAuthor: Mia Holm\nDate: April 3, 2029\nSource: Coastal Times (Tarn)\nSection: News\nPage: A4\n\
        Text:\n\nA storm closed the harbour of Tarn on Tuesday.\n\nForty boats stayed in port.\n\nCopyright (c) 2029 Coastal Times\nRecord Number: 12AB34CD56EF\n";
    let headed = "Storm closes harbour\n\nApril 3, 2029\nCoastal Times (Tarn)\nAuthor: Mia Holm\nSection: News\nPage: A4\n\
        Article Text\n\nA storm closed the harbour of Tarn on Tuesday.\n\nForty boats stayed in port.\n\nRecord: 12AB34CD56EF\n\
        Copyright: Copyright (c) 2029 Coastal Times\n\n";
    for document in [named, headed] {
        for report in reports(&document.repeat(2)) {
            assert_eq!((report.text.as_str(), report.source.id.as_str()), (STORY, "12AB34CD56EF"), "{document}");
            assert_eq!(told(&report), ("Storm closes harbour", "Coastal Times (Tarn)", vec!["Mia Holm"]));
            assert_eq!((report.published, report.source.page.as_deref()), (Some(date(2029, 4, 3)), Some("A4")));
        }
    }
}

#[test]
fn a_text_may_begin_right_behind_the_page() {
    let document = "Storm closes harbour\nCoastal Times (Tarn) - April 3, 2029\nSection: News\nPage: A4\n\
        A storm closed the harbour of Tarn on Tuesday.\n\nForty boats stayed in port.\n\nRecord: 12AB34CD56EF\n";
    let report = reports(document).remove(0);
    assert_eq!((report.text.as_str(), report.source.page.as_deref()), (STORY, Some("A4")));
}

#[test]
fn proquest_speaks_other_languages() {
    let rule = "_".repeat(60);
    for [title, info, text, publication, day, number] in [
        [
            "Título",
            "Información de publicación",
            "Texto completo",
            "Título de publicación",
            "Fecha de publicación",
            "ID del documento de ProQuest",
        ],
        ["Titel", "Publikationsinfo", "Volltext", "Titel der Publikation", "Erscheinungsdatum", "ProQuest-Dokument-ID"],
        [
            "Titre",
            "Informations sur la publication",
            "Texte intégral",
            "Titre de la publication",
            "Date de publication",
            "ID du document ProQuest",
        ],
    ] {
        let document = format!(
            "{rule}\n\nStorm closes harbour\n\n{info}: Coastal Times ; Tarn [Tarn]. 03 Apr 2029: A.4.\n\n{text}: A storm closed the \
             harbour of Tarn on Tuesday.\n\nForty boats stayed in port.\n\n{title}: Storm closes harbour\n\n{publication}: Coastal Times; \
             Tarn\n\n{day}: Apr 3, 2029\n\n{number}: 3098700001\n\n{rule}\n"
        );
        let report = reports(&document).remove(0);
        assert_eq!(report.text, STORY, "{document}");
        assert_eq!((report.published, report.publisher.as_deref()), (Some(date(2029, 4, 3)), Some("Coastal Times")));
    }
}

#[test]
fn newsbank_may_have_publisher_and_day_on_a_line() {
    for (line, publisher) in [
        ("Coastal Times (Tarn) - April 3, 2029", "Coastal Times (Tarn)"),
        ("Coastal Times, The (TN) - April 3, 2029", "The Coastal Times (TN)"),
        ("Coastal Times | Tuesday, April 3, 2029", "Coastal Times"),
        ("Coastal Times-Journal (Tarn) - April 3, 2029", "Coastal Times-Journal (Tarn)"),
    ] {
        let document = format!(
            "Storm closes harbour\n\n{line}\nAuthor/Byline: Mia Holm, Staff Writer\nEdition: Final\nSection: News\nPage: A4\n\
             Readability: >12\nLanguage: English\n\n{STORY}\n\nCaption: Boats wait.\nRecord Number: 12AB34CD56EF\n\
             Copyright, 2029, Coastal Times. All Rights Reserved.\n\n"
        );
        for report in reports(&document.repeat(2)) {
            assert_eq!(told(&report), ("Storm closes harbour", publisher, vec!["Mia Holm"]), "{line}");
            assert_eq!((report.text.as_str(), report.source.page.as_deref()), (STORY, Some("A4")));
            assert_eq!((report.published, report.language.as_deref()), (Some(date(2029, 4, 3)), Some("en")));
        }
    }
}

#[test]
fn proquest_may_have_a_rule_between_headline_and_text() {
    let rule = "____________________________________________________________";
    let document = |number: u8| {
        format!(
            "{rule}\n\nStorm closes harbour\n\nHolm, Mia. Coastal Times, Late Edition; Tarn. 03 Apr 2029: A.4.\n\nProQuest document link\n\n\
             {rule}\n\nABSTRACT (ENGLISH)\n\nBoats stayed.\n\n{rule}\n\nFULL TEXT\n\n{STORY}\n\nDETAILS\n\nSubject: Storms;\n\n\
             Author: Holm, Mia\n\nPublication title: Coastal Times; Tarn\n\nPages: A.4\n\nPublication date: Apr 3, 2029\n\n\
             ProQuest document ID: 700{number}\n\n"
        )
    };
    let reports = reports(&format!("{}{}{rule}\n", document(1), document(2)));
    assert_eq!(reports.len(), 2);
    for report in reports {
        assert_eq!(told(&report), ("Storm closes harbour", "Coastal Times", vec!["Mia Holm"]));
        assert_eq!(report.text, STORY);
    }
}

#[test]
fn an_archive_may_be_described_by_the_user() {
    let folder = std::env::temp_dir().join(format!("archives-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    // The small description of the page that tells how to write one.
    let page = include_str!("../../../docs/exports.md");
    let small = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a description");
    std::fs::write(folder.join("clippings.toml"), small).expect("written");
    let export = folder.join("clippings.txt");
    let text = "Coastal Times\np. 4\n3 April 2029\n\nStorm closes\nharbour\n\nBy Mia Holm\n\nA storm closed the harbour of Tarn on Tuesday.\n\n\
        Forty boats stayed in port.\n### 77\n";
    std::fs::write(&export, text.repeat(2)).expect("written");
    let read = |archives: Archives| {
        let items = Files::of([export.clone()]).with_archives(archives).items(Default::default());
        items.flat_map(|item| item.reports()).collect::<Vec<_>>()
    };
    assert_eq!(read(Archives::default()).len(), 1);
    let outcomes = read(Archives::with_own(&folder).expect("a description"));
    assert_eq!(outcomes.len(), 2);
    let report = outcomes[1].as_ref().expect("a report");
    assert_eq!(told(report), ("Storm closes harbour", "Coastal Times", vec!["Mia Holm"]));
    assert_eq!((report.text.as_str(), report.source.id.as_str()), (STORY, "77"));
    assert_eq!(report.source.page.as_deref(), Some("p. 4"));
    std::fs::remove_dir_all(folder).expect("removed");
    assert!(Archives::with_own("no/such/file.toml".as_ref()).is_err());
}
