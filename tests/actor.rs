//! Drives `dateline actor` and `dateline eval actors`, which need no language model.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn dateline(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .env_remove("DATELINE_CODEBOOK")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("dateline starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("dateline reads");
    child.wait_with_output().expect("dateline ends")
}

fn printed(output: &Output) -> &str {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::str::from_utf8(&output.stdout).expect("the output is UTF-8")
}

#[test]
fn a_phrase_has_its_code_and_the_entries_behind_it() {
    let output = dateline(&["actor", "Merkel", "--date", "2017-04-01"], "");
    assert_eq!(printed(&output), "DEU GOV\n  person Angela Merkel, chancellor 2005-11-22 to 2021-12-08\n");
    let output = dateline(&["actor", "Norwegian defence minister", "--format", "json"], "");
    let code: Value = serde_json::from_str(printed(&output)).expect("it is JSON");
    assert_eq!(code["country"], "NOR");
    assert_eq!(code["sectors"], serde_json::json!(["GOV", "MIL"]));
    assert_eq!(code["code"], "NOR GOV MIL");
    assert!(code["entry"].as_str().is_some_and(|entry| entry.contains("role defence minister")));
}

#[test]
fn rows_are_coded_one_line_each() {
    let rows =
        "{\"id\": 7, \"text\": \"Merkel\", \"date\": \"10 January 2022\"}\n\n{\"text\": \"xyzzy\", \"date\": null}\n";
    let output = dateline(&["actor", "--jsonl", "-"], rows);
    let codes: Vec<Value> = printed(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(codes.len(), 2);
    assert_eq!((&codes[0]["id"], &codes[0]["code"]), (&Value::from(7), &Value::from("DEU ELI")));
    assert_eq!(codes[1]["code"], Value::Null);
}

#[test]
fn a_row_that_cannot_be_read_is_told_with_its_line() {
    let output =
        dateline(&["actor", "--jsonl", "-"], "{\"text\": \"Oslo\"}\n{\"text\": \"Oslo\", \"date\": \"soon\"}\n");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && message.contains("-:2: ") && message.contains("soon"), "{message}");
    let lines: Vec<&str> = printed(&output).lines().collect();
    assert!(lines.len() == 2 && lines[1].contains("\"error\"") && lines[1].contains("\"line\":2"), "{lines:?}");
}

#[test]
fn a_folder_adds_entries_and_its_mistakes_are_told() {
    let folder = std::env::temp_dir().join(format!("dateline-entries-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let entry = "[[organization]]\nname = \"Harbour Watch\"\ncountry = \"NOR\"\nsector = [\"SOC\"]\nkind = \"ngo\"\n";
    let (file, path) = (folder.join("own.toml"), folder.to_string_lossy().into_owned());
    std::fs::write(&file, entry).expect("a file");
    let known = dateline(&["actor", "Harbour Watch", "--codebook", &path], "");
    std::fs::write(&file, entry.replace("[\"SOC\"]", "\"SOC\"")).expect("a file");
    let wrong = dateline(&["actor", "Harbour Watch", "--codebook", &path], "");
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    assert!(printed(&known).starts_with("NOR SOC\n"));
    let message = String::from_utf8_lossy(&wrong.stderr);
    assert!(!wrong.status.success() && message.contains("own.toml:4: "), "{message}");
}

#[test]
fn codes_are_scored_and_the_wrong_ones_shown() {
    let rows = "{\"text\": \"Oslo police\", \"date\": null, \"country\": \"NOR\", \"code_1\": \"COP\"}\n\
        {\"text\": \"Swedish farmers\", \"date\": \"today\", \"country\": \"FIN\"}\n";
    let output = dateline(&["eval", "actors", "-"], rows);
    let text = printed(&output);
    assert!(text.contains("country        0.500  (1 of 2)"), "{text}");
    assert!(text.contains("first sector   1.000  (1 of 1)"), "{text}");
    assert!(text.starts_with("Swedish farmers") && !text.contains("Oslo"), "{text}");
}
