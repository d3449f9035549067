//! How often, how long and how much is asked of others?

use std::time::Duration;

use jiff::SignedDuration;

/// How servers are asked. Those who set a file of feeds up choose a few of these; tests are in more of a hurry.
#[derive(Clone, Debug)]
pub struct Manners {
    /// Who asks: a program and how to reach who runs it.
    pub user_agent: String,
    /// Time between two requests for a feed.
    pub every: SignedDuration,
    /// Time between two requests to a host, at least: its robots.txt may ask for more.
    pub delay: Duration,
    /// The longest time that a robots.txt may ask for between two requests.
    pub longest_delay: Duration,
    /// How long a server may take to be found, to be connected to, to begin its answer, to go on.
    pub patience: Duration,
    /// How long an answer may take in all.
    pub longest: Duration,
    /// Bytes that a page may have, as it comes and unpacked.
    pub largest_page: u64,
    /// Bytes that a feed or sitemap may have, as it comes and unpacked.
    pub largest_list: u64,
    /// Redirections that are followed, one after the other.
    pub redirects: u32,
    /// Hosts asked at the same time.
    pub hosts: usize,
    /// How often a page is asked for until it is given up.
    pub tries: u32,
    /// Time before what failed is tried again; twice as long each further time.
    pub back_off: SignedDuration,
    /// The longest of these times, and the longest that a server may ask for.
    pub longest_back_off: SignedDuration,
    /// How long a robots.txt holds.
    pub robots: SignedDuration,
    /// When a page is asked for again after it was had, to find changes: each time counted from the one before.
    pub revisits: Vec<SignedDuration>,
    /// Time after which a page is asked for again of which its feed tells something else, at least.
    pub again: SignedDuration,
    /// Pages of a sitemap whose day is so many days past are left out, as are those without a day.
    pub oldest: i32,
    /// Whether addresses of this machine and its network may be asked.
    pub allow_private: bool,
    /// Where the chance begins by which pauses differ.
    pub seed: u64,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            user_agent: format!("{} (no contact given)", program()),
            every: SignedDuration::from_mins(15),
            delay: Duration::from_secs(1),
            longest_delay: Duration::from_secs(60),
            patience: Duration::from_secs(20),
            longest: Duration::from_secs(60),
            largest_page: 10 << 20,
            largest_list: 64 << 20,
            redirects: 5,
            hosts: 8,
            tries: 6,
            back_off: SignedDuration::from_mins(2),
            longest_back_off: SignedDuration::from_hours(24),
            robots: SignedDuration::from_hours(24),
            revisits: vec![SignedDuration::from_hours(2), SignedDuration::from_hours(22)],
            again: SignedDuration::from_mins(30),
            oldest: 3,
            allow_private: false,
            seed: 0,
        }
    }
}

/// The program and its version.
fn program() -> &'static str {
    concat!("dateline/", env!("CARGO_PKG_VERSION"))
}

impl Manners {
    /// With a contact: a mail or web address at which who runs this can be reached.
    pub fn with_contact(self, contact: &str) -> Self {
        Self { user_agent: format!("{} (+{contact})", program()), ..self }
    }

    /// The pause after so many failures, this one not counted, a quarter longer or shorter by chance.
    pub(crate) fn pause(&self, failures: u32, chance: &mut fastrand::Rng) -> SignedDuration {
        let doubled =
            self.back_off.checked_mul(2_i32.saturating_pow(failures.min(20))).unwrap_or(self.longest_back_off);
        let pause = doubled.min(self.longest_back_off);
        pause.checked_mul(chance.i32(750..=1250)).map_or(pause, |pause| pause / 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_day_and_differ_by_chance() {
        let manners = Manners::default();
        let mut chance = fastrand::Rng::with_seed(7);
        for (failures, minutes) in [(0, 2), (1, 4), (5, 64), (9, 1024), (10, 1440), (100, 1440)] {
            let pauses: Vec<i64> = (0..50).map(|_| manners.pause(failures, &mut chance).as_secs()).collect();
            assert!(pauses.iter().all(|pause| (45 * minutes..=75 * minutes).contains(pause)), "{failures}: {pauses:?}");
            assert!(pauses.iter().any(|pause| pause != &pauses[0]));
        }
    }
}
