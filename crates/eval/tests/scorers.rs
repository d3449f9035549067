//! Are the figures those of the sets' own scorers? Gold is damaged by chance and scored by both, where sets and scorers are.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use dateline_eval::statistics::Resampling;
use dateline_eval::{Answers, Evaluation, Figures, Set};
use fastrand::Rng;
use serde_json::Value;

mod damage;

/// Folder of sets and scorers by others, beside the repository.
fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// A figure of ours, where the scorer's is, and how that is written.
type Pairs<'p> = &'p [(&'p str, &'p str, fn(&Figures) -> Option<f64>, Written)];

/// Of which whole a figure is, and how far rounding moves it.
type Written = (f64, f64);
const FOURTH: Written = (1.0, 0.000_050_1);
const THIRD: Written = (1.0, 0.000_501);
const PER_CENT: Written = (100.0, 0.0501);

fn f1(figures: &Figures) -> Option<f64> {
    figures.f1.map(|estimate| estimate.value)
}

fn precision(figures: &Figures) -> Option<f64> {
    figures.precision.map(|estimate| estimate.value)
}

fn recall(figures: &Figures) -> Option<f64> {
    figures.recall.map(|estimate| estimate.value)
}

fn value(figures: &Figures) -> Option<f64> {
    figures.value.map(|estimate| estimate.value)
}

/// Scores the same rows twice and compares; `arguments` of the scorer stand around the path of the rows. Whether it could be done.
fn compare(test: &str, set: Set, gold: &[PathBuf], rows: &[Value], scorer: &[&str], pairs: Pairs<'_>) {
    let file = std::env::temp_dir().join(format!("dateline-{test}-{}.jsonl", std::process::id()));
    let lines: String = rows.iter().map(|row| format!("{row}\n")).collect();
    std::fs::write(&file, lines).expect("a file can be written");
    let arguments = scorer.iter().map(|argument| match *argument {
        "PREDICTIONS" => file.clone().into_os_string(),
        argument => argument.into(),
    });
    let run = Command::new("python3").args(arguments).output().expect("Python runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let printed = String::from_utf8(run.stdout).expect("JSON is text");
    let theirs: Value =
        serde_json::from_str(printed.lines().last().unwrap_or_default()).expect("the last line is JSON");
    let part = set.open(gold).expect("the gold can be read").remove(0);
    let answers = Answers::of_file(&file).expect("the rows can be read");
    let ours = Evaluation::of(&part, &answers, Resampling { draws: 0, seed: 1 }, false);
    std::fs::remove_file(&file).expect("the file is there");
    for (name, path, figure, (whole, moved)) in pairs {
        let pointer = format!("/{path}");
        let theirs =
            theirs.pointer(&pointer).and_then(Value::as_f64).unwrap_or_else(|| panic!("{pointer} in {theirs}"));
        let ours = ours.figure(name).and_then(figure).unwrap_or_else(|| panic!("{name}")) * whole;
        assert!((ours - theirs).abs() <= *moved, "{test}: {name}: {ours}, the scorer has {theirs}");
    }
}

/// The scorer's path, or a line that even a captured test shows.
fn scorer(test: &str, name: &str) -> Option<String> {
    let path = shared().join("score").join(name);
    let is_there = path.exists() && Command::new("python3").arg("--version").output().is_ok();
    if !is_there {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no sets and scorers beside the repository, or no Python");
    }
    is_there.then(|| path.display().to_string())
}

fn rows(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect()
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("a path is text")
}

#[test]
fn whole_articles() {
    let Some(scorer) = scorer("whole_articles", "whole.py") else { return };
    let file = |name: &str| shared().join("bench/whole").join(name);
    let [articles, a, b] = ["dev.articles.jsonl", "dev.coder_A.jsonl", "dev.coder_B.jsonl"].map(file);
    let records = damage::records(&rows(&articles), &rows(&b), &mut Rng::with_seed(3));
    let arguments = [&scorer, shown(&articles), shown(&a), shown(&b), "PREDICTIONS"];
    compare(
        "whole",
        Set::Whole,
        &[articles.clone(), a.clone(), b.clone()],
        &records,
        &arguments,
        &[
            ("act", "act/precision", precision, FOURTH),
            ("act", "act/recall", recall, FOURTH),
            ("parties", "parties/precision", precision, FOURTH),
            ("parties", "parties/f1", f1, FOURTH),
            ("full", "full/recall", recall, FOURTH),
            ("full", "full/f1", f1, FOURTH),
            ("happenings", "happenings/precision", precision, FOURTH),
            ("happenings", "happenings/recall", recall, FOURTH),
            ("day", "fields/when/0", value, THIRD),
            ("place", "fields/where/0", value, THIRD),
            ("claimed or not", "fields/claimed/0", value, THIRD),
            ("whether it has happened", "fields/aux/0", value, THIRD),
        ],
    );
}

#[test]
fn quotations() {
    let Some(scorer) = scorer("quotations", "quotations.py") else { return };
    let folder = shared().join("bench/polnear/dev");
    let rows = damage::quotations(&folder, &mut Rng::with_seed(4));
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder.join("text")).expect("texts are there").flatten().map(|e| e.path()).collect();
    files.sort();
    compare(
        "quotations",
        Set::Quotations,
        &files,
        &rows,
        &[&scorer, shown(&folder), "PREDICTIONS"],
        &[
            ("words", "all/tokens/f1", f1, FOURTH),
            ("content exact", "all/exact/p", precision, FOURTH),
            ("content exact to the character", "all/strict/r", recall, FOURTH),
            ("content, four fifths of the words", "all/jaccard80/f1", f1, FOURTH),
            ("content, half of the words", "all/jaccard50/f1", f1, FOURTH),
            ("content and speaker", "all/joint/f1", f1, FOURTH),
            ("content and speaker, where one is named", "all/joint_sourced/f1", f1, FOURTH),
            ("speaker", "all/speaker_overlap", value, FOURTH),
            ("speaker exact", "all/speaker_exact", value, FOURTH),
            ("direct: words", "direct/tokens/p", precision, FOURTH),
            ("direct: content and speaker", "direct/joint/f1", f1, FOURTH),
            ("found of direct", "recall50_by_kind/direct/recall", value, FOURTH),
            ("found of mixed", "recall50_by_kind/mixed/recall", value, FOURTH),
            ("found of indirect", "recall50_by_kind/indirect/recall", value, FOURTH),
        ],
    );
}

