//! What somebody tries in the first hour: the README's commands, help, versions, completions, manual pages, settings.

mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use program::has_encoder;

fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_remove("DATELINE_CONFIG").env("DATELINE_GAZETTEER", "built-in").env("NO_COLOR", "1");
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Exit status, standard output and standard error.
fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let output = command.output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// The first rows of each table that the README shows, with an ellipsis for the others.
fn shortened(printed: &str) -> String {
    let tables = printed[printed.find("\nWho\n").expect("the first table")..].trim().split("\n\n");
    let mut block = String::new();
    for table in tables {
        let mut lines = table.lines();
        let title = lines.next().expect("a title");
        let rows = if matches!(title, "Said" | "Did") { 13 } else { 8 };
        let (shown, left): (Vec<&str>, Vec<&str>) = (lines.clone().take(rows).collect(), lines.skip(rows).collect());
        block += &format!("\n    {title}\n");
        shown.iter().for_each(|line| block += &format!("    {line}\n"));
        block += if left.is_empty() { "" } else { "      …\n" };
    }
    block
}

#[test]
fn the_first_command_of_the_readme_prints_what_the_readme_shows() {
    if !has_encoder("the_first_command_of_the_readme_prints_what_the_readme_shows") {
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let (_, command) = readme.split_once("    $ dateline ").expect("the first command");
    let arguments: Vec<&str> = command.lines().next().expect("a command").split(' ').collect();
    assert_eq!(arguments[0], "read");
    let (status, printed, _) = run(dateline().args(&arguments).args(["--format", "table"]));
    assert_eq!(status, Some(0));
    let (start, end) =
        (readme.find("\n    Who\n").expect("its tables"), readme.find("\nA day in brackets").expect("their end"));
    let wanted = shortened(&printed);
    if std::env::var_os("DATELINE_WRITE_README").is_some() {
        fs::write(&path, format!("{}{wanted}{}", &readme[..start], &readme[end..])).expect("written");
    } else {
        let what =
            "the README shows what is not printed; write it anew: DATELINE_WRITE_README=1 cargo test --test first_hour";
        assert!(readme[start..end] == wanted, "{what}\n{wanted}");
    }
}

#[test]
fn every_command_that_the_readme_names_is_one() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README");
    let mut named: Vec<&str> =
        readme.split("dateline ").skip(1).filter_map(|rest| rest.split([' ', '`', '\n']).next()).collect();
    named.retain(|word| word.chars().all(|c| c.is_ascii_lowercase()) && !word.is_empty());
    named.sort_unstable();
    named.dedup();
    let (_, help, _) = run(dateline().arg("--help"));
    let is_command = |word: &&&str| help.lines().any(|line| line.trim_start().starts_with(&format!("{word} ")));
    let commands: Vec<&&str> = named.iter().filter(is_command).collect();
    assert!(commands.len() >= 15, "{named:?}");
    let listed = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `dateline "))
        .filter_map(|rest| rest.split([' ', '`']).next());
    for command in listed {
        assert_eq!(run(dateline().args([command, "--help"])).0, Some(0), "{command}");
    }
}

#[test]
fn help_tells_how_commands_end_and_mistakes_have_a_way_out() {
    let (status, help, _) = run(dateline().arg("--help"));
    assert!(
        status == Some(0) && help.contains("Exit status:") && help.contains("--quiet") && help.contains("--config")
    );
    for (arguments, tip) in [
        (&["raed"][..], "'read'"),
        (&["quote"], "'quotes'"),
        (&["read", "--fromat", "json", "x"], "'--format'"),
        (&["read", "--format", "jsnl", "x"], "'jsonl'"),
        (&["completions", "bsh"], "'bash'"),
    ] {
        let (status, _, told) = run(dateline().args(arguments));
        assert!(status == Some(2) && told.contains("tip:") && told.contains(tip), "{arguments:?}: {told}");
    }
}

#[test]
fn versions_are_those_of_all_that_is_read_with() {
    for flag in ["--version", "-V"] {
        let (status, told, _) = run(dateline().arg(flag));
        let heads: Vec<&str> = told.lines().filter_map(|line| line.split_whitespace().next()).collect();
        assert_eq!((status, heads), (Some(0), vec!["dateline", "model", "encoder", "codebook", "gazetteer"]), "{told}");
        assert!(told.starts_with(concat!("dateline ", env!("CARGO_PKG_VERSION"), "\n")));
    }
}

