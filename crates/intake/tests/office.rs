//! Word documents and RTF: exports of press archives in them, and reports that people wrote.

use std::io::Write;

use dateline::{Report, Source};
use dateline_intake::{FailureKind, Outcome, reports_in};
use jiff::civil::date;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn outcomes(bytes: Vec<u8>) -> Vec<Outcome> {
    reports_in(bytes, Source { id: "export".into(), ..Source::default() }).collect()
}

fn reports(bytes: Vec<u8>) -> Vec<Report> {
    outcomes(bytes).into_iter().map(|outcome| outcome.expect("a report")).collect()
}

/// A Word document with these paragraphs, as markup, and this title among its properties.
fn docx(paragraphs: &[String], title: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let body: String = paragraphs.concat();
    let word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    for (name, content) in [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "docProps/core.xml",
            format!(
                "<p:coreProperties xmlns:p=\"urn:p\" xmlns:dc=\"urn:dc\"><dc:title>{title}</dc:title></p:coreProperties>"
            ),
        ),
        ("word/header1.xml", format!("<w:hdr {word}><w:p><w:r><w:t>Page 1</w:t></w:r></w:p></w:hdr>")),
        (
            "word/document.xml",
            format!("<?xml version=\"1.0\"?><w:document {word}><w:body>{body}<w:sectPr/></w:body></w:document>"),
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("written");
    }
    zip.finish().expect("a file").into_inner()
}

fn paragraph(text: &str) -> String {
    let (first, rest) = text.split_at(text.find(' ').unwrap_or(0));
    format!(
        "<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr><w:r><w:t>{first}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{rest}</w:t></w:r></w:p>"
    )
}

const LINES: [&str; 17] = [
    "Storm closes harbour",
    "Coastal Times",
    "April 3, 2029 Tuesday",
    "Final Edition",
    "",
    "Copyright 2029 Coastal Media AS All Rights Reserved",
    "Section: NEWS; Pg. A1",
    "Length: 20 words",
    "Byline: Mia Holm",
    "Highlight: Boats stayed",
    "Body",
    "",
    "A storm closed the harbour of Tarn on Tuesday.",
    "Forty boats stayed in port.",
    "Graphic",
    "A boat",
    "Load-Date: April 4, 2029",
];

fn link(text: &str) -> String {
    format!("<w:p><w:hyperlink r:id=\"rId1\" xmlns:r=\"urn:r\"><w:r><w:t>{text}</w:t></w:r></w:hyperlink></w:p>")
}

/// The list that stands before the documents.
fn cover() -> Vec<String> {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    vec![
        paragraph("User Name: Ida Moen"),
        paragraph("Date and Time: Thursday, April 5, 2029 10:02:00 AM CET"),
        paragraph("Job Number: 1234"),
        paragraph("Documents (2)"),
        link("1. Storm closes harbour"),
        paragraph("Client/Matter: -None-"),
        paragraph("Search Terms: storm"),
        paragraph("Search Type: Natural Language"),
        paragraph("Narrowed by:"),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("Content Type"),
            cell("Narrowed by"),
            cell("News"),
            cell("Timeline: Apr 01, 2029 to Apr 05, 2029")
        ),
        link("2. Storm closes harbour"),
        "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>".into(),
    ]
}

#[test]
fn nexis_uni_in_word_has_a_cover_and_documents() {
    let mut paragraphs = cover();
    for _ in 0..2 {
        paragraphs.push(link(LINES[0]));
        paragraphs.extend(LINES[1..].iter().map(|line| paragraph(line)));
        paragraphs.push(paragraph("End of Document"));
    }
    let reports = reports(docx(&paragraphs, "Delivery"));
    assert_eq!(reports.len(), 2);
    for report in reports {
        assert_eq!(report.text, "A storm closed the harbour of Tarn on Tuesday.\n\nForty boats stayed in port.");
        assert_eq!(
            (report.title.as_deref(), report.publisher.as_deref()),
            (Some("Storm closes harbour"), Some("Coastal Times"))
        );
        assert_eq!((report.published, report.authors), (Some(date(2029, 4, 3)), vec!["Mia Holm".to_owned()]));
        assert_eq!((report.source.section.as_deref(), report.source.page.as_deref()), (Some("NEWS"), Some("A1")));
    }
}

