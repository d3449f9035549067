//! Several articles on a page: which is the one that the page is about?

use super::tree::Tree;
use super::words;

/// Takes out the other articles. `headline`: the element that holds the headline of this one.
pub(super) fn take_others(tree: &mut Tree, headline: usize) {
    let unit = tree.around(headline).find(|at| tree.elements[*at].name == "article");
    if let Some(unit) = unit.filter(|unit| tree.elements[*unit].prose > 0) {
        let own = unit..tree.elements[unit].end;
        let others: Vec<usize> = (1..tree.elements.len())
            .filter(|at| tree.elements[*at].name == "article" && !own.contains(at) && !is_around(tree, *at, unit))
            .filter(|at| tree.heading(*at).is_some())
            .collect();
        others.into_iter().for_each(|at| tree.take_out(at));
    }
    let around: Vec<usize> = tree.around(headline).collect();
    for at in around {
        let element = &tree.elements[at];
        if element.prose == 0
            || !matches!(element.name.as_str(), "div" | "section")
            || !words::is_unit(&element.names())
        {
            continue;
        }
        let others: Vec<usize> = tree
            .children(element.parent)
            .filter(|other| *other != at && is_like(tree, *other, at) && tree.heading(*other).is_some())
            .collect();
        others.into_iter().for_each(|at| tree.take_out(at));
    }
}

fn is_around(tree: &Tree, at: usize, inner: usize) -> bool {
    (at..tree.elements[at].end).contains(&inner)
}

/// Whether two elements have the same tag and class.
fn is_like(tree: &Tree, one: usize, other: usize) -> bool {
    let (one, other) = (&tree.elements[one], &tree.elements[other]);
    one.name == other.name && one.node.class().is_some() && one.node.class() == other.node.class()
}
