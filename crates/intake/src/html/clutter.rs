//! What on a page is not the story? It is taken out before the story is looked for.
//!
//! By how elements are called, and by what they hold: lists of links, teasers of other reports, notices to the visitor.
//! Nothing is taken out that holds the headline, or most of what the page tells.

use std::collections::BTreeMap;

use super::tree::{Tree, UNSEEN};
use super::words::{self, Notice};

/// Links from which a block of little else is a list of links.
const LIST: usize = 3;
/// Characters of a link, on average, from which a list of them links to reports, not to names.
const TITLE: usize = 18;
/// Words of a link that is a paragraph by itself.
const LINK_WORDS: usize = 4;
/// Characters of a teaser besides its headline, at most.
const TEASER: usize = 350;
/// Characters of a line, at most.
const LINE: usize = 120;

/// What was taken out.
#[derive(Debug, Default)]
pub(super) struct Clutter {
    /// Teasers of other reports.
    pub(super) teasers: usize,
    /// What notices to the visitor were about.
    pub(super) notices: Vec<Notice>,
}

/// Characters of a text that a page shows before a notice and that tells no report.
const GLIMPSE: usize = 120;
/// Characters of a text that is hardly cut short.
const WHOLE: usize = 1000;
/// Characters of a text that may be what is left of a page without a report.
const REMAINS: usize = 250;
/// Teasers from which a page without a report of its own is a list of reports.
const INDEX: usize = 4;
/// Teasers from which it is one although more stands on it; characters of paragraphs that are no report there.
const FRONT: usize = 10;
const FEW: usize = 600;

impl Clutter {
    /// Why a page holds no report, if next to no text is left of it.
    ///
    /// `is_told`: whether the page says that it is an article, or prints the headline that it declares.
    pub(super) fn refusal(&self, text: &str, is_article: bool, is_told: bool) -> Option<String> {
        let length = text.chars().count();
        let told: usize =
            text.split("\n\n").map(|paragraph| paragraph.chars().count()).filter(|told| *told >= LINE).sum();
        let is_front = self.teasers >= FRONT && told < FEW && !is_told;
        if !is_article && (is_front || self.teasers >= INDEX && length < REMAINS) {
            return Some(format!("no report, but a page that lists {} of them: read those", self.teasers));
        }
        let notice = self.notices.iter().max()?;
        let least = match notice {
            Notice::Cookies => 1,
            Notice::Check | Notice::Region | Notice::Missing => GLIMPSE,
            Notice::Subscribers => REMAINS,
        };
        (length < least).then(|| format!("no report, but {}", notice.words()))
    }

    /// What is odd about a short text that stands before an offer to subscribe.
    pub(super) fn warning(&self, text: &str) -> Option<String> {
        let is_offered = self.notices.contains(&Notice::Subscribers) && text.chars().count() < WHOLE;
        is_offered.then(|| "the page offers the report to subscribers: it may be cut short".to_owned())
    }
}

/// Takes out what is not the story. `headline`: the element that holds it.
pub(super) fn take_out(tree: &mut Tree, headline: Option<usize>) -> Clutter {
    let mut clutter = Clutter::default();
    for at in 1..tree.elements.len() {
        if UNSEEN.contains(&tree.elements[at].name.as_str()) && tree.elements[at].name != "head" {
            tree.take_out(at);
        }
    }
    take_notices(tree, headline, &mut clutter);
    let classes = prose_by_class(tree);
    for at in 1..tree.elements.len() {
        if tree.elements[at].is_out || tree.elements[at].text == 0 && tree.elements[at].name != "figure" {
            continue;
        }
        if is_named(tree, at, headline, &classes) || is_list_of_links(tree, at, headline) || is_link(tree, at, headline)
        {
            tree.take_out(at);
        } else {
            clutter.teasers += take_teasers(tree, at, headline);
        }
    }
    take_labels(tree, headline);
    take_emptied(tree, headline);
    clutter
}

