//! Words to dictionary forms: spaCy's rule lemmatizer for English, on the package's tables of exceptions, rules and known
//! forms.

use rmpv::Value;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::Result;
use crate::package::{Package, Table};
use crate::vocab::{is_alpha, string_id};

/// What is known of one part of speech.
#[derive(Debug, Default)]
struct Forms {
    known: FxHashSet<Box<str>>,
    exceptions: FxHashMap<Box<str>, Vec<Box<str>>>,
    endings: Vec<(Box<str>, Box<str>)>,
}

/// spaCy's `EnglishLemmatizer` in mode `rule`.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    by_pos: FxHashMap<&'static str, Forms>,
}

/// The universal parts of speech.
const POS: [&str; 18] = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "CONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "SYM", "VERB", "X",
];

impl Lemmatizer {
    pub(crate) fn read(package: &Package) -> Result<Self> {
        package.expect("components.lemmatizer", "mode", "rule")?;
        let file = package.msgpack("lemmatizer/lookups/lookups.bin")?;
        let lookups = file.table();
        let (known, exceptions, rules) =
            (lookups.get("lemma_index")?, lookups.get("lemma_exc")?, lookups.get("lemma_rules")?);
        let mut by_pos = FxHashMap::default();
        for pos in POS {
            let key = string_id(&pos.to_lowercase());
            let (known, exceptions, rules) = (of_pos(&known, key)?, of_pos(&exceptions, key)?, of_pos(&rules, key)?);
            if known.is_none() && exceptions.is_none() && rules.is_none() {
                continue;
            }
            let mut forms = Forms::default();
            forms.known.extend(texts(known));
            for (word, lemmas) in exceptions.and_then(Value::as_map).into_iter().flatten() {
                if let Some(word) = word.as_str() {
                    forms.exceptions.insert(word.into(), texts(Some(lemmas)).collect());
                }
            }
            for rule in rules.and_then(Value::as_array).into_iter().flatten() {
                let mut parts = texts(Some(rule));
                if let (Some(old), Some(new)) = (parts.next(), parts.next()) {
                    forms.endings.push((old, new));
                }
            }
            by_pos.insert(pos, forms);
        }
        Ok(Self { by_pos })
    }

    /// The dictionary form of `text`, `lower` being its lower case.
    pub(crate) fn lemma(&self, text: &str, lower: &str, pos: &str, morph: &str) -> Box<str> {
        if pos.is_empty() || pos == "SPACE" || is_base_form(pos, morph) {
            return lower.into();
        }
        match self.by_pos.get(pos) {
            Some(forms) => forms.lemma(text, lower),
            None if pos == "PROPN" => text.into(),
            None => lower.into(),
        }
    }
}

impl Forms {
    fn lemma(&self, text: &str, lower: &str) -> Box<str> {
        let mut found: Vec<Box<str>> = Vec::new();
        let mut unknown: Option<Box<str>> = None;
        for (old, new) in &self.endings {
            let Some(stem) = lower.strip_suffix(&**old) else { continue };
            let form: Box<str> = [stem, new].concat().into();
            if form.is_empty() {
                continue;
            }
            if self.known.contains(&form) {
                found.insert(0, form);
            } else if !form.chars().all(is_alpha) {
                found.push(form);
            } else if unknown.is_none() {
                unknown = Some(form);
            }
        }
        for form in self.exceptions.get(lower).into_iter().flatten() {
            if !found.contains(form) {
                found.insert(0, form.clone());
            }
        }
        found.into_iter().next().or(unknown).unwrap_or_else(|| text.into())
    }
}

/// Whether the word is its own dictionary form by its morphology.
fn is_base_form(pos: &str, morph: &str) -> bool {
    let feature = |name: &str| morph.split('|').find_map(|f| f.strip_prefix(name)?.strip_prefix('='));
    let (form, degree, number) = (feature("VerbForm"), feature("Degree"), feature("Number"));
    pos == "NOUN" && number == Some("Sing")
        || pos == "VERB" && form == Some("Fin") && feature("Tense") == Some("Pres") && number.is_none()
        || form == Some("Inf")
        || form == Some("None")
        || degree == Some("Pos")
}

fn of_pos<'v>(table: &Table<'v>, key: u64) -> Result<Option<&'v Value>> {
    Ok(table.pairs()?.iter().find(|(pos, _)| pos.as_u64() == Some(key)).map(|(_, value)| value))
}

fn texts(list: Option<&Value>) -> impl Iterator<Item = Box<str>> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(|text| text.as_str().map(Box::from))
}
