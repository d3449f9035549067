//! Reports of invented articles joined bit by bit; no language model is needed.

use std::cell::RefCell;

use dateline::record::Record;
use jiff::civil::Date;

use super::*;
use crate::stories::invented::{Dice, articles, record};

/// An archive of reports that were read by nobody.
struct Desk {
    file: Connection,
    reports: RefCell<Vec<Account>>,
    pace: Pace,
    scope: Scope,
}

impl Desk {
    fn at(pace: Pace) -> Self {
        let file = Connection::open_in_memory().expect("there is memory");
        file.execute_batch(
            "PRAGMA foreign_keys = true;
             CREATE TABLE reports (report INTEGER PRIMARY KEY);
             CREATE TABLE articles_kept (report INTEGER PRIMARY KEY, coded INTEGER)",
        )
        .expect("made");
        create(&file).expect("made");
        Self { file, reports: RefCell::default(), pace, scope: Scope::default() }
    }

    /// Adds reports that wait to be compared.
    fn lay_down(&self, reports: &[Account]) {
        for account in reports {
            self.reports.borrow_mut().push(account.clone());
            let number = self.reports.borrow().len() as u32;
            self.file.execute("INSERT INTO reports VALUES (?)", [number]).expect("added");
            self.file.execute("INSERT INTO articles_kept VALUES (?, 1)", [number]).expect("added");
        }
    }

    fn join_unless(&self, stop: bool) -> Option<Joined> {
        let account = |report: u32| Ok(numbered(&self.reports.borrow()[report as usize - 1], report));
        let (path, scope, pace) = (Path::new("desk"), self.scope, self.pace);
        let transaction = self.file.unchecked_transaction().expect("begun");
        let joining = Joining { path, scope, pace, account: &account };
        let joined = joining.join(&transaction, &AtomicBool::new(stop)).expect("joined");
        joined.inspect(|_| transaction.commit().expect("committed"))
    }

    fn join(&self) -> Joined {
        self.join_unless(false).expect("nobody stops it")
    }

    fn add(&self, reports: &[Account]) -> Joined {
        self.lay_down(reports);
        self.join()
    }

    fn remove(&self, report: u32) {
        forget(&self.file, report).expect("forgotten");
        self.file.execute("DELETE FROM articles_kept WHERE report = ?", [report]).expect("removed");
        self.file.execute("DELETE FROM reports WHERE report = ?", [report]).expect("removed");
    }

    /// All rows of a table, in order.
    fn rows(&self, table: &str) -> Vec<String> {
        let mut query = self.file.prepare(&format!("SELECT * FROM \"{table}\"")).expect("asked");
        let count = query.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            (0..count).map(|at| Ok(format!("{:?}", row.get_ref(at)?))).collect::<rusqlite::Result<Vec<_>>>()
        };
        let rows = query.query_map([], row).expect("asked");
        let mut rows: Vec<String> = rows.map(|row| row.expect("read").join(" ")).collect();
        rows.sort();
        rows
    }

    /// All that is told of stories.
    fn told(&self) -> Vec<Vec<String>> {
        STORY_TABLES.iter().map(|table| self.rows(table.name)).collect()
    }

    /// Origin and story of each report.
    fn names(&self) -> Vec<(u32, u32, u32)> {
        let mut query =
            self.file.prepare("SELECT report, origin, story FROM belongings ORDER BY report").expect("asked");
        let names = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("asked");
        names.collect::<rusqlite::Result<_>>().expect("read")
    }
}

/// All are compared when there are twice as many.
const SELDOM: Pace = Pace { few: 0, growth: 1.0 };

/// All are compared once, at first.
const NEVER: Pace = Pace { few: 0, growth: f64::INFINITY };

fn account(id: &str, published: Option<Date>, text: &str) -> Account {
    Account::of(&record(id, published), text)
}

/// The reports of `examples/abduction`.
fn abduction() -> Vec<Account> {
    let lines = include_str!("../../../../../examples/abduction/reports.jsonl").lines();
    let told = |line: &str| {
        let report: serde_json::Value = serde_json::from_str(line).expect("a report");
        let field = |name: &str| report[name].as_str().expect("it has one").to_owned();
        let mut record: Record = record(&field("id"), field("date").parse().ok());
        record.article.title = Some(field("title"));
        Account::of(&record, &field("text"))
    };
    lines.map(told).collect()
}

