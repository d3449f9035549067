//! What `dateline code` promises of bad days: runs that are ended, archives that were touched, inputs that are not what they
//! seem. docs/promises.md lists the promises. Needs the model; without one the tests say so and pass.

mod program;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use program::{dateline, has_model};

fn code(inputs: &[&Path], out: &Path, arguments: &[&str]) -> Command {
    let mut command = dateline();
    command.args(["code", "--quick", "--format", "csv", "--part", "1", "--out"]).arg(out).args(inputs).args(arguments);
    command
}

fn run(mut command: Command) -> (Option<i32>, String) {
    let output: Output = command.output().expect("the program runs");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn run_on(mut command: Command, input: &str) -> (Option<i32>, String) {
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    // A run that refuses its input does not read it.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn report(place: &str) -> String {
    format!(
        "{{\"text\": \"Norway's envoy accused Sweden of breaking the treaty, officials in {place} said on Monday.\"}}\n"
    )
}

/// A folder with a folder `in` of three files of a report each.
fn desk() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let (inputs, out) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir(&inputs).expect("a folder");
    for (name, place) in [("a", "Oslo"), ("b", "Bergen"), ("c", "Moss")] {
        fs::write(inputs.join(format!("{name}.jsonl")), report(place)).expect("a file");
    }
    (folder, inputs, out)
}

