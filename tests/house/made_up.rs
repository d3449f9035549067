//! Do the readers of the house see what they should? Tried on sources made up for it.

use std::collections::BTreeMap;

use crate::arrows::{arrows, circles};
use crate::lists::Lists;
use crate::sizes::{functions, has_head};
use crate::source::Crate;
use crate::words::words;

fn made_up(texts: &[(&str, &str)]) -> Crate {
    let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    Crate::of("crates/town", &texts.iter().map(own).collect::<BTreeMap<_, _>>())
}

/// The arrows of a made-up crate, one a line.
fn found(texts: &[(&str, &str)]) -> Vec<String> {
    arrows(&made_up(texts)).iter().map(|((from, to), place)| format!("{from} → {to} at {place}")).collect()
}

/// The words of a made-up file.
fn found_words(text: &str) -> Vec<String> {
    let krate = made_up(&[("hall.rs", text)]);
    words(&krate.files[0]).0.into_iter().map(|word| word.text).collect()
}

const EMPTY: [(&str, &str); 4] = [("lib.rs", ""), ("well.rs", ""), ("mill/mod.rs", ""), ("inn.rs", "")];

fn with(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    [&EMPTY[..], more].concat()
}

#[test]
fn rooms_are_top_level_modules_outside_tests() {
    let door = "mod well; mod mill; #[cfg(test)] mod sample; #[cfg(test)]\n#[allow(unused)] pub(crate) mod other;";
    let krate = made_up(&[
        ("lib.rs", door),
        ("well.rs", ""),
        ("mill/mod.rs", "#[cfg(test)] mod tests;"),
        ("mill/tests.rs", ""),
        ("mill/wheel.rs", ""),
        ("sample.rs", ""),
        ("other.rs", ""),
    ]);
    assert_eq!(Vec::from_iter(krate.rooms()), ["mill", "well"]);
    let tests: Vec<&str> = krate.files.iter().filter(|file| file.is_test).map(|file| file.path.as_str()).collect();
    let below = |path: &str| format!("crates/town/src/{path}");
    assert_eq!(tests, [below("mill/tests.rs"), below("other.rs"), below("sample.rs")]);
}

#[test]
fn nested_groups_lead_to_each_room() {
    let hall = "use std::fmt;\nuse crate::{well::{self, Rope}, mill::wheel::{Spoke as S, *}};";
    assert_eq!(
        found(&with(&[("hall.rs", hall)])),
        ["hall → mill at crates/town/src/hall.rs:2", "hall → well at crates/town/src/hall.rs:2"]
    );
}

#[test]
fn inline_paths_lead_too_also_in_macros_and_types() {
    let hall = "fn a(r: &crate::well::Rope<'_>) -> bool {\n matches!(r, crate::mill::Spoke)\n}";
    let gate = "pub(crate) use crate::inn::Bed;";
    assert_eq!(
        found(&with(&[("gate.rs", gate), ("hall.rs", hall)])),
        [
            "gate → inn at crates/town/src/gate.rs:1",
            "hall → mill at crates/town/src/hall.rs:2",
            "hall → well at crates/town/src/hall.rs:1"
        ]
    );
}

#[test]
fn super_leads_out_of_the_room_or_stays() {
    let stays = ("hall/roof.rs", "use super::Door; use super::{beam::Beam, super::hall::Wall};");
    assert!(found(&with(&[("hall/mod.rs", "mod roof; use self::roof::Tile;"), stays])).is_empty());
    let leaves = ("hall/roof.rs", "use super::{Door, super::well::Rope};\nfn a() { super::super::mill::turn() }");
    let inner = ("hall/mod.rs", "mod part { use super::super::inn::Bed; use super::well; }");
    assert_eq!(
        found(&with(&[leaves, inner])),
        [
            "hall → inn at crates/town/src/hall/mod.rs:1",
            "hall → mill at crates/town/src/hall/roof.rs:2",
            "hall → well at crates/town/src/hall/roof.rs:1"
        ]
    );
}

#[test]
fn what_the_door_hands_on_belongs_to_its_room() {
    let door = "pub use well::{Rope, bucket::Bucket as Pail};\npub use std::fmt::Debug; pub struct Key;";
    let hall = "use crate::Rope;";
    let gate = "use crate::{Debug, Pail};";
    let inn = "use super::Key;";
    assert_eq!(
        found(&[("lib.rs", door), ("well.rs", ""), ("hall.rs", hall), ("gate.rs", gate), ("inn.rs", inn)]),
        [
            "gate → well at crates/town/src/gate.rs:1",
            "hall → well at crates/town/src/hall.rs:1",
            "inn → lib at crates/town/src/inn.rs:1"
        ]
    );
}

#[test]
fn tests_and_words_in_texts_are_no_arrows() {
    let hall = "#[cfg(test)]\nmod tests { use crate::well::Rope; }\n#[cfg(test)] use crate::{mill::Spoke};\n\
        /// See [`crate::inn::Bed`].\nfn a() -> &'static str { \"crate::inn::Bed\" } // crate::inn::Bed\n\
        impl A { #[test] fn b() { crate::inn::sleep() } }";
    assert!(found(&with(&[("hall.rs", hall)])).is_empty());
}

