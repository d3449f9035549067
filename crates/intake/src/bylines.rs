//! Whose names stand in this byline: "By Anna Berg (abe) and Jon Lie"?

use crate::persons;
use crate::words::WORDS;

/// A byline in a field of its own: what may stand before the names, and what between them, besides [`AND`].
pub(crate) struct Field {
    before: &'static [&'static str],
    /// Whether the word before the names may stand there several times.
    repeated: bool,
    between: &'static [char],
}

/// In messages of agencies in XML, in feeds and cells of tables.
pub(crate) const WIRE: Field = Field { before: &["By ", "by ", "BY "], repeated: false, between: &[',', ';', '&'] };
/// In ninjs.
pub(crate) const NINJS: Field = Field { before: &["By "], repeated: true, between: &[',', ';'] };

/// The word between the last two names.
const AND: &str = " and ";

/// Words before names on pages, in the languages of the press.
const BEFORE: [&str; 18] = [
    "view all posts by ",
    "posted by ",
    "written by ",
    "reported by ",
    "story by ",
    "words by ",
    "by ",
    "von ",
    "autor ",
    "autorin ",
    "autor: ",
    "par ",
    "por ",
    "di ",
    "af ",
    "av ",
    "door ",
    "text: ",
];

/// What stands between names on pages, in the same languages.
const BETWEEN: [&str; 10] = [";", " | ", ", ", AND, " und ", " og ", " och ", " et ", " y ", " & "];

/// The word before a name, by letters alone: how a byline begins that stands in a text.
const BY: &str = "by";

impl Field {
    /// The names in it.
    pub(crate) fn names(&self, byline: &str) -> Vec<String> {
        let mut names = byline;
        while let Some(rest) = self.before.iter().find_map(|word| names.strip_prefix(word)) {
            names = rest;
            if !self.repeated {
                break;
            }
        }
        if names.contains(';') {
            // "Berg, Anna; Lie, Jon", as libraries have names.
            return names.split(';').map(turned).filter(|name| !name.is_empty()).collect();
        }
        if is_turned(names) {
            return vec![turned(names)];
        }
        let names = names.split(self.between).flat_map(|names| names.split(AND));
        persons::without_towns(names.filter_map(persons::named).collect())
    }
}

/// Whether it is one name, "Berg, Anna M.", not that of an agency and a town.
fn is_turned(names: &str) -> bool {
    let Some((last, first)) = names.split_once(',') else { return false };
    let words = |part: &str| part.split_whitespace().count();
    let is_plain = words(last) == 1 && matches!(words(first), 1 | 2) && !first.contains(',');
    is_plain && !names.split([' ', ',']).any(|word| WORDS.is_office(word) || WORDS.is_title(word))
}

/// The name, its first part in front where it stands behind a comma.
fn turned(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') && !first.trim().is_empty() => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.trim().to_owned(),
    }
}

/// The names in a byline on a page, where agencies, places and signs may stand beside them.
pub(crate) fn on_page(byline: &str) -> Vec<String> {
    let byline = byline.split_whitespace().collect::<Vec<_>>().join(" ");
    if byline.contains("://") {
        return Vec::new();
    }
    let mut names = vec![byline.split(" (").next().unwrap_or(&byline).to_owned()];
    if byline.contains(") ") {
        names = vec![byline];
    }
    for word in BETWEEN {
        names = names.into_iter().flat_map(|name| parted(name, word)).collect();
    }
    names.iter().filter_map(|name| persons::named(&bare(name))).filter(|name| is_name(name)).collect()
}

/// What stands before and behind the word, if both are whole names: "Lane and Sons" is one, and so is "AFP, Manila".
fn parted(name: String, word: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split(word).map(str::trim).collect();
    let whole = match word {
        ";" => true,
        ", " => parts[0].contains(' '),
        _ => parts.iter().all(|part| part.contains(' ')),
    };
    if whole { parts.into_iter().map(str::to_owned).collect() } else { vec![name] }
}

/// A name without the words before it and the sign behind.
fn bare(name: &str) -> String {
    let mut name = name.split(" (").next().unwrap_or_default().trim();
    for word in BEFORE {
        if name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            name = name[word.len()..].trim();
        }
    }
    name.trim_matches(['.', ':', ',', '-', '–']).trim().to_owned()
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=6).contains(&words)
        && name.chars().count() <= 60
        && !name.contains(['@', '<', '{', '、', '。', '「'])
        && !name.contains("://")
        && !name.chars().any(|c| c.is_ascii_digit())
}

