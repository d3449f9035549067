//! What stands in the source of a crate: its files, its rooms, and its code without the tests?

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A crate's source. A room is a top-level module of it; `lib.rs` or `main.rs` is its door.
pub(crate) struct Crate {
    /// Its folder: `crates/dateline`, `python`, or `src` for the program.
    pub(crate) name: String,
    pub(crate) files: Vec<SourceFile>,
}

/// A file of Rust.
pub(crate) struct SourceFile {
    /// From the root of the repository.
    pub(crate) path: String,
    /// Its module, from the crate's root: `who`, `alone`. The door's has no names.
    pub(crate) module: Vec<String>,
    /// Whether the compiler sees it in tests only.
    pub(crate) is_test: bool,
    /// Its code without what is only compiled for tests.
    pub(crate) code: TokenStream,
}

impl Crate {
    /// A crate of texts by their paths below its source folder.
    pub(crate) fn of(name: &str, texts: &BTreeMap<String, String>) -> Self {
        let source = if name == "src" { name.to_owned() } else { format!("{name}/src") };
        let mut files = Vec::new();
        let mut test_modules = BTreeSet::new();
        for (below, text) in texts {
            let path = format!("{source}/{below}");
            let module = module_of(below);
            let tokens = tokens(&path, text);
            let declared = test_modules_of(tokens.clone()).into_iter().map(|name| [&module[..], &[name]].concat());
            test_modules.extend(declared);
            files.push(SourceFile { path, module, is_test: false, code: without_tests(tokens) });
        }
        for file in &mut files {
            file.is_test = (1..=file.module.len()).any(|depth| test_modules.contains(&file.module[..depth]));
        }
        Self { name: name.to_owned(), files }
    }

    /// The files that are not only for tests.
    pub(crate) fn code(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| !file.is_test)
    }

    /// Its top-level modules.
    pub(crate) fn rooms(&self) -> BTreeSet<&str> {
        self.code().filter_map(|file| file.module.first()).map(String::as_str).collect()
    }

    /// `lib` or `main`.
    pub(crate) fn door(&self) -> &'static str {
        if self.files.iter().any(|file| file.path.ends_with("src/lib.rs")) { "lib" } else { "main" }
    }
}

/// All crates of the repository: those in `crates`, the package for Python, and the program last.
pub(crate) fn crates(root: &Path) -> Vec<Crate> {
    let mut names: Vec<String> = fs::read_dir(root.join("crates"))
        .expect("the crates stand in crates/")
        .map(|entry| format!("crates/{}", entry.expect("a folder is listed").file_name().display()))
        .collect();
    names.sort();
    names.extend(["python", "src"].map(str::to_owned));
    let read = |name: &String| {
        let source = if name == "src" { name.clone() } else { format!("{name}/src") };
        let texts = rust_files(root, &source).into_iter();
        Crate::of(name, &texts.map(|(path, text)| (path[source.len() + 1..].to_owned(), text)).collect())
    };
    names.iter().map(read).collect()
}

/// The files of Rust below a folder, by their paths from the root.
pub(crate) fn rust_files(root: &Path, folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(root.join(&folder)).into_iter().flatten();
        for entry in entries.map(|entry| entry.expect("a folder is listed")) {
            let path = format!("{folder}/{}", entry.file_name().display());
            if entry.path().is_dir() {
                folders.push(path);
            } else if path.ends_with(".rs") {
                let text = fs::read_to_string(entry.path()).expect("source is text");
                found.insert(path, text);
            }
        }
    }
    found
}

/// The tokens of a file.
pub(crate) fn tokens(path: &str, text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("{path}: not Rust: {error}"))
}

/// The module of a file below `src`.
fn module_of(path: &str) -> Vec<String> {
    let mut names: Vec<String> = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|name| ["mod", "lib", "main"].contains(&name.as_str())) {
        names.pop();
    }
    names
}

/// The modules that a file declares for tests only.
fn test_modules_of(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (end, is_test) = attributes(&tokens, at);
        if end == at {
            at += 1;
            continue;
        }
        at = if is_test { end_of_item(&tokens, end) } else { end };
        let is_module = |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name == "mod");
        if let Some(named) = tokens[end..at].iter().position(is_module)
            && let Some(TokenTree::Ident(name)) = tokens.get(end + named + 1)
        {
            found.push(name.to_string());
        }
    }
    found
}

/// The tokens but for items under `#[cfg(test)]` and `#[test]`, at any depth.
fn without_tests(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (end, is_test) = attributes(&tokens, at);
        if is_test {
            at = end_of_item(&tokens, end);
        } else if end > at {
            kept.extend_from_slice(&tokens[at..end]);
            at = end;
        } else {
            kept.push(match token {
                TokenTree::Group(group) => {
                    let mut inner = proc_macro2::Group::new(group.delimiter(), without_tests(group.stream()));
                    inner.set_span(group.span());
                    TokenTree::Group(inner)
                }
                other => other.clone(),
            });
            at += 1;
        }
    }
    kept.into_iter().collect()
}

/// Where the attributes that begin here end, and whether one of them is for tests.
fn attributes(tokens: &[TokenTree], from: usize) -> (usize, bool) {
    let mut at = from;
    let mut is_test = false;
    while let [TokenTree::Punct(hash), TokenTree::Group(group), ..] = &tokens[at..]
        && hash.as_char() == '#'
        && group.delimiter() == Delimiter::Bracket
    {
        let text: String = group.stream().to_string().split_whitespace().collect();
        is_test |= text == "test" || text.starts_with("cfg(test)") || text.starts_with("cfg(all(test");
        at += 2;
    }
    (at, is_test)
}

/// Where the item ends that begins here: after its semicolon or its braces.
fn end_of_item(tokens: &[TokenTree], from: usize) -> usize {
    let is_semicolon = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
    let is_body = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let rest = &tokens[from..];
    let Some(last) = rest.iter().position(|token| is_semicolon(token) || is_body(token)) else { return tokens.len() };
    let closed = is_body(&rest[last]) && rest.get(last + 1).is_some_and(is_semicolon);
    from + last + 1 + usize::from(closed)
}
