//! The data dictionary in docs is the one that the code has.

#[test]
fn the_page_is_in_step_with_the_tables() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/data-dictionary.md");
    let page = std::fs::read_to_string(path).expect("docs/data-dictionary.md is there");
    assert!(
        page == dateline_archive::dictionary::page(),
        "write it anew: cargo run --package dateline-archive --example dictionary > docs/data-dictionary.md"
    );
}
