//! How are names spelled under which the codebook files what it knows?

/// "Frederik X": his number is nobody's name.
pub(super) fn tells_somebody(family: &str) -> bool {
    !family.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

/// With straight apostrophes and single spaces, as the codebook spells.
pub(super) fn straight(name: &str) -> String {
    name.replace(['’', '‘'], "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first word as a tokenizer gives it.
pub(super) fn first_word(name: &str) -> &str {
    let end = name.find([' ', '-', '\'', '/', '&']).unwrap_or(name.len());
    &name[..end.max(1).min(name.len())]
}