/// So many stories of eight reports each, on a month's days, in the order of these.
fn world(stories: usize) -> Vec<Account> {
    let mut dice = Dice(20_310_415);
    let story = |number: usize| articles(&mut dice, 8 * number, 30);
    let reports = (0..stories).flat_map(story).map(|(record, text)| Account::of(&record, &text));
    let mut reports: Vec<Account> = reports.collect();
    reports.sort_by_key(Account::published);
    reports
}

fn shuffled(mut reports: Vec<Account>) -> Vec<Account> {
    let mut dice = Dice(7);
    (1..reports.len()).rev().for_each(|place| reports.swap(place, dice.below(place + 1)));
    reports
}

#[test]
fn joined_one_by_one_or_in_tens_is_what_is_found_at_once_in_any_order() {
    let reports = [abduction(), world(3)].concat();
    let reversed: Vec<Account> = reports.iter().rev().cloned().collect();
    for reports in [reports.clone(), reversed, shuffled(reports)] {
        let whole = Desk::at(SELDOM);
        assert!(whole.add(&reports).all);
        for (pace, portion) in [(SELDOM, 1), (SELDOM, 10), (Pace::default(), 10)] {
            let desk = Desk::at(pace);
            let joined: Vec<Joined> = reports.chunks(portion).map(|reports| desk.add(reports)).collect();
            assert_eq!(joined.iter().any(|joined| !joined.all), pace == SELDOM);
            assert_eq!(desk.names(), whole.names());
            assert_eq!(desk.told(), whole.told());
        }
    }
}

#[test]
fn a_story_keeps_its_name_when_it_grows_and_others_are_left_as_they_are() {
    let reports = abduction();
    let desk = Desk::at(NEVER);
    desk.add(&reports[5..]);
    let before = desk.told();
    assert_eq!(desk.names(), [(1, 1, 1), (2, 2, 2), (3, 3, 3)]);
    let joined = desk.add(&reports[..2]);
    assert_eq!((joined.added, joined.all, joined.stories), (2, false, 1));
    assert_eq!(desk.names(), [(1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 1), (5, 4, 1)]);
    let of_others = |told: Vec<Vec<String>>| told.concat().into_iter().filter(|row| !row.starts_with("Integer(1)"));
    assert!(of_others(before).eq(of_others(desk.told())));
}

#[test]
fn of_two_stories_that_become_one_the_first_name_stays() {
    let [raid, half, other] = [
        "Divers found the bell of the ferry Havlys on Tuesday.\nIt lay under nine metres of mud off Skarvoy.\n\
         The crew of the tug Ternen had searched for eleven weeks.",
        "Divers found the bell of the ferry Havlys on Tuesday.\nIt lay under nine metres of mud off Skarvoy.\n\
         The crew of the tug Ternen had searched for eleven weeks.\nThe museum of Molde wants it for its hall.\n\
         Its director, Astrid Vik, hopes for a loan from the bank.\nThe roof leaks, and visitors stay away in spring.",
        "The museum of Molde wants it for its hall.\nIts director, Astrid Vik, hopes for a loan from the bank.\n\
         The roof leaks, and visitors stay away in spring.",
    ];
    let desk = Desk::at(NEVER);
    desk.add(&[account("a", None, "Rain."), account("b", None, raid), account("c", None, other)]);
    assert_eq!(desk.names(), [(1, 1, 1), (2, 2, 2), (3, 3, 3)]);
    assert!(!desk.add(&[account("d", None, half)]).all);
    assert_eq!(desk.names(), [(1, 1, 1), (2, 2, 2), (3, 2, 2), (4, 2, 2)]);
    assert_eq!(desk.rows("stories").len(), 2);
}

#[test]
fn what_was_added_and_not_joined_is_taken_up_next() {
    let reports = abduction();
    let (desk, whole) = (Desk::at(NEVER), Desk::at(NEVER));
    desk.add(&reports[..3]);
    let before = (desk.names(), desk.told());
    desk.lay_down(&reports[3..6]);
    assert_eq!(desk.join_unless(true), None);
    assert_eq!((desk.names(), desk.told()), before, "who stops it finds all as it was");
    assert_eq!(desk.add(&reports[6..]).added, 5);
    assert_eq!(desk.join(), Joined::default(), "nobody waits");
    whole.add(&reports);
    assert_eq!((desk.names(), desk.told()), (whole.names(), whole.told()));
}

#[test]
fn a_removed_report_is_told_of_no_more_and_its_story_compared_anew() {
    let reports = [abduction(), world(2)].concat();
    for removed in [1, 2, 5, 7, 12] {
        let (desk, rest) = (Desk::at(NEVER), Desk::at(NEVER));
        desk.add(&reports);
        desk.remove(removed);
        let joined = desk.join();
        assert!(!joined.all && joined.compared < 15);
        // The numbers of reports that are removed are given to no other.
        rest.lay_down(&reports);
        rest.remove(removed);
        assert!(rest.join().all);
        assert_eq!((desk.names(), desk.told()), (rest.names(), rest.told()));
    }
}

