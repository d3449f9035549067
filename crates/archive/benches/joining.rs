//! What does it cost to join reports to an archive bit by bit, and how far is what comes of it from what is found at once?
//!
//! `cargo bench -p dateline-archive --bench joining` adds one report to an archive of 20,000 invented ones. With `-- FOLDER`,
//! one that `dateline code --dedup stories` wrote, its reports are joined in portions; `-- FOLDER FEW GROWTH PORTION` at another pace.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use dateline_archive::store::{Joined, Joining, Pace};
use dateline_archive::stories::{Account, Belonging, Collection, Scope};
use invented::Dice;
use rusqlite::Connection;

#[path = "../src/stories/invented.rs"]
mod invented;

/// Reports in the archive to which one is added.
const HELD: usize = 20_000;

/// Days over which they are spread: a quarter of them then is in the window of four days before and after one.
const DAYS: usize = 36;

/// Origin and story of a report.
type Names = (u32, u32);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let number = |at: usize| arguments.get(at).and_then(|argument| argument.parse::<f64>().ok());
    let pace = Pace::default();
    let pace = Pace { few: number(1).map_or(pace.few, |few| few as u32), growth: number(2).unwrap_or(pace.growth) };
    match arguments.first() {
        Some(folder) => {
            let portions = number(3).map_or(vec![1, 10, 100], |portion| vec![portion as usize]);
            tell_agreement(&kept_accounts(Path::new(folder)), pace, &portions);
        }
        None => tell_cost(pace),
    }
}

/// Adds reports one by one to an archive.
fn tell_cost(pace: Pace) {
    let mut dice = Dice(20_310_415);
    let mut accounts = Vec::new();
    while accounts.len() < HELD + 20 {
        accounts.extend(articles(&mut dice, accounts.len()));
    }
    let text: usize = accounts.iter().map(Account::length).sum();
    let path = std::env::temp_dir().join(format!("dateline-joining-{}.db", std::process::id()));
    let mut archive = Archive::new(Connection::open(&path).expect("made"), pace);
    // The last reports of a story come behind all others.
    let last = accounts.split_off(HELD);
    let (all, seconds) = timed(|| archive.add(&accounts));
    println!("{HELD} reports at once: {seconds:.2} s, {} stories", all.stories);
    let [traces, known] = archive.kept();
    println!("traces {:.3} of the text, known of all {:.3}", traces / text as f64, known / text as f64);
    for portion in [1, 1, 1, 10] {
        let (joined, seconds) = timed(|| archive.add(&last[..portion]));
        println!("{portion} more: {seconds:.3} s, {} compared, {} stories written", joined.compared, joined.stories);
    }
    std::fs::remove_file(&path).expect("removed");
}

/// What the comparison needs of the articles of one story.
fn articles(dice: &mut Dice, number: usize) -> impl Iterator<Item = Account> {
    invented::articles(dice, number, DAYS).into_iter().map(|(record, text)| Account::of(&record, &text))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    (work(), start.elapsed().as_secs_f64())
}

/// Joins reports in portions and tells how far that is from all at once.
fn tell_agreement(accounts: &[Account], pace: Pace, portions: &[usize]) {
    println!("portion order     copies  stories  elsewhere  times all  compared  seconds  kB kept");
    for order in ["by date", "shuffled", "reversed"] {
        let accounts = ordered(accounts, order);
        let whole = at_once(&accounts);
        for &portion in portions {
            let mut archive = Archive::new(Connection::open_in_memory().expect("there is memory"), pace);
            let ((all, compared), seconds) = timed(|| in_portions(&mut archive, &accounts, portion));
            let (parts, [traces, known]) = (archive.names(), archive.kept());
            println!(
                "{portion:>7} {order:<8} {:>7.4} {:>8.4} {:>10} {all:>10} {compared:>9} {seconds:>8.1} {:>8.0}",
                agreement(&parts, &whole, |names| names.0),
                agreement(&parts, &whole, |names| names.1),
                parts.iter().zip(&whole).filter(|(part, whole)| part.1 != whole.1).count(),
                (traces + known) / 1000.0,
            );
        }
    }
}

/// How often all were compared, and how many reports in the other comparisons.
fn in_portions(archive: &mut Archive, accounts: &[Account], portion: usize) -> (u32, u32) {
    let (mut all, mut compared) = (0, 0);
    // Of so few all are compared each time.
    let (few, more) = accounts.split_at(archive.pace.few as usize);
    archive.add(few);
    for reports in more.chunks(portion) {
        let joined = archive.add(reports);
        if joined.all {
            all += 1;
        } else {
            compared += joined.compared;
        }
    }
    (all, compared)
}