/// Whether a line begins as a byline does.
pub(crate) fn opens(line: &str) -> bool {
    BEFORE.iter().any(|word| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

/// Whether a name may be a person's: two words or more, capitals first where the script has them, small words between.
pub(crate) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends = words.first().into_iter().chain(words.last());
    words.len() > 1 && ends.into_iter().all(|word| !word.starts_with(char::is_lowercase)) && {
        2 * words.iter().filter(|word| word.starts_with(char::is_lowercase)).count() <= words.len()
    }
}

/// The names in a line that is persons' names alone, each of two to four words with capitals.
pub(crate) fn signature(line: &str) -> Vec<String> {
    let names: Vec<String> =
        line.split(['/', ',', '&']).flat_map(|names| names.split(AND)).map(|name| name.trim().to_owned()).collect();
    let is_one = |name: &String| {
        let words: Vec<&str> = name.split(' ').collect();
        let in_names = |word: &&str| {
            let small = word.to_lowercase();
            let is_other = WORDS.is_office(word)
                || WORDS.is_title(word)
                || WORDS.is_of_title(word)
                || WORDS.never_in_names.contains(&small);
            !is_other
                && word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
        };
        (2..=4).contains(&words.len()) && words.iter().all(in_names)
    };
    if names.iter().all(is_one) { names } else { Vec::new() }
}

/// Whether a line is the byline of this writer; both by their letters and digits alone, in lower case.
pub(crate) fn is_of(line: &str, writer: &str) -> bool {
    line == writer || line.strip_prefix(BY) == Some(writer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_in_fields_are_parted_as_their_carriers_write_them() {
        assert_eq!(WIRE.names("by Anna Berg, Mia Holm & Jon Lie"), ["Anna Berg", "Mia Holm", "Jon Lie"]);
        assert_eq!(NINJS.names("By Anna Berg and Jon Lie"), ["Anna Berg", "Jon Lie"]);
        assert_eq!(WIRE.names("Berg, Anna; Lie, Jon"), ["Anna Berg", "Jon Lie"]);
        assert_eq!(NINJS.names("By By Anna Berg"), ["Anna Berg"]);
        assert_eq!(NINJS.names("Berg & Sons"), ["Berg & Sons"], "a firm");
        assert_eq!(WIRE.names("Berg, Anna M."), ["Anna M. Berg"]);
        assert_eq!(WIRE.names("By Anna Berg and Jon Lie in Osmund"), ["Anna Berg", "Jon Lie"]);
        assert_eq!(WIRE.names("Anna Berg, Osmund"), ["Anna Berg"]);
        assert_eq!(NINJS.names("By Anna Berg, Foreign Editor"), ["Anna Berg"]);
        assert!(WIRE.names("Staff Reporter").is_empty());
    }

    #[test]
    fn bylines_on_pages_hold_more_than_names() {
        assert_eq!(on_page("By Anna Berg (abe) and Jon Lie"), ["Anna Berg", "Jon Lie"]);
        assert_eq!(on_page("Von Anna Berg und Jon Lie"), ["Anna Berg", "Jon Lie"]);
        assert_eq!(on_page("AFP, Manila"), ["AFP, Manila"]);
        assert_eq!(on_page("Lane and Sons"), ["Lane and Sons"]);
        assert_eq!(on_page("Anna Berg, Political Editor"), ["Anna Berg"]);
        assert_eq!(on_page("Anna Berg skrifar frá Tarn"), ["Anna Berg"]);
        assert!(on_page("記事を書いた人 東京、社会部").is_empty());
        assert!(on_page("https://post.example/berg").is_empty() && on_page("12 March").is_empty());
    }

    #[test]
    fn persons_have_two_names_with_capitals() {
        assert!(is_person("Anna Berg") && is_person("Ana de la Cruz") && opens("By Anna Berg"));
        assert!(!is_person("Staff") && !is_person("nine on Friday") && !opens("Bystanders fled"));
    }

    #[test]
    fn a_line_may_be_a_byline() {
        assert!(is_of("annaberg", "annaberg") && is_of("byannaberg", "annaberg") && !is_of("byjonlie", "annaberg"));
    }
}
