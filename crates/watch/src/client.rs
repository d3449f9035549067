//! How is something asked for politely: one thing at a time of each host, with pauses, and what its robots.txt forbids not at
//! all?

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use dateline_archive::store::following::Validators;
use jiff::Timestamp;
use ureq::Agent;
use url::Url;

use crate::address;
use crate::fault::{Cause, Fault};
use crate::fetch::{self, Answer, Step};
use crate::hosts::{Host, Hosts, LARGEST_ROBOTS, Rules, held};
use crate::manners::Manners;

/// How long a wait goes on before it is asked whether it is to end.
const NAP: Duration = Duration::from_millis(50);

/// Redirections that lead to a robots.txt, as RFC 9309 wants them followed.
const ROBOTS_REDIRECTS: u32 = 5;

/// Asks servers.
pub(crate) struct Client<'m> {
    agent: Agent,
    manners: &'m Manners,
    pub(crate) hosts: Hosts,
    halted: AtomicBool,
}

impl<'m> Client<'m> {
    pub(crate) fn new(manners: &'m Manners) -> Self {
        let agent = fetch::agent(manners);
        Self { agent, manners, hosts: Hosts::default(), halted: AtomicBool::new(false) }
    }

    /// Ends all that is going on, now.
    pub(crate) fn halt(&self) {
        self.halted.store(true, Ordering::Relaxed);
        self.agent.clone().shutdown();
    }

    pub(crate) fn is_halted(&self) -> bool {
        self.halted.load(Ordering::Relaxed)
    }

    /// What stands at an address, with at most so many bytes; each redirection is asked for as politely as the address itself.
    pub(crate) fn get(&self, url: &Url, known: &Validators, most: u64) -> Result<Answer, Fault> {
        let mut at = url.clone();
        for _ in 0..=self.manners.redirects {
            let host = self.hosts.of(&at);
            let mut host = held(&host);
            // What is known of a state is known of the address that was asked for, wherever that leads.
            let step = self.check(&mut host, &at).and_then(|()| self.ask(&mut host, &at, known, most));
            match step.map_err(|fault| Fault { host: address::host(&at), ..fault })? {
                Step::Answer(answer) => return Ok(answer),
                Step::Redirect(to) => at = to,
            }
        }
        Err(Fault::new(
            Cause::Redirects,
            format!("more than {} redirections, the last to {at}", self.manners.redirects),
        ))
    }

    /// Asks a host when it may be asked.
    fn ask(&self, host: &mut Host, url: &Url, known: &Validators, most: u64) -> Result<Step, Fault> {
        while !host.pause().is_zero() && !self.is_halted() {
            thread::sleep(host.pause().min(NAP));
        }
        if self.is_halted() {
            return Err(Fault::new(Cause::Broken, "stopped"));
        }
        let step = fetch::ask(&self.agent, url, known, most);
        host.asked(self.manners);
        step
    }

    /// Whether the host's robots.txt allows this; it is asked for if it is not known.
    fn check(&self, host: &mut Host, url: &Url) -> Result<(), Fault> {
        if host.allows(url).is_none() {
            let text = self.robots(host, url).map_err(|fault| match fault.cause {
                // Nothing else can be had of such a host.
                Cause::Unresolved | Cause::Unreachable | Cause::Tls | Cause::Private => fault,
                _ => Fault { message: format!("its robots.txt cannot be had: {}", fault.message), ..fault },
            })?;
            let until = Timestamp::now().checked_add(self.manners.robots).unwrap_or(Timestamp::MAX);
            self.hosts.learn(host, Rules { host: address::host(url), text, until });
        }
        match host.allows(url) {
            Some(false) => {
                Err(Fault::new(Cause::Robots, format!("the robots.txt of {} forbids it", address::host(url))))
            }
            _ => Ok(()),
        }
    }

    /// The text of a host's robots.txt. One that is not there forbids nothing, one that cannot be had everything for now.
    fn robots(&self, host: &mut Host, url: &Url) -> Result<String, Fault> {
        let mut at = url.join("/robots.txt").map_err(|error| Fault::new(Cause::Address, error.to_string()))?;
        for _ in 0..=ROBOTS_REDIRECTS {
            match self.ask(host, &at, &Validators::default(), LARGEST_ROBOTS) {
                Ok(Step::Answer(answer)) => {
                    return Ok(String::from_utf8_lossy(&answer.body.unwrap_or_default()).into_owned());
                }
                Ok(Step::Redirect(to)) => at = to,
                Err(fault) => return if forbids_nothing(fault.cause) { Ok(String::new()) } else { Err(fault) },
            }
        }
        Ok(String::new())
    }
}

/// Whether an answer to the question for a robots.txt means that there is none.
fn forbids_nothing(cause: Cause) -> bool {
    matches!(cause, Cause::Denied | Cause::Missing | Cause::Gone | Cause::Answer)
}
