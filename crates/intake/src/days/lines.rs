//! Which day is written on a line of an archive, in one of the languages of their interfaces?

use jiff::civil::Date;

use super::{iso, names};

/// Words that a line with a day may have beside it: weekday, edition, time.
const MOST_WORDS: usize = 14;

/// The first day in a text: `March 8, 2031`, `8 mars 2031`, `8. März 2031`, `8 de marzo de 2031`, `2031-03-08`.
pub(crate) fn within(text: &str) -> Option<Date> {
    let words: Vec<&str> = words(text).collect();
    (0..words.len()).find_map(|at| starting(&words[at..]).or_else(|| iso::day(words[at])))
}

/// The day of a line that is little else: `Saturday 8 March 2031`, `March 8, 2031 Saturday 9:15 AM GMT`.
pub(crate) fn of_line(line: &str) -> Option<Date> {
    let words: Vec<&str> = words(line).collect();
    // A weekday may stand before it.
    let starts = (0..words.len().min(2)).filter(|at| *at == 0 || !words[0].chars().any(|c| c.is_ascii_digit()));
    let day = starts.filter_map(|at| starting(&words[at..]).or_else(|| iso::day(words[at]))).next()?;
    (words.len() <= MOST_WORDS && !line.ends_with('.')).then_some(day)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ';' | '|');
    text.split(between).filter(|word| !word.is_empty() && !matches!(*word, "de" | "del"))
}

/// The day that these words begin with.
fn starting(words: &[&str]) -> Option<Date> {
    let [first, second, third, ..] = words else { return None };
    let year = third.trim_end_matches(['.', ':']);
    let year = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    let (day, month) = match names::month(first) {
        Some(month) => (number(second)?, month),
        None => (number(first)?, names::month(second)?),
    };
    Date::new(year, month, day).ok().filter(|day| iso::day(&day.to_string()).is_some())
}

/// A day of a month: `8`, `08`, `8.`, `1er`, `8th`.
fn number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let rest = &word[digits.len()..];
    matches!(rest, "" | "." | "er" | "st" | "nd" | "rd" | "th" | "º").then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_in_several_languages() {
        for text in [
            "March 8, 2031",
            "8 March 2031",
            "Samstag 8. März 2031",
            "samedi 8 mars 2031",
            "8 de marzo de 2031",
            "zaterdag 8 maart 2031",
            "sabato 8 marzo 2031",
            "March 8, 2031 Saturday 9:15 AM GMT",
            "Saturday, March 8, 2031, FINAL EDITION",
            "2031-03-08",
        ] {
            assert_eq!(of_line(text), Some(date(2031, 3, 8)), "{text}");
            assert_eq!(within(text), Some(date(2031, 3, 8)), "{text}");
        }
        assert_eq!(within("Harbour Post ; Osmund [Osmund]. Mar 8, 2031: A.1."), Some(date(2031, 3, 8)));
        assert_eq!(within("1er mars 2031"), Some(date(2031, 3, 1)));
        for text in
            ["March 2031", "The council met on 8 March 2031.", "March 32, 2031", "212 words", "A strike goes on"]
        {
            assert_eq!(of_line(text), None, "{text}");
        }
    }
}
