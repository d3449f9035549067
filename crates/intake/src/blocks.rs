//! Which text do the blocks hold that a story is kept in: `[{"type": "text", "content": …}]`, `{"sections": […]}`?

use serde_json::Value;

use crate::html;

/// Types of blocks that are no part of a story, though they have words.
const ASIDE: [&str; 18] = [
    "kicker",
    "title",
    "headline",
    "byline",
    "date",
    "deck",
    "image",
    "video",
    "gallery",
    "tweet",
    "author_info",
    "inline_story",
    "interstitial_link",
    "link_list",
    "raw_html",
    "oembed_response",
    "custom_embed",
    "divider",
];

/// Names of what a block says.
const WORDS: [&str; 3] = ["content", "text", "html"];

/// The text of a list of blocks, or of sections with paragraphs; nothing where the value is neither.
pub(crate) fn text(value: &Value) -> Option<String> {
    let paragraphs: Vec<String> = match value {
        Value::Array(blocks) if blocks.iter().any(is_block) => blocks.iter().filter_map(words).collect(),
        Value::Object(body) => {
            let sections = body.get("sections")?.as_array()?;
            if !sections.iter().any(|section| section.get("paragraphs").is_some_and(Value::is_array)) {
                return None;
            }
            let parts = sections.iter().flat_map(|section| [section.get("headline"), section.get("paragraphs")]);
            std::iter::once(body.get("summary")).chain(parts).flatten().flat_map(strings).collect()
        }
        _ => return None,
    };
    Some(paragraphs.join("\n\n"))
}

fn is_block(value: &Value) -> bool {
    value.get("type").is_some_and(Value::is_string)
        && WORDS.iter().any(|name| value.get(name).is_some_and(Value::is_string))
}

/// What a block says, that of its items where it is a list.
fn words(block: &Value) -> Option<String> {
    let kind = block.get("type").and_then(Value::as_str).unwrap_or_default();
    if ASIDE.contains(&kind) {
        return None;
    }
    let said = WORDS.iter().find_map(|name| block.get(name).and_then(Value::as_str)).map(html::text);
    let within = ["items", "content_elements"].iter().find_map(|name| block.get(name).and_then(Value::as_array));
    let within = within.map(|items| items.iter().filter_map(words).collect::<Vec<_>>().join("\n\n"));
    said.or(within).filter(|words| !words.trim().is_empty())
}

/// The strings of a list, or the one that stands in its place.
fn strings(value: &Value) -> Vec<String> {
    let own = value.as_str().into_iter();
    let listed = value.as_array().into_iter().flatten().filter_map(Value::as_str);
    own.chain(listed).filter(|text| !text.trim().is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::text;

    #[test]
    fn blocks_that_tell_the_story_are_its_paragraphs() {
        let blocks = json!([{"type": "kicker", "content": "Weather"}, {"type": "text", "content": "Rain <b>fell</b>."}, null,
            {"type": "list", "items": [{"type": "text", "content": "Boats stayed."}]},
            {"type": "author_info", "name": "Anna Berg", "content": "She writes."}, {"type": "html", "content": "Nets dried."}]);
        assert_eq!(text(&blocks).as_deref(), Some("Rain fell.\n\nBoats stayed.\n\nNets dried."));
        assert_eq!(text(&json!([{"name": "Anna Berg"}, "Jon Lie"])), None);
    }

    #[test]
    fn sections_have_paragraphs() {
        let body = json!({"summary": ["A wet day."], "sections": [{"headline": [], "paragraphs": ["Rain fell.", "Boats stayed."]},
            {"headline": ["Nets"], "paragraphs": ["They dried."]}]});
        assert_eq!(text(&body).as_deref(), Some("A wet day.\n\nRain fell.\n\nBoats stayed.\n\nNets\n\nThey dried."));
        assert_eq!(text(&json!({"sections": ["World"]})), None);
    }
}
