//! What does a system answer that is right here and wrong there?

use std::path::Path;

use fastrand::Rng;
use serde_json::{Value, json};

/// Whether something happens that happens so many times of a hundred.
fn by_chance(chance: &mut Rng, of_hundred: u32) -> bool {
    chance.u32(..100) < of_hundred
}

/// The annotations under a key, some left out, some moved, some with what another has, and a few too many.
pub(crate) fn stretches(gold: &[Value], key: &str, chance: &mut Rng) -> Vec<Value> {
    let all: Vec<Value> = gold.iter().flat_map(|row| row[key].as_array().cloned().unwrap_or_default()).collect();
    let mut rows = Vec::new();
    for row in gold {
        if by_chance(chance, 5) {
            continue;
        }
        let mut told = Vec::new();
        for wanted in row[key].as_array().into_iter().flatten() {
            if by_chance(chance, 15) {
                continue;
            }
            let mut item = wanted.clone();
            for end in ["start", "end"] {
                if by_chance(chance, 15) {
                    let at = item[end].as_u64().unwrap_or_default();
                    item[end] = json!(if by_chance(chance, 50) { at + 3 } else { at.saturating_sub(3) });
                }
            }
            let other = &all[chance.usize(..all.len())];
            for fields in [&["type"][..], &["value"], &["lat", "lon"], &["geonames_id"], &["chain"], &["wikidata"]] {
                let is_swapped = by_chance(chance, 12);
                for field in fields.iter().filter(|field| is_swapped && wanted.get(**field).is_some()) {
                    item[*field] = other.get(*field).cloned().unwrap_or(Value::Null);
                }
            }
            if item["start"].as_u64() < item["end"].as_u64() {
                told.push(item);
            }
        }
        if by_chance(chance, 40) {
            told.push(all[chance.usize(..all.len())].clone());
        }
        rows.push(json!({"id": row["id"], key: told}));
    }
    rows
}

/// Records that tell a coder's happenings, of which some are told in pieces, or by others.
pub(crate) fn records(articles: &[Value], coded: &[Value], chance: &mut Rng) -> Vec<Value> {
    let event = |text: &str, happening: &Value, mention: &Value, number: usize, chance: &mut Rng| {
        let words = mention["text"].as_str()?;
        let at = text[..text.find(words)?].chars().count();
        let party = |codes: &Value, chance: &mut Rng| -> Vec<Value> {
            let kept = codes.as_array().into_iter().flatten().filter(|_| !by_chance(chance, 15)).collect::<Vec<_>>();
            kept.into_iter()
                .map(|code| json!({"code": if by_chance(chance, 10) { json!("FRA GOV") } else { code.clone() }}))
                .collect()
        };
        let (actor, recipient) = (party(&happening["actor"], chance), party(&happening["recipient"], chance));
        Some(json!({
            "event": if by_chance(chance, 10) { json!("ACCUSE") } else { happening["event"].clone() },
            "aux": happening["aux"], "actor": actor, "recipient": recipient, "confidence": 0.5,
            "happening": if by_chance(chance, 80) { json!(format!("h{number}")) } else { Value::Null },
            "when": {"value": happening["when"]}, "place": {"name": happening["where"]},
            "said_in": happening["claimed_by"],
            "trigger": {"start": at, "end": at + 3, "lemma": "go"},
            "sentence": {"start": at.saturating_sub(chance.usize(..30)), "end": at + chance.usize(1..60)},
        }))
    };
    let record = |row: &Value, chance: &mut Rng| {
        let text = articles.iter().find(|article| article["id"] == row["id"])?["text"].as_str()?;
        let mut events = Vec::new();
        for (number, happening) in row["happenings"].as_array()?.iter().enumerate() {
            let mentions =
                happening["mentions"].as_array()?.iter().filter(|_| !by_chance(chance, 25)).collect::<Vec<_>>();
            events.extend(mentions.into_iter().filter_map(|mention| event(text, happening, mention, number, chance)));
        }
        Some(json!({"source": {"id": row["id"]}, "events": events}))
    };
    coded.iter().filter_map(|row| record(row, chance)).collect()
}

/// Quotations of the annotations, with other speakers and other ends here and there.
pub(crate) fn quotations(folder: &Path, chance: &mut Rng) -> Vec<Value> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder.join("attributions")).expect("annotations are there").flatten().collect();
    names.sort_by_key(std::fs::DirEntry::file_name);
    let mut rows = Vec::new();
    for entry in names {
        let name = entry.file_name().into_string().expect("a name is text");
        let id = &name[..name.len() - "_1a2b.ann".len()];
        let text = std::fs::read_to_string(entry.path()).expect("annotations can be read");
        let of = |role: &str| -> Vec<Value> {
            let lines = text.lines().filter_map(|line| line.split('\t').nth(1)?.strip_prefix(role));
            let pair =
                |part: &str| part.split_whitespace().map(|n| n.parse::<u64>().expect("a number")).collect::<Vec<_>>();
            lines.map(|spans| json!(spans.split(';').map(pair).collect::<Vec<_>>())).collect()
        };
        let (contents, sources) = (of("Content "), of("Source "));
        let mut told = Vec::new();
        for (i, content) in contents.iter().enumerate() {
            if by_chance(chance, 15) {
                continue;
            }
            let mut content = content.clone();
            let end = content[0][1].as_u64().unwrap_or_default();
            if by_chance(chance, 40) {
                content[0][1] =
                    json!(end.saturating_sub(chance.u64(..40)).max(content[0][0].as_u64().unwrap_or_default() + 1));
            }
            let speaker = if by_chance(chance, 80) { sources.get(i).cloned() } else { None };
            told.push(json!({"content": content, "speaker": speaker.unwrap_or(json!([]))}));
        }
        rows.push(json!({"id": id, "quotations": told}));
    }
    rows
}