#[test]
fn another_scope_compares_all_anew() {
    let mut desk = Desk::at(NEVER);
    desk.add(&abduction());
    desk.scope.window_days = 1;
    let more = account("later", None, "Fire.");
    assert!(desk.add(std::slice::from_ref(&more)).all && !desk.add(std::slice::from_ref(&more)).all);
    desk.file.execute("UPDATE comparison SET known = x'00'", []).expect("damaged");
    assert!(desk.add(&[more]).all);
}

#[test]
fn boilerplate_is_known_when_the_next_report_has_it() {
    let tail = "The Harbour Post is free to read because its readers pay for it.\n\
        You can support its reporters with a gift of any size at the desk in Quay Street.\n\
        Letters to the editor are welcome and may be shortened before they are printed.";
    let own = [
        "A heron has fished the pond of the town hall empty.\nThe clerk wants a net before the carp are bought anew.\n\
            Children had fed them bread for years.\nA plastic fox on the lawn has frightened nobody so far.",
        "The glassworks in Kiln Street has let its fires go out.\nGas costs three times what a vase brings, said its owner.\n\
            Nine blowers look for other work.\nThe museum bought the last bowl that they made together.",
        "Hail the size of plums has broken the greenhouses at Ness.\nGrowers of tomatoes lost a crop that was nearly ripe.\n\
            Insurers sent two inspectors on bicycles.\nPeppers under sheets of plastic came through it well.",
        "The lift to Vardefjell stands still until Thursday.\nA cable had jumped from its wheel in the gale.\n\
            Forty skiers walked down in the dark.\nA fitter from Innsbruck brings the part by train.",
        "A choir of miners won a prize in Riga.\nIt sang two psalms and a drinking song.",
    ];
    let desk = Desk::at(NEVER);
    let reports = own.map(|own| account(own, None, &format!("{own}\n{tail}")));
    desk.add(&reports[..4]);
    desk.add(&[account("rain", None, "Rain fell on the quay.")]);
    desk.add(&reports[4..]);
    let origins: BTreeSet<u32> = desk.names().into_iter().map(|(_, origin, _)| origin).collect();
    assert_eq!(origins.len(), 6);
}

#[test]
fn all_are_compared_again_when_the_archive_has_grown() {
    let reports = world(9);
    let desk = Desk::at(Pace { few: 40, growth: 0.25 });
    let all: Vec<usize> = (0..reports.len()).filter(|&at| desk.add(&reports[at..=at]).all).collect();
    assert_eq!(all[..42], (0..40).chain([50, 63]).collect::<Vec<_>>()[..], "up to 40, then after a quarter more");
    let since = *all.last().expect("some") + 1;
    assert!(reports.len() - since <= since / 4);
}

#[test]
fn drift_is_small_even_if_all_are_never_compared_again() {
    let reports = shuffled(world(30));
    let (desk, whole) = (Desk::at(NEVER), Desk::at(NEVER));
    desk.add(&reports[..40]);
    reports[40..].chunks(20).for_each(|reports| assert!(!desk.add(reports).all));
    whole.add(&reports);
    let elsewhere = desk.names().iter().zip(whole.names()).filter(|(desk, whole)| *desk != whole).count();
    assert!(elsewhere <= 3, "{elsewhere} of {} reports are elsewhere", reports.len());
}

#[test]
fn stories_are_told_as_a_comparison_of_all_tells_them() {
    let reports = shuffled([abduction(), world(3)].concat());
    let desk = Desk::at(NEVER);
    reports.chunks(8).for_each(|reports| _ = desk.add(reports));
    let account = |report: u32| Ok(numbered(&reports[report as usize - 1], report));
    let joining = Joining { path: Path::new("desk"), scope: desk.scope, pace: desk.pace, account: &account };
    let numbers: Vec<u32> = (1..).take(reports.len()).collect();
    let whole = joining.collection(Collection::new(desk.scope), &numbers).expect("there is room").stories();
    let told = joining.told(&desk.file).expect("told");
    assert!(told.reports().eq(whole.reports()));
    assert!(told.iter().eq(whole.iter()));
}

/// A report, called by its number.
fn numbered(account: &Account, report: u32) -> Account {
    let mut account = account.clone();
    account.id = report.to_string();
    account
}
