//! Bytes as a text and its tree, read without a model.
#![no_main]

libfuzzer_sys::fuzz_target!(init: dateline_fuzz::let_guarded_panics_pass(), |bytes: &[u8]| {
    (dateline_fuzz::target("tree").run)(bytes);
});