fn holds(tree: &Tree, at: usize, headline: Option<usize>) -> bool {
    headline.is_some_and(|headline| (at..tree.elements[at].end).contains(&headline))
}

/// Whether a page without this element still tells its story.
fn is_dispensable(tree: &Tree, at: usize, headline: Option<usize>) -> bool {
    let (all, own) = (tree.elements[0].prose, tree.elements[at].prose);
    !holds(tree, at, headline) && 2 * own <= all
}

fn take_notices(tree: &mut Tree, headline: Option<usize>, clutter: &mut Clutter) {
    for at in 1..tree.elements.len() {
        let element = &tree.elements[at];
        if element.is_out || !element.is_line || element.is_heading() && holds(tree, at, headline) {
            continue;
        }
        if let Some(notice) = words::notice(&tree.text(at)) {
            clutter.notices.push(notice);
            tree.take_out(at);
        }
    }
}

/// Whether its tag, its class or its id says that it is not the story.
fn is_named(tree: &Tree, at: usize, headline: Option<usize>, classes: &Classes) -> bool {
    let element = &tree.elements[at];
    let by_tag = match element.name.as_str() {
        "html" | "body" | "main" => return false,
        "nav" | "aside" | "dialog" | "footer" => true,
        "figcaption" => return true,
        _ => is_hidden(tree, at),
    };
    if by_tag {
        return is_dispensable(tree, at, headline);
    }
    let names = element.names();
    if names.is_empty() || is_told_inline(tree, at) {
        return false;
    }
    let short = words::is_short(&names) && element.prose == 0 && element.text <= LINE;
    // Parts of a story may be called by their place in the page's grid.
    let of_class = || element.node.class().and_then(|class| classes.get(&*class).copied()).unwrap_or_default();
    short && !holds(tree, at, headline)
        || (words::is_elsewhere(&names) || words::is_beside(&names))
            && is_dispensable(tree, at, headline)
            && 2 * of_class() <= classes.get(ALL).copied().unwrap_or_default()
}

/// Characters in paragraphs of all elements of a class, those within others of the class apart.
type Classes = BTreeMap<String, usize>;

/// The key of all paragraphs of a page: no class is called so.
const ALL: &str = " ";

fn prose_by_class(tree: &Tree) -> Classes {
    let mut classes = Classes::from([(ALL.to_owned(), tree.elements[0].prose)]);
    for element in tree.elements.iter().filter(|element| element.prose > 0 && !element.is_out) {
        let Some(class) = element.node.class() else { continue };
        let outer = &tree.elements[element.parent];
        if outer.node.class().as_ref() != Some(&class) {
            *classes.entry(class.to_string()).or_default() += element.prose;
        }
    }
    classes
}

/// Whether it is a part of a paragraph that tells something: there, classes name whatever an editor's program does.
fn is_told_inline(tree: &Tree, at: usize) -> bool {
    let element = &tree.elements[at];
    let inline = ["span", "strong", "b", "em", "i", "font"].contains(&element.name.as_str());
    inline && element.prose == 0 && element.text - element.linked.min(element.text) > LINE / 2
}

fn is_hidden(tree: &Tree, at: usize) -> bool {
    let node = &tree.elements[at].node;
    let style = node.attr("style").map(|style| style.to_ascii_lowercase().replace(' ', "")).unwrap_or_default();
    node.has_attr("hidden") || style.contains("display:none")
}

