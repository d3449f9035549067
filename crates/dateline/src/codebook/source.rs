//! What stands in a file of the codebook, entry by entry, on which line, and what in it cannot be read? The build script
//! reads the files with this too.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::error::{Error, Mistake};

/// A file that is being read; it gathers the mistakes.
pub(crate) struct Source<'t> {
    text: &'t str,
    lists: DeTable<'t>,
    mistakes: Vec<Mistake>,
}

/// An entry and where it stands.
#[derive(Debug)]
pub(crate) struct Placed<T> {
    pub(crate) entry: T,
    /// By its id, name or first word.
    name: Option<String>,
    /// Where it begins, in bytes.
    start: usize,
}

/// What is wrong with a value of an entry.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The value as it is written; the line is its line.
    pub(crate) value: String,
    pub(crate) what: String,
}

/// What entries are called by, in this order.
const NAMES: [&str; 4] = ["id", "name", "class", "code"];
/// Where they have no name: the lists whose first word it is.
const WORDS: [&str; 4] = ["words", "verbs", "nouns", "phrases"];

impl<'t> Source<'t> {
    /// Reads the text of a file. If it is no TOML it has no entries, and its mistakes are those.
    pub(crate) fn new(text: &'t str) -> Self {
        let (lists, errors) = DeTable::parse_recoverable(text);
        let mut source = Self { text, lists: DeTable::new(), mistakes: Vec::new() };
        if errors.is_empty() {
            source.lists = lists.into_inner();
        }
        errors.iter().for_each(|error| source.refuse(error, 0, None));
        source
    }

    /// Takes out the entries of a list, `[[key]]`; those that cannot be read become mistakes.
    pub(crate) fn list<T: DeserializeOwned>(&mut self, key: &str) -> Vec<Placed<T>> {
        let Some(value) = self.lists.remove(key) else { return Vec::new() };
        let span = value.span();
        let DeValue::Array(entries) = value.into_inner() else {
            self.mistake(span.start, None, format!("{key} is no list of entries: [[{key}]]"));
            return Vec::new();
        };
        entries.into_iter().filter_map(|entry| self.entry(entry)).collect()
    }

    fn entry<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'t>>) -> Option<Placed<T>> {
        let start = value.span().start;
        let name = name(value.get_ref());
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(entry) => Some(Placed { entry, name, start }),
            Err(error) => {
                self.refuse(&error, start, name);
                None
            }
        }
    }

    /// Takes out a table, `[key]`, if it is there and can be read.
    pub(crate) fn table<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        let table = self.lists.remove(key)?;
        self.entry(table).map(|placed| placed.entry)
    }

    /// Takes up what is wrong with entries.
    pub(crate) fn check<T>(&mut self, entries: &[Placed<T>], faults: impl Fn(&T) -> Vec<Fault>) {
        for placed in entries {
            faults(&placed.entry).into_iter().for_each(|fault| self.fault(placed, fault));
        }
    }

    /// Takes up what is wrong with an entry, on the line of the value.
    pub(crate) fn fault<T>(&mut self, placed: &Placed<T>, fault: Fault) {
        let entry = &self.text[placed.start..];
        let entry = &entry[..entry[1..].find("\n[").map_or(entry.len(), |end| end + 1)];
        let quoted = format!("\"{}\"", fault.value);
        let at = entry.find(&quoted).or_else(|| entry.find(&format!("{} =", fault.value)));
        self.mistake(placed.start + at.unwrap_or_default(), placed.name.clone(), fault.what);
    }

    /// Takes up what is wrong with a table, `[key]`, as a whole.
    pub(crate) fn of_table(&mut self, key: &str, what: String) {
        let at = self.text.find(&format!("[{key}]")).unwrap_or_default();
        self.mistake(at, None, what);
    }

    /// Nothing if all is well.
    ///
    /// # Errors
    ///
    /// All mistakes, among them lists that nobody asked for.
    pub(crate) fn done(mut self) -> Result<(), Error> {
        for (key, _) in std::mem::take(&mut self.lists) {
            self.mistake(key.span().start, None, format!("there is nothing called {} in such a file", key.get_ref()));
        }
        Error::of(self.mistakes).map_or(Ok(()), Err)
    }

    fn refuse(&mut self, error: &toml::de::Error, start: usize, entry: Option<String>) {
        self.mistake(error.span().map_or(start, |span| span.start), entry, error.message().to_owned());
    }

    fn mistake(&mut self, at: usize, entry: Option<String>, what: String) {
        self.mistakes.push(Mistake { file: None, line: line(self.text, at), entry, what });
    }
}

/// A file that is no list of entries.
///
/// # Errors
///
/// If it is no TOML, or not such a file.
#[allow(dead_code, reason = "users write lists of entries; the build script reads other files too")]
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        let what = error.message().to_owned();
        Error::of(vec![Mistake { file: None, line: line(text, at), entry: None, what }]).expect("it is one mistake")
    })
}

/// The entries without their places.
pub(crate) fn bare<T>(entries: Vec<Placed<T>>) -> Vec<T> {
    entries.into_iter().map(|placed| placed.entry).collect()
}

/// The line of a byte, from 1.
fn line(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

/// What an entry is called.
fn name(value: &DeValue<'_>) -> Option<String> {
    let get = |key: &str| value.as_table()?.get(key).map(Spanned::get_ref);
    let named = NAMES.iter().find_map(|key| get(key)?.as_str());
    let first = || WORDS.iter().find_map(|key| get(key)?.as_array()?.iter().next()?.get_ref().as_str());
    named.or_else(first).map(str::to_owned)
}
