//! What came of one round, and what is to be noted of each thing that was asked for?

use dateline::Source;
use dateline_archive::store::following::{self, Due, DueKind, Failed, Validators};
use dateline_intake::{Failure, Outcome};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use crate::error::Error;
use crate::fault::Fault;
use crate::feeds::Feeds;
use crate::keeper::{Keeper, Kept};
use crate::lists;
use crate::manners::Manners;
use crate::news::{Came, News, What};

/// What came of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Feeds that were read.
    pub feeds: u64,
    /// Feeds that are as they were.
    pub unchanged_feeds: u64,
    /// Feeds that could not be had.
    pub failed_feeds: u64,
    /// Pages that were not known before.
    pub listed: u64,
    /// What became of pages that were fetched.
    pub kept: Kept,
    /// Pages that are as they were.
    pub unchanged: u64,
    /// Pages that could not be had, and are tried again.
    pub put_off: u64,
    /// Pages that were given up.
    pub given_up: u64,
    /// When something is due next; nothing if nothing is followed.
    pub next: Option<Timestamp>,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

impl Round {
    /// Whether something was asked for, and nothing was had.
    pub fn had_nothing(&self) -> bool {
        self.had() == 0 && self.failed() > 0
    }

    /// Whether nothing was due.
    pub fn was_idle(&self) -> bool {
        self.had() + self.failed() == 0
    }

    fn had(&self) -> u64 {
        self.feeds + self.unchanged_feeds + self.kept.new + self.kept.held + self.unchanged
    }

    fn failed(&self) -> u64 {
        self.failed_feeds + self.put_off + self.given_up
    }
}

/// What is told while a round goes on.
#[derive(Clone, Debug)]
pub enum Told<'t> {
    /// A feed was read.
    Feed {
        /// Its address.
        url: &'t str,
        /// Pages that it names and that are followed.
        named: u64,
        /// Those of them that were not known before.
        new: u64,
        /// Entries that are too old or too many, or name no page.
        left_out: u64,
    },
    /// Something could not be had.
    Failed {
        /// Its address.
        url: &'t str,
        /// Why, in one word.
        cause: &'static str,
        /// What is wrong.
        message: &'t str,
        /// When it is tried again; nothing if it is given up.
        again: Option<Timestamp>,
    },
    /// What was done so far.
    So(&'t Round),
}

/// The shortest pause that a server may ask for.
const SOONEST: SignedDuration = SignedDuration::from_secs(1);

/// What is to be noted of a page when it is kept.
enum Then {
    Held { due: Due, validators: Validators },
    GivenUp { due: Due, cause: &'static str, message: String },
}

/// Notes what came.
pub(crate) struct Desk<'d> {
    pub(crate) feeds: &'d Feeds,
    pub(crate) manners: &'d Manners,
    pub(crate) chance: &'d mut fastrand::Rng,
    pub(crate) round: Round,
}

