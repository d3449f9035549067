//! Which documents stand in the elements of a page or of XML?

use std::collections::HashMap;

use dateline::Source;
use dom_query::{Document, NodeId, NodeRef, Selection};
use roxmltree::{Node, ParsingOptions};

use super::description::{Description, Elements, Holds};
use super::reading::Reading;
use super::{found, lines, parted};
use crate::guarded::guarded;
use crate::html;
use crate::nested;
use crate::outcome::{Outcome, checked};

/// Elements that XML may have.
const MOST_NODES: u32 = 4_000_000;
/// Stands behind the cells of a row: no page has it.
const CELL: char = '\u{1f}';

/// The text of a page, with a tab between the cells of a row.
fn rows(page: &str) -> String {
    let marked = page.replace("</td>", &format!("{CELL}</td>")).replace("</TD>", &format!("{CELL}</TD>"));
    let text = html::text(&marked);
    let line = |line: &str| line.split(CELL).map(str::trim).collect::<Vec<_>>().join("\t").trim().to_owned();
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The reports of a page, if it is an export of this archive.
pub(super) fn of_page(page: &str, file: &Source, description: &Description) -> Option<Vec<Outcome>> {
    let by_elements = by_elements(page, file, description);
    if by_elements.is_some() {
        return by_elements;
    }
    let is_one = description.documents.pages.as_ref().is_some_and(|form| form.is_match(page));
    if is_one { Some(parted(&lines::plain(&rows(page)), file, std::slice::from_ref(description))?.1) } else { None }
}

fn by_elements(page: &str, file: &Source, description: &Description) -> Option<Vec<Outcome>> {
    let elements = description.page.as_ref().filter(|elements| elements.within.is_match(page))?;
    // Too deep, or too large.
    if html::text(page).is_empty() {
        return None;
    }
    guarded(|| {
        let tree = Document::from(page);
        let found = |name: &String| Some(tree.select(name)).filter(Selection::exists);
        let documents = elements.document.iter().find_map(found)?;
        let readings = outermost(&documents).iter().map(|document| selected(document, elements)).collect();
        reports(readings, file, description)
    })
    .ok()?
}

/// Those that do not stand within another; one that holds several is a frame around them.
fn outermost<'d>(documents: &Selection<'d>) -> Vec<Selection<'d>> {
    let mut held: HashMap<NodeId, usize> = documents.nodes().iter().map(|node| (node.id, 0)).collect();
    for outer in documents.nodes().iter().flat_map(|node| node.ancestors_it(None)) {
        held.entry(outer.id).and_modify(|count| *count += 1);
    }
    let is_whole = |node: &NodeRef<'_>| held.get(&node.id).is_some_and(|&count| count < 2);
    let stands_alone = |node: &NodeRef<'_>| is_whole(node) && !node.ancestors_it(None).any(|outer| is_whole(&outer));
    documents.iter().filter(|document| document.nodes().iter().all(stands_alone)).collect()
}

fn selected(document: &Selection, elements: &Elements) -> Reading {
    let mut values = Vec::new();
    for (holds, names) in &elements.holds {
        let found = names.iter().map(|name| document.select(name)).filter(|found| found.exists());
        let texts = found.filter_map(|found| lines::joined([&*found.first().text()]));
        if *holds != Holds::Body {
            values.extend(texts.map(|text| (*holds, text)));
        }
    }
    // The archive's own number stands anywhere.
    values.push((Holds::Identifier, document.text().to_string()));
    for name in &elements.aside {
        document.select(name).remove();
    }
    let bodies = elements.holds.get(&Holds::Body).into_iter().flatten();
    let texts = bodies.map(|name| document.select(name)).filter(Selection::exists);
    let text = texts.map(|body| html::text(&body.first().inner_html())).find(|text| !text.is_empty());
    Reading::of_values(values, text.unwrap_or_default())
}

/// The reports of XML, if it is an export of this archive.
pub(super) fn of_xml(xml: &str, file: &Source, description: &Description) -> Option<Vec<Outcome>> {
    let elements = description.xml.as_ref().filter(|elements| elements.within.is_match(xml))?;
    if nested::is_too_deep(xml) {
        return None;
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let tree = roxmltree::Document::parse_with_options(xml, options).ok()?;
    let named = |name: &String| tree.descendants().filter(|node| is(*node, name)).collect::<Vec<_>>();
    let documents = elements.document.iter().map(named).find(|documents| !documents.is_empty())?;
    reports(documents.into_iter().map(|document| element(document, elements)).collect(), file, description)
}

/// Services write the names of elements in different cases.
fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name().eq_ignore_ascii_case(name)
}

fn element(document: Node, elements: &Elements) -> Reading {
    let mut values = Vec::new();
    let mut text = Vec::new();
    for (holds, names) in &elements.holds {
        for found in names.iter().flat_map(|name| document.descendants().filter(move |node| is(*node, name))) {
            if *holds == Holds::Body {
                text.extend(paragraphs(found, elements));
            } else {
                values.extend(words(found, elements).map(|value| (*holds, value)));
            }
        }
    }
    Reading::of_values(values, text.join("\n\n"))
}

fn paragraphs(node: Node, elements: &Elements) -> Vec<String> {
    let is_one = |node: &Node| elements.paragraph.iter().any(|name| is(*node, name));
    let found: Vec<String> = node.descendants().filter(is_one).filter_map(|node| words(node, elements)).collect();
    if found.is_empty() { words(node, elements).into_iter().collect() } else { found }
}

/// The text of a node; marks of what was searched part no words, paragraphs do.
fn words(node: Node, elements: &Elements) -> Option<String> {
    let mut text = String::new();
    for inner in node.descendants() {
        if elements.paragraph.iter().any(|name| is(inner, name)) {
            text.push(' ');
        }
        text.push_str(inner.text().filter(|_| inner.is_text()).unwrap_or_default());
    }
    lines::joined([text.as_str()])
}

fn reports(readings: Vec<Reading>, file: &Source, description: &Description) -> Option<Vec<Outcome>> {
    let numbered = (1..).zip(readings);
    let reports = numbered.map(|(number, reading)| {
        checked(found::report(&reading, None, number, file, description), "document of an export")
    });
    let reports: Vec<Outcome> = reports.collect();
    reports.iter().any(Result::is_ok).then_some(reports)
}
