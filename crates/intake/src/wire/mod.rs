//! Which reports does this message of a news agency hold: IPTC NewsML-G2, NewsML 1.2, NITF, or ANPA and IPTC 7901?

mod anpa;
mod corpus;
mod g2;
mod newsml;
mod nitf;
mod story;

use dateline::Source;

use crate::outcome::{FailureKind, Outcome, fail};
use crate::{decode, xml};

pub(crate) use anpa::{is_message as is_anpa, read as anpa};

/// What the roots of messages are called.
const ROOTS: [&str; 9] =
    ["newsItem", "newsMessage", "packageItem", "conceptItem", "nitf", "NewsML", "newsitem", "DOC", "REUTERS"];

/// Whether messages have a root of this name.
pub(crate) fn is_root(name: &str) -> bool {
    ROOTS.contains(&name)
}

/// The name of the kind that a message is.
pub(crate) fn called(bytes: &[u8]) -> &'static str {
    let head = decode::head(bytes, 4096);
    let has = |root: &str| head.contains(&format!("<{root}"));
    match () {
        () if corpus::element(&decode::head(bytes, bytes.len())).is_some() => "corpus",
        () if has("NewsML") && !has("newsMessage") => "newsml-1",
        () if (has("nitf") || has("newsitem")) && !has("newsItem") => "nitf",
        () => "newsml-g2",
    }
}

/// The text items of a message.
pub(crate) fn read(text: &str, source: &Source) -> Vec<Outcome> {
    if let Some(element) = corpus::element(text) {
        return corpus::read(text, element, source);
    }
    let text = xml::mended(text);
    let tree = match xml::tree(&text) {
        Ok(tree) => tree,
        Err(problem) => return vec![fail(source.clone(), FailureKind::Malformed, problem)],
    };
    let root = tree.root_element();
    match root.tag_name().name() {
        "nitf" => vec![nitf::read(root, source.clone())],
        "newsitem" => vec![nitf::newsitem(root, source.clone())],
        "NewsML" => newsml::read(root, source),
        _ => g2::read(root, source),
    }
}

#[cfg(test)]
mod tests {
    use dateline::Report;

    use super::*;

    pub(super) fn one(xml: &str) -> Report {
        read(xml, &Source::default()).remove(0).expect("a report")
    }

    #[test]
    fn what_is_no_tree_is_a_failure() {
        let outcome = read("<nitf><body>", &Source::default()).remove(0);
        assert_eq!(outcome.map_err(|failure| failure.kind), Err(FailureKind::Malformed));
    }

    #[test]
    fn characters_that_xml_forbids_cost_nothing_else() {
        let report = one(
            "<nitf><body><body.content><p>Owners\u{1} &nbsp;parted at the caf&eacute;.</p></body.content></body></nitf>",
        );
        assert_eq!(report.text, "Owners parted at the café.");
    }
}
