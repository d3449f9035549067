//! In which country does an article play; in which its sections, its paragraphs, its sentences?
//!
//! ```text
//! doc, places, names, actors, title, publisher → evidence → shares of the article → section → paragraph → sentence
//! ```
//!
//! What is told nearer counts more: the shares of a paragraph are those of what it tells and, in place of what it does not
//! tell, those of all around it.

mod evidence;
mod publish;
mod shares;
#[cfg(test)]
mod tests;
mod weights;

use dateline_language::Bytes;

use crate::article::{StoryPart, StoryPartKind};
use crate::desk::{Desk, Setting, Settings};
use crate::home::Home;
use evidence::Evidence;
pub(crate) use publish::publish;
use shares::Shares;

/// Where each sentence of an article plays.
pub(crate) fn setting(desk: &Desk<'_>) -> Settings {
    let evidence = evidence::in_text(desk);
    let around = around(desk);
    let mut countries: Vec<&str> = evidence.iter().map(|one| one.country.as_str()).collect();
    countries.extend(around.iter().map(|(country, _)| country.as_str()));
    countries.sort_unstable();
    countries.dedup();
    if countries.is_empty() {
        return Settings::default();
    }
    let number = |country: &str| countries.binary_search(&country).unwrap_or_default();
    let sentences: Vec<Bytes> = desk.doc.sentences().map(|sentence| sentence.bytes()).collect();
    let parts = part_of_each(&sentences, &desk.article.parts);
    let first = first_paragraph(&desk.article.parts);
    let mut shares = Shares::new(countries.len());
    for (country, weight) in &around {
        shares.add_to_article(number(country), *weight);
    }
    for one in &evidence {
        let early = one.sentence.is_none_or(|sentence| parts[sentence] <= first);
        let told = if early { weights::FIRST } else { 1.0 };
        shares.add_to_article(number(&one.country), told * one.kind.weight());
    }
    let told = |sentence: usize| {
        let from = evidence.partition_point(|one| one.bytes.start < sentences[sentence].start);
        let here = evidence[from..].iter().take_while(move |one| one.sentence == Some(sentence));
        here.map(|one| (number(&one.country), one.kind.weight())).collect::<Vec<_>>()
    };
    let told_by = by_country(&evidence, &countries);
    let best = |(sentence, (country, share)): (usize, (usize, f64))| {
        let told_by = nearest(&told_by[country], sentences[sentence]);
        (share > 0.0).then(|| Setting { country: countries[country].to_owned(), told_by, share })
    };
    let is_heading = |part: usize| desk.article.parts.get(part).is_some_and(|part| part.kind == StoryPartKind::Heading);
    let likeliest = shares.of_sentences(&parts, told, is_heading);
    Settings { sentences: likeliest.into_iter().enumerate().map(best).collect() }
}

/// What tells a country beside the words of the story, and how much it weighs.
fn around(desk: &Desk<'_>) -> Vec<(String, f64)> {
    let article = desk.article;
    let in_story = article.parts.iter().any(|part| part.kind == StoryPartKind::Headline);
    let title = article.title.as_deref().filter(|_| !in_story).unwrap_or_default();
    let told = evidence::in_title(title, desk.codebook).into_iter().map(|country| (country, weights::TITLE));
    let home = Home::of(article.url.as_deref(), article.publisher.as_deref(), desk.codebook).country;
    let home = Some(evidence::state(&home, desk.codebook)).filter(|home| !home.is_empty());
    told.chain(home.map(|home| (home, weights::HOME))).collect()
}

/// The part of the story in which each sentence stands.
fn part_of_each(sentences: &[Bytes], parts: &[StoryPart]) -> Vec<usize> {
    let part = |sentence: &Bytes| parts.partition_point(|part| part.bytes.start <= sentence.start).saturating_sub(1);
    sentences.iter().map(part).collect()
}

/// The first paragraph of the story.
fn first_paragraph(parts: &[StoryPart]) -> usize {
    parts.iter().position(|part| part.kind == StoryPartKind::Paragraph).unwrap_or_default()
}

/// The words that tell each country, in the order of the text.
fn by_country(evidence: &[Evidence], countries: &[&str]) -> Vec<Vec<Bytes>> {
    let mut words = vec![Vec::new(); countries.len()];
    for one in evidence {
        if let Ok(country) = countries.binary_search(&one.country.as_str()) {
            words[country].push(one.bytes);
        }
    }
    words
}

/// Of words in the order of the text, those nearest to a sentence: in it before any other, else before it.
fn nearest(words: &[Bytes], sentence: Bytes) -> Option<Bytes> {
    let from = words.partition_point(|bytes| bytes.start < sentence.start);
    let here = words.get(from).filter(|bytes| bytes.end <= sentence.end);
    here.or_else(|| words[..from].last()).or_else(|| words.first()).copied()
}
