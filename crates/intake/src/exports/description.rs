//! What is known of an archive: how it parts its documents, names its fields, orders the lines without names?
//!
//! A description is a file of TOML, those of the program in `archives/`; `docs/exports.md` says what may stand in one.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::order::Order;
use super::pattern::{Made, Pattern};

/// What a field, a line of a head, an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Holds {
    Headline,
    Byline,
    /// A byline behind the text; read where there is no other.
    Credit,
    Day,
    Publisher,
    /// Publisher, day, section, page in one line.
    Imprint,
    Section,
    Page,
    Language,
    Identifier,
    Dateline,
    Address,
    Summary,
    /// How many words the text has: what stands before is no part of it.
    Length,
    Body,
    /// The day it joined the archive.
    Loaded,
    Other,
}

/// A description, ready to read by.
#[derive(Debug)]
pub(crate) struct Description {
    pub(super) name: String,
    pub(super) documents: Documents,
    pub(super) forms: BTreeMap<String, Pattern>,
    pub(super) orders: Vec<Order>,
    pub(super) fields: Fields,
    pub(super) page: Option<Elements>,
    pub(super) xml: Option<Elements>,
}

/// How documents are parted.
#[derive(Debug, Default)]
pub(super) struct Documents {
    pub(super) begin: Option<Pattern>,
    pub(super) end: Option<Pattern>,
    pub(super) rule: Option<Pattern>,
    /// What a single document without any such line must have.
    pub(super) tells: Vec<Holds>,
    pub(super) frame: Vec<Pattern>,
    pub(super) cover: Vec<Pattern>,
    /// What stands in the markup of a page that comes down to such text.
    pub(super) pages: Option<Pattern>,
}

/// Names of fields.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) style: Style,
    /// By names, as they are compared.
    pub(super) names: Vec<(String, Holds)>,
    /// Names that may stand on a line alone, without a colon.
    pub(super) headings: Vec<String>,
    /// Names that are not known, before the text.
    pub(super) unknown: Option<Pattern>,
    /// Whether the case of letters is free.
    pub(super) any_case: bool,
    /// Whether writers are called "Berg, Anna".
    pub(super) inverted: bool,
}

/// How a name is set apart from what it names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Style {
    /// `Byline: Anna Berg`
    #[default]
    Colon,
    /// `BY   Anna Berg`, or the name on a line alone.
    Columns,
}

/// Elements of a page or of XML.
#[derive(Debug)]
pub(super) struct Elements {
    /// What stands in the markup of such a document.
    pub(super) within: Pattern,
    /// Elements that are a document each: the first of these that there are.
    pub(super) document: Vec<String>,
    pub(super) holds: BTreeMap<Holds, Vec<String>>,
    /// Elements that are a paragraph each.
    pub(super) paragraph: Vec<String>,
    /// Elements that are no part of the text.
    pub(super) aside: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    #[serde(default)]
    documents: WrittenDocuments,
    #[serde(default)]
    forms: BTreeMap<String, String>,
    #[serde(default)]
    head: WrittenHead,
    #[serde(default)]
    fields: BTreeMap<String, toml::Value>,
    page: Option<WrittenElements>,
    xml: Option<WrittenElements>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenDocuments {
    begin: Option<String>,
    end: Option<String>,
    rule: Option<String>,
    tells: Vec<Holds>,
    frame: Vec<String>,
    cover: Vec<String>,
    pages: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenHead {
    first: Vec<String>,
    then: Vec<String>,
}

#[derive(Deserialize)]
struct WrittenElements {
    within: String,
    document: Vec<String>,
    #[serde(default)]
    paragraph: Vec<String>,
    #[serde(default)]
    aside: Vec<String>,
    #[serde(flatten)]
    holds: BTreeMap<Holds, Vec<String>>,
}

impl Description {
    /// The description in a file's text.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and where.
    pub(super) fn of(text: &str, made: Made) -> Result<Self, String> {
        let written: Written = toml::from_str(text).map_err(|error| error.to_string())?;
        let forms = written.forms.iter().map(|(name, form)| Ok((name.clone(), Pattern::of(name, form, made)?)));
        let forms: BTreeMap<String, Pattern> = forms.collect::<Result<_, String>>()?;
        let elements =
            |written: Option<WrittenElements>| written.map(|written| Elements::of(written, made)).transpose();
        let mut orders = Vec::new();
        for first in &written.head.first {
            let then = written.head.then.iter().map(String::as_str);
            for then in then.chain(written.head.then.is_empty().then_some("")) {
                orders.push(Order::of(&format!("{first} {then}"), &forms)?);
            }
        }
        let description = Self {
            name: written.name,
            documents: Documents::of(written.documents, made)?,
            forms,
            orders,
            fields: Fields::of(written.fields, made)?,
            page: elements(written.page)?,
            xml: elements(written.xml)?,
        };
        let marks = &description.documents;
        let parts = marks.begin.is_some() || marks.end.is_some() || marks.rule.is_some() || !marks.tells.is_empty();
        if !parts && description.page.is_none() && description.xml.is_none() {
            return Err("it does not say how documents begin or end: `begin`, `end`, `rule` or `tells`".into());
        }
        Ok(description)
    }

    /// What a form finds in a text under its name.
    pub(super) fn found<'t>(&self, form: &str, text: &'t str, name: &str) -> Option<&'t str> {
        let found = self.forms.get(form)?.captures(text)?.name(name)?.as_str().trim();
        (!found.is_empty()).then_some(found)
    }