#[test]
fn shells_and_manuals_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (status, script, _) = run(dateline().args(["completions", shell]));
        assert!(status == Some(0) && script.contains("completions") && script.contains("gazetteer"), "{shell}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("man1");
    assert_eq!(run(dateline().arg("man").arg(&pages)).0, Some(0));
    for page in ["dateline.1", "dateline-read.1", "dateline-code.1", "dateline-model-install.1"] {
        let text = fs::read_to_string(pages.join(page)).expect("a page");
        assert!(text.contains(".TH dateline") && text.contains("OPTIONS"), "{page}");
    }
}

#[test]
fn the_doctor_tells_what_is_there_and_what_is_broken() {
    let folder = tempfile::tempdir().expect("a folder");
    let (status, told, _) = run(dateline().args(["doctor", "--model"]).arg(folder.path()));
    assert_eq!(status, Some(1), "{told}");
    for (what, state) in [("program", "ok"), ("model", "broken"), ("codebook", "ok"), ("trial", "broken")] {
        let line = told.lines().find(|line| line.starts_with(what)).expect("a line");
        assert_eq!(line.split_whitespace().nth(1), Some(state), "{told}");
    }
    fs::write(folder.path().join("places.tsv"), "no place\n").expect("a file");
    let (status, told, _) = run(dateline().args(["doctor", "--gazetteer"]).arg(folder.path().join("places.tsv")));
    assert!(status == Some(1) && told.contains("places.tsv:1: it has 1 of the eight columns"), "{told}");
    if has_encoder("the_doctor_tells_what_is_there_and_what_is_broken") {
        let (status, told, _) = run(dateline().arg("doctor"));
        assert!(status == Some(0) && !told.contains("broken"), "{told}");
    }
}

#[test]
fn settings_are_found_from_folder_to_folder_and_options_come_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let (near, home) = (folder.path().join("work/news"), folder.path().join("home"));
    fs::create_dir_all(&near).expect("folders");
    fs::create_dir_all(home.join("dateline")).expect("folders");
    let body = |name: &str, country: &str| {
        format!("[[organization]]\nname = \"{name}\"\ncountry = \"{country}\"\nsector = [\"NGO\"]\nkind = \"ngo\"\n")
    };
    for (place, country) in [("work/mine", "NOR"), ("home/dateline/mine", "EST"), ("other", "POL")] {
        fs::create_dir_all(folder.path().join(place)).expect("a folder");
        fs::write(folder.path().join(place).join("own.toml"), body("Harbour Watch", country)).expect("a file");
    }
    let code = |arguments: &[&str]| {
        let mut command = dateline();
        command.current_dir(&near).env("XDG_CONFIG_HOME", &home).env("HOME", &home).env_remove("DATELINE_CODEBOOK");
        let (_, printed, told) = run(command.args(["actor", "Harbour Watch"]).args(arguments));
        printed.lines().next().unwrap_or(&told).to_owned()
    };
    let none = code(&[]);
    if cfg!(target_os = "linux") {
        fs::write(home.join("dateline/dateline.toml"), "codebook = \"mine\"\n").expect("a file");
        assert_eq!(code(&[]), "EST NGO");
    }
    fs::write(folder.path().join("work/dateline.toml"), "codebook = \"mine\"\n").expect("a file");
    assert_eq!(code(&[]), "NOR NGO");
    let other = folder.path().join("other").display().to_string();
    assert_eq!(code(&["--codebook", &other]), "POL NGO");
    fs::write(near.join("dateline.toml"), "# nothing is set\n").expect("a file");
    assert_eq!(code(&[]), none);
    fs::write(near.join("dateline.toml"), "jobs = 2\ncodebok = \"mine\"\n").expect("a file");
    assert!(code(&[]).contains("dateline.toml:2: unknown field `codebok`"), "{}", code(&[]));
}

#[test]
fn quiet_tells_errors_alone_and_verbose_tells_more() {
    if !has_encoder("quiet_tells_errors_alone_and_verbose_tells_more") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.txt");
    fs::write(&report, "Norway accused Sweden of breaking the treaty on Monday.").expect("a file");
    let code = |flag: &[&str], out: &str| {
        run(dateline()
            .args(flag)
            .args(["code", "--quick", "--jobs", "99"])
            .arg(&report)
            .arg("--out")
            .arg(folder.path().join(out)))
        .2
    };
    assert_eq!(code(&["--quiet"], "one"), "");
    let told = code(&[], "two");
    assert!(told.contains("1 report read") && told.contains("1 coded: 1 happening, told 1 time,"), "{told}");
    let more = code(&["--verbose"], "three");
    assert!(more.contains("language model en_core_web_sm") && more.contains("1 report read"), "{more}");
    let missing = run(dateline().args(["--quiet", "read", "no/such/file"]));
    assert!(missing.0 == Some(1) && missing.2.contains("no such file"), "{}", missing.2);
}
