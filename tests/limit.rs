//! Texts made to be hard, as `dateline read` meets them: a limit for each report, and sentences without an end.
//!
//! They need the model, from `DATELINE_MODEL` or as `dateline model install` left it; without one they say so and pass.

mod program;

use std::io::Write;
use std::process::{Output, Stdio};

use serde_json::Value;

use program::{dateline, has_model};

/// Reads the standard input.
fn read(arguments: &[&str], input: &str) -> Output {
    let mut command = dateline();
    command.args(["read", "--quick", "--format", "jsonl"]).args(arguments).arg("-");
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    // A program that refuses its options does not read.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("it ends")
}

fn record(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("a JSON object")
}

#[test]
fn a_report_that_takes_too_long_is_an_error_among_the_records() {
    if !has_model("a_report_that_takes_too_long_is_an_error_among_the_records") {
        return;
    }
    let text = "The envoy left Geneva on Friday.";
    let run = read(&["--limit", "0.000000001s"], text);
    assert_eq!((run.status.code(), &record(&run)["error"]["kind"]), (Some(1), &"too_slow".into()));
    for limit in ["0", "10m"] {
        let run = read(&["--limit", limit], text);
        assert_eq!((run.status.code(), &record(&run)["places"][0]["name"]), (Some(0), &"Geneva".into()));
    }
    assert_eq!(read(&["--limit", "soon"], text).status.code(), Some(2));
}

#[test]
fn a_sentence_without_an_end_is_read_in_pieces_and_the_record_says_so() {
    if !has_model("a_sentence_without_an_end_is_read_in_pieces_and_the_record_says_so") {
        return;
    }
    let texts = [
        "Norway attacked Peru near the old port on Monday, and ".repeat(60),
        "of the president ".repeat(400),
        "he said that she said that ".repeat(150),
    ];
    for text in texts {
        let run = read(&[], &format!("The people say {text}they left."));
        let record = record(&run);
        let warnings = record["article"]["warnings"].to_string();
        assert!(run.status.success() && warnings.contains("more than 400 words"), "{record}");
    }
    let run = read(&[], &"The envoy left Geneva. ".repeat(200));
    assert!(!record(&run)["article"]["warnings"].to_string().contains("400 words"));
}
