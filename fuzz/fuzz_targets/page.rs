//! Bytes as the body of a web page.
#![no_main]

libfuzzer_sys::fuzz_target!(init: dateline_fuzz::let_guarded_panics_pass(), |bytes: &[u8]| {
    let page = [b"<!doctype html><html><body><article>".as_slice(), bytes].concat();
    assert_eq!(dateline_intake::reports_in(page, Default::default()).count(), 1);
});