/// Whether it holds links and next to nothing else.
fn is_list_of_links(tree: &Tree, at: usize, headline: Option<usize>) -> bool {
    let element = &tree.elements[at];
    let is_list = matches!(element.name.as_str(), "ul" | "ol" | "dl" | "table" | "tbody" | "tr");
    let may_be =
        is_list || matches!(element.name.as_str(), "div" | "section" | "td" | "header" | "footer" | "p" | "span");
    let least = if is_list { LIST - 1 } else { LIST };
    if !may_be || element.links < least || element.prose > 0 || holds(tree, at, headline) {
        return false;
    }
    let share = if is_list { 8 } else { 6 };
    // A list of links that shows when a name in the text is pointed at.
    let is_inline = element.name == "span";
    let titles = element.linked >= TITLE * element.links;
    let beside_story = tree.elements[element.parent].prose > 0;
    10 * element.linked >= share * element.text && (titles || !is_list && !is_inline && !beside_story)
}

/// Whether it is a paragraph that is one link, or a label and a link.
fn is_link(tree: &Tree, at: usize, headline: Option<usize>) -> bool {
    let element = &tree.elements[at];
    let is_item = element.name == "li";
    let may_be = is_item || matches!(element.name.as_str(), "p" | "div" | "h2" | "h3" | "h4" | "h5" | "h6");
    let may_be = may_be && element.is_line;
    if !may_be || element.links == 0 || 3 * element.linked < element.text || holds(tree, at, headline) {
        return false;
    }
    let Some(link) =
        (at..element.end).find(|inner| tree.elements[*inner].name == "a" && tree.elements[*inner].text > 0)
    else {
        return false;
    };
    let text = tree.text(at);
    let title = tree.text(link);
    let label = text.find(&title).map_or("", |before| text[..before].trim());
    let is_labelled = 10 * element.linked >= 8 * (element.text - label.chars().count().min(element.text));
    let is_marked = label.ends_with(LABEL_ENDS) && is_few(label, LINK_WORDS);
    if is_labelled && words::is_label(label.trim_end_matches(':')) {
        return true;
    }
    // "Best film: The Long Way" is an item of a list that tells something.
    let least = if is_item { LINK_WORDS + 1 } else { LINK_WORDS };
    if is_labelled && is_marked && !is_few(&title, least - 1) {
        return true;
    }
    let in_quotation = is_item || tree.around(at).any(|outer| tree.elements[outer].name == "blockquote");
    let other = element.text - element.linked.min(element.text);
    let is_all = 10 * element.linked >= 8 * element.text && other <= LINE / 4;
    !in_quotation && is_all && !is_few(&text, LINK_WORDS * element.links - 1) && leads_elsewhere(tree, link)
}

/// What stands between a label and a link.
const LABEL_ENDS: [char; 5] = [':', '>', '»', '→', '▶'];

fn is_few(text: &str, words: usize) -> bool {
    text.split_whitespace().count() <= words
}

/// Takes out the teasers among what stands directly in an element; how many.
fn take_teasers(tree: &mut Tree, at: usize, headline: Option<usize>) -> usize {
    let children: Vec<usize> = tree.children(at).collect();
    if children.len() < 2 {
        return 0;
    }
    let teasers: Vec<usize> = children.iter().copied().filter(|child| is_teaser(tree, *child, headline)).collect();
    let alike = |one: usize, other: usize| tree.elements[one].name == tree.elements[other].name;
    let several: Vec<usize> = teasers
        .iter()
        .copied()
        .filter(|one| teasers.iter().take(50).any(|other| other != one && alike(*one, *other)))
        .collect();
    let count = several.len();
    for teaser in several {
        tree.take_out(teaser);
    }
    count + take_headed(tree, &children, headline)
}

/// Whether it is a teaser of another report: a headline that links to it, perhaps a few words.
fn is_teaser(tree: &Tree, at: usize, headline: Option<usize>) -> bool {
    let element = &tree.elements[at];
    if element.is_out || element.links == 0 || element.is_line && element.name != "a" || holds(tree, at, headline) {
        return false;
    }
    let heading = tree.heading(at);
    let title = match heading {
        Some(heading) => linked_heading(tree, heading, at),
        None => first_link(tree, at),
    };
    title.is_some_and(|title| element.text - title.min(element.text) <= TEASER)
}

