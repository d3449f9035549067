//! Who wrote the report on this page?

use super::names::Names;
use super::tree::{Near, Tree};
use super::words;
use crate::bylines;

/// Names of metadata that tell the writers, without marks between their words.
const WRITERS: [&str; 12] = [
    "author",
    "articleauthor",
    "sailthruauthor",
    "parselyauthor",
    "cxenseparseauthor",
    "dccreator",
    "dctermscreator",
    "creator",
    "twittermiscwrittenby",
    "byl",
    "bylinename",
    "ogarticleauthor",
];
/// Words of classes of what names the writers.
const NAMED: [&str; 8] = ["author", "authors", "byline", "writer", "autor", "auteur", "contributors", "reporter"];
/// Writers that an article has, at most, where the page does not list them itself.
const MOST: usize = 4;
/// Characters of a byline, at most.
const LINE: usize = 120;
/// Characters of a line that is names alone.
const SIGNATURE: usize = 60;
/// Elements that set words apart by their letters.
const SET_APART: [&str; 4] = ["strong", "b", "em", "i"];

/// The writers: by the first place that names someone else than the publisher; the publisher, where only that is named.
/// `stated`: what JSON-LD says.
pub(super) fn writers(tree: &Tree, stated: Vec<String>, headline: Option<usize>, names: &Names) -> Vec<String> {
    let mut lists = vec![listed(stated)];
    lists.extend(WRITERS.iter().map(|name| few(listed(tree.metadata(&[name])))));
    let near = tree.near(headline);
    lists.push(few(listed(marked(tree, &Near::default()))));
    lists.push(few(listed(marked(tree, &near))));
    lists.push(printed(tree, &near));
    lists.push(few(labelled(tree)));
    lists.push(signed(tree, &near, headline));
    let persons: Vec<Vec<String>> =
        lists.iter().map(|list| list.iter().filter(|name| !names.know(name)).cloned().collect()).collect();
    persons.into_iter().chain(lists).find(|list| !list.is_empty()).unwrap_or_default()
}

fn listed(bylines: Vec<String>) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for name in bylines.iter().flat_map(|byline| bylines::on_page(byline)) {
        if !named.contains(&name) && !words::is_nobody(&name) {
            named.push(name);
        }
    }
    named
}

/// The first alone of many: the others wrote other articles that the page links to.
fn few(mut list: Vec<String>) -> Vec<String> {
    if list.len() > MOST {
        list.truncate(1);
    }
    list
}

/// What is marked as the writer, anywhere but beside the story.
fn marked(tree: &Tree, near: &Near) -> Vec<String> {
    let mut found = Vec::new();
    for at in 1..tree.elements.len() {
        let element = &tree.elements[at];
        if element.is_out || element.text == 0 || element.text > LINE || !near.holds(at) {
            continue;
        }
        let is_link = element.name == "a" && element.attribute("rel").is_some_and(|rel| rel.contains("author"));
        let is_name = element.attribute("itemprop").as_deref() == Some("name");
        let of_writer = || {
            let outer = tree.around(at).take(4).map(|outer| &tree.elements[outer]);
            outer.into_iter().any(|outer| outer.attribute("itemprop").as_deref() == Some("author"))
        };
        // Not what holds names apart, a picture, a page about the writer.
        let is_writer = element.attribute("itemprop").as_deref() == Some("author")
            && element.end == at + 1
            && !tree.around(at).any(|outer| words::is_elsewhere(&tree.elements[outer].names()));
        if is_link || is_writer || is_name && of_writer() {
            found.push(tree.text(at));
        }
    }
    found
}

