//! Bytes as a gzipped web archive, whole and behind a record that is sound: the sound one is always read.
#![no_main]

use std::io::Write;

const SOUND: &[u8] = b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://news.example/\r\n\
    Content-Length: 15\r\n\r\nThe envoy left.\r\n\r\n";

libfuzzer_sys::fuzz_target!(init: dateline_fuzz::let_guarded_panics_pass(), |bytes: &[u8]| {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(SOUND).expect("written to memory");
    packed.write_all(bytes).expect("written to memory");
    let archive = packed.finish().expect("written to memory");
    let mut outcomes = dateline_intake::reports_in(archive, Default::default());
    let first = outcomes.next().expect("a record").expect("it is sound");
    assert_eq!(first.text, "The envoy left.");
    outcomes.for_each(drop);
});
