//! How far is what was joined bit by bit from what is found at once? `cargo bench -p dateline-archive --bench joining -- FOLDER`,
//! of a folder that `dateline code --dedup stories` wrote; with `FEW GROWTH` for another pace.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use dateline_archive::store::{Joining, Pace};
use dateline_archive::stories::{Account, Collection, Scope};
use rusqlite::Connection;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let number = |at: usize| arguments.get(at).and_then(|argument| argument.parse::<f64>().ok());
    let pace = Pace::default();
    let pace = Pace { few: number(1).map_or(pace.few, |few| few as u32), growth: number(2).unwrap_or(pace.growth) };
    let accounts = accounts(Path::new(&arguments[0]));
    println!("portion order      stories F1  copies F1  elsewhere  all  compared  seconds  kB kept");
    for order in ["by date", "shuffled", "reversed"] {
        let accounts = ordered(&accounts, order);
        let whole = at_once(&accounts);
        for portion in [1, 10, 100] {
            let start = Instant::now();
            let (parts, all, compared, kept) = in_portions(&accounts, portion, pace);
            println!(
                "{portion:>7} {order:<10} {:>10.4} {:>10.4} {:>10} {all:>4} {compared:>9} {:>8.1} {kept:?}",
                agreement(&parts, &whole, |names| names.1),
                agreement(&parts, &whole, |names| names.0),
                parts.iter().zip(&whole).filter(|(part, whole)| part.1 != whole.1).count(),
                start.elapsed().as_secs_f64(),
            );
        }
    }
}

fn accounts(folder: &Path) -> Vec<Account> {
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
            let mut dice = 20_310_415_u64;
            for i in (1..accounts.len()).rev() {
                dice ^= dice << 13;
                dice ^= dice >> 7;
                dice ^= dice << 17;
                accounts.swap(i, (dice % (i as u64 + 1)) as usize);
            }
        }
        _ => {}
    }
    accounts
}

type Names = (u32, u32);

fn at_once(accounts: &[Account]) -> Vec<Names> {
    let mut collection = Collection::new(Scope::default());
    accounts.iter().for_each(|account| collection.add_account(account.clone()).expect("there is room"));
    let found = collection.stories();
    let (mut origins, mut stories) = (BTreeMap::new(), BTreeMap::new());
    let name = |(report, place): (u32, dateline_archive::stories::Belonging<'_>)| {
        (*origins.entry(place.copies).or_insert(report), *stories.entry(place.story).or_insert(report))
    };
    (1..).zip(found.reports()).map(name).collect()
}

fn in_portions(accounts: &[Account], portion: usize, pace: Pace) -> (Vec<Names>, u32, u32, [i64; 2]) {
    let mut file = Connection::open_in_memory().expect("there is memory");
    file.execute_batch("CREATE TABLE reports (report INTEGER PRIMARY KEY); CREATE TABLE articles_kept (report INTEGER, coded INTEGER);")
        .expect("made");
    let account = |report: u32| Ok(accounts[report as usize - 1].clone());
    let path = Path::new("in memory");
    let joining = Joining { path, scope: Scope::default(), pace, account: &account };
    joining.create(&file).expect("made");
    let (mut all, mut compared) = (0, 0);
    let numbers: Vec<usize> = (1..=accounts.len()).collect();
    for reports in numbers.chunks(portion) {
        let transaction = file.transaction().expect("begun");
        for report in reports {
            transaction.execute("INSERT INTO reports VALUES (?)", [*report as u32]).expect("added");
            transaction.execute("INSERT INTO articles_kept VALUES (?, 1)", [*report as u32]).expect("added");
        }
        let joined = joining.join(&transaction, &AtomicBool::new(false)).expect("joined").expect("not stopped");
        all += u32::from(joined.all);
        compared += joined.compared;
        transaction.commit().expect("committed");
    }
    let mut query = file.prepare("SELECT origin, story FROM belongings ORDER BY report").expect("asked");
    let names = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("asked");
    let names = names.collect::<Result<Vec<_>, _>>().expect("read");
    let kept = "SELECT (SELECT sum(length(trace)) FROM belongings), (SELECT length(known) FROM comparison)";
    let kept = file.query_row(kept, [], |row| Ok([row.get::<_, i64>(0)? / 1000, row.get::<_, i64>(1)? / 1000]));
    let kept = kept.expect("asked");
    (names, all, compared, kept)
}

/// F1 of pairs.
fn agreement(parts: &[Names], whole: &[Names], name: fn(&Names) -> u32) -> f64 {
    let pairs = |count: usize| (count * count.saturating_sub(1) / 2) as f64;
    let count = |names: &dyn Fn(usize) -> (u32, u32)| {
        let mut counts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        (0..parts.len()).for_each(|report| *counts.entry(names(report)).or_default() += 1);
        counts.into_values().map(pairs).sum::<f64>()
    };
    let both = count(&|report| (name(&parts[report]), name(&whole[report])));
    2.0 * both / (count(&|report| (name(&parts[report]), 0)) + count(&|report| (name(&whole[report]), 0)))
}