/// Characters of a heading that links elsewhere, or stands in such a link within `outer`.
fn linked_heading(tree: &Tree, at: usize, outer: usize) -> Option<usize> {
    let heading = &tree.elements[at];
    if 10 * heading.linked < 8 * heading.text || heading.text == 0 {
        return None;
    }
    let within = (at..heading.end).find(|inner| tree.elements[*inner].name == "a");
    let around = || tree.around(at).take_while(|around| *around >= outer).find(|at| tree.elements[*at].name == "a");
    leads_elsewhere(tree, within.or_else(around)?).then_some(heading.text)
}

/// Characters of the first link of a card without a heading, if it is a headline.
fn first_link(tree: &Tree, at: usize) -> Option<usize> {
    let element = &tree.elements[at];
    if !matches!(element.name.as_str(), "li" | "div" | "article" | "section") {
        return None;
    }
    let link = (at..element.end).find(|inner| tree.elements[*inner].name == "a" && tree.elements[*inner].text > 0)?;
    let before: usize =
        (at..link).filter(|inner| tree.elements[*inner].is_line).map(|inner| tree.elements[inner].text).sum();
    let words = tree.text(link).split_whitespace().count();
    (words >= LINK_WORDS && before <= LINE / 4 && leads_elsewhere(tree, link)).then_some(tree.elements[link].text)
}

/// Whether a link leads to another page, not to a place on this.
fn leads_elsewhere(tree: &Tree, link: usize) -> bool {
    tree.elements[link].attribute("href").is_some_and(|href| !href.contains('#'))
}

/// Takes out teasers without an element around each: headings that link elsewhere, with lines behind them.
fn take_headed(tree: &mut Tree, children: &[usize], headline: Option<usize>) -> usize {
    let is_title = |tree: &Tree, at: usize| {
        tree.elements[at].is_heading() && !holds(tree, at, headline) && linked_heading(tree, at, at).is_some()
    };
    let titles: Vec<usize> = (0..children.len()).filter(|&i| is_title(tree, children[i])).collect();
    let behind = |title: usize| {
        let rest = &children[title + 1..];
        let end = rest.iter().position(|at| tree.elements[*at].is_heading() || holds(tree, *at, headline));
        &rest[..end.unwrap_or(rest.len())]
    };
    let length = |title: usize| behind(title).iter().map(|at| tree.elements[*at].text).sum::<usize>();
    if titles.len() < LIST || titles.iter().any(|title| length(*title) > TEASER) {
        return 0;
    }
    let taken: Vec<usize> = titles.iter().flat_map(|title| [&[children[*title]], behind(*title)].concat()).collect();
    taken.into_iter().for_each(|at| tree.take_out(at));
    titles.len()
}

fn take_labels(tree: &mut Tree, headline: Option<usize>) {
    for at in 1..tree.elements.len() {
        let element = &tree.elements[at];
        let may_be = element.is_line && !element.is_out && element.text < LINE && !holds(tree, at, headline);
        if may_be && words::is_label(&tree.text(at)) {
            tree.take_out(at);
        }
    }
}

/// Takes out what holds headings alone since something was taken out of it.
fn take_emptied(tree: &mut Tree, headline: Option<usize>) {
    for at in (1..tree.elements.len()).rev() {
        let element = &tree.elements[at];
        let may_be =
            element.lost && !element.is_out && matches!(element.name.as_str(), "div" | "section" | "ul" | "ol");
        if !may_be || element.text > LINE || holds(tree, at, headline) {
            continue;
        }
        let inner = at + 1..element.end;
        let lines = inner.filter(|inner| tree.elements[*inner].is_line && !tree.elements[*inner].is_out);
        let (headings, others): (Vec<usize>, Vec<usize>) = lines.partition(|line| tree.elements[*line].is_heading());
        if !headings.is_empty() && others.is_empty() {
            tree.take_out(at);
        }
    }
}