/// The names in what is called a byline near the headline, or begins as one.
fn printed(tree: &Tree, near: &Near) -> Vec<String> {
    for at in 1..tree.elements.len() {
        let element = &tree.elements[at];
        if element.is_out || element.text == 0 || element.text > LINE || !near.holds(at) || element.is_heading() {
            continue;
        }
        let names = element.names();
        let is_named = names.iter().any(|name| NAMED.contains(&name.as_str())) && !words::is_elsewhere(&names);
        let text = tree.text(at);
        let is_opened = element.is_line && bylines::opens(&text);
        if !(is_named || is_opened) {
            continue;
        }
        let links: Vec<String> = (at + 1..element.end)
            .filter(|inner| tree.elements[*inner].name == "a" && tree.elements[*inner].text > 0)
            .map(|inner| tree.text(inner))
            .collect();
        let persons = |bylines: Vec<String>| -> Vec<String> {
            listed(bylines).into_iter().filter(|name| bylines::is_person(name)).take(MOST).collect()
        };
        let whole = if links.is_empty() { persons(vec![text]) } else { persons(links) };
        // "<span>Anna Berg</span> <span>Jon Lie</span> <span>8 March 2031</span>"
        let found = if whole.is_empty() { persons(pieces(tree, at)) } else { whole };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The name behind a word that leads to it, on a line of its own anywhere on the page: "Author: Anna Berg".
fn labelled(tree: &Tree) -> Vec<String> {
    let lines = (1..tree.elements.len()).filter(|at| {
        let element = &tree.elements[*at];
        element.is_line && !element.is_out && element.text <= SIGNATURE
    });
    let named = |at: usize| {
        let line = tree.text(at);
        let names = listed(vec![words::behind_writer_label(&line)?.to_owned()]);
        (!names.is_empty() && names.iter().all(|name| bylines::is_person(name))).then_some(names)
    };
    listed(lines.filter_map(named).flatten().collect())
}

/// Names alone, set apart by their letters, between the headline and the story: "<p><b>Anna Berg</b></p>".
fn signed(tree: &Tree, near: &Near, headline: Option<usize>) -> Vec<String> {
    let Some(headline) = headline else { return Vec::new() };
    let behind = (tree.elements[headline].end..tree.elements.len()).filter(|at| near.holds(*at));
    let before_story = behind.take_while(|at| tree.elements[*at].prose == 0 || !tree.elements[*at].is_line);
    let signs = before_story.filter(|at| {
        let element = &tree.elements[*at];
        let is_set_apart = |inner: usize| {
            SET_APART.contains(&tree.elements[inner].name.as_str()) && tree.elements[inner].text == element.text
        };
        let may_be = element.is_line && !element.is_out && element.text <= SIGNATURE && element.links == 0;
        may_be && !element.is_heading() && (at + 1..element.end).any(is_set_apart)
    });
    signs.map(|at| bylines::signature(&tree.text(at))).find(|names| !names.is_empty()).unwrap_or_default()
}

/// The texts of the elements in one that hold no others, but for breaks of lines.
fn pieces(tree: &Tree, at: usize) -> Vec<String> {
    let inner = at + 1..tree.elements[at].end;
    let holds_none = |at: &usize| {
        let element = &tree.elements[*at];
        element.text > 0 && tree.elements[at + 1..element.end].iter().all(|inner| inner.name == "br")
    };
    inner.filter(holds_none).map(|at| tree.text(at)).collect()
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    fn of(page: &str) -> Vec<String> {
        let document = Document::from(page);
        let tree = Tree::of(&document);
        let headline = tree.elements.iter().position(|element| element.name == "h1");
        writers(&tree, Vec::new(), headline, &Names::of(&[Some("Harbour Post")], None))
    }

    #[test]
    fn writers_are_found_wherever_pages_name_them() {
        for byline in [
            "<meta name='Author' content='Anna Berg and Jon Lie'>",
            "<meta name='sailthru.author' content='Anna Berg, Jon Lie'>",
            "<meta name='author' content='Harbour Post'><h1>Lamp to move</h1><p class='c-byline'>By Anna Berg and Jon Lie</p>",
            "<h1>Lamp to move</h1><div class=byline><a href=/a>Anna Berg</a>, correspondent, and <a href=/j>Jon Lie</a></div>",
            "<h1>Lamp to move</h1><p>By Anna Berg and Jon Lie</p>",
            "<h1>Lamp to move</h1><div class=byline><b>Anna Berg</b> <b>Jon Lie</b> <b>8 March 2031</b></div>",
            "<h1>Lamp to move</h1><div><a rel=author>Anna Berg</a> <a rel=author>Jon Lie</a></div>",
            "<h1>Lamp to move</h1><span itemprop=author>Anna Berg; Jon Lie</span>",
            "<h1>Lamp to move</h1><p>&nbsp;</p><p><strong>Anna Berg/Jon Lie</strong></p><p>The council will move the lamp.</p>",
            "<h1>Lamp to move</h1><ul><li><b>Author</b> Anna Berg and Jon Lie</li></ul>",
            "<h1>Lamp to move</h1><p itemprop=author><span itemprop=name>Anna Berg</span><span itemprop=name>Jon Lie</span></p>",
        ] {
            assert_eq!(of(byline), ["Anna Berg", "Jon Lie"], "{byline}");
        }
        let block =
            "<div data-component=byline-block><time>8 March 2031</time><div>Anna Berg<br>BBC News, Tarn</div></div>";
        assert_eq!(of(&format!("<h1>Lamp to move</h1>{block}")), ["Anna Berg"]);
        assert_eq!(of("<meta name=author content='Harbour Post'><h1>Lamp to move</h1>"), ["Harbour Post"]);
        for other in ["<p><b>Breaking News</b></p>", "<p><b>A Lamp Moves</b></p>", "<p><b>Skarvik</b></p>"] {
            assert_eq!(of(&format!("<h1>Lamp to move</h1>{other}")), Vec::<String>::new(), "{other}");
        }
        assert_eq!(of("<h1>Lamp to move</h1><p>By nine on Friday the gates were shut</p>"), Vec::<String>::new());
    }
}
