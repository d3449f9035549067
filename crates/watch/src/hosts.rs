//! May this be asked of its host, and when? What its robots.txt says, and the pause since the last request.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use robotxt::Robots;
use url::Url;

use crate::address;
use crate::manners::Manners;

/// The name by which a robots.txt speaks to us.
const NAME: &str = "dateline";

/// Bytes that a robots.txt may have; its parser heeds the first 500 KiB, as RFC 9309 wants it.
pub(crate) const LARGEST_ROBOTS: u64 = 4 << 20;

/// The hosts that were met, each of which is asked one thing at a time.
#[derive(Debug, Default)]
pub(crate) struct Hosts {
    known: Mutex<BTreeMap<String, Arc<Mutex<Host>>>>,
    /// What was learnt of robots.txt and is not kept yet.
    learnt: Mutex<Vec<Rules>>,
}

/// What a robots.txt says, as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    pub(crate) host: String,
    pub(crate) text: String,
    pub(crate) until: Timestamp,
}

/// A host.
#[derive(Debug)]
pub(crate) struct Host {
    rules: Option<(Robots, Timestamp)>,
    /// Before then it is not asked.
    ready: Instant,
}

impl Hosts {
    /// The host of an address.
    pub(crate) fn of(&self, url: &Url) -> Arc<Mutex<Host>> {
        let mut known = held(&self.known);
        known.entry(address::host(url)).or_insert_with(|| Arc::new(Mutex::new(Host::new()))).clone()
    }

    /// What is known of a host from before.
    pub(crate) fn remember(&self, rules: &Rules) {
        let Ok(url) = rules.host.parse() else { return };
        held(&self.of(&url)).rules = Some((Robots::parse(rules.text.as_bytes(), NAME), rules.until));
    }

    /// What was learnt since this was asked last.
    pub(crate) fn learnt(&self) -> Vec<Rules> {
        std::mem::take(&mut held(&self.learnt))
    }

    /// The robots.txt of a host was read.
    pub(crate) fn learn(&self, host: &mut Host, rules: Rules) {
        host.rules = Some((Robots::parse(rules.text.as_bytes(), NAME), rules.until));
        held(&self.learnt).push(rules);
    }
}

/// What stands behind a lock, whatever became of who held it.
pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Host {
    fn new() -> Self {
        Self { rules: None, ready: Instant::now() }
    }

    /// Whether its robots.txt lets us ask for this; nothing if that is not known, or too old.
    pub(crate) fn allows(&self, url: &Url) -> Option<bool> {
        let (robots, until) = self.rules.as_ref()?;
        (*until > Timestamp::now()).then(|| robots.is_url_allowed(url))
    }

    /// How long it is to be left alone from now on.
    pub(crate) fn pause(&self) -> Duration {
        self.ready.saturating_duration_since(Instant::now())
    }

    /// It was asked something just now.
    pub(crate) fn asked(&mut self, manners: &Manners) {
        let wanted = self.rules.as_ref().and_then(|(robots, _)| robots.crawl_delay()).unwrap_or_default();
        self.ready = Instant::now() + wanted.min(manners.longest_delay).max(manners.delay);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_robots_file_forbids_and_slows_until_it_is_too_old() {
        let hosts = Hosts::default();
        let url = |path: &str| -> Url { format!("https://post.example{path}").parse().expect("an address") };
        let text =
            "User-agent: *\nDisallow: /\n\nUser-agent: Dateline\nDisallow: /private\nCrawl-delay: 30\n".to_owned();
        let until = |text: &str| text.parse().expect("a time");
        let rules = Rules { host: "https://post.example".into(), text, until: until("2199-01-01T00:00:00Z") };
        assert_eq!(held(&hosts.of(&url("/"))).allows(&url("/1")), None);
        hosts.remember(&rules);
        let host = hosts.of(&url("/1"));
        let mut host = held(&host);
        assert_eq!([host.allows(&url("/1")), host.allows(&url("/private/2"))], [Some(true), Some(false)]);
        assert!(host.pause().is_zero());
        host.asked(&Manners::default());
        assert!(host.pause() > Duration::from_secs(25));
        hosts.learn(&mut host, Rules { until: until("2001-01-01T00:00:00Z"), ..rules });
        assert_eq!((host.allows(&url("/1")), hosts.learnt().len(), hosts.learnt().len()), (None, 1, 0));
    }
}
