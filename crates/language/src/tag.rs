//! Words to parts of speech: the tagger's Penn Treebank tags, and the attribute ruler, whose patterns turn tag, word and
//! dependency into universal part of speech, morphology and some lemmas.

use rmpv::Value;
use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::label::{Pos, Tag};
use crate::ops::{self, Panels, Rows};
use crate::package::{Package, Table};
use crate::tok2vec::Tok2Vec;

/// spaCy's tagger.
#[derive(Debug)]
pub(crate) struct Tagger {
    weights: Panels,
    labels: Vec<Box<str>>,
}

impl Tagger {
    pub(crate) fn read(package: &Package, tok2vec: &Tok2Vec) -> Result<Self> {
        package.expect("components.tagger.model", "@architectures", "spacy.Tagger.v2")?;
        let network = package.network("tagger")?;
        let weights = network.array("softmax", 0, "W", 2)?;
        let bias = network.array("softmax", 0, "b", 1)?.numbers;
        let config = package.json("tagger/cfg")?;
        let labels = config["labels"].as_array().into_iter().flatten();
        let labels: Vec<Box<str>> = labels.filter_map(|label| label.as_str().map(Box::from)).collect();
        if weights.shape != [labels.len(), tok2vec.width()] {
            let problem = format!("expected {} labels × {}, found {:?}", labels.len(), tok2vec.width(), weights.shape);
            return Err(network.error("softmax[0].W", problem));
        }
        Ok(Self { weights: Panels::pack(&weights.numbers, tok2vec.width()).with_bias(&bias), labels })
    }

    /// The tags, in the order that [`Self::tag`] counts them.
    pub(crate) fn labels(&self) -> &[Box<str>] {
        &self.labels
    }

    /// Appends the tag of each word with these vectors.
    pub(crate) fn tag(&self, vectors: &[f32], width: usize, tags: &mut Vec<u8>) {
        let columns = self.weights.columns();
        let mut scores = vec![0.0; vectors.len() / width * columns];
        self.weights.product(Rows { numbers: vectors, stride: width }, &mut scores, columns);
        for row in scores.chunks_exact(columns) {
            tags.push(ops::arg_max(&row[..self.labels.len()]) as u8);
        }
    }
}

/// A word as the ruler's patterns look at it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) tag: &'a str,
    pub(crate) lower: &'a str,
    pub(crate) dep: &'a str,
    pub(crate) is_space: bool,
}

/// What the ruler sets on a word; `None` where no pattern said anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ruling<'r> {
    pub(crate) tag: Option<&'r str>,
    pub(crate) pos: Option<&'r str>,
    pub(crate) morph: Option<&'r str>,
    pub(crate) lemma: Option<&'r str>,
    pub(crate) dep: Option<&'r str>,
}

/// spaCy's attribute ruler.
#[derive(Debug)]
pub(crate) struct Ruler {
    rules: Vec<Rule>,
    /// Rules whose changed word must have this tag; in order.
    by_tag: FxHashMap<Box<str>, Vec<u32>>,
    /// Rules that look at the changed word's letters but not its tag.
    by_lower: FxHashMap<Box<str>, Vec<u32>>,
    /// All others.
    others: Vec<u32>,
}

#[derive(Debug)]
struct Rule {
    words: Vec<Vec<Condition>>,
    index: usize,
    sets: Vec<(Set, Box<str>)>,
}

#[derive(Clone, Copy, Debug)]
enum Set {
    Tag,
    Pos,
    Morph,
    Lemma,
    Dep,
}

#[derive(Debug)]
enum Condition {
    Tag(Texts),
    Lower(Texts),
    Dep(Texts),
    IsSpace(bool),
}

#[derive(Debug)]
enum Texts {
    In(Vec<Box<str>>),
    NotIn(Vec<Box<str>>),
    Matches(regex::Regex),
}

impl Texts {
    fn read(value: &Value, table: &Table<'_>) -> Result<Self> {
        if let Some(text) = value.as_str() {
            return Ok(Self::In(vec![text.into()]));
        }
        let unsupported = || table.error("patterns", &format!("unsupported condition {value}"));
        let [(operator, operand)] = value.as_map().map(Vec::as_slice).unwrap_or_default() else {
            return Err(unsupported());
        };
        let list =
            || operand.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(Box::from)).collect();
        match operator.as_str() {
            Some("IN") => Ok(Self::In(list())),
            Some("NOT_IN") => Ok(Self::NotIn(list())),
            Some("REGEX") => {
                regex::Regex::new(operand.as_str().unwrap_or_default()).map(Self::Matches).map_err(|_| unsupported())
            }
            _ => Err(unsupported()),
        }
    }

    fn hold(&self, text: &str) -> bool {
        match self {
            Self::In(texts) => texts.iter().any(|wanted| **wanted == *text),
            Self::NotIn(texts) => !texts.iter().any(|wanted| **wanted == *text),
            Self::Matches(pattern) => pattern.is_match(text),
        }
    }
}

impl Condition {
    fn read(key: &str, value: &Value, table: &Table<'_>) -> Result<Self> {
        Ok(match key {
            "TAG" => Self::Tag(Texts::read(value, table)?),
            "LOWER" => Self::Lower(Texts::read(value, table)?),
            "DEP" => Self::Dep(Texts::read(value, table)?),
            "IS_SPACE" => Self::IsSpace(value.as_bool().unwrap_or_default()),
            _ => return Err(table.error("patterns", &format!("unsupported attribute {key}"))),
        })
    }

