//! Which feeds are to be followed? As a file of feeds says it, or a list of subscriptions of another program.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::address;
use crate::error::Error;
use crate::manners::Manners;

/// The feeds to be followed, with what is set for all of them.
///
/// # Examples
///
/// ```
/// use dateline_watch::Feeds;
///
/// let feeds = Feeds::of_text(
///     r#"
///         contact = "desk@post.example"
///         every = "30m"
///
///         [[feed]]
///         name = "Harbour Post"
///         url = "https://post.example/rss.xml"
///     "#,
/// )?;
/// assert_eq!(feeds.feeds[0].url, "https://post.example/rss.xml");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Feeds {
    /// A mail or web address at which servers can reach who runs this: it is told with every request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Time between two requests for a feed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time")]
    pub every: Option<SignedDuration>,
    /// Time between two requests to a host.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time")]
    pub delay: Option<SignedDuration>,
    /// Whether pages that are held are asked for again, to find changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revisit: Option<bool>,
    /// The feeds.
    #[serde(default, rename = "feed")]
    pub feeds: Vec<Feed>,
}

/// A feed or a sitemap of news.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Time between two requests for it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "time")]
    pub every: Option<SignedDuration>,
}

/// The shortest time between two requests for a feed that a file may set.
const SHORTEST: SignedDuration = SignedDuration::from_mins(1);

impl Feeds {
    /// What a file says: one of feeds, or a list of subscriptions (OPML).
    ///
    /// # Errors
    ///
    /// If it cannot be read, or something in it cannot be followed.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let bytes = fs::read(path).map_err(|cause| Error::Io { path: path.to_owned(), cause })?;
        let text = String::from_utf8_lossy(&bytes);
        let is_opml = text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
        let feeds = if is_opml { Self::of_opml(&bytes) } else { Self::of_text(&text) };
        feeds.map_err(|cause| Error::Feeds { path: PathBuf::from(path), cause })
    }

    /// What the text of a file of feeds says.
    ///
    /// # Errors
    ///
    /// What is wrong, and on which line.
    pub fn of_text(text: &str) -> Result<Self, String> {
        let feeds: Self = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        feeds.checked()
    }

    /// The feeds of a list of subscriptions. One that cannot be followed is an error, too: who subscribed to it would miss it.
    fn of_opml(bytes: &[u8]) -> Result<Self, String> {
        let named = dateline_intake::subscriptions(bytes).map_err(|failure| failure.message)?;
        let feeds = named.into_iter().map(|feed| Feed { url: feed.url, name: feed.name, every: None });
        Self { feeds: feeds.collect(), ..Self::default() }.checked()
    }

    fn checked(mut self) -> Result<Self, String> {
        if self.feeds.is_empty() {
            return Err("it names no feed: each has a [[feed]] with its url".into());
        }
        let speakable = |c: char| c.is_ascii_graphic() && !"()\\".contains(c);
        if let Some(contact) =
            self.contact.as_deref().filter(|contact| contact.is_empty() || !contact.chars().all(speakable))
        {
            return Err(format!("contact {contact:?} is no mail or web address"));
        }
        if let Some(delay) = self.delay.filter(|delay| delay.is_negative()) {
            return Err(format!("delay {delay:#} is less than nothing"));
        }
        for feed in &mut self.feeds {
            let Some(url) = address::of_web(&feed.url) else {
                return Err(format!("{:?} is no address of a feed: https://…, without a name and password", feed.url));
            };
            feed.url = url.into();
        }
        let times = self.feeds.iter().map(|feed| feed.every).chain([self.every]);
        if let Some(short) = times.flatten().find(|every| *every < SHORTEST) {
            return Err(format!("every {short:#} is too often; once a minute at most"));
        }
        let mut met = std::collections::BTreeSet::new();
        self.feeds.retain(|feed| met.insert(feed.url.clone()));
        Ok(self)
    }

    /// The file that says this.
    ///
    /// # Errors
    ///
    /// If a text in it cannot be written as TOML.
    pub fn to_text(&self) -> Result<String, String> {
        toml::to_string(self).map_err(|error| error.to_string())
    }

    /// With what these feeds set, and what they leave as it is.
    pub fn manners(&self, usual: Manners) -> Manners {
        let mut manners = match &self.contact {
            Some(contact) => usual.with_contact(contact),
            None => usual,
        };
        manners.every = self.every.unwrap_or(manners.every);
        manners.delay = self.delay.and_then(|delay| delay.try_into().ok()).unwrap_or(manners.delay);
        if self.revisit == Some(false) {
            manners.revisits.clear();
        }
        manners
    }

    /// The time between two requests for a feed.
    pub(crate) fn every(&self, url: &str, manners: &Manners) -> SignedDuration {
        self.feeds.iter().find(|feed| feed.url == url).and_then(|feed| feed.every).unwrap_or(manners.every)
    }
}

