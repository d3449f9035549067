//! Does what is asked of any bytes hold? What `make fuzz` runs for long with a fuzzer, here for seconds: the same targets
//! over the same files, whole and with damage that is the same each time.
//!
//! `DATELINE_SEEDS=FOLDER cargo test --test fuzzed` writes the files that a fuzzer begins with.

#[path = "fuzzed/damage.rs"]
mod damage;
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use std::fs;
use std::path::Path;
use std::sync::Once;
use std::time::{Duration, Instant};

use damage::damaged;
use fuzz::Target;

/// Runs of a target; its files come as often as that asks for.
const RUNS: usize = 200;
/// What a run of a few kilobytes may take, on a busy machine and not optimized.
const LONGEST: Duration = Duration::from_secs(60);
/// Megabytes that the process may take, with the model and the codebooks.
const LARGEST: u64 = 1500;

static HOOK: Once = Once::new();

fn held(name: &str) {
    HOOK.call_once(fuzz::let_guarded_panics_pass);
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = fuzz::target(name);
    let seeds = (target.seeds)(repository);
    assert!(seeds.len() > 5, "{} seeds", seeds.len());
    if let Some(folder) = std::env::var_os("DATELINE_SEEDS") {
        return write(&Path::new(&folder).join(name), &seeds);
    }
    let step = seeds.len().div_ceil(RUNS);
    for (number, seed) in seeds.iter().step_by(step).enumerate() {
        run(target, seed, number);
    }
    for (number, seed) in (0..).zip(seeds.iter().cycle().step_by(step)).take(RUNS) {
        run(target, &damaged(seed, &seeds, number), number as usize);
    }
    assert!(memory().is_none_or(|taken| taken < LARGEST), "{:?} MB", memory());
}

fn run(target: &Target, bytes: &[u8], number: usize) {
    let begin = Instant::now();
    let held = std::panic::catch_unwind(|| (target.run)(bytes));
    let shown = || String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).into_owned();
    assert!(held.is_ok(), "{}, run {number}: {:?}", target.name, shown());
    assert!(begin.elapsed() < LONGEST, "{}, run {number} took {:?}: {:?}", target.name, begin.elapsed(), shown());
}

/// The most megabytes that the process had, where the system tells.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|taken| taken / 1024)
}

fn write(folder: &Path, seeds: &[Vec<u8>]) {
    fs::create_dir_all(folder).expect("a folder");
    for (number, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("{number:04}")), seed).expect("a file");
    }
}

#[test]
fn any_file_gives_reports_or_failures() {
    held("file");
}

#[test]
fn anything_packed_gives_reports_or_failures() {
    held("packed");
}

#[test]
fn any_text_gives_a_sound_record() {
    held("text");
}

#[test]
fn any_tree_gives_a_sound_record() {
    held("tree");
}

#[test]
fn any_entries_are_taken_up_or_refused() {
    held("own");
}

#[test]
fn each_target_of_the_fuzzer_is_run_here() {
    let names: Vec<_> = fuzz::TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(names, ["file", "packed", "text", "tree", "own"]);
    for name in names {
        let file = format!("{}/fuzz/fuzz_targets/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        assert!(fs::read_to_string(&file).is_ok_and(|text| text.contains(&format!("\"{name}\""))), "{file}");
    }
}
