//! Invented articles for benchmarks: each story has four reports of its own on four days, and half of these have two copies.
//! Each tells of four events.

use dateline::record::{EventType, Record, Span};
use dateline_archive::stories::Account;
use jiff::{ToSpan, civil::date};

#[path = "../../src/stories/invented.rs"]
mod invented;

/// A generator that needs no crate (Marsaglia's xorshift).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below another.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    /// A word: common ones often, rare ones seldom, as in a language.
    fn word(&mut self, name: bool) -> String {
        let rank = self.below(200).pow(2) + self.below(200);
        let syllables = ["ka", "ri", "mo", "ten", "lu", "sha", "ve", "dor", "pi", "na"];
        let digits = format!("{rank}");
        let word: String = digits.bytes().map(|digit| syllables[usize::from(digit - b'0')]).collect();
        if name { word[..1].to_uppercase() + &word[1..] } else { word }
    }
}

fn sentences(dice: &mut Dice, names: &[String], count: usize) -> Vec<String> {
    let sentence = |dice: &mut Dice| {
        let words: Vec<String> = (0..18)
            .map(|place| if place % 6 == 4 { names[dice.below(names.len())].clone() } else { dice.word(false) })
            .collect();
        format!("The {}.", words.join(" "))
    };
    (0..count).map(|_| sentence(dice)).collect()
}

/// The articles of one story with their days.
fn story(dice: &mut Dice, days: usize) -> Vec<(i32, Vec<String>)> {
    let first = dice.below(days) as i32;
    let names: Vec<String> = (0..12).map(|_| dice.word(true) + "berg").collect();
    let mut articles = Vec::new();
    for report in 0..4 {
        let text = sentences(dice, &names, 20);
        if report % 2 == 0 {
            articles.push((first + report, text[..12].to_vec()));
            articles.push((first + report + 1, text[4..].to_vec()));
        }
        articles.push((first + report, text));
    }
    articles
}

/// What the comparison needs of the articles of one story, on days within so many; the first has this number.
pub(crate) fn accounts(dice: &mut Dice, number: usize, days: usize) -> Vec<Account> {
    let article = |(at, (day, lines)): (usize, (i32, Vec<String>))| {
        Account::of(&record(number + at, day, &lines), &lines.join("\n"))
    };
    story(dice, days).into_iter().enumerate().map(article).collect()
}

fn record(number: usize, day: i32, lines: &[String]) -> Record {
    let published = date(2031, 1, 1).saturating_add(day.days());
    let mut record = invented::record(&format!("https://news.example/world/{day}/{number}"), Some(published));
    record.article.title = Some(lines[0].split(' ').take(8).collect::<Vec<_>>().join(" "));
    record.article.publisher = Some(format!("Gazette {}", number % 500));
    tell_events(&mut record, lines, &published.to_string());
    record
}

/// An event in each of the first lines.
fn tell_events(record: &mut Record, lines: &[String], day: &str) {
    let mut start = 0;
    for (line, (number, kind)) in
        lines.iter().zip((1..).zip([EventType::Assault, EventType::Consult, EventType::Protest, EventType::Accuse]))
    {
        let span = |from: usize, length: usize| {
            let from = (start + from) as u32;
            Span { start: from, end: from + length as u32 }
        };
        let parties = [4, 20].map(|from| invented::party(span(from, 12), None));
        invented::tell(record, invented::event(&format!("e{number}"), kind, span(0, line.len()), parties, day));
        start += line.len() + 1;
    }
}
