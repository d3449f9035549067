//! Bytes as entries, places and descriptions of one's own.
#![no_main]

libfuzzer_sys::fuzz_target!(init: dateline_fuzz::let_guarded_panics_pass(), |bytes: &[u8]| {
    (dateline_fuzz::target("own").run)(bytes);
});