/// Times as they stand in a file: `90s`, `15m`, `2h`, `1h 30m`.
mod time {
    use jiff::SignedDuration;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Option<SignedDuration>, D::Error> {
        let text = String::deserialize(from)?;
        let time = text.parse();
        time.map(Some).map_err(|_| de::Error::custom(format!("{text:?} is no time, such as 90s, 15m, 2h")))
    }

    pub(super) fn serialize<S: Serializer>(time: &Option<SignedDuration>, to: S) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => to.serialize_str(&format!("{time:#}")),
            None => to.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_feeds_is_read_and_written() {
        let feeds = Feeds::of_text(
            "contact = 'desk@post.example'\nevery = '1h 30m'\nrevisit = false\n[[feed]]\nurl = 'HTTPS://Post.example/rss'\n\
             every = '2m'\n[[feed]]\nurl = 'https://post.example/rss'\n[[feed]]\nname = 'Tribune'\nurl = 'https://t.example/'\n",
        );
        let feeds = feeds.expect("feeds");
        assert_eq!(feeds.feeds.len(), 2, "each once");
        let manners = feeds.manners(Manners::default());
        assert!(manners.user_agent.ends_with(" (+desk@post.example)") && manners.revisits.is_empty());
        let every = |url: &str| feeds.every(url, &manners).as_secs();
        assert_eq!((every("https://post.example/rss"), every("https://t.example/")), (120, 5400));
        let again = Feeds::of_text(&feeds.to_text().expect("a text"));
        assert_eq!(again.as_ref(), Ok(&feeds));
    }

    #[test]
    fn what_cannot_be_followed_is_said() {
        for (text, said) in [
            ("", "names no feed"),
            ("[[feed]]\nurl = 'ftp://post.example/'", "no address"),
            ("[[feed]]\nurl = 'https://me:pw@post.example/'", "password"),
            ("[[feed]]\nlink = 'https://post.example/'", "unknown field"),
            ("every = 'often'\n[[feed]]\nurl = 'https://post.example/'", "no time"),
            ("every = '1s'\n[[feed]]\nurl = 'https://post.example/'", "too often"),
            ("contact = 'me\\nX: y'\n[[feed]]\nurl = 'https://post.example/'", "contact"),
            ("contact = \"a b\"\n[[feed]]\nurl = 'https://post.example/'", "contact"),
            ("[[feed]", "line 1"),
        ] {
            let error = Feeds::of_text(text).expect_err(text);
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn subscriptions_of_another_program_become_a_file_of_feeds() {
        let opml = b"<opml><body><outline text='Post' xmlUrl='https://post.example/rss'/></body></opml>";
        let feeds = Feeds::of_opml(opml).expect("feeds");
        assert_eq!(feeds.to_text().expect("a text"), "[[feed]]\nurl = \"https://post.example/rss\"\nname = \"Post\"\n");
        assert!(Feeds::of_opml(b"<opml><body><outline xmlUrl='feed:x'/></body></opml>").is_err());
    }
}