#[test]
fn a_word_document_that_is_no_export_is_one_report() {
    let heading =
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Storm closes harbour</w:t></w:r></w:p>".to_owned();
    let story = [paragraph("A storm closed the harbour."),
        "<w:p><w:r><w:t>Forty</w:t></w:r><w:del><w:r><w:delText>Fifty</w:delText></w:r></w:del><w:r><w:tab/><w:t>boats</w:t><w:br/><w:t>stayed.</w:t></w:r></w:p>".to_owned()];
    let text = "A storm closed the harbour.\n\nForty\tboats\nstayed.";
    let headed = reports(docx(&[&[heading][..], &story].concat(), "Document1")).remove(0);
    assert_eq!((headed.title.as_deref(), headed.text.as_str()), (Some("Storm closes harbour"), text));
    let named = reports(docx(&story, "The storm")).remove(0);
    assert_eq!((named.title.as_deref(), named.text.as_str()), (Some("The storm"), text));
    let mut cut = docx(&story, "");
    cut.truncate(cut.len() / 2);
    assert!(outcomes(cut)[0].is_err());
}

const RTF: &str = r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fswiss\fcharset204 Arial;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1 heading 1;}}{\*\generator Writer;}{\info{\title Delivery}{\author Ida}}
{\header\pard Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}{\footer\pard Coastal Archive\par}\pard\plain\f0\fs24 ";

#[test]
fn archives_give_rtf_with_fields_pictures_and_code_pages() {
    let document = |id: &str| {
        format!(
            r"{{\pict\pngblip\picw10 89504e470d0a}}\pard {{\field{{\*\fldinst HYPERLINK \\l toc}}{{\fldrslt {{\b Storm closes T\'e5rn\u8217?s harbour}}}}}}\par
\par By Mia S\'f8rli\par 1,204 words\par 3 April 2029\par Coastal Times\par COATIM\par English\par (c) 2029 Coastal Times\par\par
\'93A storm\'94 closed the har\
\-bour of T\u229?rn on Tuesday\emdash said {{\f1\'cc\'e8\'f0}}.\par\par Forty boats {{\i stayed}} in port.\par\par Document {id}\par\page "
        )
    };
    let rtf = format!("{RTF}{}{}}}", document("COATIM0020290403e5430001k"), document("COATIM0020290403e5430002k"));
    let reports = reports(rtf.into_bytes());
    assert_eq!(reports.len(), 2);
    let report = &reports[1];
    assert_eq!(
        (report.title.as_deref(), report.publisher.as_deref()),
        (Some("Storm closes Tårn’s harbour"), Some("Coastal Times"))
    );
    assert_eq!((report.published, report.authors.join(" ")), (Some(date(2029, 4, 3)), "Mia Sørli".to_owned()));
    assert!(
        report.text.starts_with("“A storm” closed the har") && report.text.contains("Tårn on Tuesday—said Мир."),
        "{}",
        report.text
    );
    assert!(report.text.ends_with("\n\nForty boats stayed in port."), "{}", report.text);
}

#[test]
fn nexis_uni_in_rtf_has_lines_that_are_paragraphs() {
    let lines = LINES.join("\\par\n") + "\\par\nEnd of Document\\par\n";
    let reports = reports(format!("{RTF}{lines}{lines}}}").into_bytes());
    assert_eq!(reports.len(), 2);
    assert_eq!(reports[0].text, "A storm closed the harbour of Tarn on Tuesday.\n\nForty boats stayed in port.");
    assert_eq!(
        (reports[0].title.as_deref(), reports[0].published),
        (Some("Storm closes harbour"), Some(date(2029, 4, 3)))
    );
}

#[test]
fn rtf_that_is_no_export_is_one_report_and_damaged_rtf_a_failure() {
    let report =
        reports(format!("{RTF}A storm closed the harbour.\\par Forty boats stayed.\\par}}").into_bytes()).remove(0);
    assert_eq!(
        (report.title.as_deref(), report.text.as_str()),
        (Some("Delivery"), "A storm closed the harbour.\n\nForty boats stayed.")
    );
    for damaged in [r"{\rtf1\ansi \'zz}", r"{\rtf1"] {
        let failure = outcomes(damaged.into()).remove(0).expect_err("no report");
        assert!(matches!(failure.kind, FailureKind::Damaged | FailureKind::NoText), "{failure}");
    }
}

#[test]
fn a_word_document_as_deep_as_a_well_is_a_failure_and_boxes_within_boxes_are_read_once() {
    let within = |open: &str, close: &str, times: usize| {
        format!("{}{}{}", open.repeat(times), paragraph("A storm came."), close.repeat(times))
    };
    let deep = outcomes(docx(&[within("<w:sdt>", "</w:sdt>", 50_000)], "")).remove(0).expect_err("too deep");
    assert_eq!(deep.kind, FailureKind::Damaged);
    let boxes = reports(docx(&[within("<w:p><w:txbxContent>", "</w:txbxContent></w:p>", 60)], "")).remove(0);
    assert_eq!(boxes.text, "A storm came.");
}