const ROOTS: [&str; 7] = ["ACCUSE", "CONCEDE", "RETREAT", "AGREE", "ASSAULT", "DEMAND", "COERCE"];

/// Roots, of which some are others, and some are missing.
pub(crate) fn roots(gold: &[Value], chance: &mut Rng) -> Vec<Value> {
    let mut rows = Vec::new();
    for row in gold {
        let root = if by_chance(chance, 30) { json!(ROOTS[chance.usize(..ROOTS.len())]) } else { row["root"].clone() };
        if !by_chance(chance, 5) {
            rows.push(json!({"id": row["id"], "root": root}));
        }
    }
    rows
}

/// Records with the marked relation, or another.
pub(crate) fn relations(gold: &[Value], chance: &mut Rng) -> Vec<Value> {
    let party = |span: &Value, chance: &mut Rng| {
        let shift = if by_chance(chance, 20) { 200 } else { 0 };
        json!([{"start": span[0].as_u64().unwrap_or_default() + shift, "end": span[1].as_u64().unwrap_or_default() + shift}])
    };
    let row = |row: &Value, chance: &mut Rng| {
        let root = if row["root"] == "YIELD" { json!("RETREAT") } else { row["root"].clone() };
        let root = if by_chance(chance, 20) { json!("ACCUSE") } else { root };
        let event =
            json!({"event": root, "actor": party(&row["source"], chance), "recipient": party(&row["target"], chance)});
        json!({"source": {"id": row["id"]}, "events": if by_chance(chance, 10) { json!([]) } else { json!([event]) }})
    };
    gold.iter().map(|gold| row(gold, chance)).collect()
}

/// Sentences with events between codes, and what a system tells of them.
pub(crate) fn sentences(chance: &mut Rng) -> (Vec<Value>, Vec<Value>) {
    const CODES: [&str; 7] = ["NORGOV", "SWE", "DNK MIL", "KSV", "---REB", "IGOUNO", "FIN"];
    let codes = |chance: &mut Rng| -> Vec<&str> {
        (0..chance.usize(..3)).map(|_| CODES[chance.usize(..CODES.len())]).collect()
    };
    let (mut gold, mut told) = (Vec::new(), Vec::new());
    for id in 0..150 {
        let (sources, targets, root) = (codes(chance), codes(chance), ROOTS[chance.usize(..ROOTS.len())]);
        let coded = |codes: &[&str]| codes.iter().map(|code| json!({"code": code})).collect::<Vec<_>>();
        let reciprocal = by_chance(chance, 15);
        let event =
            json!({"event": root, "sources": coded(&sources), "targets": coded(&targets), "reciprocal": reciprocal});
        let usable = !by_chance(chance, 10);
        gold.push(json!({"id": id.to_string(), "text": "The envoys met.", "events": [event], "usable": usable, "usable_dyad": by_chance(chance, 50)}));
        let said = if by_chance(chance, 30) { ROOTS[chance.usize(..ROOTS.len())] } else { root };
        let source = if by_chance(chance, 30) { codes(chance) } else { sources };
        let event = json!({"root": said, "source": source, "target": targets, "reciprocal": reciprocal});
        told.push(
            json!({"id": id.to_string(), "events": if by_chance(chance, 10) { json!([]) } else { json!([event]) }}),
        );
    }
    (gold, told)
}

/// Pages whose text is cut, whose headline is longer, whose day is another.
pub(crate) fn pages(gold: &[Value], chance: &mut Rng) -> Vec<Value> {
    let row = |row: &Value, chance: &mut Rng| {
        let text: Vec<char> = row["text"].as_str().unwrap_or_default().chars().collect();
        let cut = if by_chance(chance, 50) { chance.usize(..=text.len() / 2) } else { 0 };
        let text: String = text[cut..].iter().collect();
        let title = row["title"].as_str().unwrap_or_default();
        let title = match chance.u8(..4) {
            0 => title.to_uppercase(),
            1 => format!("{title} | The Gazette"),
            2 => title.chars().take(20).collect(),
            _ => title.to_owned(),
        };
        let date = if by_chance(chance, 20) {
            json!("2031-01-01")
        } else if by_chance(chance, 10) {
            Value::Null
        } else {
            row["date"].clone()
        };
        let author =
            if by_chance(chance, 30) { json!("By Ada Brandt and Ilmar Toomsalu") } else { row["authors"].clone() };
        let lang = if by_chance(chance, 20) { json!("nb-NO") } else { row["lang"].clone() };
        json!({"id": row["id"], "text": text, "title": title, "date": date, "author": author, "lang": lang})
    };
    gold.iter().map(|gold| row(gold, chance)).collect()
}

/// Clusters of which some are parted or mixed.
pub(crate) fn clusters(gold: &[Value], chance: &mut Rng) -> Vec<Value> {
    let mut rows = Vec::new();
    for row in gold {
        let other = &gold[chance.usize(..gold.len())];
        let cluster = if by_chance(chance, 20) { &other["cluster"] } else { &row["cluster"] };
        if !by_chance(chance, 5) {
            rows.push(json!({"id": row["id"], "cluster": cluster}));
        }
    }
    rows
}

/// Pairs that are called copies, of each label.
pub(crate) fn copies(gold: &[Value], chance: &mut Rng) -> Vec<Value> {
    let mut rows = Vec::new();
    for row in gold {
        let of_hundred = if row["label"] == "dup" { 80 } else { 30 };
        if by_chance(chance, of_hundred) {
            rows.push(json!({"a": row["b"], "b": row["a"]}));
        }
    }
    rows
}
