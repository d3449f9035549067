//! Tables as programs write them: Parquet with every codec, workbooks, columns that a user names.

use std::io::{Cursor, Write};
use std::sync::Arc;

use dateline_intake::{FailureKind, Files, Outcome, reports_in};
use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

const TEXT: &str = "Rain fell on Sundby on Friday, and boats stayed in port.";

/// A table with a text, a headline and a moment in billionths of seconds, as pandas writes one.
fn parquet(codec: Compression) -> Vec<u8> {
    let schema = "message table { required binary full_text (UTF8); optional binary headline (UTF8);
        required int64 publish_date (TIMESTAMP(NANOS,false)); required int64 volume; }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().set_compression(codec).build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).expect("a writer");
    let mut rows = writer.next_row_group().expect("a group");
    let mut number = 0;
    while let Some(mut column) = rows.next_column().expect("a column") {
        match number {
            0 => drop(column.typed::<ByteArrayType>().write_batch(&[ByteArray::from(TEXT)], None, None)),
            1 => drop(column.typed::<ByteArrayType>().write_batch(&[ByteArray::from("Rain")], Some(&[1]), None)),
            2 => drop(column.typed::<Int64Type>().write_batch(&[1_930_779_000_000_000_000], None, None)),
            _ => drop(column.typed::<Int64Type>().write_batch(&[7], None, None)),
        }
        column.close().expect("a column");
        number += 1;
    }
    rows.close().expect("a group");
    writer.into_inner().expect("a table")
}

#[test]
fn parquet_is_read_with_every_codec() {
    let codecs = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::BROTLI(BrotliLevel::default()),
        Compression::LZ4,
        Compression::LZ4_RAW,
        Compression::ZSTD(ZstdLevel::default()),
    ];
    for codec in codecs {
        let report = reports_in(parquet(codec), Default::default()).next().expect("a row").expect("a report");
        assert_eq!((report.text.as_str(), report.title.as_deref()), (TEXT, Some("Rain")), "{codec}");
        assert_eq!(report.published, Some(jiff::civil::date(2031, 3, 8)), "{codec}");
    }
}

/// A workbook of one sheet, its cells as text.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |text: &&str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |row: &&[&str]| format!("<row>{}</row>", row.iter().map(cell).collect::<String>());
    let sheet = rows.iter().map(row).collect::<String>();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let files = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{links}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{links}\"><sheets><sheet name=\"Press\" sheetId=\"1\" r:id=\"rId1\"/>\
                 </sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{links}/worksheet\" \
                 Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("written to memory");
    }
    zip.finish().expect("a workbook").into_inner()
}

#[test]
fn rows_of_a_workbook_are_reports() {
    let rows: [&[&str]; 4] = [
        &["Press of March"],
        &["Nr", "Headline", "Article", "Day"],
        &["7", "Rain", TEXT, "8 March 2031"],
        &["8", "None", " ", ""],
    ];
    let outcomes: Vec<Outcome> = reports_in(workbook(&rows), Default::default()).collect();
    let report = outcomes[0].as_ref().expect("a report");
    assert_eq!((report.text.as_str(), report.title.as_deref()), (TEXT, Some("Rain")));
    assert_eq!(report.published, Some(jiff::civil::date(2031, 3, 8)));
    let failure = outcomes[1].as_ref().expect_err("no text");
    assert!(failure.kind == FailureKind::Empty && failure.message.contains("row 4"), "{failure}");
    let none = reports_in(workbook(&[&["code", "volume"], &["a", "7"]]), Default::default()).next().expect("a failure");
    let failure = none.expect_err("no text");
    assert!(failure.message.contains("\"Press\"") && failure.message.contains("code, volume"), "{failure}");
}

