//! Prints the data dictionary: docs/data-dictionary.md.

use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(dateline_archive::dictionary::page().as_bytes())
}
