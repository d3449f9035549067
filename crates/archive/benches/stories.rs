//! How the time for copies and stories grows with the number of articles: `cargo bench -p dateline-archive --bench stories`.
//!
//! Invented articles: each story has four reports of its own on four days, and half of these have two copies. Reading is not
//! measured, only what comes after it.

#![expect(clippy::print_stdout, reason = "a benchmark tells its figures")]

use std::time::Instant;

use dateline::Source;
use dateline::record::{Article, Record};
use dateline_archive::stories::{Collection, Settings};
use jiff::{ToSpan, civil::date};

/// A generator that needs no crate (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
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

/// At least `count` articles with their days.
fn articles(count: usize) -> Vec<(i32, String)> {
    let mut dice = Dice(20_310_415);
    let mut articles = Vec::new();
    while articles.len() < count {
        let first = dice.below(365) as i32;
        let names: Vec<String> = (0..12).map(|_| dice.word(true) + "berg").collect();
        for report in 0..4 {
            let text = sentences(&mut dice, &names, 20);
            if report % 2 == 0 {
                articles.push((first + report, text[..12].join("\n")));
                articles.push((first + report + 1, text[4..].join("\n")));
            }
            articles.push((first + report, text.join("\n")));
        }
    }
    articles
}

fn main() {
    println!("{:>10} {:>10} {:>10} {:>10} {:>14}", "articles", "origins", "stories", "seconds", "ms an article");
    for count in [2_500, 10_000, 40_000] {
        let articles = articles(count);
        let start = Instant::now();
        let mut collection = Collection::new(Settings::default());
        for (number, (day, text)) in articles.iter().enumerate() {
            collection.add(&record(number, *day), text);
        }
        let found = collection.stories();
        let seconds = start.elapsed().as_secs_f64();
        let origins: usize = found.stories.iter().map(|story| story.origins.len()).sum();
        let each = 1000.0 * seconds / articles.len() as f64;
        println!("{:>10} {origins:>10} {:>10} {seconds:>10.2} {each:>14.3}", articles.len(), found.stories.len());
    }
}

fn record(number: usize, day: i32) -> Record {
    Record {
        schema: "dateline/1",
        id: number.to_string(),
        source: Source { id: number.to_string(), ..Source::default() },
        article: Article { published: Some(date(2031, 1, 1).saturating_add(day.days())), ..Article::default() },
        actors: Vec::new(),
        quotations: Vec::new(),
        events: Vec::new(),
        figures: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        text: None,
    }
}
