//! Which sentences stand between the headline and the story? Pages print them apart from it.

use super::names::bare;
use super::tree::Tree;
use super::words;

/// Characters of a lead: more than a kicker has.
const SHORTEST: usize = 40;
/// Letters and digits by which a lead is known where the page's summary is cut short.
const TELLING: usize = 50;
/// Paragraphs at the beginning of a story among which its lead may stand already.
const FIRST: usize = 4;

/// The lead near the headline: what is called so, or what the page gives as its summary.
pub(super) fn lead(tree: &Tree, headline: Option<usize>, summary: Option<&str>) -> Option<String> {
    let headline = headline?;
    let near = tree.near(Some(headline));
    let summary = summary.map(bare).unwrap_or_default();
    let lines = (tree.elements[headline].end..tree.elements.len()).filter(|at| near.holds(*at));
    let is_line = |at: &usize| tree.elements[*at].is_line && !tree.elements[*at].is_out;
    let mut leads = lines.filter(is_line).filter(|at| {
        let element = &tree.elements[*at];
        if element.text < SHORTEST || 2 * element.linked > element.text || element.name == "li" {
            return false;
        }
        let outer = tree.around(*at).take(1).map(|outer| &tree.elements[outer]);
        let is_named = [element].into_iter().chain(outer).any(|element| words::is_lead(&element.names()));
        is_named || {
            let words = bare(&tree.text(*at));
            let known: String = words.chars().take(TELLING).collect();
            words == summary || words.len() > TELLING && summary.starts_with(&known)
        }
    });
    leads.next().map(|at| tree.text(at))
}

/// The story with its lead before it, unless it stands there already.
pub(super) fn before(lead: Option<String>, story: String) -> String {
    let Some(lead) = lead else { return story };
    let words = bare(&lead);
    let known: String = words.chars().take(TELLING).collect();
    let stands = story.split("\n\n").take(FIRST).any(|paragraph| {
        let paragraph = bare(paragraph);
        paragraph.contains(&known) || paragraph.len() > TELLING / 2 && words.contains(&paragraph)
    });
    if stands || story.is_empty() { story } else { format!("{lead}\n\n{story}") }
}