impl Desk<'_> {
    /// Takes what came: pages are kept, and of the rest it is noted what it is.
    pub(crate) fn take(
        &mut self,
        news: Vec<News>,
        keeper: &mut dyn Keeper,
        tell: &mut dyn FnMut(Told<'_>),
    ) -> Result<(), Error> {
        let (mut pages, mut then) = (Vec::new(), Vec::new());
        let connection = keeper.connection();
        let transaction = connection.unchecked_transaction()?;
        for News { host, due, came } in news {
            match came {
                Ok(Came { validators, what }) => {
                    following::host_answered(connection, &host)?;
                    match what {
                        What::Page(reports) => {
                            pages.push(reports);
                            then.push(Then::Held { due, validators });
                        }
                        what => self.came(connection, &due, &validators, &what, tell)?,
                    }
                }
                Err(fault) => {
                    if let Some(failed) = self.failed(connection, &due, &fault, tell)? {
                        pages.push(vec![failed]);
                        then.push(Then::GivenUp { due, cause: fault.cause.name(), message: fault.message });
                    }
                }
            }
        }
        transaction.commit()?;
        self.keep(pages, &then, keeper)?;
        tell(Told::So(&self.round));
        Ok(())
    }

    /// Keeps pages, each with what is to be noted of it.
    fn keep(&mut self, pages: Vec<Vec<Outcome>>, then: &[Then], keeper: &mut dyn Keeper) -> Result<(), Error> {
        if pages.is_empty() {
            return Ok(());
        }
        let (manners, mut given_up) = (self.manners, 0);
        let kept = keeper.keep(pages, &mut |connection, place| match &then[place] {
            Then::Held { due, validators } => held(connection, due, validators, manners),
            Then::GivenUp { due, cause, message } => {
                given_up += 1;
                following::page_failed(connection, &due.url, Failed { cause, message }, None)
            }
        });
        let kept = kept.map_err(Error::Archive)?;
        // Failures stand among the archive's reports, and are no pages that were had.
        self.round.kept.new += kept.new.saturating_sub(given_up);
        self.round.kept.versions += kept.versions;
        self.round.kept.held += kept.held;
        self.round.given_up += given_up;
        Ok(())
    }

    /// A list came, or something that is as it was.
    fn came(
        &mut self,
        connection: &Connection,
        due: &Due,
        validators: &Validators,
        what: &What,
        tell: &mut dyn FnMut(Told<'_>),
    ) -> rusqlite::Result<()> {
        let now = Timestamp::now();
        let DueKind::Feed { is_named } = due.kind else {
            self.round.unchanged += 1;
            return held(connection, due, validators, self.manners);
        };
        let next = later(now, self.feeds.every(&due.url, self.manners));
        let What::List(list) = what else {
            self.round.unchanged_feeds += 1;
            return following::feed_read(connection, &due.url, None, validators, [now, next]);
        };
        let listed = lists::note(connection, &due.url, list, !is_named, self.manners)?;
        following::feed_read(connection, &due.url, list.title.as_deref(), validators, [now, next])?;
        self.round.feeds += 1;
        self.round.listed += listed.new;
        let lists::Listed { named, new, left_out } = listed;
        tell(Told::Feed { url: &due.url, named, new, left_out });
        Ok(())
    }

    /// Something could not be had. A page that is given up is a failure, which is kept among the reports.
    fn failed(
        &mut self,
        connection: &Connection,
        due: &Due,
        fault: &Fault,
        tell: &mut dyn FnMut(Told<'_>),
    ) -> rusqlite::Result<Option<Outcome>> {
        let now = Timestamp::now();
        if fault.cause.is_of_host() && !fault.host.is_empty() {
            let failures = following::host(connection, &fault.host)?.failures;
            let until = self.again(failures, fault, now);
            following::hold_back(connection, &fault.host, until)?;
        }
        let Fault { cause, message, .. } = fault;
        let failed = Failed { cause: cause.name(), message };
        let tell_again = |tell: &mut dyn FnMut(Told<'_>), again| {
            tell(Told::Failed { url: &due.url, cause: cause.name(), message, again });
        };
        let DueKind::Page { held, .. } = due.kind else {
            let pause = if cause.is_lasting() && !cause.is_of_state() { u32::MAX } else { due.failures };
            let next = self.again(pause, fault, now);
            following::feed_failed(connection, &due.url, failed, next)?;
            self.round.failed_feeds += 1;
            tell_again(tell, Some(next));
            return Ok(None);
        };
        let is_over = cause.is_lasting() || due.failures + 1 >= self.manners.tries;
        let next = (!is_over).then(|| self.again(due.failures, fault, now));
        tell_again(tell, next);
        if next.is_some() || held {
            following::page_failed(connection, &due.url, failed, next)?;
            self.round.put_off += 1;
            return Ok(None);
        }
        let source = Source { id: due.url.clone(), url: Some(due.url.clone()), ..Source::default() };
        let tries = if due.failures == 0 { String::new() } else { format!(" (tried {} times)", due.failures + 1) };
        let message = format!("{}: {message}{tries}", cause.name());
        Ok(Some(Err(Failure { source, kind: cause.kind(), message })))
    }

    /// When something is tried again that failed so often before: later, if the server asks for that.
    fn again(&mut self, failures: u32, fault: &Fault, now: Timestamp) -> Timestamp {
        let own = later(now, self.manners.pause(failures, self.chance));
        let longest = later(now, self.manners.longest_back_off);
        fault.after.map_or(own, |after| after.max(later(now, SOONEST)).min(longest))
    }
}

/// A page's text is held: when is it asked for again?
fn held(connection: &Connection, due: &Due, validators: &Validators, manners: &Manners) -> rusqlite::Result<()> {
    let now = Timestamp::now();
    let visits = match due.kind {
        DueKind::Page { held: true, revisits, .. } => revisits as usize + 1,
        _ => 0,
    };
    let next = manners.revisits.get(visits).map(|pause| later(now, *pause));
    following::page_held(connection, &due.url, validators, now, next)
}

fn later(now: Timestamp, time: SignedDuration) -> Timestamp {
    now.checked_add(time).unwrap_or(Timestamp::MAX)
}
