//! How many words a second the encoder reads on one core: `cargo bench -p dateline-language --bench encoder`.
//!
//! The sentences of `tests/parity/golden.jsonl`. Needs the encoder: the folder in `DATELINE_ENCODER`, else
//! the one that `dateline model install` made.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::time::Instant;

use dateline_language::{Doc, Encoder};

#[path = "../tests/encoder/documents.rs"]
mod documents;

/// Words a second, encoding the document so many times.
fn speed(encoder: &Encoder, doc: &Doc, times: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..times {
        std::hint::black_box(encoder.encode(doc));
    }
    f64::from(times) * doc.len() as f64 / start.elapsed().as_secs_f64()
}

fn main() {
    let Some(folder) = documents::encoder_folder() else {
        println!("SKIPPED: no encoder; run `dateline model install`");
        return;
    };
    let start = Instant::now();
    let encoder = Encoder::open(folder, None).expect("the encoder loads");
    println!("loaded in {:.2} s", start.elapsed().as_secs_f64());
    let doc = documents::golden();
    let best = (0..10).map(|_| speed(&encoder, &doc, 1)).fold(0.0, f64::max);
    println!("{} words, {:.0} words a second on one core, the best of ten", doc.len(), best);
}