/// All files of an archive but the lock, by their paths.
fn files(archive: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut files, mut folders) = (BTreeMap::new(), vec![archive.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if entry.file_name() != ".lock" {
                files.insert(path.strip_prefix(archive).expect("below").to_owned(), fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

fn articles(archive: &Path) -> usize {
    let tables = files(archive);
    let tables = tables.iter().filter(|(path, _)| path.starts_with("articles"));
    tables.map(|(_, bytes)| String::from_utf8_lossy(bytes).matches("\r\n").count() - 1).sum()
}

#[test]
fn a_second_standard_input_is_refused_with_a_reason() {
    if !has_model("a_second_standard_input_is_refused_with_a_reason") {
        return;
    }
    let (_folder, _, out) = desk();
    let dash = Path::new("-");
    assert_eq!(run_on(code(&[dash], &out, &[]), &report("Oslo")).0, Some(0));
    let before = files(&out);
    for second in [report("Bergen"), report("Oslo"), String::new()] {
        let (status, told) = run_on(code(&[dash], &out, &[]), &second);
        assert!(status == Some(1) && told.contains("was not read") && told.contains("another --out"), "{told}");
    }
    assert!(files(&out) == before);
}

#[test]
fn the_archive_is_no_input_of_its_own() {
    if !has_model("the_archive_is_no_input_of_its_own") {
        return;
    }
    let (folder, inputs, _) = desk();
    let out = inputs.join("tables");
    for _ in 0..2 {
        let (status, told) = run(code(&[&inputs], &out, &[]));
        assert!(status == Some(0) && articles(&out) == 3, "{told}");
    }
    // Nor is it one of another archive; who names it alone is told what it is.
    let other = folder.path().join("other");
    let (status, told) = run(code(&[&inputs], &other, &[]));
    assert!(status == Some(0) && articles(&other) == 3 && told.contains("not read again"), "{told}");
    let (status, told) = run(code(&[&out], &folder.path().join("third"), &[]));
    assert!(status == Some(1) && told.contains("an archive of tables that dateline wrote"), "{told}");
    assert!(!folder.path().join("third").exists());
}

#[test]
fn the_file_that_records_go_to_is_no_input() {
    if !has_model("the_file_that_records_go_to_is_no_input") {
        return;
    }
    let (_folder, inputs, _) = desk();
    let output = inputs.join("aa.jsonl");
    let mut command = dateline();
    command.args(["read", "--quick", "--with-text"]).arg(&inputs).stdout(File::create(&output).expect("a file"));
    let (status, told) = run(command);
    assert!(status == Some(0) && told.contains("is not read"), "{told}");
    assert_eq!(fs::read_to_string(&output).expect("records").lines().count(), 3);
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_followed_and_each_file_comes_once() {
    if !has_model("links_to_folders_are_followed_and_each_file_comes_once") {
        return;
    }
    use std::os::unix::fs::symlink;
    let (folder, inputs, out) = desk();
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder");
    fs::write(elsewhere.join("d.jsonl"), report("Lom")).expect("a file");
    symlink(&elsewhere, inputs.join("linked")).expect("a link");
    symlink(&elsewhere, inputs.join("linked-again")).expect("a link");
    symlink(&inputs, inputs.join("back")).expect("a link");
    symlink(folder.path().join("gone"), inputs.join("gone.jsonl")).expect("a link");
    let (status, told) = run(code(&[&inputs], &out, &[]));
    assert!(status == Some(0) && articles(&out) == 4 && told.contains("1 failed"), "{told}");
}

#[test]
fn an_input_that_changed_is_noticed_though_size_and_time_are_the_same() {
    if !has_model("an_input_that_changed_is_noticed_though_size_and_time_are_the_same") {
        return;
    }
    let (_folder, inputs, out) = desk();
    assert_eq!(run(code(&[&inputs], &out, &[])).0, Some(0));
    let (before, file) = (files(&out), inputs.join("a.jsonl"));
    let time = fs::metadata(&file).and_then(|data| data.modified()).expect("a time");
    fs::write(&file, report("Voss")).expect("a file");
    File::options().write(true).open(&file).and_then(|file| file.set_modified(time)).expect("a time");
    let (status, told) = run(code(&[&inputs], &out, &[]));
    assert!(status == Some(1) && told.contains("some of them have changed"), "{told}");
    fs::write(&file, report("Oslo")).expect("a file");
    assert_eq!(run(code(&[&inputs], &out, &[])).0, Some(0));
    assert!(files(&out) == before);
}

#[test]
fn a_part_that_was_touched_is_noticed() {
    if !has_model("a_part_that_was_touched_is_noticed") {
        return;
    }
    let (_folder, inputs, out) = desk();
    assert_eq!(run(code(&[&inputs], &out, &[])).0, Some(0));
    let touched = ["events/part-00001.csv", "articles/part-00000.csv", "seen/part-00002"];
    for (name, bytes) in touched.iter().flat_map(|name| [(name, None), (name, Some("other"))]) {
        let path = out.join(name);
        let before = fs::read(&path).expect("a file");
        match bytes {
            None => fs::remove_file(&path).expect("removed"),
            Some(bytes) => fs::write(&path, bytes).expect("written"),
        }
        let (status, told) = run(code(&[&inputs], &out, &[]));
        assert!(status == Some(1) && told.contains(name) && told.contains("--out"), "{told}");
        fs::write(&path, before).expect("written");
        assert_eq!(run(code(&[&inputs], &out, &[])).0, Some(0), "{name} is as it was");
    }
}

#[test]
fn a_manifest_that_was_edited_is_refused() {
    if !has_model("a_manifest_that_was_edited_is_refused") {
        return;
    }
    let (_folder, inputs, out) = desk();
    assert_eq!(run(code(&[&inputs], &out, &[])).0, Some(0));
    let path = out.join("manifest.json");
    let before: Value = serde_json::from_slice(&fs::read(&path).expect("a manifest")).expect("JSON");
    let edits: [fn(&mut Value); 7] = [
        |manifest| manifest["parts"][1]["holds"]["coded"] = 7.into(),
        |manifest| manifest["parts"][2]["next"] = serde_json::json!([1, 0]),
        |manifest| drop(manifest["parts"].as_array_mut().expect("parts").remove(1)),
        |manifest| drop(manifest["parts"].as_array_mut().expect("parts").pop()),
        |manifest| manifest["inputs"]["hash"] = "0000000000000000".into(),
        |manifest| manifest["parts"][0]["files"] = serde_json::json!({}),
        |manifest| manifest["note"] = "mine".into(),
    ];
    for (number, edit) in edits.iter().enumerate() {
        let mut manifest = before.clone();
        edit(&mut manifest);
        fs::write(&path, manifest.to_string()).expect("written");
        let (status, told) = run(code(&[&inputs], &out, &[]));
        assert!(status == Some(1) && told.contains("--out"), "edit {number}: {told}");
    }
    for broken in ["", "{", "[]", "{\"schema\": \"dateline-archive/9\"}"] {
        fs::write(&path, broken).expect("written");
        let (status, told) = run(code(&[&inputs], &out, &[]));
        assert!(status == Some(1) && told.contains("manifest.json"), "{broken}: {told}");
    }
}

#[test]
fn an_input_that_is_not_there_is_told_before_anything_is_begun() {
    let (folder, inputs, out) = desk();
    let (empty, mistyped) = (folder.path().join("empty"), folder.path().join("inn"));
    fs::create_dir(&empty).expect("a folder");
    let pattern = folder.path().join("in/*.warc.gz");
    for inputs in [vec![&mistyped], vec![&inputs, &mistyped], vec![&pattern], vec![&inputs, &pattern], vec![&empty]] {
        let inputs: Vec<&Path> = inputs.into_iter().map(PathBuf::as_path).collect();
        let (status, told) = run(code(&inputs, &out, &[]));
        // Without a model nothing is begun either.
        assert!(status == Some(1) && !out.exists(), "{told}");
        assert!(told.contains("nothing was begun") || told.contains("no language model"), "{told}");
    }
}

#[test]
fn more_threads_than_help_are_not_begun() {
    if !has_model("more_threads_than_help_are_not_begun") {
        return;
    }
    let (folder, inputs, out) = desk();
    let (status, told) = run(code(&[&inputs], &out, &["--jobs", "100000"]));
    assert!(status == Some(0) && told.contains("--jobs 100000 is taken for"), "{told}");
    let (_, told) = run(code(&[&inputs], &folder.path().join("two"), &["--jobs", "2"]));
    assert!(!told.contains("taken for"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_ended_or_finds_no_room_goes_on_to_the_same_bytes() {
    if !has_model("a_run_that_is_ended_or_finds_no_room_goes_on_to_the_same_bytes") {
        return;
    }
    let (folder, inputs, out) = desk();
    let many: String = (0..60).map(|number| report(&format!("Town{number}"))).collect();
    fs::write(inputs.join("d.jsonl"), many).expect("a file");
    assert_eq!(run(code(&[&inputs], &out, &[])).0, Some(0));
    let wanted = files(&out);
    for signal in ["-INT", "-TERM", "-KILL"] {
        let other = folder.path().join(signal);
        let mut child = code(&[&inputs], &other, &[]).stderr(Stdio::null()).spawn().expect("the program runs");
        while !other.join("articles/part-00003.csv").exists() && child.try_wait().expect("a child").is_none() {
            std::thread::yield_now();
        }
        Command::new("kill").arg(signal).arg(child.id().to_string()).status().expect("kill runs");
        child.wait().expect("it ends");
        let (status, told) = run(code(&[&inputs], &other, &[]));
        assert!(status == Some(0) && files(&other) == wanted, "{signal}: {told}");
    }
    // No file may be larger than a block: as on a full disk, writing fails.
    let full = folder.path().join("full");
    let command = code(&[&inputs], &full, &[]);
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh"]).arg(command.get_program());
    limited.args(command.get_args()).env("DATELINE_GAZETTEER", "built-in");
    let (status, told) = run(limited);
    assert!(status == Some(1) && told.contains("too large"), "{told}");
    assert_eq!(run(command).0, Some(0));
    assert!(files(&full) == wanted);
}

#[test]
fn two_runs_do_not_write_into_one_folder() {
    if !has_model("two_runs_do_not_write_into_one_folder") {
        return;
    }
    let (_folder, inputs, out) = desk();
    fs::create_dir(&out).expect("a folder");
    let lock = File::create(out.join(".lock")).expect("a file");
    lock.lock().expect("locked");
    let (status, told) = run(code(&[&inputs], &out, &[]));
    assert!(status == Some(1) && told.contains("another run is writing"), "{told}");
    drop(lock);
    assert_eq!(run(code(&[&inputs], &out, &[])).0, Some(0));
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    if !has_model("a_place_that_cannot_be_written_is_told") {
        return;
    }
    let (folder, inputs, _) = desk();
    let file = folder.path().join("file");
    fs::write(&file, "no folder").expect("a file");
    let mut places = vec![file.join("out"), file.clone()];
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).expect("a folder");
    let mut rights = fs::metadata(&closed).expect("rights").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&closed, rights).expect("rights");
    // Whom rights do not stop, such as the superuser, has no such folder.
    if File::create(closed.join("trial")).is_err() {
        places.push(closed.join("out"));
    }
    for out in places {
        let (status, told) = run(code(&[&inputs], &out, &[]));
        assert!(status == Some(1) && told.contains(&out.display().to_string()), "{told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_is_gone_is_no_failure_and_a_full_device_is_one() {
    if !has_model("a_reader_that_is_gone_is_no_failure_and_a_full_device_is_one") {
        return;
    }
    let (_folder, inputs, _) = desk();
    for command in [&["read", "--quick"][..], &["quotes", "--quick"], &["parse"], &["times", "--quick"]] {
        let read = || {
            let mut read = dateline();
            read.args(command).arg(&inputs);
            read
        };
        let mut gone = read().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        drop(gone.stdout.take());
        let output = gone.wait_with_output().expect("it ends");
        assert!(output.status.success() && output.stderr.is_empty(), "{command:?}: {output:?}");
        let mut full = read();
        full.stdout(File::options().write(true).open("/dev/full").expect("a device"));
        let (status, told) = run(full);
        assert!(status == Some(1) && told.contains("No space left"), "{command:?}: {told}");
    }
}

#[test]
fn a_damaged_file_is_counted_and_ends_with_a_status_of_its_own() {
    if !has_model("a_damaged_file_is_counted_and_ends_with_a_status_of_its_own") {
        return;
    }
    let (_folder, inputs, out) = desk();
    // The last bytes of a gzip file are its check and its length.
    let gzip = [
        31, 139, 8, 0, 0, 0, 0, 0, 0, 255, 1, 33, 0, 222, 255, 84, 104, 101, 32, 101, 110, 118, 111, 121, 32, 108, 101,
        102, 116, 32, 71, 101, 110, 101, 118, 97, 32, 111, 110, 32, 77, 111, 110, 100, 97, 121, 46, 32,
    ];
    fs::write(inputs.join("d.txt.gz"), gzip).expect("a file");
    let (status, told) = run(code(&[&inputs], &out, &[]));
    assert!(status == Some(3) && told.contains("1 damaged") && told.contains("1 failed"), "{told}");
}