#[test]
fn relations() {
    let Some(scorer) = scorer("relations", "relations.py") else { return };
    let gold = shared().join("bench/plv/plv_train.jsonl");
    let rows = damage::roots(&rows(&gold), &mut Rng::with_seed(5));
    compare(
        "relations",
        Set::Relations,
        std::slice::from_ref(&gold),
        &rows,
        &[&scorer, shown(&gold), "PREDICTIONS"],
        &[
            ("accuracy", "root/accuracy", value, FOURTH),
            ("macro-F1", "root/macro_f1", value, FOURTH),
            ("YIELD", "root/per_class/YIELD/p", precision, FOURTH),
            ("ASSAULT", "root/per_class/ASSAULT/f1", f1, FOURTH),
            ("quads: accuracy", "quad/accuracy", value, FOURTH),
            ("quads: macro-F1", "quad/macro_f1", value, FOURTH),
            ("cooperation or conflict: accuracy", "binary_accuracy", value, FOURTH),
        ],
    );
}

#[test]
fn open_events() {
    let Some(scorer) = scorer("open_events", "open_events.py") else { return };
    let gold = shared().join("bench/plv/plv_train.jsonl");
    let rows = damage::relations(&rows(&gold), &mut Rng::with_seed(6));
    compare(
        "open-events",
        Set::OpenEvents,
        std::slice::from_ref(&gold),
        &rows,
        &[&scorer, shown(&gold), "PREDICTIONS"],
        &[("the two related", "dyad_recall", value, FOURTH), ("related by the event", "event_recall", value, FOURTH)],
    );
}

#[test]
fn events_of_sentences() {
    let Some(scorer) = scorer("events_of_sentences", "events.py") else { return };
    let gold = std::env::temp_dir().join(format!("dateline-gsr-{}.jsonl", std::process::id()));
    let mut chance = Rng::with_seed(7);
    let (sentences, told) = damage::sentences(&mut chance);
    std::fs::write(&gold, sentences.iter().map(|row| format!("{row}\n")).collect::<String>())
        .expect("a file can be written");
    compare(
        "events",
        Set::Events,
        std::slice::from_ref(&gold),
        &told,
        &[&scorer, shown(&gold), "PREDICTIONS"],
        &[
            ("events", "root/p", precision, FOURTH),
            ("events", "root/r", recall, FOURTH),
            ("events, each once", "root_set/f1", f1, FOURTH),
            ("events with their countries", "root_dyad/f1", f1, FOURTH),
            ("pairs of countries", "dyad/p", precision, FOURTH),
            ("pairs of countries", "dyad/f1", f1, FOURTH),
        ],
    );
    std::fs::remove_file(gold).expect("the file is there");
}

#[test]
fn times() {
    let Some(scorer) = scorer("times", "times.py") else { return };
    let gold = shared().join("bench/times/timebank.dev.jsonl");
    let rows = damage::stretches(&rows(&gold), "timexes", &mut Rng::with_seed(8));
    compare(
        "times",
        Set::Times,
        std::slice::from_ref(&gold),
        &rows,
        &[&scorer, shown(&gold), "PREDICTIONS"],
        &[
            ("strict", "strict_F1", f1, PER_CENT),
            ("relaxed", "relaxed_P", precision, PER_CENT),
            ("relaxed", "relaxed_R", recall, PER_CENT),
            ("type", "type_F1", f1, PER_CENT),
            ("value", "value_F1", f1, PER_CENT),
            ("value, of those found", "value_acc", value, PER_CENT),
        ],
    );
}

