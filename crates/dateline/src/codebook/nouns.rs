//! What common nouns and first names tell: whether a description without a name means a person, a body or a place, and
//! whether a first name is a man's or a woman's.

use rustc_hash::FxHashMap;

use super::entries::{self, Gender, Person};

/// What a common noun may mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noun {
    /// "woman", "resident"
    Person,
    /// "firm", "team"
    Organization,
    /// "town", "region"
    Place,
}

/// Nouns by their dictionary form.
pub(super) fn nouns(lists: &entries::Nouns) -> FxHashMap<Box<str>, Noun> {
    let lists = [(&lists.person, Noun::Person), (&lists.organization, Noun::Organization), (&lists.place, Noun::Place)];
    let words = lists.iter().flat_map(|(words, noun)| words.split_whitespace().map(|word| (word.into(), *noun)));
    words.collect()
}

/// Whose first names are: the listed ones, then those that at least two people of the codebook bear, all of one
/// gender.
pub(super) fn first_names(lists: &entries::FirstNames, people: &[Person]) -> FxHashMap<Box<str>, Gender> {
    let mut borne: FxHashMap<&str, [u32; 2]> = FxHashMap::default();
    for person in people {
        // Where the family name comes first, the first word is no first name.
        let Some((first, rest)) = person.name.split_once(' ') else { continue };
        if !rest.ends_with(person.family_name()) {
            continue;
        }
        borne.entry(first).or_default()[person.gender as usize] += 1;
    }
    let mut names: FxHashMap<Box<str>, Gender> = FxHashMap::default();
    for (name, counts) in borne {
        match counts {
            [2..=u32::MAX, 0] => names.insert(name.into(), Gender::Man),
            [0, 2..=u32::MAX] => names.insert(name.into(), Gender::Woman),
            _ => None,
        };
    }
    for (list, gender) in [(&lists.man, Gender::Man), (&lists.woman, Gender::Woman)] {
        names.extend(list.split_whitespace().map(|name| (name.into(), gender)));
    }
    names
}
