//! The data dictionary: what stands in which column, as a page.

use std::fmt::Write;

use crate::columns::{CellType, Column, STORY_TABLES, TABLES, Table};

/// The page, in Markdown.
///
/// # Example
///
/// ```
/// assert!(dateline_archive::dictionary::page().contains("## events"));
/// ```
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    TABLES.iter().for_each(|table| section(&mut page, table));
    STORY_TABLES.iter().for_each(|table| section(&mut page, table));
    page
}

fn section<S>(page: &mut String, table: &Table<S>) {
    let _ = write!(
        page,
        "\n## {}\n\n{}\n\n| column | type | unit | what it holds |\n|---|---|---|---|\n| `{}` | int64 | | {} |\n",
        table.name, table.about, table.key.0, table.key.1
    );
    table.columns.iter().for_each(|column| line(page, column));
}

const HEAD: &str = "# Data dictionary\n\n\
    What `dateline code` writes, table by table; the same names in Parquet and CSV. This page is made from the program's own\n\
    definition of its tables (`cargo run --example dictionary --package dateline-archive`); a test keeps them in step.\n\n\
    `report` joins the tables: it is the number of a report in the archive, from 1 in the order of the input. Ids such as\n\
    `quotation_id` are unique within a report. Offsets count characters of the text, end exclusive. A list of stretches is\n\
    `list<struct<start, end>>` in Parquet and `[[start, end], …]` in CSV, where the other lists are JSON, too. What is not\n\
    known is null in Parquet and empty in CSV.\n\n\
    The last five tables, `copies` to `differences`, are there with `--dedup` ([how](stories.md)); `story` joins these, from\n\
    0, and ids such as `merged_event_id` are unique within a story.\n";

fn line<S>(page: &mut String, column: &Column<S>) {
    let kind = match column.cells {
        CellType::Text | CellType::Words => "string",
        CellType::Texts => "list<string>",
        CellType::Whole => "int64",
        CellType::Wholes => "list<int64>",
        CellType::Real => "double",
        CellType::Day => "date",
        CellType::Flag => "boolean",
        CellType::Spans => "list<struct<start, end>>",
    };
    let _ = writeln!(page, "| `{}` | {kind} | {} | {} |", column.name, column.unit.unwrap_or_default(), column.about());
}
