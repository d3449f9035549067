//! What does reading cost, in time, memory and money, and what do others ask for it?

use std::time::{Duration, Instant};

use dateline::Report;
use dateline_archive::reading::Reading;
use serde::Serialize;

/// Published prices: name, dollars, characters, least characters, source.
const PRICES: &str = include_str!("../data/prices.tsv");
/// Ticks a second in which Linux counts the time of processes for programs, on every machine (proc_pid_stat(5)).
const TICKS: f64 = 100.0;

/// What the reading of reports cost.
#[derive(Clone, Debug, Serialize)]
pub struct Cost {
    /// How many reports were read.
    pub articles: usize,
    /// Their words.
    pub words: usize,
    /// Seconds that passed.
    pub seconds: f64,
    /// Seconds of cores; nothing where the system does not tell.
    pub core_seconds: Option<f64>,
    /// The most memory that the program had, in bytes; nothing where the system does not tell.
    pub memory: Option<u64>,
    /// Threads that read.
    pub threads: usize,
    /// Dollars for an hour of a core.
    pub price: f64,
    /// Dollars for 1,000 such reports; nothing where the system does not tell.
    pub thousand: Option<f64>,
    /// What others ask for 1,000 such reports.
    pub others: Vec<Asked>,
}

/// What others ask.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// Who, for what.
    pub name: String,
    /// Dollars for 1,000 such reports.
    pub thousand: f64,
    /// Where the price is published, and when it was looked up.
    pub source: String,
}

impl Cost {
    /// Reads the reports and counts; at a price, in dollars, for an hour of a core.
    pub fn of(reading: &Reading<'_>, reports: Vec<Report>, price: f64) -> Self {
        let lengths: Vec<usize> = reports.iter().map(|report| report.text.chars().count()).collect();
        let words = reports.iter().map(|report| report.text.split_whitespace().count()).sum();
        let articles = reports.len();
        let (start, cores) = (Instant::now(), core_time());
        let read = reading.records(reports);
        debug_assert!(read.len() <= articles, "a record for each report, or fewer if it was stopped");
        let core_seconds = core_time().zip(cores).map(|(after, before)| (after.saturating_sub(before)).as_secs_f64());
        let of_one = |seconds: f64| 1000.0 * seconds / 3600.0 * price / articles.max(1) as f64;
        Self {
            articles,
            words,
            seconds: start.elapsed().as_secs_f64(),
            core_seconds,
            memory: most_memory(),
            threads: reading.jobs,
            price,
            thousand: core_seconds.map(of_one),
            others: asked(&lengths),
        }
    }
}

/// What others ask for texts of so many characters each, for a thousand of them.
fn asked(lengths: &[usize]) -> Vec<Asked> {
    let rows = PRICES.lines().filter(|line| !line.starts_with('#'));
    let price = |line: &str| {
        let mut cells = line.split('\t');
        let name = cells.next()?.to_owned();
        let [dollars, characters, least] =
            [cells.next()?, cells.next()?, cells.next()?].map(|cell| cell.parse::<f64>().ok());
        let (dollars, characters, least) = (dollars?, characters?, least?);
        // Each text is rounded up to whole units where one is larger than a character.
        let unit = if least > 1.0 { characters } else { 1.0 };
        let billed = |length: &usize| ((*length as f64).max(least) / unit).ceil() * unit;
        let all: f64 = lengths.iter().map(billed).sum();
        let thousand = 1000.0 * all / characters * dollars / lengths.len().max(1) as f64;
        Some(Asked { name, thousand, source: cells.next()?.to_owned() })
    };
    rows.filter_map(price).collect()
}

/// Time of all cores that this program has used.
fn core_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may hold anything, in brackets.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let (user, system) = (fields.next()?.parse::<f64>().ok()?, fields.next()?.parse::<f64>().ok()?);
    Some(Duration::from_secs_f64((user + system) / TICKS))
}

fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?;
    Some(kilobytes.trim().parse::<u64>().ok()? * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_those_of_their_units() {
        let asked = asked(&[3000, 10]);
        let of = |name: &str| asked.iter().find(|asked| asked.name.starts_with(name)).map(|asked| asked.thousand);
        // 3,000 and, at least, 300 characters at a ten-thousandth of a dollar a hundred.
        assert!((of("Amazon").expect("it is listed") - 1000.0 * (30.0 + 3.0) * 0.0001 / 2.0).abs() < 1e-9);
        assert!((of("Google").expect("it is listed") - 1000.0 * (3.0 + 1.0) * 0.001 / 2.0).abs() < 1e-9);
        assert!((of("OpenAI GPT-4o mini").expect("it is listed") - 1000.0 * 3010.0 / 4e6 * 0.15 / 2.0).abs() < 1e-9);
        assert_eq!(asked.len(), PRICES.lines().filter(|line| !line.starts_with('#')).count(), "every row is read");
    }
}
