//! Bytes within what formats are packed in: gzip, ZIP, web archives, mail.
#![no_main]

libfuzzer_sys::fuzz_target!(init: dateline_fuzz::let_guarded_panics_pass(), |bytes: &[u8]| {
    (dateline_fuzz::target("packed").run)(bytes);
});
