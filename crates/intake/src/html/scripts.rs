//! Which story does a page hold in its scripts, where it shows none until they run?

use super::{nesting, paragraphs};

/// Paragraphs of a text in a script that is a story.
const PARAGRAPHS: usize = 2;
/// Bytes of a story in HTML, at least.
const SHORTEST: usize = 300;
/// Strings within strings, at most.
const DEEPEST: usize = 2;
/// How a paragraph begins.
const PARAGRAPH: &str = "<p";

/// The longest text with paragraphs among the strings of the scripts.
pub(super) fn story<'s>(scripts: impl Iterator<Item = &'s str>) -> Option<String> {
    let mut stories = Vec::new();
    for script in scripts.filter(|script| script.len() >= SHORTEST) {
        collect(script, 0, &mut stories);
    }
    let story = stories.into_iter().max_by_key(String::len)?;
    let story = nesting::bounded(&story).ok()?;
    Some(paragraphs::of(&story)).filter(|text| !text.is_empty())
}

/// The strings of a script, and those in them, that hold paragraphs.
fn collect(script: &str, depth: usize, stories: &mut Vec<String>) {
    let mut rest = script;
    while let Some(begin) = rest.find('"') {
        let literal = &rest[begin..];
        let end = end_of(literal);
        if end >= SHORTEST
            && let Ok(text) = serde_json::from_str::<String>(&literal[..end])
        {
            if text.matches(PARAGRAPH).count() >= PARAGRAPHS && text.trim_start().starts_with('<') {
                stories.push(text);
            } else if depth < DEEPEST {
                collect(&text, depth + 1, stories);
            }
        }
        rest = &literal[end..];
    }
}

/// The bytes of the string that begins here, with its quotation marks.
fn end_of(literal: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in literal.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    literal.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str =
        "The council of the islands decided on Monday to move the lamp of the old tower to a museum in Skarvik.";
    const SECOND: &str =
        "Keeper Ola Nord said that he had lit it \"every evening\" for thirty years and would miss the climb there.";

    #[test]
    fn stories_are_found_in_scripts_of_several_programs() {
        let html = format!("<p class=\"a\">{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>");
        let string = serde_json::to_string(&html).expect("a string");
        let object = format!("{{\"id\":7,\"article\":{{\"body\":{string},\"teaser\":\"<p>{FIRST}</p>\"}}}}");
        let pushed = serde_json::to_string(&format!("5:[\"$\",null,{object}]\n")).expect("a string");
        for script in [
            object.clone(),
            format!("window.__STATE__ = {object};"),
            format!("self.__next_f.push([1,{pushed}])"),
            format!("var a = \"\\q\"; var b = {object}; var c = \"open"),
        ] {
            let text = story(["", &script].into_iter()).expect("a story");
            assert_eq!(text, format!("{FIRST}\n\n{SECOND}\n\n{FIRST}"), "{script}");
        }
        let code = format!("var template = \"<div><p>%s</p></div>\"; alert('{FIRST}{SECOND}{FIRST}');");
        assert_eq!(story([code.as_str()].into_iter()), None);
    }
}
