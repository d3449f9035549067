//! Is somebody, or a place, called so? Names are compared word by word, without case and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::error::Error;

/// A name that is looked for: every word of it has to be a word of the name that is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name(Vec<String>);

impl Name {
    /// # Errors
    ///
    /// If there is no word in it.
    pub(super) fn of(name: &str) -> Result<Self, Error> {
        let words: Vec<String> = words(name).collect();
        match words[..] {
            [] => Err(Error::Words { cause: format!("there is no word in the name “{name}”") }),
            _ => Ok(Self(words)),
        }
    }

    /// Whether this name has all its words.
    pub(super) fn is_in(&self, name: &str) -> bool {
        let words: Vec<String> = words(name).collect();
        self.0.iter().all(|word| words.contains(word))
    }

    /// How an index is asked for it in one of its columns.
    pub(super) fn expression(&self, column: &str) -> String {
        let words: Vec<String> = self.0.iter().map(|word| format!("\"{word}\"")).collect();
        format!("({column} : ({}))", words.join(" AND "))
    }
}

fn words(name: &str) -> impl Iterator<Item = String> {
    let plain: String = name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words: Vec<String> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names_are_compared_whole() {
        let is = |wanted: &str, name: &str| Name::of(wanted).expect("a name").is_in(name);
        assert!(is("alvarez", "Señora Inés Álvarez-Kohl"));
        assert!(is("ÁLVAREZ Inés", "Ines Alvarez"));
        assert!(is("kohl", "Inés Álvarez-Kohl") && is("Berg", "Berg’s office"));
        assert!(!is("Alva", "Inés Álvarez") && !is("Inés Berg", "Inés Álvarez"));
        assert!(Name::of(" – ").is_err() && Name::of("").is_err());
    }
}
