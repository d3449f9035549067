//! Bytes as a text, read with the language model.
#![no_main]

libfuzzer_sys::fuzz_target!(init: dateline_fuzz::let_guarded_panics_pass(), |bytes: &[u8]| {
    (dateline_fuzz::target("text").run)(bytes);
});