#[test]
fn circles_are_found_through_several_rooms_and_the_door() {
    let krate = made_up(&[
        ("lib.rs", "use hall::enter; pub struct Key;"),
        ("well.rs", "use crate::mill::Spoke;"),
        ("mill.rs", "use crate::inn::Bed;"),
        ("inn.rs", "use crate::well::Rope;"),
        ("hall.rs", "use crate::{well::Rope, Key};"),
    ]);
    let arrows = arrows(&krate);
    let found: Vec<Vec<&str>> = circles(&arrows).into_iter().map(Vec::from_iter).collect();
    assert_eq!(found, [vec!["hall", "lib"], vec!["inn", "mill", "well"]]);
    let line = made_up(&with(&[("hall.rs", "use crate::well;"), ("gate.rs", "use crate::{hall, well};")]));
    assert!(circles(&crate::arrows::arrows(&line)).is_empty());
}

#[test]
fn words_are_found_wherever_code_compares_or_lists_them() {
    let text = r##"
        const DAYS: [&str; 2] = ["Monday", "tuesday"];
        fn a(word: &str, letter: char) -> bool {
            match word {
                "said" | "told" => true,
                _ if word == "asked" => false,
                _ => matches!(word, "deny" if word.len() > 1) || word.as_bytes() == b"bytes" || ['s'].contains(&letter),
            }
        }
        fn b() { let _ = vec![("pair", 1)]; table! { Left = "left" } assert!(c("deep"), "message"); }
        macro_rules! made { () => { "in a macro" }; }
        fn d() { let _ = Some(format!("{}", if true { "inner" } else { "OUTER" })); }
    "##;
    let expected = [
        "Monday",
        "tuesday",
        "said",
        "told",
        "asked",
        "deny",
        "bytes",
        "s",
        "pair",
        "left",
        "deep",
        "in a macro",
        "inner",
    ];
    assert_eq!(found_words(text), expected);
}

#[test]
fn messages_attributes_tests_and_marks_are_no_words() {
    let text = r##"
        //! A "comment".
        #[doc = "Text"] #[serde(rename = "kind")] struct A;
        fn a(letter: char) -> Result<(), Error> {
            let _ = ["AGREE", " – ", "12", "\n", "€"];
            let _ = letter.is_x() || matches!(letter, 'a'..='z') || ('a'..='f').contains(&letter);
            let _ = format!("the {letter}") + concat!("a", "b") + include_str!("c.txt");
            let _ = Some(1).expect("one is there");
            thing().context("while reading")?;
            thing().context("while reading".to_owned())?;
            warn("that is odd"); warn_once("odd"); fail(&"odd".to_string());
            codebook::Error::missing("the key", 2)?;
            let _ = a().ok_or("nothing is there").or(Err("nothing at all"));
            let _ = ReadError { what: "the key".into() };
            assert!(true, "message {}", 1); write!(f, "message")?; unreachable!("message"); panic!("message");
            made! { #[doc = "hello"] A = 1, panic!("message") };
        }
        labels! { Sort { A = "spelled", B = "so", } }
        #[cfg(test)] mod tests { const A: &str = "word"; }
        #[test] fn b() { c("word"); }
    "##;
    assert_eq!(found_words(text), [""; 0]);
}

#[test]
fn signs_of_regular_expressions_are_no_words() {
    let text =
        r##"const A: [&str; 5] = [r"\p{Lu}[\p{L}.]+\s*", "(?i:[a-z]+)", r"(?P<day>\d)", r"\d+ days", "(?i)by"];"##;
    assert_eq!(found_words(text), ["\\d+ days", "(?i)by"]);
}

#[test]
fn a_word_has_its_line() {
    let krate = made_up(&[("hall.rs", "fn a() {\n    b(\"word\")\n}")]);
    let (words, read) = words(&krate.files[0]);
    assert_eq!((words[0].line, read), (2, 1));
}

#[test]
fn functions_are_measured_from_signature_to_brace() {
    let text = "/// Doc.\n#[inline]\npub fn a(\n    b: u8,\n) {\n    fn c() {}\n}\nimpl A {\n    fn d() {\n    }\n}\ntrait T {\n    fn e();\n    fn f() {\n    }\n}";
    let found: Vec<(String, usize, usize)> =
        functions("made-up", text).into_iter().map(|f| (f.name, f.line, f.lines)).collect();
    let expected = [("a", 3, 5), ("c", 6, 1), ("d", 9, 2), ("f", 14, 2)];
    assert_eq!(found, expected.map(|(name, line, lines)| (name.to_owned(), line, lines)));
}

#[test]
fn heads_stand_first() {
    assert!(has_head("//! Which day?\n") && has_head("#![no_main]\n//! Which day?\n"));
    assert!(
        !has_head("") && !has_head("use a::b;\n//! Late\n") && !has_head("// Which day?\n") && !has_head("//!\nuse a;")
    );
}

#[test]
fn lists_are_read_from_the_document() {
    let lists = Lists::of(
        "# House\n```text rooms of crates/town\nhall → inn, well\nwell → mill\n```\n```\na → b\n```\n## English in Rust\n\n\
         | file | why |\n|---|---|\n| `crates/town/src/inn.rs` | names of columns |\n## Longer than the rule\n\
         | `a.rs: b` | a table of names |\n## Else\n| `c.rs` | no list |\n",
    );
    let arrows: Vec<String> = lists.arrows["crates/town"].iter().map(|(from, to)| format!("{from} {to}")).collect();
    assert_eq!(arrows, ["hall inn", "hall well", "well mill"]);
    assert_eq!(Vec::from_iter(lists.words.keys()), ["crates/town/src/inn.rs"]);
    assert_eq!(Vec::from_iter(lists.long.keys()), ["a.rs: b"]);
    assert_eq!(lists.arrows.len(), 1);
}

#[test]
#[should_panic(expected = "without a reason")]
fn an_exception_needs_a_reason() {
    Lists::of("## English in Rust\n| `crates/town/src/inn.rs` | |\n");
}
