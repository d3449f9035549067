//! The list of what is read: each kind once, and docs/inputs.md is written from it. `DATELINE_WRITE=1` writes it anew.

use std::collections::BTreeSet;
use std::path::Path;

use dateline_intake::{KINDS, kinds_document};

#[test]
fn the_document_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/inputs.md");
    if std::env::var_os("DATELINE_WRITE").is_some() {
        std::fs::write(&path, kinds_document()).expect("docs/inputs.md is written");
    }
    let written = std::fs::read_to_string(&path).expect("docs/inputs.md is there");
    assert_eq!(written, kinds_document(), "run DATELINE_WRITE=1 cargo test -p dateline-intake --test kinds");
}

#[test]
fn each_kind_has_a_name_of_its_own_and_a_command() {
    let names: BTreeSet<&str> = KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(names.len(), KINDS.len());
    for kind in KINDS {
        assert!(
            kind.example.contains("dateline ") && !kind.report.is_empty() && !kind.told_by.is_empty(),
            "{}",
            kind.name
        );
    }
}
