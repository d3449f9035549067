//! How time and memory for copies and stories grow with the number of articles:
//! `cargo bench -p dateline-archive --bench stories`, or `-- 100000` for another number.
//!
//! Invented articles: each story has four reports of its own on four days, and half of these have two copies. Each tells of
//! four events. Reading is not measured, only what comes after it.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::time::{Duration, Instant};

use dateline::record::{EventType, Record, Span};
use dateline_archive::stories::{Account, Collection, Scope};
use jiff::{ToSpan, civil::date};

#[path = "../src/stories/invented.rs"]
mod invented;

/// A generator that needs no crate (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    /// A word: common ones often, rare ones seldom, as in a language.
    fn word(&mut self, name: bool) -> String {
        let rank = self.below(200).pow(2) + self.below(200);
        let syllables = ["ka", "ri", "mo", "ten", "lu", "sha", "ve", "dor", "pi", "na"];
        let digits = format!("{rank}");
        let word: String = digits.bytes().map(|digit| syllables[usize::from(digit - b'0')]).collect();
        if name { word[..1].to_uppercase() + &word[1..] } else { word }
    }
}

fn sentences(dice: &mut Dice, names: &[String], count: usize) -> Vec<String> {
    let sentence = |dice: &mut Dice| {
        let words: Vec<String> = (0..18)
            .map(|place| if place % 6 == 4 { names[dice.below(names.len())].clone() } else { dice.word(false) })
            .collect();
        format!("The {}.", words.join(" "))
    };
    (0..count).map(|_| sentence(dice)).collect()
}

/// The articles of one story with their days.
fn story(dice: &mut Dice) -> Vec<(i32, Vec<String>)> {
    let first = dice.below(365) as i32;
    let names: Vec<String> = (0..12).map(|_| dice.word(true) + "berg").collect();
    let mut articles = Vec::new();
    for report in 0..4 {
        let text = sentences(dice, &names, 20);
        if report % 2 == 0 {
            articles.push((first + report, text[..12].to_vec()));
            articles.push((first + report + 1, text[4..].to_vec()));
        }
        articles.push((first + report, text));
    }
    articles
}

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
        for (day, lines) in story(&mut dice) {
            let text = lines.join("\n");
            let account = Account::of(&record(added, day, &lines), &text);
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

fn record(number: usize, day: i32, lines: &[String]) -> Record {
    let published = date(2031, 1, 1).saturating_add(day.days());
    let mut record = invented::record(&format!("https://news.example/world/{day}/{number}"), Some(published));
    record.article.title = Some(lines[0].split(' ').take(8).collect::<Vec<_>>().join(" "));
    record.article.publisher = Some(format!("Gazette {}", number % 500));
    tell_events(&mut record, lines, &published.to_string());
    record
}

/// An event in each of the first lines.
fn tell_events(record: &mut Record, lines: &[String], day: &str) {
    let mut start = 0;
    for (line, (number, kind)) in
        lines.iter().zip((1..).zip([EventType::Assault, EventType::Consult, EventType::Protest, EventType::Accuse]))
    {
        let span = |from: usize, length: usize| {
            let from = (start + from) as u32;
            Span { start: from, end: from + length as u32 }
        };
        let parties = [4, 20].map(|from| invented::party(span(from, 12), None));
        invented::tell(record, invented::event(&format!("e{number}"), kind, span(0, line.len()), parties, day));
        start += line.len() + 1;
    }
}
