//! Bytes as a file: whatever they are, each gives reports or failures, and something. Begin with the files of every
//! format: `cargo +nightly fuzz run intake tests/batch/seeds examples/pages`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: dateline_fuzz::let_guarded_panics_pass(), |bytes: &[u8]| {
    let outcomes = dateline_intake::reports_in(bytes.to_vec(), Default::default()).count();
    assert!(outcomes > 0, "nothing vanishes");
});
