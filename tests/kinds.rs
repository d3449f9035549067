//! `dateline kinds`, `--explain-source` and `--columns` as their users meet them. No model is needed.

use std::fs;
use std::process::{Command, Output};

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().expect("the program runs")
}

fn printed(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn kinds_are_listed_with_a_command_each() {
    let run = dateline(&["kinds"]);
    let list = printed(&run.stdout);
    assert!(run.status.success());
    for kind in ["csv ", "workbook ", "newsml-1 ", "mailbox ", "factiva "] {
        assert!(list.lines().any(|line| line.starts_with(kind)), "{kind}: {list}");
    }
    assert!(list.contains("dateline read reports.csv --columns text=body,date=day"));
}

#[test]
fn a_file_says_as_what_it_is_read_and_why() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file is written");
        path.to_string_lossy().into_owned()
    };
    let table = path("a.txt", "nr;day;words\n7;2031-03-08;Rain fell.\n8;2031-03-09;Boats stayed.\n");
    let other = path("b.xml", "<?xml version=\"1.0\"?><Story><id>7</id></Story>");
    let run = dateline(&["read", "--explain-source", "--columns", "text=words,id=nr", &table, &other]);
    let (told, problem) = (printed(&run.stdout), printed(&run.stderr));
    assert!(run.status.success(), "{problem}");
    assert!(
        told.contains("a.txt: csv") && told.contains("parted by semicolons; text=words, id=nr, date=day"),
        "{told}"
    );
    assert!(told.contains("told by: ") && problem.contains("<Story>"), "{told}{problem}");
    let run = dateline(&["read", "--explain-source", &other]);
    assert_eq!(run.status.code(), Some(1));
}

#[test]
fn a_column_that_nobody_asks_for_is_wrong_usage() {
    let run = dateline(&["read", "--columns", "words=body", "none.csv"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(printed(&run.stderr).contains("publisher"), "{}", printed(&run.stderr));
}
