//! Bytes as a file of any format.
#![no_main]

libfuzzer_sys::fuzz_target!(init: dateline_fuzz::let_guarded_panics_pass(), |bytes: &[u8]| {
    (dateline_fuzz::target("file").run)(bytes);
});
