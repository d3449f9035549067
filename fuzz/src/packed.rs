//! Bytes within what formats are packed in: the first byte chooses, the rest stands where it is unpacked before it is read.
//! A fuzzer would hardly find whole ZIP files, lengths and checks by itself.

use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;

use super::{files, held};

/// A record that is read whatever stands behind it.
const SOUND: &[u8] = b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://news.example/\r\n\
    Content-Length: 15\r\n\r\nThe envoy left.\r\n\r\n";
/// How many reports something has: any number but none, or one.
const SOME: Option<usize> = None;
const ONE: Option<usize> = Some(1);

/// What packs bytes, and how many reports and failures that has.
type Packing = (fn(&[u8]) -> Vec<u8>, Option<usize>);

const PACKINGS: [Packing; 14] = [
    (files::gzip, SOME),
    (|bytes| files::gzip(&[SOUND, bytes].concat()), SOME),
    (|bytes| [b"<!doctype html><html><body><article>".as_slice(), bytes].concat(), SOME),
    (|bytes| answer("text/html", "", bytes), SOME),
    (|bytes| answer("text/html; charset=utf-8", "Transfer-Encoding: chunked\r\n", bytes), SOME),
    (|bytes| answer("text/html", "Content-Encoding: gzip\r\n", &files::gzip(bytes)), SOME),
    (|bytes| answer("application/octet-stream", "Content-Encoding: br\r\n", bytes), SOME),
    (arc, SOME),
    (|bytes| zip(&[("word/document.xml", bytes)]), SOME),
    (|bytes| zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", bytes)]), ONE),
    (|bytes| zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", bytes)]), SOME),
    (|bytes| workbook(bytes, b"<sst><si><t>text</t></si></sst>"), SOME),
    (|bytes| workbook(SHEET, bytes), SOME),
    (|bytes| [b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n".as_slice(), bytes].concat(), SOME),
];

const SHEET: &[u8] =
    b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\">\
    <v>1</v></c></row></sheetData></worksheet>";

pub(crate) fn packed(bytes: &[u8]) {
    let Some((chosen, bytes)) = bytes.split_first() else { return };
    let (pack, expected) = PACKINGS[*chosen as usize % PACKINGS.len()];
    let reports: Vec<_> = dateline_intake::reports_in(pack(bytes), Default::default()).collect();
    let count = reports.len();
    if usize::from(*chosen) % PACKINGS.len() == 1 {
        assert!(reports[0].as_ref().is_ok_and(|report| report.text == "The envoy left."), "a sound record is read");
    }
    reports.into_iter().for_each(held::outcome);
    assert!(expected.map_or(count > 0, |expected| count == expected), "{count} of {expected:?}");
}

/// Bodies of each packing: what it may hold.
pub(crate) fn seeds(repository: &Path) -> Vec<Vec<u8>> {
    let sheet = b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>text</t></is></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Rain fell on Oslo.</t></is></c></row></sheetData></worksheet>";
    let word = b"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
        <w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Rain falls</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">Rain fell </w:t><w:br/><w:t>on Oslo.</w:t></w:r></w:p></w:body></w:document>";
    let open = b"<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\">\
        <o:body><o:text><text:h>Rain falls</text:h><text:p>Rain<text:s/>fell.</text:p></o:text><o:spreadsheet><table:table>\
        <table:table-row><table:table-cell table:number-columns-repeated=\"2\"><text:p>text</text:p></table:table-cell></table:table-row>\
        </table:table></o:spreadsheet></o:body></o:document-content>";
    let strings = b"<sst><si><t>text</t></si><si><r><t>Rain fell on </t></r><r><t>Oslo.</t></r></si></sst>";
    let chunked = b"1e\r\n<p>The envoy left Geneva.</p>\n\r\n0\r\n\r\n";
    let pages = files::in_folder(&repository.join("examples/pages"));
    let feeds = files::in_folder(&repository.join("tests/batch/seeds"));
    let others: [&[u8]; 5] = [sheet, word, open, strings, chunked];
    let bodies = pages.iter().chain(&feeds).map(Vec::as_slice).chain(others).filter(|body| body.len() < 50_000);
    let of_each = |at: usize| bodies.clone().skip(at % 3).step_by(3).map(move |body| [&[at as u8][..], body].concat());
    (0..PACKINGS.len()).flat_map(of_each).collect()
}

/// A web archive with what a server answered.
fn answer(media_type: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let answer = [format!("HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n{head}\r\n").as_bytes(), body].concat();
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\nWARC-Date: 2031-03-12T08:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        answer.len()
    );
    [record.as_bytes(), &answer, b"\r\n\r\n"].concat()
}

fn arc(body: &[u8]) -> Vec<u8> {
    let answer = [b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n".as_slice(), body].concat();
    let version = b"1 0 test\nURL IP-address Archive-date Content-type Archive-length\n\n";
    let first = format!("filedesc://a.arc 0.0.0.0 20040312080000 text/plain {}\n", version.len());
    let second = format!("http://news.example/a 10.0.0.1 20040312080000 text/html {}\n", answer.len());
    [first.as_bytes(), version, second.as_bytes(), &answer, b"\n"].concat()
}

fn workbook(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    const BOOK: &[u8] =
        b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
        <sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    const RELATIONS: &[u8] = b"<Relationships><Relationship Id=\"rId1\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
        </Relationships>";
    zip(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ])
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("written to memory");
        zip.write_all(bytes).expect("written to memory");
    }
    zip.finish().expect("written to memory").into_inner()
}
