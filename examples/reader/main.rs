//! Who did what to whom in a report? A program of its own on the libraries: opens a reader, reads, and takes the reader to
//! another thread.
//!
//! `cargo run -- MODEL REPORT`: the folder of the language model, which `dateline model info` tells, and a file of text.

#![allow(clippy::print_stdout, reason = "it is what the example is for")]

use std::error::Error;
use std::sync::Arc;
use std::thread;

use dateline::record::{Party, Record};
use dateline::{Codebook, Reader, Report};
use dateline_language::Pipeline;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(model), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: reader MODEL REPORT".into());
    };
    let pipeline = Pipeline::open(model)?;
    let codebook = Arc::new(Codebook::built_in());

    let mut reader = Reader::new(&pipeline, Arc::clone(&codebook));
    print(&reader.read(&Report::new(std::fs::read_to_string(file)?)));

    // A reader owns its share of the model and of the codebook: it goes where it is needed.
    let elsewhere = thread::spawn(move || reader.read(&Report::new("Norway condemned Sweden for the raid.")));
    print(&elsewhere.join().map_err(|_| "the thread failed")?);
    Ok(())
}

/// Prints the events of a report, one a line.
fn print(record: &Record) {
    for event in &record.events {
        println!("{} → {} → {}", names(&event.actor), event.event, names(&event.recipient));
    }
}

/// The codes of who takes part; a question mark for those who have none.
fn names(parties: &[Party]) -> String {
    let codes: Vec<&str> = parties.iter().map(|party| party.code.as_deref().unwrap_or("?")).collect();
    if codes.is_empty() { "?".to_owned() } else { codes.join(", ") }
}