#[test]
fn places() {
    let Some(scorer) = scorer("places", "places.py") else { return };
    for name in ["lgl", "gwn"] {
        let gold = shared().join(format!("bench/places/{name}.dev.jsonl"));
        let rows = damage::stretches(&rows(&gold), "places", &mut Rng::with_seed(9));
        compare(
            "places",
            Set::Places,
            std::slice::from_ref(&gold),
            &rows,
            &[&scorer, shown(&gold), "PREDICTIONS"],
            &[
                ("same stretch", "exact_PRF/0", precision, PER_CENT),
                ("same stretch", "exact_PRF/2", f1, PER_CENT),
                ("any overlap", "overlap_PRF/1", recall, PER_CENT),
                ("found and within 161 km", "e2e161_PRF/2", f1, PER_CENT),
                ("within 161 km, of those found", "acc161", value, PER_CENT),
                ("within 161 km, of those with a point", "acc161_of_resolved", value, PER_CENT),
            ],
        );
    }
}

#[test]
fn who_is_who() {
    let Some(scorer) = scorer("who_is_who", "coref.py") else { return };
    let gold = shared().join("bench/coref/gum_news.dev.jsonl");
    let rows = damage::stretches(&rows(&gold), "entities", &mut Rng::with_seed(10));
    let some = [&*scorer, shown(&gold), "PREDICTIONS", "--types", "person,organization,place", "--min", "2"];
    compare(
        "coref",
        Set::Coref,
        std::slice::from_ref(&gold),
        &rows,
        &some,
        &[
            ("mentions", "mentions/0", precision, PER_CENT),
            ("MUC", "MUC/2", f1, PER_CENT),
            ("B³", "B3/1", recall, PER_CENT),
            ("CEAF", "CEAFe/2", f1, PER_CENT),
            ("CoNLL F1", "CoNLL", value, PER_CENT),
        ],
    );
    compare(
        "coref-all",
        Set::Coref,
        std::slice::from_ref(&gold),
        &rows,
        &some[..3],
        &[
            ("all mentions: mentions", "mentions/2", f1, PER_CENT),
            ("all mentions: MUC", "MUC/0", precision, PER_CENT),
            ("all mentions: B³", "B3/2", f1, PER_CENT),
            ("all mentions: CoNLL F1", "CoNLL", value, PER_CENT),
            ("the same entry of Wikidata", "linking", value, PER_CENT),
        ],
    );
}

#[test]
fn pages() {
    let Some(scorer) = scorer("pages", "webpages.py") else { return };
    let gold = shared().join("bench/html/fundus.jsonl");
    let rows = damage::pages(&rows(&gold), &mut Rng::with_seed(11));
    compare(
        "pages",
        Set::Pages,
        std::slice::from_ref(&gold),
        &rows,
        &[&scorer, shown(&gold), "PREDICTIONS"],
        &[
            ("text", "text/P", precision, THIRD),
            ("text", "text/R", recall, THIRD),
            ("text", "text/F1", f1, THIRD),
            ("text, word for word", "text/accuracy", value, THIRD),
            ("headline", "title/exact%", value, PER_CENT),
            ("headline, or one within the other", "title/loose%", value, PER_CENT),
            ("day", "date/correct%", value, PER_CENT),
            ("day missing", "date/missing%", value, PER_CENT),
            ("writers", "author/F1", f1, PER_CENT),
            ("language", "lang/correct%", value, PER_CENT),
        ],
    );
}

#[test]
fn stories_and_copies() {
    let Some(scorer) = scorer("stories_and_copies", "stories.py") else { return };
    let gold = shared().join("bench/stories/ecbplus.dev.jsonl");
    let told = damage::clusters(&rows(&gold), &mut Rng::with_seed(12));
    compare(
        "stories",
        Set::Stories,
        std::slice::from_ref(&gold),
        &told,
        &[&scorer, "stories", shown(&gold), "PREDICTIONS"],
        &[
            ("pairs", "pairwise_PRF/0", precision, PER_CENT),
            ("pairs", "pairwise_PRF/2", f1, PER_CENT),
            ("B³", "bcubed_PRF/0", precision, PER_CENT),
            ("B³", "bcubed_PRF/1", recall, PER_CENT),
        ],
    );
    let file = |name: &str| shared().join("bench/stories").join(name);
    let [docs, pairs] = ["neardup.docs.jsonl", "neardup.pairs.jsonl"].map(file);
    let told = damage::copies(&rows(&pairs), &mut Rng::with_seed(13));
    compare(
        "copies",
        Set::Copies,
        std::slice::from_ref(&docs),
        &told,
        &[&scorer, "copies", shown(&docs), shown(&pairs), "PREDICTIONS"],
        &[
            ("pairs", "ALL/PRF/0", precision, PER_CENT),
            ("pairs", "ALL/PRF/1", recall, PER_CENT),
            ("pairs", "ALL/PRF/2", f1, PER_CENT),
        ],
    );
}
