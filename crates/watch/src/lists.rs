//! Which pages of a list are wanted, and which lists that it names are followed?

use std::cmp::Reverse;

use dateline_archive::store::following::{self, Listing, Wanted};
use dateline_intake::{List, ListedPage};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::address;
use crate::manners::Manners;

/// Pages that a list may name at once: a sitemap of news has a thousand, a feed some dozens.
const MOST_PAGES: usize = 5_000;

/// Lists that a list may name.
const MOST_LISTS: usize = 50;

/// What became of the pages of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Listed {
    /// That are followed.
    pub(crate) named: u64,
    /// Those of them that were not known.
    pub(crate) new: u64,
    /// That are too old, or too many, or no pages.
    pub(crate) left_out: u64,
}

/// Notes which pages a list names, and which further lists, if it may name such.
pub(crate) fn note(
    connection: &Connection,
    url: &str,
    list: &List,
    may_name_lists: bool,
    manners: &Manners,
) -> rusqlite::Result<Listed> {
    let now = Timestamp::now();
    let today = TimeZone::UTC.to_datetime(now).date();
    let oldest = today.checked_sub(manners.oldest.days()).unwrap_or(Date::MIN);
    if may_name_lists {
        let named: Vec<(String, String)> = named(list, oldest);
        following::name_lists(connection, url, &named, now)?;
    }
    let mut listed = Listed { left_out: list.unread as u64, ..Listed::default() };
    for (page, place) in list.pages.iter().zip(0..) {
        let address = address::page(&page.url).filter(|_| place < MOST_PAGES && is_wanted(page, list, oldest));
        let Some(address) = address else {
            listed.left_out += 1;
            continue;
        };
        let told = told(page);
        let host = address::host(&address);
        let wanted = Wanted {
            url: address.as_str(),
            host: &host,
            title: page.title.as_deref(),
            published: page.published,
            told: &told,
        };
        let listing = following::want(connection, url, &wanted, now, manners.again)?;
        listed.named += 1;
        listed.new += u64::from(listing == Listing::New);
    }
    Ok(listed)
}

/// Whether a page is recent. Feeds name what is; sitemaps all that there is.
fn is_wanted(page: &ListedPage, list: &List, oldest: Date) -> bool {
    !list.is_sitemap || page.published.or(page.changed).is_some_and(|day| day >= oldest)
}

/// The lists that a list names, each with its host, those that changed last in front.
fn named(list: &List, oldest: Date) -> Vec<(String, String)> {
    let mut lists: Vec<_> = list.lists.iter().filter(|(_, changed)| changed.is_none_or(|day| day >= oldest)).collect();
    lists.sort_by_key(|(_, changed)| Reverse(*changed));
    let followed = lists.into_iter().filter_map(|(url, _)| address::of_web(url)).take(MOST_LISTS);
    followed.map(|url| (url.to_string(), address::host(&url))).collect()
}

/// A short mark of all that a list tells of a page.
fn told(page: &ListedPage) -> String {
    Sha256::digest(&page.told)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn of_sitemaps_only_what_is_recent_is_wanted() {
        let page = |published, changed| ListedPage { published, changed, ..ListedPage::default() };
        let [feed, sitemap] = [false, true].map(|is_sitemap| List { is_sitemap, ..List::default() });
        let (old, new) = (Some(date(2031, 3, 1)), Some(date(2031, 3, 8)));
        let wanted = |page: &ListedPage, list| is_wanted(page, list, date(2031, 3, 6));
        assert!(wanted(&page(None, None), &feed) && wanted(&page(old, None), &feed));
        assert!(wanted(&page(new, None), &sitemap) && wanted(&page(None, new), &sitemap));
        assert!(!wanted(&page(None, None), &sitemap) && !wanted(&page(old, new), &sitemap));
        let lists = ["a", "b", "c", "file:x"].map(|name| match name.strip_prefix("file") {
            Some(_) => name.to_owned(),
            None => format!("https://post.example/{name}"),
        });
        let days = [None, old, new, new];
        let index = List { lists: lists.into_iter().zip(days).collect(), ..sitemap };
        let named: Vec<String> = named(&index, date(2031, 3, 6)).into_iter().map(|(url, _)| url).collect();
        assert_eq!(named, ["https://post.example/c", "https://post.example/a"]);
    }
}
