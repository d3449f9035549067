//! What does a page say about its article in JSON-LD, in terms of schema.org?

use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Levels of objects within each other in which the article is looked for.
const DEEPEST: usize = 4;

/// The article that a page describes.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    /// The day of the last change.
    pub(super) changed: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
}

impl Article {
    /// The first article among the scripts of a page.
    pub(super) fn of<'s>(scripts: impl Iterator<Item = &'s str>) -> Option<Self> {
        let values: Vec<Value> = scripts.filter_map(parsed).collect();
        let mut objects = Vec::new();
        for value in &values {
            collect(value, 0, &mut objects);
        }
        let article = objects.iter().find(|object| is_article(object))?;
        let text = |name: &str| words(article.get(name)?);
        let named = |name: &str| article.get(name).map(|value| names(value, &objects)).unwrap_or_default();
        Some(Self {
            headline: text("headline").or_else(|| text("name")),
            authors: named("author"),
            published: text("datePublished").or_else(|| text("dateCreated")),
            changed: text("dateModified"),
            publisher: named("publisher").into_iter().next(),
            language: text("inLanguage"),
            body: article.get("articleBody").and_then(Value::as_str).map(super::paragraphs::of_text),
        })
    }
}

/// A script's object. Line breaks within strings, which editors paste and JSON forbids, are taken for spaces.
fn parsed(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim().trim_end_matches(';');
    let parse = |text: &str| serde_json::from_str(text).ok();
    parse(script).or_else(|| parse(&script.replace(['\n', '\r', '\t'], " ")))
}

/// All objects, outer ones first.
fn collect<'v>(value: &'v Value, depth: usize, objects: &mut Vec<&'v Object>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, depth, objects)),
        Value::Object(object) => {
            objects.push(object);
            object.values().filter(|value| value.is_object() || value.is_array()).for_each(|value| {
                collect(value, depth + 1, objects);
            });
        }
        _ => {}
    }
}

fn is_article(object: &Object) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            let kind = kind.rsplit(['/', ':', '#']).next().unwrap_or_default();
            kind.ends_with("Article")
                || kind.ends_with("NewsArticle")
                || kind == "Report"
                || kind.ends_with("BlogPosting")
        })
    };
    let kind = object.get("@type");
    let right = kind.is_some_and(|kind| is(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is)));
    right && (object.contains_key("headline") || object.contains_key("datePublished"))
}

/// The names of persons or bodies: plain, in objects, or in objects elsewhere that an `@id` points to.
fn names(value: &Value, objects: &[&Object]) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(|value| names(value, objects)).collect(),
        Value::String(name) => words(&Value::String(name.clone())).into_iter().collect(),
        Value::Object(object) => {
            let pointed = || {
                let id = object.get("@id")?;
                objects.iter().find(|other| other.get("@id") == Some(id) && other.contains_key("name"))?.get("name")
            };
            match object.get("name").or_else(pointed) {
                Some(name @ (Value::String(_) | Value::Array(_))) => names(name, &[]),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The words of a string, entities read.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(values) => values.first()?.as_str()?,
        value => value.as_str()?,
    };
    let text = if text.contains(['&', '<']) { super::paragraphs::of(text) } else { text.to_owned() };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::Article;

    #[test]
    fn authors_are_found_wherever_they_stand() {
        let script = r##"{"@graph": [{"@type": "Organization", "@id": "#post", "name": "Harbour Post"},
            {"@type": ["Article", "NewsArticle"], "headline": "Owners &amp; crews
            part", "author": {"@id": "#berg"}, "publisher": {"@id": "#post"}, "datePublished": "2031-03-08"},
            {"@type": "Person", "@id": "#berg", "name": "Anna Berg"}]}"##;
        let article = Article::of(["no json", script].into_iter()).expect("an article");
        assert_eq!(article.headline.as_deref(), Some("Owners & crews part"));
        assert_eq!(
            (article.authors, article.publisher.as_deref()),
            (vec!["Anna Berg".to_owned()], Some("Harbour Post"))
        );
        assert_eq!(article.published.as_deref(), Some("2031-03-08"));
    }
}
