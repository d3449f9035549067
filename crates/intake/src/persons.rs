//! Which name has a person in a piece of a byline: "By Anna Berg in Osmund", "Anna Berg Foreign Editor", "Staff Reporter"?

use crate::words::WORDS;

/// Words of a name, at least, from which a title may be cut.
const FEWEST: usize = 2;

/// What may stand around a name.
const AROUND: [char; 10] = ['.', ':', ',', '-', '–', '—', '*', '(', ')', ' '];

/// The name without a title, an agency and a place behind it; nothing where a title stands alone.
pub(crate) fn named(piece: &str) -> Option<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let words = &words[words.iter().take_while(|word| WORDS.by.contains(&word.to_lowercase())).count()..];
    let words = &words[..end(words)];
    let words = without_title(words)?;
    let agency = words.iter().skip(FEWEST).position(|word| WORDS.is_agency(word.trim_matches(AROUND)));
    let name = words[..agency.map_or(words.len(), |at| at + FEWEST)].join(" ");
    let name = name.trim_start_matches(AROUND).trim_end_matches(&AROUND[1..]);
    let name = if is_initial(name) { name } else { name.trim_end_matches('.') };
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether a name ends with a letter and a dot, as "Anna B." does.
fn is_initial(name: &str) -> bool {
    name.split(' ').next_back().is_some_and(|last| last.chars().count() == 2 && last.ends_with('.'))
}

/// Where a name ends: before words that lead to a place, and small ones that stand in no names.
fn end(words: &[&str]) -> usize {
    let capital = words.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    let in_names = |word: &str| WORDS.is_particle(word) || WORDS.is_title(word) || WORDS.is_of_title(word);
    let ends = |(at, word): (usize, &&str)| {
        let small = capital && at >= FEWEST && word.starts_with(char::is_lowercase) && !in_names(word);
        let mark = matches!(*word, "|" | "-" | "–" | "—") || word.starts_with('(');
        at > 0 && (WORDS.is_behind_name(word) || mark || small)
    };
    words.iter().enumerate().position(ends).unwrap_or(words.len())
}

/// The words without a title behind the name, or before it: "Foreign Editor Anna Berg".
fn without_title<'w, 't>(words: &'w [&'t str]) -> Option<&'w [&'t str]> {
    let is_title = |word: &&str| WORDS.is_title(word.trim_matches(AROUND));
    let Some(title) = words.iter().position(is_title) else { return Some(words) };
    // "Harbour Post Staff" is nobody.
    if words.last().is_some_and(|last| WORDS.is_many(last)) {
        return None;
    }
    let before = words[..title].iter().rev().take_while(|word| WORDS.is_of_title(word.trim_matches(AROUND))).count();
    let name = &words[..title - before];
    // Names in Han and Hangul are one word.
    let is_whole = |word: &&&str| word.chars().all(|c| c >= '\u{3000}');
    if name.len() >= FEWEST || name.first().filter(is_whole).is_some() {
        return Some(name);
    }
    let behind = &words[words.iter().rposition(is_title).map_or(0, |last| last + 1)..];
    (name.is_empty() && behind.len() >= FEWEST).then_some(behind)
}

/// The names in a part of a byline that commas divide, without the towns behind the first: "Lena Hart, Osmund".
pub(crate) fn without_towns(mut names: Vec<String>) -> Vec<String> {
    let is_whole = |name: &str| name.contains(' ') || !name.is_ascii();
    if names.first().is_some_and(|first| is_whole(first)) {
        let mut at = 0;
        names.retain(|name| {
            at += 1;
            at == 1 || is_whole(name) && !WORDS.is_town(name)
        });
    }
    names
}

/// Words of a byline that are those of titles, if it has a title: "Foreign Editor" has two.
pub(crate) fn words_of_titles(line: &str) -> usize {
    let words = || line.split_whitespace().map(|word| word.trim_matches(AROUND));
    let is_one = |word: &&str| WORDS.is_title(word) || WORDS.is_of_title(word);
    if words().any(|word| WORDS.is_title(word)) { words().filter(is_one).count() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_without_titles_agencies_and_places() {
        for (piece, wanted) in [
            ("By Anna Berg in Osmund", "Anna Berg"),
            ("BY ANNA BERG IN OSMUND", "ANNA BERG"),
            ("Av Anna Berg", "Anna Berg"),
            ("Anna Berg Foreign Affairs Correspondent", "Anna Berg"),
            ("Anna Maria Berg Chief Football Writer", "Anna Maria Berg"),
            ("Political Editor Jon Lie", "Jon Lie"),
            ("Jon Lie contributed reporting", "Jon Lie"),
            ("Jon Lie skrifar frá Tarn", "Jon Lie"),
            ("Jon Lie Reuters", "Jon Lie"),
            ("Anna Berg BBC News", "Anna Berg"),
            ("Ana de la Cruz", "Ana de la Cruz"),
            ("Omar bin Said - Tarn", "Omar bin Said"),
            ("Anna B.", "Anna B."),
            ("Harbour online", "Harbour online"),
            ("Associated Press", "Associated Press"),
            ("渡辺洋介", "渡辺洋介"),
            ("渡辺洋介 記者", "渡辺洋介"),
        ] {
            assert_eq!(named(piece).as_deref(), Some(wanted), "{piece}");
        }
        for piece in [
            "Staff Reporter",
            "Our Foreign Staff",
            "Political Editor",
            "Special Correspondent",
            "Night Boat News Staff",
            "",
        ] {
            assert_eq!(named(piece), None, "{piece}");
        }
        assert_eq!(["Staff Reporter", "Anna Berg", "Jon Lie, Foreign Editor"].map(words_of_titles), [2, 0, 2]);
    }

    #[test]
    fn towns_behind_names_are_no_names() {
        let rest = |names: &[&str]| without_towns(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(rest(&["Lena Hart", "Osmund"]), ["Lena Hart"]);
        assert_eq!(rest(&["Lena Hart", "Hong Kong", "Jon Lie"]), ["Lena Hart", "Jon Lie"]);
        assert_eq!(rest(&["Lena", "Jon"]), ["Lena", "Jon"]);
    }
}