/// A file with what joining needs.
struct Archive {
    file: Connection,
    pace: Pace,
    accounts: Vec<Account>,
}

impl Archive {
    fn new(file: Connection, pace: Pace) -> Self {
        let tables = "CREATE TABLE reports (report INTEGER PRIMARY KEY);
            CREATE TABLE articles_kept (report INTEGER PRIMARY KEY, coded INTEGER);";
        file.execute_batch(tables).expect("made");
        Self { file, pace, accounts: Vec::new() }
    }

    fn add(&mut self, accounts: &[Account]) -> Joined {
        let from = self.accounts.len() + 1;
        self.accounts.extend_from_slice(accounts);
        let account = |report: u32| Ok(numbered(&self.accounts[report as usize - 1], report));
        let path = Path::new("invented");
        let joining = Joining { path, scope: Scope::default(), pace: self.pace, account: &account };
        if from == 1 {
            joining.create(&self.file).expect("made");
        }
        let transaction = self.file.transaction().expect("begun");
        for report in from..=self.accounts.len() {
            transaction.execute("INSERT INTO reports VALUES (?)", [report as u32]).expect("added");
            transaction.execute("INSERT INTO articles_kept VALUES (?, 1)", [report as u32]).expect("added");
        }
        let joined = joining.join(&transaction, &AtomicBool::new(false)).expect("joined").expect("not stopped");
        transaction.commit().expect("committed");
        joined
    }

    fn names(&self) -> Vec<Names> {
        let query = "SELECT origin, story FROM belongings ORDER BY report";
        let mut query = self.file.prepare(query).expect("asked");
        let names = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("asked");
        names.collect::<Result<_, _>>().expect("read")
    }

    /// Bytes of traces, and of what is known of all.
    fn kept(&self) -> [f64; 2] {
        let query = "SELECT (SELECT sum(length(trace)) FROM belongings), (SELECT length(known) FROM comparison)";
        let kept = self.file.query_row(query, [], |row| Ok([row.get::<_, i64>(0)?, row.get::<_, i64>(1)?]));
        kept.expect("asked").map(|bytes| bytes as f64)
    }
}

fn kept_accounts(folder: &Path) -> Vec<Account> {
    let files = std::fs::read_dir(folder.join("accounts")).expect("a folder that dateline code wrote");
    let mut files: Vec<_> = files.map(|file| file.expect("it can be read").path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let bytes = zstd::decode_all(std::fs::File::open(path).expect("it can be opened")).expect("it is packed");
        postcard::from_bytes::<Vec<(u64, Account)>>(&bytes).expect("it holds accounts")
    };
    files.iter().flat_map(read).map(|(_, account)| account).collect()
}

fn ordered(accounts: &[Account], order: &str) -> Vec<Account> {
    let mut accounts = accounts.to_vec();
    accounts.sort_by_key(Account::published);
    match order {
        "reversed" => accounts.reverse(),
        "shuffled" => {
            let mut dice = Dice(20_310_415);
            (1..accounts.len()).rev().for_each(|place| accounts.swap(place, dice.below(place + 1)));
        }
        _ => {}
    }
    accounts
}

fn at_once(accounts: &[Account]) -> Vec<Names> {
    let mut collection = Collection::new(Scope::default());
    accounts.iter().for_each(|account| collection.add_account(account.clone()).expect("there is room"));
    let found = collection.stories();
    let (mut origins, mut stories) = (BTreeMap::new(), BTreeMap::new());
    let name = |(report, place): (u32, Belonging<'_>)| {
        (*origins.entry(place.copies).or_insert(report), *stories.entry(place.story).or_insert(report))
    };
    (1..).zip(found.reports()).map(name).collect()
}

/// F1 of the pairs of reports that are together; 1 where none are.
fn agreement(parts: &[Names], whole: &[Names], name: fn(&Names) -> u32) -> f64 {
    let pairs = |count: usize| (count * (count - 1) / 2) as f64;
    let count = |names: &dyn Fn(usize) -> (u32, u32)| {
        let mut counts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        (0..parts.len()).for_each(|report| *counts.entry(names(report)).or_default() += 1);
        counts.into_values().map(pairs).sum::<f64>()
    };
    let both = count(&|report| (name(&parts[report]), name(&whole[report])));
    let all = count(&|report| (name(&parts[report]), 0)) + count(&|report| (name(&whole[report]), 0));
    if all == 0.0 { 1.0 } else { 2.0 * both / all }
}

/// A report, called by its number.
fn numbered(account: &Account, report: u32) -> Account {
    let mut account = account.clone();
    account.id = report.to_string();
    account
}