    fn holds(&self, word: Seen<'_>) -> bool {
        match self {
            Self::Tag(texts) => texts.hold(word.tag),
            Self::Lower(texts) => texts.hold(word.lower),
            Self::Dep(texts) => texts.hold(word.dep),
            Self::IsSpace(wanted) => word.is_space == *wanted,
        }
    }
}

impl Ruler {
    pub(crate) fn read(package: &Package) -> Result<Self> {
        let file = package.msgpack("attribute_ruler/patterns")?;
        let table = file.table();
        let mut rules = Vec::new();
        for entry in table.items()? {
            let field = |key: &str| {
                let pairs = entry.as_map()?;
                pairs.iter().find(|(k, _)| k.as_str() == Some(key)).map(|(_, value)| value)
            };
            let sets = field("attrs").and_then(Value::as_map).map(Vec::as_slice).unwrap_or_default();
            let index = field("index").and_then(Value::as_u64).unwrap_or_default() as usize;
            for pattern in field("patterns").and_then(Value::as_array).into_iter().flatten() {
                let words = pattern.as_array().into_iter().flatten().map(|word| conditions(word, &table));
                let words: Vec<_> = words.collect::<Result<_>>()?;
                let sets: Vec<_> = sets.iter().map(|(key, value)| set(key, value, &table)).collect::<Result<_>>()?;
                if index >= words.len() {
                    return Err(table.error("index", "beyond the pattern"));
                }
                rules.push(Rule { words, index, sets });
            }
        }
        let mut ruler =
            Self { rules, by_tag: FxHashMap::default(), by_lower: FxHashMap::default(), others: Vec::new() };
        ruler.sort_rules();
        Ok(ruler)
    }

    fn sort_rules(&mut self) {
        for (number, rule) in (0..).zip(&self.rules) {
            let changed = &rule.words[rule.index];
            let tags = changed.iter().find_map(|c| if let Condition::Tag(Texts::In(t)) = c { Some(t) } else { None });
            let words =
                changed.iter().find_map(|c| if let Condition::Lower(Texts::In(t)) = c { Some(t) } else { None });
            match (tags, words) {
                (Some(tags), _) => {
                    tags.iter().for_each(|tag| self.by_tag.entry(tag.clone()).or_default().push(number));
                }
                (None, Some(words)) => {
                    words.iter().for_each(|word| self.by_lower.entry(word.clone()).or_default().push(number));
                }
                (None, None) => self.others.push(number),
            }
        }
    }

    /// What the patterns say of word `i`; later patterns overrule earlier ones.
    pub(crate) fn rule<'w>(&self, i: usize, count: usize, word: impl Fn(usize) -> Seen<'w>) -> Ruling<'_> {
        let seen = word(i);
        let lists = [self.by_tag.get(seen.tag), self.by_lower.get(seen.lower), Some(&self.others)];
        let mut numbers: Vec<u32> = lists.into_iter().flatten().flatten().copied().collect();
        numbers.sort_unstable();
        let mut ruling = Ruling::default();
        for rule in numbers.iter().map(|&number| &self.rules[number as usize]) {
            if rule.fits(i, count, &word) {
                for (set, value) in &rule.sets {
                    let value = Some(&**value);
                    match set {
                        Set::Tag => ruling.tag = value,
                        Set::Pos => ruling.pos = value,
                        Set::Morph => ruling.morph = value,
                        Set::Lemma => ruling.lemma = value,
                        Set::Dep => ruling.dep = value,
                    }
                }
            }
        }
        ruling
    }

    /// Every value the patterns can set as part of speech or morphology.
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().flat_map(|rule| rule.sets.iter().map(|(_, value)| &**value))
    }
}

impl Rule {
    fn fits<'w>(&self, i: usize, count: usize, word: &impl Fn(usize) -> Seen<'w>) -> bool {
        let Some(start) = i.checked_sub(self.index) else { return false };
        start + self.words.len() <= count
            && self.words.iter().enumerate().all(|(k, conditions)| {
                let seen = word(start + k);
                conditions.iter().all(|condition| condition.holds(seen))
            })
    }
}

fn conditions(word: &Value, table: &Table<'_>) -> Result<Vec<Condition>> {
    let pairs = word.as_map().map(Vec::as_slice).unwrap_or_default();
    pairs.iter().map(|(key, value)| Condition::read(key.as_str().unwrap_or_default(), value, table)).collect()
}

fn set(key: &Value, value: &Value, table: &Table<'_>) -> Result<(Set, Box<str>)> {
    let set = match key.as_str() {
        Some("TAG") => Set::Tag,
        Some("POS") => Set::Pos,
        Some("MORPH") => Set::Morph,
        Some("LEMMA") => Set::Lemma,
        Some("DEP") => Set::Dep,
        _ => return Err(table.error("attrs", &format!("unsupported attribute {key}"))),
    };
    let value = value.as_str().ok_or_else(|| table.error("attrs", "not a text"))?;
    let known = match set {
        Set::Tag => Tag::of(value).is_some(),
        Set::Pos => Pos::of(value).is_some(),
        Set::Morph | Set::Lemma | Set::Dep => true,
    };
    if !known {
        return Err(table.error("attrs", &format!("unknown label {value:?}")));
    }
    Ok((set, if value == "_" { "" } else { value }.into()))
}