    /// A text without what a form finds in it.
    pub(super) fn without(&self, form: &str, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.forms.get(form).map_or_else(|| text.clone(), |form| form.replace(&text, "").into_owned())
    }
}

impl Documents {
    fn of(written: WrittenDocuments, made: Made) -> Result<Self, String> {
        let one = |name: &str, form: Option<String>| form.map(|form| Pattern::of(name, &form, made)).transpose();
        let all = |name: &str, forms: Vec<String>| {
            forms.iter().map(|form| Pattern::of(name, form, made)).collect::<Result<Vec<_>, _>>()
        };
        Ok(Self {
            begin: one("begin", written.begin)?,
            end: one("end", written.end)?,
            rule: one("rule", written.rule)?,
            tells: written.tells,
            frame: all("frame", written.frame)?,
            cover: all("cover", written.cover)?,
            pages: one("pages", written.pages)?,
        })
    }
}

impl Fields {
    fn of(written: BTreeMap<String, toml::Value>, made: Made) -> Result<Self, String> {
        let mut fields = Self::default();
        for (key, value) in written {
            let wrong = |error: toml::de::Error| format!("fields.{key}: {}", error.message());
            match key.as_str() {
                "style" => fields.style = value.try_into().map_err(wrong)?,
                "headings" => fields.headings = value.try_into().map_err(wrong)?,
                "any_case" => fields.any_case = value.try_into().map_err(wrong)?,
                "inverted" => fields.inverted = value.try_into().map_err(wrong)?,
                "unknown" => {
                    fields.unknown = Some(Pattern::of("unknown", &String::deserialize(value).map_err(wrong)?, made)?)
                }
                _ => {
                    let holds = Holds::deserialize(toml::Value::String(key.clone())).map_err(wrong)?;
                    let names: Vec<String> = value.try_into().map_err(wrong)?;
                    fields.names.extend(names.into_iter().map(|name| (name, holds)));
                }
            }
        }
        let names = fields.names.iter().map(|(name, holds)| (fields.cased(name).into_owned(), *holds));
        let headings = fields.headings.iter().map(|heading| fields.cased(heading).into_owned());
        (fields.names, fields.headings) = (names.collect(), headings.collect());
        Ok(fields)
    }
}

impl Elements {
    fn of(written: WrittenElements, made: Made) -> Result<Self, String> {
        Ok(Self {
            within: Pattern::of("within", &written.within, made)?,
            document: written.document,
            holds: written.holds,
            paragraph: written.paragraph,
            aside: written.aside,
        })
    }
}

impl Holds {
    /// What a name in an order of lines holds; names that are not known hold nothing of use.
    pub(super) fn named(name: &str) -> Self {
        Self::deserialize(toml::Value::String(name.to_owned())).unwrap_or(Self::Other)
    }
}
