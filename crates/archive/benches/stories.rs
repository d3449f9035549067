//! How time and memory for copies and stories grow with the number of articles:
//! `cargo bench -p dateline-archive --bench stories`, or `-- 100000` for another number.
//!
//! Of invented articles; their reading is not measured, only what comes after it.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::time::{Duration, Instant};

use dateline_archive::stories::{Account, Collection, Scope};
use invented::Dice;

#[path = "../src/stories/invented.rs"]
mod invented;

fn main() {
    let counts: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let counts = if counts.is_empty() { vec![10_000, 40_000, 100_000] } else { counts };
    println!("  articles    origins    stories     events    seconds  ms an article  MB in use  kB an article");
    counts.into_iter().for_each(measure);
}

fn measure(count: usize) {
    let mut dice = Dice(20_310_415);
    let mut collection = Collection::new(Scope::default());
    let (mut added, mut adding) = (0, Duration::ZERO);
    while added < count {
        for (record, text) in invented::articles(&mut dice, added, 365) {
            let account = Account::of(&record, &text);
            let start = Instant::now();
            collection.add_account(account).expect("there is room for its words");
            adding += start.elapsed();
            added += 1;
        }
    }
    let start = Instant::now();
    let found = collection.stories();
    let events: usize = found.iter().map(|story| story.events.len()).sum();
    let seconds = (adding + start.elapsed()).as_secs_f64();
    let (origins, stories, each) = (found.origins(), found.len(), 1000.0 * seconds / added as f64);
    let memory = highest_memory();
    let of_each = 1000.0 * memory / added as f64;
    println!(
        "{added:>10} {origins:>10} {stories:>10} {events:>10} {seconds:>10.2} {each:>14.3} {memory:>10.0} {of_each:>14.2}"
    );
}

/// The most memory that the process has had, in MB; nothing where the system does not tell.
fn highest_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1000.0
}
