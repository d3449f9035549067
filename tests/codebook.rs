//! `dateline codebook`: a user's entries are checked, and the reference in docs is the one that the entries have.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn codebook(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).arg("codebook").args(arguments).output().expect("the program runs")
}

/// The names and texts of the files of a folder.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let files = fs::read_dir(folder).expect("the folder can be read").map(|file| file.expect("a file").path());
    let mut texts: Vec<(String, String)> = files
        .map(|file| {
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&file).expect("a text"))
        })
        .collect();
    texts.sort();
    texts
}

#[test]
fn the_reference_in_docs_is_that_of_the_entries() {
    let made = tempfile::tempdir().expect("a folder");
    assert!(codebook(&["docs", &made.path().display().to_string()]).status.success());
    let kept = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join("codebook"));
    let made = texts(made.path());
    assert!(made.len() == 18, "a list, sixteen events, the cues of speech: {}", made.len());
    let other: Vec<&str> = made.iter().filter(|page| !kept.contains(page)).map(|(name, _)| name.as_str()).collect();
    assert!(
        other.is_empty() && kept.len() == made.len(),
        "{other:?}: write them anew: dateline codebook docs docs/codebook"
    );
}

const ACTORS: &str = r#"
[[person]]
name = "Ilmar Toomsalu"
gender = "m"
country = "EST"
offices = [
  { title = "mayor", country = "ESX", sector = ["GOV"], from = "2019-13" },
]

[[organization]]
name = "Harbour Watch"
country = "NOR"
sector = ["NGO"]
"#;

const ENTRIES: &str = r#"
[[entry]]
id = "coerce-toll"
event = "COERCE"
cameo = "172"
what = "Taking a toll from strangers."
verb = ["toll"]
object = ["@boats"]
with_preposition = ["fro"]
recipient = ["object"]
example = "Norway tolled Swedish ships."
counter = "The bell tolled."
"#;

#[test]
fn all_mistakes_of_a_folder_are_told_with_file_line_and_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("actors.toml"), ACTORS).expect("a file");
    fs::write(path("did.toml"), ENTRIES).expect("a file");
    let output = codebook(&["check", &folder.path().display().to_string()]);
    let told = String::from_utf8(output.stdout).expect("text");
    assert_eq!(output.status.code(), Some(1), "{told}");
    let lines: Vec<&str> = told.lines().collect();
    let starts = [
        format!("{}:7: entry Ilmar Toomsalu: there is no country with the code ESX", path("actors.toml")),
        format!("{}:7: entry Ilmar Toomsalu: 2019-13 is no year, month or day", path("actors.toml")),
        format!("{}:10: entry Harbour Watch: missing field `kind`", path("actors.toml")),
        format!("{}:8: entry coerce-toll: no class is called @boats", path("did.toml")),
        format!("{}:9: entry coerce-toll: \"fro\" is neither", path("did.toml")),
    ];
    assert_eq!(lines.len(), starts.len(), "{told}");
    for (line, start) in lines.iter().zip(&starts) {
        assert!(line.starts_with(start.as_str()), "{line}\n{start}");
    }
}

#[test]
fn a_sound_folder_of_actors_is_told_to_be_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = ACTORS.replace("ESX", "EST").replace("2019-13", "2019-11") + "kind = \"ngo\"\n";
    fs::write(folder.path().join("actors.toml"), sound).expect("a file");
    let output = codebook(&["check", &folder.path().display().to_string()]);
    assert!(output.status.success() && output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    let empty = tempfile::tempdir().expect("a folder");
    assert!(!codebook(&["check", &empty.path().display().to_string()]).status.success(), "a folder without entries");
}