#[test]
fn a_user_names_columns_of_every_kind_of_table() {
    let folder = std::env::temp_dir().join(format!("dateline-columns-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let rows: [&[&str]; 2] = [&["nr", "words"], &["7", TEXT]];
    let files = [
        ("a.csv", format!("nr,words\n7,\"{TEXT}\"\n").into_bytes()),
        (
            "b.jsonl",
            format!("{{\"nr\": 7, \"words\": \"{TEXT}\"}}\n{{\"nr\": 7, \"words\": \"{TEXT}\"}}\n").into_bytes(),
        ),
        ("c.json", format!("[{{\"nr\": 7, \"words\": \"{TEXT}\"}}]").into_bytes()),
        ("d.xlsx", workbook(&rows)),
    ];
    for (name, bytes) in &files {
        std::fs::write(folder.join(name), bytes).expect("a file");
    }
    let read = Files::of([folder.clone()]).with_columns("id=nr,text=words".parse().expect("columns"));
    let reports: Vec<_> = read.reports().map(|outcome| outcome.expect("a report")).collect();
    assert_eq!(reports.len(), 5);
    assert!(reports.iter().all(|report| report.source.id == "7" && report.text == TEXT));
    let names: Vec<&str> = read.kinds().map(|told| told.expect("a kind").kind.name).collect();
    assert_eq!(names, ["csv", "jsonl", "json", "workbook"]);
    let wrong = Files::of([folder.clone()]).with_columns("text=body".parse().expect("columns"));
    assert!(wrong.reports().all(|outcome| outcome.is_err()));
    std::fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn lines_that_programs_write_before_a_header_are_none_of_the_table() {
    for before in [
        "Export of an archive\nCreated 2031-03-10\n\n",
        "\"Search: rain, boats\"\n",
        "\u{feff}Results 1 to 2\n\n\n",
        "sep=,\n",
        "\u{feff}sep=,\n",
        "# Source: Harbour archive\n# Rows: 2\n",
    ] {
        let table =
            format!("{before}Title,Date,Text\nRain,08/03/2031,\"{TEXT}\"\nRain,31/03/2031,\"{TEXT}\"\n,,\nRain\n");
        let outcomes: Vec<Outcome> = reports_in(table.into_bytes(), Default::default()).collect();
        assert_eq!(outcomes.len(), 3, "{before:?}: {outcomes:?}");
        let report = outcomes[0].as_ref().expect("a report");
        assert_eq!((report.text.as_str(), report.title.as_deref()), (TEXT, Some("Rain")), "{before:?}");
        assert_eq!(report.published.map(|day| day.to_string()).as_deref(), Some("2031-03-08"));
        let line = before.lines().count() + 5;
        let failure = outcomes[2].as_ref().expect_err("a row of one cell");
        assert!(failure.message.starts_with(&format!("line {line}:")), "{before:?}: {failure}");
    }
}

#[test]
fn prose_before_commas_is_no_table() {
    let prose = "The list has three columns.\n\ntitle, date, text\n\nNobody, said the clerk, reads it.\nRain fell.\n";
    let outcomes: Vec<Outcome> = reports_in(prose.as_bytes().to_vec(), Default::default()).collect();
    assert!(outcomes.len() == 1 && outcomes[0].as_ref().is_ok_and(|report| report.text == prose), "{outcomes:?}");
}

#[test]
fn days_of_a_column_are_read_by_all_of_it() {
    for (days, wanted) in [
        (["3/8/31", "3/31/31"], ["2031-03-08", "2031-03-31"]),
        (["8.3.31", "31.3.31"], ["2031-03-08", "2031-03-31"]),
        (["47915", "47938.5"], ["2031-03-08", "2031-03-31"]),
        (["2031-W10-6", "2031-W14-1"], ["2031-03-08", "2031-03-31"]),
        (["99/03/08", "99/03/31"], ["1999-03-08", "1999-03-31"]),
    ] {
        let table = format!("headline,pub_date,body\nRain,{},\"{TEXT}\"\nWind,{},\"{TEXT}\"\n", days[0], days[1]);
        let read =
            reports_in(table.into_bytes(), Default::default()).map(|outcome| outcome.expect("a report").published);
        let read: Vec<String> = read.flatten().map(|day| day.to_string()).collect();
        assert_eq!(read, wanted, "{days:?}");
    }
}
