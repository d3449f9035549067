//! Which is the headline: what the page declares, or what it prints?

use std::collections::BTreeMap;

use super::names::{Names, bare};
use super::tree::Tree;
use super::words;

/// What stands between a headline and what pages put behind it.
const MARKS: [char; 8] = ['|', '-', '–', '—', '•', 'ㅣ', '｜', '·'];
/// Characters of what stands behind it, at most.
const TAIL: usize = 40;

/// The headline, and the element that prints it.
#[derive(Debug, Default)]
pub(super) struct Headline {
    pub(super) words: Option<String>,
    pub(super) at: Option<usize>,
    /// Whether the page declares what that prints.
    pub(super) is_declared: bool,
}

/// What the page declares, in the order of its weight: in JSON-LD, for those who share it, for the browser.
pub(super) type Declared = [Option<String>; 3];

/// How much weighs what a page declares, and what it prints: two of the first three outweigh the third.
const DECLARED: [usize; 3] = [11, 10, 1];
const PRINTED: usize = 9;

/// The headline that most say. Publishers' names are none.
pub(super) fn headline(tree: &Tree, declared: &Declared, names: &Names) -> Headline {
    let clean = |title: &Option<String>| {
        let title = names.without(&folded(title.as_ref()?)).to_owned();
        (!names.are(&title) && !words::is_generic(&title)).then_some(title)
    };
    let declared = declared.each_ref().map(clean);
    let is_part = |at: usize, title: &str| follows_kicker(title, &tree.text(at), &declared);
    let printed = printed(tree, names);
    let printed: Vec<_> =
        printed.into_iter().filter(|(at, title)| *title == tree.text(*at) || is_part(*at, title)).collect();
    let parts: Vec<&String> =
        printed.iter().filter(|(at, title)| *title != tree.text(*at)).map(|(_, title)| title).collect();
    let agrees = |title: &str| declared.iter().flatten().any(|declared| is_same(declared, title));
    let agrees = |title: &str| agrees(title) || parts.iter().any(|part| *part == title);
    let is_first = |at: usize| tree.elements[at].name == "h1";
    let chosen = printed.iter().find(|(_, title)| agrees(title));
    let whole = || printed.iter().filter(|(at, title)| *title == tree.text(*at));
    let chosen = chosen.or_else(|| whole().find(|(at, _)| is_first(*at)));
    let chosen = chosen.or_else(|| whole().next().filter(|_| declared.iter().all(Option::is_none)));
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    let mut titles: Vec<&String> = Vec::new();
    for (title, weight) in declared.iter().zip(DECLARED) {
        let Some(title) = title else { continue };
        // Without what the publisher puts behind it.
        let is_chosen =
            |printed: &&String| is_same(title, printed) || parts.contains(printed) && is_kicked(title, printed);
        let same = chosen.map(|(_, printed)| printed).filter(is_chosen).filter(|same| bare(same) != bare(title));
        let same = same.unwrap_or(title);
        *votes.entry(bare(same)).or_default() += weight;
        titles.push(same);
    }
    if let Some((_, title)) = chosen {
        *votes.entry(bare(title)).or_default() += PRINTED;
        titles.push(title);
    }
    let most = votes.values().max();
    let words = titles.iter().find(|title| votes.get(&bare(title)) == most).map(|title| (*title).clone());
    let is_declared = chosen.is_some_and(|(_, title)| agrees(title));
    Headline { words, at: chosen.map(|(at, _)| *at), is_declared }
}

/// Whether the last line of a heading is the headline: what follows a kicker is, where the page declares it without, or
/// with another.
fn follows_kicker(line: &str, heading: &str, declared: &Declared) -> bool {
    let is_common = |declared: &String| is_kicked(declared, line) && bare(declared) != bare(heading);
    let stated = |declared: &String| bare(declared) == bare(line) || is_common(declared);
    heading != line && declared.iter().flatten().any(stated)
}

/// Whether a declared title is a printed one, perhaps with something behind it.
fn is_same(declared: &str, printed: &str) -> bool {
    let tail = declared.strip_prefix(printed).map(str::trim_start);
    bare(declared) == bare(printed) || tail.is_some_and(|tail| tail.starts_with(MARKS) && tail.chars().count() < TAIL)
}

/// Whether it is that with a kicker before it.
fn is_kicked(declared: &str, printed: &str) -> bool {
    let kicker = declared.strip_suffix(printed).map(str::trim_end);
    kicker.is_some_and(|kicker| kicker.ends_with([':', '|', '/', '-']) && kicker.chars().count() < TAIL)
}

