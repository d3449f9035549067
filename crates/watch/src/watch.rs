//! In which order are feeds and pages asked for? What is due, of several hosts at once, of each one thing after the other.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, Scope};
use std::time::Duration;

use dateline_archive::store::following::{self, Followed};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::address;
use crate::client::Client;
use crate::error::Error;
use crate::feeds::Feeds;
use crate::hosts::Rules;
use crate::keeper::Keeper;
use crate::manners::Manners;
use crate::news::{Message, gather};
use crate::round::{Desk, Round, Told};

/// Answers that wait until they are read: with pages of the largest kind, what memory they take.
const WAITING: usize = 16;

/// What a host is asked for before it is looked again what is due: feeds come before pages.
const PORTION: u32 = 50;

/// How long something is waited for before it is asked whether it is to end.
const NAP: Duration = Duration::from_millis(100);

/// Follows feeds.
pub struct Watch<'w> {
    feeds: Feeds,
    manners: Manners,
    stop: &'w AtomicBool,
    chance: fastrand::Rng,
}

/// What goes on in a round.
struct Going<'s, 'e> {
    threads: &'s Scope<'s, 'e>,
    client: &'e Client<'e>,
    manners: &'e Manners,
    send: SyncSender<Message>,
    /// Hosts that are asked right now.
    busy: BTreeSet<String>,
    /// What was asked for, where each is asked for once.
    asked: Option<BTreeSet<String>>,
}

impl<'w> Watch<'w> {
    /// Follows these feeds, until `stop` is set.
    pub fn new(feeds: Feeds, usual: Manners, stop: &'w AtomicBool) -> Self {
        let manners = feeds.manners(usual);
        let chance = fastrand::Rng::with_seed(manners.seed);
        Self { feeds, manners, stop, chance }
    }

    /// Asks for all that is due, and for what that names, until nothing is due. With `once` all feeds are due, but for those
    /// that failed and wait for another try, and nothing is asked for twice.
    ///
    /// # Errors
    ///
    /// If what came cannot be kept. That something cannot be had is no error: it is noted, and tried again.
    pub fn round(
        &mut self,
        keeper: &mut dyn Keeper,
        once: bool,
        tell: &mut dyn FnMut(Told<'_>),
    ) -> Result<Round, Error> {
        self.begin(keeper.connection(), once)?;
        let client = Client::new(&self.manners);
        let desk =
            Desk { feeds: &self.feeds, manners: &self.manners, chance: &mut self.chance, round: Round::default() };
        let stop = self.stop;
        let mut round = thread::scope(|threads| {
            let (send, receive) = sync_channel(WAITING);
            let asked = once.then(BTreeSet::new);
            let going = Going { threads, client: &client, manners: &self.manners, send, busy: BTreeSet::new(), asked };
            let round = going.on(desk, &receive, keeper, stop, tell);
            // Who still asks is not waited for.
            client.halt();
            round
        })?;
        round.next = following::next_due(keeper.connection())?;
        round.stopped = self.stop.load(Ordering::Relaxed);
        Ok(round)
    }

    /// Notes which feeds are followed.
    fn begin(&self, connection: &Connection, wake: bool) -> Result<(), Error> {
        let now = Timestamp::now();
        let transaction = connection.unchecked_transaction()?;
        following::create(connection)?;
        let followed = self.feeds.feeds.iter().filter_map(|feed| {
            let host = address::host(&address::of_web(&feed.url)?);
            Some(Followed { url: feed.url.clone(), host, name: feed.name.clone() })
        });
        following::follow(connection, &followed.collect::<Vec<_>>(), now)?;
        if wake {
            following::wake(connection, now)?;
        }
        Ok(transaction.commit()?)
    }

    /// Sleeps until then, or until it is stopped; whether it was not.
    pub fn sleep(&self, until: Timestamp) -> bool {
        while !self.stop.load(Ordering::Relaxed) {
            let left = Duration::try_from(until.duration_since(Timestamp::now())).unwrap_or_default();
            if left.is_zero() {
                return true;
            }
            thread::sleep(left.min(NAP));
        }
        false
    }
}

impl<'s, 'e> Going<'s, 'e> {
    /// Goes on until nothing is due and nothing on its way, or it is stopped.
    fn on(
        mut self,
        mut desk: Desk<'_>,
        receive: &Receiver<Message>,
        keeper: &mut dyn Keeper,
        stop: &AtomicBool,
        tell: &mut dyn FnMut(Told<'_>),
    ) -> Result<Round, Error> {
        while !stop.load(Ordering::Relaxed) {
            self.send_out(keeper.connection())?;
            if self.busy.is_empty() {
                break;
            }
            let first = match receive.recv_timeout(NAP) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let mut news = Vec::new();
            for message in std::iter::once(first).chain(receive.try_iter()) {
                match message {
                    Message::News(came) => {
                        if let Some(asked) = &mut self.asked {
                            asked.insert(came.due.url.clone());
                        }
                        news.push(*came);
                    }
                    Message::Done(host) => drop(self.busy.remove(&host)),
                }
            }
            for Rules { host, text, until } in self.client.hosts.learnt() {
                following::robots_read(keeper.connection(), &host, &text, until)?;
            }
            desk.take(news, keeper, tell)?;
        }
        Ok(desk.round)
    }

    /// Sends somebody to each host of which something is due, as far as there is somebody.
    fn send_out(&mut self, connection: &Connection) -> Result<(), Error> {
        if self.busy.len() >= self.manners.hosts {
            return Ok(());
        }
        let now = Timestamp::now();
        for host in following::due_hosts(connection, now)? {
            if self.busy.len() >= self.manners.hosts {
                break;
            }
            if self.busy.contains(&host) {
                continue;
            }
            let mut due = following::due(connection, &host, now, PORTION)?;
            if let Some(asked) = &self.asked {
                due.retain(|due| !asked.contains(&due.url));
            }
            if due.is_empty() {
                continue;
            }
            let known = following::host(connection, &host)?;
            if let Some((text, until)) = known.robots.zip(known.robots_until) {
                self.client.hosts.remember(&Rules { host: host.clone(), text, until });
            }
            self.busy.insert(host.clone());
            let (client, manners, send) = (self.client, self.manners, self.send.clone());
            self.threads.spawn(move || gather(client, manners, host, due, &send));
        }
        Ok(())
    }
}
