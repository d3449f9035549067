//! What are a page and its publisher called? They stand behind headlines, and in place of headlines and writers.

/// The word before the names of newspapers that pages leave out as often as not.
const ARTICLE: &str = "the";
/// Words of a title that may be the publisher's name with a word more, at most: "Harbour Post News".
const NAME_WORDS: usize = 4;
/// Characters that stand behind a headline, at most.
const TAIL: usize = 60;
/// What stands between a headline and the publisher's name.
const MARKS: [&str; 11] = [" | ", " - ", " – ", " — ", " • ", " :: ", " : ", " › ", " · ", "｜", "ㅣ"];

/// Names of a page and its publisher, letters and digits only.
#[derive(Default)]
pub(super) struct Names {
    known: Vec<String>,
    /// The sections that the page says it stands in.
    sections: Vec<String>,
}

impl Names {
    pub(super) fn of(names: &[Option<&str>], address: Option<&str>) -> Self {
        let host = address.and_then(|address| address.split("://").nth(1)?.split(['/', ':']).next());
        let host = host.map(|host| host.trim_start_matches("www."));
        let label = host.and_then(|host| host.rsplit('.').nth(1).filter(|label| label.len() > 2));
        let names = names.iter().copied().chain([host, label]).flatten().map(bare);
        Self { known: names.filter(|name| name.chars().count() > 1).collect(), sections: Vec::new() }
    }

    /// With the names of the sections that the page stands in.
    pub(super) fn in_sections(self, sections: &[Option<&str>]) -> Self {
        let sections = sections.iter().flatten().map(|name| bare(name)).filter(|name| !name.is_empty()).collect();
        Self { sections, ..self }
    }

    /// Whether this is one of them, or begins or ends with one, as "Harbour Post News" does.
    pub(super) fn know(&self, name: &str) -> bool {
        let bare = bare(name);
        let short = without_article(&bare);
        self.known.iter().any(|known| {
            let known = without_article(known);
            short == known || known.len() > 2 && (short.starts_with(known) || short.ends_with(known))
        })
    }

    /// Whether a title is nothing but one of them, as "Harbour Post" is of `HarbourPost.example`.
    pub(super) fn are(&self, title: &str) -> bool {
        let bare = bare(title);
        let short = without_article(&bare);
        let few = title.split_whitespace().count() <= NAME_WORDS;
        let begins = |known: &str| short.chars().count() > 3 && known.starts_with(short);
        short.is_empty() || few && (self.know(title) || self.known.iter().any(|known| begins(without_article(known))))
    }

    fn is_section(&self, tail: &str) -> bool {
        self.sections.contains(&bare(tail))
    }

    /// A headline without " | World | Harbour Post" or " - Harbour Post" behind it, or "Harbour Post: " before it.
    pub(super) fn without<'t>(&self, title: &'t str) -> &'t str {
        let mut title = title;
        for mark in MARKS {
            let Some(at) = title.rfind(mark) else { continue };
            let tail = &title[at + mark.len()..];
            if tail.chars().count() < TAIL && (self.know(tail) || is_day(tail) || self.is_section(tail)) {
                title = self.without(title[..at].trim_end());
            }
        }
        // "Ferry talks fail-World｜Harbour Post"
        if let Some((head, tail)) = title.rsplit_once(['-', '|', '｜', 'ㅣ'])
            && self.is_section(tail)
        {
            title = head.trim_end();
        }
        let before = [" | ", ": "].iter().find_map(|mark| title.split_once(mark));
        before.filter(|(name, rest)| self.are(name) && rest.contains(' ')).map_or(title, |(_, rest)| rest.trim())
    }
}

fn without_article(name: &str) -> &str {
    name.strip_prefix(ARTICLE).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// Numbers only, as in "Headline | DW | 08.03.2031".
fn is_day(text: &str) -> bool {
    text.len() > 5 && text.chars().all(|c| c.is_ascii_digit() || ". /-".contains(c))
}

/// Letters and digits alone, in lower case.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_stand_without_the_publishers_name() {
        let names = Names::of(&[Some("The Harbour Post")], Some("https://www.post.example/a"));
        for title in [
            "Ferry talks fail | World | Harbour Post",
            "Ferry talks fail - Harbour Post",
            "Ferry talks fail – The Harbour Post News",
            "Ferry talks fail | Harbour Post | 08.03.2031",
            "Harbour Post: Ferry talks fail",
            "Ferry talks fail : Harbour Post",
        ] {
            assert_eq!(names.without(title).split(" | ").next(), Some("Ferry talks fail"), "{title}");
        }
        let names = names.in_sections(&[Some("World"), None]);
        for title in [
            "Ferry talks fail - World",
            "Ferry talks fail-Worldㅣ Harbour Post",
            "Ferry talks fail | World | Harbour Post",
        ] {
            assert_eq!(names.without(title), "Ferry talks fail", "{title}");
        }
        assert_eq!(names.without("Talks fail - crews go home"), "Talks fail - crews go home");
    }

    #[test]
    fn a_name_alone_is_no_headline() {
        let names = Names::of(&[Some("HarbourPost.example")], None);
        assert!(names.are("Harbour Post") && names.are("harbourpost.example News"));
        let names = Names::of(&[Some("Reuters")], None);
        assert!(names.are("Reuters News") && !names.are("Reuters reporter freed after nine days in jail"));
    }
}
