//! Which room uses which?

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{Item, UseTree};

use crate::source::{Crate, SourceFile};

/// From room to room, with the first place where the one uses the other, as `file:line`.
pub(crate) type Arrows = BTreeMap<(String, String), String>;

/// A path in the code, from the crate's root, and its line.
type Found = (Vec<String>, usize);

/// The arrows between the rooms of a crate, and between its rooms and its door. What the door only hands on, by
/// `pub use`, belongs to the room it comes from; a name that no room has is the door's own.
pub(crate) fn arrows(krate: &Crate) -> Arrows {
    let rooms = krate.rooms();
    let mut handed_on = BTreeMap::new();
    for file in krate.code().filter(|file| file.module.is_empty()) {
        handed_on.extend(handed_on_by(file));
    }
    let mut arrows = Arrows::new();
    for file in krate.code() {
        let from = file.module.first().map_or(krate.door(), String::as_str);
        for (path, line) in paths(file, &rooms) {
            let first = path.first().map_or("*", String::as_str);
            let first = handed_on.get(first).map_or(first, String::as_str);
            let is_elsewhere = !rooms.contains(first) && handed_on.values().any(|origin| origin == first);
            let to = if rooms.contains(first) { first } else { krate.door() };
            if to != from && !is_elsewhere {
                let place = || format!("{}:{line}", file.path);
                arrows.entry((from.to_owned(), to.to_owned())).or_insert_with(place);
            }
        }
    }
    arrows
}

/// Groups of rooms in which each leads to each other.
pub(crate) fn circles(arrows: &Arrows) -> Vec<BTreeSet<&str>> {
    let rooms: BTreeSet<&str> = arrows.keys().flat_map(|(from, to)| [from.as_str(), to.as_str()]).collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        rooms.iter().map(|room| (*room, reached_from(room, arrows))).collect();
    let circle = |room: &&str| -> BTreeSet<&str> {
        reached[room].iter().filter(|other| reached[*other].contains(room)).copied().collect()
    };
    let circles: BTreeSet<BTreeSet<&str>> = rooms.iter().map(circle).filter(|circle| circle.len() > 1).collect();
    circles.into_iter().collect()
}

/// All rooms to which arrows lead from one, in any number of steps.
fn reached_from<'a>(room: &'a str, arrows: &'a Arrows) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![room];
    while let Some(room) = open.pop() {
        let next = arrows.keys().filter(|(from, _)| from == room).map(|(_, to)| to.as_str());
        open.extend(next.filter(|to| reached.insert(*to)));
    }
    reached
}

/// The names that a door's `use` lines bring in, each with the first name of its path.
fn handed_on_by(door: &SourceFile) -> Vec<(String, String)> {
    let file: syn::File = syn::parse2(door.code.clone()).unwrap_or_else(|error| panic!("{}: {error}", door.path));
    let mut names = Vec::new();
    for item in file.items {
        if let Item::Use(item) = item {
            add_names(&item.tree, None, &mut names);
        }
    }
    names
}

fn add_names(tree: &UseTree, first: Option<&str>, names: &mut Vec<(String, String)>) {
    let origin = |own: String| first.map_or(own, str::to_owned);
    match tree {
        UseTree::Path(path) if first.is_none() && (path.ident == "crate" || path.ident == "self") => {
            add_names(&path.tree, None, names);
        }
        UseTree::Path(path) => add_names(&path.tree, Some(&origin(path.ident.to_string())), names),
        UseTree::Name(name) => names.push((name.ident.to_string(), origin(name.ident.to_string()))),
        UseTree::Rename(name) => names.push((name.rename.to_string(), origin(name.ident.to_string()))),
        UseTree::Group(group) => group.items.iter().for_each(|tree| add_names(tree, first, names)),
        _ => {}
    }
}

/// All paths of a file that begin at the crate's root, spelled with `crate` or `super`, in macros too; in the door also
/// those that begin with the name of a room.
fn paths(file: &SourceFile, rooms: &BTreeSet<&str>) -> Vec<Found> {
    let mut found = Vec::new();
    let rooms = if file.module.is_empty() { rooms.clone() } else { BTreeSet::new() };
    scan(file.code.clone(), &file.module, &rooms, &mut found);
    found
}

fn scan(tokens: TokenStream, module: &[String], rooms: &BTreeSet<&str>, found: &mut Vec<Found>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Group(group) => scan(group.stream(), module, rooms, found),
            TokenTree::Ident(word) if word == "mod" => {
                if let [TokenTree::Ident(name), TokenTree::Group(body), ..] = &tokens[at + 1..] {
                    scan(body.stream(), &[module, &[name.to_string()]].concat(), &BTreeSet::new(), found);
                    at += 2;
                }
            }
            TokenTree::Ident(word) if word == "pub" && module.is_empty() => at = end_of_handing_on(&tokens, at),
            TokenTree::Ident(word) if is_path(&tokens, at + 1) && !(at >= 2 && is_path(&tokens, at - 2)) => {
                let word = word.to_string();
                if ["crate", "super", "self"].contains(&word.as_str()) || rooms.contains(word.as_str()) {
                    at = follow(&tokens, at, module, None, found) - 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// The last token of a `pub use` line that begins here, else the `pub`.
fn end_of_handing_on(tokens: &[TokenTree], from: usize) -> usize {
    let limit = tokens.get(from + 1);
    let is_limit = matches!(limit, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
    let at = from + 1 + usize::from(is_limit);
    if !matches!(tokens.get(at), Some(TokenTree::Ident(word)) if word == "use") {
        return from;
    }
    tokens[at..].iter().position(|token| is_mark(Some(token), ';')).map_or(from, |length| at + length)
}

/// Follows a path to its end, into the groups of a `use` line; answers where the tokens go on. A path in a group begins
/// at `base`, any other at the crate's root or, for `super` and `self`, at the module.
fn follow(
    tokens: &[TokenTree],
    from: usize,
    module: &[String],
    base: Option<&[String]>,
    found: &mut Vec<Found>,
) -> usize {
    let is_relative = |word: &Ident| word == "super" || word == "self";
    let mut path = match (base, tokens.get(from)) {
        (Some(base), _) => base.to_vec(),
        (None, Some(TokenTree::Ident(word))) if is_relative(word) => module.to_vec(),
        _ => Vec::new(),
    };
    let mut at = from;
    let mut line = 0;
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(word)) => {
                line = word.span().start().line;
                step(&mut path, &word.to_string());
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for part in inner.split(|token| is_mark(Some(token), ',')).filter(|part| !part.is_empty()) {
                    follow(part, 0, module, Some(&path), found);
                }
                return at + 1;
            }
            _ => break,
        }
        at += 1;
        if !is_path(tokens, at) {
            break;
        }
        at += 2;
    }
    found.push((path, line));
    at
}

/// Goes on along a path by one of its words.
fn step(path: &mut Vec<String>, word: &str) {
    match word {
        "self" => {}
        "crate" => path.clear(),
        "super" => drop(path.pop()),
        name => path.push(name.to_owned()),
    }
}

/// Whether a double colon begins here.
fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    is_mark(tokens.get(at), ':') && is_mark(tokens.get(at + 1), ':')
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == mark)
}
