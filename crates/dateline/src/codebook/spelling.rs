//! How are names spelled under which the codebook files what it knows?

/// "Frederik X": his number is nobody's name.
pub(super) fn tells_somebody(family: &str) -> bool {
    !family.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

/// With straight apostrophes and single spaces, as the codebook spells.
pub(super) fn straight(name: &str) -> String {
    name.replace(['’', '‘'], "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name as a text writes it, on one line, with single spaces and nothing that a terminal would obey.
pub(crate) fn on_one_line(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The first word as a tokenizer gives it.
pub(super) fn first_word(name: &str) -> &str {
    let end = name.find([' ', '-', '\'', '/', '&']).unwrap_or(name.len());
    &name[..end.max(1).min(name.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_on_one_line_and_hold_nothing_that_is_obeyed() {
        assert_eq!(on_one_line("Jon\n  Lie\t of\u{1b}[2JOslo\0"), "Jon Lie of [2JOslo");
    }
}
