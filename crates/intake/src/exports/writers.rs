//! Whose names stand in the byline of an export: "By Anna Berg and Jon Lie, The Harbour Post; with reports by Lena Hart"?

use crate::persons;
use crate::words::WORDS;

/// Words and letters of a name, at most.
const MOST_WORDS: usize = 5;
const LONGEST: usize = 60;

/// The names in a byline; `inverted` where it says "Berg, Anna".
pub(super) fn names(byline: &str, publisher: Option<&str>, inverted: bool) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in helped(byline).split(['\n', ';', '|']) {
        let found: Vec<String> = match turned(part).filter(|_| inverted) {
            Some(name) => vec![name],
            None => persons::without_towns(part.split([',', '/']).flat_map(apart).collect()),
        };
        for name in found {
            let known = names.iter().any(|other| other.eq_ignore_ascii_case(&name));
            if !known && is_name(&name, publisher) {
                names.push(name);
            }
        }
    }
    names
}

/// Whether a line without "by" is a byline: names, an office perhaps behind them, or a title of those who write.
pub(super) fn are_names(line: &str) -> bool {
    let first = line.split([',', ';']).next().unwrap_or(line);
    let found = names(first, None, false);
    let and = first.split_whitespace().filter(|word| WORDS.and.contains(&word.to_lowercase())).count();
    let titles = persons::words_of_titles(first);
    let words = (first.split_whitespace().count() - and).saturating_sub(titles);
    let in_names: usize = found.iter().map(|name| name.split_whitespace().count()).sum();
    !line.ends_with(['.', '?', '!'])
        && in_names == words
        && words + titles > 0
        && found.iter().all(|name| name.contains(' '))
        && found.iter().flat_map(|name| name.split(' ')).all(|word| {
            let stands_in_names = !WORDS.never_in_names.contains(&word.to_lowercase());
            stands_in_names && (word.len() <= 3 || word.starts_with(char::is_uppercase))
        })
}

/// The byline with a sign for phrases that lead to further names.
fn helped(byline: &str) -> String {
    let mut byline = byline.split_whitespace().collect::<Vec<_>>().join(" ");
    for phrase in &WORDS.help {
        while let Some(at) = byline.to_lowercase().find(phrase.as_str()).filter(|at| byline.is_char_boundary(*at)) {
            let end = at + phrase.len();
            if !byline.is_char_boundary(end) {
                break;
            }
            byline.replace_range(at..end, ";");
        }
    }
    byline
}

/// "Berg, Anna" as people say it.
fn turned(part: &str) -> Option<String> {
    let (last, first) = part.split_once(',')?;
    let (last, first) = (last.trim(), first.trim());
    let plain = !first.is_empty() && !last.is_empty() && !first.contains(',');
    plain.then(|| format!("{first} {last}"))
}

/// The names between "and" and its likes, without "by" before them.
fn apart(part: &str) -> Vec<String> {
    let mut names: Vec<Vec<&str>> = vec![Vec::new()];
    for word in part.split_whitespace() {
        if WORDS.and.contains(&word.to_lowercase()) {
            names.push(Vec::new());
        } else if let Some(name) = names.last_mut() {
            name.push(word);
        }
    }
    names.iter().filter_map(|name| persons::named(&name.join(" "))).collect()
}

fn is_name(name: &str, publisher: Option<&str>) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let plain = |name: &str| name.trim_start_matches("The ").trim_start_matches("THE ").to_lowercase();
    (1..=MOST_WORDS).contains(&words.len())
        && name.chars().count() <= LONGEST
        && name.chars().next().is_some_and(char::is_uppercase)
        && !name.contains(['@', '<', '{'])
        && !name.chars().any(|c| c.is_ascii_digit())
        && !publisher.is_some_and(|publisher| plain(publisher).starts_with(&plain(name)))
        && !words.iter().any(|word| WORDS.is_office(word))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_told_from_offices_papers_and_towns() {
        for (byline, wanted) in [
            (
                "By Anna Berg and Jon Lie, The Harbour Post; with reports by Lena Hart",
                &["Anna Berg", "Jon Lie", "Lena Hart"][..],
            ),
            ("BY ANNA BERG", &["ANNA BERG"]),
            ("Anna Berg, Political Editor", &["Anna Berg"]),
            ("Von Anna Berg und Jon Lie", &["Anna Berg", "Jon Lie"]),
            ("Par Anna Berg, Jon Lie et Lena Hart", &["Anna Berg", "Jon Lie", "Lena Hart"]),
            ("Anna Berg in Osmund; anna.berg@post.example", &["Anna Berg"]),
            ("By Anna Berg of the Harbour Post", &["Anna Berg"]),
            ("Associated Press", &[]),
            ("Lena Hart, Osmund", &["Lena Hart"]),
            ("By Anna Berg Foreign Affairs Correspondent", &["Anna Berg"]),
            ("ANNA BERG; Jon Lie contributed reporting from Tarn.", &["ANNA BERG", "Jon Lie"]),
            ("By Anna Berg and Jon Lie in Osmund", &["Anna Berg", "Jon Lie"]),
            ("Staff Reporter", &[]),
            ("Av Anna Berg og Jon Lie i Tarn", &["Anna Berg", "Jon Lie"]),
            ("Mia Holm in Tarn and Ole Strand in Osmund, Reuters", &["Mia Holm", "Ole Strand"]),
            ("", &[]),
        ] {
            assert_eq!(names(byline, Some("The Harbour Post"), false), wanted, "{byline}");
        }
        assert_eq!(names("Berg, Anna; Lie, Jon", None, true), ["Anna Berg", "Jon Lie"]);
        assert_eq!(names("By ANNA BERG", None, true), ["ANNA BERG"]);
    }
}