/// Headings that may be headlines: not the publisher's name or sign, nor what stands beside the story.
fn printed(tree: &Tree, names: &Names) -> Vec<(usize, String)> {
    let headings = (0..tree.elements.len()).filter(|at| matches!(tree.elements[*at].name.as_str(), "h1" | "h2"));
    let headings = headings.filter(|at| !tree.elements[*at].is_out && !is_sign(tree, *at));
    let titles =
        headings.flat_map(|at| last_line(tree, at).into_iter().chain([tree.text(at)]).map(move |title| (at, title)));
    titles.filter(|(_, title)| is_headline(title) && !names.are(title) && !words::is_label(title)).collect()
}

/// The last line of a heading of several, the kicker apart.
fn last_line(tree: &Tree, at: usize) -> Option<String> {
    let lines: Vec<usize> = tree.children(at).filter(|line| tree.elements[*line].text > 0).collect();
    let all: usize = lines.iter().map(|line| tree.elements[*line].text).sum();
    lines.last().filter(|_| lines.len() > 1 && all == tree.elements[at].text).map(|last| tree.text(*last))
}

/// Whether a heading is the sign of the site, which links to its first page, or stands elsewhere.
fn is_sign(tree: &Tree, at: usize) -> bool {
    let element = &tree.elements[at];
    let inner = at + 1..element.end;
    let home =
        |href: String| matches!(href.trim_end_matches('/').split("://").last(), Some(host) if !host.contains('/'));
    let links_home = inner.clone().any(|inner| {
        let link = &tree.elements[inner];
        link.name == "a" && link.text == element.text && link.attribute("href").is_some_and(home)
    });
    let elsewhere = || {
        tree.around(at).any(|outer| {
            let element = &tree.elements[outer];
            matches!(element.name.as_str(), "nav" | "aside" | "footer")
                || !matches!(element.name.as_str(), "html" | "body") && element.prose == 0 && {
                    words::is_elsewhere(&element.names())
                }
        })
    };
    links_home || elsewhere()
}

/// Long enough for a headline, not for a paragraph.
fn is_headline(text: &str) -> bool {
    (10..=300).contains(&text.len()) && (text.split_whitespace().count() > 1 || !text.is_ascii())
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    fn of(page: &str, declared: &[&str]) -> Option<String> {
        let title = |i: usize| declared.get(i).map(|title| (*title).to_owned());
        let declared = [title(0), title(1), title(2)];
        let names = Names::of(&[Some("Harbour Post")], Some("https://harbourpost.example/a"));
        let document = Document::from(page);
        headline(&Tree::of(&document), &declared, &names).words
    }

    const FERRY: &str = "<header><h1><a href='/'>Harbour Post</a></h1></header><h1>Ferry talks fail in Skarvik</h1>";

    #[test]
    fn the_headline_is_the_one_that_most_say() {
        let talks = Some("Ferry talks fail in Skarvik".to_owned());
        assert_eq!(of(FERRY, &["Harbour Post", "Harbour Post"]), talks, "the publisher's name is none");
        assert_eq!(of(FERRY, &["Crews walk out", "Ferry talks fail in Skarvik | Harbour Post"]), talks);
        assert_eq!(of(FERRY, &["Crews walk out", "Strike goes on"]).as_deref(), Some("Crews walk out"));
        assert_eq!(of(FERRY, &["Strike goes on", "Strike goes on"]).as_deref(), Some("Strike goes on"));
        assert_eq!(of(FERRY, &["Ferry talks fail in Skarvik - World"]), talks);
        assert_eq!(of("<p>Owners and crews parted.</p>", &["Strike goes on"]).as_deref(), Some("Strike goes on"));
        assert_eq!(of("<h2>Ferry talks fail in Skarvik</h2>", &["Home"]), talks);
        assert_eq!(of("<h1><a href='https://harbourpost.example/'>News from the sea</a></h1>", &[]), None);
    }

    #[test]
    fn a_kicker_is_apart_from_the_headline() {
        let page = "<h1><span>Strike</span><span>Ferry talks fail</span></h1>";
        assert_eq!(of(page, &[]).as_deref(), Some("Strike Ferry talks fail"));
        assert_eq!(of(page, &["Strike: Ferry talks fail"]).as_deref(), Some("Strike: Ferry talks fail"));
        let declared = ["Strike: Ferry talks fail", "Ferry talks fail"];
        assert_eq!(of(page, &declared).as_deref(), Some("Ferry talks fail"));
        let other = ["Islands: Ferry talks fail", "Islands: Ferry talks fail"];
        assert_eq!(of(page, &other).as_deref(), Some("Ferry talks fail"), "kickers differ");
        let page = "<h1><span>Strike</span><span> - </span><span>Ferry talks fail</span></h1>";
        assert_eq!(of(page, &other).as_deref(), Some("Ferry talks fail"), "a mark between them");
    }
}
